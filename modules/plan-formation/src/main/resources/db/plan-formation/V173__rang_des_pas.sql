-- Deux pas d'un même instant gardent leur ordre : leur identifiant ne le dit pas quand ils s'écrivent ensemble.
alter table plan_formation.demande_pas disable trigger tr_pas_intouchable;
alter table plan_formation.demande_pas add column rang int;
update plan_formation.demande_pas p set rang = r.rang
  from (select id, row_number() over (partition by demande_id order by quand, id) as rang from plan_formation.demande_pas) as r where r.id = p.id;
alter table plan_formation.demande_pas alter column rang set not null,
  add constraint uq_pas_rang unique (demande_id, rang);
drop index plan_formation.ix_pas_demande;
alter table plan_formation.demande_pas enable trigger tr_pas_intouchable;
