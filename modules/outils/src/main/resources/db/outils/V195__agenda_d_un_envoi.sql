-- Un courriel qui change un rendez-vous en porte l'agenda : la messagerie déplace ou ôte ce qu'elle avait.
alter table outils.envoi add column agenda text constraint ck_envoi_agenda_en_icalendar check (agenda like 'BEGIN:VCALENDAR%');
comment on column outils.envoi.agenda is 'Une pièce jointe en iCalendar, ou rien';
