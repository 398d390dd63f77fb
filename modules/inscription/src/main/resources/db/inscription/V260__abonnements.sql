-- Prévenir un SIRH : l'adresse qu'un employeur déclare, et ce qu'on y livre, une annonce par changement (docs/adr/0051).
create table inscription.abonnement (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null,
  adresse         text not null constraint ck_abonnement_adresse check (adresse ~ '^https?://[!-~]+$' and length(adresse) <= 480),
  etats           text[] not null constraint ck_abonnement_dit_des_etats check (cardinality(etats) between 1 and 11),
  secret          text not null constraint ck_abonnement_secret check (secret ~ '^whsec_[A-Za-z0-9+/]{43}=$'),
  cree_le         timestamptz not null,
  numero          bigint not null default 0,
  echecs          int not null default 0 constraint ck_abonnement_echecs check (echecs >= 0),
  essayer_le      timestamptz not null,
  arrete_le       timestamptz,
  arret           text,
  constraint ck_abonnement_arrete_dit_pourquoi check ((arrete_le is null) = (arret is null))
);
comment on table inscription.abonnement is 'L''adresse d''un SIRH à qui l''on annonce ce qui arrive aux demandes de son employeur';
comment on column inscription.abonnement.etats is 'Les états dont l''annonce est voulue';
comment on column inscription.abonnement.secret is 'De quoi signer chaque livraison (HMAC-SHA256) ; montré une fois';
comment on column inscription.abonnement.numero is 'Le dernier changement du flux de l''employeur dont l''annonce est déposée';
comment on column inscription.abonnement.echecs is 'De suite ; chacun repousse la suivante, trop l''arrêtent';
comment on column inscription.abonnement.essayer_le is 'Pas avant ; qui livre le repousse du temps de son bail : une seule instance livre à la fois à une adresse, dans l''ordre';
create index ix_abonnement_collectivite on inscription.abonnement (collectivite_id, id);
create index ix_abonnement_a_livrer on inscription.abonnement (essayer_le, id) where arrete_le is null;

create table inscription.livraison (
  id            bigint generated always as identity primary key,
  abonnement_id bigint not null references inscription.abonnement on delete cascade,
  cle           uuid not null default gen_random_uuid() constraint uq_livraison_cle unique,
  type          text not null constraint ck_livraison_type check (type ~ '^[a-z_]+(\.[a-z_]+)?$'),
  corps         text not null,
  deposee_le    timestamptz not null,
  essais        int not null default 0,
  erreur        text,
  livree_le     timestamptz,
  constraint ck_livraison_livree_sans_erreur check (livree_le is null or erreur is null)
);
comment on table inscription.livraison is 'Une annonce à un abonné, jusqu''à ce qu''il ait répondu ; livrée, elle se garde trente jours';
comment on column inscription.livraison.cle is 'webhook-id : la même à chaque essai, ce à quoi l''abonné reconnaît un double';
comment on column inscription.livraison.corps is 'Octet pour octet ce qui est signé ; ni nom ni motif : de quoi aller lire';
create index ix_livraison_a_faire on inscription.livraison (abonnement_id, id) where livree_le is null;
create index ix_livraison_abonnement on inscription.livraison (abonnement_id, id desc);
create index ix_livraison_livree on inscription.livraison (livree_le) where livree_le is not null;
