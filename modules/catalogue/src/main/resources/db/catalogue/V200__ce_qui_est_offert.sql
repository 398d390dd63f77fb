-- Chercher dans ce qui est offert à une collectivité ne lit plus qu'un index : l'aire de recrutement garde, de sa session, de quoi la
-- choisir, la compter et la classer. La table des sessions, parcourue en entier pour quelques milliers d'entre elles, ne l'est plus.
alter table catalogue.aire_recrutement
  add column stage_id bigint, add column structure_id bigint, add column debut date, add column fuseau text, add column etat text,
  add column ville text, add column code_insee text;
update catalogue.aire_recrutement a
   set stage_id = s.stage_id, structure_id = s.structure_id, debut = s.debut, fuseau = s.fuseau, etat = s.etat, ville = s.ville, code_insee = s.code_insee
  from catalogue.session s where s.id = a.session_id;
alter table catalogue.aire_recrutement
  alter column stage_id set not null, alter column structure_id set not null, alter column debut set not null,
  alter column fuseau set not null, alter column etat set not null;

-- La session est tenue pendant qu'on la copie : qui la change en même temps attend, puis trouve cette ligne à changer aussi. Un brouillon n'est
-- publié pour personne : rien ne s'en copie, et sa ligne est refusée.
create or replace function catalogue.dater_aire() returns trigger language plpgsql as $$
begin
  select s.stage_id, s.structure_id, s.debut, s.cloture, s.fuseau, s.etat, s.ville, s.code_insee
    into new.stage_id, new.structure_id, new.debut, new.cloture, new.fuseau, new.etat, new.ville, new.code_insee
    from catalogue.session s where s.id = new.session_id and s.etat <> 'BROUILLON' for share;
  return new;
end $$;
create or replace function catalogue.redater_aires() returns trigger language plpgsql as $$
begin
  update catalogue.aire_recrutement
     set stage_id = new.stage_id, structure_id = new.structure_id, debut = new.debut, cloture = new.cloture, fuseau = new.fuseau,
         etat = new.etat, ville = new.ville, code_insee = new.code_insee
   where session_id = new.id;
  return null;
end $$;
drop trigger redater on catalogue.session;
create trigger redater after update on catalogue.session for each row
  when ((old.stage_id, old.structure_id, old.debut, old.cloture, old.fuseau, old.etat, old.ville, old.code_insee)
    is distinct from (new.stage_id, new.structure_id, new.debut, new.cloture, new.fuseau, new.etat, new.ville, new.code_insee))
  execute function catalogue.redater_aires();
drop index catalogue.ix_aire_recrutement_ouverte;
create index ix_aire_recrutement_offerte on catalogue.aire_recrutement (cle, cloture)
  include (session_id, stage_id, structure_id, debut, fuseau, ville, code_insee) where etat = 'PUBLIEE';

-- Sans index, chaque mot tapé était comparé à chaque ville ; et les conseils faits à un agent lisaient tous les stages pour y trouver une nature.
create index ix_ville_recherche on catalogue.ville using gin (recherche);
create index ix_stage_nature on catalogue.stage (nature);
