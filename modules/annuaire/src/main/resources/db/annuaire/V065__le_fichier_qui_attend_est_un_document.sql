-- Le fichier d'un import à rapprocher devient un document (outils.document, docs/adr/0024) ; ce qu'on en montre reste à l'import.
alter table annuaire.import
  add column document_id uuid,
  add column entetes text[] not null default '{}',
  add column exemples text[] not null default '{}';
comment on column annuaire.import.document_id is 'Le fichier, le temps qu''on dise ce que sont ses colonnes ; le quitter l''ôte';
comment on column annuaire.import.exemples is 'Quelques valeurs de chaque en-tête inconnu, dans le même ordre';

create temporary table fichiers_gardes on commit drop as
  select gen_random_uuid() as id, i.id as import_id, i.etat in ('COLONNES', 'LECTURE') as attend, f.contenu, f.entetes, f.exemples,
         i.collectivite_id, i.fichier, i.par_compte_id, i.cree_le
    from annuaire.import_fichier f join annuaire.import i on i.id = f.import_id where length(f.contenu) > 0;

insert into outils.document (id, proprietaire, conservation, nom, type, taille, sha256, magasin, etat, par_compte_id, cree_le)
select id, 'collectivite ' || collectivite_id, 'IMPORT', coalesce(nullif(left(regexp_replace(fichier, '[[:cntrl:]"/\\]', '', 'g'), 150), ''), 'sans nom'),
       case when substring(contenu from 1 for 2) = 'PK'::bytea then 'application/zip' else 'text/plain' end,
       length(contenu), encode(sha256(contenu), 'hex'), 'postgresql', 'PRET', nullif(par_compte_id, 0), cree_le
  from fichiers_gardes where attend;
insert into outils.document_morceau (document_id, rang, octets)
select id, n, substring(contenu from n * 1048576 + 1 for 1048576) from fichiers_gardes, generate_series(0, (length(contenu) - 1) / 1048576) as n where attend;
update annuaire.import i set document_id = f.id, entetes = f.entetes, exemples = f.exemples from fichiers_gardes f where f.import_id = i.id and f.attend;
drop table annuaire.import_fichier;

-- Un fichier gardé ne survit pas à ce qu'il attendait, d'où que vienne le changement d'état.
create function annuaire.oter_le_fichier_de_l_import() returns trigger language plpgsql as $$
begin
  if old.document_id is not null then
    perform outils.oter_document(old.document_id);
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  new.document_id := null;
  new.entetes := '{}';
  new.exemples := '{}';
  return new;
end $$;
create trigger tg_import_quitte_son_fichier before update of etat on annuaire.import for each row
  when (new.etat not in ('COLONNES', 'LECTURE') and (old.document_id is not null or old.entetes <> '{}'))
  execute function annuaire.oter_le_fichier_de_l_import();
create trigger tg_import_supprime_avec_son_fichier before delete on annuaire.import for each row
  when (old.document_id is not null) execute function annuaire.oter_le_fichier_de_l_import();
alter table annuaire.import add constraint ck_import_fichier_le_temps_de_l_attente check (document_id is null or etat in ('COLONNES', 'LECTURE'));
