package fr.cnfpt.inscription.circuit.application;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.autreResponsable;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.siege;
import static fr.cnfpt.inscription.Exemples.sirh;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Personnes.StatutCommun;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.FichesDeStage;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.SuivreLesDemandesPartagees.Partagee;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.domain.MemeObjet;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.circuit.port.BulletinsEnMemoire;
import fr.cnfpt.inscription.circuit.port.Orientations;
import fr.cnfpt.inscription.places.application.Guichet;
import fr.cnfpt.inscription.places.application.LireLesSouhaits;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.application.TenirLeGuichet;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.suivi.application.SuivreLesStagiaires;
import fr.cnfpt.outils.CourriersDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le circuit d'un bulletin, d'un rôle à l'autre, et ce que chacun ne peut pas faire. */
class CircuitTest {

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final PorteesEnMemoire portees = new PorteesEnMemoire(courant);
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final BulletinsEnMemoire bulletins = new BulletinsEnMemoire();
    private final InscrireAgents inscription = new InscrireAgents();
    private final Preinscrire preinscription = new Preinscrire();
    private final DonnerAvis avis = new DonnerAvis();
    private final ValiderBulletins validation = new ValiderBulletins();
    private final InstruireBulletins instruction = new InstruireBulletins();
    private final AnnulerBulletin annulation = new AnnulerBulletin();
    private final ConsulterBulletins consultation = new ConsulterBulletins();
    private List<DerouleDeSession.Temps> deroule = List.of();
    private final SuivreLesStagiaires suivi = new SuivreLesStagiaires();
    private final EditerLesPieces pieces = new EditerLesPieces();
    private final LeverLesAvis levee = new LeverLesAvis();
    private final SuivreLesDemandesPartagees partagees = new SuivreLesDemandesPartagees();

    /** Les courriels déposés, à qui et leur texte. */
    private final List<String> courriels = new ArrayList<>();

    private int joursDePromotion = 1;

    private final List<String> journal = new ArrayList<>();

    private boolean avisDesAutresEmployeurs = true;

    @BeforeEach
    void installer() {
        Horloge horloge = Horloge.arretee(JOUR);
        for (long i = 100; i < 110; i++) {
            annuaire.agents.add(agent(i));
        }
        annuaire.agents.add(agentDeValenciennes(200));
        collectivite(denain(true, true));
        annuaire.collectivites.add(valenciennes());
        ouvrir(1, 2);
        List.of(inscription, preinscription, avis, validation, instruction, annulation, consultation, suivi)
                .forEach(b -> Injection.poser(b, courant));
        List.of(preinscription, avis, validation, instruction, annulation, consultation, suivi)
                .forEach(b -> Injection.poser(b, bulletins));
        List.of(preinscription, validation, instruction, annulation, consultation)
                .forEach(b -> Injection.poser(b, bulletins));
        List.of(preinscription, avis, validation, consultation).forEach(b -> Injection.poser(b, annuaire));
        List.of(preinscription, validation, consultation).forEach(b -> Injection.poser(b, offre));
        List.of(inscription, preinscription, avis, validation, instruction, annulation, consultation, suivi)
                .forEach(b -> Injection.poser(b, horloge));
        List.of(validation, instruction, consultation).forEach(b -> Injection.poser(b, portees));
        Injection.poser(annulation, consultation);
        Injection.poser(pieces, new DerouleDeSession() {
            @Override
            public Map<Long, Set<LocalDate>> jours(Collection<Long> sessions) {
                return Map.of();
            }

            @Override
            public List<Temps> temps(long sessionId) {
                return deroule;
            }

            @Override
            public List<Temps> tempsAnimes(long sessionId, long compteId) {
                return List.of();
            }
        });
        Injection.poser(partagees, courant, annuaire, offre, bulletins, horloge, portees);
        ReglesDuCircuit regles = new ReglesDuCircuit() {
            @Override
            public boolean avisDesAutresEmployeurs(Instant depot) {
                return avisDesAutresEmployeurs;
            }

            @Override
            public int joursDePromotion(LocalDate jour) {
                return joursDePromotion;
            }

            @Override
            public VersionDeRegle refusDeSuite(LocalDate jour) {
                return new VersionDeRegle(
                        1,
                        "inscription",
                        "refus_de_suite",
                        "",
                        Unite.NOMBRE,
                        BigDecimal.ONE,
                        LocalDate.of(2008, 1, 1),
                        null,
                        "",
                        "Loi n° 84-594 du 12 juillet 1984, art. 2",
                        1,
                        VersionDeRegle.LIVREE,
                        null);
            }

            @Override
            public MemeObjet memeObjet(LocalDate jour) {
                return new MemeObjet(
                        12, 6, 8, "Décret n° 2007-1845 du 26 décembre 2007, art. 7, depuis le 1er janvier 2008");
            }
        };
        PrevenirLesAutresEmployeurs autresEmployeurs = Injection.poser(
                new PrevenirLesAutresEmployeurs(),
                annuaire,
                new CourriersDeTest((a, objet, texte) -> courriels.add(a + " " + texte)));
        List.of(preinscription, consultation, partagees).forEach(b -> Injection.poser(b, regles));
        AvisAttendus attendus = Injection.poser(new AvisAttendus(), annuaire, horloge);
        List.of(validation, consultation).forEach(b -> Injection.poser(b, attendus));
        Injection.poser(
                consultation,
                Injection.poser(
                        new EtudierUneDemande(), courant, portees, annuaire, offre, bulletins, regles, horloge));
        Injection.poser(pieces, consultation, annuaire, horloge, new FichesDeStage() {
            @Override
            public Map<String, List<String>> deLaSession(long sessionId) {
                throw new AssertionError("une convocation ne dit que comment venir");
            }

            @Override
            public Map<String, List<String>> pourVenir(long sessionId) {
                return Map.of("Repas", List.of("Pris en charge sur place"));
            }
        });
        RendreLaPlace rendu = Injection.poser(new RendreLaPlace(), bulletins, regles, horloge);
        List.of(annulation, instruction).forEach(b -> Injection.poser(b, rendu));
        List.of(annulation, instruction, avis, suivi).forEach(b -> Injection.poser(b, offre));
        Injection.poser(levee, courant, attendus, bulletins, horloge);
        Injection.poser(preinscription, autresEmployeurs);
        Injection.poser(validation, (Journal) new Journal() {
            @Override
            public void noter(String action, String objet, String detail, Long collectiviteId) {
                journal.add(action + " " + objet + " " + collectiviteId);
            }

            @Override
            public void signaler(String genre, String detail) {
                throw new AssertionError(genre);
            }

            @Override
            public void signaler(String genre, Long compteId, String detail) {
                throw new AssertionError(genre);
            }
        });
        TenirLeGuichet ecriture = new TenirLeGuichet();
        Injection.poser(ecriture, bulletins);
        Injection.poser(ecriture, annuaire);
        Injection.poser(ecriture, horloge);
        Injection.poser(ecriture, autresEmployeurs);
        Injection.poser(ecriture, Injection.poser(new LireLesSouhaits(), annuaire, offre));
        Guichet guichet = new Guichet();
        Injection.poser(guichet, ecriture);
        Injection.poser(inscription, guichet);
    }

