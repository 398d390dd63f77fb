-- Qui peut entrer et agir quitte le schéma de l'annuaire avec ses index, ses contraintes, ses séquences et ses déclencheurs.
-- Une base neuve les y a créés l'instant d'avant, une base d'avant la coupe les y a depuis longtemps : le déménagement est le même.
-- Les clés étrangères vers l'annuaire restent : elles descendent (docs/adr/0016).
alter table annuaire.compte set schema acces;
alter table annuaire.jeton set schema acces;
alter table annuaire.lien set schema acces;
alter table annuaire.identite_externe set schema acces;
alter table annuaire.adhesion set schema acces;
alter table annuaire.conditions_utilisation set schema acces;
alter table annuaire.rattachement set schema acces;
alter table annuaire.interim set schema acces;
alter table annuaire.frein set schema acces;
alter table annuaire.oubli set schema acces;
alter table annuaire.regle_acces set schema acces;

alter function annuaire.refuser_de_resservir() set schema acces;

-- Ce que le module donne à lire à garde.
create view acces.compte_publie as
  select id, identifiant, nom, agent_id, courriel, actif from acces.compte;
comment on view acces.compte_publie is 'Pour garde : le nom d''un auteur d''acte, les adresses et les comptes d''un agent';
