-- Ce qui dort se rappelle, et l'on répond depuis le courriel : ce qui a été rappelé à qui, les liens qui le permettent, la venue de chaque convoqué.
create table inscription.relance (
  bulletin_id bigint not null references inscription.bulletin,
  etape       int    not null constraint ck_relance_etape check (etape between 0 and 4),
  le          timestamptz not null,
  a           text   not null constraint ck_relance_a check (a in ('RESPONSABLE', 'REMPLACANT', 'SERVICE_FORMATION', 'PERSONNE')),
  primary key (bulletin_id, etape)
);
comment on table inscription.relance is 'Un courriel au plus par demande et par étape : demandé, rappelé, à qui remplace, au service formation, à valider (docs/adr/0049)';
comment on column inscription.relance.a is 'PERSONNE : nul n''avait d''adresse';

create table inscription.lien_de_courriel (
  empreinte   text   primary key constraint ck_lien_de_courriel_empreinte check (length(empreinte) = 64),
  pour        text   not null constraint ck_lien_de_courriel_pour check (pour in ('AVIS', 'VENUE')),
  bulletin_id bigint not null references inscription.bulletin,
  agent_id    bigint not null,
  emis_le     timestamptz not null,
  expire_le   timestamptz not null,
  servi_le    timestamptz,
  constraint ck_lien_de_courriel_expire_apres check (expire_le > emis_le),
  constraint ck_lien_de_courriel_sert_avant_d_expirer check (servi_le < expire_le)
);
comment on table inscription.lien_de_courriel is 'Un lien envoyé à un agent pour répondre sans se connecter ; du jeton, seulement l''empreinte SHA-256';
comment on column inscription.lien_de_courriel.agent_id is 'À qui il a été envoyé : l''avis, ou l''annulation, porte son nom';
create index ix_lien_de_courriel_expire on inscription.lien_de_courriel (expire_le);
create index ix_lien_de_courriel_agent on inscription.lien_de_courriel (agent_id);

create table inscription.venue (
  bulletin_id bigint primary key references inscription.bulletin,
  rappele_le  timestamptz not null,
  joignable   boolean not null,
  vient       boolean,
  repondu_le  timestamptz,
  constraint ck_venue_reponse_datee check ((vient is null) = (repondu_le is null))
);
comment on table inscription.venue is 'Le rappel d''un convoqué avant sa session, et sa réponse';
comment on column inscription.venue.joignable is 'Faux : sa fiche n''avait pas d''adresse de courriel, il faut le prévenir autrement';

-- Qui répond sans compte signe quand même : son nom s'efface par là.
alter table inscription.changement add column par_agent bigint;
comment on column inscription.changement.par_agent is 'L''agent qui a agi par le lien d''un courriel, sans compte ; sinon nul';
create index ix_changement_par_agent on inscription.changement (par_agent) where par_agent is not null;

-- Ce que les tâches relisent sans cesse tient dans deux petits index.
create index ix_bulletin_avant_transmission on inscription.bulletin (id) where etat in ('PREINSCRIPTION', 'AVIS_RENDU');
create index ix_bulletin_convoque on inscription.bulletin (session_debut) where etat = 'CONVOQUEE';

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'lien_de_courriel', 'JOURS', 14, '2026-01-01',
   'Le lien qu''un responsable reçoit pour donner son avis sans se connecter vaut ce nombre de jours.',
   'Choix : le temps d''un congé de deux semaines ; aucun délai publié'),
  ('inscription', 'rappel_avant_session', 'JOURS', 7, '2026-01-01',
   'Ce nombre de jours avant le début, chaque convoqué est rappelé et dit s''il vient.',
   'Choix, contre 18 % d''absents en 2022 : le temps qu''une place rendue serve à quelqu''un d''autre ; aucun délai publié');