    private void collectivite(CollectiviteInfo c) {
        annuaire.collectivites.removeIf(x -> x.id() == c.id());
        annuaire.collectivites.add(c);
    }

    private void ouvrir(long id, Integer capacite) {
        offre.sessions.put(id, session(id, capacite));
        bulletins.ouvrirJauge(offre.sessions.get(id));
    }

    private <T> T comme(Utilisateur u, Supplier<T> action) {
        return courant.agirComme(u, action);
    }

    private void comme(Utilisateur u, Runnable action) {
        courant.agirComme(u, action);
    }

    private String refus(Utilisateur u, Runnable action) {
        return assertThrows(Refus.class, () -> comme(u, action)).code();
    }

    private List<Placement> inscrire(Long... agents) {
        return comme(rh(), () -> inscription.executer(1, List.of(agents)));
    }

    private Etat etat(long id) {
        return bulletins.parId(id).orElseThrow().etat();
    }

    @Test
    void mene_une_demande_de_la_preinscription_a_l_attestation() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(id, true, null));
        assertTrue(comme(rh(), () -> validation.executer(List.of(id))).get(0).place());
        comme(delegation(), () -> instruction.accepter(List.of(id)));
        assertEquals(1, comme(delegation(), () -> instruction.convoquer(1)));
        deplacer(1, Moment.COMMENCEE);
        comme(delegation(), () -> suivi.noterPresence(id, true));
        deplacer(1, Moment.FINIE);
        comme(delegation(), () -> suivi.noterAttestation(id, "2026-1"));
        assertEquals(Etat.ATTESTEE, etat(id));
        assertEquals(8, comme(rh(), () -> consultation.dossier(id)).histoire().size());
    }

    private void deplacer(long session, Moment moment) {
        offre.sessions.put(session, Exemples.au(moment, offre.sessions.get(session)));
    }

    private int placesPrises() {
        return bulletins.jauges(List.of(1L)).get(1L).placesPrises();
    }

    @Test
    void commencee_ou_finie_une_session_ne_rend_plus_de_place_et_la_delegation_y_note_une_absence() {
        List<Placement> p = inscrire(101L, 102L, 103L);
        long convoque = p.get(0).bulletinId();
        comme(delegation(), () -> instruction.accepter(List.of(convoque)));
        comme(delegation(), () -> instruction.convoquer(1));
        for (Moment moment : List.of(Moment.COMMENCEE, Moment.FINIE)) {
            deplacer(1, moment);
            for (Utilisateur u : List.of(agentConnecte(101), rh(), sirh(), delegation())) {
                assertEquals("moment-de-la-session", refus(u, () -> annulation.executer(convoque, "Empêchement")));
            }
            assertTrue(!comme(rh(), () -> consultation.dossier(convoque)).admet(Geste.ANNULER));
            assertEquals(2, placesPrises(), moment.libelle());
            assertEquals(Etat.LISTE_ATTENTE, etat(p.get(2).bulletinId()));
        }
        assertEquals("motif-absent", refus(delegation(), () -> instruction.noterUnDepart(convoque, "")));
        comme(delegation(), () -> instruction.noterUnDepart(convoque, "Partie le premier matin"));
        assertEquals(Etat.ABSENTE, etat(convoque));
        assertEquals(2, placesPrises(), "sa place n'est plus à rendre");
        assertEquals(Etat.LISTE_ATTENTE, etat(p.get(2).bulletinId()));
    }

    @Test
    void avant_le_premier_jour_une_absence_ne_se_note_pas_c_est_une_annulation() {
        long id = inscrire(101L).get(0).bulletinId();
        comme(delegation(), () -> instruction.accepter(List.of(id)));
        comme(delegation(), () -> instruction.convoquer(1));
        assertEquals("moment-de-la-session", refus(delegation(), () -> instruction.noterUnDepart(id, "Trop tôt")));
        assertEquals("moment-de-la-session", refus(delegation(), () -> suivi.noterPresence(id, true)));
        comme(rh(), () -> annulation.executer(id, "Empêchement"));
        assertEquals(0, placesPrises());
    }

    @Test
    void apres_la_cloture_une_place_rendue_ne_va_a_la_file_que_si_la_regle_le_permet() {
        // Close, elle commence demain.
        List<Placement> p = inscrire(101L, 102L, 103L, 104L);
        deplacer(1, Moment.CLOSE);
        joursDePromotion = 2;
        comme(rh(), () -> annulation.executer(p.get(0).bulletinId(), "Empêchement"));
        assertEquals(1, placesPrises(), "rendue, et à personne");
        assertEquals(Etat.LISTE_ATTENTE, etat(p.get(2).bulletinId()));
        joursDePromotion = 1;
        comme(delegation(), () -> instruction.refuser(p.get(1).bulletinId(), "Hors du public visé"));
        assertEquals(Etat.TRANSMISE, etat(p.get(2).bulletinId()));
    }

    @Test
    void met_l_agent_en_liste_d_attente_quand_la_session_est_complete() {
        assertEquals(
                List.of(true, true, false),
                inscrire(101L, 102L, 103L).stream().map(Placement::place).toList());
    }

    @Test
    void une_session_se_clot_a_l_heure_de_qui_l_organise() {
        // 23 h 30 en temps universel, le dernier jour : le soir même en Guadeloupe, déjà le lendemain à Paris.
        Horloge tard = new Horloge(Clock.fixed(JOUR.atTime(23, 30).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
        Injection.poser(inscription, tard);
        Map.of(11L, "01", 12L, "32", 13L, "04").forEach((id, region) -> {
            offre.sessions.put(
                    id,
                    session(id, 9, Modalite.PRESENTIEL, "PUBLIEE", JOUR.minusDays(9), JOUR, Fuseau.deLaRegion(region)));
            bulletins.ouvrirJauge(offre.sessions.get(id));
        });
        assertTrue(comme(rh(), () -> inscription.executer(11, List.of(101L)))
                .get(0)
                .place());
        assertEquals("session-close", refus(rh(), () -> inscription.executer(12, List.of(101L))));
        assertEquals("session-close", refus(rh(), () -> inscription.executer(13, List.of(101L))));
        offre.sessions.put(
                14L,
                session(
                        14,
                        9,
                        Modalite.PRESENTIEL,
                        "PUBLIEE",
                        JOUR.plusDays(1),
                        JOUR.plusDays(9),
                        Fuseau.deLaRegion("04")));
        bulletins.ouvrirJauge(offre.sessions.get(14L));
        assertTrue(
                comme(rh(), () -> inscription.executer(14, List.of(101L)))
                        .get(0)
                        .place(),
                "à La Réunion, c'est déjà demain : elle est ouverte");
    }

    @Test
    void la_place_d_un_agent_qui_renonce_va_au_premier_de_la_file() {
        List<Placement> p = inscrire(101L, 102L, 103L);
        comme(agentConnecte(101), () -> annulation.executer(p.get(0).bulletinId(), "Empêchement"));
        assertEquals(Etat.TRANSMISE, etat(p.get(2).bulletinId()));
    }

    @Test
    void un_refus_de_la_delegation_rend_aussi_la_place() {
        List<Placement> p = inscrire(101L, 102L, 103L);
        comme(delegation(), () -> instruction.refuser(p.get(1).bulletinId(), "Hors du public visé"));
        assertEquals(Etat.TRANSMISE, etat(p.get(2).bulletinId()));
    }

    @Test
    void donne_les_places_dans_l_ordre_de_la_demande_de_la_collectivite() {
        assertEquals(
                List.of(105L, 101L, 103L),
                inscrire(105L, 101L, 103L).stream().map(Placement::agentId).toList());
    }

    @Test
    void une_gestionnaire_qui_est_aussi_agente_ne_valide_ni_n_inscrit_sa_propre_demande() {
        long sienne = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(sienne, true, null));
        annuaire.postes.put(rh().compteId(), Set.of(101L));
        assertEquals("sa-propre-demande", refus(rh(), () -> validation.executer(List.of(sienne))));
        assertEquals(Etat.AVIS_RENDU, etat(sienne));
        assertEquals("sa-propre-demande", refus(rh(), () -> inscrire(102L, 101L)));
        annuaire.postes.clear();
        comme(rh(), () -> validation.executer(List.of(sienne)));
        assertEquals(Etat.TRANSMISE, etat(sienne), "une autre gestionnaire valide");
    }

    @Test
    void le_gestionnaire_d_une_branche_valide_et_inscrit_ses_agents_et_une_demande_suit_qui_change_de_branche() {
        Utilisateur voirie = new Utilisateur(
                9, "voirie", "Référente de la voirie", Role.GESTIONNAIRE_RH, Exemples.DENAIN, null, null, "", "Voirie");
        annuaire.agents.replaceAll(a -> a.id() == 102 || a.id() == 103 ? dans(a, "Voirie > Centre") : a);
        portees.branches.put("Voirie", Set.of(102L, 103L));
        long ailleurs = comme(agentConnecte(101), () -> preinscription.executer(1));
        long dici = comme(agentConnecte(102), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(ailleurs, true, null));
        comme(responsable(), () -> avis.executer(dici, true, null));
        assertEquals(
                List.of(dici),
                comme(voirie, () -> consultation.lister(null, null, 0, 10)).lignes().stream()
                        .map(l -> l.ligne().id())
                        .toList());
        assertEquals(Map.of(Etat.AVIS_RENDU, 1L), comme(voirie, consultation::compter));
        assertEquals("bulletin-inconnu", refus(voirie, () -> consultation.dossier(ailleurs)));
        assertEquals("bulletin-inconnu", refus(voirie, () -> validation.executer(List.of(ailleurs))));
        assertEquals("bulletin-inconnu", refus(voirie, () -> validation.refuser(ailleurs, "Non")));
        assertEquals("bulletin-inconnu", refus(voirie, () -> annulation.executer(ailleurs, "Non")));
        assertEquals("agent-inconnu", refus(voirie, () -> inscription.executer(1, List.of(103L, 104L))));
        comme(voirie, () -> inscription.executer(1, List.of(103L)));
        comme(voirie, () -> validation.executer(List.of(dici)));
        assertEquals(Etat.TRANSMISE, etat(dici));
        portees.branches.put("Voirie", Set.of(101L, 103L));
        assertEquals("bulletin-inconnu", refus(voirie, () -> consultation.dossier(dici)));
        comme(voirie, () -> validation.executer(List.of(ailleurs)));
        assertEquals(Etat.LISTE_ATTENTE, etat(ailleurs));
    }

    private static AgentInfo dans(AgentInfo a, String service) {
        return new AgentInfo(
                a.id(),
                a.collectiviteId(),
                a.matricule(),
                a.nom(),
                a.prenom(),
                a.courriel(),
                a.metier(),
                service,
                a.categorie(),
                a.cadreEmplois(),
                a.responsableId());
    }

    @Test
    void une_gestionnaire_seule_valide_sa_propre_demande_si_sa_collectivite_l_a_voulu_et_cela_se_note() {
        long sienne = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(sienne, true, null));
        annuaire.postes.put(rh().compteId(), Set.of(101L));
        annuaire.seule = true;
        assertEquals("sa-propre-demande", refus(rh(), () -> validation.executer(List.of(sienne))), "sans le réglage");
        annuaire.validationDeSoi = true;
        annuaire.seule = false;
        assertEquals("sa-propre-demande", refus(rh(), () -> validation.executer(List.of(sienne))), "une autre le peut");
        assertEquals(List.of(), journal);
        annuaire.seule = true;
        comme(rh(), () -> validation.executer(List.of(sienne)));
        assertEquals(Etat.TRANSMISE, etat(sienne));
        assertEquals(List.of("validation-de-soi bulletin " + sienne + " " + DENAIN), journal);
        assertTrue(bulletins.parId(sienne).orElseThrow().histoire().stream()
                .anyMatch(c -> c.texte().startsWith("Validé par l'agent lui-même")));
    }

    @Test
    void par_un_autre_de_ses_postes_on_ne_donne_pas_l_avis_sur_sa_propre_demande() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        annuaire.postes.put(responsable().compteId(), Set.of(100L, 101L));
        assertEquals("sa-propre-demande", refus(responsable(), () -> avis.executer(id, true, null)));
        assertEquals(Etat.PREINSCRIPTION, etat(id));
    }

    @Test
    void le_responsable_lit_le_verdict_des_regles_a_travers_les_postes_et_non_leur_fondement() {
        annuaire.postes.put(999L, Set.of(101L, 200L));
        ouvrir(2, 5);
        comme(rhDeValenciennes(), () -> inscription.executer(2, List.of(200L)));
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        List<String> lus = comme(responsable(), () -> textes(id));
        assertTrue(lus.contains("Une autre session est demandée aux mêmes dates"), lus.toString());
        assertTrue(lus.stream().noneMatch(t -> t.contains("Valenciennes")), lus.toString());
        assertTrue(
                comme(agentConnecte(101), () -> textes(id)).stream().anyMatch(t -> t.contains("Valenciennes")),
                "elle, si");
    }

    @Test
    void le_delai_du_meme_objet_se_compte_a_travers_les_postes() {
        annuaire.postes.put(999L, Set.of(101L, 200L));
        // Le même stage de trois jours, cinq mois et demi après l'autre, par deux employeurs ; puis sept mois après.
        duMemeStage(21, JOUR.plusDays(44));
        duMemeStage(22, JOUR.plusDays(44).plusMonths(5).plusDays(15));
        duMemeStage(23, JOUR.plusDays(44).plusMonths(7));
        comme(rhDeValenciennes(), () -> inscription.executer(21, List.of(200L)));
        String objet =
                "Une formation sur le même objet à moins de 6 mois, même courte. Hors du service, la règle ne s'applique pas";
        long proche = comme(rh(), () -> inscription.executer(22, List.of(101L)))
                .get(0)
                .bulletinId();
        assertTrue(comme(rh(), () -> textes(proche)).contains(objet));
        comme(rh(), () -> annulation.executer(proche, "Trop tôt"));
        long loin = comme(rh(), () -> inscription.executer(23, List.of(101L)))
                .get(0)
                .bulletinId();
        assertTrue(
                comme(rh(), () -> textes(loin)).contains("Le délai depuis la formation sur le même objet est passé"));
    }

    /** Domaine : le délai court de la fin de la première session, qui dure ici trois jours. */
    @Test
    void le_delai_du_meme_objet_court_de_la_fin_de_la_premiere() {
        LocalDate fin = JOUR.plusDays(46);
        duMemeStage(21, JOUR.plusDays(44));
        duMemeStage(22, fin.plusMonths(6).minusDays(1));
        duMemeStage(23, fin.plusMonths(6));
        long premiere = comme(rh(), () -> inscription.executer(21, List.of(101L)))
                .get(0)
                .bulletinId();
        String objet =
                "Une formation sur le même objet à moins de 6 mois, même courte. Hors du service, la règle ne s'applique pas";
        long veille = comme(rh(), () -> inscription.executer(22, List.of(101L)))
                .get(0)
                .bulletinId();
        assertTrue(comme(rh(), () -> textes(veille)).contains(objet));
        assertTrue(comme(rh(), () -> textes(premiere)).contains(objet), "d'où qu'on regarde");
        comme(rh(), () -> annulation.executer(veille, "Trop tôt"));
        long jour = comme(rh(), () -> inscription.executer(23, List.of(101L)))
                .get(0)
                .bulletinId();
        assertTrue(
                comme(rh(), () -> textes(jour)).contains("Le délai depuis la formation sur le même objet est passé"));
        assertTrue(comme(rh(), () -> textes(premiere))
                .contains("Le délai depuis la formation sur le même objet est passé"));
    }

    private void duMemeStage(long id, LocalDate debut) {
        offre.sessions.put(id, Exemples.duStage(777, session(id, 5), debut));
        bulletins.ouvrirJauge(offre.sessions.get(id));
    }

    private void remplacer(long agentId, Long responsableId) {
        AgentInfo a = annuaire.agents(List.of(agentId)).get(agentId);
        annuaire.agents.remove(a);
        annuaire.agents.add(new AgentInfo(
                a.id(),
                a.collectiviteId(),
                a.matricule(),
                a.nom(),
                a.prenom(),
                a.courriel(),
                a.metier(),
                a.service(),
                a.categorie(),
                a.cadreEmplois(),
                responsableId));
    }

    /** Ce qui peut faire qu'un avis attendu ne vienne plus, et ce qu'on en dit. */
    private Map<String, Runnable> changements() {
        return Map.of(
                "la collectivité ne le demande plus",
                () -> collectivite(denain(true, false)),
                "cet agent n'a plus de responsable",
                () -> remplacer(101, null),
                "son responsable a quitté la collectivité",
                () -> annuaire.departs.put(100L, JOUR));
    }

    @Test
    void une_demande_dont_l_avis_n_est_plus_attendu_se_valide_et_le_dit() {
        changements().forEach((pourquoi, changement) -> {
            long id = comme(agentConnecte(101), () -> preinscription.executer(1));
            assertEquals("avis-attendu", refus(rh(), () -> validation.executer(List.of(id))));
            assertTrue(!comme(rh(), () -> consultation.dossier(id)).aValider());
            changement.run();
            Dossier lu = comme(rh(), () -> consultation.dossier(id));
            assertTrue(lu.aValider());
            assertTrue(
                    lu.explication().startsWith("L'avis du responsable n'est plus attendu : " + pourquoi),
                    lu.explication());
            comme(rh(), () -> validation.executer(List.of(id)));
            assertTrue(comme(rh(), () -> consultation.dossier(id)).histoire().stream()
                    .anyMatch(p -> p.texte().endsWith(pourquoi)));
            revenir(id);
        });
    }

    @Test
    void la_tache_fait_passer_a_la_rh_ce_que_nul_avis_n_attend_plus_et_laisse_le_reste() {
        changements().forEach((pourquoi, changement) -> {
            long id = comme(agentConnecte(101), () -> preinscription.executer(1));
            comme(Utilisateur.SYSTEME, levee::executer);
            assertEquals(Etat.PREINSCRIPTION, etat(id), "rien n'a changé");
            changement.run();
            comme(Utilisateur.SYSTEME, levee::executer);
            assertEquals(Etat.AVIS_RENDU, etat(id), pourquoi);
            revenir(id);
        });
    }

    /** Tout redevient comme avant, et la demande est retirée. */
    private void revenir(long id) {
        comme(rh(), () -> annulation.executer(id, "Suite de l'épreuve"));
        collectivite(denain(true, true));
        annuaire.departs.clear();
        remplacer(101, 100L);
    }

    @Test
    void un_responsable_parti_qu_on_remplace_ou_qui_part_bientot_donne_encore_le_sien() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        annuaire.departs.put(100L, JOUR.plusDays(1));
        comme(Utilisateur.SYSTEME, levee::executer);
        assertEquals(Etat.PREINSCRIPTION, etat(id));
        annuaire.departs.put(100L, JOUR.minusDays(5));
        annuaire.remplaces.add(100L);
        comme(Utilisateur.SYSTEME, levee::executer);
        assertEquals(Etat.PREINSCRIPTION, etat(id));
        assertEquals("avis-attendu", refus(rh(), () -> validation.executer(List.of(id))));
    }

    @Test
    void un_agent_parti_ne_demande_plus_et_n_est_plus_place() {
        annuaire.departs.put(101L, JOUR.minusDays(30));
        assertEquals("agent-parti", refus(agentConnecte(101), () -> preinscription.executer(1)));
        annuaire.departs.put(101L, JOUR.plusDays(1));
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(id, true, null));
        annuaire.departs.put(101L, JOUR);
        assertEquals("agent-parti", refus(rh(), () -> validation.executer(List.of(id))));
        assertEquals(Etat.AVIS_RENDU, etat(id));
    }

    @Test
    void une_session_d_apres_le_depart_annonce_est_signalee_a_l_employeur_et_a_lui_seul() {
        LocalDate debut = offre.sessions.get(1L).debut();
        long id = inscrire(101L).get(0).bulletinId();
        assertTrue(comme(rh(), () -> textes(id)).stream().noneMatch(t -> t.contains("départ")));
        annuaire.departs.put(101L, debut);
        assertTrue(comme(rh(), () -> textes(id)).stream().anyMatch(t -> t.startsWith("La session a lieu après")));
        annuaire.departs.put(101L, offre.sessions.get(1L).fin());
        assertTrue(comme(agentConnecte(101), () -> textes(id)).stream()
                .anyMatch(t -> t.startsWith("La session finit après")));
        assertTrue(comme(delegation(), () -> textes(id)).stream().noneMatch(t -> t.contains("départ")));
        annuaire.departs.put(101L, offre.sessions.get(1L).fin().plusDays(1));
        assertTrue(comme(rh(), () -> textes(id)).stream().noneMatch(t -> t.contains("départ")));
    }

    @Test
    void le_siege_ne_lit_d_une_demande_que_ce_qui_a_ete_transmis() {
        long refusee = comme(agentConnecte(102), () -> preinscription.executer(1));
        comme(rh(), () -> validation.refuser(refusee, "Raison interne : son poste est supprimé"));
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("bulletin-inconnu", refus(siege(), () -> consultation.dossier(refusee)));
        assertEquals("bulletin-inconnu", refus(siege(), () -> consultation.dossier(id)));
        assertEquals(Map.of(), comme(siege(), consultation::compter));
        comme(responsable(), () -> avis.executer(id, false, "Raison interne"));
        comme(rh(), () -> validation.executer(List.of(id)));
        Dossier lu = comme(siege(), () -> consultation.dossier(id));
        assertEquals(null, lu.ligne().avis());
        assertEquals(
                List.of("Une place est tenue"),
                lu.histoire().stream().map(Dossier.Pas::texte).toList());
        assertEquals(Map.of(Etat.TRANSMISE, 1L), comme(siege(), consultation::compter));
    }

    @Test
    void ne_valide_pas_deux_fois_le_meme_bulletin() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(id, true, null));
        comme(rh(), () -> validation.executer(List.of(id, id)));
        assertEquals("etat-du-bulletin", refus(rh(), () -> validation.executer(List.of(id))));
        assertEquals(1, bulletins.jauges(List.of(1L)).get(1L).placesPrises());
    }

    @Test
    void n_inscrit_personne_quand_un_agent_n_est_pas_de_la_collectivite() {
        assertEquals("agent-inconnu", refus(sirh(), () -> inscription.executer(1, List.of(101L, 200L))));
        assertEquals(0, bulletins.jauges(List.of(1L)).get(1L).placesPrises());
    }

    @Test
    void n_inscrit_pas_a_une_session_publiee_pour_d_autres() {
        offre.cachees.add(1L);
        assertEquals("session-inconnue", refus(rh(), () -> inscription.executer(1, List.of(101L))));
        assertEquals("session-inconnue", refus(agentConnecte(101), () -> preinscription.executer(1)));
    }

    @Test
    void n_inscrit_pas_deux_fois_le_meme_agent_dans_un_envoi() {
        assertEquals("agent-en-double", refus(rh(), () -> inscription.executer(1, List.of(101L, 101L))));
    }

    @Test
    void n_inscrit_plus_apres_la_cloture() {
        offre.sessions.put(9L, session(9, 5, Modalite.PRESENTIEL, "PUBLIEE", JOUR.minusDays(9), JOUR.minusDays(1)));
        assertEquals("session-close", refus(rh(), () -> inscription.executer(9, List.of(101L))));
    }

    @Test
    void ne_preinscrit_pas_quand_la_collectivite_ne_l_a_pas_ouvert() {
        collectivite(denain(false, true));
        assertEquals("preinscription-fermee", refus(agentConnecte(101), () -> preinscription.executer(1)));
    }

    @Test
    void passe_l_avis_quand_la_collectivite_ne_le_demande_pas() {
        collectivite(denain(true, false));
        assertEquals(Etat.AVIS_RENDU, etat(comme(agentConnecte(101), () -> preinscription.executer(1))));
    }

    @Test
    void seul_le_responsable_de_l_agent_donne_son_avis() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("bulletin-inconnu", refus(autreResponsable(), () -> avis.executer(id, true, null)));
    }

    @Test
    void une_autre_collectivite_ne_voit_ni_ne_valide_ni_n_annule() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> consultation.dossier(id)));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> validation.executer(List.of(id))));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> annulation.executer(id, "Pour nuire")));
        assertEquals("bulletin-inconnu", refus(agentConnecte(102), () -> consultation.dossier(id)));
    }

    @Test
    void la_delegation_ne_voit_une_demande_qu_une_fois_transmise() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("bulletin-inconnu", refus(delegation(), () -> consultation.dossier(id)));
        comme(responsable(), () -> avis.executer(id, true, null));
        comme(rh(), () -> validation.executer(List.of(id)));
        assertEquals(
                id, comme(delegation(), () -> consultation.dossier(id)).ligne().id());
    }

    @Test
    void la_delegation_ne_voit_jamais_une_demande_refusee_ou_annulee_avant_d_etre_transmise() {
        long refusee = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(rh(), () -> validation.refuser(refusee, "Raison interne : son poste est supprimé"));
        long annulee = comme(agentConnecte(102), () -> preinscription.executer(1));
        comme(agentConnecte(102), () -> annulation.executer(annulee, "Je quitte la commune"));
        for (long id : List.of(refusee, annulee)) {
            assertEquals("bulletin-inconnu", refus(delegation(), () -> consultation.dossier(id)));
            assertEquals("bulletin-inconnu", refus(delegation(), () -> instruction.accepter(List.of(id))));
            assertEquals("bulletin-inconnu", refus(delegation(), () -> instruction.refuser(id, "Pour voir")));
            assertEquals("bulletin-inconnu", refus(delegation(), () -> annulation.executer(id, "Pour voir")));
        }
        assertEquals(
                0,
                comme(delegation(), () -> consultation.lister(null, null, 0, 10).total()));
        assertEquals(Map.of(), comme(delegation(), consultation::compter));
        assertEquals(List.of(), comme(delegation(), () -> consultation.suivants(null, null, null, 10)));
        assertEquals(2, comme(rh(), () -> consultation.lister(null, null, 0, 10).total()));
    }

    @Test
    void refusee_ou_annulee_une_demande_transmise_se_relit_par_la_delegation() {
        List<Placement> p = inscrire(101L, 102L);
        comme(delegation(), () -> instruction.refuser(p.get(0).bulletinId(), "Hors du public visé"));
        comme(rh(), () -> annulation.executer(p.get(1).bulletinId(), "Empêchement"));
        assertEquals(Map.of(Etat.REFUSEE, 1L, Etat.ANNULEE, 1L), comme(delegation(), consultation::compter));
    }

    @Test
    void la_delegation_ne_lit_ni_l_avis_du_responsable_ni_rien_d_avant_la_transmission() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(responsable(), () -> avis.executer(id, false, "Raison interne : il revient de congé"));
        comme(rh(), () -> validation.executer(List.of(id)));
        Dossier lu = comme(delegation(), () -> consultation.dossier(id));
        assertEquals(null, lu.ligne().avis());
        assertEquals(
                List.of("Une place est tenue"),
                lu.histoire().stream().map(Dossier.Pas::texte).toList());
        assertEquals(
                null,
                comme(
                        delegation(),
                        () -> consultation
                                .lister(null, null, 0, 10)
                                .lignes()
                                .get(0)
                                .avis()));
        assertEquals(
                null,
                comme(
                        delegation(),
                        () -> consultation.suivants(null, null, null, 10).get(0).avis()));
        comme(delegation(), () -> instruction.accepter(List.of(id)));
        assertEquals(
                List.of("Accepté par le CNFPT", "Une place est tenue"),
                comme(delegation(), () -> consultation.dossier(id)).histoire().stream()
                        .map(Dossier.Pas::texte)
                        .toList());
        Dossier deLaRh = comme(rh(), () -> consultation.dossier(id));
        assertEquals("DEFAVORABLE", deLaRh.ligne().avis());
        assertEquals(5, deLaRh.histoire().size());
    }

    @Test
    void une_autre_delegation_n_instruit_pas() {
        long id = inscrire(101L).get(0).bulletinId();
        Collection<Long> ids = List.of(id);
        assertEquals("bulletin-inconnu", refus(autreDelegation(), () -> instruction.accepter(ids)));
        assertEquals("bulletin-inconnu", refus(autreDelegation(), () -> instruction.refuser(id, "Pour nuire")));
    }

    @Test
    void apres_une_fusion_celle_qui_succede_instruit_ce_que_l_ancienne_avait_recu() {
        List<Placement> p = inscrire(101L, 102L);
        portees.fusionner(DELEGATION + 1, DELEGATION);
        comme(autreDelegation(), () -> instruction.accepter(List.of(p.get(0).bulletinId())));
        // Encore connectée sous l'ancienne.
        comme(delegation(), () -> instruction.refuser(p.get(1).bulletinId(), "Hors du public visé"));
        assertEquals(1, comme(autreDelegation(), () -> instruction.convoquer(1)));
        assertEquals(Map.of(Etat.CONVOQUEE, 1L, Etat.REFUSEE, 1L), comme(autreDelegation(), consultation::compter));
        // L'inscription partie avant la fusion s'écrit sous l'ancienne : elle n'est pas perdue.
        long tardive = inscrire(103L).get(0).bulletinId();
        assertEquals(DELEGATION, bulletins.parId(tardive).orElseThrow().structureId());
        comme(autreDelegation(), () -> instruction.accepter(List.of(tardive)));
        assertEquals(Etat.ACCEPTEE, etat(tardive));
    }

    @Test
    void la_convocation_n_existe_pas_avant_la_convocation() {
        long id = inscrire(101L).get(0).bulletinId();
        assertEquals("pas-convoque", refus(rh(), () -> pieces.convocation(id)));
        comme(delegation(), () -> instruction.accepter(List.of(id)));
        comme(delegation(), () -> instruction.convoquer(1));
        byte[] pdf = comme(agentConnecte(101), () -> pieces.convocation(id));
        String lue = lire(pdf);
        assertTrue(lue.contains("Repas") && lue.contains("Pris en charge sur place"), lue);
        offre.sessions.put(1L, Exemples.aDistance(offre.sessions.get(1L)));
        String aDistance = lire(comme(agentConnecte(101), () -> pieces.convocation(id)));
        assertTrue(aDistance.contains("À distance") && !aDistance.contains("Repas"), aDistance);
    }

    private static String lire(byte[] pdf) {
        try (org.apache.pdfbox.pdmodel.PDDocument document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper()
                    .getText(document)
                    .replaceAll("[\\s\\u00a0\\u202f]+", " ");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void apres_un_refus_de_l_employeur_la_demande_suivante_rappelle_la_commission_et_la_delegation_n_en_sait_rien() {
        String rappel =
                "L'employeur a déjà refusé ce stage : avant un autre refus, il consulte la commission administrative paritaire";
        long premiere = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertTrue(comme(rh(), () -> textes(premiere)).stream().noneMatch(t -> t.contains("commission")));
        comme(rh(), () -> validation.refuser(premiere, "Hors du plan"));
        long seconde = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertTrue(comme(rh(), () -> textes(seconde)).contains(rappel));
        assertTrue(comme(agentConnecte(101), () -> textes(seconde)).contains(rappel));
        comme(rh(), () -> validation.refuser(seconde, "Toujours hors du plan"));
        long troisieme =
                comme(rh(), () -> inscription.executer(1, List.of(101L))).get(0).bulletinId();
        assertTrue(comme(rh(), () -> textes(troisieme)).stream().anyMatch(t -> t.contains("2 fois de suite")));
        assertTrue(comme(delegation(), () -> textes(troisieme)).stream().noneMatch(t -> t.contains("commission")));
    }

    @Test
    void le_bulletin_s_imprime_avec_le_visa_de_qui_l_a_valide_et_pas_avant() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("pas-valide", refus(rh(), () -> pieces.bulletin(id)));
        comme(responsable(), () -> avis.executer(id, true, null));
        comme(rh(), () -> validation.executer(List.of(id)));
        for (Utilisateur u : List.of(agentConnecte(101), rh(), delegation())) {
            String lu = lire(comme(u, () -> pieces.bulletin(id)));
            assertTrue(lu.contains("Visa de la collectivité") && lu.contains("par La RH de Denain"), lu);
        }
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> pieces.bulletin(id)));
    }

    @Test
    void la_convocation_d_un_cycle_dit_ou_se_tient_chaque_seance() {
        long id = inscrire(101L).get(0).bulletinId();
        comme(delegation(), () -> instruction.accepter(List.of(id)));
        comme(delegation(), () -> instruction.convoquer(1));
        deroule = List.of(
                seance("lundi 1 mars 2027, 9 h 00 – 12 h 30", true, "En présence", "Ouvrir", null, null),
                seance(
                        "mardi 2 mars 2027, 9 h 00 – 12 h 30",
                        true,
                        "En présence",
                        "Sur le terrain",
                        "Arras",
                        "Arras, salle 9"),
                seance("mercredi 3 mars 2027, 9 h 00 – 10 h 00", false, "À distance, en direct", "Point", null, null));
        byte[] pdf = comme(agentConnecte(101), () -> pieces.convocation(id));
        String texte = lire(pdf);
        assertTrue(texte.contains("Ouvrir En présence · Lille"), texte);
        assertTrue(texte.contains("Sur le terrain En présence · Arras, salle 9"), texte);
        assertTrue(texte.contains("Point À distance, en direct"), texte);
    }

    private static DerouleDeSession.Temps seance(
            String quand, boolean enPresence, String forme, String titre, String ville, String ou) {
        return new DerouleDeSession.Temps(
                1, LocalDate.of(2027, 3, 1), LocalTime.of(9, 0), enPresence, quand, forme, titre, ville, ou);
    }

    @Test
    void montre_les_regles_a_l_agent_avec_leur_source() {
        inscrire(101L);
        ouvrir(2, 5);
        List<Dossier.Constat> constats = comme(agentConnecte(101), () -> consultation.constats(2));
        assertTrue(constats.stream()
                .anyMatch(c -> c.verdict().equals("attention") && c.texte().contains("mêmes dates")));
        assertTrue(constats.stream()
                .anyMatch(c -> c.verdict().equals("oui") && c.source().contains("art. 7, depuis le")));
    }

    @Test
    void les_regles_regardent_la_personne_et_un_employeur_n_en_lit_que_le_verdict() {
        annuaire.postes.put(999L, Set.of(101L, 200L));
        ouvrir(2, 5);
        inscrire(101L);
        long ailleurs = comme(rhDeValenciennes(), () -> inscription.executer(2, List.of(200L)))
                .get(0)
                .bulletinId();
        List<String> employeur = comme(rhDeValenciennes(), () -> textes(ailleurs));
        assertTrue(employeur.contains("Une autre session est demandée aux mêmes dates"), employeur.toString());
        assertTrue(employeur.stream().noneMatch(t -> t.contains("Denain")), employeur.toString());
        List<String> cnfpt = comme(delegation(), () -> textes(ailleurs));
        assertTrue(
                cnfpt.stream().anyMatch(t -> t.startsWith("Une autre session est demandée") && t.contains("Denain")),
                cnfpt.toString());
        assertEquals(
                "deja-inscrit",
                refus(rhDeValenciennes(), () -> inscription.executer(1, List.of(200L))),
                "la même session, par l'autre employeur");
    }

    @Test
    void la_delegation_n_apprend_pas_par_une_regle_une_demande_qui_ne_lui_est_pas_transmise() {
        annuaire.postes.put(999L, Set.of(101L, 200L));
        ouvrir(2, 5);
        comme(agentConnecte(101), () -> preinscription.executer(1));
        long ailleurs = comme(rhDeValenciennes(), () -> inscription.executer(2, List.of(200L)))
                .get(0)
                .bulletinId();
        assertTrue(comme(rhDeValenciennes(), () -> textes(ailleurs))
                .contains("Une autre session est demandée aux mêmes dates"));
        assertTrue(comme(delegation(), () -> textes(ailleurs)).contains("Aucune autre session à ces dates"));
    }

    /** Les agents 101 de Denain et 200 de Valenciennes, une personne, que leurs deux employeurs ont déclarée. */
    private void partager(Instant depuis) {
        annuaire.postes.put(999L, Set.of(101L, 200L));
        annuaire.statuts.add(new StatutCommun(101, 200, VALENCIENNES, depuis));
        annuaire.statuts.add(new StatutCommun(200, 101, DENAIN, depuis));
    }

    private List<String> lues(Utilisateur u) {
        return comme(
                u,
                () -> partagees.lister().stream()
                        .map(p -> p.agent().matricule() + " " + p.porteur().nom() + " "
                                + p.session().id() + " " + p.ligne().etat() + " " + p.avis())
                        .toList());
    }

    @Test
    void l_autre_employeur_d_un_agent_intercommunal_lit_ou_en_est_la_demande_et_rien_d_autre() {
        partager(MAINTENANT);
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals(List.of("V200 Denain 1 PREINSCRIPTION null"), lues(rhDeValenciennes()));
        assertEquals(List.of(), lues(rh()), "la sienne est parmi ses bulletins");
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> consultation.dossier(id)));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> annulation.executer(id, "Pour nuire")));
        assertEquals(1, courriels.size());
        assertTrue(courriels.get(0).startsWith("rh@" + VALENCIENNES), courriels.toString());
        assertTrue(courriels.get(0).contains("V200"), "sous son matricule de là-bas");
        assertTrue(courriels.get(0).contains("Votre avis est demandé"), courriels.toString());
        comme(responsable(), () -> avis.executer(id, false, "Raison interne"));
        assertEquals(List.of("V200 Denain 1 AVIS_RENDU null"), lues(rhDeValenciennes()), "ni l'avis du responsable");
        comme(rh(), () -> validation.refuser(id, "Raison interne"));
        assertEquals(List.of("V200 Denain 1 REFUSEE null"), lues(rhDeValenciennes()));
    }

    @Test
    void les_demandes_partagees_se_suivent_sans_que_celles_d_avant_le_partage_raccourcissent_la_tranche() {
        partager(MAINTENANT);
        annuaire.agents.add(agentDeValenciennes(201));
        annuaire.postes.put(998L, Set.of(102L, 201L));
        annuaire.statuts.add(new StatutCommun(201, 102, DENAIN, MAINTENANT.plusSeconds(1)));
        ouvrir(2, 5);
        ouvrir(3, 5);
        comme(agentConnecte(101), () -> preinscription.executer(1));
        comme(agentConnecte(102), () -> preinscription.executer(1));
        comme(agentConnecte(102), () -> preinscription.executer(2));
        comme(agentConnecte(101), () -> preinscription.executer(2));
        comme(agentConnecte(101), () -> preinscription.executer(3));
        List<Partagee> debut = comme(rhDeValenciennes(), () -> partagees.suivantes(null, 2));
        assertEquals(List.of(3L, 2L), debut.stream().map(p -> p.session().id()).toList());
        Ligne derniere = debut.get(1).ligne();
        List<Partagee> suite = comme(
                rhDeValenciennes(),
                () -> partagees.suivantes(new Bulletins.Repere(derniere.deposeLe(), derniere.id()), 2));
        assertEquals(List.of(1L), suite.stream().map(p -> p.session().id()).toList());
    }

    @Test
    void inscrit_par_l_un_de_ses_employeurs_l_autre_en_est_prevenu_et_un_agent_d_un_seul_poste_ne_previent_personne() {
        partager(MAINTENANT);
        inscrire(101L, 102L);
        assertEquals(1, courriels.size());
        assertTrue(!courriels.get(0).contains("avis"), "rien n'est plus à donner");
        assertEquals(List.of("V200 Denain 1 TRANSMISE null"), lues(rhDeValenciennes()));
    }

    @Test
    void l_avis_de_l_autre_employeur_se_lit_avant_de_valider_et_n_arrete_rien() {
        partager(MAINTENANT);
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertTrue(comme(rh(), () -> textes(id))
                .contains("Avis de Valenciennes, autre employeur de cet agent : pas encore rendu"));
        assertEquals("motif-absent", refus(rhDeValenciennes(), () -> partagees.donnerAvis(id, false, " ")));
        comme(rhDeValenciennes(), () -> partagees.donnerAvis(id, true, null));
        comme(rhDeValenciennes(), () -> partagees.donnerAvis(id, false, "Elle est seule ce jour-là"));
        assertEquals(List.of("V200 Denain 1 PREINSCRIPTION DEFAVORABLE"), lues(rhDeValenciennes()));
        assertTrue(comme(rh(), () -> textes(id))
                .contains("Avis de Valenciennes, autre employeur de cet agent : défavorable"));
        assertEquals(Etat.PREINSCRIPTION, etat(id));
        comme(responsable(), () -> avis.executer(id, true, null));
        assertTrue(comme(rh(), () -> validation.executer(List.of(id))).get(0).place());
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> partagees.donnerAvis(id, true, null)));
        assertTrue(
                comme(delegation(), () -> consultation.dossier(id)).histoire().stream()
                        .noneMatch(p -> p.texte().contains("Valenciennes")),
                "la délégation ne lit pas ce qui précède la transmission");
    }

    @Test
    void nul_ne_donne_d_avis_sans_statut_partage_ni_sur_ce_qui_le_precede_ni_quand_la_regle_ne_le_demande_pas() {
        long id = comme(agentConnecte(101), () -> preinscription.executer(1));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> partagees.donnerAvis(id, true, null)));
        partager(MAINTENANT.plusSeconds(1));
        assertEquals(List.of(), lues(rhDeValenciennes()), "déposée avant le partage");
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> partagees.donnerAvis(id, true, null)));
        annuaire.statuts.clear();
        partager(MAINTENANT);
        avisDesAutresEmployeurs = false;
        assertEquals(List.of("V200 Denain 1 PREINSCRIPTION null"), lues(rhDeValenciennes()));
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), () -> partagees.donnerAvis(id, true, null)));
        assertTrue(comme(rh(), () -> textes(id)).stream().noneMatch(t -> t.startsWith("Avis de")));
    }

    @Test
    void le_statut_partage_dit_a_l_employeur_le_fondement_de_ce_que_porte_l_autre_et_de_lui_seul() {
        annuaire.agents.add(agentDeValenciennes(201));
        ouvrir(2, 5);
        ouvrir(3, 5);
        inscrire(101L);
        partager(MAINTENANT);
        long ailleurs = comme(rhDeValenciennes(), () -> inscription.executer(2, List.of(200L)))
                .get(0)
                .bulletinId();
        List<String> lus = comme(rhDeValenciennes(), () -> textes(ailleurs));
        assertTrue(
                lus.stream().anyMatch(t -> t.startsWith("Une autre session est demandée") && t.endsWith("Denain")),
                lus.toString());
        // Un troisième poste, que nul n'a déclaré : son fondement reste à la personne.
        annuaire.postes.put(999L, Set.of(101L, 200L, 201L));
        annuaire.statuts.clear();
        annuaire.statuts.add(new StatutCommun(101, 200, VALENCIENNES, MAINTENANT));
        long ici = comme(rhDeValenciennes(), () -> inscription.executer(3, List.of(201L)))
                .get(0)
                .bulletinId();
        assertTrue(comme(rhDeValenciennes(), () -> textes(ici))
                .contains("Une autre session est demandée aux mêmes dates"));
    }

    private List<String> textes(long bulletin) {
        return consultation.dossier(bulletin).regles().stream()
                .map(Dossier.Constat::texte)
                .toList();
    }

    @Test
    void dans_une_preparation_aux_concours_seul_est_accepte_qui_a_le_resultat_de_son_test() {
        SessionInfo s = fr.cnfpt.inscription.Exemples.concours(session(77, 5));
        offre.sessions.put(77L, s);
        bulletins.ouvrirJauge(s);
        long id = bulletins
                .inscrire(s, List.of(agent(101)), rh(), MAINTENANT)
                .get(0)
                .bulletinId();
        Set<Long> sans = new java.util.HashSet<>(Set.of(id));
        Injection.poser(instruction, new Orientations() {
            @Override
            public Set<Long> sansResultat(Collection<Long> demandes) {
                return demandes.stream().filter(sans::contains).collect(java.util.stream.Collectors.toSet());
            }

            @Override
            public List<Long> admis(long sessionId) {
                return sans.isEmpty() ? List.of(id) : List.of();
            }

            @Override
            public Regle testDOrientation(LocalDate jour) {
                return new Regle("un test d'abord", "épreuve", jour);
            }
        });
        Refus refus = assertThrows(Refus.class, () -> comme(delegation(), () -> instruction.accepter(List.of(id))));
        assertEquals("orientation-attendue", refus.code());
        assertEquals("un test d'abord", refus.regle().texte());
        assertThrows(Refus.class, () -> comme(delegation(), () -> instruction.accepterTous(77)));
        sans.clear();
        assertEquals(1, (int) comme(delegation(), () -> instruction.accepterTous(77)));
        assertEquals(Etat.ACCEPTEE, bulletins.parId(id).orElseThrow().etat());
    }
}
