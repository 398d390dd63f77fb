-- Ce qu'un poste dit de plus (docs/adr/0028) : chaque colonne est lue par une règle ou un document, qu'on y nomme.
alter table annuaire.agent
  add column nom_naissance text constraint ck_agent_nom_naissance check (length(btrim(nom_naissance)) between 1 and 100),
  add column sexe text constraint ck_agent_sexe check (sexe in ('F', 'H')),
  add column statut text constraint ck_agent_statut check (statut in
    ('STAGIAIRE', 'TITULAIRE', 'CONTRACTUEL', 'APPRENTI', 'EMPLOI_AIDE', 'ASSISTANT_MATERNEL', 'ASSISTANT_FAMILIAL', 'SAISONNIER')),
  add column statut_depuis date,
  add column grade text constraint ck_agent_grade check (length(btrim(grade)) between 1 and 150),
  add column grade_depuis date,
  add column entree_fpt date,
  add column responsabilite_depuis date,
  add column quotite numeric constraint ck_agent_quotite_d_un_temps_plein check (quotite > 0 and quotite <= 100 and scale(quotite) <= 2),
  add column residence text references annuaire.commune,
  add column arrive_le date;
comment on column annuaire.agent.nom_naissance is 'Celui des attestations et des diplômes ; nom est celui d''usage';
comment on column annuaire.agent.grade_depuis is 'La date de nomination dans le grade';
comment on column annuaire.agent.entree_fpt is 'L''entrée dans la fonction publique territoriale, chez un employeur ou un autre';
comment on column annuaire.agent.responsabilite_depuis is 'La dernière prise de poste à responsabilité';
comment on column annuaire.agent.quotite is 'En pour cent d''un temps plein, pour ce poste ; le cumul est celui de la personne';
comment on column annuaire.agent.residence is 'La commune de résidence administrative ; elle reste si la commune disparaît';
comment on column annuaire.agent.arrive_le is 'Le premier jour de ce poste ; parti_le, le premier où il n''est plus là';

alter table annuaire.agent alter column categorie drop not null;
alter table annuaire.agent
  add constraint ck_agent_sans_categorie_selon_le_statut check (categorie is not null
    or statut is not null and statut in ('APPRENTI', 'EMPLOI_AIDE', 'ASSISTANT_MATERNEL', 'ASSISTANT_FAMILIAL')),
  -- La clé vers le cadre d'emplois ne se juge pas quand la catégorie manque.
  add constraint ck_agent_sans_categorie_sans_cadre_d_emplois check (categorie is not null or cadre_emplois_id is null),
  add constraint ck_agent_statut_depuis_avec_un_statut check (statut_depuis is null or statut is not null),
  add constraint ck_agent_grade_depuis_avec_un_grade check (grade_depuis is null or grade is not null),
  add constraint ck_agent_entre_avant_son_statut check (statut_depuis >= entree_fpt),
  add constraint ck_agent_entre_avant_sa_nomination check (grade_depuis >= entree_fpt),
  add constraint ck_agent_entre_avant_d_encadrer check (responsabilite_depuis >= entree_fpt),
  add constraint ck_agent_entre_avant_ce_poste check (arrive_le >= entree_fpt),
  add constraint ck_agent_arrive_avant_de_partir check (parti_le > arrive_le);

-- Un service est un chemin : « Direction > Service ». Ce qui était écrit ainsi à la main prend la même forme.
update annuaire.agent set service = nullif(btrim(regexp_replace(regexp_replace(service, '(\s*>\s*)+', ' > ', 'g'), '^ > | > $', '', 'g')), '')
 where service like '%>%';
alter table annuaire.agent add constraint ck_agent_service_chemin check (service !~ '(^|>)\s*(>|$)');
comment on column annuaire.agent.service is 'Du plus grand au plus petit, séparés par « > »';

alter table annuaire.import_ligne
  add column nom_naissance text,
  add column sexe text,
  add column statut text,
  add column statut_depuis date,
  add column grade text,
  add column grade_depuis date,
  add column entree_fpt date,
  add column responsabilite_depuis date,
  add column quotite numeric,
  add column residence text,
  add column arrive_le date;

-- Une commune se choisit par son nom, et un fichier la nomme.
create index ix_commune_nom on annuaire.commune (outils.lettres(nom) text_pattern_ops) where millesime_fin is null;
