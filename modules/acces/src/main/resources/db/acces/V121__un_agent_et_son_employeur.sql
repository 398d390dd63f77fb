-- Une qualité, un intérim, une déclaration de statut partagé nomment un agent et un employeur : c'est le sien (docs/adr/0037). Ce qui en
-- nommait un autre, que seul un ordre écrit à la main a pu laisser, rejoint celui de l'agent et ne court plus.
update acces.compte c set collectivite_id = a.collectivite_id, au = coalesce(c.au, now())
  from annuaire.agent_publie a where a.id = c.agent_id and c.collectivite_id is distinct from a.collectivite_id;
update acces.statut_partage s set collectivite_id = a.collectivite_id, retire_le = coalesce(s.retire_le, greatest(now(), s.declare_le))
  from annuaire.agent_publie a where a.id = s.agent_id and s.collectivite_id <> a.collectivite_id and s.avec_id <> a.collectivite_id;
delete from acces.statut_partage s using annuaire.agent_publie a where a.id = s.agent_id and s.collectivite_id <> a.collectivite_id;
delete from acces.interim i using annuaire.agent_publie a
 where a.id in (i.titulaire_id, i.suppleant_id) and i.collectivite_id <> a.collectivite_id;
update acces.adhesion x set compte_id = null from acces.compte c where c.id = x.compte_id and c.collectivite_id is distinct from x.collectivite_id;

alter table acces.compte
  drop constraint compte_agent_id_fkey,
  add constraint ck_compte_agent_avec_son_employeur check (agent_id is null or collectivite_id is not null),
  add constraint fk_compte_d_un_agent_de_cet_employeur foreign key (agent_id, collectivite_id) references annuaire.agent (id, collectivite_id),
  add constraint uq_compte_et_son_employeur unique (id, collectivite_id);
alter table acces.statut_partage
  drop constraint statut_partage_agent_id_fkey,
  add constraint fk_statut_partage_d_un_agent_de_cet_employeur foreign key (agent_id, collectivite_id) references annuaire.agent (id, collectivite_id);
alter table acces.interim
  drop constraint interim_titulaire_id_fkey,
  drop constraint interim_suppleant_id_fkey,
  add constraint fk_interim_titulaire_de_cet_employeur foreign key (titulaire_id, collectivite_id) references annuaire.agent (id, collectivite_id),
  add constraint fk_interim_suppleant_de_cet_employeur foreign key (suppleant_id, collectivite_id) references annuaire.agent (id, collectivite_id);
alter table acces.adhesion
  drop constraint adhesion_compte_id_fkey,
  add constraint fk_adhesion_compte_de_cet_employeur foreign key (compte_id, collectivite_id) references acces.compte (id, collectivite_id);
