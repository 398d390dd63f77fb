-- Une gestionnaire seule peut valider sa propre demande si sa collectivité l'a voulu (docs/adr/0027). Non, tant qu'elle ne l'a pas dit.
alter table annuaire.collectivite add column validation_de_soi boolean not null default false;
comment on column annuaire.collectivite.validation_de_soi is 'La gestionnaire, tant qu''elle est seule, peut valider sa propre demande';
