-- Les listes de la carte : celles d'une délégation, et les plus peuplées, sans lire les 36 000 employeurs.
create index ix_collectivite_structure on annuaire.collectivite (structure_id, population desc nulls last, tri, id) where close_le is null;
create index ix_collectivite_population on annuaire.collectivite (population desc nulls last, tri, id) where close_le is null;
