-- Faute d'inscrits, une session que sa fiche fait tenir quelque part peut se suivre d'où l'on est : elle n'a alors plus de lieu.
alter table catalogue.session
  add column a_distance boolean not null default false,
  add constraint ck_session_a_distance_sans_lieu check (not a_distance or num_nonnulls(ville, adresse, code_insee) = 0);
comment on column catalogue.session.a_distance is 'Sa fiche fait venir quelque part, et l''on a décidé depuis qu''elle se suivrait à distance (docs/adr/0047)';
create or replace function catalogue.lieu_de_la_session() returns trigger language plpgsql as $$
begin
  if new.etat = 'PUBLIEE' and new.code_insee is null and not new.a_distance
     and (tg_op = 'INSERT' or old.etat = 'BROUILLON' or old.code_insee is not null or old.a_distance)
     and (select presentiel_jours > 0 from catalogue.stage_version where stage_id = new.stage_id and version = new.stage_version) then
    raise exception 'une session où l''on vient dit dans quelle commune' using errcode = 'check_violation', constraint = 'ck_session_en_presence_dans_une_commune';
  end if;
  return new;
end $$;
drop trigger tr_session_se_tient_quelque_part on catalogue.session;
create trigger tr_session_se_tient_quelque_part before insert or update of etat, code_insee, a_distance on catalogue.session
  for each row execute function catalogue.lieu_de_la_session();
