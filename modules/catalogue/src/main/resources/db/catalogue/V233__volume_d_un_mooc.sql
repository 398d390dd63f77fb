insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('mooc', 'volume_compte', 'PRINCIPE', null, '2015-01-01',
   'Le volume d''un MOOC, en journées formation stagiaire, compte ceux qui l''ont réussi, chacun pour la durée que dit sa fiche.',
   'Choix : aucun texte ne dit ce qu''un inscrit qui abandonne vaut en journées formation stagiaire');
