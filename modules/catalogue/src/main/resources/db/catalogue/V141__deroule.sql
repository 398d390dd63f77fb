-- Le déroulé d'une session : ses demi-journées et ses séquences à distance, chacune avec son lieu ou son lien et qui l'anime ; ce qu'il faut
-- pour la valider, l'accompagnement promis, qui la conduit au CNFPT, et quand l'on décide de la tenir.
alter table catalogue.session
  add column criteres_validation     text constraint ck_session_criteres_courts check (length(criteres_validation) <= 4000),
  add column accompagnement          text constraint ck_session_accompagnement_court check (length(accompagnement) <= 4000),
  add column decision_le             date,
  add column conseiller_compte_id    bigint,
  add column gestionnaire_compte_id  bigint,
  add constraint ck_session_decision_avant_le_debut check (decision_le <= debut);
comment on column catalogue.session.decision_le is 'Le jour où l''on décide de la tenir ou non, d''après son minimum';

create table catalogue.seance (
  id          bigint generated always as identity primary key,
  session_id  bigint not null references catalogue.session on delete cascade,
  forme       text not null constraint ck_seance_forme check (forme in ('PRESENCE', 'SYNCHRONE', 'ASYNCHRONE')),
  titre       text not null constraint ck_seance_titre check (length(btrim(titre)) between 3 and 255),
  jour        date not null,
  jusqu_au    date not null,
  debut       time,
  fin         time,
  salle       text constraint ck_seance_salle check (length(salle) <= 255),
  lien        text constraint ck_seance_lien check (lien ~ '^https://[^[:space:]]{3,500}$'),
  constraint ck_seance_heures_ou_fenetre check (case forme
    when 'ASYNCHRONE' then debut is null and fin is null and jusqu_au >= jour
    else debut is not null and fin is not null and debut < fin and jusqu_au = jour end),
  constraint ck_seance_salle_en_presence check (salle is null or forme = 'PRESENCE'),
  constraint ck_seance_synchrone_a_son_lien check (forme <> 'SYNCHRONE' or lien is not null)
);
comment on table catalogue.seance is 'Une demi-journée en présence, une séquence à distance en direct, ou une fenêtre où l''on travaille seul';
create index ix_seance_session on catalogue.seance (session_id, jour);
create index ix_seance_jour on catalogue.seance (jour);

create table catalogue.seance_formateur (
  seance_id bigint not null references catalogue.seance on delete cascade,
  compte_id bigint not null,
  primary key (seance_id, compte_id)
);
create index ix_seance_formateur_compte on catalogue.seance_formateur (compte_id);
