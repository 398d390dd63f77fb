-- Ce que nous gardons et devons quitte le schéma de l'annuaire. L'empreinte d'une ligne du journal se calcule sur ses valeurs,
-- jamais sur le nom de sa table : la chaîne reste valide. Les clés étrangères vers l'annuaire restent : elles descendent.
alter table annuaire.journal set schema garde;
alter table annuaire.journal_tete set schema garde;
alter table annuaire.evenement_securite set schema garde;
alter table annuaire.courrier set schema garde;
alter table annuaire.demande set schema garde;
alter table annuaire.duree_conservation set schema garde;
alter table annuaire.passage_conservation set schema garde;
alter table annuaire.passage_compte set schema garde;

alter function annuaire.empreinte_du_journal(garde.journal) set schema garde;
alter function annuaire.enchainer_le_journal() set schema garde;
alter function annuaire.refuser_de_recrire() set schema garde;

-- Le même corps, qui nomme les tables où elles sont maintenant ; le déclencheur suit sa fonction.
create or replace function garde.enchainer_le_journal() returns trigger language plpgsql as $$
begin
  update garde.journal_tete set numero = numero + 1 returning numero, empreinte into new.numero, new.empreinte_precedente;
  new.le := clock_timestamp();
  new.empreinte := garde.empreinte_du_journal(new);
  update garde.journal_tete set empreinte = new.empreinte;
  return new;
end $$;
