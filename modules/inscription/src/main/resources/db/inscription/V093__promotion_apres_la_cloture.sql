-- Une place rendue après la clôture ne va à la file que si une règle le permet (docs/transitions.md) ; jusqu'ici, jusqu'au jour du début.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'promotion_apres_cloture', 'JOURS', 1, '2026-01-01',
   'Une place rendue après la clôture des inscriptions va encore au premier de la file jusqu''à ce nombre de jours avant le début de la session.',
   'Choix : la veille au plus tard, comme on le faisait ; aucun délai publié');
