-- Les cadres d'emplois, datés ; la fiche de l'agent ; l'import à blanc ; de quoi chercher vite.
create extension if not exists pg_trgm with schema public;

-- Le même nom au singulier et au pluriel, accents et « territorial » ôtés : c'est ainsi que les fichiers les écrivent.
create function annuaire.cle_cadre_emplois(s text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(regexp_replace(regexp_replace(m, 'aux$', 'al'), '[sx]$', ''), ' ' order by n), '')
    from unnest(regexp_split_to_array(annuaire.cle_recherche(s), '[^a-z0-9]+')) with ordinality as mots(m, n)
   where m not in ('', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'territorial', 'territoriale', 'territoriales', 'territoriaux')
$$;

create table annuaire.cadre_emplois (
  id         bigint generated always as identity primary key,
  filiere    text not null constraint ck_cadre_emplois_filiere check (filiere in ('Administrative', 'Technique', 'Culturelle', 'Sportive',
               'Animation', 'Sociale', 'Médico-sociale', 'Police municipale', 'Incendie et secours')),
  nom        text not null,
  categorie  text not null constraint ck_cadre_emplois_categorie check (categorie in ('A', 'B', 'C')),
  decret     text constraint ck_cadre_emplois_decret check (decret ~ '^[0-9]{2,4}-[0-9]+$'),
  valable_du date not null,
  valable_au date,
  source     text not null,
  cle        text generated always as (annuaire.cle_cadre_emplois(nom)) stored,
  constraint ck_cadre_emplois_dates check (valable_au > valable_du),
  constraint uq_cadre_emplois_et_categorie unique (id, categorie),
  constraint ex_cadre_emplois_une_categorie_a_la_fois exclude using gist (cle with =, daterange(valable_du, valable_au, '[)') with &&)
);
comment on table annuaire.cadre_emplois is
  'Les cadres d''emplois territoriaux ; aucun code, il n''en existe pas de public. decret : celui du statut particulier, nul quand nous n''en avons pas le numéro de source certaine. valable_du : l''effet du texte quand nous le connaissons, sinon le 1er janvier suivant son année. valable_au : exclu.';

