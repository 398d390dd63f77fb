-- Le volume d'une session en journées formation stagiaire : ce que chacun y suit, gardé avec ses places. Une session garde sa fiche : cela ne
-- change plus. Les jauges d'avant reçoivent le leur au démarrage.
alter table inscription.jauge add column heures numeric(7, 2) constraint ck_jauge_heures check (heures >= 0);
comment on column inscription.jauge.heures is 'Ce qu''elle donne à chacun, en heures, présence et distance ; nul : pas encore reporté de la fiche';
