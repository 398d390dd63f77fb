-- La demande d'une formation sur mesure : un intra pour un employeur, une union pour plusieurs. Elle finit en session du catalogue.
create table plan_formation.demande (
  id              bigint generated always as identity primary key,
  type            text not null constraint ck_demande_type check (type in ('INTRA', 'UNION')),
  collectivite_id bigint not null,
  structure_id    bigint not null,
  etat            text not null constraint ck_demande_etat check (etat in ('BROUILLON', 'ENVOYEE', 'PROPOSEE', 'ACCEPTEE', 'CONVENTION', 'SIGNEE',
                    'PUBLIEE', 'REFUSEE', 'RETIREE')),
  stage_id        bigint,
  intitule        text not null constraint ck_demande_intitule check (length(btrim(intitule)) between 3 and 255),
  besoin          text constraint ck_demande_besoin check (length(btrim(besoin)) between 1 and 4000),
  effectif        int not null constraint ck_demande_effectif check (effectif between 1 and 500),
  souhait_du      date not null,
  souhait_au      date not null,
  salle           text constraint ck_demande_salle check (length(btrim(salle)) between 1 and 500),
  salle_places    int constraint ck_demande_salle_places check (salle_places between 1 and 10000),
  contraintes     text constraint ck_demande_contraintes check (length(btrim(contraintes)) between 1 and 2000),
  creee_le        timestamptz not null,
  envoyee_le      timestamptz,
  convention      text constraint ck_demande_convention_est_un_document check (convention ~ '^[0-9a-f-]{36}$'),
  signee_le       date,
  session_id      bigint constraint uq_demande_session unique,
  version         int not null default 1,
  constraint ck_demande_souhait_dans_l_ordre check (souhait_du <= souhait_au),
  constraint ck_demande_envoyee_est_datee check (etat in ('BROUILLON', 'RETIREE') or envoyee_le is not null),
  constraint ck_demande_convention_etablie check (etat not in ('CONVENTION', 'SIGNEE', 'PUBLIEE') or convention is not null),
  constraint ck_demande_signee_est_datee check ((etat in ('SIGNEE', 'PUBLIEE')) = (signee_le is not null)),
  constraint ck_demande_publiee_a_sa_session check ((etat = 'PUBLIEE') = (session_id is not null))
);
comment on table plan_formation.demande is 'Une formation demandée sur mesure, de son brouillon à sa session';
comment on column plan_formation.demande.collectivite_id is 'Qui la porte ; dans une union, d''autres répondent (demande_invitee)';
comment on column plan_formation.demande.structure_id is 'Sa délégation de référence à l''ouverture';
comment on column plan_formation.demande.stage_id is 'La fiche du catalogue, ou nul : le besoin est dit en mots';
create index ix_demande_collectivite on plan_formation.demande (collectivite_id, id);
create index ix_demande_structure on plan_formation.demande (structure_id, etat, id);

create table plan_formation.demande_invitee (
  id              bigint generated always as identity primary key,
  demande_id      bigint not null references plan_formation.demande on delete cascade,
  collectivite_id bigint not null,
  invitee_le      timestamptz not null,
  vient           boolean,
  effectif        int constraint ck_invitee_effectif check (effectif between 1 and 500),
  repondue_le     timestamptz,
  constraint uq_invitee_une_fois unique (demande_id, collectivite_id),
  constraint ck_invitee_reponse_datee check ((vient is null) = (repondue_le is null)),
  constraint ck_invitee_effectif_si_elle_vient check (coalesce(vient, false) = (effectif is not null))
);
create index ix_invitee_collectivite on plan_formation.demande_invitee (collectivite_id, demande_id);

create table plan_formation.demande_proposition (
  id         bigint generated always as identity primary key,
  demande_id bigint not null references plan_formation.demande on delete cascade,
  faite_le   timestamptz not null,
  stage_id   bigint not null,
  intitule   text not null,
  debut      date not null,
  fin        date not null,
  cloture    date not null,
  horaires   text,
  ville      text,
  adresse    text,
  places     int not null constraint ck_proposition_places check (places between 1 and 10000),
  nouvelle   boolean not null,
  jours      numeric(7, 2) not null constraint ck_proposition_jours check (jours > 0),
  prix       numeric(10, 2) not null constraint ck_proposition_prix check (prix >= 0),
  message    text constraint ck_proposition_message check (length(btrim(message)) between 1 and 2000),
  constraint ck_proposition_dates_dans_l_ordre check (cloture <= debut and debut <= fin)
);
comment on table plan_formation.demande_proposition is 'Ce que la délégation a proposé ; la dernière vaut, les autres restent';
create index ix_proposition_demande on plan_formation.demande_proposition (demande_id, id);

