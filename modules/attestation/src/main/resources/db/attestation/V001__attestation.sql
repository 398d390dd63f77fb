-- La preuve : ce que chacun a suivi, les règles datées qui en tirent des heures, les attestations délivrées.
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;

create table attestation.regle_preuve (
  id     bigint generated always as identity primary key,
  code   text not null,
  valeur numeric(8, 2) not null constraint ck_regle_valeur_positive check (valeur >= 0),
  du     date not null,
  au     date,
  texte  text not null,
  source text not null,
  constraint ck_regle_finit_apres_son_debut check (au >= du),
  constraint ex_regle_une_seule_par_code_et_par_jour exclude using gist (code with =, daterange(du, au, '[]') with &&)
);
comment on table attestation.regle_preuve is 'Une règle ne se modifie pas : on ferme la ligne (au) et on en ouvre une autre';

insert into attestation.regle_preuve (code, valeur, du, texte, source) values
  ('heures_par_jour', 6, '2018-01-01', 'Un jour de formation en présence vaut 6 heures.',
   'CNFPT, Les dispositifs de formation 2018-2019'),
  ('part_suivie_minimale', 50, '2018-01-01', 'La partie à distance compte pour sa durée fixée si au moins 50 % en ont été suivis.',
   'CNFPT, Les dispositifs de formation 2018-2019'),
  ('demi_journee_communaute', 0.5, '2018-01-01', 'La communauté de stage ajoute une demi-journée, sous réserve de connexion.',
   'CNFPT, Les dispositifs de formation 2018-2019'),
  ('connexion_communaute', 1, '2018-01-01', 'Il faut au moins une connexion datée, entre l''ouverture de la communauté et sa fermeture.',
   'Lecture de « sous réserve de connexion » retenue dans IEL (choix c)'),
  ('webinaire_synchrone', 1, '2018-01-01', 'Une heure de webinaire suivie en direct vaut 1 heure.',
   'CNFPT, Les dispositifs de formation 2018-2019'),
  ('webinaire_asynchrone', 2, '2018-01-01', 'Une heure de webinaire suivie en différé vaut 2 heures.',
   'CNFPT, Les dispositifs de formation 2018-2019, « asynchrone 1h = 2h » lu ainsi (choix a)'),
  ('distance_seule_perdue', 1, '2018-01-01', 'Sous 50 % de suivi, seule la part à distance est perdue s''il y a du présentiel suivi.',
   'Lecture du silence du texte retenue dans IEL (choix b)'),
  ('modalite_sans_attestation', 0, '2018-01-01', 'Un webinaire isolé, une e-communauté et un MOOC de FUN ne donnent pas d''attestation du CNFPT.',
   'CNFPT, Les dispositifs de formation 2018-2019');

create table attestation.suivi (
  id            bigint generated always as identity primary key,
  bulletin_id   bigint not null constraint uq_suivi_par_bulletin unique,
  session_id    bigint not null,
  structure_id  bigint not null,
  agent_id      bigint not null,
  present       boolean not null,
  jours_suivis  numeric(5, 2) not null constraint ck_suivi_jours_positifs check (jours_suivis >= 0),
  part_distance numeric(5, 2) constraint ck_suivi_part_entre_0_et_100 check (part_distance between 0 and 100),
  webinaire     text constraint ck_suivi_webinaire check (webinaire in ('SYNCHRONE', 'ASYNCHRONE')),
  saisi_par     text not null,
  saisi_le      timestamptz not null,
  examine_le    timestamptz,
  motif_refus   text,
  version       int not null,
  constraint ck_suivi_absent_sans_jour check (present or jours_suivis = 0),
  constraint ck_suivi_refus_examine check (motif_refus is null or examine_le is not null)
);
comment on column attestation.suivi.part_distance is 'Nulle : rien n''a été suivi par la plateforme, ce qui n''est pas 0 %';
create index ix_suivi_session on attestation.suivi (session_id);
create index ix_suivi_a_delivrer on attestation.suivi (structure_id, session_id) where present and examine_le is null;

create sequence attestation.numero_seq;

create table attestation.attestation (
  id              bigint generated always as identity primary key,
  numero          text not null constraint uq_attestation_numero unique
                    constraint ck_attestation_numero_lisible check (numero ~ '^[0-9]{4}-[A-Z0-9]{2,12}-[0-9]{6,}$'),
  jeton           text not null constraint uq_attestation_jeton unique
                    constraint ck_attestation_jeton_de_128_bits check (jeton ~ '^[A-Za-z0-9_-]{22,}$'),
  bulletin_id     bigint not null,
  session_id      bigint not null,
  agent_id        bigint not null,
  collectivite_id bigint not null,
  structure_id    bigint not null,
  nom             text not null,
  employeur       text not null,
  organisateur    text not null,
  intitule        text not null,
  modalite        text not null,
  debut           date not null,
  fin             date not null,
  lieu            text not null,
  heures          numeric(6, 2) not null constraint ck_attestation_credite_des_heures check (heures > 0),
  regles_au       date not null,
  emise_le        timestamptz not null,
  emise_par       text not null,
  revoquee_le     timestamptz,
  revoquee_par    text,
  motif           text,
  constraint ck_attestation_revoquee_avec_motif
    check ((revoquee_le is null) = (motif is null) and (revoquee_le is null) = (revoquee_par is null))
);
-- Une attestation révoquée peut être refaite ; deux en vigueur pour un bulletin, jamais.
create unique index uq_attestation_en_vigueur_par_bulletin on attestation.attestation (bulletin_id) where revoquee_le is null;
create index ix_attestation_agent on attestation.attestation (agent_id, emise_le desc);
create index ix_attestation_collectivite on attestation.attestation (collectivite_id, emise_le desc);
create index ix_attestation_structure on attestation.attestation (structure_id, emise_le desc);
create index ix_attestation_session on attestation.attestation (session_id);

create table attestation.ligne (
  attestation_id bigint not null references attestation.attestation,
  rang           int not null,
  libelle        text not null,
  heures         numeric(6, 2) not null,
  regle          text not null,
  source         text not null,
  depuis         date not null,
  primary key (attestation_id, rang)
);

-- Ce qui est attesté est figé : seule la révocation s'y ajoute, une fois.
create function attestation.figer() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.revoquee_le is not null
     or (to_jsonb(new) - array['revoquee_le', 'revoquee_par', 'motif']) <> (to_jsonb(old) - array['revoquee_le', 'revoquee_par', 'motif']) then
    raise exception 'une attestation délivrée est figée' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tr_attestation_figee before update or delete on attestation.attestation for each row execute function attestation.figer();

create function attestation.figer_ligne() returns trigger language plpgsql as $$
begin
  raise exception 'le détail d''une attestation délivrée est figé' using errcode = 'check_violation';
end $$;
create trigger tr_ligne_figee before update or delete on attestation.ligne for each row execute function attestation.figer_ligne();
