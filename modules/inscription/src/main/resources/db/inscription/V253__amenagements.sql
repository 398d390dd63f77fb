-- Le besoin d'un aménagement, en raison d'un handicap : écrit par la personne, lu du seul référent handicap que la délégation désigne, et dit au
-- formateur dans les seuls mots dont les deux sont convenus. Une donnée de santé : elle ne va dans aucune autre table, et ne survit pas à la session.
create table inscription.referent_handicap (
  structure_id bigint primary key,
  compte_id    bigint not null,
  designe_le   timestamptz not null,
  designe_par  bigint not null
);
comment on table inscription.referent_handicap is 'Qui lit les besoins d''aménagement d''une structure : une personne, et elle seule (docs/adr/0050)';

create table inscription.amenagement (
  bulletin_id bigint primary key references inscription.bulletin,
  besoin      text not null constraint ck_amenagement_besoin check (length(btrim(besoin)) between 3 and 2000),
  ecrit_le    timestamptz not null,
  reponse     text constraint ck_amenagement_reponse check (length(btrim(reponse)) between 3 and 2000),
  repondu_le  timestamptz,
  a_dire      text constraint ck_amenagement_a_dire check (length(btrim(a_dire)) between 3 and 500),
  accepte     boolean,
  accepte_le  timestamptz,
  constraint ck_amenagement_reponse_datee check ((reponse is null) = (repondu_le is null)),
  constraint ck_amenagement_on_ne_dit_qu_apres_reponse check (a_dire is null or reponse is not null),
  constraint ck_amenagement_accord_sur_un_texte check (accepte is null or a_dire is not null),
  constraint ck_amenagement_accord_date check ((accepte is null) = (accepte_le is null))
);
comment on column inscription.amenagement.a_dire is 'Ce que le référent propose de dire au formateur ; il ne le lit que si accepte est vrai';
