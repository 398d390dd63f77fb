-- Qui est connecté : ce que le témoin du navigateur désigne, gardé par son empreinte. N'importe quelle instance le lit.
create table acces.connexion (
  empreinte       text primary key constraint ck_connexion_empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
  compte_id       bigint not null references acces.compte on delete cascade,
  version         int not null,
  collectivite_id bigint,
  jeton_identite  text,
  ouverte_le      timestamptz not null,
  vue_le          timestamptz not null,
  expire_le       timestamptz not null,
  constraint ck_connexion_expire_apres_son_ouverture check (expire_le > ouverte_le)
);
comment on table acces.connexion is 'Une ligne par connexion ouverte ; gardée quelques jours après son expiration, pour rendre un formulaire à qui se reconnecte';
comment on column acces.connexion.version is 'Ce que portait compte.sessions à l''ouverture : quand il change, la connexion ne vaut plus';
comment on column acces.connexion.collectivite_id is 'La collectivité rattachée pour laquelle on agit ; nulle : la sienne';
comment on column acces.connexion.jeton_identite is 'Le jeton d''identité du fournisseur, à lui rendre à la sortie';
create index ix_connexion_compte on acces.connexion (compte_id);
create index ix_connexion_expire on acces.connexion (expire_le);

-- Ce qu'un visiteur a en route quand il n'est pas encore connecté : l'aller chez le fournisseur d'identité et son retour.
create table acces.passage (
  empreinte text primary key constraint ck_passage_empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
  contenu   jsonb not null constraint ck_passage_contenu_objet check (jsonb_typeof(contenu) = 'object'),
  expire_le timestamptz not null
);
create index ix_passage_expire on acces.passage (expire_le);
