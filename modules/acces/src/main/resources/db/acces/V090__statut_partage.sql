-- Un agent intercommunal : un même statut chez plusieurs employeurs (docs/adr/0031). Chacun le déclare de son agent et nomme l'autre ;
-- le lien n'est écrit nulle part : il est là tant que deux déclarations se répondent pour les postes d'une même personne.
create table acces.statut_partage (
  id              bigint generated always as identity primary key,
  agent_id        bigint not null references annuaire.agent,
  collectivite_id bigint not null references annuaire.collectivite,
  avec_id         bigint not null references annuaire.collectivite,
  par_compte      bigint not null,
  declare_le      timestamptz not null,
  retire_le       timestamptz,
  constraint ck_statut_partage_avec_un_autre check (avec_id <> collectivite_id),
  constraint ck_statut_partage_retire_apres check (retire_le >= declare_le)
);
comment on table acces.statut_partage is 'Ce qu''un employeur déclare de son agent : le même statut court chez cet autre employeur';
create unique index uq_statut_partage_ouvert_par_agent_et_employeur on acces.statut_partage (agent_id, avec_id) where retire_le is null;
create index ix_statut_partage_employeurs on acces.statut_partage (collectivite_id, avec_id) where retire_le is null;
