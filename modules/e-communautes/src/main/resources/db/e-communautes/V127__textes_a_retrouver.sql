-- Effacer un agent cherche son nom dans ce que les autres ont écrit.
create index ix_contribution_texte on e_communautes.contribution using gin (texte public.gin_trgm_ops);
create index ix_contribution_titre on e_communautes.contribution using gin (titre public.gin_trgm_ops) where titre is not null;
create index ix_contribution_auteur on e_communautes.contribution (auteur_compte_id);
