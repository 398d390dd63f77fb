-- L'inscription : la jauge d'une session, les bulletins, leur histoire.
create table inscription.jauge (
  session_id    bigint primary key,
  capacite      int,
  minimum       int not null,
  structure_id  bigint not null,
  debut         date not null,
  places_prises int not null default 0,
  en_attente    int not null default 0,
  dernier_rang  bigint not null default 0,
  constraint ck_jauge_places_dans_capacite check (places_prises >= 0 and (capacite is null or places_prises <= capacite)),
  constraint ck_jauge_attente_positive check (en_attente >= 0)
);
comment on table inscription.jauge is 'Le compte des places d''une session ; sa ligne est le verrou de qui s''inscrit';
comment on column inscription.jauge.capacite is 'null : sans limite';
create index ix_jauge_structure on inscription.jauge (structure_id, debut);

create table inscription.bulletin (
  id              bigint generated always as identity primary key,
  session_id      bigint not null references inscription.jauge,
  stage_id        bigint not null,
  structure_id    bigint not null,
  agent_id        bigint not null,
  collectivite_id bigint not null,
  session_debut   date not null,
  session_fin     date not null,
  etat            text not null constraint ck_bulletin_etat check (etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'LISTE_ATTENTE',
                    'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE', 'REFUSEE', 'ANNULEE')),
  rang            bigint,
  avis            text constraint ck_bulletin_avis check (avis in ('FAVORABLE', 'DEFAVORABLE')),
  depose_le       timestamptz not null default now(),
  version         int not null default 1,
  constraint ck_bulletin_rang_des_transmis check (rang is not null or etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'REFUSEE', 'ANNULEE'))
);
comment on column inscription.bulletin.rang is 'L''ordre d''arrivée au CNFPT dans la session';
create unique index uq_bulletin_actif_par_agent_et_session on inscription.bulletin (session_id, agent_id) where etat not in ('REFUSEE', 'ANNULEE');
create unique index uq_bulletin_rang_par_session on inscription.bulletin (session_id, rang) where rang is not null;
create index ix_bulletin_collectivite on inscription.bulletin (collectivite_id, depose_le desc);
create index ix_bulletin_structure on inscription.bulletin (structure_id, etat);
create index ix_bulletin_agent on inscription.bulletin (agent_id);

create table inscription.changement (
  id          bigint generated always as identity primary key,
  bulletin_id bigint not null references inscription.bulletin,
  quand       timestamptz not null,
  etat        text not null,
  texte       text not null,
  motif       text,
  par_compte  bigint not null,
  par_nom     text not null,
  par_role    text not null
);
comment on table inscription.changement is 'L''histoire d''un bulletin : on y ajoute, on n''y change rien';
create index ix_changement_bulletin on inscription.changement (bulletin_id);

create function inscription.histoire_intouchable() returns trigger language plpgsql as $$
begin
  raise exception 'L''histoire d''un bulletin ne se récrit pas';
end $$;
create trigger tg_changement_intouchable before update or delete on inscription.changement
  for each row execute function inscription.histoire_intouchable();
