-- L'import d'une offre : un fichier gardé comme document, ce qu'on en a jugé, et ce qu'on en a fait. Le fichier se relit et se rejuge quand on
-- confirme ; les lignes ne servent qu'à être lues.
create table catalogue.import_offre (
  id           bigint generated always as identity primary key,
  proprietaire text not null,
  document_id  uuid,
  fichier      text not null,
  lecture      text not null,
  ignorees     text[] not null default '{}',
  etat         text not null default 'ESSAI',
  empreinte    text not null,
  a_ecrire     int not null default 0,
  ecrites      int not null default 0,
  motif        text,
  cree_le      timestamptz not null,
  avance_le    timestamptz not null,
  fini_le      timestamptz,
  constraint ck_import_offre_etat check (etat in ('ESSAI', 'ECRITURE', 'FAIT', 'ABANDONNE')),
  constraint ck_import_offre_fichier_le_temps_de_l_attente check ((document_id is not null) = (etat in ('ESSAI', 'ECRITURE'))),
  constraint ck_import_offre_fini check ((fini_le is not null) = (etat in ('FAIT', 'ABANDONNE')))
);
comment on table catalogue.import_offre is 'Une offre déposée par une délégation ou le siège : CSV, XLSX ou LHEO';
comment on column catalogue.import_offre.proprietaire is 'À qui est le fichier, comme outils.document le dit';
comment on column catalogue.import_offre.empreinte is 'De ce qu''on a jugé : si elle change quand on confirme, rien n''est écrit et l''on redemande';
create unique index uq_import_offre_un_seul_a_la_fois on catalogue.import_offre (proprietaire) where etat in ('ESSAI', 'ECRITURE');
create index ix_import_offre_dernier on catalogue.import_offre (proprietaire, id desc);

create table catalogue.import_offre_ligne (
  import_id bigint not null references catalogue.import_offre on delete cascade,
  rang      int not null,
  ligne     int not null,
  sort      text not null,
  code      text not null,
  intitule  text,
  dit       text not null,
  colonne   text,
  valeur    text,
  primary key (import_id, rang),
  constraint ck_import_offre_ligne_sort check (sort in ('REFUSE', 'A_VERIFIER', 'SESSION', 'FICHE', 'BROUILLON', 'CONNU')),
  constraint ck_import_offre_ligne_refus_et_colonne check ((sort = 'REFUSE') = (colonne is not null))
);
comment on table catalogue.import_offre_ligne is 'Ce que deviendrait chaque ligne du fichier, en clair';
create index ix_import_offre_ligne_sort on catalogue.import_offre_ligne (import_id, sort, rang);

-- Le fichier ne survit pas à ce qu'il attendait, d'où que vienne le changement.
create function catalogue.oter_le_fichier_de_l_offre() returns trigger language plpgsql as $$
begin
  perform outils.oter_document(old.document_id);
  if tg_op = 'DELETE' then
    return old;
  end if;
  new.document_id := null;
  return new;
end $$;
create trigger tr_import_offre_quitte_son_fichier before update of etat on catalogue.import_offre for each row
  when (new.etat in ('FAIT', 'ABANDONNE') and old.document_id is not null) execute function catalogue.oter_le_fichier_de_l_offre();
create trigger tr_import_offre_supprime_avec_son_fichier before delete on catalogue.import_offre for each row
  when (old.document_id is not null) execute function catalogue.oter_le_fichier_de_l_offre();

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'IMPORT_OFFRE', 'JOURS', 30, '2026-01-01',
   'Trente jours après le dépôt d''une offre, son essai et ce qu''il disait de chaque ligne sont effacés, le fichier avec ; ce qui est publié reste.',
   'Choix : le temps de corriger un fichier et de le redéposer');
