package fr.cnfpt.ecommunautes.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.ecommunautes.Exemples;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ce que les trois ports promettent, à tenir en mémoire comme dans PostgreSQL. */
public abstract class PortsContrat {

    protected static final Instant MATIN = Instant.parse("2026-03-10T08:00:00Z");
    protected Espaces espaces;
    protected Contributions contributions;
    protected Passages passages;

    private Communaute deStage(long session, long structure, String titre) {
        Communaute c =
                Communaute.deStage(session, structure, titre, LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 25));
        espaces.ajouter(c);
        return c;
    }

    private Communaute nationale(String titre) {
        Communaute c = Communaute.nationale(titre, "Réseau", LocalDate.of(2026, 1, 1));
        espaces.ajouter(c);
        return c;
    }

    private Contribution message(Communaute c, String titre, Instant le) {
        Contribution m = Contribution.message(c, Exemples.agent(1), titre, "Bonjour", le);
        contributions.ajouter(m);
        return m;
    }

    private static final Portee AGENT = new Portee(Portee.Par.AGENTS, Set.of(1L), null);

    private List<String> titres(Portee portee, List<Long> sessions, String q) {
        return espaces.lister(portee, sessions, q, 0, 10).lignes().stream()
                .map(Espaces.Resume::titre)
                .toList();
    }

    @Test
    void retrouve_la_communaute_d_une_session_et_un_reseau_par_son_titre() {
        Communaute c = deStage(7, 3, "Espaces verts");
        nationale("État civil");
        assertEquals(c.id(), espaces.deLaSession(7).orElseThrow().id());
        assertEquals("Espaces verts", espaces.parId(c.id()).orElseThrow().titre());
        assertTrue(espaces.deLaSession(8).isEmpty());
        assertTrue(espaces.nationale("État civil").isPresent());
        assertTrue(espaces.nationale("Espaces verts").isEmpty());
    }

    @Test
    void ne_montre_des_communautes_de_stage_que_celles_qui_sont_visibles() {
        deStage(7, 3, "Espaces verts");
        deStage(8, 4, "Archives");
        nationale("État civil");
        assertEquals(List.of("État civil"), titres(AGENT, List.of(), ""));
        assertEquals(List.of("Espaces verts", "État civil"), titres(AGENT, List.of(7L), ""));
        assertEquals(
                List.of("Archives", "État civil"),
                titres(new Portee(Portee.Par.STRUCTURES, Set.of(4L), 4L), List.of(), ""));
        assertEquals(3, espaces.lister(Portee.ENTIERE, List.of(), "", 0, 1).total());
    }

    @Test
    void met_devant_celles_de_stage_puis_la_plus_animee() {
        Communaute calme = nationale("Régies");
        Communaute vive = nationale("État civil");
        deStage(7, 3, "Espaces verts");
        message(calme, "Ancien", MATIN);
        message(vive, "Récent", MATIN.plusSeconds(60));
        assertEquals(List.of("Espaces verts", "État civil", "Régies"), titres(AGENT, List.of(7L), ""));
    }

    @Test
    void cherche_sans_s_arreter_aux_accents() {
        nationale("État civil");
        nationale("Régies");
        assertEquals(List.of("État civil"), titres(AGENT, List.of(), "etat"));
    }

    private Contribution reponse(Communaute c, Contribution message, String texte, Instant le) {
        Contribution r = message.repondre(c, Exemples.agent(2), texte, le);
        contributions.ajouter(r);
        return r;
    }

    private static List<Long> messages(Contributions.Page page) {
        return page.discussions().stream().map(d -> d.message().id()).toList();
    }

    private static List<String> textes(Contributions.Discussion d) {
        return d.reponses().stream().map(Contribution::texte).toList();
    }

    @Test
    void rend_les_discussions_de_la_plus_recemment_animee_a_la_plus_ancienne_et_par_pages() {
        Communaute c = nationale("État civil");
        Communaute autre = nationale("Régies");
        Contribution second = message(c, "Second", MATIN.plusSeconds(60));
        Contribution premier = message(c, "Premier", MATIN);
        message(autre, "Ailleurs", MATIN);
        assertEquals(List.of(second.id(), premier.id()), messages(contributions.discussions(c.id(), 0, 10, 5)));
        Contribution r = reponse(c, premier, "Oui", MATIN.plusSeconds(90));
        Contributions.Page page = contributions.discussions(c.id(), 0, 1, 5);
        assertEquals(List.of(premier.id()), messages(page));
        assertEquals(2, page.total());
        assertEquals(List.of(second.id()), messages(contributions.discussions(c.id(), 1, 1, 5)));
        assertEquals(premier.id(), contributions.parId(r.id()).orElseThrow().parentId());
        assertEquals(2, espaces.lister(AGENT, List.of(), "", 0, 10).lignes().size());
    }

    @Test
    void une_longue_discussion_montre_ses_dernieres_reponses_et_se_lit_entiere_par_pages() {
        Communaute c = nationale("État civil");
        Contribution m = message(c, "Longue", MATIN);
        for (int i = 1; i <= 5; i++) {
            reponse(c, m, "Réponse " + i, MATIN.plusSeconds(i));
        }
        Contributions.Discussion derniere =
                contributions.discussions(c.id(), 0, 10, 2).discussions().get(0);
        assertEquals(List.of("Réponse 4", "Réponse 5"), textes(derniere));
        assertEquals(5, derniere.combien());
        Contributions.Discussion suite =
                contributions.discussion(c.id(), m.id(), 2, 2).orElseThrow();
        assertEquals(List.of("Réponse 3", "Réponse 4"), textes(suite));
        assertEquals(5, suite.combien());
        assertTrue(
                contributions.discussion(nationale("Régies").id(), m.id(), 0, 2).isEmpty());
    }

    @Test
    void garde_la_premiere_connexion_d_un_agent_a_une_communaute() {
        Communaute c = deStage(7, 3, "Espaces verts");
        passages.noter(c.id(), 1, MATIN.plusSeconds(3_600));
        passages.noter(c.id(), 1, MATIN.plusSeconds(7_200));
        passages.noter(c.id(), 1, MATIN.plusSeconds(86_400));
        passages.noter(c.id(), 2, MATIN);
        assertEquals(Optional.of(MATIN.plusSeconds(3_600)), passages.premier(c.id(), 1));
        assertEquals(Optional.empty(), passages.premier(c.id(), 3));
    }
}
