create or replace view acces.compte_publie as
  select id, identifiant, nom, agent_id, courriel, actif, personne_id, au, role from acces.compte;
create index ix_compte_ferme on acces.compte (au) where au is not null;
