-- Un agent est d'un seul employeur et n'en change pas : qui nomme les deux se tient à la paire (docs/adr/0037).
alter table annuaire.agent add constraint uq_agent_et_son_employeur unique (id, collectivite_id);

update annuaire.encadrement e set collectivite_id = a.collectivite_id
  from annuaire.agent a where a.id = e.agent_id and a.collectivite_id <> e.collectivite_id;
alter table annuaire.encadrement
  drop constraint encadrement_agent_id_fkey,
  add constraint fk_encadrement_d_un_agent_de_cet_employeur foreign key (agent_id, collectivite_id) references annuaire.agent (id, collectivite_id);
