-- Les communautés, ce qu'on y écrit, et quand chacun s'y est connecté : c'est la preuve de la demi-journée.
create extension if not exists unaccent with schema public;

create table e_communautes.communaute (
  id           bigint generated always as identity primary key,
  nature       text not null constraint ck_communaute_nature check (nature in ('NATIONALE', 'STAGE')),
  session_id   bigint constraint uq_communaute_par_session unique,
  structure_id bigint,
  titre        text not null,
  description  text not null,
  ouverture    date not null,
  fermeture    date,
  constraint ck_communaute_de_stage_tient_a_une_session
    check ((nature = 'STAGE') = (session_id is not null) and (nature = 'STAGE') = (structure_id is not null)),
  constraint ck_communaute_de_stage_a_une_fin check (nature = 'NATIONALE' or fermeture is not null),
  constraint ck_communaute_ferme_apres_son_ouverture check (fermeture >= ouverture)
);
comment on column e_communautes.communaute.structure_id is 'Qui organise la session ; elle ne change pas';
create unique index uq_communaute_nationale_par_titre on e_communautes.communaute (titre) where nature = 'NATIONALE';
create index ix_communaute_structure on e_communautes.communaute (structure_id);

create table e_communautes.contribution (
  id               bigint generated always as identity primary key,
  communaute_id    bigint not null references e_communautes.communaute,
  parent_id        bigint,
  auteur_compte_id bigint not null,
  auteur_nom       text not null,
  auteur_role      text not null,
  titre            text,
  texte            text not null constraint ck_contribution_texte_court check (length(texte) between 1 and 4000),
  le               timestamptz not null,
  etage            int not null generated always as (case when parent_id is null then 0 else 1 end) stored,
  etage_du_parent  int generated always as (case when parent_id is null then null else 0 end) stored,
  constraint ck_contribution_titree_si_elle_ouvre check ((parent_id is null) = (titre is not null)),
  constraint uq_contribution_place unique (id, communaute_id, etage),
  constraint fk_contribution_repond_a_un_message_de_sa_communaute
    foreign key (parent_id, communaute_id, etage_du_parent) references e_communautes.contribution (id, communaute_id, etage)
);
comment on column e_communautes.contribution.auteur_compte_id is '0 : engendrée pour la démonstration';
create index ix_contribution_fil on e_communautes.contribution (communaute_id, le);
create index ix_contribution_parent on e_communautes.contribution (parent_id);

create table e_communautes.connexion (
  communaute_id bigint not null references e_communautes.communaute,
  agent_id      bigint not null,
  jour          date not null,
  premiere      timestamptz not null,
  derniere      timestamptz not null,
  constraint uq_connexion_par_jour primary key (communaute_id, agent_id, jour),
  constraint ck_connexion_derniere_apres_premiere check (derniere >= premiere)
);
