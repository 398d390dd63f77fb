package fr.cnfpt.inscription.circuit.domain;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Chaque geste, de chaque état, à chaque moment de la session : ce que le document en dit, et ce que le code en fait.
 */
class TransitionsTest {

    private static final Path DOCUMENT = Path.of("../../docs/transitions.md");
    private static final String OUI = "oui";
    private static final String NON = "–";

    /** Une ligne du document. */
    private record Ligne(Set<Etat> etats, Map<Moment, String> cellules) {}

    @Test
    void le_document_est_celui_que_dit_le_code() throws IOException {
        List<String> tableau = new ArrayList<>();
        tableau.add("| Geste | Qui | Depuis | "
                + Arrays.stream(Moment.values()).map(Moment::libelle).collect(Collectors.joining(" | ")) + " |");
        tableau.add("|" + "---|".repeat(3 + Moment.values().length));
        for (Geste g : Geste.values()) {
            tableau.add("| " + g.libelle() + " | " + g.qui() + " | "
                    + (g.etats().isEmpty()
                            ? "rien"
                            : g.etats().stream().map(e -> "`" + e + "`").collect(Collectors.joining(" ")))
                    + " | "
                    + Arrays.stream(Moment.values())
                            .map(m -> g.admet(m) ? OUI : g.condition(m) == null ? NON : g.condition(m))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        assertEquals(
                String.join("\n", tableau),
                Files.readAllLines(DOCUMENT).stream()
                        .filter(l -> l.startsWith("|"))
                        .collect(Collectors.joining("\n")));
    }

    private static Map<String, Ligne> document() throws IOException {
        Map<String, Ligne> lignes = new LinkedHashMap<>();
        for (String l : Files.readAllLines(DOCUMENT)) {
            if (!l.startsWith("| ") || l.startsWith("| Geste ")) {
                continue;
            }
            String[] c = l.substring(2, l.length() - 2).split(" \\| ");
            Map<Moment, String> cellules = new EnumMap<>(Moment.class);
            for (Moment m : Moment.values()) {
                cellules.put(m, c[3 + m.ordinal()]);
            }
            lignes.put(
                    c[0],
                    new Ligne(
                            Arrays.stream(Etat.values())
                                    .filter(e -> c[2].contains("`" + e + "`"))
                                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Etat.class))),
                            cellules));
        }
        return lignes;
    }

    @Test
    void chaque_geste_de_chaque_etat_a_chaque_moment_fait_ce_que_dit_le_document() throws IOException {
        Map<String, Ligne> document = document();
        List<String> ecarts = new ArrayList<>();
        int essais = 0;
        for (Geste g : Geste.values()) {
            Ligne ligne = document.get(g.libelle());
            for (Moment m : Moment.values()) {
                String cellule = ligne.cellules().get(m);
                for (Etat e : Etat.values()) {
                    boolean attendu = (ligne.etats().isEmpty() || ligne.etats().contains(e)) && cellule.equals(OUI);
                    essais++;
                    if (passe(g, e, Exemples.au(m, session(1, 5))) != attendu) {
                        ecarts.add(g + " " + e + " " + m + " : le document dit " + attendu);
                    }
                }
            }
        }
        assertEquals(List.of(), ecarts);
        assertEquals(Geste.values().length * Moment.values().length * Etat.values().length, essais);
    }

    @Test
    void ce_qui_est_sous_condition_passe_quand_elle_est_remplie_et_seulement_alors() {
        SessionInfo s = session(1, 5);
        SessionInfo clotureLePremierJour = Exemples.dates(s, JOUR.minusDays(9), JOUR, JOUR, JOUR.plusDays(2));
        SessionInfo close = Exemples.au(Moment.COMMENCEE, s);
        for (Geste g : List.of(Geste.DEMANDER, Geste.VALIDER)) {
            assertEquals("le premier jour, s'il est la clôture", g.condition(Moment.COMMENCEE));
            assertTrue(passe(g, Etat.AVIS_RENDU, clotureLePremierJour));
            assertFalse(passe(g, Etat.AVIS_RENDU, close));
        }
        SessionInfo dansDeuxJours =
                Exemples.dates(s, JOUR.minusDays(9), JOUR.minusDays(1), JOUR.plusDays(2), JOUR.plusDays(3));
        assertTrue(Ouverture.promeut(dansDeuxJours, JOUR, 2));
        assertFalse(Ouverture.promeut(dansDeuxJours, JOUR, 3));
        assertFalse(Ouverture.promeut(close, JOUR, 0), "commencée, quelle que soit la règle");
    }

    /** Vrai si le geste se fait. */
    private static boolean passe(Geste g, Etat etat, SessionInfo s) {
        Moment m = Moment.de(s, JOUR);
        Function<Bulletin, Runnable> geste = b -> switch (g) {
            case DEMANDER -> () -> Ouverture.exiger(s, JOUR);
            case DONNER_UN_AVIS ->
                () -> {
                    // Le responsable avant l'avis rendu, l'autre employeur jusqu'à la décision.
                    if (etat == Etat.PREINSCRIPTION) {
                        b.donnerAvis(true, null, m, responsable(), MAINTENANT);
                    } else {
                        b.recevoirAvis(Exemples.valenciennes(), true, null, m, rh(), MAINTENANT);
                    }
                };
            case LEVER_L_AVIS -> () -> b.leverLAvis("épreuve", rh(), MAINTENANT);
            case VALIDER ->
                () -> {
                    Ouverture.exiger(s, JOUR);
                    b.valider(rh(), Bulletin.PourSoi.NON, MAINTENANT);
                };
            case REFUSER_SANS_TRANSMETTRE -> () -> b.refuser("Motif", rh(), MAINTENANT);
            case RETIRER, ANNULER ->
                () -> {
                    // Un seul verbe pour les deux : l'état dit lequel des deux c'est.
                    if (Geste.RETIRER.etats().contains(etat) != (g == Geste.RETIRER)) {
                        throw Refus.conflit("autre-geste", "L'autre annulation.");
                    }
                    b.annuler("Motif", m, agentConnecte(101), MAINTENANT);
                };
            case REMPLACER -> () -> b.remplacer(agent(102), 9, "Motif", m, rh(), MAINTENANT);
            case PROMOUVOIR ->
                () -> {
                    if (etat != Etat.LISTE_ATTENTE || !Ouverture.promeut(s, JOUR, 30)) {
                        throw Refus.conflit("pas-promu", "Personne n'est promu.");
                    }
                };
            case LAISSER_PASSER ->
                () -> {
                    if (!Ouverture.promeut(s, JOUR, 30)) {
                        throw Refus.conflit("pas-promu", "Personne n'est promu.");
                    }
                    b.laisserPasser("3 mars 2026", Utilisateur.SYSTEME, MAINTENANT);
                };
            case ACCUEILLIR -> () -> Ouverture.exigerAVenir(s, JOUR);
            case ACCEPTER -> () -> b.accepter(m, delegation(), MAINTENANT);
            case DEPARTAGER ->
                () -> {
                    Ouverture.exigerLaCloture(s, JOUR);
                    b.departager(Etat.ACCEPTEE, 9L, "Retenue", null, delegation(), MAINTENANT);
                };
            case REFUSER_LE_CHANGEMENT -> () -> b.refuserLeChangement("Changement de la session", m, rh(), MAINTENANT);
            case REFUSER -> () -> b.refuser("Motif", delegation(), MAINTENANT);
            case CONVOQUER -> () -> b.convoquer(m, delegation(), MAINTENANT);
            case NOTER_UN_DEPART -> () -> b.noterUnDepart("Motif", m, delegation(), MAINTENANT);
            case NOTER_LA_PRESENCE -> () -> b.noterPresence(true, m, delegation(), MAINTENANT);
            case ATTESTER -> () -> b.noterAttestation("1", m, delegation(), MAINTENANT);
            case ORIENTER -> () -> b.orienter("Admis", null, m, delegation(), MAINTENANT);
            case AVERTIR -> () -> b.avertir("2 demi-journées", "Motif", m, delegation(), MAINTENANT);
            case RADIER -> () -> b.radier("4 demi-journées", "Motif", m, delegation(), MAINTENANT);
        };
        try {
            geste.apply(dans(etat, s)).run();
            return true;
        } catch (Refus r) {
            return false;
        }
    }

    private static Bulletin dans(Etat etat, SessionInfo s) {
        Bulletin b = Bulletin.preinscrire(s, agent(101), true, agentConnecte(101), MAINTENANT);
        try {
            Field f = Bulletin.class.getDeclaredField("etat");
            f.setAccessible(true);
            f.set(b, etat);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return b;
    }
}
