-- L'entrée d'une collectivité et de ses gens : adhésion, liens envoyés par courriel, freins aux essais.

-- Ce qu'une collectivité peut faire en ligne tient à cette seule date.
alter table annuaire.collectivite add column operationnelle_le timestamptz;
comment on column annuaire.collectivite.operationnelle_le is 'Depuis quand elle agit en ligne ; nulle : ses comptes n''entrent pas encore, ses jetons non plus';
update annuaire.collectivite c set operationnelle_le = now()
 where c.demonstration or exists (select 1 from annuaire.compte k where k.collectivite_id = c.id);

alter table annuaire.compte
  add column courriel text constraint ck_compte_courriel check (courriel ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(courriel) <= 254),
  add column sessions int not null default 0;
comment on column annuaire.compte.sessions is 'Change quand toutes les sessions ouvertes de ce compte doivent tomber';
comment on column annuaire.compte.empreinte is 'PBKDF2 ; nulle pour un partenaire, qui n''a que des jetons, et pour un invité, qui n''a pas encore activé';
create index ix_compte_courriel on annuaire.compte (lower(courriel)) where courriel is not null;
create index ix_compte_collectivite on annuaire.compte (collectivite_id, role) where collectivite_id is not null;

create unique index uq_compte_actif_par_agent_et_role on annuaire.compte (agent_id, role) where agent_id is not null and actif;

-- Durées et freins : une ligne datée chacun.
create table annuaire.regle_acces (
  id     bigint generated always as identity primary key,
  code   text not null,
  valeur int  not null constraint ck_regle_acces_valeur_positive check (valeur > 0),
  du     date not null,
  au     date,
  texte  text not null,
  source text not null,
  constraint ck_regle_acces_finit_apres_son_debut check (au >= du),
  constraint ex_regle_acces_une_seule_par_code_et_par_jour exclude using gist (code with =, daterange(du, au, '[]') with &&)
);
comment on table annuaire.regle_acces is 'Une règle ne se modifie pas : on ferme la ligne (au) et on en ouvre une autre';

insert into annuaire.regle_acces (code, valeur, du, texte, source) values
  ('IDENTIFIANTS_JOURS', 60, '2017-01-01', 'Le code et le mot de passe remis à une collectivité valent 60 jours.', 'Choix d''IEL : la plaquette « L''inscription en ligne » ne le dit pas'),
  ('ACTIVATION_JOURS', 7, '2017-01-01', 'Un lien d''activation vaut 7 jours.', 'Choix d''IEL : la plaquette « L''inscription en ligne » ne le dit pas'),
  ('OUBLI_MINUTES', 60, '2017-01-01', 'Un lien pour choisir un nouveau mot de passe vaut une heure.', 'Choix d''IEL, d''après la CNIL, délibération 2022-100'),
  ('FREIN_MINUTES', 15, '2017-01-01', 'Les essais se comptent par quart d''heure.', 'Choix d''IEL, d''après la CNIL, délibération 2022-100'),
  ('ESSAIS_PAR_ADRESSE', 30, '2017-01-01', 'Trente essais manqués au plus par quart d''heure depuis une même adresse IP.', 'Choix d''IEL, d''après la CNIL, délibération 2022-100'),
  ('ESSAIS_PAR_CODE', 5, '2017-01-01', 'Cinq essais manqués au plus par quart d''heure pour un même code d''adhésion.', 'Choix d''IEL, d''après la CNIL, délibération 2022-100'),
  ('DEMANDES_PAR_COMPTE', 3, '2017-01-01', 'Trois liens au plus par quart d''heure pour un même compte.', 'Choix d''IEL'),
  ('DEMANDES_PAR_ADRESSE', 10, '2017-01-01', 'Dix demandes de lien au plus par quart d''heure depuis une même adresse IP.', 'Choix d''IEL');

