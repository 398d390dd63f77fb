-- Là où l'on vient est une commune : elle dit l'heure, les jours chômés et la distance. La règle vaut pour ce qui paraît désormais, et une commune
-- dite ne s'efface plus ; les sessions publiées avant elle gardent leur ville.
create function catalogue.lieu_de_la_session() returns trigger language plpgsql as $$
begin
  if new.etat = 'PUBLIEE' and new.code_insee is null
     and (tg_op = 'INSERT' or old.etat = 'BROUILLON' or old.code_insee is not null)
     and (select presentiel_jours > 0 from catalogue.stage_version where stage_id = new.stage_id and version = new.stage_version) then
    raise exception 'une session où l''on vient dit dans quelle commune' using errcode = 'check_violation', constraint = 'ck_session_en_presence_dans_une_commune';
  end if;
  return new;
end $$;
-- Après celui qui pose la version de la fiche : les déclencheurs se suivent par leur nom.
create trigger tr_session_se_tient_quelque_part before insert or update of etat, code_insee on catalogue.session
  for each row execute function catalogue.lieu_de_la_session();
