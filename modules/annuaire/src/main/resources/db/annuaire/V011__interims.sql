-- L'intérim : un agent donne les avis à la place d'un responsable absent, entre deux dates comprises.
create table annuaire.interim (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null references annuaire.collectivite,
  titulaire_id    bigint not null references annuaire.agent,
  suppleant_id    bigint not null references annuaire.agent,
  du              date not null,
  au              date not null,
  constraint ck_interim_pas_soi_meme check (titulaire_id <> suppleant_id),
  constraint ck_interim_dates check (au >= du),
  constraint ex_interim_une_fois_par_periode exclude using gist
    (titulaire_id with =, suppleant_id with =, daterange(du, au, '[]') with &&)
);
create index ix_interim_suppleant on annuaire.interim (suppleant_id);
create index ix_interim_collectivite on annuaire.interim (collectivite_id);
