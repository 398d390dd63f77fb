-- Combien de temps une recherche qu'on a oubliée peut être remise.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'RECHERCHE_OUBLIEE', 'JOURS', 7, '2026-01-01',
   'Sept jours pendant lesquels une recherche oubliée peut être remise ; puis elle est effacée.',
   'Choix : le temps de se raviser ; RGPD, art. 5 §1 c et e');
