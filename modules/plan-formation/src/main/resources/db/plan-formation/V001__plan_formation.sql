-- Les plans de formation des collectivités, leurs besoins, et les synthèses qui les réunissent.
create table plan_formation.plan (
  id                    bigint generated always as identity primary key,
  collectivite_id       bigint not null,
  structure_id          bigint,
  annee                 int    not null constraint ck_plan_annee check (annee between 2008 and 2100),
  etat                  text   not null constraint ck_plan_etat check (etat in ('BROUILLON', 'TRANSMIS')),
  avis_cst_le           date,
  presente_assemblee_le date,
  transmis_le           timestamptz,
  constraint uq_plan_par_collectivite_et_annee unique (collectivite_id, annee),
  constraint ck_plan_transmis_est_date check ((etat = 'TRANSMIS') = (transmis_le is not null))
);
comment on column plan_formation.plan.structure_id is 'La délégation de référence à l''ouverture, à qui le plan est transmis';
create index ix_plan_structure on plan_formation.plan (structure_id, annee);

create table plan_formation.besoin (
  id          bigint generated always as identity primary key,
  plan_id     bigint  not null references plan_formation.plan on delete cascade,
  theme       text    not null,
  nature      text    not null constraint ck_besoin_nature check (nature in
                ('INTEGRATION_PROFESSIONNALISATION', 'PERFECTIONNEMENT', 'PREPARATION_CONCOURS', 'FORMATION_PERSONNELLE', 'LUTTE_ILLETTRISME')),
  public_vise text    not null constraint ck_besoin_public_vise check (length(btrim(public_vise)) between 1 and 200),
  effectif    int     not null constraint ck_besoin_effectif_positif check (effectif > 0),
  ferme       boolean not null,
  priorite    int     not null constraint ck_besoin_priorite_de_1_a_3 check (priorite between 1 and 3),
  echeance    date
);
comment on column plan_formation.besoin.theme is 'territorialisation.theme';
create index ix_besoin_plan on plan_formation.besoin (plan_id);

create table plan_formation.synthese (
  id           bigint generated always as identity primary key,
  annee        int    not null,
  structure_id bigint not null,
  execution_id bigint,
  etat         text   not null constraint ck_synthese_etat check (etat in ('EN_COURS', 'TERMINEE')),
  total        int    not null constraint ck_synthese_total_positif check (total > 0),
  traites      int    not null default 0,
  en_cours     text,
  lancee_par   text   not null,
  lancee_le    timestamptz not null,
  terminee_le  timestamptz,
  constraint ck_synthese_traites_dans_total check (traites between 0 and total),
  constraint ck_synthese_terminee_est_datee check ((etat = 'TERMINEE') = (terminee_le is not null))
);
comment on column plan_formation.synthese.execution_id is 'La dernière exécution du traitement dans le registre Jakarta Batch';
create unique index uq_synthese_en_cours_par_structure_et_annee on plan_formation.synthese (structure_id, annee) where etat = 'EN_COURS';
create index ix_synthese_structure on plan_formation.synthese (structure_id, annee, id);
