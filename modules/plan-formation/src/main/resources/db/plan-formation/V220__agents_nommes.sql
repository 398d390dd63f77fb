-- Les agents qu'un employeur nomme dans sa demande : inscrits par la publication de la session, qui note ce qu'ils ont obtenu.
create table plan_formation.demande_agent (
  id              bigint generated always as identity primary key,
  demande_id      bigint not null references plan_formation.demande on delete cascade,
  collectivite_id bigint not null,
  agent_id        bigint not null,
  nomme_le        timestamptz not null,
  par_compte      bigint not null,
  par_nom         text not null,
  bulletin_id     bigint,
  dit             text,
  constraint uq_demande_agent_une_fois unique (demande_id, agent_id)
);
comment on table plan_formation.demande_agent is 'Un agent nommé dans une demande sur mesure ; seuls son employeur et la délégation le savent';
comment on column plan_formation.demande_agent.par_compte is 'Qui l''a nommé, au nom de son employeur : c''est en son nom qu''il est inscrit';
comment on column plan_formation.demande_agent.bulletin_id is 'Son inscription, par la publication de la session ; nul avant elle, ou s''il n''a pas pu l''être';
comment on column plan_formation.demande_agent.dit is 'Ce qui l''a empêché, ou son rang en liste d''attente ; nul avant la publication, ou s''il a une place';
create index ix_demande_agent_agent on plan_formation.demande_agent (agent_id);
