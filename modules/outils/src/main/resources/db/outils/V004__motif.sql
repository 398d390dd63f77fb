-- Un index de trigrammes sert un motif, non une liste de motifs : le plus long mot cherché en est un à lui seul.
create function outils.motif(q text) returns text language sql immutable parallel safe as $$
  select coalesce((select '%' || mot || '%' from outils.mots(q) order by length(mot) desc limit 1), '%')
$$;
comment on function outils.motif(text) is 'Le plus long mot cherché, où qu''il soit : ce qu''un index sait lire, devant outils.motifs';
