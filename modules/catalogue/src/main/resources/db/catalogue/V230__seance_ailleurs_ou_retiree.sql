-- Un cycle se tient en plusieurs communes : une séance dit la sienne quand ce n'est pas celle de la session. Une séance retirée laisse sa trace :
-- l'agenda qui l'avait prise doit apprendre qu'elle n'a plus lieu.
alter table catalogue.seance
  add column ville            text,
  add column code_insee       text,
  add column porte_la_session boolean not null default false,
  add constraint ck_seance_ailleurs_en_presence check ((ville is null) = (code_insee is null) and (ville is null or forme = 'PRESENCE'));
comment on column catalogue.seance.ville is 'Sa commune, si elle n''est pas celle de la session';
comment on column catalogue.seance.porte_la_session is 'Celle qui, dans les agendas, garde l''UID de la session';
update catalogue.seance set porte_la_session = true
 where id in (select distinct on (session_id) id from catalogue.seance order by session_id, jour, debut nulls first, id);
create unique index uq_seance_porte_la_session on catalogue.seance (session_id) where porte_la_session;

create table catalogue.seance_retiree (
  id               bigint primary key,
  session_id       bigint not null references catalogue.session on delete cascade,
  forme            text not null,
  titre            text not null,
  jour             date not null,
  jusqu_au         date not null,
  debut            time,
  fin              time,
  salle            text,
  ville            text,
  code_insee       text,
  porte_la_session boolean not null,
  retiree_le       timestamptz not null
);
comment on table catalogue.seance_retiree is 'Ce qu''un agenda en avait pris, pour qu''il l''annule';
create index ix_seance_retiree_session on catalogue.seance_retiree (session_id);
