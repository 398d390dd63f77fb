-- Combien de temps on garde l'empreinte d'un lien de courriel qui ne vaut plus : celui de dire pourquoi il ne vaut plus.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'LIEN_DE_COURRIEL', 'JOURS', 60, '2026-01-01',
   'Soixante jours après son échéance, le lien qui servait à répondre depuis un courriel est effacé.',
   'Choix : le temps de dire à qui l''ouvre tard pourquoi il ne vaut plus ; RGPD, art. 5 §1 c et e');
