-- Une place rendue est donnée d'office à la première demande de la file ; ou, si la session le veut, offerte : tenue pour elle, le temps de répondre
-- (docs/adr/0048).
alter table inscription.jauge add column par_offre boolean not null default false;
comment on column inscription.jauge.par_offre is 'Une place rendue s''offre, avec un délai pour répondre, au lieu de se donner d''office';
alter table inscription.proposition
  drop constraint ck_proposition_genre,
  add constraint ck_proposition_genre check (genre in ('DONNEE', 'INVITATION', 'OFFERTE')),
  drop constraint ck_proposition_reponse,
  add constraint ck_proposition_reponse check (reponse in ('PRISE', 'REFUSEE', 'ECHUE')),
  add column echeance timestamptz,
  add constraint ck_proposition_offre_a_son_echeance check ((genre = 'OFFERTE') = (echeance is not null)),
  add constraint ck_proposition_seule_une_offre_est_echue check (reponse is distinct from 'ECHUE' or genre = 'OFFERTE');
comment on column inscription.proposition.echeance is 'Sans réponse à cette heure, la place passe à la demande suivante';
create index ix_proposition_echeance on inscription.proposition (echeance) where reponse is null and echeance is not null;
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'offre_delai', 'HEURES', 48, '2026-01-01',
   'Quand une session offre ses places rendues au lieu de les donner d''office, l''agent a ce nombre d''heures pour répondre ; ensuite la place passe à la demande suivante.',
   'Choix : deux jours ; aucun délai publié');
