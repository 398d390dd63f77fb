package fr.cnfpt.catalogue.recherche.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Ce qu'on a tapé, compris : chaque mot est un mot des stages, une ville, ou les deux ; une faute est corrigée, un
 * début complété, un terme rejoint par ses équivalents. Tous les mots doivent y être.
 *
 * @param stages ce que la fiche doit dire, en {@code tsquery}, ou {@code null}
 * @param villes pour chaque mot qui n'est qu'une ville, celles qu'il désigne
 * @param ambigus les mots que disent une fiche ou une ville
 * @param rang de quoi classer les fiches, ou {@code null}
 * @param exacts les mots tels qu'on les écrit : à racine égale, « communication » passe devant « commune »
 * @param corrigee la recherche sans ses fautes, ou {@code null} s'il n'y en a pas
 */
record Question(
        String stages, List<String[]> villes, List<Ambigu> ambigus, String rang, String exacts, String corrigee) {

    record Ambigu(String stage, String[] villes) {}

    private static final Question TOUT = new Question(null, List.of(), List.of(), null, null, null);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)+");
    /** De quoi dire un intitulé en entier ; au-delà, on copie un texte. */
    private static final int MOTS = 16;

    private record Mot(String retenu, boolean corrige, String racine, boolean code, boolean stage, String[] villes) {
        private String requete() {
            return litteral(racine);
        }
    }

    private record Synonymes(String racines, String requete) {}

    static Question comprendre(Handle h, String recherche) {
        if (recherche == null || recherche.isBlank()) {
            return TOUT;
        }
        List<Mot> mots = mots(h, recherche);
        if (mots.isEmpty()) {
            return TOUT;
        }
        Map<String, String> synonymes = synonymes(h, mots);
        List<String> stages = new ArrayList<>();
        List<String[]> villes = new ArrayList<>();
        List<Ambigu> ambigus = new ArrayList<>();
        List<String> rangs = new ArrayList<>();
        for (int i = 0; i < mots.size(); ) {
            int n = etendue(mots, i, synonymes);
            String groupe = mots.subList(i, i + n).stream().map(Mot::requete).collect(Collectors.joining(" & "));
            String equivalents = synonymes.get(racines(mots.subList(i, i + n)));
            if (equivalents != null) {
                groupe = "((" + groupe + ") | " + equivalents + ")";
            }
            Mot mot = mots.get(i);
            boolean ville = n == 1 && mot.villes().length > 0;
            if (ville && !mot.stage() && equivalents == null) {
                villes.add(mot.villes());
            } else if (ville) {
                ambigus.add(new Ambigu(groupe, mot.villes()));
                rangs.add(groupe);
            } else {
                stages.add(groupe);
                rangs.add(groupe);
            }
            i += n;
        }
        return new Question(
                ou(stages, " & "),
                villes,
                ambigus,
                ou(rangs, " | "),
                mots.stream().map(m -> litteral(m.retenu())).collect(Collectors.joining(" | ")),
                mots.stream().anyMatch(Mot::corrige)
                        ? mots.stream().map(Mot::retenu).collect(Collectors.joining(" "))
                        : null);
    }

    private static String ou(List<String> groupes, String lien) {
        return groupes.isEmpty() ? null : String.join(lien, groupes);
    }

    /** Le plus long terme qui commence là, en mots ; un seul sinon. */
    private static int etendue(List<Mot> mots, int debut, Map<String, String> synonymes) {
        for (int n = mots.size() - debut; n > 1; n--) {
            if (synonymes.containsKey(racines(mots.subList(debut, debut + n)))) {
                return n;
            }
        }
        return 1;
    }

    private static String racines(List<Mot> mots) {
        return mots.stream().map(Mot::racine).collect(Collectors.joining(" "));
    }

    private static String litteral(String racine) {
        return "'" + racine.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static List<Mot> mots(Handle h, String recherche) {
        List<String> tapes =
                Arrays.stream(recherche.strip().split("\\s+")).limit(MOTS).toList();
        Set<String> codes = codes(h, tapes);
        List<String> morceaux = new ArrayList<>();
        boolean suite = false;
        for (String t : tapes) {
            boolean code = codes.contains(t);
            if (suite && !code) {
                morceaux.set(morceaux.size() - 1, morceaux.get(morceaux.size() - 1) + " " + t);
            } else {
                morceaux.add(t);
            }
            suite = !code;
        }
        return h.createQuery("""
        with tape as (
          select t.rang, x.rang as sous_rang, x.mot, false as code
            from unnest(:tapes) with ordinality as t(tape, rang)
           cross join lateral unnest(string_to_array(outils.saint(outils.lettres(t.tape)), ' ')) with ordinality as x(mot, rang)
           where not t.tape = any(:codes) and (length(x.mot) > 1 or x.mot ~ '[0-9]')
          union all
          select t.rang, 1, lower(t.tape), true from unnest(:tapes) with ordinality as t(tape, rang) where t.tape = any(:codes)
        ), juste as (
          select t.*, coalesce(proche.mot, t.mot) as retenu, proche.mot is not null as corrige
            from tape t
            left join lateral (
              select m.mot from catalogue.mot m
               where not t.code and length(t.mot) > 2 and (m.mot operator(public.%) t.mot and public.similarity(m.mot, t.mot) >= 0.45 or m.mot like t.mot || '%')
                 and not exists (select 1 from catalogue.mot c where c.racine = catalogue.racines(t.mot))
               order by m.mot like t.mot || '%' desc, public.similarity(m.mot, t.mot) desc, m.mot limit 1) as proche on true
        ), racine as (
          select j.*, case when code then retenu else catalogue.racines(retenu) end as racine from juste j
        )
        select r.retenu, r.corrige, r.racine, r.code,
               exists (select 1 from catalogue.stage t where t.recherche @@ (quote_literal(r.racine)::tsquery)) as stage,
               array(select v.ville from catalogue.ville v where v.recherche @@ (quote_literal(r.racine)::tsquery)) as villes
          from racine r where r.racine <> '' order by r.rang, r.sous_rang
        """)
                .bind("tapes", morceaux.toArray(String[]::new))
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(Mot.class)
                .list();
    }

    /** Ceux qui sont des codes de stage : leur tiret ne sépare pas deux mots. */
    private static Set<String> codes(Handle h, List<String> tapes) {
        List<String> peutEtre =
                tapes.stream().filter(t -> CODE.matcher(t).matches()).toList();
        return peutEtre.isEmpty()
                ? Set.of()
                : h.createQuery("""
        select t.tape from unnest(:tapes) as t(tape) where exists (select 1 from catalogue.stage s where s.code = upper(t.tape))
        """)
                        .bind("tapes", peutEtre.toArray(String[]::new))
                        .mapTo(String.class)
                        .set();
    }

    private static Map<String, String> synonymes(Handle h, List<Mot> mots) {
        return h.createQuery("""
        select racines, string_agg('(' || phraseto_tsquery('catalogue.francais', equivalent)::text || ')', ' | ' order by id) as requete
          from catalogue.synonyme
         where retire_le is null and position(' ' || racines || ' ' in ' ' || :racines || ' ') > 0 group by racines
        """).bind("racines", racines(mots)).mapTo(Synonymes.class).stream()
                .collect(Collectors.toMap(Synonymes::racines, Synonymes::requete));
    }
}