create table annuaire.conditions_utilisation (
  version int  primary key,
  du      date not null unique,
  texte   text not null
);
comment on table annuaire.conditions_utilisation is 'Un texte accepté ne change pas : une nouvelle version est une ligne de plus';
insert into annuaire.conditions_utilisation values (1, '2026-01-01',
'La plateforme sert à inscrire les agents de la collectivité aux formations du CNFPT, à suivre ces inscriptions et à recevoir les documents qui en naissent. Elle est gratuite.

La collectivité désigne un ou plusieurs gestionnaires. Chacun a son identifiant et son mot de passe, qui ne se prêtent pas ; elle ferme sans tarder le compte de qui n''en a plus l''usage.

La collectivité répond de l''exactitude de ce qu''elle saisit. Une demande transmise au CNFPT vaut accord de l''employeur pour le départ en formation.

Les données des agents ne servent qu''à leur formation. Le numéro de sécurité sociale n''est ni demandé ni conservé. La collectivité informe ses agents de ce traitement et de leurs droits d''accès et de rectification.

Le CNFPT garde la trace des actes et des connexions, peut suspendre un compte dont l''usage met les autres en danger, et prévient la collectivité quand ces conditions changent.');

create table annuaire.adhesion (
  id                 bigint generated always as identity primary key,
  collectivite_id    bigint not null references annuaire.collectivite,
  code               text not null constraint uq_adhesion_code unique constraint ck_adhesion_code check (code ~ '^[A-Z2-9]{4}-[A-Z2-9]{4}$'),
  empreinte          text not null,
  remise_le          timestamptz not null,
  remise_par         text not null,
  expire_le          timestamptz not null,
  inscrite_le        timestamptz,
  nom                text,
  prenom             text,
  fonction           text,
  courriel           text,
  telephone          text,
  adresse            text,
  conditions_version int references annuaire.conditions_utilisation,
  compte_id          bigint references annuaire.compte,
  activee_le         timestamptz,
  validee_le         timestamptz,
  validee_par        text,
  refusee_le         timestamptz,
  refusee_par        text,
  motif              text,
  operationnelle_le  timestamptz,
  version            int not null default 1,
  etat               text not null generated always as (case
    when refusee_le is not null then 'REFUSEE' when operationnelle_le is not null then 'OPERATIONNELLE'
    when validee_le is not null then 'VALIDEE' when activee_le is not null then 'ACTIVEE'
    when inscrite_le is not null then 'INSCRITE' else 'REMISE' end) stored,
  constraint ck_adhesion_identifiants_expirent check (expire_le > remise_le),
  constraint ck_adhesion_inscrite_a_un_gestionnaire_et_des_conditions check (inscrite_le is null or
    (nom is not null and prenom is not null and fonction is not null and courriel is not null and telephone is not null
     and adresse is not null and conditions_version is not null and compte_id is not null)),
  constraint ck_adhesion_activee_apres_inscrite check (activee_le is null or inscrite_le is not null),
  constraint ck_adhesion_validee_par_quelqu_un_apres_inscrite check (
    (validee_le is null) = (validee_par is null) and (validee_le is null or inscrite_le is not null)),
  constraint ck_adhesion_refusee_avec_un_motif check (
    (refusee_le is null) = (refusee_par is null) and (refusee_le is null) = (motif is null)),
  constraint ck_adhesion_operationnelle_si_activee_et_validee check (
    (operationnelle_le is not null) = (activee_le is not null and validee_le is not null and refusee_le is null)),
  constraint ck_adhesion_refusee_n_est_pas_operationnelle check (refusee_le is null or operationnelle_le is null)
);
comment on column annuaire.adhesion.empreinte is 'PBKDF2 du mot de passe remis avec le code ; montré une fois';
comment on column annuaire.adhesion.conditions_version is 'Les conditions acceptées par le gestionnaire désigné, à la date d''inscription';
create unique index uq_adhesion_en_cours_par_collectivite on annuaire.adhesion (collectivite_id) where refusee_le is null;
create index ix_adhesion_compte on annuaire.adhesion (compte_id) where compte_id is not null;

create table annuaire.lien (
  id           bigint generated always as identity primary key,
  empreinte    text not null constraint uq_lien_empreinte unique constraint ck_lien_empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
  usage        text not null constraint ck_lien_usage check (usage in ('ACTIVATION', 'MOT_DE_PASSE')),
  compte_id    bigint not null references annuaire.compte,
  destinataire text not null,
  cree_le      timestamptz not null,
  expire_le    timestamptz not null,
  servi_le     timestamptz,
  retire_le    timestamptz,
  constraint ck_lien_expire_apres_sa_creation check (expire_le > cree_le),
  constraint ck_lien_servi_dans_sa_validite check (servi_le < expire_le),
  constraint ck_lien_servi_ou_retire check (servi_le is null or retire_le is null)
);
comment on column annuaire.lien.empreinte is 'SHA-256 du jeton de 256 bits ; le jeton n''est que dans le courriel';
create unique index uq_lien_en_cours_par_compte_et_usage on annuaire.lien (compte_id, usage) where servi_le is null and retire_le is null;

create function annuaire.refuser_de_resservir() returns trigger language plpgsql as $$
begin
  raise exception 'Un lien ne sert qu''une fois';
end $$;
create trigger tr_lien_sert_une_fois before update on annuaire.lien for each row
  when (old.servi_le is not null or old.retire_le is not null) execute function annuaire.refuser_de_resservir();

-- Les essais, comptés en base pour que plusieurs serveurs comptent ensemble.
create table annuaire.frein (
  genre  text not null,
  cle    text not null,
  debut  timestamptz not null,
  essais int not null,
  primary key (genre, cle)
);

-- Un oubli se dépose de la même façon que le compte existe ou non ; une tâche cherche ensuite à qui écrire.
create table annuaire.oubli (
  id        bigint generated always as identity primary key,
  saisi     text not null,
  depose_le timestamptz not null default clock_timestamp()
);
