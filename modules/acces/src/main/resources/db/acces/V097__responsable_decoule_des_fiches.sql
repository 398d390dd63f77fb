-- La qualité de responsable découle des fiches (docs/adr/0027) : la qualité d'agent suffit, dont le rôle devient RESPONSABLE tant qu'une
-- fiche du même employeur nomme cet agent comme N+1. Pour chaque agent, une seule qualité reste : celle que quelqu'un tient d'abord, celle
-- d'agent ensuite. Les autres finissent, et leur numéro dit toujours qui a agi.
create temporary table restante on commit drop as
  select distinct on (agent_id) agent_id, id from acces.compte
   where role in ('AGENT', 'RESPONSABLE') and au is null
   order by agent_id, personne_id is null, role <> 'AGENT', id;
update acces.connexion x set compte_id = r.id, collectivite_id = null
  from acces.compte c join restante r on r.agent_id = c.agent_id
 where c.id = x.compte_id and c.role = 'RESPONSABLE' and c.au is null and c.id <> r.id;
update acces.compte c set au = now() from restante r
 where r.agent_id = c.agent_id and c.au is null and c.role in ('AGENT', 'RESPONSABLE') and c.id <> r.id;
update acces.compte c set role = 'AGENT' where c.role = 'RESPONSABLE' and c.au is null;
-- Une seule qualité ouverte par agent (uq_compte_actif_par_agent_et_role) : elle ne peut plus se partager entre deux personnes.
alter table acces.compte drop constraint ex_compte_un_poste_une_personne;
alter table acces.compte add constraint ck_compte_responsable_decoule_des_fiches check (role <> 'RESPONSABLE' or au is not null);

-- Où l'on entre quand rien ne dit la qualité : là où l'on était.
alter table acces.personne add column derniere_qualite bigint references acces.compte on delete set null;
comment on column acces.personne.derniere_qualite is 'La dernière choisie ou prise à l''entrée ; elle ne donne aucun droit';
