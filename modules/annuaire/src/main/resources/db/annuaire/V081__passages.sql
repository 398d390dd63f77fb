-- Qui est parti peut revenir (saisonnier, retour de disponibilité) : une arrivée qui suit le départ ouvre un nouveau passage, et
-- l'ancien se garde, d'où que vienne l'écriture. Ôter le départ sans arrivée nouvelle le corrige seulement.
create table annuaire.agent_passage (
  agent_id  bigint not null references annuaire.agent,
  arrive_le date,
  parti_le  date not null,
  primary key (agent_id, parti_le),
  constraint ck_agent_passage_arrive_avant_de_partir check (parti_le > arrive_le)
);
comment on table annuaire.agent_passage is 'Les passages finis d''un agent chez cet employeur ; celui qui court est dans sa fiche';

create function annuaire.garder_le_passage() returns trigger language plpgsql as $$
begin
  insert into annuaire.agent_passage (agent_id, arrive_le, parti_le) values (old.id, old.arrive_le, old.parti_le) on conflict do nothing;
  return null;
end $$;
create trigger tr_agent_revient_et_garde_son_passage after update of arrive_le, parti_le on annuaire.agent for each row
  when (new.arrive_le >= old.parti_le and new.parti_le is distinct from old.parti_le) execute function annuaire.garder_le_passage();
