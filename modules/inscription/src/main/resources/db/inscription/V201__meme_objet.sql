-- Le délai entre deux formations sur le même objet, jusqu'ici écrit dans le code et sans le cas des formations courtes.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('inscription', 'meme_objet', 'MOIS', 12, '2008-01-01',
   'Une formation de perfectionnement ou une préparation aux concours, pendant le service, ne se refait pas sur le même objet avant ce nombre de mois, comptés de la fin de la première. Une formation obligatoire n''est jamais visée.',
   'Décret n° 2007-1845 du 26 décembre 2007, art. 7'),
  ('inscription', 'meme_objet_court', 'MOIS', 6, '2008-01-01',
   'Le même délai, quand la première a duré moins de jours ouvrés que la règle « Même objet : formation courte ».',
   'Décret n° 2007-1845 du 26 décembre 2007, art. 7'),
  ('inscription', 'meme_objet_jours', 'JOURS', 8, '2008-01-01',
   'Sous ce nombre de jours ouvrés effectifs, une formation est courte ; les formations sur le même objet ne le dépassent pas en tout pendant le délai entier.',
   'Décret n° 2007-1845 du 26 décembre 2007, art. 7');