insert into annuaire.cadre_emplois (filiere, nom, categorie, decret, valable_du, valable_au, source)
select filiere, nom, categorie, decret, coalesce(du, make_date((case when split_part(decret, '-', 1)::int > 1900 then 0 else 1900 end)
         + split_part(decret, '-', 1)::int + 1, 1, 1)), au,
       coalesce('Décret n° ' || decret || ' portant statut particulier', 'Liste des cadres d''emplois territoriaux, numéro de décret non repris')
  from (values
    ('Administrative', 'Administrateurs territoriaux', 'A', '87-1097', null::date, null::date),
    ('Administrative', 'Attachés territoriaux', 'A', '87-1099', null, null),
    ('Administrative', 'Secrétaires de mairie', 'A', '87-1103', null, null),
    ('Administrative', 'Rédacteurs territoriaux', 'B', '2012-924', date '2012-08-01', null),
    ('Administrative', 'Adjoints administratifs territoriaux', 'C', '2006-1690', date '2007-01-01', null),
    ('Technique', 'Ingénieurs en chef territoriaux', 'A', '2016-200', date '2016-03-01', null),
    ('Technique', 'Ingénieurs territoriaux', 'A', '2016-201', date '2016-03-01', null),
    ('Technique', 'Techniciens territoriaux', 'B', '2010-1357', date '2010-12-01', null),
    ('Technique', 'Agents de maîtrise territoriaux', 'C', '88-547', null, null),
    ('Technique', 'Adjoints techniques territoriaux', 'C', '2006-1691', date '2007-01-01', null),
    ('Technique', 'Adjoints techniques territoriaux des établissements d''enseignement', 'C', '2007-913', null, null),
    ('Culturelle', 'Conservateurs territoriaux du patrimoine', 'A', '91-839', null, null),
    ('Culturelle', 'Conservateurs territoriaux de bibliothèques', 'A', '91-841', null, null),
    ('Culturelle', 'Attachés territoriaux de conservation du patrimoine', 'A', '91-843', null, null),
    ('Culturelle', 'Bibliothécaires territoriaux', 'A', '91-845', null, null),
    ('Culturelle', 'Directeurs d''établissements territoriaux d''enseignement artistique', 'A', '91-855', null, null),
    ('Culturelle', 'Professeurs territoriaux d''enseignement artistique', 'A', '91-857', null, null),
    ('Culturelle', 'Assistants territoriaux de conservation du patrimoine et des bibliothèques', 'B', '2011-1642', date '2011-12-01', null),
    ('Culturelle', 'Assistants territoriaux d''enseignement artistique', 'B', '2012-437', date '2012-04-01', null),
    ('Culturelle', 'Adjoints territoriaux du patrimoine', 'C', '2006-1692', date '2007-01-01', null),
    ('Sportive', 'Conseillers territoriaux des activités physiques et sportives', 'A', '92-364', null, null),
    ('Sportive', 'Éducateurs territoriaux des activités physiques et sportives', 'B', '2011-605', date '2011-06-01', null),
    ('Sportive', 'Opérateurs territoriaux des activités physiques et sportives', 'C', '92-368', null, null),
    ('Animation', 'Animateurs territoriaux', 'B', '2011-558', date '2011-06-01', null),
    ('Animation', 'Adjoints territoriaux d''animation', 'C', '2006-1693', date '2007-01-01', null),
    ('Sociale', 'Conseillers territoriaux socio-éducatifs', 'A', '2013-489', null, null),
    ('Sociale', 'Assistants territoriaux socio-éducatifs', 'B', '92-843', null, date '2019-02-01'),
    ('Sociale', 'Assistants territoriaux socio-éducatifs', 'A', '2017-901', date '2019-02-01', null),
    ('Sociale', 'Éducateurs territoriaux de jeunes enfants', 'B', '95-31', null, date '2019-02-01'),
    ('Sociale', 'Éducateurs territoriaux de jeunes enfants', 'A', '2017-902', date '2019-02-01', null),
    ('Sociale', 'Moniteurs-éducateurs et intervenants familiaux territoriaux', 'B', '2013-490', null, null),
    ('Sociale', 'Agents territoriaux spécialisés des écoles maternelles', 'C', '92-850', null, null),
    ('Sociale', 'Agents sociaux territoriaux', 'C', '92-849', null, null),
    ('Médico-sociale', 'Médecins territoriaux', 'A', '92-851', null, null),
    ('Médico-sociale', 'Psychologues territoriaux', 'A', '92-853', null, null),
    ('Médico-sociale', 'Sages-femmes territoriales', 'A', '92-855', null, null),
    ('Médico-sociale', 'Biologistes, vétérinaires et pharmaciens territoriaux', 'A', '92-867', null, null),
    ('Médico-sociale', 'Cadres territoriaux de santé paramédicaux', 'A', '2016-336', date '2016-04-01', null),
    ('Médico-sociale', 'Puéricultrices territoriales', 'A', '2014-923', null, null),
    ('Médico-sociale', 'Infirmiers territoriaux en soins généraux', 'A', '2012-1420', date '2013-01-01', null),
    ('Médico-sociale', 'Infirmiers territoriaux', 'B', '92-861', null, null),
    ('Médico-sociale', 'Techniciens paramédicaux territoriaux', 'B', '2013-262', null, null),
    ('Médico-sociale', 'Masseurs-kinésithérapeutes, psychomotriciens et orthophonistes territoriaux', 'A', null, date '2020-10-01', null),
    ('Médico-sociale', 'Pédicures-podologues, ergothérapeutes, orthoptistes et manipulateurs d''électroradiologie médicale territoriaux', 'A', null, date '2020-10-01', null),
    ('Médico-sociale', 'Auxiliaires de puériculture territoriaux', 'C', '92-865', null, date '2022-01-01'),
    ('Médico-sociale', 'Auxiliaires de puériculture territoriaux', 'B', '2021-1882', date '2022-01-01', null),
    ('Médico-sociale', 'Aides-soignants territoriaux', 'B', '2021-1881', date '2022-01-01', null),
    ('Médico-sociale', 'Auxiliaires de soins territoriaux', 'C', '92-866', null, null),
    ('Police municipale', 'Directeurs de police municipale', 'A', '2006-1392', null, null),
    ('Police municipale', 'Chefs de service de police municipale', 'B', '2011-444', null, null),
    ('Police municipale', 'Agents de police municipale', 'C', '2006-1391', null, null),
    ('Police municipale', 'Gardes champêtres', 'C', '94-731', null, null),
    ('Incendie et secours', 'Conception et direction des sapeurs-pompiers professionnels', 'A', null, date '2017-01-01', null),
    ('Incendie et secours', 'Capitaines, commandants et lieutenants-colonels de sapeurs-pompiers professionnels', 'A', null, date '2017-01-01', null),
    ('Incendie et secours', 'Médecins et pharmaciens de sapeurs-pompiers professionnels', 'A', '2016-1236', null, null),
    ('Incendie et secours', 'Cadres de santé de sapeurs-pompiers professionnels', 'A', null, date '2017-01-01', null),
    ('Incendie et secours', 'Infirmiers de sapeurs-pompiers professionnels', 'A', null, date '2017-01-01', null),
    ('Incendie et secours', 'Lieutenants de sapeurs-pompiers professionnels', 'B', '2012-522', date '2012-05-01', null),
    ('Incendie et secours', 'Sous-officiers de sapeurs-pompiers professionnels', 'C', '2012-521', date '2012-05-01', null),
    ('Incendie et secours', 'Sapeurs et caporaux de sapeurs-pompiers professionnels', 'C', '2012-520', date '2012-05-01', null)
  ) as c (filiere, nom, categorie, decret, du, au);

