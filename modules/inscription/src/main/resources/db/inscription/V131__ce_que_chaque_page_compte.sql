-- Ce que les premières pages comptent et montrent se lit dans un index, sans toucher une demande : pour qui instruit, par état, structure et date
-- de session ; pour une collectivité, par état et date de dépôt. Les demandes de tous, de la plus récente à la plus ancienne, ont le leur.
drop index inscription.ix_bulletin_transmis_a;
create index ix_bulletin_etat on inscription.bulletin (etat, transmis_a, session_debut, session_id) where transmis_a is not null;
create index ix_bulletin_collectivite_etat on inscription.bulletin (collectivite_id, etat, depose_le desc, id desc);
create index ix_bulletin_depose on inscription.bulletin (depose_le desc, id desc) where transmis_a is not null;
