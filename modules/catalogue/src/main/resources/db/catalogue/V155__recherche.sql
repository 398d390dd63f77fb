-- La recherche plein texte : un mot vaut ses accents, ses pluriels et ses accords ; l'intitulé pèse plus que la spécialité, qui
-- pèse plus que les objectifs et le public, qui pèsent plus que le contenu.
create text search configuration catalogue.francais (copy = pg_catalog.french);
alter text search configuration catalogue.francais
  alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with public.unaccent, pg_catalog.french_stem;

create text search configuration catalogue.exact (copy = pg_catalog.simple);
alter text search configuration catalogue.exact
  alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with public.unaccent, pg_catalog.simple;

create function catalogue.texte(poids "char", s text) returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('catalogue.francais', translate(coalesce(s, ''), '/’', '  ')), poids)
$$;
comment on function catalogue.texte("char", text) is 'Une barre oblique ferait lire un chemin de fichier, une apostrophe courbe un mot entier';

create function catalogue.racines(s text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(lexeme, ' ' order by positions[1]), '') from unnest(to_tsvector('catalogue.francais', translate(s, '/’', '  ')))
$$;
comment on function catalogue.racines(text) is 'Les mots qui comptent, réduits à leur racine, dans leur ordre';

-- Les mots des stages et des villes : un mot qui n'y est pas est une faute, un sigle ou un début.
create table catalogue.mot (
  mot    text primary key,
  racine text not null
);
create index ix_mot_racine on catalogue.mot (racine);
create index ix_mot_proche on catalogue.mot using gin (mot public.gin_trgm_ops);
create table catalogue.ville (
  ville     text primary key,
  recherche tsvector not null generated always as (catalogue.texte('A', ville)) stored
);

create function catalogue.retenir(textes text[]) returns void language sql as $$
  insert into catalogue.mot (mot, racine)
  select m, r[1]
    from (select distinct m from unnest(textes) as t(x) cross join lateral unnest(string_to_array(outils.lettres(x), ' ')) as u(m)
           where length(m) between 2 and 40) as d
   cross join lateral tsvector_to_array(to_tsvector('catalogue.francais', m)) as l(r)
   where r[1] is not null
      on conflict do nothing
$$;

alter table catalogue.stage add column recherche tsvector, add column exacts tsvector;
create function catalogue.indexer_stage() returns trigger language plpgsql as $$
begin
  new.recherche := catalogue.texte('A', new.intitule)
    || setweight(array_to_tsvector(array[lower(new.code)]), 'B')
    || catalogue.texte('B', (select libelle from catalogue.specialite where code = new.specialite))
    || catalogue.texte('C', new.objectifs || ' ' || new.public_vise) || catalogue.texte('D', new.contenu);
  new.exacts := setweight(to_tsvector('catalogue.exact', translate(new.intitule, '/’', '  ')), 'A')
    || setweight(to_tsvector('catalogue.exact', (select libelle from catalogue.specialite where code = new.specialite)), 'B');
  return new;
end $$;
create trigger indexer before insert or update of code, intitule, specialite, objectifs, public_vise, contenu on catalogue.stage
  for each row execute function catalogue.indexer_stage();
create function catalogue.retenir_stages() returns trigger language plpgsql as $$
begin
  perform catalogue.retenir((select array_agg(concat_ws(' ', intitule, objectifs, public_vise, contenu)) from nouveaux));
  return null;
end $$;
create trigger retenir_crees after insert on catalogue.stage referencing new table as nouveaux
  for each statement execute function catalogue.retenir_stages();
create trigger retenir_changes after update on catalogue.stage referencing new table as nouveaux
  for each statement execute function catalogue.retenir_stages();

create function catalogue.indexer_specialite() returns trigger language plpgsql as $$
begin
  perform catalogue.retenir(array[new.libelle]);
  update catalogue.stage set specialite = specialite where specialite = new.code;
  return null;
end $$;
create trigger indexer after insert or update of libelle on catalogue.specialite
  for each row execute function catalogue.indexer_specialite();

create function catalogue.retenir_villes() returns trigger language plpgsql as $$
begin
  insert into catalogue.ville (ville) select distinct coalesce(ville, 'à distance') from nouvelles on conflict do nothing;
  return null;
end $$;
create trigger retenir_publiees after insert on catalogue.session referencing new table as nouvelles
  for each statement execute function catalogue.retenir_villes();
create trigger retenir_changees after update on catalogue.session referencing new table as nouvelles
  for each statement execute function catalogue.retenir_villes();
create function catalogue.retenir_mots_de_ville() returns trigger language plpgsql as $$
begin
  perform catalogue.retenir(array[new.ville]);
  return null;
end $$;
create trigger retenir after insert on catalogue.ville for each row execute function catalogue.retenir_mots_de_ville();

