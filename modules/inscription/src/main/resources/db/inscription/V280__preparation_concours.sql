-- La préparation aux concours a son régime (docs/adr/0059) : un test d'orientation avant d'être accepté, une assiduité suivie, un avertissement puis une
-- radiation. Le motif d'un avertissement et d'une radiation est dans l'histoire du bulletin, et nulle part ailleurs.
create table inscription.orientation (
  bulletin_id bigint primary key references inscription.bulletin,
  points      numeric(4, 2) not null constraint ck_orientation_sur_vingt check (points between 0 and 20),
  passe_le    date not null,
  parcours    text not null constraint ck_orientation_parcours check (parcours in ('ADMIS', 'REMISE_A_NIVEAU', 'AUTRE_PARCOURS')),
  conseil     text constraint ck_orientation_conseil check (length(btrim(conseil)) between 3 and 500),
  note_le     timestamptz not null,
  constraint ck_orientation_conseille_qui_n_est_pas_admis check (parcours = 'ADMIS' or conseil is not null)
);
comment on table inscription.orientation is 'Le résultat du test d''orientation d''une demande de préparation, et le parcours conseillé';

create table inscription.absence_en_preparation (
  bulletin_id   bigint not null references inscription.bulletin,
  jour          date not null,
  demi_journees int not null constraint ck_absence_demi_journees check (demi_journees in (1, 2)),
  justification text constraint ck_absence_justification check (length(btrim(justification)) between 3 and 500),
  notee_le      timestamptz not null,
  primary key (bulletin_id, jour)
);
comment on column inscription.absence_en_preparation.justification is 'Nulle : elle compte';

create table inscription.avertissement (
  bulletin_id   bigint primary key references inscription.bulletin,
  le            timestamptz not null,
  demi_journees int not null,
  seuil         int not null,
  regle         text not null,
  source        text not null,
  constraint ck_avertissement_seuil_atteint check (demi_journees >= seuil and seuil > 0)
);

create table inscription.radiation (
  bulletin_id   bigint primary key references inscription.avertissement,
  le            timestamptz not null,
  demi_journees int not null,
  seuil         int not null,
  regle         text not null,
  source        text not null,
  constraint ck_radiation_seuil_atteint check (demi_journees >= seuil and seuil > 0)
);
comment on table inscription.radiation is 'Nul n''est radié sans avoir été averti : la clé étrangère le tient';

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('concours', 'test_orientation', 'PRINCIPE', null, '2026-01-01',
   'Une demande de préparation aux concours est acceptée après un test d''orientation dont la délégation a noté le résultat.',
   'Usage des délégations du CNFPT ; aucun texte national ne le dit (choix)'),
  ('concours', 'absences_avertissement', 'NOMBRE', 2, '2026-01-01',
   'À partir de ce nombre de demi-journées d''absence sans justification, la délégation peut avertir.',
   'Choix : un jour entier ; aucun seuil publié'),
  ('concours', 'absences_radiation', 'NOMBRE', 4, '2026-01-01',
   'Une personne avertie, à partir de ce nombre de demi-journées d''absence sans justification, peut être radiée.',
   'Choix : deux jours entiers ; aucun seuil publié'),
  ('concours', 'place_apres_debut', 'JOURS', 15, '2026-01-01',
   'La place d''une personne radiée va encore à la liste d''attente pendant ce nombre de jours après le début.',
   'Choix : au-delà, on a trop manqué pour suivre ; aucun délai publié'),
  ('concours', 'temps_de_decharge', 'PRINCIPE', null, '2017-05-08',
   'Dans la fonction publique territoriale, le temps de décharge pour préparer un concours n''est pas de droit : l''employeur l''accorde ou non.',
   'Décret n° 2007-1845 du 26 décembre 2007, qui n''en ouvre pas de droit'),
  ('concours', 'preparation_personnelle', 'JOURS', 5, '2017-05-08',
   'Ce nombre de jours par année civile, au plus, pour se préparer personnellement, pris sur le compte épargne-temps, à défaut sur le compte personnel de formation, selon un calendrier validé par l''employeur.',
   'Décret n° 2017-928 du 6 mai 2017');
