-- Les stages et les villes se cherchent comme partout dans la maison (schéma outils) ; les clés gardées sont recalculées.
alter table catalogue.stage drop column cle;
alter table catalogue.stage add column cle text generated always as (outils.cle_recherche(code || ' ' || intitule || ' ' || objectifs)) stored;
alter table catalogue.session drop column cle;
alter table catalogue.session add column cle text generated always as (outils.cle_recherche(coalesce(ville, 'à distance'))) stored;
drop function catalogue.cle_recherche(text);