update catalogue.stage set intitule = intitule;
alter table catalogue.stage alter column recherche set not null, alter column exacts set not null;
select catalogue.retenir((select array_agg(libelle) from catalogue.specialite));
insert into catalogue.ville (ville) select distinct coalesce(ville, 'à distance') from catalogue.session;
create index ix_stage_recherche on catalogue.stage using gin (recherche);

-- Ce que lit une page du catalogue avant ses vingt lignes, sans ouvrir la table : les sessions à venir, jamais celles d'avant.
create index ix_stage_facettes on catalogue.stage (id) include (modalite, nature, specialite);
create index ix_session_a_venir on catalogue.session (fin) include (id, stage_id, structure_id, formateur_compte_id, debut, cloture, fuseau, etat, ville, code_insee);
alter table catalogue.session drop column cle;

-- Les mots que le siège dit équivalents : qui cherche le terme trouve aussi l'équivalent, dès le jour dit et jusqu'au retrait.
create table catalogue.synonyme (
  id         bigint generated always as identity primary key,
  terme      text not null constraint ck_synonyme_terme check (length(btrim(terme)) between 2 and 60),
  equivalent text not null constraint ck_synonyme_equivalent check (length(btrim(equivalent)) between 2 and 120),
  racines    text not null generated always as (catalogue.racines(terme)) stored,
  ajoute_le  timestamptz not null default now(),
  retire_le  timestamptz constraint ck_synonyme_retire_apres check (retire_le >= ajoute_le)
);
create unique index uq_synonyme_en_vigueur on catalogue.synonyme (racines, outils.lettres(equivalent)) where retire_le is null;
insert into catalogue.synonyme (terme, equivalent) values
  ('excel', 'tableur'), ('calc', 'tableur'), ('tableau croisé', 'tableur'), ('bureautique', 'tableur'),
  ('marchés', 'marchés publics'), ('marchés', 'commande publique'), ('appel d''offres', 'marchés publics'), ('achat public', 'commande publique'), ('MAPA', 'marché à procédure adaptée'), ('DCE', 'dossier de consultation'),
  ('ATSEM', 'écoles maternelles'), ('PM', 'police municipale'), ('PM', 'policier municipal'), ('police', 'policier municipal'), ('ASVP', 'police municipale'),
  ('PLUi', 'plan local d''urbanisme intercommunal'), ('PLU', 'plan local d''urbanisme'), ('ADS', 'autorisations d''urbanisme'), ('permis de construire', 'autorisations d''urbanisme'), ('ZAN', 'sobriété foncière'),
  ('VAE', 'validation des acquis'), ('TMS', 'troubles musculo-squelettiques'), ('DSN', 'déclaration sociale nominative'), ('salaires', 'paie'),
  ('CFU', 'compte financier unique'), ('SIG', 'système d''information géographique'), ('cartographie', 'système d''information géographique'),
  ('PCS', 'plan communal de sauvegarde'), ('ERP', 'établissements recevant du public'), ('DUERP', 'document unique'), ('PCAET', 'plan climat-air-énergie'),
  ('GEMAPI', 'milieux aquatiques'), ('RH', 'ressources humaines'), ('RGPD', 'protection des données'), ('RSE', 'clauses sociales'),
  ('FIA', 'formation d''intégration'), ('CHSCT', 'formation spécialisée'), ('FSSSCT', 'formation spécialisée'), ('PSC1', 'premiers secours'), ('SST', 'premiers secours'), ('secourisme', 'premiers secours'),
  ('PCC', 'poste de commandement'), ('CCAS', 'aides facultatives'), ('AIPR', 'proximité des réseaux'),
  ('management', 'encadrer'), ('management', 'responsable d''équipe'), ('encadrement', 'responsable d''équipe'),
  ('petite enfance', 'moins de trois ans'), ('petite enfance', 'jeunes enfants'), ('crèche', 'moins de trois ans'), ('périscolaire', 'pause méridienne'),
  ('médiathèque', 'bibliothèque'), ('cantine', 'restauration scolaire'), ('cuisine', 'restauration'), ('phytosanitaires', 'pesticides'), ('zéro phyto', 'sans pesticides'),
  ('illettrisme', 'lire, écrire et compter'), ('déneigement', 'viabilité hivernale'), ('neige', 'viabilité hivernale'), ('salage', 'viabilité hivernale'),
  ('ménage', 'nettoyer'), ('entretien des locaux', 'nettoyer'), ('jardin', 'espaces verts'), ('violence conjugale', 'violences au sein du couple'), ('violence conjugale', 'violences intrafamiliales'),
  ('voirie', 'chaussée'), ('piscine', 'aquatique'), ('obsèques', 'funéraire'), ('informatique', 'numérique'), ('ordinateur', 'numérique');
select catalogue.retenir((select array_agg(terme) from catalogue.synonyme));
create function catalogue.retenir_termes() returns trigger language plpgsql as $$
begin
  perform catalogue.retenir(array[new.terme]);
  return null;
end $$;
create trigger retenir after insert on catalogue.synonyme for each row execute function catalogue.retenir_termes();
