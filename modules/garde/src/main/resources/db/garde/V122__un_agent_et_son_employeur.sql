-- Une demande sur ses données va à l'employeur de l'agent (docs/adr/0037).
update garde.demande d set collectivite_id = a.collectivite_id
  from annuaire.agent_publie a where a.id = d.agent_id and a.collectivite_id <> d.collectivite_id;
alter table garde.demande
  drop constraint demande_agent_id_fkey,
  add constraint fk_demande_d_un_agent_de_cet_employeur foreign key (agent_id, collectivite_id) references annuaire.agent (id, collectivite_id);
