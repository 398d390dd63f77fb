-- Combien de temps se garde une connexion qui a fait son temps.
insert into garde.duree_conservation (code, jours, du, texte, source) values
  ('CONNEXION', 7, '2026-01-01', 'Sept jours après son expiration, puis effacée.',
   'Choix : le temps de rendre un formulaire à qui se reconnecte ; RGPD, art. 5 §1 e');
