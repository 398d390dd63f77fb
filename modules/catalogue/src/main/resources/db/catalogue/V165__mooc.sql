-- Les MOOC : un titre, ses versions tournées, leurs éditions datées, les changements de réglementation à y intégrer, les concours sur
-- lesquels on cale les dates. Un MOOC en marque blanche a aussi un stage au catalogue : c'est par lui qu'on s'inscrit ici.
create table catalogue.mooc (
  id            bigint generated always as identity primary key,
  code          text not null constraint uq_mooc_code unique constraint ck_mooc_code check (code ~ '^[A-Z0-9-]{3,12}$'),
  intitule      text not null constraint ck_mooc_intitule check (length(btrim(intitule)) between 3 and 255),
  specialite    text not null references catalogue.specialite,
  pole          text not null constraint ck_mooc_pole check (length(btrim(pole)) between 3 and 160),
  marque_blanche boolean not null default false,
  invente       boolean not null default false,
  demonstration boolean not null default false
);
comment on column catalogue.mooc.pole is 'Le pôle de compétences qui le conçoit';
comment on column catalogue.mooc.invente is 'Titre inventé pour la démonstration : aucune source ne le publie';

create table catalogue.mooc_version (
  id        bigint generated always as identity primary key,
  mooc_id   bigint not null references catalogue.mooc,
  numero    int not null constraint ck_mooc_version_numero check (numero >= 1),
  semaines  int not null constraint ck_mooc_version_semaines check (semaines between 1 and 16),
  tournee_le date not null,
  note      text,
  constraint uq_mooc_version_numero unique (mooc_id, numero)
);
comment on column catalogue.mooc_version.semaines is 'Deux ou trois semaines : un mini-MOOC';

create table catalogue.mooc_changement (
  id          bigint generated always as identity primary key,
  mooc_id     bigint not null references catalogue.mooc,
  le          date not null,
  texte       text not null constraint ck_mooc_changement_texte check (length(btrim(texte)) between 3 and 500),
  source      text not null constraint ck_mooc_changement_source check (length(btrim(source)) between 3 and 500),
  integre_le  date,
  constraint ck_mooc_changement_integre_apres check (integre_le is null or integre_le >= le)
);
create index ix_mooc_changement_mooc on catalogue.mooc_changement (mooc_id, le);

create table catalogue.concours (
  id            bigint generated always as identity primary key,
  intitule      text not null constraint ck_concours_intitule check (length(btrim(intitule)) between 3 and 255),
  epreuve       date not null,
  source        text not null constraint ck_concours_source check (length(btrim(source)) between 3 and 500),
  demonstration boolean not null default false,
  constraint uq_concours unique (intitule, epreuve)
);
comment on column catalogue.concours.epreuve is 'Le premier jour des épreuves écrites';

create table catalogue.mooc_edition (
  id              bigint generated always as identity primary key,
  version_id      bigint not null references catalogue.mooc_version,
  numero          int not null constraint ck_mooc_edition_numero check (numero >= 1),
  mode            text not null constraint ck_mooc_edition_mode check (mode in ('FUN', 'MARQUE_BLANCHE', 'INTRA')),
  debut           date not null,
  fin             date not null,
  collectivite    text,
  concours_id     bigint references catalogue.concours,
  inscrits        int constraint ck_mooc_edition_inscrits check (inscrits >= 0),
  reussites       int,
  part_territoriaux int constraint ck_mooc_edition_part check (part_territoriaux between 0 and 100),
  demonstration   boolean not null default false,
  constraint ck_mooc_edition_dates check (debut <= fin),
  constraint ck_mooc_edition_reussites check (reussites is null or reussites between 0 and inscrits),
  constraint ck_mooc_edition_intra_pour_une_collectivite check ((mode = 'INTRA') = (collectivite is not null))
);
create index ix_mooc_edition_version on catalogue.mooc_edition (version_id, debut);
create index ix_mooc_edition_debut on catalogue.mooc_edition (debut);
comment on column catalogue.mooc_edition.collectivite is 'Chez qui elle se tient en intra';

create table catalogue.mooc_tutorat (
  edition_id bigint not null references catalogue.mooc_edition on delete cascade,
  semaine    int not null constraint ck_mooc_tutorat_semaine check (semaine between 1 and 16),
  le         date not null,
  lieu       text not null constraint ck_mooc_tutorat_lieu check (length(btrim(lieu)) between 2 and 160),
  primary key (edition_id, semaine)
);

-- Ce que le CNFPT a publié ; ce qui ne l'a pas été reste vide.
create table catalogue.mooc_bilan_publie (
  annee        int primary key,
  moocs        int,
  sessions     int,
  inscrits     int not null,
  attestations int,
  source       text not null
);
insert into catalogue.mooc_bilan_publie (annee, moocs, sessions, inscrits, attestations, source) values
  (2017, null, null, 92000, null, 'Entretien de FUN avec le CNFPT sur ses MOOC, 2019'),
  (2018, 25, 57, 190800, 17000, 'Entretien de FUN avec le CNFPT sur ses MOOC, 2019');

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('mooc', 'age_maximal', 'MOIS', 24, '2018-01-01',
   'Un MOOC tourné depuis plus de 24 mois est à retourner, en tout ou en partie.',
   'Entretien de FUN avec le CNFPT sur ses MOOC, 2019 : « Au delà de 2 ans, il est souvent nécessaire de retourner tout ou partie du MOOC »'),
  ('mooc', 'changements_maximaux', 'NOMBRE', 10, '2018-01-01',
   'Un MOOC qui attend plus de 10 changements de réglementation est à retourner.',
   'Choix : aucun nombre publié ; plus de 40 changements en avaient fait retourner un entièrement (entretien de FUN avec le CNFPT, 2019)');
