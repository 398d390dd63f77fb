-- L'histoire d'un bulletin ne se récrit pas, mais elle peut perdre un nom : les pas, leurs dates et leurs états restent.
create or replace function inscription.histoire_intouchable() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - array['par_nom', 'motif']) = (to_jsonb(old) - array['par_nom', 'motif'])
     and (new.par_nom = old.par_nom or new.par_nom like 'Agent effacé %')
     and (new.motif is not distinct from old.motif or new.motif is null or new.motif like '%[nom effacé]%') then
    return new;
  end if;
  raise exception 'L''histoire d''un bulletin ne se récrit pas';
end $$;
create index ix_changement_par_compte on inscription.changement (par_compte);
