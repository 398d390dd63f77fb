-- Ce que l'annuaire donne à lire aux modules au-dessus de lui (docs/adr/0016). Une vue simple, que le planificateur déplie :
-- sa liste de colonnes est un contrat, comme une interface de l'api ; le reste des tables est à l'annuaire seul.
create view annuaire.collectivite_publiee as
  select id, siren, nom, cle, nature, departement, population, structure_id, operationnelle_le from annuaire.collectivite;

create view annuaire.structure_publiee as
  select id, code, nom from annuaire.structure;

create view annuaire.agent_publie as
  select id, collectivite_id, matricule, nom, prenom, courriel, parti_le, modifie_le, efface_le from annuaire.agent;

comment on view annuaire.collectivite_publiee is 'Pour acces et garde ; cle est celle de annuaire.cle_recherche';
comment on view annuaire.structure_publiee is 'Pour acces';
comment on view annuaire.agent_publie is 'Pour acces et garde ; garde verrouille par elle la fiche qu''elle fait effacer';
