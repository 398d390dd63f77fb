-- Effacer un agent cherche son nom dans les motifs de tous : sans cet index, la table entière, à chaque agent.
create index ix_changement_motif on inscription.changement using gin (motif public.gin_trgm_ops) where motif is not null;
