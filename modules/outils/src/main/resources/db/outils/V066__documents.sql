-- Les fichiers déposés et produits, en un seul endroit (docs/adr/0024) : leur fiche ici, leur contenu ici ou dans un seau S3.
create table outils.espace (
  proprietaire text primary key constraint ck_espace_proprietaire check (proprietaire ~ '^((collectivite|structure) [0-9]+|siege)$'),
  octets       bigint not null default 0,
  quota        bigint not null default 1073741824 constraint ck_espace_quota_positif check (quota > 0),
  constraint ck_espace_dans_son_quota check (octets between 0 and quota)
);
comment on table outils.espace is 'Ce que les documents d''une collectivité, d''une structure ou du siège occupent, et le plus qu''ils peuvent';

create table outils.document (
  id            uuid primary key,
  proprietaire  text not null,
  conservation  text not null constraint ck_document_conservation check (conservation ~ '^[A-Z_]{3,40}$'),
  nom           text not null constraint ck_document_nom_court check (length(nom) between 1 and 150),
  type          text not null,
  taille        bigint not null constraint ck_document_taille_bornee check (taille between 1 and 209715200),
  sha256        text not null constraint ck_document_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  magasin       text not null,
  etat          text not null default 'EN_COURS' constraint ck_document_etat check (etat in ('EN_COURS', 'PRET', 'A_OTER')),
  par_compte_id bigint,
  cree_le       timestamptz not null
);
comment on table outils.document is 'La fiche d''un fichier. EN_COURS : son contenu s''écrit ; A_OTER : il reste à l''ôter du magasin';
comment on column outils.document.conservation is 'Le code de sa durée (outils.regle, famille conservation)';
comment on column outils.document.type is 'Reconnu au contenu, jamais au nom';
create index ix_document_a_balayer on outils.document (cree_le) where etat <> 'PRET';
create index ix_document_conservation on outils.document (conservation, cree_le);
create index ix_document_compte on outils.document (par_compte_id) where par_compte_id is not null;

create table outils.document_morceau (
  document_id uuid not null references outils.document on delete cascade,
  rang        int not null,
  octets      bytea not null constraint ck_document_morceau_borne check (length(octets) between 1 and 1048576),
  primary key (document_id, rang)
);
alter table outils.document_morceau alter column octets set storage external;
comment on table outils.document_morceau is 'Le contenu, par morceaux d''un mégaoctet : il ne tient jamais entier en mémoire';

-- Deux dépôts à la fois se suivent sur la ligne de leur propriétaire : la contrainte juge la somme.
create function outils.compter_l_espace() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into outils.espace as e (proprietaire, octets) values (new.proprietaire, new.taille)
      on conflict (proprietaire) do update set octets = e.octets + excluded.octets;
  else
    update outils.espace set octets = octets - old.taille where proprietaire = old.proprietaire;
  end if;
  return null;
end $$;
create trigger tg_document_compte after insert or delete on outils.document for each row execute function outils.compter_l_espace();

create function outils.refuser_un_autre_contenu() returns trigger language plpgsql as $$
begin
  raise exception 'Un document ne change ni de contenu ni de propriétaire : on en dépose un autre.' using errcode = 'check_violation';
end $$;
create trigger tg_document_intouchable before update on outils.document for each row
  when ((old.id, old.proprietaire, old.taille, old.sha256, old.magasin) is distinct from (new.id, new.proprietaire, new.taille, new.sha256, new.magasin))
  execute function outils.refuser_un_autre_contenu();

-- Le contenu gardé ici part avec la transaction ; celui d'un seau ne s'ôte qu'après elle, par le balayage.
create function outils.oter_document(d uuid) returns uuid language plpgsql as $$
begin
  delete from outils.document where id = d and magasin = 'postgresql';
  update outils.document set etat = 'A_OTER', nom = 'document ôté' where id = d;
  return d;
end $$;
comment on function outils.oter_document(uuid) is 'Un document que plus rien ne demande ; sans effet s''il n''est plus là';
