-- La fiche a grandi : ce que la recherche lit de chaque stage reste dans sa ligne, les longs textes en sortent les premiers.
alter table catalogue.stage alter column cle set storage main;
alter table catalogue.stage alter column intitule set storage main;
alter table catalogue.stage_version alter column intitule set storage main;
