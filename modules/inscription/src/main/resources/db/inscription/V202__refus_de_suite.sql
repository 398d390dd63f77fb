-- L'employeur qui refuse une seconde fois de suite la même formation consulte d'abord la commission : jusqu'ici, rien ne le rappelait.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'refus_de_suite', 'NOMBRE', 1, '2008-01-01',
   'Après ce nombre de refus de suite à la même demande, un autre ne s''oppose qu''après l''avis de la commission administrative paritaire.',
   'Loi n° 84-594 du 12 juillet 1984, art. 2, codifiée depuis le 1er mars 2022');
