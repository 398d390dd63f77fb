-- Un compte qui n'est pas d'un poste (gestionnaire, formateur, délégation, siège) ne suit le sort d'aucune fiche : fermé, il a sa propre durée.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'COMPTE_FERME', 'JOURS', 1826, '2026-01-01',
   'Cinq ans après la fermeture d''un compte sans fiche d''agent (gestionnaire, formateur, CNFPT), le nom de qui le tenait est effacé partout.',
   'RGPD, art. 5 §1 e ; la durée est un choix, la même que pour un agent parti');
