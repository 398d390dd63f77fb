package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ce que coûte une page à la base, en instructions et en blocs lus, sur la carte entière et un vingtième d'année : deux
 * nombres qui ne dépendent pas de la machine. Lire une grande table en entier, ou une ligne à la fois, s'y voit. Les
 * plafonds sont dans {@code cout-des-pages.csv} ; on les refait avec {@code -Diel.couts=refaire}, et on relit la
 * différence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ApplicationJetable.class)
class CoutDesPagesIT {

    private static final Path PLAFONDS = Path.of("src/test/resources/cout-des-pages.csv");

    /**
     * Les épreuves jouées avant laissent des lignes : une part de plus, et moins de blocs qu'une grande table n'en a.
     */
    private static final double MARGE = 1.5;

    private static final int JEU = 500;

    /** De même, en instructions : une lecture par ligne en ferait vingt. */
    private static final int QUELQUES = 8;

    private static final int ESSAIS = 10;

    record Cout(long instructions, long blocs) {}

    private Map<String, Cout> couts;

    @BeforeAll
    void lire(ApplicationJetable.Jetable jetable) {
        couts = jetable.couts();
    }

    @Test
    void aucune_page_ne_coute_plus_que_son_plafond() throws Exception {
        if ("refaire".equals(System.getProperty("iel.couts"))) {
            List<String> lignes = new ArrayList<>(List.of("role,page,instructions,blocs"));
            couts.forEach((page, c) -> lignes.add(page + "," + c.instructions() + "," + c.blocs()));
            Files.write(PLAFONDS, lignes);
        }
        Map<String, Cout> plafonds = new TreeMap<>();
        List<String> lignes = Files.readAllLines(PLAFONDS);
        for (String ligne : lignes.subList(1, lignes.size())) {
            String[] c = ligne.split(",");
            plafonds.put(c[0] + "," + c[1], new Cout(Long.parseLong(c[2]), Long.parseLong(c[3])));
        }
        List<String> trop = new ArrayList<>();
        couts.forEach((page, c) -> {
            Cout p = plafonds.get(page);
            if (p == null) {
                trop.add(page + " n'a pas de plafond : " + c);
            } else if (c.instructions() > p.instructions() + QUELQUES || c.blocs() > p.blocs() * MARGE + JEU) {
                trop.add(page + " : " + c + ", plafond " + p);
            }
        });
        assertEquals(List.of(), trop);
        assertEquals(couts.keySet(), plafonds.keySet(), "une page partie n'a plus de plafond");
    }

    @Test
    void une_page_d_une_gestionnaire_ne_coute_pas_trois_fois_celle_d_un_agent() throws Exception {
        List<String> cheres = new ArrayList<>();
        couts.forEach((page, c) -> {
            Cout agent = couts.get(page.replace("GESTIONNAIRE_RH,", "AGENT,"));
            // Elle choisit là entre ses collectivités ; l'agent n'a pas de choix à y faire.
            boolean choix = page.endsWith("/agir-pour.xhtml");
            if (page.startsWith("GESTIONNAIRE_RH,") && !choix && agent != null && c.blocs() > 3 * agent.blocs() + JEU) {
                cheres.add(page + " : " + c + ", pour un agent " + agent);
            }
        });
        assertEquals(List.of(), cheres);
    }

    static Map<String, Cout> mesurer(Application application) throws Exception {
        Map<String, Cout> couts = new LinkedHashMap<>();
        try (Donnees d = new Donnees(application)) {
            d.ecrire("create extension if not exists pg_stat_statements");
            // Sans elles, le plan d'une lecture dépend de l'instant où PostgreSQL a compté la table : d'un à dix.
            d.ecrire("analyze");
            for (PagesParRole.Page page : PagesParRole.de(application)) {
                page.visiteur().get();
                // Les tâches de fond comptent aussi : la moindre, vue deux fois, est celle où aucune ne passe.
                Cout moindre = null;
                boolean stable = false;
                for (int i = 0; i < ESSAIS && !stable; i++) {
                    d.texte("select pg_stat_statements_reset()::text");
                    int statut = page.visiteur().get();
                    assertTrue(statut == 200 || statut == 302 || statut == 404, page + " : " + statut);
                    long instructions = d.nombre("select coalesce(sum(calls), 0) " + SIENNES);
                    long blocs = d.nombre("select coalesce(sum(shared_blks_hit + shared_blks_read), 0) " + SIENNES);
                    stable = moindre != null && instructions == moindre.instructions();
                    if (moindre == null || blocs < moindre.blocs()) {
                        moindre = new Cout(instructions, blocs);
                    }
                }
                couts.put(page.role() + "," + page.chemin(), moindre);
            }
        }
        return couts;
    }

    private static final String SIENNES =
            "from pg_stat_statements where userid = (select oid from pg_roles where rolname = 'iel')";
}
