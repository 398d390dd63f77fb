-- Un fichier de cotisations essayé à blanc, ligne à ligne. Confirmé ou abandonné, il n'en reste rien que les constats.
create table plan_formation.essai_cotisation (
  id           bigint generated always as identity primary key,
  proprietaire text not null constraint uq_essai_cotisation_un_seul_a_la_fois unique,
  fichier      text not null,
  lecture      text not null,
  depose_le    timestamptz not null,
  par          text not null
);
comment on table plan_formation.essai_cotisation is 'Un fichier de cotisations déposé par une délégation ou le siège, qui attend qu''on le confirme';
comment on column plan_formation.essai_cotisation.proprietaire is 'À qui est le fichier, comme outils.document le dit';

create table plan_formation.essai_cotisation_ligne (
  essai_id        bigint not null references plan_formation.essai_cotisation on delete cascade,
  ligne           int not null,
  numero          text not null,
  jour            text not null,
  sort            text not null constraint ck_essai_cotisation_sort check (sort in ('REFUSE', 'RECULE', 'NOUVEAU', 'CONNU')),
  collectivite_id bigint,
  structure_id    bigint,
  employeur       text not null,
  a_jour_au       date,
  dit             text not null,
  colonne         text,
  primary key (essai_id, ligne),
  constraint ck_essai_cotisation_refus_et_colonne check ((sort = 'REFUSE') = (colonne is not null)),
  constraint ck_essai_cotisation_admise_est_lue check (sort = 'REFUSE' or collectivite_id is not null and a_jour_au is not null)
);
comment on table plan_formation.essai_cotisation_ligne is 'Ce que dit chaque ligne du fichier, et ce qu''elle deviendrait';
