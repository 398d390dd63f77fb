-- Combien de temps se garde un fichier préparé pour qui l'a demandé.
insert into garde.duree_conservation (code, jours, du, texte, source) values
  ('EXPORT', 7, '2026-01-01', 'Sept jours après avoir été préparé, puis effacé ; aussitôt qu''un agent qui peut y figurer est effacé.',
   'Choix : le temps de le télécharger ; il se prépare de nouveau ; RGPD, art. 5 §1 c et e');
