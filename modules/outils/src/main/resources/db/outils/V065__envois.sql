-- Ce qui sort : écrit dans la transaction de l'acte, remis ensuite par l'instance qui passe (docs/adr/0023).
create table outils.envoi (
  id              bigint generated always as identity primary key,
  canal           text not null constraint ck_envoi_canal_est_un_code check (canal ~ '^[a-z]{3,20}$'),
  cle             uuid not null default gen_random_uuid() constraint uq_envoi_cle unique,
  destinataire    text not null,
  objet           text not null,
  texte           text not null,
  collectivite_id bigint,
  fugace          boolean not null default false,
  depose_le       timestamptz not null default clock_timestamp(),
  essais          int not null default 0 constraint ck_envoi_essais_positifs check (essais >= 0),
  essayer_le      timestamptz not null default clock_timestamp(),
  parti_le        timestamptz,
  abandonne_le    timestamptz,
  erreur          text,
  constraint ck_envoi_parti_ou_abandonne_pas_les_deux check (parti_le is null or abandonne_le is null),
  constraint ck_envoi_abandonne_dit_pourquoi check (abandonne_le is null or erreur is not null)
);
comment on table outils.envoi is 'Ce qui sort de l''application (courriels), de son dépôt à son départ ou à son abandon';
comment on column outils.envoi.canal is 'Par où il sort : le code d''un fr.cnfpt.outils.envois.port.Canal';
comment on column outils.envoi.cle is 'La même à chaque essai : ce à quoi le destinataire reconnaît un double (Message-ID d''un courriel)';
comment on column outils.envoi.texte is 'Tel qu''il part, octet pour octet : ce qu''un canal signerait';
comment on column outils.envoi.fugace is 'Supprimé dès qu''il est parti, ou abandonné';
comment on column outils.envoi.essais is 'Compté à la prise : un essai coupé compte aussi';
comment on column outils.envoi.essayer_le is 'Pas avant ; qui le prend le repousse du temps de son bail';
create index ix_envoi_a_remettre on outils.envoi (canal, essayer_le, id) where parti_le is null and abandonne_le is null;
create index ix_envoi_abandonne on outils.envoi (abandonne_le) where abandonne_le is not null;
create index ix_envoi_fugace on outils.envoi (id) where fugace;
