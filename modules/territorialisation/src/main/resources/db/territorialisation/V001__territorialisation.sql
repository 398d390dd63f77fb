-- Les territoires : périmètres, thèmes et seuils datés, actions mutualisées.
create extension if not exists btree_gist with schema public;

create table territorialisation.perimetre (
  id               bigint generated always as identity primary key,
  structure_id     bigint not null,
  nom              text   not null constraint ck_perimetre_nom check (length(btrim(nom)) between 1 and 200),
  coordinatrice_id bigint not null,
  constraint uq_perimetre_nom_par_structure unique (structure_id, nom)
);
comment on column territorialisation.perimetre.structure_id is 'La délégation (annuaire.structure)';
comment on column territorialisation.perimetre.coordinatrice_id is 'La collectivité interlocutrice du périmètre (annuaire.collectivite)';

-- La clé primaire dit la règle : une intercommunalité appartient au plus à un périmètre.
create table territorialisation.perimetre_epci (
  epci_siren   text   not null constraint ck_perimetre_epci_siren check (epci_siren ~ '^[0-9]{9}$'),
  perimetre_id bigint not null references territorialisation.perimetre on delete cascade,
  constraint uq_epci_dans_un_seul_perimetre primary key (epci_siren)
);
create index ix_perimetre_epci_perimetre on territorialisation.perimetre_epci (perimetre_id);

create table territorialisation.theme (
  code       text primary key constraint ck_theme_code check (code ~ '^[A-Z0-9]{2,10}$'),
  libelle    text not null,
  specialite text not null,
  payant     boolean not null default false
);
comment on column territorialisation.theme.payant is 'CACES, hygiène et sécurité, armement : non financés par la cotisation';

create table territorialisation.seuil (
  id         bigint generated always as identity primary key,
  theme      text references territorialisation.theme,
  minimum    int  not null constraint ck_seuil_minimum_positif check (minimum > 0),
  groupe_max int  not null constraint ck_seuil_groupe_max_positif check (groupe_max > 0),
  motif      text not null,
  source     text not null,
  du         date not null,
  au         date,
  constraint ck_seuil_periode check (au > du),
  constraint ex_seuil_unique_par_theme_et_par_jour exclude using gist (coalesce(theme, '') with =, daterange(du, au, '[)') with &&)
);
comment on column territorialisation.seuil.theme is 'Nul : le seuil de tous les thèmes qui n''en ont pas de propre';
comment on column territorialisation.seuil.au is 'Premier jour où il ne vaut plus ; nul tant qu''il vaut';

create table territorialisation.action_mutualisee (
  id            bigint generated always as identity primary key,
  annee         int    not null,
  perimetre_id  bigint not null references territorialisation.perimetre,
  theme         text   not null references territorialisation.theme,
  fermes        int    not null constraint ck_action_fermes check (fermes >= 0),
  indicatifs    int    not null constraint ck_action_indicatifs check (indicatifs >= 0),
  collectivites int    not null constraint ck_action_collectivites check (collectivites > 0),
  seuil         int    not null,
  decision      text   not null constraint ck_action_decision check (decision in ('DEPLOYABLE', 'INSUFFISANTE')),
  groupes       int    not null,
  manque        int    not null,
  payant        boolean not null,
  regle         text   not null,
  source        text   not null,
  decidee_le    timestamptz not null default now(),
  constraint uq_action_par_annee_perimetre_et_theme unique (annee, perimetre_id, theme),
  constraint ck_action_deployable_si_le_seuil_est_atteint check ((decision = 'DEPLOYABLE') = (fermes >= seuil)),
  constraint ck_action_groupes_si_deployable check ((decision = 'DEPLOYABLE') = (groupes > 0)),
  constraint ck_action_manque_jusqu_au_seuil check (manque = greatest(0, seuil - fermes))
);
create index ix_action_perimetre on territorialisation.action_mutualisee (perimetre_id);
