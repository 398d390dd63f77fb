-- Les seuils passent dans les règles de la maison (docs/adr/0022) : le minimum et la taille d'un groupe sont deux règles, communes ou
-- précisées pour un thème. Une taille de groupe qui redit la commune, tout le temps qu'elle vaut, ne se précise pas.
insert into outils.regle (famille, code, pour, unite, valeur, du, au, texte, source)
select 'territoires', 'SEUIL_MINIMUM', coalesce(theme, ''), 'NOMBRE', minimum, du, au,
       minimum || ' stagiaires fermes au moins dans le périmètre (' || motif || ').', source
  from territorialisation.seuil order by theme, du;
insert into outils.regle (famille, code, pour, unite, valeur, du, au, texte, source)
select 'territoires', 'GROUPE_MAXIMUM', coalesce(s.theme, ''), 'NOMBRE', s.groupe_max, s.du, s.au,
       'Groupes de ' || s.groupe_max || ' stagiaires au plus.', s.source
  from territorialisation.seuil s
 where s.theme is null
    or not exists (select 1 from territorialisation.seuil c
                    where c.theme is null and c.groupe_max = s.groupe_max and daterange(c.du, c.au, '[)') @> daterange(s.du, s.au, '[)'))
 order by s.theme, s.du;

-- Une action garde les versions qui l'ont décidée : celles du 1er janvier de son année, telles qu'elles étaient ce jour-là.
alter table territorialisation.action_mutualisee add column regles bigint[] not null default '{}';
update territorialisation.action_mutualisee a
   set regles = array(
     select distinct on (r.code) r.id from outils.regle r
      where r.famille = 'territoires' and r.pour in ('', a.theme)
        and r.du <= make_date(a.annee, 1, 1) and (r.au is null or r.au > make_date(a.annee, 1, 1))
      order by r.code, r.pour desc);
comment on column territorialisation.action_mutualisee.regles is 'Les versions appliquées (outils.regle)';

drop table territorialisation.seuil;
