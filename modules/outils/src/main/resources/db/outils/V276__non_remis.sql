-- Un courriel que son destinataire n'a pas eu : refusé par le serveur de messagerie, ou revenu plus tard (docs/adr/0056).
alter table outils.envoi add column retour uuid not null default gen_random_uuid() constraint uq_envoi_retour unique;
comment on column outils.envoi.retour is 'Ce que porte l''adresse où revient un avis de non-remise : connu du seul serveur de messagerie';
create table outils.non_remis (
  cle     uuid primary key,
  adresse text not null,
  objet   text not null,
  revenu  boolean not null,
  raison  text not null,
  le      timestamptz not null
);
comment on table outils.non_remis is 'Les courriels qui ne sont pas arrivés, et pourquoi';
comment on column outils.non_remis.cle is 'Celle de l''envoi, qui peut n''être plus là';
comment on column outils.non_remis.revenu is 'Vrai : parti, puis revenu ; faux : jamais parti';
create index ix_non_remis_adresse on outils.non_remis (lower(adresse), le desc);
create index ix_non_remis_le on outils.non_remis (le);
insert into outils.non_remis (cle, adresse, objet, revenu, raison, le)
select cle, destinataire, objet, false, erreur, abandonne_le from outils.envoi where abandonne_le is not null and canal = 'courriel';
