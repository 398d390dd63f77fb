-- Un fichier dont des colonnes ne sont pas reconnues attend qu'on les rapproche ; n'importe quelle instance reprend sa lecture.
alter table annuaire.import drop constraint ck_import_etat;
alter table annuaire.import add constraint ck_import_etat check (etat in
  ('LECTURE', 'COLONNES', 'ESSAI', 'CONFIRMATION', 'CONFIRME', 'ABANDONNE', 'REFUSE', 'INTERROMPU', 'LOT'));
drop index annuaire.uq_import_un_seul_a_la_fois;
create unique index uq_import_un_seul_a_la_fois on annuaire.import (collectivite_id)
  where etat in ('LECTURE', 'COLONNES', 'ESSAI', 'CONFIRMATION');

create table annuaire.import_fichier (
  import_id bigint primary key references annuaire.import on delete cascade,
  contenu   bytea not null,
  entetes   text[] not null,
  exemples  text[] not null
);
comment on table annuaire.import_fichier is 'Le fichier d''un import à rapprocher, le temps de l''être : ôté dès qu''il est lu, refusé ou abandonné';
comment on column annuaire.import_fichier.exemples is 'Quelques valeurs de chaque en-tête inconnu, dans le même ordre';
alter table annuaire.import_fichier alter column contenu set storage external;

create table annuaire.import_colonne (
  collectivite_id bigint not null references annuaire.collectivite,
  entete          text not null,
  colonne         text,
  retenue_le      timestamptz not null default clock_timestamp(),
  primary key (collectivite_id, entete)
);
comment on table annuaire.import_colonne is 'Ce qu''une collectivité entend par un en-tête ; sans colonne : à laisser de côté';
