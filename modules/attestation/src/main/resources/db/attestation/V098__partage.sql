-- Ce qui prouve une formation est à la personne (décret 2008-830, art. 2) ; elle le montre à un autre de ses employeurs si elle le veut
-- (art. 6). Un partage est daté, repris quand elle le veut, et finit avec la qualité par laquelle elle l'a donné (docs/adr/0032).
create table attestation.partage (
  id              bigint generated always as identity primary key,
  attestation_id  bigint not null references attestation.attestation,
  agent_id        bigint not null,
  collectivite_id bigint not null,
  compte_id       bigint not null,
  partage_le      timestamptz not null,
  repris_le       timestamptz,
  constraint ck_partage_repris_apres check (repris_le >= partage_le)
);
comment on table attestation.partage is 'L''attestation obtenue chez un employeur, montrée à un autre par son titulaire';
comment on column attestation.partage.agent_id is 'Le poste qu''elle tient chez l''employeur à qui elle la montre : c''est par lui qu''il la connaît';
comment on column attestation.partage.compte_id is 'La qualité en laquelle elle l''a partagée';
create unique index uq_partage_en_cours on attestation.partage (attestation_id, agent_id) where repris_le is null;
create index ix_partage_collectivite on attestation.partage (collectivite_id, attestation_id) where repris_le is null;
create index ix_partage_agent on attestation.partage (agent_id);
create index ix_partage_compte on attestation.partage (compte_id) where repris_le is null;
