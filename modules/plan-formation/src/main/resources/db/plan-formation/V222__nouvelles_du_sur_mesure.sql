-- Ce que les employeurs ont fait de leurs demandes, et que leur délégation lira le matin en un seul courriel. Parti, il n'en reste rien ici.
create table plan_formation.demande_nouvelle (
  id           bigint generated always as identity primary key,
  demande_id   bigint not null references plan_formation.demande on delete cascade,
  structure_id bigint not null,
  le           timestamptz not null,
  phrase       text not null
);
create index ix_demande_nouvelle_structure on plan_formation.demande_nouvelle (structure_id, id);
comment on table plan_formation.demande_nouvelle is 'Une demande arrivée, une proposition acceptée ou déclinée, une demande retirée : à dire à la délégation';
