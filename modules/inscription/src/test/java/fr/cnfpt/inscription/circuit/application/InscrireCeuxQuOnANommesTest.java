package fr.cnfpt.inscription.circuit.application;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.port.BulletinsEnMemoire;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.planformation.api.InscrireLesNommes.Nomme;
import fr.cnfpt.planformation.api.InscrireLesNommes.Sort;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une session sur mesure s'ouvre : chaque agent nommé y a une place, ou l'on sait pourquoi il n'en a pas. */
class InscrireCeuxQuOnANommesTest {

    private static final long RH = 1;

    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final BulletinsEnMemoire bulletins = new BulletinsEnMemoire();
    private InscrireCeuxQuOnANommes inscription;

    @BeforeEach
    void installer() {
        annuaire.agents.addAll(List.of(agent(101), agent(102), agent(103), agentDeValenciennes(201)));
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        inscription = Injection.poser(
                new InscrireCeuxQuOnANommes(),
                annuaire,
                offre,
                bulletins,
                Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire),
                Horloge.arretee(JOUR));
    }

    private SessionInfo ouvrir(int places) {
        SessionInfo s = session(1, places);
        offre.sessions.put(s.id(), s);
        bulletins.ouvrirJauge(s);
        return s;
    }

    private List<Sort> inscrire(SessionInfo s, long... agents) {
        return inscription.executer(
                s,
                LongStream.of(agents)
                        .mapToObj(a -> new Nomme(a, RH, "Mme Durand", Role.GESTIONNAIRE_RH))
                        .toList());
    }

    @Test
    void chacun_a_son_bulletin_transmis_au_nom_de_qui_l_a_nomme() {
        List<Sort> sorts = inscrire(ouvrir(12), 101, 201);
        assertTrue(sorts.stream().allMatch(s -> s.bulletinId() != null && s.dit() == null), sorts + "");
        var b = bulletins.parId(sorts.get(0).bulletinId()).orElseThrow();
        assertEquals(Etat.TRANSMISE, b.etat());
        assertEquals(59, b.collectiviteId());
        assertEquals("Mme Durand", b.histoire().get(0).parNom());
        assertEquals("GESTIONNAIRE_RH", b.histoire().get(0).parRole());
    }

    @Test
    void qui_est_parti_ne_retient_pas_les_autres_et_cela_se_dit() {
        annuaire.agents.removeIf(a -> a.id() == 102);
        List<Sort> sorts = inscrire(ouvrir(12), 101, 102, 103);
        assertNotNull(sorts.get(0).bulletinId());
        assertNull(sorts.get(1).bulletinId());
        assertEquals("N'est plus parmi vos agents.", sorts.get(1).dit());
        assertNotNull(sorts.get(2).bulletinId());
    }

    @Test
    void une_personne_que_deux_employeurs_nomment_n_a_qu_une_place_et_aucun_n_apprend_l_autre() {
        annuaire.postes.put(50L, Set.of(103L, 201L));
        List<Sort> sorts = inscrire(ouvrir(12), 103, 201);
        assertNotNull(sorts.get(0).bulletinId());
        assertNull(sorts.get(1).bulletinId());
        assertEquals("A déjà une demande pour cette session.", sorts.get(1).dit());
    }

    @Test
    void une_gestionnaire_ne_s_y_inscrit_pas_elle_meme() {
        annuaire.postes.put(RH, Set.of(101L));
        List<Sort> sorts = inscrire(ouvrir(12), 101);
        assertNull(sorts.get(0).bulletinId());
        assertEquals(
                "On ne s'inscrit pas soi-même : un autre gestionnaire l'inscrira.",
                sorts.get(0).dit());
    }

    @Test
    void au_dela_des_places_c_est_la_liste_d_attente() {
        List<Sort> sorts = inscrire(ouvrir(1), 101, 102);
        assertNotNull(sorts.get(1).bulletinId());
        assertEquals(
                "La session est complète : 1er en liste d'attente.",
                sorts.get(1).dit());
    }

    @Test
    void ce_qui_se_suit_sans_inscription_ou_n_est_pas_ouvert_a_l_employeur_le_dit() {
        SessionInfo libre = session(2, 12, Modalite.E_COMMUNAUTE, "PUBLIEE", JOUR.minusDays(1), JOUR.plusDays(9));
        assertEquals(
                "Cette formation se suit sans inscription.",
                inscrire(libre, 101).get(0).dit());
        SessionInfo s = ouvrir(12);
        offre.cachees.add(s.id());
        assertEquals(
                "La session n'est pas ouverte à son employeur d'aujourd'hui.",
                inscrire(s, 101).get(0).dit());
    }
}
