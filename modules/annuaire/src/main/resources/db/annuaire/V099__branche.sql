-- Qui répond d'une branche de l'arbre des services ne lit que ses agents (docs/adr/0033) : un chemin, et tout ce qui est en dessous.
create index ix_agent_branche on annuaire.agent (collectivite_id, service text_pattern_ops) where service is not null;
