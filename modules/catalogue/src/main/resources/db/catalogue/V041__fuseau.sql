-- Une session s'ouvre, se clôt et se tient à l'heure de qui l'organise. Celles d'avant reçoivent la leur au démarrage.
alter table catalogue.session add column fuseau text not null default 'Europe/Paris'
  constraint ck_session_fuseau check (fuseau in ('Europe/Paris', 'America/Guadeloupe', 'America/Martinique', 'America/Cayenne', 'Indian/Reunion', 'Indian/Mayotte'));
comment on column catalogue.session.fuseau is 'L''heure légale de la structure qui l''organise';
