-- L'annuaire : la carte de France, les structures du CNFPT, les employeurs, leurs agents, les comptes.
create extension if not exists unaccent with schema public;

create function annuaire.siren_valide(s text) returns boolean language sql immutable strict parallel safe as $$
  select s ~ '^[0-9]{9}$' and (
    select sum(case when i % 2 = 0 then (2 * d) / 10 + (2 * d) % 10 else d end) % 10 = 0
      from (select i, substr(s, i, 1)::int as d from generate_series(1, 9) as i) as chiffres)
$$;
comment on function annuaire.siren_valide(text) is 'Clé de Luhn sur les neuf chiffres du SIREN';

create function annuaire.cle_recherche(s text) returns text language sql immutable parallel safe as $$
  select lower(public.unaccent('public.unaccent', replace(replace(s, '-', ' '), '''', ' ')))
$$;

create table annuaire.region (
  code      text primary key,
  nom       text not null,
  zone      text not null,
  millesime int  not null
);

create table annuaire.departement (
  code      text primary key,
  nom       text not null,
  region    text not null references annuaire.region,
  zone      text not null,
  millesime int  not null
);

-- Un territoire d'intercommunalité : c'est aussi, plus bas, un employeur.
create table annuaire.epci (
  siren      text primary key constraint ck_epci_siren_cle check (annuaire.siren_valide(siren)),
  nom        text not null,
  type       text not null,
  population int,
  millesime  int  not null
);

create table annuaire.commune (
  code_insee    text primary key constraint ck_commune_code_insee check (code_insee ~ '^[0-9][0-9AB][0-9]{3}$'),
  nom           text not null,
  siren         text unique constraint ck_commune_siren_cle check (annuaire.siren_valide(siren)),
  departement   text not null references annuaire.departement,
  population    int,
  epci_siren    text references annuaire.epci,
  codes_postaux text,
  millesime     int not null
);
create index ix_commune_epci on annuaire.commune (epci_siren);

-- Les délégations (une par région) et les instituts (INET et INSET).
create table annuaire.structure (
  id     bigint generated always as identity primary key,
  code   text not null unique,
  nom    text not null,
  type   text not null constraint ck_structure_type check (type in ('DELEGATION', 'INSTITUT')),
  region text unique references annuaire.region,
  ville  text not null,
  constraint ck_structure_region_de_delegation check ((type = 'DELEGATION') = (region is not null))
);

create table annuaire.collectivite (
  id                  bigint generated always as identity primary key,
  siren               text not null unique constraint ck_collectivite_siren_cle check (annuaire.siren_valide(siren)),
  nom                 text not null,
  nature              text not null constraint ck_collectivite_nature check (nature in
                        ('COMMUNE', 'EPCI', 'DEPARTEMENT', 'REGION', 'SYNDICAT', 'CCAS', 'SDIS', 'CDG')),
  code_insee          text,
  departement         text not null references annuaire.departement,
  epci_siren          text references annuaire.epci,
  population          int,
  structure_id        bigint references annuaire.structure,
  preinscription      boolean not null default true,
  avis_hierarchique   boolean not null default true,
  demonstration       boolean not null default false,
  cle                 text generated always as (annuaire.cle_recherche(nom)) stored
);
comment on column annuaire.collectivite.structure_id is 'La délégation de référence';
create index ix_collectivite_departement on annuaire.collectivite (departement, nom);
create index ix_collectivite_cle on annuaire.collectivite (cle text_pattern_ops);
create index ix_collectivite_epci on annuaire.collectivite (epci_siren);

create table annuaire.agent (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null references annuaire.collectivite,
  matricule       text not null constraint ck_agent_matricule check (matricule ~ '^[A-Za-z0-9._-]{1,40}$'),
  nom             text not null constraint ck_agent_nom check (length(btrim(nom)) between 1 and 100),
  prenom          text not null constraint ck_agent_prenom check (length(btrim(prenom)) between 1 and 100),
  courriel        text constraint ck_agent_courriel check (courriel ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  metier          text,
  service         text,
  categorie       text not null constraint ck_agent_categorie check (categorie in ('A', 'B', 'C')),
  cadre_emplois   text,
  responsable_id  bigint references annuaire.agent,
  version         int not null default 1,
  cle             text generated always as (annuaire.cle_recherche(nom || ' ' || prenom || ' ' || matricule)) stored,
  constraint uq_agent_matricule_par_collectivite unique (collectivite_id, matricule),
  constraint ck_agent_pas_son_propre_responsable check (responsable_id <> id)
);
create index ix_agent_collectivite on annuaire.agent (collectivite_id, nom, prenom);
create index ix_agent_responsable on annuaire.agent (responsable_id) where responsable_id is not null;

create table annuaire.compte (
  id              bigint generated always as identity primary key,
  identifiant     text not null unique constraint ck_compte_identifiant check (identifiant ~ '^[a-z0-9._@-]{2,80}$'),
  nom             text not null,
  role            text not null constraint ck_compte_role check (role in
                    ('AGENT', 'RESPONSABLE', 'GESTIONNAIRE_RH', 'FORMATEUR', 'DELEGATION', 'SIEGE', 'PARTENAIRE')),
  empreinte       text,
  collectivite_id bigint references annuaire.collectivite,
  structure_id    bigint references annuaire.structure,
  agent_id        bigint references annuaire.agent,
  a_changer       boolean not null default false,
  actif           boolean not null default true,
  echecs          int not null default 0,
  bloque_jusqu_a  timestamptz,
  demonstration   boolean not null default false,
  cree_le         timestamptz not null default now(),
  constraint ck_compte_portee check (case role
    when 'AGENT' then agent_id is not null and collectivite_id is not null
    when 'RESPONSABLE' then agent_id is not null and collectivite_id is not null
    when 'GESTIONNAIRE_RH' then collectivite_id is not null
    when 'PARTENAIRE' then collectivite_id is not null
    when 'DELEGATION' then structure_id is not null
    when 'FORMATEUR' then structure_id is not null
    else collectivite_id is null and structure_id is null end)
);
comment on column annuaire.compte.empreinte is 'PBKDF2 ; nulle pour un partenaire, qui n''a que des jetons';

create table annuaire.jeton (
  id        bigint generated always as identity primary key,
  compte_id bigint not null references annuaire.compte,
  empreinte text not null unique,
  libelle   text not null,
  cree_le   timestamptz not null default now(),
  expire_le timestamptz not null,
  revoque_le timestamptz
);
comment on column annuaire.jeton.empreinte is 'SHA-256 du jeton ; le jeton lui-même n''est montré qu''une fois';
