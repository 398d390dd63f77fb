package fr.cnfpt.inscription.equipe.application;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.duStage;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.BulletinsEnMemoire;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Annee;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Ensemble;
import fr.cnfpt.inscription.equipe.domain.JoursPartages;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.outils.Injection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L'équipe d'un responsable, son année, et qui est déjà parti les jours d'une demande. */
class RegarderMonEquipeTest {

    /** Un mardi. */
    private static final LocalDate MARDI = LocalDate.of(2026, 5, 5);

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final BulletinsEnMemoire bulletins = new BulletinsEnMemoire();
    private final Map<Long, Set<LocalDate>> poses = new HashMap<>();
    private final RegarderMonEquipe equipe = new RegarderMonEquipe();

    @BeforeEach
    void installer() {
        annuaire.agents.addAll(List.of(agent(100), agent(101), agent(102), agent(103), agentDeValenciennes(200)));
        Horloge horloge = Horloge.arretee(JOUR);
        DerouleDeSession deroule = new DerouleDeSession() {
            @Override
            public List<Temps> temps(long sessionId) {
                return List.of();
            }

            @Override
            public Map<Long, Set<LocalDate>> jours(Collection<Long> sessions) {
                Map<Long, Set<LocalDate>> m = new HashMap<>(poses);
                m.keySet().retainAll(sessions);
                return m;
            }

            @Override
            public List<Temps> tempsAnimes(long sessionId, long compteId) {
                return List.of();
            }
        };
        ConsulterBulletins consultation = Injection.poser(
                new ConsulterBulletins(), courant, annuaire, offre, bulletins, new PorteesEnMemoire(courant), horloge);
        Injection.poser(equipe, courant, annuaire, bulletins, offre, deroule, consultation, horloge);
    }

    private SessionInfo session(long id, Modalite modalite, LocalDate debut) {
        SessionInfo s = duStage(
                500 + id, Exemples.session(id, 10, modalite, "PUBLIEE", JOUR.minusDays(30), JOUR.plusDays(30)), debut);
        offre.sessions.put(id, s);
        bulletins.ouvrirJauge(s);
        return s;
    }

    private long demande(SessionInfo s, long agent) {
        Bulletin b = Bulletin.preinscrire(s, agent(agent), true, agentConnecte(agent), MAINTENANT);
        bulletins.ajouter(b);
        return b.id();
    }

    private Annee annee(int annee) {
        return courant.agirComme(responsable(), () -> equipe.annee(annee));
    }

    private List<Ensemble> memesJours(long bulletin) {
        return courant.agirComme(
                responsable(), () -> equipe.memesJours(bulletin).orElseThrow().ensemble());
    }

    @Test
    void chacun_montre_ses_demandes_de_l_annee_et_celles_qui_attendent_un_avis() {
        long attend = demande(session(1, Modalite.PRESENTIEL, MARDI), 101);
        SessionInfo tenue = session(2, Modalite.PRESENTIEL, MARDI.plusDays(14));
        bulletins.inscrire(tenue, List.of(agent(102)), rh(), MAINTENANT);

        Annee a = annee(2026);
        assertEquals(
                List.of(101L, 102L, 103L),
                a.membres().stream().map(m -> m.agent().id()).toList());
        assertEquals(attend, a.membres().get(0).demandes().get(0).bulletinId());
        assertTrue(a.membres().get(0).demandes().get(0).attendMonAvis());
        assertFalse(a.membres().get(0).demandes().get(0).acquise());
        assertTrue(a.membres().get(1).demandes().get(0).acquise());
        assertFalse(a.membres().get(1).demandes().get(0).attendMonAvis());
        assertEquals(List.of(), a.membres().get(2).demandes());
        assertEquals(1, annee(2027).avis(), "un avis attendu se compte quelle que soit l'année qu'on regarde");
        assertEquals(
                List.of(),
                annee(2027).membres().stream()
                        .flatMap(m -> m.demandes().stream())
                        .toList(),
                "une autre année ne les montre pas");
    }

    @Test
    void les_jours_sont_ceux_du_deroule_sinon_les_jours_ouvres_et_aucun_a_distance() {
        demande(session(1, Modalite.PRESENTIEL, MARDI.plusDays(3)), 101);
        SessionInfo cycle = session(2, Modalite.PRESENTIEL, MARDI);
        poses.put(2L, Set.of(MARDI, MARDI.plusDays(2)));
        demande(cycle, 102);

        assertEquals(
                List.of(MARDI.plusDays(3)),
                annee(2026).membres().get(0).demandes().get(0).jours(),
                "du vendredi au dimanche, un jour");
        assertEquals(
                List.of(MARDI, MARDI.plusDays(2)),
                annee(2026).membres().get(1).demandes().get(0).jours());
    }

    @Test
    void les_jours_ou_plusieurs_sont_en_formation_se_nomment_d_un_tenant() {
        demande(session(1, Modalite.PRESENTIEL, MARDI), 101);
        bulletins.inscrire(session(2, Modalite.PRESENTIEL, MARDI.plusDays(1)), List.of(agent(102)), rh(), MAINTENANT);

        assertEquals(
                List.of(new JoursPartages(MARDI.plusDays(1), MARDI.plusDays(2), Set.of(101L, 102L))),
                annee(2026).partages());
    }

    @Test
    void devant_une_demande_le_responsable_lit_qui_d_autre_est_parti_ces_jours_la() {
        long demande = demande(session(1, Modalite.PRESENTIEL, MARDI), 101);
        SessionInfo autre = session(2, Modalite.PRESENTIEL, MARDI.plusDays(2));
        bulletins.inscrire(autre, List.of(agent(102)), rh(), MAINTENANT);
        demande(session(3, Modalite.PRESENTIEL, MARDI.plusDays(7)), 103);

        List<Ensemble> ensemble = memesJours(demande);
        assertEquals(1, ensemble.size());
        assertEquals(102, ensemble.get(0).agent().id());
        assertEquals(List.of(MARDI.plusDays(2)), ensemble.get(0).jours());
    }

    @Test
    void une_demande_annulee_ne_retient_plus_personne_et_celle_d_une_autre_equipe_n_existe_pas() {
        SessionInfo s = session(1, Modalite.PRESENTIEL, MARDI);
        long demande = demande(s, 101);
        long annulee = demande(s, 102);
        bulletins.parId(annulee).orElseThrow().annuler("Changement", Moment.OUVERTE, agentConnecte(102), MAINTENANT);
        assertEquals(List.of(), memesJours(demande));

        Bulletin ailleurs = Bulletin.preinscrire(s, agentDeValenciennes(200), true, rh(), MAINTENANT);
        bulletins.ajouter(ailleurs);
        assertEquals(
                "bulletin-inconnu",
                assertThrows(Refus.class, () -> memesJours(ailleurs.id())).code());
    }
}
