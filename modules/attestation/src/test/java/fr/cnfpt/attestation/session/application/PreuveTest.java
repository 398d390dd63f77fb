package fr.cnfpt.attestation.session.application;

import static fr.cnfpt.attestation.Exemples.DENAIN;
import static fr.cnfpt.attestation.Exemples.HDF;
import static fr.cnfpt.attestation.Exemples.IDF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.application.FinirLesPartages;
import fr.cnfpt.attestation.attestations.application.PartagerMesAttestations;
import fr.cnfpt.attestation.attestations.application.RevoquerAttestation;
import fr.cnfpt.attestation.attestations.application.VerifierAttestation;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.port.EnMemoire;
import fr.cnfpt.attestation.preuve.application.Jugement;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Baremes;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.ecommunautes.api.Communautes;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * De la feuille de présence à l'attestation. La session 7, de HDF, a trois convoqués : les agents 1 et 2 de Denain, 3
 * d'ailleurs.
 */
class PreuveTest {

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final PorteesEnMemoire portees = new PorteesEnMemoire(courant);
    private final EnMemoire.SuivisEnMemoire suivis = new EnMemoire.SuivisEnMemoire();
    private final EnMemoire.AttestationsEnMemoire attestations = new EnMemoire.AttestationsEnMemoire();
    private final Map<Long, Stagiaire> stagiaires = new LinkedHashMap<>();
    private final Map<Long, Instant> connexions = new LinkedHashMap<>();
    private final List<String> notees = new ArrayList<>();
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private long seanceDe = -1;
    private List<DerouleDeSession.Temps> deroule = List.of();
    private SessionInfo session = Exemples.session(7, Modalite.MIXTE_COMMUNAUTE, "3", "3");
    private Horloge horloge = Horloge.arretee(Exemples.FIN.plusDays(1));

    @BeforeEach
    void convoquer() {
        for (long agent = 1; agent <= 3; agent++) {
            mettre(new Stagiaire(70 + agent, 7, agent, agent == 3 ? 51 : DENAIN, Etat.CONVOQUEE));
        }
    }

    private void mettre(Stagiaire s) {
        stagiaires.put(s.bulletinId(), s);
    }

    private void etat(long bulletin, Etat etat) {
        Stagiaire s = stagiaires.get(bulletin);
        mettre(new Stagiaire(s.bulletinId(), s.sessionId(), s.agentId(), s.collectiviteId(), etat));
    }

    /** Les postes que tient, ou a tenus, qui se connecte. */
    private final Set<Long> sesPostes = new HashSet<>();

    private final Personnes personnes = new Personnes() {
        @Override
        public List<StatutCommun> statutsCommuns(Collection<Long> agentIds) {
            return List.of();
        }

        @Override
        public List<StatutCommun> statutsCommunsDe(Collection<Long> collectiviteIds) {
            return List.of();
        }

        @Override
        public Set<Long> postesDeLaPersonne(long agentId) {
            return Set.of(agentId);
        }

        @Override
        public Map<Long, Set<Long>> autresPostes(Collection<Long> agentIds) {
            return Map.of();
        }

        @Override
        public Set<Long> postesDuCompte(long compteId) {
            return sesPostes;
        }
    };

    private final Inscriptions inscriptions = new Inscriptions() {
        @Override
        public Map<Long, String> amenagementsConvenus(long sessionId) {
            return Map.of();
        }

        @Override
        public List<Stagiaire> stagiaires(long sessionId) {
            return List.copyOf(stagiaires.values());
        }

        @Override
        public Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions) {
            return Map.of(
                    7L,
                    stagiaires.values().stream()
                            .collect(Collectors.groupingBy(Stagiaire::etat, Collectors.counting())));
        }

        @Override
        public List<Long> sessionsDe(long agentId) {
            return List.of(7L);
        }

        @Override
        public void noterPresence(long bulletinId, boolean present) {
            if (stagiaires.get(bulletinId).etat() == Etat.ATTESTEE) {
                throw Refus.conflit("etat", "La présence ne se note que pour une personne convoquée.");
            }
            etat(bulletinId, present ? Etat.PRESENTE : Etat.ABSENTE);
        }

