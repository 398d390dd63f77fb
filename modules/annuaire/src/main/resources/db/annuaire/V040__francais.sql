-- Les noms se classent et se cherchent désormais comme partout dans la maison (schéma outils). Les clés gardées sont
-- recalculées ; les fonctions d'ici deviennent celles des outils.
create or replace function annuaire.cle_recherche(s text) returns text language sql immutable parallel safe as $$ select outils.lettres(s) $$;
create or replace function annuaire.motifs(q text) returns text[] language sql immutable parallel safe as $$ select outils.motifs(q) $$;
create or replace function annuaire.debut(q text) returns text language sql immutable parallel safe as $$ select outils.debut(q) $$;
update annuaire.cadre_emplois set nom = nom;

alter table annuaire.agent drop column cle;
alter table annuaire.agent
  add column cle text generated always as (outils.cle_recherche(nom || ' ' || prenom || ' ' || matricule)) stored,
  add column tri bytea generated always as (outils.cle_tri(nom, prenom)) stored;
comment on column annuaire.agent.tri is 'L''ordre des personnes : nom, puis prénom';
create index ix_agent_cle on annuaire.agent (collectivite_id, cle text_pattern_ops) include (id, parti_le, tri);
drop index annuaire.ix_agent_collectivite;
create index ix_agent_tri on annuaire.agent (collectivite_id, tri, id);

-- Une collectivité se cherche aussi par son code INSEE et par son SIREN.
drop view annuaire.collectivite_publiee;
alter table annuaire.collectivite drop column cle;
alter table annuaire.collectivite
  add column cle text generated always as (outils.cle_recherche(nom || ' ' || coalesce(code_insee || ' ', '') || siren)) stored,
  add column tri bytea generated always as (outils.cle_tri(nom)) stored;
create index ix_collectivite_cle on annuaire.collectivite (cle text_pattern_ops);
create index ix_collectivite_cle_trigrammes on annuaire.collectivite using gin (cle public.gin_trgm_ops);
create index ix_collectivite_nom_trigrammes on annuaire.collectivite using gin (outils.lettres(nom) public.gin_trgm_ops);
drop index annuaire.ix_collectivite_departement;
create index ix_collectivite_departement on annuaire.collectivite (departement, tri);

create view annuaire.collectivite_publiee as
  select id, siren, nom, cle, tri, nature, departement, population, structure_id, operationnelle_le from annuaire.collectivite;
comment on view annuaire.collectivite_publiee is 'Pour acces et garde ; cle se cherche par outils.motifs, tri ordonne les noms';

create or replace view annuaire.agent_publie as
  select id, collectivite_id, matricule, nom, prenom, courriel, parti_le, modifie_le, efface_le, tri from annuaire.agent;
