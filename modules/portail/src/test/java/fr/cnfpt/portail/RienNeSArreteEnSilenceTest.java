package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Une lecture bornée par un nombre écrit dans le code cache un jour le suivant (docs/adr/0025) : la liste a des pages,
 * ou le fichier est ici, avec ce qu'il dit des autres.
 */
class RienNeSArreteEnSilenceTest {

    private static final String NOMBRE = "(?:[0-9_]{2,}|[2-9]|(?:\\w+\\.)?[A-Z][A-Z_]{2,})";

    /** En SQL, dans un flux, et dans ce qu'on demande à une recherche ou à une page ; « + 1 » sert à savoir le dire. */
    private static final Pattern BORNE = Pattern.compile("limit [0-9]{2,}|limit [2-9]\\b|\\.limit\\(" + NOMBRE
            + "\\)|setMaxResults\\((?!1\\))|(?:lister|suivantes|chercher\\w*|stages|mandants|Filtre)\\((?:(?![;{])[\\s\\S])*?, "
            + NOMBRE + "\\)");

    private static final Map<String, String> QUI_LE_DISENT = Map.ofEntries(
            Map.entry("AujourdhuiInscriptionView.java", "les cinq premières, sous un nombre et « Tout voir »"),
            Map.entry("SessionView.java", "« Les 40 premiers : tapez un nom »"),
            Map.entry("AgentsNommesView.java", "« Les 20 premiers : tapez un nom »"),
            Map.entry("NommerDesAgents.java", "cinq matricules inconnus cités, « et 7 de plus »"),
            Map.entry("RefuserUnChangement.java", "« Sont ici les douze plus proches ; les autres au catalogue »"),
            Map.entry("BoiteView.java", "« Ce sont les 50 plus récents »"),
            Map.entry("AgirPourView.java", "« Les 50 premières : cherchez par nom »"),
            Map.entry("AgirPour.java", "deux suffisent à savoir s'il y en a plusieurs"),
            Map.entry("Choix.java", "deux suffisent à savoir si la réponse est seule ; la liste dit d'affiner"),
            Map.entry("Question.java", "seize mots : de quoi dire un intitulé en entier"),
            Map.entry("AgendaView.java", "« Les 300 premières sessions du mois seulement : affinez »"),
            Map.entry("PresencesView.java", "une feuille à pages"),
            Map.entry("ContributionsJpa.java", "les réponses d'une discussion, à pages"),
            Map.entry("MutualisationView.java", "un SIREN, qui n'est qu'à une"),
            Map.entry("TableauDeBordView.java", "« Le dessin montre les 12 premiers sur 40 » ; la table les a tous"),
            Map.entry("PartagerMesAttestations.java", "un lot après l'autre, jusqu'au dernier"),
            Map.entry("Transmettre.java", "un lot après l'autre, jusqu'au dernier"),
            Map.entry("PartagerUnStatut.java", "deux suffisent à savoir si le SIREN est à une seule"),
            Map.entry(
                    "SuivreLesDemandesPartagees.java", "« Les 500 demandes les plus récentes ; il y en a d'autres »"));

    @Test
    void aucune_lecture_ne_s_arrete_sans_le_dire() throws IOException {
        Set<String> bornees = new TreeSet<>();
        for (Path f : SourcesDeLaMaison.toutes()) {
            String nom = f.getFileName().toString();
            if (nom.endsWith(".java") && !nom.startsWith("Peupler") && !nom.contains("Demonstration")) {
                if (BORNE.matcher(Files.readString(f)).find()) {
                    bornees.add(nom);
                }
            }
        }
        assertEquals(new TreeSet<>(QUI_LE_DISENT.keySet()), bornees);
    }

    @Test
    void le_garde_voit_ce_qu_il_doit_voir() {
        for (String faute : new String[] {
            "order by g.tri, c.tri limit 500\")",
            "stream().limit(CANDIDATES)",
            ".setMaxResults(200)",
            "bulletins.lister(List.of(Etat.CONVOQUEE), null, 0, 100)",
            "annuaire.chercherAgentsPartisCompris(c, recherche, 500)",
            "offre.stages(\"\", 1_000)",
            "demandes.lister(portees.courante(), MONTREES)"
        }) {
            assertTrue(BORNE.matcher(faute).find(), faute);
        }
        for (String juste : new String[] {
            "order by id limit 1) as nom",
            "limit :n offset :p",
            ".limit(auPlus)",
            "annuaire.chercherAgents(collectivite, recherche, AGENTS_MONTRES + 1)",
            "consultation.lister(etats, session, premiere, combien)"
        }) {
            assertTrue(!BORNE.matcher(juste).find(), juste);
        }
    }
}