-- La fiche : le cadre d'emplois s'accorde à la catégorie par la clé elle-même ; qui a écrit, quand ; le départ.
alter table annuaire.agent
  add column cadre_emplois_id bigint,
  add column parti_le date,
  add column modifie_le timestamptz not null default clock_timestamp(),
  add column modifie_par text not null default 'reprise';
comment on column annuaire.agent.parti_le is 'Le premier jour où il n''est plus là : il n''est plus inscriptible, son histoire reste';
update annuaire.agent a set cadre_emplois_id = c.id
  from annuaire.cadre_emplois c
 where c.cle = annuaire.cle_cadre_emplois(a.cadre_emplois) and c.categorie = a.categorie and c.valable_au is null;
update annuaire.agent set cadre_emplois = null where cadre_emplois_id is not null;
comment on column annuaire.agent.cadre_emplois is 'Ce qui fut saisi avant la table des cadres d''emplois et n''a pu en être rapproché ; plus jamais écrit';
alter table annuaire.agent
  add constraint fk_agent_cadre_emplois_de_sa_categorie foreign key (cadre_emplois_id, categorie) references annuaire.cadre_emplois (id, categorie),
  add constraint ck_agent_un_seul_cadre_emplois check (cadre_emplois_id is null or cadre_emplois is null);

-- Chercher parmi des millions : d'abord par le début du nom, dans sa collectivité, sans lire la table.
create index ix_agent_cle on annuaire.agent (collectivite_id, cle text_pattern_ops) include (id, parti_le);
create index ix_collectivite_cle_trigrammes on annuaire.collectivite using gin (cle gin_trgm_ops);

