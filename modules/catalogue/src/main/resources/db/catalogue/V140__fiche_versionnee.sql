-- La fiche d'un stage a des versions : celle en vigueur reste dans catalogue.stage, chacune est gardée ici, intouchable. Une session garde
-- celle sous laquelle elle est publiée ; sa convocation et son attestation en lisent donc l'intitulé, la durée, le contenu.
alter table catalogue.stage
  add column situations              text,
  add column competences             text,
  add column methodes                text,
  add column evaluation              text,
  add column moyens                  text,
  add column sequencement            text,
  add column conditions_attestation  text,
  add column acces                   text,
  add column repas                   text,
  add column hebergement             text,
  add column assistance_technique    text,
  add column assistance_pedagogique  text,
  add column tarif                   numeric(8, 2) constraint ck_stage_tarif_positif check (tarif > 0),
  add column itineraire              text,
  add column itineraire_rang         int,
  add column version                 int not null default 1,
  add column depuis                  timestamptz not null default now(),
  add column publiee_par             text not null default 'Repris de la fiche d''avant les versions',
  add column retire_le               timestamptz,
  add column retire_par              text,
  add column motif_retrait           text,
  add constraint ck_stage_tarif_d_un_payant check (payant or tarif is null),
  add constraint ck_stage_itineraire_et_rang check ((itineraire is null) = (itineraire_rang is null) and itineraire_rang between 1 and 99),
  add constraint ck_stage_retire_avec_motif check ((retire_le is null) = (motif_retrait is null) and (retire_le is null) = (retire_par is null)),
  drop constraint ck_stage_nature,
  add constraint ck_stage_nature check (nature in ('INTEGRATION', 'PROFESSIONNALISATION', 'FPPE', 'FPTLC', 'FPPR', 'PERFECTIONNEMENT',
    'PREPARATION_CONCOURS', 'FORMATION_PERSONNELLE', 'ILLETTRISME'));
comment on column catalogue.stage.tarif is 'Par stagiaire et par jour, en euros ; nul si la cotisation le paie, ou si rien ne l''a encore dit';
comment on column catalogue.stage.itineraire is 'La suite de stages où il a sa place, la rang-ième';

create table catalogue.stage_version (
  stage_id                bigint not null references catalogue.stage,
  version                 int not null,
  depuis                  timestamptz not null,
  publiee_par             text not null,
  code                    text not null,
  intitule                text not null,
  specialite              text not null,
  modalite                text not null,
  nature                  text not null,
  type                    text not null,
  presentiel_jours        numeric(5, 2) not null,
  distance_heures         numeric(5, 2) not null,
  webinaire_isole         boolean not null,
  marque_blanche          boolean not null,
  payant                  boolean not null,
  tarif                   numeric(8, 2),
  itineraire              text,
  itineraire_rang         int,
  objectifs               text not null,
  public_vise             text not null,
  prerequis               text,
  situations              text,
  competences             text,
  contenu                 text not null,
  methodes                text,
  evaluation              text,
  moyens                  text,
  sequencement            text,
  conditions_attestation  text,
  acces                   text,
  repas                   text,
  hebergement             text,
  assistance_technique    text,
  assistance_pedagogique  text,
  primary key (stage_id, version)
);
comment on table catalogue.stage_version is 'Chaque fiche qui a valu, telle qu''elle a été publiée : on y ajoute, on n''y change rien';

-- Un document, et non une ligne de catalogue.stage : une fonction qui nomme la table l'obligerait à naître avant les fonctions dont elle dépend,
-- et une sauvegarde ne se restaurerait plus.
create function catalogue.fiche_de(s jsonb) returns catalogue.stage_version language sql stable as $$
  select jsonb_populate_record(null::catalogue.stage_version, s || jsonb_build_object('stage_id', s -> 'id'))
$$;

-- Toute écriture de la fiche fait une version : nul ne peut l'oublier, ni un chargement, ni un import.
create function catalogue.numeroter_la_fiche() returns trigger language plpgsql as $$
declare
  avant catalogue.stage_version := catalogue.fiche_de(to_jsonb(old));
  apres catalogue.stage_version := catalogue.fiche_de(to_jsonb(new));
