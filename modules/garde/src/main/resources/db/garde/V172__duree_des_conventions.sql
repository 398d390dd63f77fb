-- La convention d'une formation sur mesure engage des parties et un prix : elle se garde comme une preuve.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'CONVENTION', 'JOURS', null, '2018-01-01', 'La convention d''une formation sur mesure se relit sans limite : aucun passage ne l''efface.',
   'Choix d''IEL : pièce d''un engagement ; elle nomme des employeurs, aucun agent');
