-- Un SIRH nomme aussi, au nom de son employeur : l'histoire du bulletin dira qui des deux l'a fait.
alter table plan_formation.demande_agent add column par_role text not null default 'GESTIONNAIRE_RH'
  constraint ck_demande_agent_role check (par_role in ('GESTIONNAIRE_RH', 'PARTENAIRE'));
alter table plan_formation.demande_agent alter column par_role drop default;