begin
  apres.version := avant.version;
  apres.depuis := avant.depuis;
  apres.publiee_par := avant.publiee_par;
  if apres is distinct from avant then
    new.version := old.version + 1;
    if new.depuis = old.depuis then
      new.depuis := now();
    end if;
  else
    new.version := old.version;
    new.depuis := old.depuis;
    new.publiee_par := old.publiee_par;
  end if;
  return new;
end $$;
create trigger tr_stage_numerote before update on catalogue.stage for each row execute function catalogue.numeroter_la_fiche();

create function catalogue.garder_la_fiche() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.version <> old.version then
    insert into catalogue.stage_version select (catalogue.fiche_de(to_jsonb(new))).*;
  end if;
  return null;
end $$;
create trigger tr_stage_garde after insert or update on catalogue.stage for each row execute function catalogue.garder_la_fiche();

create function catalogue.fiche_intouchable() returns trigger language plpgsql as $$
begin
  raise exception 'une version de fiche ne se récrit pas' using errcode = 'check_violation';
end $$;
create trigger tr_stage_version_intouchable before update or delete on catalogue.stage_version
  for each row execute function catalogue.fiche_intouchable();
create trigger tr_stage_version_ne_se_vide_pas before truncate on catalogue.stage_version
  for each statement execute function catalogue.fiche_intouchable();

-- Les stages d'avant : ce qu'ils sont aujourd'hui est leur première version, et celle de leurs sessions.
insert into catalogue.stage_version select (catalogue.fiche_de(to_jsonb(s))).* from catalogue.stage s;
alter table catalogue.stage alter column publiee_par set default 'Chargement';

alter table catalogue.session add column stage_version int;
update catalogue.session set stage_version = 1;
alter table catalogue.session alter column stage_version set not null,
  add constraint fk_session_fiche foreign key (stage_id, stage_version) references catalogue.stage_version (stage_id, version);
comment on column catalogue.session.stage_version is 'La version de la fiche sous laquelle elle est publiée : elle la garde';

create function catalogue.fiche_de_la_session() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    select version into new.stage_version from catalogue.stage where id = new.stage_id;
  elsif new.stage_id <> old.stage_id or new.stage_version <> old.stage_version then
    raise exception 'une session garde la fiche sous laquelle elle est publiée' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tr_session_garde_sa_fiche before insert or update on catalogue.session
  for each row execute function catalogue.fiche_de_la_session();

-- Ce qui s'écrit avant d'être publié. Rien n'y est exigé, sinon d'être d'une fiche, ou d'aucune encore.
create table catalogue.stage_brouillon (
  id            bigint generated always as identity primary key,
  stage_id      bigint constraint uq_brouillon_par_stage unique references catalogue.stage,
  sur_version   int,
  fiche         jsonb not null,
  modifie_le    timestamptz not null,
  modifie_par   text not null,
  revision      int not null default 1,
  constraint ck_brouillon_part_d_une_version check ((stage_id is null) = (sur_version is null))
);
comment on column catalogue.stage_brouillon.sur_version is 'La version en vigueur quand on a commencé : si une autre a paru depuis, on ne l''écrase pas';

-- Ce que l'on doit lire avant de s'inscrire : une règle par mention, datée, que le siège peut lever (0) ou remettre (1).
insert into outils.regle (famille, code, unite, valeur, du, texte, source)
select 'fiche', m.code, 'NOMBRE', 1, '2023-08-01', 'La fiche dit ' || m.quoi || '.', 'Arrêté du 1er août 2023, informations dues avant l''inscription'
  from (values
    ('situations', 'les situations professionnelles auxquelles le stage prépare'),
    ('competences', 'les compétences visées'),
    ('public_vise', 'le public'),
    ('prerequis', 'les prérequis, ou qu''il n''y en a pas'),
    ('contenu', 'le programme'),
    ('moyens', 'les modalités pédagogiques et les outils'),
    ('sequencement', 'la suite des séquences, quand il y en a plusieurs'),
    ('conditions_attestation', 'à quelles conditions l''attestation est délivrée'),
    ('acces', 'en présence, comment on accède au lieu'),
    ('repas', 'en présence, comment se prennent les repas'),
    ('hebergement', 'en présence, comment on se loge'),
    ('assistance_technique', 'à distance, quelle assistance technique on trouve'),
    ('assistance_pedagogique', 'à distance, quelle assistance pédagogique on trouve')) as m(code, quoi);
