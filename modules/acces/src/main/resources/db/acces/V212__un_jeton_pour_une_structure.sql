-- Un jeton vaut pour une collectivité, pour une délégation ou un institut, ou, sans l'une ni l'autre, pour le siège (docs/adr/0046).
alter table acces.compte
  drop constraint ck_compte_portee,
  add constraint ck_compte_portee check (case role
    when 'AGENT' then agent_id is not null and collectivite_id is not null
    when 'RESPONSABLE' then agent_id is not null and collectivite_id is not null
    when 'GESTIONNAIRE_RH' then collectivite_id is not null
    when 'PARTENAIRE' then num_nonnulls(collectivite_id, structure_id) <= 1
    when 'DELEGATION' then structure_id is not null
    when 'FORMATEUR' then structure_id is not null
    else collectivite_id is null and structure_id is null end);
