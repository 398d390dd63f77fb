-- Ce qui arrive aux demandes d'un employeur, dans un ordre qu'un lecteur peut suivre sans rien manquer : une histoire écrite plus tôt peut être
-- validée plus tard, et son numéro d'ordinaire ne suffit pas. On numérote à la lecture ce qui est validé ; qui ne lit pas ne coûte rien.
create table inscription.flux (
  collectivite_id bigint not null,
  numero          bigint generated always as identity,
  changement_id   bigint not null references inscription.changement,
  vu_le           timestamptz not null,
  primary key (collectivite_id, numero),
  constraint uq_flux_une_fois unique (collectivite_id, changement_id)
);
comment on table inscription.flux is 'L''ordre dans lequel un employeur a pu lire chaque changement de ses demandes (docs/adr/0045)';
