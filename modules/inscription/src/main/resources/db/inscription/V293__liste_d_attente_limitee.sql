-- Le plus de demandes que la liste d'attente d'une session prend, quand la délégation le dit (docs/adr/0062).
alter table inscription.jauge
  add column attente_max int,
  add constraint ck_jauge_attente_max_positive check (attente_max >= 0),
  add constraint ck_jauge_selection_sans_attente_max check (not a_selection or attente_max is null);
comment on column inscription.jauge.attente_max is 'Le plus de demandes en liste d''attente ; null : sans limite';

-- Nulle porte ne l'allonge au-delà. Elle garde ceux qu'elle a quand la limite baisse sous leur nombre.
create function inscription.tenir_la_file() returns trigger language plpgsql as $$
begin
  raise exception 'La liste d''attente de la session % est limitée à % (ck_jauge_attente_dans_max)', new.session_id, new.attente_max
    using errcode = 'check_violation', constraint = 'ck_jauge_attente_dans_max';
end $$;
create trigger tg_jauge_attente_dans_max before update of en_attente on inscription.jauge
  for each row when (new.en_attente > old.en_attente and new.en_attente > new.attente_max)
  execute function inscription.tenir_la_file();
