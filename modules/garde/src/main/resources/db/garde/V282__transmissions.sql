-- Combien de temps on garde ce qu'on a transmis à un tiers : la copie, le temps du lien ; la trace, pour pouvoir dire à qui.
insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('conservation', 'COPIE_TRANSMISE', 'JOURS', 1, '2026-01-01',
   'Un jour après l''échéance du lien, la copie d''un document transmis à un tiers est effacée ; reprise, elle l''est aussitôt.',
   'Choix : la copie ne sert qu''au tiers, le temps du lien ; RGPD, art. 5 §1 c et e'),
  ('conservation', 'TRANSMISSION', 'JOURS', 365, '2026-01-01',
   'Un an après l''échéance du lien, on ne sait plus à qui, ni quand, un document fut transmis.',
   'Choix : le temps que la personne demande à qui ses documents furent transmis (RGPD, art. 15 §1 c), et pas davantage (art. 5 §1 e)');
