package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Un nom se classe partout de la même façon (docs/adr/0021) : par la clé des outils, en SQL comme en Java. */
class FrancaisPartoutTest {

    /** Ce qui se lit en français ; un matricule, un code, une clé se classent comme ils veulent. */
    private static final String NOMS = "(?:[a-z]+\\.)?(?:nom|prenom|libelle|intitule|service|ville|employeur)";

    /** Ce qui porte déjà la clé, ôté avant de chercher. */
    private static final String JUSTES =
            "outils\\.cle_tri\\([^)]*\\)|outils\\.lettres\\([^)]*\\) = outils\\.lettres\\([^)]*\\)|public\\.(?:word_)?similarity\\((?:[^()]|\\([^()]*\\))*\\)";

    private static final Pattern SQL = Pattern.compile(
            "order by (?:(?!order by|limit|offset|returning|[\"{}*;])[\\s\\S])*?(?<![\\w.])" + NOMS + "(?!\\w)");
    private static final Pattern JAVA = Pattern.compile(
            "(?:[cC]omparing|naturalOrder)\\((?:(?![;!])[\\s\\S]){0,120}?(?:::|\\.)(?:nom|prenom|nomComplet|libelle|intitule|service|ville)\\b(?!,)"
                    + "|\\bCollator\\b|fr-x-icu");

    @Test
    void aucun_nom_ne_se_classe_sans_la_cle() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path f : SourcesDeLaMaison.toutes()) {
            String texte = Files.readString(f);
            fautes.addAll(fautes(SQL, texte, f));
            if (f.toString().endsWith(".java")) {
                fautes.addAll(fautes(JAVA, texte, f));
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void le_garde_voit_ce_qu_il_doit_voir() {
        for (String faute : List.of(
                "order by c.nom limit 5",
                "order by type, nom",
                "order by i.du desc, t.nom, s.nom",
                "order by lower(libelle)")) {
            assertTrue(SQL.matcher(faute.replaceAll(JUSTES, "TRI")).find(), faute);
        }
        for (String juste : List.of(
                "order by outils.cle_tri(c.nom), c.id",
                "order by a.tri, a.id limit 3\", nom)",
                "order by id limit 1) as nom",
                "order by outils.cle_tri(libelle)\", \"nom",
                "order by outils.cle_tri(nom, prenom)")) {
            assertTrue(!SQL.matcher(juste.replaceAll(JUSTES, "TRI")).find(), juste);
        }
        assertTrue(JAVA.matcher("sorted(Comparator.comparing(AgentInfo::nom))").find());
        assertTrue(JAVA.matcher("sorted(Comparator.comparing((Stagiaire s) -> agents.get(s.id()).nom()))")
                .find());
        assertTrue(!JAVA.matcher("sorted(Comparator.comparing(PerimetreInfo::nom, Francais.ORDRE))")
                .find());
    }

    private static List<String> fautes(Pattern motif, String texte, Path f) {
        List<String> fautes = new ArrayList<>();
        for (Matcher m = motif.matcher(texte.replaceAll(JUSTES, "TRI")); m.find(); ) {
            fautes.add(f.getFileName() + " : " + m.group().replaceAll("\\s+", " "));
        }
        return fautes;
    }
}
