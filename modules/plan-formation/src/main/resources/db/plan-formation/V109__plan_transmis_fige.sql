-- Un plan transmis ne change plus, ni aucun de ses besoins, même par SQL : la délégation décide sur ce qu'elle a reçu. La transaction qui
-- l'ouvre et le transmet d'un coup (la démonstration) y met encore ses besoins.
create function plan_formation.figer_le_plan() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' or old.etat = 'TRANSMIS' then
    raise exception 'un plan transmis ne se modifie plus' using errcode = 'check_violation', constraint = 'ck_plan_transmis_fige';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger tr_plan_transmis_fige before update or delete on plan_formation.plan for each row execute function plan_formation.figer_le_plan();
create trigger tr_plan_ne_se_vide_pas before truncate on plan_formation.plan execute function plan_formation.figer_le_plan();

create function plan_formation.figer_le_besoin() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' or exists (
      select 1 from plan_formation.plan p
       where p.etat = 'TRANSMIS' and p.xmin <> pg_current_xact_id()::xid
         and p.id in (case when tg_op <> 'INSERT' then old.plan_id end, case when tg_op <> 'DELETE' then new.plan_id end)) then
    raise exception 'un plan transmis ne se modifie plus' using errcode = 'check_violation', constraint = 'ck_plan_transmis_fige';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger tr_besoin_transmis_fige before insert or update or delete on plan_formation.besoin
  for each row execute function plan_formation.figer_le_besoin();
create trigger tr_besoin_ne_se_vide_pas before truncate on plan_formation.besoin execute function plan_formation.figer_le_besoin();
