-- Les outils : ce que tous les modules partagent en base, et qui n'est la règle d'aucun.
create table outils.reponse_gardee (
  compte_id bigint not null,
  cle       text not null constraint ck_reponse_gardee_cle check (cle ~ '^[!-~]{1,255}$'),
  empreinte text not null,
  reponse   text not null,
  cree_le   timestamptz not null,
  primary key (compte_id, cle)
);
comment on table outils.reponse_gardee is 'Ce que l''API a répondu à un envoi qui crée, rendu tel quel au même envoi rejoué ; un jour';
comment on column outils.reponse_gardee.cle is 'Idempotency-Key, choisie par le SIRH';
comment on column outils.reponse_gardee.empreinte is 'SHA-256 de l''adresse et du corps lus : la même clé ne sert pas à deux envois';
create index ix_reponse_gardee_age on outils.reponse_gardee (cree_le);
