-- Le journal des actes : chaque ligne porte l'empreinte de la précédente ; une ligne changée ou ôtée rompt la chaîne.
create table annuaire.journal (
  numero               bigint primary key,
  le                   timestamptz not null,
  action               text not null constraint ck_journal_action check (action ~ '^[a-z-]{3,60}$'),
  objet                text not null,
  detail               text not null,
  auteur               text not null,
  auteur_compte_id     bigint not null,
  collectivite_id      bigint,
  structure_id         bigint,
  empreinte_precedente text not null,
  empreinte            text not null unique
);
comment on column annuaire.journal.collectivite_id is 'La collectivité que l''acte concerne, qui peut le lire ; pas de clé étrangère, le journal survit à ce qu''il raconte';
create index ix_journal_collectivite on annuaire.journal (collectivite_id, numero desc) where collectivite_id is not null;

-- La tête de la chaîne : sa seule ligne, verrouillée par qui écrit, met les actes en file sans trou.
create table annuaire.journal_tete (
  seule     boolean primary key default true constraint ck_journal_tete_seule check (seule),
  numero    bigint not null,
  empreinte text not null
);
insert into annuaire.journal_tete values (true, 0, repeat('0', 64));

create function annuaire.empreinte_du_journal(l annuaire.journal) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(l.empreinte_precedente, l.numero,
      to_char(l.le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), l.action, l.objet, l.detail, l.auteur, l.auteur_compte_id,
      l.collectivite_id, l.structure_id)::text, 'UTF8')), 'hex')
$$;

create function annuaire.enchainer_le_journal() returns trigger language plpgsql as $$
begin
  update annuaire.journal_tete set numero = numero + 1 returning numero, empreinte into new.numero, new.empreinte_precedente;
  new.le := clock_timestamp();
  new.empreinte := annuaire.empreinte_du_journal(new);
  update annuaire.journal_tete set empreinte = new.empreinte;
  return new;
end $$;
create trigger tr_journal_enchaine before insert on annuaire.journal for each row execute function annuaire.enchainer_le_journal();

create function annuaire.refuser_de_recrire() returns trigger language plpgsql as $$
begin
  raise exception 'Le journal ne se récrit pas';
end $$;
create trigger tr_journal_inalterable before update or delete or truncate on annuaire.journal
  for each statement execute function annuaire.refuser_de_recrire();

-- Ce qui touche à la sécurité : gardé un an au plus (CNIL, délibération 2021-122), donc hors de la chaîne.
create table annuaire.evenement_securite (
  id        bigint generated always as identity primary key,
  le        timestamptz not null default clock_timestamp(),
  genre     text not null constraint ck_evenement_securite_genre check (genre ~ '^[a-z-]{3,60}$'),
  compte_id bigint,
  adresse   text,
  detail    text not null
);
create index ix_evenement_securite_le on annuaire.evenement_securite (le desc);

-- La mutualisation : une collectivité confie ses inscriptions à une autre, ou à son centre de gestion ; une seule à la fois.
create extension if not exists btree_gist with schema public;
create table annuaire.rattachement (
  id              bigint generated always as identity primary key,
  collectivite_id bigint not null references annuaire.collectivite,
  gestionnaire_id bigint not null references annuaire.collectivite,
  debut           date not null,
  fin             date,
  motif           text not null,
  constraint ck_rattachement_pas_a_soi check (collectivite_id <> gestionnaire_id),
  constraint ck_rattachement_dates check (fin is null or fin >= debut),
  constraint ex_rattachement_un_seul_a_la_fois exclude using gist
    (collectivite_id with =, daterange(debut, fin, '[)') with &&)
);
comment on column annuaire.rattachement.fin is 'Exclue : le premier jour où le rattachement ne vaut plus';
create index ix_rattachement_gestionnaire on annuaire.rattachement (gestionnaire_id);

-- Ce qui part : écrit dans la transaction de l'acte, envoyé ensuite.
create table annuaire.courrier (
  id           bigint generated always as identity primary key,
  depose_le    timestamptz not null default clock_timestamp(),
  destinataire text not null,
  objet        text not null,
  texte        text not null,
  collectivite_id bigint,
  essais       int not null default 0,
  essayer_le   timestamptz not null default clock_timestamp(),
  parti_le     timestamptz,
  abandonne_le timestamptz,
  erreur       text
);
create index ix_courrier_a_envoyer on annuaire.courrier (essayer_le) where parti_le is null and abandonne_le is null;
