-- Les droits des agents sur leurs données, ce qu'on en garde et combien de temps, l'effacement qui pseudonymise.

alter table annuaire.agent add column efface_le timestamptz;
comment on column annuaire.agent.efface_le is 'Depuis quand la fiche ne porte plus de nom ; elle reste, pour les comptes et les preuves';

create table annuaire.duree_conservation (
  id     bigint generated always as identity primary key,
  code   text not null constraint ck_duree_conservation_code check (code ~ '^[A-Z_]{3,40}$'),
  jours  int constraint ck_duree_conservation_jours_positifs check (jours > 0),
  du     date not null,
  au     date,
  texte  text not null,
  source text not null,
  constraint ck_duree_conservation_dates check (au > du),
  constraint ex_duree_conservation_une_seule_a_la_fois exclude using gist (code with =, daterange(du, au, '[)') with &&)
);
comment on table annuaire.duree_conservation is 'Une durée ne se modifie pas : on ferme la ligne (au, exclue) et on en ouvre une autre';
comment on column annuaire.duree_conservation.jours is 'Nul : rien ne s''efface de soi-même';

insert into annuaire.duree_conservation (code, jours, du, texte, source) values
  ('AGENT_PARTI', 1826, '2026-01-01', 'Cinq ans après le départ, ou après la dernière formation si elle est plus tardive ; puis le nom est effacé.',
   'RGPD, art. 5 §1 e ; la durée est un choix : la prescription de droit commun (code civil, art. 2224)'),
  ('AGENT_SANS_ACTIVITE', 3652, '2026-01-01', 'Dix ans sans connexion, sans formation et sans retouche de la fiche ; puis le nom est effacé.',
   'RGPD, art. 5 §1 e ; la durée est un choix : l''agent est encore en poste, son historique lui sert'),
  ('PREUVE', null, '2026-01-01', 'L''attestation reste vérifiable sans limite ; le nom qu''elle porte suit le sort de la fiche.',
   'Code du patrimoine, art. L211-1 et L212-2 (archives publiques) ; RGPD, art. 17 §3 b'),
  ('JOURNAL', null, '2026-01-01', 'Le journal des actes n''est pas effacé : ses lignes s''enchaînent et ne portent pas le nom des agents.',
   'Choix : la chaîne est la preuve des actes ; RGPD, art. 17 §3 b et e'),
  ('EVENEMENT_SECURITE', 365, '2026-01-01', 'Un an, puis effacé.', 'CNIL, délibération 2021-122 sur la journalisation : de six mois à un an'),
  ('COURRIER', 30, '2026-01-01', 'Trente jours après l''envoi, l''abandon ou, sans messagerie, le dépôt ; puis effacé.', 'Choix : un courriel peut contenir un lien ; RGPD, art. 5 §1 c et e'),
  ('IMPORT', 30, '2026-01-01', 'Trente jours après l''essai ou la confirmation, les lignes du fichier sont effacées ; le compte de l''import reste.', 'Choix : le temps de corriger un fichier et de le redéposer ; RGPD, art. 5 §1 e'),
  ('LIEN', 30, '2026-01-01', 'Trente jours après sa fin, puis effacé.', 'Choix : le temps de dire à qui l''ouvre qu''il a servi ; RGPD, art. 5 §1 e'),
  ('JETON', 365, '2026-01-01', 'Un an après sa fin, puis effacé.', 'Choix, aligné sur les événements de sécurité'),
  ('FREIN', 1, '2026-01-01', 'Un jour, puis effacé.', 'Choix : les essais se comptent par quart d''heure ; RGPD, art. 5 §1 e'),
  ('COMPTE_JAMAIS_ACTIVE', 180, '2026-01-01', 'Six mois après l''invitation, un compte jamais activé est supprimé.', 'Choix ; RGPD, art. 5 §1 e'),
  ('DEMANDE', 1826, '2026-01-01', 'Cinq ans après la réponse, la demande est supprimée.', 'Choix : pouvoir montrer qu''on a répondu ; RGPD, art. 5 §2 et code civil, art. 2224');

insert into annuaire.regle_acces (code, valeur, du, texte, source) values
  ('REPONSE_RGPD_MOIS', 1, '2018-05-25', 'Une demande d''un agent sur ses données reçoit sa réponse en un mois au plus.', 'RGPD, art. 12 §3');

create table annuaire.demande (
  id              bigint generated always as identity primary key,
  agent_id        bigint not null references annuaire.agent,
  collectivite_id bigint not null references annuaire.collectivite,
  nature          text not null constraint ck_demande_nature check (nature in ('RECTIFICATION', 'EFFACEMENT')),
  texte           text constraint ck_demande_texte_court check (length(texte) between 1 and 1000),
  deposee_le      timestamptz not null,
  echeance        date not null,
  issue           text constraint ck_demande_issue check (issue in ('RECTIFIEE', 'REFUSEE', 'EFFACEE')),
  reponse         text constraint ck_demande_reponse_courte check (length(reponse) between 1 and 1000),
  repondue_le     timestamptz,
  repondue_par    text,
  constraint ck_demande_repondue_par_quelqu_un check ((issue is null) = (repondue_le is null) and (issue is null) = (repondue_par is null)),
  constraint ck_demande_refusee_avec_un_motif check (issue is distinct from 'REFUSEE' or reponse is not null),
  constraint ck_demande_effacee_si_demande check (issue is distinct from 'EFFACEE' or nature = 'EFFACEMENT'),
  constraint ck_demande_rectifiee_si_demande check (issue is distinct from 'RECTIFIEE' or nature = 'RECTIFICATION')
);
comment on table annuaire.demande is 'Ce qu''un agent demande sur ses données ; ses textes s''effacent avec lui';
create unique index uq_demande_ouverte_par_agent_et_nature on annuaire.demande (agent_id, nature) where issue is null;
create index ix_demande_collectivite on annuaire.demande (collectivite_id, echeance) where issue is null;

-- Le courriel qui annonce l'effacement porte l'adresse qu'on vient d'oublier : parti, il disparaît.
alter table annuaire.courrier add column fugace boolean not null default false;
comment on column annuaire.courrier.fugace is 'Supprimé dès qu''il est parti, ou abandonné';

create index ix_courrier_fugace on annuaire.courrier (id) where fugace;

create table annuaire.passage_conservation (
  id           bigint generated always as identity primary key,
  lance_par    text not null,
  lance_le     timestamptz not null,
  execution_id bigint,
  fini_le      timestamptz
);
comment on column annuaire.passage_conservation.execution_id is 'La dernière exécution du traitement dans le registre Jakarta Batch';
create unique index uq_passage_conservation_un_seul_a_la_fois on annuaire.passage_conservation ((fini_le is null)) where fini_le is null;

create table annuaire.passage_compte (
  passage_id bigint not null references annuaire.passage_conservation on delete cascade,
  code       text not null,
  combien    bigint not null,
  primary key (passage_id, code)
);

create index ix_agent_a_conserver on annuaire.agent (id) where efface_le is null;
create index ix_evenement_securite_compte on annuaire.evenement_securite (compte_id) where compte_id is not null;
create index ix_compte_agent on annuaire.compte (agent_id) where agent_id is not null;
create index ix_journal_objet on annuaire.journal (objet);
create index ix_journal_auteur on annuaire.journal (auteur_compte_id);
