-- Une demande ne dort plus : quand elle se rappelle à qui doit agir, et quand l'avis du responsable n'est plus attendu. Chaque
-- collectivité le choisit ; rien ne change d'abord à ce qu'on attend.
alter table annuaire.collectivite
  add column rappel_jours int not null default 5 constraint ck_collectivite_rappel_jours check (rappel_jours between 1 and 60),
  add column attente_jours int constraint ck_collectivite_attente_jours check (attente_jours between 2 and 120),
  add constraint ck_collectivite_rappelle_avant_de_ne_plus_attendre check (attente_jours is null or attente_jours > rappel_jours);
comment on column annuaire.collectivite.rappel_jours is 'Sans réponse depuis tant de jours, une demande est rappelée à qui doit agir';
comment on column annuaire.collectivite.attente_jours is 'Après tant de jours, l''avis du responsable n''est plus attendu ; nul : on l''attend toujours';
