-- Les millésimes de la carte : ce qui disparaît se ferme et dit qui lui succède, rien ne s'efface.
alter table annuaire.region add column millesime_fin int, add column successeur text references annuaire.region;
alter table annuaire.departement add column millesime_fin int;
alter table annuaire.epci add column millesime_fin int, add column successeur text references annuaire.epci;
alter table annuaire.commune add column millesime_fin int, add column successeur text references annuaire.commune;
comment on column annuaire.commune.millesime is 'Le premier millésime chargé qui la connaît';
comment on column annuaire.commune.millesime_fin is 'Le premier millésime qui ne la connaît plus ; nul tant qu''elle existe';
alter table annuaire.epci add constraint ck_epci_successeur_si_disparu check (successeur is null or millesime_fin is not null);
alter table annuaire.commune add constraint ck_commune_successeur_si_disparue check (successeur is null or millesime_fin is not null);
-- Une commune nouvelle peut reprendre le SIREN de celle qu'elle remplace : il n'est à elle seule que parmi celles qui existent.
alter table annuaire.commune drop constraint commune_siren_key;
create unique index uq_commune_siren_parmi_les_actuelles on annuaire.commune (siren) where millesime_fin is null;

alter table annuaire.collectivite add column close_le date, add column successeur_id bigint references annuaire.collectivite;
comment on column annuaire.collectivite.close_le is 'Le premier jour où elle n''est plus un employeur ; elle garde ses agents, ses bulletins et ses attestations';
alter table annuaire.collectivite
  add constraint ck_collectivite_successeur_si_close check ((successeur_id is null) = (close_le is null)),
  add constraint ck_collectivite_pas_son_propre_successeur check (successeur_id <> id);
create index ix_collectivite_successeur on annuaire.collectivite (successeur_id) where successeur_id is not null;

-- Chaque paquet déposé : essayé, puis peut-être appliqué. Un rapport appliqué ne change plus.
create table annuaire.millesime (
  id          bigint generated always as identity primary key,
  annee       int  not null constraint ck_millesime_annee check (annee between 2019 and 2100),
  version     text not null constraint ck_millesime_version check (version ~ '^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$'),
  source      text not null,
  empreinte   text not null,
  etat        text not null constraint ck_millesime_etat check (etat in ('ESSAYE', 'APPLIQUE')),
  depose_le   timestamptz not null default clock_timestamp(),
  depose_par  text not null,
  applique_le timestamptz,
  applique_par text,
  duree_ms    int not null,
  communes    int not null,
  paquet      bytea,
  constraint ck_millesime_applique_par_quelqu_un check ((etat = 'APPLIQUE') = (applique_le is not null and applique_par is not null)),
  constraint ck_millesime_paquet_garde_jusqu_a_l_application check (etat = 'APPLIQUE' or paquet is not null)
);
comment on column annuaire.millesime.empreinte is 'SHA-256 de l''archive ; « livrée » pour la carte livrée avec l''application';
create unique index uq_millesime_essai_par_archive on annuaire.millesime (empreinte) where etat = 'ESSAYE';

create table annuaire.millesime_ligne (
  millesime_id bigint not null references annuaire.millesime on delete cascade,
  rang         int    not null,
  genre        text   not null constraint ck_millesime_ligne_genre check (genre ~ '^[A-Z_]{3,40}$'),
  departement  text,
  code         text,
  nom          text   not null,
  detail       text   not null,
  agents       int    not null default 0,
  primary key (millesime_id, rang)
);
comment on column annuaire.millesime_ligne.agents is 'Combien d''agents connus ce changement touche';

create function annuaire.refuser_de_recrire_un_millesime() returns trigger language plpgsql as $$
begin
  if old.etat = 'APPLIQUE' then
    raise exception 'Un millésime appliqué ne se récrit pas';
  end if;
  return coalesce(new, old);
end $$;
create trigger tr_millesime_applique_intouchable before update or delete on annuaire.millesime
  for each row execute function annuaire.refuser_de_recrire_un_millesime();

insert into annuaire.millesime (annee, version, source, empreinte, etat, depose_par, applique_le, applique_par, duree_ms, communes)
select 2026, '6.0.0', 'Carte livrée avec l''application', 'livrée', 'APPLIQUE', 'traitement automatique', clock_timestamp(), 'traitement automatique', 0, count(*)
  from annuaire.commune having count(*) > 0;

