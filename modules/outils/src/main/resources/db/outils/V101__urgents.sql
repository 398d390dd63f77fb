-- Un lien qui vaut une heure n'attend pas derrière six mille convocations.
alter table outils.envoi add column urgent boolean not null default false;
comment on column outils.envoi.urgent is 'Part avant les autres : ce qu''il porte ne vaut pas longtemps';
drop index outils.ix_envoi_a_remettre;
create index ix_envoi_a_remettre on outils.envoi (canal, urgent desc, essayer_le, id) where parti_le is null and abandonne_le is null;
