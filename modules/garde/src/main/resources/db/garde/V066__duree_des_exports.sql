-- Combien de temps se garde un fichier préparé pour qui l'a demandé.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'EXPORT', 'JOURS', 7, '2026-01-01',
   'Sept jours après avoir été préparé, puis effacé ; aussitôt qu''un agent qui peut y figurer est effacé.',
   'Choix : le temps de le télécharger ; il se prépare de nouveau ; RGPD, art. 5 §1 c et e');