-- Les régions d'avant le 1er janvier 2016 (loi n° 2015-29 du 16 janvier 2015), dont d'anciennes délégations portent le nom.
create function annuaire.regions_d_avant_2016() returns void language sql as $$
  insert into annuaire.region (code, nom, zone, millesime, millesime_fin, successeur)
  select v.code, v.nom, 'metro', 1970, 2016, v.successeur
    from (values ('22', 'Picardie', '32'), ('23', 'Haute-Normandie', '28'), ('25', 'Basse-Normandie', '28'), ('26', 'Bourgogne', '27'),
                 ('31', 'Nord-Pas-de-Calais', '32'), ('43', 'Franche-Comté', '27'), ('54', 'Poitou-Charentes', '75'), ('72', 'Aquitaine', '75'),
                 ('73', 'Midi-Pyrénées', '76'), ('74', 'Limousin', '75'), ('91', 'Languedoc-Roussillon', '76')) as v (code, nom, successeur)
    join annuaire.region r on r.code = v.successeur
  on conflict (code) do nothing
$$;
select annuaire.regions_d_avant_2016();

-- Les structures du CNFPT, chacune de son premier à son dernier jour.
alter table annuaire.structure
  add column du date,
  add column au date,
  add column parente_id bigint references annuaire.structure,
  add column successeur_id bigint references annuaire.structure,
  add column source text,
  drop constraint structure_region_key,
  drop constraint ck_structure_type,
  add constraint ck_structure_type check (type in ('DELEGATION', 'INSTITUT', 'ANTENNE', 'POLE')),
  add constraint ck_structure_nom check (length(btrim(nom)) between 3 and 120),
  add constraint ck_structure_code check (code ~ '^[A-Z0-9-]{2,20}$'),
  add constraint ck_structure_periode check (au > du),
  add constraint ck_structure_parente_des_antennes_et_poles check ((type in ('ANTENNE', 'POLE')) = (parente_id is not null)),
  add constraint ck_structure_successeur_si_fermee check (successeur_id is null or au is not null),
  add constraint ck_structure_pas_son_propre_successeur check (successeur_id <> id),
  add constraint ex_structure_une_delegation_par_region_et_par_jour exclude using gist (region with =, daterange(du, au, '[)') with &&);
comment on column annuaire.structure.du is 'Nul : ouverte depuis une date que nous ne connaissons pas';
comment on column annuaire.structure.au is 'Exclue : le premier jour où elle n''existe plus';
comment on column annuaire.structure.source is 'D''où l''on tient ses dates et sa succession';
create index ix_structure_parente on annuaire.structure (parente_id) where parente_id is not null;

create function annuaire.delegations_d_avant_2021() returns void language sql as $$
  update annuaire.structure s set du = date '2021-01-01', source = 'Loi n° 2019-828 du 6 août 2019, art. 50 : 29 délégations deviennent 18 au 1er janvier 2021'
   where s.code in ('ARA', 'BFC', 'GES', 'HDF', 'IDF', 'NOR', 'NAQ', 'OCC') and s.du is null;
  insert into annuaire.structure (code, nom, type, region, ville, au, successeur_id, source)
  select v.code, 'Délégation ' || r.nom, 'DELEGATION', v.region, v.ville, date '2021-01-01', s.id, v.source
    from (values ('NPC', '31', 'Lille', 'HDF', 'La fiche du CNFPT sur les plans mutualisés la nomme ; fin : loi n° 2019-828, art. 50'),
                 ('PIC', '22', 'Amiens', 'HDF', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('MPY', '73', 'Toulouse', 'OCC', 'Le document 2018-2019 du CNFPT la nomme ; fin : loi n° 2019-828, art. 50'),
                 ('LRO', '91', 'Montpellier', 'OCC', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('AQU', '72', 'Bordeaux', 'NAQ', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('LIM', '74', 'Limoges', 'NAQ', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('POC', '54', 'Poitiers', 'NAQ', 'Nommée par le président du CNFPT en 2020 ; fin : loi n° 2019-828, art. 50'),
                 ('BNO', '25', 'Caen', 'NOR', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('HNO', '23', 'Rouen', 'NOR', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('BOU', '26', 'Dijon', 'BFC', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50'),
                 ('FCO', '43', 'Besançon', 'BFC', 'Choix : une délégation par ancienne région ; fin : loi n° 2019-828, art. 50')) as v (code, region, ville, successeur, source)
    join annuaire.region r on r.code = v.region join annuaire.structure s on s.code = v.successeur
  on conflict (code) do nothing
$$;
select annuaire.delegations_d_avant_2021();

-- La délégation qui tient une région aujourd'hui : la sienne, ou celle qui a succédé à la sienne.
create function annuaire.delegation_de(r text) returns bigint language sql stable as $$
  with recursive suite as (
    (select id, successeur_id, au, 0 as n from annuaire.structure where region = r and type = 'DELEGATION' order by au desc nulls first limit 1)
    union all
    select t.id, t.successeur_id, t.au, n + 1 from suite join annuaire.structure t on t.id = suite.successeur_id where suite.au <= current_date)
  select id from suite where au is null or au > current_date order by n desc limit 1
$$;
