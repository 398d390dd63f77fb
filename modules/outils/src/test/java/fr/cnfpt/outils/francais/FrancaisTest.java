package fr.cnfpt.outils.francais;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L'ordre et la recherche des noms, les mêmes en Java et en base, quelle que soit la langue de la base. */
class FrancaisTest {

    private static final List<String> DANS_L_ORDRE = List.of(
            "Abbé",
            "D'Aubigné",
            "D’Aubigné",
            "d'Hondt",
            "d’Hondt",
            "de La Tour",
            "De Smet",
            "Debré",
            "Dupont",
            "Dupont-Aignan",
            "Dupont d'Isigny",
            "Dupontel",
            "Elan",
            "elan",
            "élan",
            "Éluard",
            "L'Haÿ",
            "Muñoz",
            "Munozo",
            "Oetker",
            "Œuvrard",
            "Of",
            "Saint-Omer",
            "Sainte-Rose",
            "Zola");
    private static final PostgresDeTest BASE = PostgresDeTest.avec();

    @Test
    void les_noms_ont_le_meme_ordre_en_java_et_dans_une_base_de_toute_langue() {
        List<String> java = new ArrayList<>(DANS_L_ORDRE);
        Collections.shuffle(java, new Random(7));
        java.sort(Francais.ORDRE);
        assertEquals(DANS_L_ORDRE, java);
        List<String> langues = BASE.jdbi()
                .withHandle(h -> h.createQuery(
                                "select quote_ident(collname) from pg_collation where collname in ('C', 'und-x-icu', 'fr-x-icu', 'sv-x-icu')")
                        .mapTo(String.class)
                        .list());
        assertEquals(4, langues.size());
        for (String langue : langues) {
            assertEquals(
                    DANS_L_ORDRE,
                    BASE.jdbi()
                            .withHandle(h -> h.createQuery("select n from (select n collate " + langue
                                            + " as n from unnest(:noms) as n) as t order by outils.cle_tri(n)")
                                    .bind("noms", melanges())
                                    .mapTo(String.class)
                                    .list()),
                    langue);
        }
    }

    private static String[] melanges() {
        List<String> m = new ArrayList<>(DANS_L_ORDRE);
        Collections.shuffle(m, new Random(11));
        return m.toArray(String[]::new);
    }

    @Test
    void la_cle_est_la_meme_signe_pour_signe_sur_dix_mille_noms_faits_de_tout() {
        String signes = "aAbBzZéÉèêëïîôöùûüÿŸçÇœŒæÆñÑøØßłŁđ'’ʼ`- –—-‐.,;:/()[]_«»“”0129\u00a0\u202f\u2009e\u0301n\u0303"
                + "Ωя漢😀";
        int[] points = signes.codePoints().toArray();
        Random hasard = new Random(20260101);
        String[] noms = new String[10_000];
        for (int i = 0; i < noms.length; i++) {
            StringBuilder b = new StringBuilder();
            for (int n = hasard.nextInt(24); n >= 0; n--) {
                b.appendCodePoint(points[hasard.nextInt(points.length)]);
            }
            noms[i] = b.toString();
        }
        List<byte[]> enBase = BASE.jdbi()
                .withHandle(h -> h.createQuery(
                                "select outils.cle_tri(n) from unnest(:noms) with ordinality as t(n, rang) order by rang")
                        .bind("noms", noms)
                        .mapTo(byte[].class)
                        .list());
        for (int i = 0; i < noms.length; i++) {
            assertArrayEquals(Francais.cleDeTri(noms[i]), enBase.get(i), noms[i]);
        }
    }

    @Test
    void deux_personnes_du_meme_nom_se_classent_par_prenom_avant_l_accent() {
        record Personne(String nom, String prenom) {}
        List<Personne> p = new ArrayList<>(List.of(
                new Personne("Élan", "Anna"),
                new Personne("Elan", "Zoé"),
                new Personne("Elan Dupré", "Aude"),
                new Personne("elan", "Émile")));
        p.sort(Francais.parNom(Personne::nom, Personne::prenom));
        assertEquals(
                List.of("Anna", "Émile", "Zoé", "Aude"),
                p.stream().map(Personne::prenom).toList());
        assertEquals(
                p.stream().map(Personne::prenom).toList(),
                BASE.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select p from unnest(array['Élan', 'Elan', 'Elan Dupré', 'elan'], array['Anna', 'Zoé', 'Aude', 'Émile']) as t(n, p) order by outils.cle_tri(n, p)")
                                .mapTo(String.class)
                                .list()));
    }

    @ParameterizedTest
    @CsvSource({
        "Saint-Omer, St-Omer",
        "Saint-Omer, st omer",
        "Sainte-Rose, ste rose",
        "Saint-Omer, omer saint",
        "L'Haÿ-les-Roses, l’haÿ",
        "L'Haÿ-les-Roses, L HAY",
        "CA Valenciennes Métropole, communauté d'agglomération valenciennes",
        "CA Valenciennes Métropole, valenciennes CA",
        "CC Faucigny - Glières, communauté de communes du faucigny-glières",
        "CC Faucigny - Glières, communauté de communes faucigny",
        "Communauté urbaine d'Arras, CU Arras",
        "Œuvrard Noé, oeuvrard",
        "Oeuvrard Noé, œuvrard noe",
        "Ajaccio 2A004 212000046, 2A004",
        "Ajaccio 2A004 212000046, 212 000 046",
        "Ajaccio 2A004 212000046, 212 000 046 00012",
        "Stéphane Roy, st roy"
    })
    void se_trouve_comme_on_l_ecrit(String nom, String cherche) {
        assertTrue(trouve(nom, cherche), nom + " par " + cherche);
    }

    @Test
    void ne_se_trouve_pas_par_un_mot_qui_n_y_est_pas_et_un_signe_de_motif_n_en_est_pas_un() {
        assertFalse(trouve("Denain", "denin"));
        assertTrue(trouve("Denain", "%"), "un signe seul ne cherche rien : tout");
        assertFalse(trouve("Denain", "d%x_n\\"));
    }

    private static boolean trouve(String nom, String cherche) {
        return BASE.jdbi()
                .withHandle(h -> h.createQuery(
                                "select outils.cle_recherche(:nom) like all ((select outils.motifs(:q))::text[])")
                        .bind("nom", nom)
                        .bind("q", cherche)
                        .mapTo(Boolean.class)
                        .one());
    }
}
