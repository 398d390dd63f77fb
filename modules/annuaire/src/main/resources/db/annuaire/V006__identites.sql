-- L'identité tenue par un fournisseur (ProConnect) et le compte qu'elle ouvre : la clé est (émetteur, sujet), rien d'autre.
create table annuaire.identite_externe (
  id        bigint generated always as identity primary key,
  emetteur  text not null,
  sujet     text not null,
  compte_id bigint not null references annuaire.compte,
  reliee_le timestamptz not null default clock_timestamp(),
  vue_le    timestamptz not null default clock_timestamp(),
  constraint uq_identite_externe_un_seul_compte unique (emetteur, sujet),
  constraint uq_identite_externe_une_par_compte_et_emetteur unique (emetteur, compte_id)
);
comment on table annuaire.identite_externe is 'Ni courriel ni SIRET : ils changent, et aucun ne donne un droit';
