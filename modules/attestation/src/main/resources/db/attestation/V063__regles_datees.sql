-- Les règles de preuve passent dans celles de la maison (docs/adr/0022). « au » y était compris, il est exclu partout. Trois d'entre
-- elles ne comptaient rien : leur 1 ou leur 0 n'était lu de personne, elles sont des principes.
insert into outils.regle (famille, code, unite, valeur, du, au, texte, source)
select 'preuve', code, unite, case unite when 'PRINCIPE' then null else valeur end, du, au + 1, texte, source
  from (select *, case when code = 'heures_par_jour' then 'HEURES' when code = 'part_suivie_minimale' then 'POURCENT'
                       when code in ('connexion_communaute', 'distance_seule_perdue', 'modalite_sans_attestation') then 'PRINCIPE'
                       else 'COEFFICIENT' end as unite
          from attestation.regle_preuve) as r
 order by code, du;
drop table attestation.regle_preuve;
