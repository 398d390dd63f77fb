-- Ce qu'un éditeur essaie dans un bac à sable peut s'effacer ; l'histoire de nul autre employeur (docs/adr/0052).
create table inscription.bac_a_sable (
  collectivite_id bigint primary key,
  remis_le        timestamptz not null
);
comment on table inscription.bac_a_sable is 'Les employeurs fictifs dont les demandes s''effacent : la seule exception à l''histoire intouchable';

create or replace function inscription.histoire_intouchable() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - array['par_nom', 'motif']) = (to_jsonb(old) - array['par_nom', 'motif'])
     and (new.par_nom = old.par_nom or new.par_nom like 'Agent effacé %')
     and (new.motif is not distinct from old.motif or new.motif is null or new.motif like '%[nom effacé]%') then
    return new;
  end if;
  if tg_op = 'DELETE' and exists (select 1 from inscription.bulletin b join inscription.bac_a_sable s using (collectivite_id) where b.id = old.bulletin_id) then
    return old;
  end if;
  raise exception 'L''histoire d''un bulletin ne se récrit pas';
end $$;
