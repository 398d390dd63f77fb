-- Au-dessus du compte, la personne (docs/adr/0027). Une ligne de compte devient une qualité : un rôle dans une portée, de quand à quand,
-- donnée par qui ; son numéro ne change pas, et dit donc toujours qui a agi, et en quelle qualité. La personne entre par un ou
-- plusieurs moyens. Une qualité sans personne attend d'être prise : une invitation. Celle d'un partenaire n'en a jamais.
create table acces.personne (
  id       bigint generated always as identity primary key,
  courriel text,
  sessions int not null default 0,
  cree_le  timestamptz not null default now()
);
comment on table acces.personne is 'Qui se connecte. Son nom, ses qualités le disent';
comment on column acces.personne.courriel is 'Où part le lien d''un mot de passe oublié ; elle seule l''a choisi ou prouvé. Celui d''une qualité vient de l''employeur';
comment on column acces.personne.sessions is 'Change quand toutes ses connexions doivent tomber';
create index ix_personne_courriel on acces.personne (lower(courriel)) where courriel is not null;

create table acces.moyen (
  id             bigint generated always as identity primary key,
  personne_id    bigint not null references acces.personne on delete cascade,
  identifiant    text not null constraint uq_moyen_identifiant unique
                 constraint ck_moyen_identifiant check (identifiant ~ '^[a-z0-9._@-]{2,80}$'),
  empreinte      text not null,
  a_changer      boolean not null default false,
  echecs         int not null default 0,
  bloque_jusqu_a timestamptz,
  cree_le        timestamptz not null default now()
);
comment on table acces.moyen is 'Un identifiant et son mot de passe. Deux comptes réunis en laissent deux à la personne, qui valent tous les deux';
comment on column acces.moyen.empreinte is 'PBKDF2';
create index ix_moyen_personne on acces.moyen (personne_id);

alter table acces.compte
  add column personne_id bigint references acces.personne on delete set null,
  add column au timestamptz,
  add column donnee_par bigint references acces.compte on delete set null;

-- Les comptes ouverts d'un même agent, que l'employeur a tous ouverts pour lui, sont une seule personne. Un compte fermé garde la sienne :
-- son mot de passe n'ouvre rien de plus qu'avant.
alter table acces.personne add column qui text;
create temporary table ancien on commit drop as
  select id, case when actif and agent_id is not null then 'agent ' || agent_id else 'compte ' || id end as qui
    from acces.compte c
   where role <> 'PARTENAIRE' and (empreinte is not null or exists (select 1 from acces.identite_externe i where i.compte_id = c.id));
insert into acces.personne (qui, courriel, sessions, cree_le)
  select a.qui, (array_agg(c.courriel order by c.id) filter (where c.courriel is not null))[1], max(c.sessions), min(c.cree_le)
    from ancien a join acces.compte c on c.id = a.id group by a.qui order by min(c.id);
update acces.compte c set personne_id = p.id from ancien a join acces.personne p on p.qui = a.qui where a.id = c.id;
alter table acces.personne drop column qui;

insert into acces.moyen (personne_id, identifiant, empreinte, a_changer, echecs, bloque_jusqu_a, cree_le)
  select personne_id, identifiant, empreinte, a_changer, echecs, bloque_jusqu_a, cree_le
    from acces.compte where empreinte is not null and personne_id is not null order by id;

alter table acces.identite_externe add column personne_id bigint references acces.personne on delete cascade;
update acces.identite_externe i set personne_id = c.personne_id from acces.compte c where c.id = i.compte_id;
delete from acces.identite_externe where personne_id is null;
alter table acces.identite_externe
  alter column personne_id set not null,
  drop column compte_id,
  add constraint uq_identite_externe_une_seule_personne unique (emetteur, sujet),
  drop constraint uq_identite_externe_un_seul_compte;
create index ix_identite_externe_personne on acces.identite_externe (personne_id);

alter table acces.connexion
  add column personne_id bigint references acces.personne on delete cascade,
  add column moyen_id bigint references acces.moyen on delete set null;
update acces.connexion x set personne_id = p.id, version = p.sessions, moyen_id = m.id
  from acces.compte c join acces.personne p on p.id = c.personne_id left join acces.moyen m on m.identifiant = c.identifiant
 where c.id = x.compte_id and c.sessions = x.version;
delete from acces.connexion where personne_id is null;
alter table acces.connexion alter column personne_id set not null;
create index ix_connexion_personne on acces.connexion (personne_id);
comment on column acces.connexion.compte_id is 'La qualité choisie en dernier : celle d''une page dont l''adresse ne dit rien';
comment on column acces.connexion.moyen_id is 'Par quoi elle s''est ouverte ; nul : par un fournisseur d''identité';
comment on column acces.connexion.version is 'Ce que portait personne.sessions à l''ouverture : quand il change, la connexion ne vaut plus';

alter table acces.lien add column moyen_id bigint references acces.moyen on delete cascade;
update acces.lien l set moyen_id = m.id from acces.compte c join acces.moyen m on m.identifiant = c.identifiant
 where c.id = l.compte_id and l.usage = 'MOT_DE_PASSE';
comment on column acces.lien.moyen_id is 'Le moyen dont il change le mot de passe ; nul pour une invitation';

-- Quand une qualité fermée l'a été, seul le journal le sait : au plus tard aujourd'hui.
update acces.compte set au = now() where not actif;
drop view acces.compte_publie;
alter table acces.compte
  drop column actif, drop column empreinte, drop column a_changer, drop column echecs, drop column bloque_jusqu_a, drop column sessions;
alter table acces.compte
  add column actif boolean generated always as (au is null) stored,
  add constraint ck_compte_partenaire_sans_personne check (role <> 'PARTENAIRE' or personne_id is null),
  -- Un poste n'est à la fois qu'à une personne.
  add constraint ex_compte_un_poste_une_personne exclude using gist (agent_id with =, personne_id with <>) where (au is null);
create index ix_compte_personne on acces.compte (personne_id) where personne_id is not null;
create unique index uq_compte_actif_par_agent_et_role on acces.compte (agent_id, role) where agent_id is not null and au is null;
create unique index uq_compte_ouvert_par_personne_role_et_portee on acces.compte
  (personne_id, role, coalesce(collectivite_id, 0), coalesce(structure_id, 0), coalesce(agent_id, 0)) where personne_id is not null and au is null;
comment on table acces.compte is 'Une qualité : ce qu''une personne peut être ici, un rôle dans une portée (docs/adr/0027)';
comment on column acces.compte.identifiant is 'Son nom court et unique, dans les listes ; l''identifiant proposé à qui la prend. On se connecte par celui d''un moyen';
comment on column acces.compte.courriel is 'Où l''employeur écrit à qui la tient';
comment on column acces.compte.personne_id is 'Nulle : personne ne l''a encore prise, ou c''est celle d''un partenaire';
comment on column acces.compte.au is 'Quand elle a été fermée ; nulle : elle court depuis cree_le';
comment on column acces.compte.donnee_par is 'La qualité de qui l''a donnée ; nulle : le démarrage, une adhésion, ou avant qu''on le note';

create view acces.compte_publie as
  select id, identifiant, nom, agent_id, courriel, actif, personne_id from acces.compte;
comment on view acces.compte_publie is 'Pour garde : le nom d''un auteur d''acte, les adresses et les qualités d''un agent, la personne derrière';
