-- Les règles de l'accès passent dans celles de la maison (docs/adr/0022). « au » y était compris, il est exclu partout. Le délai de
-- réponse sur les données personnelles rejoint les règles de garde, qui l'applique.
insert into outils.regle (famille, code, unite, valeur, du, au, texte, source)
select case code when 'REPONSE_RGPD_MOIS' then 'droits' else 'acces' end, code,
       case when code like '%\_JOURS' then 'JOURS' when code like '%\_MINUTES' then 'MINUTES' when code like '%\_MOIS' then 'MOIS' else 'NOMBRE' end,
       valeur, du, au + 1, texte, source
  from acces.regle_acces order by code, du;
drop table acces.regle_acces;