        @Override
        public void noterAttestation(long bulletinId, String numero) {
            if (stagiaires.get(bulletinId).etat() != Etat.PRESENTE) {
                throw Refus.conflit("etat", "L'attestation suit l'enregistrement de la présence.");
            }
            etat(bulletinId, Etat.ATTESTEE);
            notees.add(bulletinId + " " + numero);
        }
    };

    private static DerouleDeSession.Temps temps(long id, String quand) {
        return new DerouleDeSession.Temps(
                id, Exemples.DEBUT, LocalTime.of(9, 0), true, quand, "En présence", "Les cas", null, null);
    }

    private Emargement emargement() {
        Emargement e = Injection.poser(new Emargement(), portees, courant, (DerouleDeSession) new DerouleDeSession() {
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
                return compteId == seanceDe ? List.of(PreuveTest.temps(1, "mardi matin")) : List.of();
            }
        });
        e.offre = (OffreDeFormation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OffreDeFormation.class},
                (p, m, a) -> switch (m.getName()) {
                    case "session" -> a[0].equals(7L) ? Optional.of(session) : Optional.empty();
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        return e;
    }

    private Jugement jugement() {
        Baremes baremes = jour -> {
            assertEquals(Exemples.FIN, jour, "les règles sont celles du dernier jour");
            return Exemples.bareme();
        };
        return Injection.poser(new Jugement(), baremes, communautes());
    }

    private Communautes communautes() {
        return new Communautes() {
            @Override
            public Optional<Instant> aEteConnecte(long sessionId, long agentId) {
                return Optional.ofNullable(connexions.get(agentId));
            }

            @Override
            public Optional<LocalDate> fermeture(long sessionId) {
                return Optional.of(Exemples.FIN.plusDays(30));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private Annuaire annuaire() {
        return (Annuaire) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Annuaire.class}, (p, m, a) -> switch (m.getName()) {
                    case "structure" ->
                        Optional.of(new StructureInfo(
                                HDF, "HDF", "Délégation Hauts-de-France", "DELEGATION", "32", "Lille"));
                    case "agents" ->
                        ((Collection<Long>) a[0])
                                .stream()
                                        .distinct()
                                        .collect(Collectors.toMap(
                                                id -> id,
                                                id -> new AgentInfo(
                                                        id,
                                                        DENAIN,
                                                        "100" + id,
                                                        "Nom" + id,
                                                        "Agente",
                                                        null,
                                                        "",
                                                        "",
                                                        "C",
                                                        "",
                                                        null)));
                    case "collectivites" ->
                        ((Collection<Long>) a[0])
                                .stream()
                                        .collect(Collectors.toMap(
                                                id -> id,
                                                id -> new CollectiviteInfo(
                                                        id,
                                                        "",
                                                        "Ville " + id,
                                                        "COMMUNE",
                                                        "",
                                                        "59",
                                                        "32",
                                                        "",
                                                        1,
                                                        HDF,
                                                        true,
                                                        true)));
                    default -> throw new UnsupportedOperationException(m.getName());
                });
    }

    private void presences(Utilisateur u, Suivi.Saisie... saisies) {
        EnregistrerPresences cas = new EnregistrerPresences();
        Injection.poser(cas, courant);
        Injection.poser(cas, horloge);
        Injection.poser(cas, emargement());
        Injection.poser(cas, inscriptions);
        Injection.poser(cas, suivis);
        Injection.poser(cas, attestations);
        courant.agirComme(u, () -> cas.executer(7, List.of(saisies)));
    }

    private DelivrerAttestations.Resultat delivrer(Utilisateur u) {
        DelivrerAttestations cas = new DelivrerAttestations();
        Injection.poser(cas, courant);
        Injection.poser(cas, horloge);
        Injection.poser(cas, emargement());
        Injection.poser(cas, jugement());
        Injection.poser(cas, inscriptions);
        Injection.poser(cas, annuaire());
        Injection.poser(cas, suivis);
        Injection.poser(cas, attestations);
        return courant.agirComme(u, () -> cas.executer(7));
    }

    private ConsulterAttestations consulter() {
        ConsulterAttestations cas = new ConsulterAttestations();
        Injection.poser(cas, courant, portees, personnes, attestations, annuaire());
        return cas;
    }

    private void revoquer(Utilisateur u, long id, String motif) {
        RevoquerAttestation cas = new RevoquerAttestation();
        Injection.poser(cas, courant);
        Injection.poser(cas, horloge);
        Injection.poser(cas, consulter());
        Injection.poser(cas, attestations);
        courant.agirComme(u, () -> cas.executer(id, motif));
    }

    private <T> T comme(Utilisateur u, Supplier<T> action) {
        return courant.agirComme(u, action);
    }

    private static Suivi.Saisie present(long bulletin) {
        return new Suivi.Saisie(bulletin, true, null, null, null);
    }

    private static Suivi.Saisie absent(long bulletin) {
        return new Suivi.Saisie(bulletin, false, null, null, null);
    }

    @Test
    void qui_change_d_employeur_retrouve_ses_attestations_et_le_nouvel_employeur_ne_les_voit_pas() {
        presences(Exemples.formateur(20), present(71), present(72), present(73));
        delivrer(Exemples.delegation(HDF));
        sesPostes.addAll(Set.of(1L, 9L));
        Attestations.Page siennes = comme(Exemples.agent(9), () -> consulter().lister("", null, 0, 10));
        assertEquals(1, siennes.total());
        long id = siennes.lignes().get(0).id();
        assertEquals(
                "Agente NOM1",
                comme(Exemples.agent(9), () -> consulter().une(id)).nom());
        assertThrows(Refus.class, () -> comme(Exemples.rh(51), () -> consulter().une(id)));
    }

    /** La même personne, en la qualité d'agent qu'elle tient chez cet employeur. */
    private static Utilisateur chez(long collectivite, long poste) {
        return new Utilisateur(100 + poste, "agent", "Agente", Role.AGENT, collectivite, null, poste, "moi");
    }

    private PartagerMesAttestations partager() {
        return Injection.poser(
                new PartagerMesAttestations(), courant, personnes, consulter(), attestations, journal, horloge);
    }

    private <T> T partageant(Utilisateur u, Function<PartagerMesAttestations, T> geste) {
        return comme(u, () -> geste.apply(partager()));
    }

    @Test
    void elle_partage_avec_son_nouvel_employeur_ce_qu_elle_a_obtenu_ailleurs_et_le_reprend() {
        presences(Exemples.formateur(20), present(71), present(72), present(73));
        delivrer(Exemples.delegation(HDF));
        sesPostes.addAll(Set.of(1L, 9L));
        Utilisateur elle = chez(52, 9);
        assertEquals(1L, partageant(elle, PartagerMesAttestations::partagerTout));
        assertEquals(0L, partageant(elle, PartagerMesAttestations::partagerTout));
        Attestations.Resume vue = comme(Exemples.rh(52), () -> consulter().lister("", null, 0, 10))
                .lignes()
                .get(0);
        long id = vue.id();
        assertTrue(vue.partagee());
        assertEquals(9, vue.agentId());
        assertTrue(comme(Exemples.rh(52), () -> consulter().une(id)).partagee());
        assertEquals(
                "1009",
                comme(Exemples.partenaire(52), () -> consulter().nommee(id))
                        .agent()
                        .matricule(),
                "le matricule est celui d'ici");
        assertFalse(comme(Exemples.rh(DENAIN), () -> consulter().une(id)).partagee());
        assertThrows(Refus.class, () -> comme(Exemples.rh(51), () -> consulter().une(id)));
        assertEquals(Set.of(id), partageant(elle, PartagerMesAttestations::partagees));
        assertEquals(
                "obtenue-ici",
                assertThrows(
                                Refus.class,
                                () -> partageant(chez(DENAIN, 1), p -> {
                                    p.partager(id);
                                    return null;
                                }))
                        .code());
        partageant(elle, p -> {
            p.reprendre(id);
            return null;
        });
        assertThrows(Refus.class, () -> comme(Exemples.rh(52), () -> consulter().une(id)));
        assertEquals(
                List.of(
                        "attestation-partagee : Partagée par l'agent, obtenue chez un autre employeur",
                        "attestation-reprise : N'est plus partagée par l'agent"),
                journal.notes);
    }

    @Test
    void un_responsable_ne_partage_pas_les_attestations_de_son_equipe_et_un_partage_finit_avec_la_qualite() {
        presences(Exemples.formateur(20), present(71), present(72), present(73));
        delivrer(Exemples.delegation(HDF));
        sesPostes.addAll(Set.of(1L, 9L));
        Utilisateur elle = chez(52, 9);
        long sienne = comme(elle, () -> consulter().lister("", null, 0, 10))
                .lignes()
                .get(0)
                .id();
        long dUneAutre = attestations.deLaSession(7).stream()
                .filter(a -> a.agentId() == 2)
                .findFirst()
                .orElseThrow()
                .id();
        assertEquals(
                "attestation-inconnue",
                assertThrows(
                                Refus.class,
                                () -> partageant(elle, p -> {
                                    p.partager(dUneAutre);
                                    return null;
                                }))
                        .code());
        partageant(elle, p -> {
            p.partager(sienne);
            return null;
        });
        FinirLesPartages fin = Injection.poser(new FinirLesPartages(), attestations, horloge);
        fin.quand(new QualiteFinie(999));
        comme(Exemples.rh(52), () -> consulter().une(sienne));
        fin.quand(new QualiteFinie(elle.compteId()));
        assertThrows(Refus.class, () -> comme(Exemples.rh(52), () -> consulter().une(sienne)));
    }

    @Test
    void la_presence_et_l_absence_s_inscrivent_dans_l_histoire_du_bulletin() {
        presences(Exemples.formateur(20), present(71), absent(72));
        assertEquals(Etat.PRESENTE, stagiaires.get(71L).etat());
        assertEquals(Etat.ABSENTE, stagiaires.get(72L).etat());
        assertEquals(Etat.CONVOQUEE, stagiaires.get(73L).etat());
    }

    @Test
    void la_feuille_se_rejoue_pour_corriger() {
        presences(Exemples.formateur(20), present(71));
        presences(Exemples.delegation(HDF), absent(71));
        assertEquals(1, suivis.deLaSession(7).size());
        assertEquals(Etat.ABSENTE, stagiaires.get(71L).etat());
        assertEquals("Conseillère 7", suivis.deLaSession(7).get(0).saisiPar());
    }

    @Test
    void rien_ne_se_note_avant_le_premier_jour() {
        horloge = Horloge.arretee(Exemples.DEBUT.minusDays(1));
        assertEquals(
                "session-pas-commencee",
                assertThrows(Refus.class, () -> presences(Exemples.formateur(20), present(71)))
                        .code());
        horloge = Horloge.arretee(Exemples.DEBUT);
        presences(Exemples.formateur(20), present(71));
    }

    /** Trois jours, matin et après-midi : séances 1 à 6. */
    private void poserLeDeroule() {
        session = Exemples.session(7, Modalite.PRESENTIEL, "3", "0");
        deroule = java.util.stream.LongStream.rangeClosed(1, 6)
                .mapToObj(n -> new DerouleDeSession.Temps(
                        n,
                        Exemples.DEBUT.plusDays((n - 1) / 2),
                        LocalTime.of(n % 2 == 1 ? 9 : 13, 30),
                        true,
                        "séance " + n,
                        "En présence",
                        "Les cas",
                        null,
                        null))
                .toList();
    }

    private static Suivi.Saisie emargement(long bulletin, Map<Long, Boolean> dits) {
        return new Suivi.Saisie(bulletin, true, null, dits, null, null);
    }

    private FeuilleDePresence.Feuille feuille() {
        FeuilleDePresence cas = new FeuilleDePresence();
        Injection.poser(
                cas, communautes(), horloge, emargement(), jugement(), inscriptions, annuaire(), suivis, attestations);
        return courant.agirComme(Exemples.formateur(20), () -> cas.executer(7));
    }

    @Test
    void une_session_qui_a_pose_ses_demi_journees_s_emarge_une_a_une_et_donne_trois_heures_chacune() {
        poserLeDeroule();
        horloge = Horloge.arretee(Exemples.DEBUT.plusDays(1));
        assertEquals(
                List.of(
                        "matin true",
                        "après-midi true",
                        "matin true",
                        "après-midi true",
                        "matin false",
                        "après-midi false"),
                feuille().demiJournees().stream()
                        .map(d -> d.moment() + " " + d.tenue())
                        .toList());
        presences(
                Exemples.formateur(20),
                emargement(71, Map.of(1L, true, 2L, true, 3L, false, 4L, true)),
                emargement(72, Map.of(1L, false, 2L, false, 3L, false, 4L, false)));
        assertEquals(Etat.PRESENTE, stagiaires.get(71L).etat());
        assertEquals(Etat.CONVOQUEE, stagiaires.get(72L).etat(), "elle peut encore venir demain");
        assertEquals(
                "seance-a-venir",
                assertThrows(Refus.class, () -> presences(Exemples.formateur(20), emargement(71, Map.of(5L, true))))
                        .code());
        horloge = Horloge.arretee(Exemples.FIN.plusDays(1));
        assertEquals(
                List.of("L'émargement n'est pas fini : 4 sur 6 demi-journées.", "La présence n'a pas été saisie."),
                delivrer(Exemples.delegation(HDF)).refusees().stream()
                        .map(DelivrerAttestations.Refusee::motif)
                        .filter(m -> !m.startsWith("Le bulletin"))
                        .distinct()
                        .toList());
        presences(
                Exemples.formateur(20),
                emargement(71, Map.of(5L, true, 6L, true)),
                emargement(72, Map.of(5L, false, 6L, false)));
        assertEquals(Etat.ABSENTE, stagiaires.get(72L).etat());
        DelivrerAttestations.Delivree delivree =
                delivrer(Exemples.delegation(HDF)).delivrees().get(0);
        assertEquals(0, new BigDecimal("15").compareTo(delivree.heures()), "cinq demi-journées sur six");
        assertEquals(
                "5 demi-journées suivies sur 6 en présence, règle : Règle demi_journee_presence.",
                attestations.deLaSession(7).get(0).lignes().stream()
                        .map(l -> l.libelle() + ", règle : " + l.regle().texte())
                        .collect(Collectors.joining()));
    }

    @Test
    void un_deroule_qui_n_a_pas_le_compte_de_la_fiche_laisse_noter_des_jours_et_le_dit() {
        poserLeDeroule();
        deroule = deroule.subList(0, 4);
        assertEquals(List.of(), feuille().demiJournees());
        assertEquals(4, feuille().incompletes());
        presences(Exemples.formateur(20), present(71));
        assertNull(suivis.deLaSession(7).get(0).demiJournees());
        assertEquals(
                0,
                new BigDecimal("18")
                        .compareTo(delivrer(Exemples.delegation(HDF))
                                .delivrees()
                                .get(0)
                                .heures()));
    }

    @Test
    void ce_qui_fut_note_en_jours_avant_que_le_deroule_soit_pose_garde_ses_heures() {
        session = Exemples.session(7, Modalite.PRESENTIEL, "3", "0");
        presences(Exemples.formateur(20), new Suivi.Saisie(71, true, new BigDecimal("2"), null, null));
        poserLeDeroule();
        FeuilleDePresence.Ligne ligne = feuille().lignes().get(0);
        assertTrue(ligne.enJours());
        assertEquals(
                0,
                new BigDecimal("12")
                        .compareTo(delivrer(Exemples.delegation(HDF))
                                .delivrees()
                                .get(0)
                                .heures()));
    }

    @Test
    void qui_anime_une_seance_ouvre_la_feuille_et_note_les_presences() {
        seanceDe = 21;
        assertEquals(
                List.of("mardi matin"),
                courant.agirComme(Exemples.formateur(21), () -> emargement().animees(7)).stream()
                        .map(DerouleDeSession.Temps::quand)
                        .toList());
        presences(Exemples.formateur(21), present(71));
        assertEquals(
                List.of(),
                courant.agirComme(Exemples.formateur(20), () -> emargement().animees(7)));
        assertThrows(Refus.class, () -> presences(Exemples.formateur(22), present(71)));
        Utilisateur pasFormatrice = Exemples.agent(1);
        seanceDe = pasFormatrice.compteId();
        assertThrows(Refus.class, () -> presences(pasFormatrice, present(71)));
    }

    @Test
    void un_autre_formateur_une_autre_structure_n_y_ont_pas_acces() {
        for (Utilisateur u :
                List.of(Exemples.formateur(21), Exemples.delegation(IDF), Exemples.rh(DENAIN), Exemples.agent(1))) {
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> presences(u, present(71))).genre());
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> delivrer(u)).genre());
        }
    }

    @Test
    void apres_une_fusion_celle_qui_succede_note_atteste_et_relit_ce_que_l_ancienne_avait_fini() {
        presences(Exemples.delegation(HDF), present(71), present(72));
        portees.fusionner(IDF, HDF);
        presences(Exemples.delegation(IDF), present(73));
        assertEquals(Map.of(7L, 3L), suivis.aExaminer(comme(Exemples.delegation(IDF), portees::courante)));
        // Connectée d'avant la fusion, ou d'après : c'est la même portée.
        long id = delivrer(Exemples.delegation(HDF)).delivrees().get(0).attestationId();
        assertEquals(3, delivrer(Exemples.delegation(IDF)).delivrees().size());
        assertEquals(HDF, attestations.parId(id).orElseThrow().structureId(), "elle garde la structure de son temps");
        assertEquals(
                3,
                comme(Exemples.delegation(IDF), () -> consulter().lister("", null, 0, 10))
                        .total());
        revoquer(Exemples.delegation(IDF), id, "Erreur de durée");
    }

    @Test
    void un_bulletin_d_ailleurs_ou_saisi_deux_fois_est_refuse() {
        assertEquals(
                "stagiaires[99]",
                assertThrows(Refus.class, () -> presences(Exemples.formateur(20), present(99)))
                        .champ());
        assertThrows(Refus.class, () -> presences(Exemples.formateur(20), present(71), absent(71)));
    }

    @Test
    void le_refus_d_une_saisie_nomme_le_stagiaire_et_le_champ() {
        assertEquals(
                "stagiaires[71].joursSuivis",
                assertThrows(
                                Refus.class,
                                () -> presences(
                                        Exemples.formateur(20),
                                        new Suivi.Saisie(71, true, new BigDecimal("4"), null, null)))
                        .champ());
    }

    @Test
    void delivre_a_chacun_ce_que_la_regle_credite_ou_le_motif_de_son_refus() {
        presences(Exemples.formateur(20), present(71), present(72));
        connexions.put(1L, Instant.parse("2026-03-10T08:00:00Z"));
        DelivrerAttestations.Resultat r = delivrer(Exemples.delegation(HDF));
        assertEquals(
                List.of("21 h", "18 h"),
                r.delivrees().stream()
                        .map(DelivrerAttestations.Delivree::heuresEnClair)
                        .toList());
        assertEquals(
                List.of("La présence n'a pas été saisie."),
                r.refusees().stream().map(DelivrerAttestations.Refusee::motif).toList());
        assertEquals(List.of("71 2026-HDF-000001", "72 2026-HDF-000002"), notees);
        Attestation a = attestations.deLaSession(7).get(0);
        assertEquals("Agente NOM1", a.nom());
        assertEquals("Ville 50", a.employeur());
        assertEquals(Exemples.FIN, a.reglesAu());
    }

    @Test
    void d_une_session_nombreuse_chaque_envoi_delivre_cent_attestations_et_dit_combien_restent() {
        Suivi.Saisie[] tous = new Suivi.Saisie[101];
        for (int i = 0; i < tous.length; i++) {
            mettre(new Stagiaire(1_000 + i, 7, 1_000 + i, DENAIN, Etat.CONVOQUEE));
            tous[i] = present(1_000 + i);
        }
        presences(Exemples.formateur(20), tous);
        DelivrerAttestations.Resultat premier = delivrer(Exemples.delegation(HDF));
        assertEquals(100, premier.delivrees().size());
        assertEquals(1, premier.restent());
        DelivrerAttestations.Resultat second = delivrer(Exemples.delegation(HDF));
        assertEquals(
                List.of(false),
                second.delivrees().stream()
                        .map(DelivrerAttestations.Delivree::deja)
                        .filter(d -> !d)
                        .toList());
        assertEquals(0, second.restent());
    }

    @Test
    void un_absent_est_refuse_avec_la_regle() {
        presences(Exemples.formateur(20), absent(71), absent(72), absent(73));
        DelivrerAttestations.Resultat r = delivrer(Exemples.siege());
        assertTrue(r.delivrees().isEmpty());
        assertEquals("source de heures_par_jour", r.refusees().get(0).regle().source());
        assertTrue(suivis.deLaSession(7).get(0).examine());
    }

    @Test
    void ne_delivre_rien_avant_le_lendemain_du_dernier_jour() {
        presences(Exemples.formateur(20), present(71));
        horloge = Horloge.arretee(Exemples.FIN);
        assertEquals(
                "session-pas-terminee",
                assertThrows(Refus.class, () -> delivrer(Exemples.delegation(HDF)))
                        .code());
    }

    @Test
    void rejouer_ne_delivre_rien_deux_fois() {
        presences(Exemples.formateur(20), present(71));
        delivrer(Exemples.delegation(HDF));
        DelivrerAttestations.Resultat r = delivrer(Exemples.delegation(HDF));
        assertTrue(r.delivrees().get(0).deja());
        assertEquals(1, attestations.deLaSession(7).size());
    }

    @Test
    void une_presence_attestee_ne_se_corrige_qu_apres_revocation() {
        presences(Exemples.formateur(20), present(71));
        delivrer(Exemples.delegation(HDF));
        assertEquals(
                "deja-attestee",
                assertThrows(Refus.class, () -> presences(Exemples.formateur(20), absent(71)))
                        .code());
    }

    @Test
    void une_attestation_revoquee_n_est_refaite_qu_apres_une_nouvelle_saisie() {
        presences(Exemples.formateur(20), present(71));
        long premiere = delivrer(Exemples.delegation(HDF)).delivrees().get(0).attestationId();
        horloge = plusTard();
        revoquer(Exemples.delegation(HDF), premiere, "Erreur de durée");
        assertTrue(delivrer(Exemples.delegation(HDF)).refusees().get(0).motif().contains("révoquée"));
        horloge = plusTard();
        presences(Exemples.formateur(20), new Suivi.Saisie(71, true, new BigDecimal("2"), null, null));
        DelivrerAttestations.Resultat r = delivrer(Exemples.delegation(HDF));
        assertEquals("12 h", r.delivrees().get(0).heuresEnClair());
        assertEquals(2, attestations.deLaSession(7).size());
    }

    private Horloge plusTard() {
        return new Horloge(Clock.fixed(horloge.maintenant().plus(Duration.ofMinutes(5)), Horloge.PARIS));
    }

    @Test
    void une_autre_structure_ne_revoque_pas_et_le_motif_est_necessaire() {
        presences(Exemples.formateur(20), present(71));
        long id = delivrer(Exemples.delegation(HDF)).delivrees().get(0).attestationId();
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(Refus.class, () -> revoquer(Exemples.delegation(IDF), id, "Erreur"))
                        .genre());
        assertEquals(
                "motif",
                assertThrows(Refus.class, () -> revoquer(Exemples.delegation(HDF), id, " "))
                        .champ());
        assertTrue(attestations.parId(id).orElseThrow().enVigueur());
    }

    @Test
    void chacun_ne_voit_que_les_siennes_et_celles_des_autres_n_existent_pas() {
        presences(Exemples.formateur(20), present(71), present(72), present(73));
        delivrer(Exemples.delegation(HDF));
        long dAgent1 = attestations.deLaSession(7).get(0).id();
        for (Utilisateur u : List.of(
                Exemples.agent(1),
                Exemples.rh(DENAIN),
                Exemples.partenaire(DENAIN),
                Exemples.delegation(HDF),
                Exemples.siege())) {
            assertEquals("Agente NOM1", comme(u, () -> consulter().une(dAgent1)).nom());
        }
        for (Utilisateur u :
                List.of(Exemples.agent(2), Exemples.rh(51), Exemples.partenaire(51), Exemples.delegation(IDF))) {
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> comme(u, () -> consulter().une(dAgent1)))
                            .genre());
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> comme(u, () -> consulter().pdf(dAgent1)))
                            .genre());
        }
        Map<Utilisateur, Long> vues = Map.of(
                Exemples.agent(1),
                1L,
                Exemples.rh(DENAIN),
                2L,
                Exemples.partenaire(51),
                1L,
                Exemples.delegation(HDF),
                3L,
                Exemples.delegation(IDF),
                0L);
        vues.forEach((u, n) -> assertEquals(
                n,
                comme(u, () -> consulter().lister("", null, 0, 10)).total(),
                u.role().name()));
    }

    @Test
    void le_jeton_montre_l_attestation_a_tous_le_numero_seul_ou_faux_ne_montre_rien() {
        presences(Exemples.formateur(20), present(71));
        delivrer(Exemples.delegation(HDF));
        Attestation a = attestations.deLaSession(7).get(0);
        VerifierAttestation cas = new VerifierAttestation();
        Injection.poser(cas, attestations);
        assertEquals(
                a.numero(),
                cas.executer(null, " " + a.jeton() + " ").orElseThrow().numero());
        assertEquals(
                a.numero(),
                cas.executer(a.numero().toLowerCase(), a.jeton()).orElseThrow().numero());
        assertTrue(cas.executer(a.numero(), null).isEmpty());
        assertTrue(cas.executer("2026-HDF-999999", a.jeton()).isEmpty());
        assertTrue(cas.executer(a.numero(), a.numero()).isEmpty());
    }

    @Test
    void la_verification_dit_la_revocation() {
        presences(Exemples.formateur(20), present(71));
        delivrer(Exemples.delegation(HDF));
        Attestation a = attestations.deLaSession(7).get(0);
        VerifierAttestation cas = new VerifierAttestation();
        Injection.poser(cas, attestations);
        assertNull(cas.executer(null, a.jeton()).orElseThrow().revoqueeLe());
        revoquer(Exemples.siege(), a.id(), "Erreur de personne");
        assertEquals(
                "Erreur de personne",
                cas.executer(null, a.jeton()).orElseThrow().motif());
    }

    @Test
    void le_pdf_se_rend() throws Exception {
        presences(Exemples.formateur(20), present(71), present(72));
        connexions.put(1L, Instant.parse("2026-03-10T08:00:00Z"));
        delivrer(Exemples.delegation(HDF));
        long id = attestations.deLaSession(7).get(0).id();
        byte[] pdf = comme(Exemples.agent(1), () -> consulter().pdf(id));
        assertEquals("%PDF", new String(pdf, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
        java.nio.file.Path sortie = java.nio.file.Path.of("target", "attestation.pdf");
        java.nio.file.Files.write(sortie, pdf);
    }

    @Test
    void la_liste_garde_la_recherche_et_la_page() {
        presences(Exemples.formateur(20), present(71), present(72), present(73));
        delivrer(Exemples.delegation(HDF));
        Attestations.Page page = comme(Exemples.siege(), () -> consulter().lister("nom2", null, 0, 10));
        assertEquals(1, page.total());
        assertEquals("Agente NOM2", page.lignes().get(0).nom());
    }
}
