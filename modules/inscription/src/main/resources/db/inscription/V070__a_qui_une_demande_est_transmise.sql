-- Une demande est à la structure qui organise du jour où elle lui a été transmise, et pour toujours ; avant, elle n'est qu'à
-- l'employeur. Le rang se prend à la transmission et ne se perd pas : c'est lui qui le dit, pour le passé comme pour la suite.
alter table inscription.bulletin
  add column transmis_a bigint generated always as (case when rang is not null then structure_id end) stored;
comment on column inscription.bulletin.transmis_a is 'La structure d''alors à qui la demande a été transmise ; nul tant qu''elle ne l''a pas été (docs/adr/0026)';
drop index inscription.ix_bulletin_structure;
create index ix_bulletin_transmis_a on inscription.bulletin (transmis_a, etat) where transmis_a is not null;
