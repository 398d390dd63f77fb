-- Un besoin d'aménagement, donnée de santé, est scellé avec la clé de l'instance, qui n'est pas dans la base (docs/adr/0050). Ceux d'avant le sont au
-- démarrage : la contrainte ne vaut que pour ce qui s'écrit désormais. La longueur de chaque texte, que la base ne lit plus, est jugée avant de sceller.
alter table inscription.amenagement
  drop constraint ck_amenagement_besoin,
  drop constraint ck_amenagement_reponse,
  drop constraint ck_amenagement_a_dire,
  add constraint ck_amenagement_scelle check (besoin like 'iel1.%' and (reponse is null or reponse like 'iel1.%') and (a_dire is null or a_dire like 'iel1.%')) not valid;
comment on column inscription.amenagement.besoin is 'Scellé, comme reponse et a_dire : la base n''en lit rien';