create table plan_formation.demande_prix (
  proposition_id bigint not null references plan_formation.demande_proposition on delete cascade,
  rang           int not null,
  libelle        text not null,
  montant        numeric(10, 2) not null,
  regle          text not null,
  source         text not null,
  depuis         date,
  primary key (proposition_id, rang)
);
comment on table plan_formation.demande_prix is 'Le prix, ligne à ligne, avec la règle du jour de la proposition : un tarif qui change ensuite n''y touche pas';

create table plan_formation.demande_pas (
  id         bigint generated always as identity primary key,
  demande_id bigint not null references plan_formation.demande on delete cascade,
  quand      timestamptz not null,
  etat       text not null,
  texte      text not null,
  motif      text constraint ck_pas_motif check (length(btrim(motif)) between 1 and 1000),
  par        text not null
);
create index ix_pas_demande on plan_formation.demande_pas (demande_id, id);

-- L'histoire d'une demande et ce qui lui fut proposé s'allongent, et ne se récrivent pas.
create function plan_formation.garder_l_histoire() returns trigger language plpgsql as $$
begin
  raise exception 'l''histoire d''une demande ne se récrit pas' using errcode = 'check_violation';
end $$;
create trigger tr_pas_intouchable before update on plan_formation.demande_pas for each row execute function plan_formation.garder_l_histoire();
create trigger tr_proposition_intouchable before update on plan_formation.demande_proposition for each row execute function plan_formation.garder_l_histoire();
create trigger tr_prix_intouchable before update on plan_formation.demande_prix for each row execute function plan_formation.garder_l_histoire();

create table plan_formation.cotisation (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null,
  structure_id    bigint,
  a_jour_au       date not null,
  constatee_le    timestamptz not null,
  constatee_par   text not null
);
comment on table plan_formation.cotisation is 'Jusqu''à quel jour un employeur est à jour de sa cotisation, constat après constat ; le dernier vaut';
create index ix_cotisation_collectivite on plan_formation.cotisation (collectivite_id, id desc);
create index ix_cotisation_structure on plan_formation.cotisation (structure_id);
create trigger tr_cotisation_intouchable before update or delete on plan_formation.cotisation
  for each row execute function plan_formation.garder_l_histoire();

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('surmesure', 'effectif_minimum', 'NOMBRE', 8, '2018-01-01', 'Une formation sur mesure s''organise à partir de cet effectif.',
   'Choix d''IEL : aucun texte ne le fixe ; un organisme comparable tient une session à partir de huit stagiaires'),
  ('surmesure', 'groupe_maximum', 'NOMBRE', 20, '2018-01-01', 'Une formation sur mesure réunit un groupe, de cet effectif au plus.',
   'Choix d''IEL, d''après les groupes de douze à vingt stagiaires du CNFPT'),
  ('surmesure', 'tarif_intra', 'EUROS', 900, '2018-01-01', 'Un intra se paie par jour et par groupe, sauf s''il est nouveau.',
   'Choix d''IEL : montant de travail, que remplace la délibération tarifaire du CNFPT'),
  ('surmesure', 'cotisation_a_jour', 'PRINCIPE', null, '2018-01-01', 'Un intra n''est organisé que pour un employeur à jour de sa cotisation.',
   'Conditions publiées par le CNFPT pour ses formations en intra, lues en février 2026'),
  ('surmesure', 'plan_exige', 'PRINCIPE', null, '2018-01-01', 'Un intra n''est organisé que pour un employeur dont le plan de formation est fait ou en cours.',
   'Conditions publiées par le CNFPT pour ses formations en intra, lues en février 2026 ; CGFP, article L423-3'),
  ('surmesure', 'payante', 'PRINCIPE', null, '2018-01-01', 'CACES, membres des instances d''hygiène et de sécurité, armement des policiers municipaux se paient, quel que soit le mode.',
   'Fiche « plans de formation » du CNFPT Nord-Pas-de-Calais'),
  ('surmesure', 'nouvelle_comprise', 'PRINCIPE', null, '2018-01-01', 'Une formation nouvelle, montée pour cette demande, est comprise dans la cotisation.',
   'Conditions publiées par le CNFPT pour ses formations en intra, lues en février 2026'),
  ('surmesure', 'union_comprise', 'PRINCIPE', null, '2018-01-01', 'Une union de plusieurs employeurs pour le même besoin est comprise dans la cotisation.',
   'Conditions publiées par le CNFPT pour ses formations en union, lues en février 2026');
