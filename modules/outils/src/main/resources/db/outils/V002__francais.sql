-- Le français tel qu'il s'écrit : un ordre et une clé de recherche pour toute la maison. Rien ici ne dépend de la langue
-- de la base ni d'un dictionnaire du serveur ; fr.cnfpt.outils.francais.Francais fait de même en Java, signe pour signe.
create extension if not exists pg_trgm with schema public;

create function outils.lettres(s text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    replace(replace(replace(replace(
      lower(regexp_replace(normalize(s, NFD), U&'[\0300-\036f]', '', 'g') collate "C"),
      'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'),
    U&'[\0001-/:-@\005b-`{-\00bf\2000-\2027\202f\02bc]+', ' ', 'g'))
$$;
comment on function outils.lettres(text) is 'Lettres et chiffres seuls : sans accent ni casse, œ et æ en deux lettres, le reste (espaces, tirets, apostrophes) en une espace';

create function outils.cle_tri(s text) returns bytea language sql immutable parallel safe as $$
  select convert_to(outils.lettres(s) || U&'\0001' || normalize(s, NFC), 'UTF8')
$$;
create function outils.cle_tri(nom text, prenom text) returns bytea language sql immutable parallel safe as $$
  select convert_to(outils.lettres(nom) || U&'\0001' || outils.lettres(prenom) || U&'\0001' || normalize(nom, NFC) || U&'\0001' || normalize(prenom, NFC), 'UTF8')
$$;
comment on function outils.cle_tri(text) is 'L''ordre des noms (docs/adr/0021) : des octets, que toute base classe de même';

-- Ce qu'on cherche d'un nom : ses mots, chacun précédé d'une espace, et ceux que l'usage écrit autrement. « St » et « Ste »
-- y sont dits Saint et Sainte ; les synonymes s'ajoutent à ce qui est gardé, jamais à ce qu'on tape : « st » trouve aussi
-- bien Saint-Omer que Stéphane.
create function outils.saint(l text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(l, '\mst (?=.)', 'saint ', 'g'), '\mste (?=.)', 'sainte ', 'g')
$$;
create function outils.cle_recherche(s text) returns text language sql immutable parallel safe as $$
  select ' ' || l || coalesce((
    select ' ' || string_agg(distinct autre, ' ')
      from (values ('\msaint\M', 'st'), ('\msainte\M', 'ste'),
                   ('\mca\M', 'communaute d agglomeration'), ('\mcommunaute d agglomeration\M', 'ca'),
                   ('\mcc\M', 'communaute de communes'), ('\mcommunaute de communes\M', 'cc'),
                   ('\mcu\M', 'communaute urbaine'), ('\mcommunaute urbaine\M', 'cu')) as usage(mot, autre)
     where l ~ mot), '')
    from (select outils.saint(outils.lettres(s)) as l) as x
$$;
comment on function outils.cle_recherche(text) is 'Un nom, tel qu''on le garde pour le chercher';

-- Un SIREN se tape avec ou sans espaces ; d'un SIRET on garde le SIREN.
create function outils.cherche(q text) returns text language sql immutable parallel safe as $$
  select case when length(chiffres) in (9, 14) and q ~ '^[0-9[:space:].]+$' then left(chiffres, 9) else outils.lettres(coalesce(q, '')) end
    from (select regexp_replace(coalesce(q, ''), '[^0-9]', '', 'g') as chiffres) as x
$$;

create function outils.mots(q text) returns table (mot text) language sql immutable parallel safe as $$
  with tous as (select m, m in ('d', 'de', 'des', 'du', 'et', 'l', 'la', 'le', 'les') as petit
                  from unnest(string_to_array(outils.cherche(q), ' ')) as t(m) where m <> '')
  select m from tous where not petit or not exists (select 1 from tous where not petit)
$$;
comment on function outils.mots(text) is 'Les mots cherchés ; les articles ne comptent que s''il n''y a qu''eux';

create function outils.motifs(q text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(case when length(mot) < 3 then '% ' else '%' end || mot || '%'), array['%']) from outils.mots(q)
$$;
comment on function outils.motifs(text) is 'Chaque mot cherché, où qu''il soit (au début d''un mot s''il n''a qu''une ou deux lettres) ; tous doivent y être';

create function outils.debuts(q text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg('% ' || mot || '%'), array['%']) from outils.mots(q)
$$;
comment on function outils.debuts(text) is 'Chaque mot cherché, au début d''un mot';

create function outils.debut(q text) returns text language sql immutable parallel safe as $$
  select ' ' || outils.saint(outils.cherche(q)) || '%'
$$;
comment on function outils.debut(text) is 'Ce qui commence par ce qu''on cherche';
