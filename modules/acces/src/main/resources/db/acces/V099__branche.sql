-- Un gestionnaire RH, ou référent formation, peut ne répondre que d'une branche de l'arbre des services (docs/adr/0033).
alter table acces.compte
  add column branche text,
  add constraint ck_compte_branche_d_un_gestionnaire check (branche is null or role = 'GESTIONNAIRE_RH'),
  add constraint ck_compte_branche_chemin check (branche !~ '(^|>)\s*(>|$)');
comment on column acces.compte.branche is 'Le chemin de service dont il répond, et tout ce qui est en dessous ; nulle : toute la collectivité';
drop index acces.uq_compte_ouvert_par_personne_role_et_portee;
create unique index uq_compte_ouvert_par_personne_role_et_portee on acces.compte
  (personne_id, role, coalesce(collectivite_id, 0), coalesce(structure_id, 0), coalesce(agent_id, 0), coalesce(branche, ''))
  where personne_id is not null and au is null;