create function annuaire.motifs(q text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg('%' || replace(replace(m, '\', '\\'), '_', '\_') || '%'), array['%'])
    from unnest(string_to_array(replace(annuaire.cle_recherche(coalesce(q, '')), '%', ''), ' ')) as mots(m) where m <> ''
$$;
comment on function annuaire.motifs(text) is 'Chaque mot cherché, où qu''il soit ; tous doivent y être';

create function annuaire.debut(q text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(btrim(annuaire.cle_recherche(coalesce(q, ''))), '%', ''), '\', '\\'), '_', '\_') || '%'
$$;

-- Un N+1 est de la même collectivité, et l'on ne remonte jamais à soi. Trente niveaux au plus [nous] : au-delà, c'est un cercle ou une erreur.
create function annuaire.refuser_le_cercle() returns trigger language plpgsql as $$
declare
  fautif text;
begin
  -- Deux transactions qui se croisent (A sous B, B sous A) passent l'une après l'autre ; la seconde voit la première.
  perform pg_advisory_xact_lock(hashtextextended('annuaire.agent.responsable', c)) from
    (select distinct collectivite_id as c from nouvelles where responsable_id is not null order by 1) as touchees;
  -- Une recherche par clé et par ligne, quoi que croie le planificateur d'une table de transition dont il ne sait rien.
  select n.matricule into fautif from nouvelles n where n.responsable_id is not null
     and n.collectivite_id <> (select r.collectivite_id from annuaire.agent r where r.id = n.responsable_id) limit 1;
  if fautif is not null then
    raise exception 'Le responsable de % est d''une autre collectivité', fautif using errcode = 'check_violation', constraint = 'ck_agent_responsable_de_la_collectivite';
  end if;
  with recursive montee (depart, haut, niveau) as (
    select n.id, n.responsable_id, 1 from nouvelles n where n.responsable_id is not null
    union all
    select m.depart, a.responsable_id, m.niveau + 1
      from montee m cross join lateral (select s.responsable_id from annuaire.agent s where s.id = m.haut offset 0) as a
     where a.responsable_id is not null and m.haut <> m.depart and m.niveau < 30)
  select (select a.matricule from annuaire.agent a where a.id = m.depart) into fautif from montee m where m.haut = m.depart or m.niveau = 30 limit 1;
  if fautif is not null then
    raise exception 'Les responsables de % forment un cercle', fautif using errcode = 'check_violation', constraint = 'ck_agent_responsables_sans_cercle';
  end if;
  return null;
end $$;
create trigger tr_agent_responsables_a_la_creation after insert on annuaire.agent
  referencing new table as nouvelles for each statement execute function annuaire.refuser_le_cercle();
create trigger tr_agent_responsables_au_changement after update on annuaire.agent
  referencing new table as nouvelles for each statement execute function annuaire.refuser_le_cercle();

-- L'import à blanc : un fichier lu, comparé, puis confirmé ou abandonné. LOT : un envoi écrit aussitôt, par l'écran ou l'API.
create table annuaire.import (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null references annuaire.collectivite,
  fichier         text not null,
  taille          bigint not null,
  lecture         text,
  colonnes        text[] not null default '{}',
  ignorees        text[] not null default '{}',
  etat            text not null constraint ck_import_etat check (etat in
                    ('LECTURE', 'ESSAI', 'CONFIRMATION', 'CONFIRME', 'ABANDONNE', 'REFUSE', 'INTERROMPU', 'LOT')),
  octets          bigint not null default 0,
  lignes          int not null default 0,
  crees           int not null default 0,
  changes         int not null default 0,
  inchanges       int not null default 0,
  refuses         int not null default 0,
  entre_temps     int not null default 0,
  motif           text,
  par             text not null,
  par_compte_id   bigint not null,
  cree_le         timestamptz not null default now(),
  avance_le       timestamptz not null default clock_timestamp(),
  compare_le      timestamptz,
  fini_le         timestamptz
);
comment on column annuaire.import.entre_temps is 'Combien de lignes portent sur un agent changé par un autre depuis l''essai précédent';
create unique index uq_import_un_seul_a_la_fois on annuaire.import (collectivite_id) where etat in ('LECTURE', 'ESSAI', 'CONFIRMATION');
create index ix_import_collectivite on annuaire.import (collectivite_id, id desc);

-- Sans clé vers import : cent mille vérifications pour une valeur que l'on vient d'écrire ; la purge ôte les deux ensemble.
create table annuaire.import_ligne (
  import_id        bigint not null,
  ligne            int not null,
  matricule        text,
  nom              text,
  prenom           text,
  courriel         text,
  metier           text,
  service          text,
  categorie        text,
  cadre_emplois    text,
  responsable      text,
  parti_le         date,
  sort             text constraint ck_import_ligne_sort check (sort in ('CREE', 'CHANGE', 'INCHANGE', 'REFUSE')),
  agent_id         bigint,
  agent_version    int,
  cadre_emplois_id bigint,
  responsable_id   bigint,
  entre_temps      boolean not null default false,
  primary key (import_id, ligne)
);

create table annuaire.import_refus (
  import_id bigint not null,
  ligne     int not null,
  code      text not null,
  colonne   text not null,
  valeur    text,
  regle     text not null
);
create index ix_import_refus on annuaire.import_refus (import_id, ligne);
