-- Le registre dit « STARTED » d'une exécution tuée comme d'une exécution vivante : qui l'exécute le fait entendre ici.
create table batch.battement (
  execution_id bigint primary key,
  vu_le        timestamptz not null
);
comment on table batch.battement is 'Les exécutions qu''un serveur vivant tient, redites toutes les cinq secondes';
