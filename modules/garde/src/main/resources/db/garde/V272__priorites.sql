-- Le motif d'une priorité de droit est une donnée de santé : il ne sert qu'à la sélection, et la sélection garde seulement qu'il y en avait un.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'PRIORITE', 'JOURS', 30, '2026-01-01',
   'Trente jours après la session, le motif d''une priorité de droit est effacé ; aussitôt au passage suivant, si la demande est annulée ou refusée.',
   'Choix : le temps d''une contestation de la sélection ; RGPD, art. 5 §1 c et e, et art. 9');
