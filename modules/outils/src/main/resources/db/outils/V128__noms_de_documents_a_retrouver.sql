-- Effacer un agent cherche son nom parmi ceux des documents. Les envois, les exports et les réponses gardées ne vivent que quelques jours :
-- ils se lisent en entier.
create index ix_document_nom on outils.document using gin (nom public.gin_trgm_ops);
