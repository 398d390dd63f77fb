-- Le catalogue : stages, sessions, aires de recrutement.
create extension if not exists unaccent with schema public;

create function catalogue.cle_recherche(s text) returns text language sql immutable parallel safe as $$
  select lower(public.unaccent('public.unaccent', replace(replace(replace(s, '-', ' '), '''', ' '), '’', ' ')))
$$;

create table catalogue.specialite (
  code    text primary key constraint ck_specialite_code check (code ~ '^[A-Z]{3}$'),
  domaine text not null,
  libelle text not null unique
);

create table catalogue.stage (
  id               bigint generated always as identity primary key,
  code             text not null unique constraint ck_stage_code check (code ~ '^[A-Z0-9-]{3,12}$'),
  intitule         text not null constraint ck_stage_intitule check (length(btrim(intitule)) between 3 and 255),
  specialite       text not null references catalogue.specialite,
  modalite         text not null constraint ck_stage_modalite check (modalite in ('PRESENTIEL', 'PRESENTIEL_ENRICHI', 'MIXTE_APPORT',
                     'MIXTE_COMMUNAUTE', 'MIXTE_MODULES', 'WEBINAIRE', 'E_FORMATION', 'MOOC', 'E_COMMUNAUTE')),
  nature           text not null constraint ck_stage_nature check (nature in ('INTEGRATION', 'PROFESSIONNALISATION', 'PERFECTIONNEMENT',
                     'PREPARATION_CONCOURS', 'FORMATION_PERSONNELLE', 'ILLETTRISME')),
  type             text not null constraint ck_stage_type check (type in ('INTEGRATION', 'INTER', 'INTRA', 'UNION', 'CONCOURS')),
  presentiel_jours numeric(5, 2) not null constraint ck_stage_presentiel_par_demi_journees check (presentiel_jours >= 0 and presentiel_jours * 2 = trunc(presentiel_jours * 2)),
  distance_heures  numeric(5, 2) not null constraint ck_stage_distance check (distance_heures >= 0),
  webinaire_isole  boolean not null default false,
  marque_blanche   boolean not null default false,
  payant           boolean not null default false,
  objectifs        text not null,
  public_vise      text not null,
  contenu          text not null,
  prerequis        text,
  demonstration    boolean not null default false,
  cle              text generated always as (catalogue.cle_recherche(code || ' ' || intitule || ' ' || objectifs)) stored,
  constraint ck_stage_duree_selon_modalite check (case modalite
    when 'PRESENTIEL' then presentiel_jours > 0 and distance_heures = 0
    when 'PRESENTIEL_ENRICHI' then presentiel_jours > 0
    when 'MIXTE_APPORT' then presentiel_jours > 0
    when 'MIXTE_COMMUNAUTE' then presentiel_jours > 0
    when 'MIXTE_MODULES' then presentiel_jours > 0 and distance_heures > 0
    when 'WEBINAIRE' then presentiel_jours = 0 and distance_heures between 0.25 and 2
    when 'E_COMMUNAUTE' then presentiel_jours = 0
    else presentiel_jours = 0 and distance_heures > 0 end)
);
create index ix_stage_specialite on catalogue.stage (specialite);

create table catalogue.session (
  id                  bigint generated always as identity primary key,
  stage_id            bigint not null references catalogue.stage,
  type                text not null constraint ck_session_type check (type in ('INTEGRATION', 'INTER', 'INTRA', 'UNION', 'CONCOURS')),
  structure_id        bigint not null,
  debut               date not null,
  fin                 date not null,
  horaires            text,
  ville               text,
  adresse             text,
  code_insee          text,
  capacite            int constraint ck_session_capacite_positive check (capacite between 1 and 10000),
  minimum             int not null default 1,
  ouverture           date not null,
  cloture             date not null,
  etat                text not null default 'PUBLIEE' constraint ck_session_etat check (etat in ('PUBLIEE', 'ANNULEE')),
  formateur_compte_id bigint,
  demonstration       boolean not null default false,
  version             int not null default 1,
  cle                 text generated always as (catalogue.cle_recherche(coalesce(ville, 'a distance'))) stored,
  constraint ck_session_dates_dans_l_ordre check (ouverture <= cloture and cloture <= debut and debut <= fin),
  constraint ck_session_minimum_dans_capacite check (minimum >= 1 and (capacite is null or minimum <= capacite))
);
comment on column catalogue.session.capacite is 'Effectif attendu ; null : sans limite';
create index ix_session_stage on catalogue.session (stage_id);
create index ix_session_debut on catalogue.session (debut);
create index ix_session_structure on catalogue.session (structure_id, debut);
create index ix_session_formateur on catalogue.session (formateur_compte_id) where formateur_compte_id is not null;

-- Pour qui la session est publiée : N (tous), R:région, D:département, E:siren d'EPCI, C:collectivité.
create table catalogue.aire_recrutement (
  session_id bigint not null references catalogue.session on delete cascade,
  cle        text not null constraint ck_aire_recrutement_cle check (cle ~ '^(N|R:[0-9]{2,3}|D:[0-9AB]{2,3}|E:[0-9]{9}|C:[0-9]+)$'),
  primary key (session_id, cle)
);
create index ix_aire_recrutement_cle on catalogue.aire_recrutement (cle, session_id);
