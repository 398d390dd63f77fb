-- Les durées de conservation passent dans les règles de la maison (docs/adr/0022).
insert into outils.regle (famille, code, unite, valeur, du, au, texte, source)
select 'conservation', code, 'JOURS', jours, du, au, texte, source from garde.duree_conservation order by code, du;

-- Ce qu'un passage a effacé garde la version de la durée qui l'a fait effacer ; deux, s'il a couru un soir où elle changeait.
alter table garde.passage_compte add column regle_id bigint;
update garde.passage_compte c set regle_id = r.id
  from garde.passage_conservation p, outils.regle r
 where p.id = c.passage_id and r.famille = 'conservation' and r.code = c.code and r.pour = ''
   and r.du <= outils.jour(p.lance_le) and (r.au is null or r.au > outils.jour(p.lance_le));
comment on column garde.passage_compte.regle_id is 'La version de la durée (outils.regle) ; nulle si aucune ne valait quand le passage a été repris';
alter table garde.passage_compte drop constraint passage_compte_pkey;
alter table garde.passage_compte add constraint uq_passage_compte_par_version unique nulls not distinct (passage_id, code, regle_id);

drop table garde.duree_conservation;
