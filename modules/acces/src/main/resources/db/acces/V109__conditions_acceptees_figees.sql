-- Des conditions qu'une collectivité a acceptées ne changent plus, même par SQL : c'est ce texte qu'elle a lu. Une nouvelle version est une
-- ligne de plus.
create function acces.figer_les_conditions() returns trigger language plpgsql as $$
begin
  if exists (select 1 from acces.adhesion a where a.conditions_version = old.version) then
    raise exception 'des conditions acceptées ne changent plus' using errcode = 'check_violation', constraint = 'ck_conditions_acceptees_figees';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger tr_conditions_acceptees_figees before update or delete on acces.conditions_utilisation
  for each row execute function acces.figer_les_conditions();
