-- Ce qu'une personne veut retrouver : les recherches qu'elle garde, avec ou sans alerte, et l'adresse secrète de son agenda.
create table inscription.recherche_gardee (
  id              bigint generated always as identity primary key,
  compte_id       bigint not null,
  collectivite_id bigint not null,
  nom             text   not null constraint ck_recherche_gardee_nom check (length(btrim(nom)) between 1 and 80),
  question        text   not null constraint ck_recherche_gardee_question check (length(question) <= 1000),
  gardee_le       timestamptz not null,
  alerte          boolean not null,
  vue_jusqu_a     timestamptz not null,
  prochaine_alerte timestamptz not null,
  jeton           text   not null constraint uq_recherche_gardee_jeton unique constraint ck_recherche_gardee_jeton check (length(jeton) = 43),
  flux            text   constraint uq_recherche_gardee_flux unique constraint ck_recherche_gardee_flux check (length(flux) = 64),
  oubliee_le      timestamptz
);
comment on column inscription.recherche_gardee.question is 'Les critères, tels que l''adresse de la page les dit';
comment on column inscription.recherche_gardee.vue_jusqu_a is 'Ce qui a paru jusque-là a été annoncé, ou était là quand on l''a gardée';
comment on column inscription.recherche_gardee.jeton is 'Dans le courriel d''alerte : il arrête cette alerte, et rien d''autre';
comment on column inscription.recherche_gardee.flux is 'L''empreinte SHA-256 de l''adresse secrète du flux, ou rien';
create unique index uq_recherche_gardee_nom on inscription.recherche_gardee (compte_id, outils.lettres(nom)) where oubliee_le is null;
create index ix_recherche_gardee_alerte on inscription.recherche_gardee (prochaine_alerte) where alerte and oubliee_le is null;
create index ix_recherche_gardee_oubliee on inscription.recherche_gardee (oubliee_le) where oubliee_le is not null;

create table inscription.agenda (
  compte_id  bigint primary key,
  agent_id   bigint not null,
  empreinte  text not null constraint uq_agenda_empreinte unique constraint ck_agenda_empreinte check (length(empreinte) = 64),
  ouvert_le  timestamptz not null
);
comment on table inscription.agenda is 'L''adresse secrète où un agent lit ses sessions dans son agenda ; on n''en garde que l''empreinte';
create index ix_agenda_agent on inscription.agenda (agent_id);
