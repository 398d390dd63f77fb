-- Quand une session a paru : ce qui est nouveau pour qui suit une recherche. Celles d'avant, et celles de la démonstration, ont paru le jour où
-- l'on s'y inscrit.
alter table catalogue.session add column publiee_le timestamptz;
update catalogue.session set publiee_le = least(now(), ouverture::timestamp at time zone fuseau);
create function catalogue.dater_la_publication() returns trigger language plpgsql as $$
begin
  if new.publiee_le is null and new.etat = 'PUBLIEE' then
    new.publiee_le := case when new.demonstration then least(now(), new.ouverture::timestamp at time zone new.fuseau) else now() end;
  end if;
  return new;
end $$;
create trigger dater_la_publication before insert or update of etat on catalogue.session
  for each row execute function catalogue.dater_la_publication();
create index ix_session_publiee on catalogue.session (publiee_le) where etat = 'PUBLIEE';
