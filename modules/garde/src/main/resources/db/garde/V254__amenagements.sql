-- Un besoin d'aménagement est une donnée de santé : il ne sert plus, la session finie.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'AMENAGEMENT', 'JOURS', 30, '2026-01-01',
   'Trente jours après la session, le besoin d''aménagement et ce qui en a été convenu sont effacés ; aussitôt au passage suivant, si la demande est annulée ou refusée.',
   'Choix : le temps d''un retour sur la session ; RGPD, art. 5 §1 c et e, et art. 9');
