-- Une collectivité ne lit que ce qui lui est encore ouvert : sa clé, puis le dernier jour d'inscription, tenu égal à celui de la session.
alter table catalogue.aire_recrutement add column cloture date;
update catalogue.aire_recrutement a set cloture = s.cloture from catalogue.session s where s.id = a.session_id;
alter table catalogue.aire_recrutement alter column cloture set not null;

create function catalogue.dater_aire() returns trigger language plpgsql as $$
begin
  new.cloture := (select cloture from catalogue.session where id = new.session_id);
  return new;
end $$;
create trigger dater before insert on catalogue.aire_recrutement for each row execute function catalogue.dater_aire();
create function catalogue.redater_aires() returns trigger language plpgsql as $$
begin
  update catalogue.aire_recrutement set cloture = new.cloture where session_id = new.id;
  return null;
end $$;
create trigger redater after update of cloture on catalogue.session for each row
  when (old.cloture is distinct from new.cloture) execute function catalogue.redater_aires();
create index ix_aire_recrutement_ouverte on catalogue.aire_recrutement (cle, cloture) include (session_id);
