-- Où est chaque commune, pour classer par distance et dessiner : livré avec l'application (carte/POSITIONS.md), sans millésime.
create table annuaire.position (
  code_insee text primary key constraint ck_position_code_insee check (code_insee ~ '^[0-9][0-9AB][0-9]{3}$'),
  latitude   double precision not null constraint ck_position_latitude check (latitude between -90 and 90),
  longitude  double precision not null constraint ck_position_longitude check (longitude between -180 and 180),
  approchee  boolean not null
);
create index ix_position_latitude on annuaire.position (latitude, longitude);
comment on column annuaire.position.approchee is 'Moyenne de ses voisines, faute de la connaître elle-même';
