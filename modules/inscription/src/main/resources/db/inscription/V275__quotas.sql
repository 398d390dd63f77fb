-- Le nombre de places qu'une même collectivité peut tenir dans une session, quand la délégation en fixe un (docs/adr/0055).
alter table inscription.jauge
  add column quota int,
  add constraint ck_jauge_quota_positif check (quota > 0);
comment on column inscription.jauge.quota is 'Le plus de places qu''une même collectivité y tient ; null : sans quota';

-- Ce que chaque collectivité tient et attend. À lire sous le verrou de la jauge : volatile, elle voit ce qui vient d'être validé, que l'instruction qui
-- a attendu le verrou ne voit pas.
create function inscription.parts(la_session bigint) returns table (collectivite_id bigint, tenues int, attendues int) language sql volatile as $$
  select b.collectivite_id,
         (count(*) filter (where b.etat <> 'LISTE_ATTENTE'))::int,
         (count(*) filter (where b.etat = 'LISTE_ATTENTE'))::int
    from inscription.bulletin b
   where b.session_id = la_session and b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE', 'LISTE_ATTENTE')
   group by b.collectivite_id
$$;

-- Nulle porte ne le passe : toute place prise écrit la jauge. Sans quota, rien ne se lit.
create function inscription.tenir_le_quota() returns trigger language plpgsql as $$
begin
  if exists (select 1 from inscription.parts(new.session_id) p where p.tenues > new.quota) then
    raise exception 'Une collectivité tiendrait plus de places que son quota' using errcode = 'check_violation', constraint = 'ck_jauge_part_dans_quota';
  end if;
  return null;
end $$;
create trigger tg_jauge_part_dans_quota after update of places_prises, quota on inscription.jauge
  for each row when (new.quota is not null and (new.places_prises > old.places_prises or new.quota is distinct from old.quota))
  execute function inscription.tenir_le_quota();
