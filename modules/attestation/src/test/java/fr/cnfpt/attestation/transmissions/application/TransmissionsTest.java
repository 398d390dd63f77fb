package fr.cnfpt.attestation.transmissions.application;

import static fr.cnfpt.attestation.Exemples.DENAIN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.persistence.AttestationsJpa;
import fr.cnfpt.attestation.attestations.persistence.DonneesAttestationSql;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.transmissions.application.Transmettre.Choix;
import fr.cnfpt.attestation.transmissions.domain.NatureDePiece;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Situation;
import fr.cnfpt.attestation.transmissions.persistence.PurgesDesTransmissions;
import fr.cnfpt.attestation.transmissions.persistence.ReglesDesTransmissions;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.inscription.api.PiecesDesBulletins;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.application.ReserverUnDocument;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import fr.cnfpt.outils.documents.persistence.MagasinPostgres;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transmettre à un tiers, sur PostgreSQL, un geste par transaction. L'agente 1, de Denain, a une convocation (bulletin
 * 71) et ce qu'on lui délivre ; l'agent 2 est son collègue ; le poste 9 est le sien à Valenciennes (51).
 */
class TransmissionsTest {

    private static final long VALENCIENNES = 51;
    private static final long BAC_A_SABLE = 52;
    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("attestation");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final Pattern JETON = Pattern.compile("recevoir\\.xhtml\\?jeton=([A-Za-z0-9_-]{43})");
    private static final Choix CONVOCATION = new Choix(NatureDePiece.CONVOCATION, 71);
    private static final Instant DEPART = Instant.parse("2026-06-01T08:00:00Z");

    private volatile Instant maintenant = DEPART;
    private final Horloge horloge = new Horloge(new Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return maintenant;
        }
    });

    /** @param collectivite chez qui il se lit, et ne part pas d'un bac à sable */
    private record Courriel(String a, String objet, String texte, Long collectivite) {
        String jeton() {
            Matcher m = JETON.matcher(texte);
            assertTrue(m.find(), texte);
            return m.group(1);
        }
    }

    private final List<Courriel> partis = Collections.synchronizedList(new ArrayList<>());
    private final Courriers courriers = new Courriers() {
        @Override
        public void deposer(String a, String objet, String texte, Long collectivite) {
            throw new AssertionError("un lien ne reste pas dans la boîte d'envoi");
        }

        @Override
        public void deposerUrgent(String a, String objet, String texte, Long collectivite) {
            throw new AssertionError();
        }

        @Override
        public void deposerFugace(String a, String objet, String texte, Long collectivite) {
            partis.add(new Courriel(a, objet, texte, collectivite));
        }
    };

    private final JournalEnMemoire journal = new JournalEnMemoire();

    /** Les bulletins : à qui, et s'ils valent encore. */
    private final Map<Long, Long> convoques = new ConcurrentHashMap<>();

    private final Set<Long> annules = new HashSet<>();
    private int impressions;

    private final PiecesDesBulletins pieces = new PiecesDesBulletins() {
        @Override
        public List<Piece> de(long agentId) {
            return convoques.entrySet().stream()
                    .filter(e -> e.getValue() == agentId && !annules.contains(e.getKey()))
                    .map(e -> new Piece(
                            Genre.CONVOCATION,
                            e.getKey(),
                            8,
                            agentId,
                            "Accueil du public",
                            Exemples.DEBUT.plusDays(30),
                            Exemples.FIN.plusDays(30)))
                    .toList();
        }

        @Override
        public long agentDe(long bulletinId) {
            return convoques.get(bulletinId);
        }

        @Override
        public byte[] pdf(Genre genre, long bulletinId) {
            return ("%PDF-1.7 convocation " + bulletinId + ", impression " + impressions++)
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean vautEncore(Genre genre, long bulletinId) {
            return convoques.containsKey(bulletinId) && !annules.contains(bulletinId);
        }
    };

    /** Les postes de chaque compte. */
    private final Map<Long, Set<Long>> postes = new HashMap<>();

    @SuppressWarnings("unchecked")
    private static <T> T double_(Class<T> type, Function<String, Function<Object[], Object>> reponses) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (p, m, a) -> reponses.apply(m.getName()).apply(a)));
    }

    private static long employeurDe(long agent) {
        return agent == 9 ? VALENCIENNES : agent == 12 ? BAC_A_SABLE : DENAIN;
    }

    private static AgentInfo agentInfo(long id) {
        return new AgentInfo(
                id, employeurDe(id), "M" + id, "Nom" + id, "Agente", null, "", "Espaces verts", "C", "", null);
    }

    private static CollectiviteInfo collectivite(long id) {
        String siren = id == BAC_A_SABLE ? "000000018" : "215901729";
        return new CollectiviteInfo(id, siren, "Ville " + id, "COMMUNE", "", "59", "32", "", 1, 3L, true, true);
    }

    @SuppressWarnings("unchecked")
    private static Annuaire annuaire() {
        return double_(Annuaire.class, nom -> a -> switch (nom) {
            case "agents" ->
                ((Collection<Long>) a[0])
                        .stream().distinct().collect(Collectors.toMap(i -> i, TransmissionsTest::agentInfo));
            case "agentsParMatricule" ->
                ((Collection<String>) a[1])
                        .stream()
                                .filter(m -> m.matches("M[0-9]+"))
                                .map(m -> agentInfo(Long.parseLong(m.substring(1))))
                                .filter(i -> i.collectiviteId() == (long) a[0])
                                .toList();
            case "collectivite" -> Optional.of(collectivite((long) a[0]));
            case "collectivites" ->
                ((Collection<Long>) a[0]).stream().collect(Collectors.toMap(i -> i, TransmissionsTest::collectivite));
            default -> throw new UnsupportedOperationException(nom);
        });
    }

    private final class Monde {
        final UtilisateurCourant courant = new UtilisateurCourant();
        final Transmettre transmettre = new Transmettre();
        final SuivreLesTransmissions suivi = new SuivreLesTransmissions();
        final RecevoirDesDocuments reception = new RecevoirDesDocuments();
        final FinirLesTransmissions fin = new FinirLesTransmissions();
        final AttestationsJpa attestations = new AttestationsJpa();
        final DonneesAttestationSql donnees = new DonneesAttestationSql();
        final PurgesDesTransmissions purges = new PurgesDesTransmissions();
        final Jdbi jdbi;

        Monde(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            portees.branches.put("Espaces verts", List.of(1L));
            portees.branches.put("Voirie", List.of());
            Personnes personnes = double_(Personnes.class, nom -> a -> {
                assertEquals("postesDuCompte", nom);
                return postes.getOrDefault((Long) a[0], Set.of());
            });
            Annuaire annuaire = annuaire();
            Injection.poser(attestations, em, jdbi);
            ConsulterAttestations consulter =
                    Injection.poser(new ConsulterAttestations(), courant, portees, personnes, attestations, annuaire);
            Transmissions transmissions = Injection.poser(new Transmissions(), jdbi);
            MagasinPostgres magasin = Injection.poser(new MagasinPostgres(), jdbi);
            FichesDeDocuments fiches = Injection.poser(new FichesDeDocuments(), jdbi);
            Documents documents = Injection.poser(
                    new Documents(),
                    Injection.poser(new ReserverUnDocument(), fiches),
                    fiches,
                    double_(Instance.class, nom -> a -> List.of(magasin).iterator()),
                    courant,
                    horloge);
            ReglesDesTransmissions regles =
                    Injection.poser(new ReglesDesTransmissions(), jdbi, Injection.poser(new Regles(), jdbi));
            Injection.poser(
                    transmettre,
                    courant,
                    portees,
                    personnes,
                    annuaire,
                    consulter,
                    pieces,
                    transmissions,
                    regles,
                    documents,
                    courriers,
                    journal,
                    horloge);
            Injection.poser(
                    suivi,
                    courant,
                    portees,
                    personnes,
                    annuaire,
                    transmissions,
                    Injection.poser(new Envois(), jdbi),
                    journal,
                    horloge);
            Injection.poser(
                    reception,
                    courant,
                    portees,
                    annuaire,
                    transmissions,
                    attestations,
                    pieces,
                    documents,
                    journal,
                    horloge);
            Injection.poser(fin, transmissions, horloge);
            Injection.poser(donnees, jdbi);
            Injection.poser(purges, jdbi);
        }
    }

    private <T> T faire(Function<Monde, T> action) {
        return PostgresDeTest.dans(EMF, em -> action.apply(new Monde(em)));
    }

    private <T> T comme(Utilisateur u, Function<Monde, T> action) {
        return faire(m -> m.courant.agirComme(u, () -> action.apply(m)));
    }

    private Refus refus(Utilisateur u, Function<Monde, ?> action) {
        return assertThrows(Refus.class, () -> comme(u, action));
    }

    private static Utilisateur elle() {
        return Exemples.agent(1);
    }

    private static Utilisateur rh() {
        return Exemples.rh(DENAIN);
    }

    private static Utilisateur rhDeBranche(String branche) {
        return new Utilisateur(
                34, "rh.b", "RH de branche", Role.GESTIONNAIRE_RH, DENAIN, null, null, "Denain", branche);
    }

    @AfterAll
    static void fermer() {
        EMF.close();
    }

    @BeforeEach
    void installer() {
        POSTGRES.jdbi()
                .useTransaction(
                        h -> h.execute(
                                "set local session_replication_role = replica; truncate attestation.transmission, attestation.piece_transmise, attestation.copie_transmise,"
                                        + " attestation.attestation, attestation.ligne, attestation.partage, outils.document, outils.document_morceau, outils.espace restart identity cascade"));
        convoques.put(71L, 1L);
        convoques.put(72L, 2L);
        postes.put(elle().compteId(), Set.of(1L, 9L));
        postes.put(Exemples.agent(2).compteId(), Set.of(2L));
    }

    private long attestation(long agent, long bulletin) {
        return faire(m -> {
            Attestation a = Attestation.delivrer(
                    new Attestation.Objet(
                            bulletin,
                            7,
                            agent,
                            employeurDe(agent),
                            3,
                            "Agente NOM" + agent,
                            "Ville " + employeurDe(agent),
                            "Délégation",
                            "Espaces verts",
                            "Présentiel",
                            Exemples.DEBUT,
                            Exemples.FIN,
                            "Lille"),
                    new Preuve.Credit(
                            new BigDecimal("18"),
                            List.of(new Preuve.Ligne(
                                    "3 jours suivis en présence",
                                    new BigDecimal("18"),
                                    Exemples.bareme().regle("heures_par_jour")))),
                    Exemples.FIN,
                    "HDF",
                    m.attestations.rangSuivant(),
                    DEPART.minus(Duration.ofDays(10)),
                    "Conseillère 7");
            m.attestations.ajouter(List.of(a));
            return a.id();
        });
    }

    private static Choix attestee(long id) {
        return new Choix(NatureDePiece.ATTESTATION, id);
    }

    private long transmettre(Utilisateur u, Choix... choix) {
        return comme(u, m -> m.transmettre.executer("Tiers@Financeur.fr ", 1, List.of(choix)));
    }

    private String dernierJeton() {
        return partis.get(partis.size() - 1).jeton();
    }

    private Optional<RecevoirDesDocuments.Envoi> lire(String jeton) {
        return faire(m -> m.reception.lire(jeton));
    }

    private Optional<RecevoirDesDocuments.Fichier> prendre(String jeton, int rang) {
        return faire(m -> m.reception.prendre(jeton, rang));
    }

    private long nombre(String sql) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    private long copies() {
        return nombre("select count(*) from outils.document where conservation = 'COPIE_TRANSMISE' and etat = 'PRET'");
    }

    @Test
    void ce_que_l_agente_transmet_ne_se_lit_pas_chez_son_employeur_sauf_d_un_bac_a_sable_qui_ne_remet_rien() {
        transmettre(elle(), CONVOCATION);
        assertNull(partis.get(0).collectivite());
        convoques.put(73L, 12L);
        Utilisateur fictive = new Utilisateur(112, "agent", "Agente 12", Role.AGENT, BAC_A_SABLE, null, 12L, "moi");
        postes.put(fictive.compteId(), Set.of(12L));
        Choix sienne = new Choix(NatureDePiece.CONVOCATION, 73);
        comme(fictive, m -> m.transmettre.executer("tiers@financeur.fr", 12, List.of(sienne)));
        assertEquals(BAC_A_SABLE, partis.get(1).collectivite());
    }

    @Test
    void l_agente_transmet_et_le_tiers_prend_la_copie_a_l_octet_pres_jamais_refaite() {
        long attestee = attestation(1, 81);
        long id = transmettre(elle(), CONVOCATION, attestee(attestee));
        assertEquals(1, impressions);
        Courriel c = partis.get(0);
        assertEquals("tiers@financeur.fr", c.a());
        assertEquals("Agente NOM1 vous transmet 2 documents", c.objet());
        assertTrue(c.texte().contains("- Convocation : Accueil du public, du 22 au 24 avril 2026\n"), c.texte());
        RecevoirDesDocuments.Envoi recu = lire(c.jeton()).orElseThrow();
        assertEquals("Agente NOM1", recu.de());
        assertTrue(recu.parElle());
        assertEquals(DEPART.plus(Duration.ofDays(30)), recu.expireLe());
        byte[] pris = prendre(c.jeton(), 1).orElseThrow().contenu();
        assertArrayEquals("%PDF-1.7 convocation 71, impression 0".getBytes(StandardCharsets.UTF_8), pris);
        assertEquals(Secret.empreinte(pris), recu.pieces().get(0).piece().sha256());
        byte[] attestation = prendre(c.jeton(), 2).orElseThrow().contenu();
        assertEquals(Secret.empreinte(attestation), recu.pieces().get(1).piece().sha256());
        assertEquals("%PDF", new String(attestation, 0, 4, StandardCharsets.ISO_8859_1));
        assertEquals(1, impressions, "la copie, non une autre impression");
        assertTrue(prendre(c.jeton(), 3).isEmpty());
        assertEquals(
                id,
                comme(elle(), m -> m.suivi.lister("", "", 0, 9))
                        .lignes()
                        .get(0)
                        .transmission()
                        .id());
    }

    @Test
    void lire_la_page_ne_compte_pas_prendre_un_document_se_compte_et_se_note() {
        long id = transmettre(elle(), CONVOCATION);
        String jeton = dernierJeton();
        lire(jeton);
        lire(jeton);
        assertEquals(0, comme(elle(), m -> m.suivi.une(id)).transmission().ouvertures());
        maintenant = DEPART.plus(Duration.ofHours(5));
        prendre(jeton, 1);
        prendre(jeton, 1);
        var t = comme(elle(), m -> m.suivi.une(id)).transmission();
        assertEquals(2, t.ouvertures());
        assertEquals(maintenant, t.derniereOuvertureLe());
        assertEquals(
                List.of("documents-transmis", "transmission-ouverte", "transmission-ouverte"),
                journal.notes.stream().map(n -> n.split(" : ")[0]).toList());
        assertFalse(journal.notes.toString().contains("financeur"), "à qui l'agent montre n'est pas au journal");
    }

    @Test
    void la_base_ne_garde_du_lien_que_son_empreinte() {
        transmettre(elle(), CONVOCATION);
        String jeton = dernierJeton();
        assertEquals(
                0,
                nombre("select count(*) from attestation.transmission t where to_jsonb(t)::text like '%" + jeton
                        + "%'"));
        assertEquals(
                1,
                nombre("select count(*) from attestation.transmission where empreinte = '" + Secret.empreinte(jeton)
                        + "'"));
    }

    @Test
    void faux_expire_ou_repris_le_lien_ne_dit_rien_et_le_meme_rien() {
        transmettre(elle(), CONVOCATION);
        String expire = dernierJeton();
        maintenant = DEPART.plus(Duration.ofDays(2));
        long id = transmettre(elle(), CONVOCATION);
        String repris = dernierJeton();
        assertTrue(lire(repris).isPresent());
        comme(elle(), m -> {
            m.suivi.reprendre(id);
            return null;
        });
        maintenant = DEPART.plus(Duration.ofDays(30));
        for (String jeton : new String[] {expire, repris, "x".repeat(43), "", null}) {
            assertTrue(lire(jeton).isEmpty());
            assertTrue(prendre(jeton, 1).isEmpty());
        }
        assertEquals(
                List.of(Situation.REPRISE, Situation.EXPIREE),
                comme(elle(), m -> m.suivi.lister("", "", 0, 9)).lignes().stream()
                        .map(SuivreLesTransmissions.Suivie::situation)
                        .toList());
        assertEquals(1, comme(elle(), m -> m.suivi.lister("", "EXPIREE", 0, 9)).total());
        assertEquals(
                "deja-reprise",
                refus(elle(), m -> {
                            m.suivi.reprendre(id);
                            return null;
                        })
                        .code());
    }

    @Test
    void reprise_sa_copie_est_effacee_aussitot_et_l_empreinte_reste() {
        long id = transmettre(elle(), CONVOCATION);
        assertEquals(1, copies());
        comme(elle(), m -> {
            m.suivi.reprendre(id);
            return null;
        });
        assertEquals(0, copies());
        assertEquals(0, nombre("select octets from outils.espace"));
        assertEquals(
                64, comme(elle(), m -> m.suivi.une(id)).pieces().get(0).sha256().length());
    }

    @Test
    void nul_ne_transmet_ce_qui_n_est_pas_a_lui() {
        long sienne = attestation(1, 81);
        long duCollegue = attestation(2, 82);
        for (Choix c : new Choix[] {new Choix(NatureDePiece.CONVOCATION, 72), attestee(duCollegue), attestee(999)}) {
            assertEquals(
                    "document-inconnu",
                    refus(elle(), m -> m.transmettre.executer("a@b.fr", 1, List.of(c)))
                            .code());
        }
        Utilisateur responsable =
                new Utilisateur(102, "resp", "Responsable", Role.RESPONSABLE, DENAIN, null, 2L, "moi");
        assertEquals(
                "document-inconnu",
                refus(responsable, m -> m.transmettre.executer("a@b.fr", 1, List.of(attestee(sienne))))
                        .code());
        Utilisateur ailleurs = Exemples.rh(VALENCIENNES);
        assertEquals(
                "document-inconnu",
                refus(ailleurs, m -> m.transmettre.executer("a@b.fr", 1, List.of(attestee(sienne))))
                        .code());
        assertEquals(
                "document-inconnu",
                refus(rhDeBranche("Voirie"), m -> m.transmettre.executer("a@b.fr", 1, List.of(attestee(sienne))))
                        .code());
        comme(rhDeBranche("Espaces verts"), m -> m.transmettre.executer("a@b.fr", 1, List.of(attestee(sienne))));
        assertEquals(1, partis.size());
        assertEquals(1, nombre("select count(*) from attestation.transmission"));
    }

    @Test
    void un_employeur_transmet_ce_qui_est_partage_avec_lui_et_plus_rien_quand_le_partage_finit() {
        long ailleurs = attestation(9, 91);
        assertEquals(
                "document-inconnu",
                refus(rh(), m -> m.transmettre.executer("a@b.fr", 1, List.of(attestee(ailleurs))))
                        .code());
        faire(m -> m.attestations.partager(ailleurs, 1, DENAIN, elle().compteId(), maintenant));
        long id = transmettre(rh(), attestee(ailleurs));
        String jeton = dernierJeton();
        assertEquals("Ville 50 vous transmet 1 document", partis.get(0).objet());
        assertTrue(partis.get(0).texte().contains("de Agente NOM1"));
        assertNull(lire(jeton).orElseThrow().pieces().get(0).empechement());
        assertTrue(prendre(jeton, 1).isPresent());
        faire(m -> m.attestations.reprendre(ailleurs, 1, maintenant));
        assertEquals(
                "La personne ne partage plus cette attestation.",
                lire(jeton).orElseThrow().pieces().get(0).empechement());
        assertTrue(prendre(jeton, 1).isEmpty());
        assertEquals(1, comme(rh(), m -> m.suivi.une(id)).transmission().ouvertures());
    }

    @Test
    void l_agente_lit_ce_que_ses_employeurs_ont_transmis_d_elle_et_eux_rien_de_ce_qu_elle_montre() {
        long parElle = transmettre(elle(), CONVOCATION);
        long parEux = transmettre(rh(), CONVOCATION);
        assertEquals(
                List.of("Ville 50", "vous"),
                comme(elle(), m -> m.suivi.lister("", "", 0, 9)).lignes().stream()
                        .map(SuivreLesTransmissions.Suivie::par)
                        .toList());
        assertEquals(
                "transmise-par-l-employeur",
                refus(elle(), m -> {
                            m.suivi.reprendre(parEux);
                            return null;
                        })
                        .code());
        assertEquals(
                List.of(parEux),
                comme(rh(), m -> m.suivi.lister("", "", 0, 9)).lignes().stream()
                        .map(s -> s.transmission().id())
                        .toList());
        assertEquals(
                "transmission-inconnue", refus(rh(), m -> m.suivi.une(parElle)).code());
        assertEquals(
                List.of(parEux),
                comme(Exemples.partenaire(DENAIN), m -> m.suivi.suivantes(null, 9)).stream()
                        .map(s -> s.transmission().id())
                        .toList());
        for (Utilisateur autre : new Utilisateur[] {
            Exemples.agent(2), Exemples.rh(VALENCIENNES), rhDeBranche("Voirie"), Exemples.partenaire(VALENCIENNES)
        }) {
            assertEquals(0, comme(autre, m -> m.suivi.lister("", "", 0, 9)).total());
            assertEquals(
                    "transmission-inconnue",
                    refus(autre, m -> m.suivi.une(parEux)).code());
        }
        comme(rh(), m -> {
            m.suivi.reprendre(parEux);
            return null;
        });
        assertTrue(lire(dernierJeton()).isEmpty());
    }

    @Test
    void ce_qui_n_est_plus_vrai_ne_se_prend_plus_et_dit_pourquoi() {
        long attestee = attestation(1, 81);
        transmettre(elle(), CONVOCATION, attestee(attestee));
        String jeton = dernierJeton();
        annules.add(71L);
        faire(m -> {
            m.attestations.parId(attestee).orElseThrow().revoquer("Erreur de durée", "Conseillère 7", maintenant);
            return null;
        });
        List<RecevoirDesDocuments.Recue> recues = lire(jeton).orElseThrow().pieces();
        assertEquals(
                "L'inscription a été annulée depuis : ce document ne vaut plus.",
                recues.get(0).empechement());
        assertTrue(
                recues.get(1).empechement().startsWith("Cette attestation a été révoquée le 1er juin 2026"),
                recues.toString());
        assertTrue(prendre(jeton, 1).isEmpty());
        assertTrue(prendre(jeton, 2).isEmpty());
    }

    @Test
    void vingt_fois_en_vingt_quatre_heures_et_le_refus_dit_quand_revenir() {
        for (int i = 0; i < 20; i++) {
            maintenant = DEPART.plus(Duration.ofMinutes(i));
            transmettre(elle(), CONVOCATION);
        }
        Refus r = refus(elle(), m -> m.transmettre.executer("a@b.fr", 1, List.of(CONVOCATION)));
        assertEquals("trop-de-transmissions", r.code());
        assertTrue(r.getMessage().contains("Revenez le 2 juin 2026"), r.getMessage());
        transmettre(rh(), CONVOCATION);
        maintenant = DEPART.plus(Duration.ofDays(1));
        transmettre(elle(), CONVOCATION);
        assertEquals(
                "trop-de-transmissions",
                refus(elle(), m -> m.transmettre.executer("a@b.fr", 1, List.of(CONVOCATION)))
                        .code());
    }

    @Test
    void a_vingt_quatre_en_meme_temps_vingt_partent() throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> envois = Collections.nCopies(24, () -> {
                try {
                    transmettre(elle(), CONVOCATION);
                    return true;
                } catch (Refus r) {
                    assertEquals("trop-de-transmissions", r.code());
                    return false;
                }
            });
            int partis = 0;
            for (Future<Boolean> f : fils.invokeAll(envois)) {
                partis += f.get() ? 1 : 0;
            }
            assertEquals(20, partis);
        } finally {
            fils.shutdownNow();
        }
        assertEquals(20, nombre("select count(*) from attestation.transmission"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "sans-arobase", "a@b", "a b@c.fr", "a@b.fr,c@d.fr", "<a@b.fr>", "a@b.fr\nBcc: c@d.fr"})
    void une_adresse_qui_n_en_est_pas_une_est_refusee_a_cote_de_son_champ(String adresse) {
        Refus r = refus(elle(), m -> m.transmettre.executer(adresse, 1, List.of(CONVOCATION)));
        assertEquals("destinataire", r.champ());
        assertEquals(0, nombre("select count(*) from attestation.transmission"));
    }

    @Test
    void on_en_choisit_un_au_moins_et_vingt_au_plus() {
        assertEquals(
                "liste-vide",
                refus(elle(), m -> m.transmettre.executer("a@b.fr", 1, List.of()))
                        .code());
        List<Choix> trop = new ArrayList<>();
        for (long i = 0; i < 21; i++) {
            trop.add(attestee(i));
        }
        assertEquals(
                "trop-de-documents",
                refus(elle(), m -> m.transmettre.executer("a@b.fr", 1, trop)).code());
        transmettre(elle(), CONVOCATION, CONVOCATION);
        assertEquals(1, nombre("select count(*) from attestation.piece_transmise"));
    }

    @Test
    void la_fin_de_sa_qualite_referme_ce_qu_elle_a_transmis_non_ce_que_transmet_l_employeur() {
        transmettre(elle(), CONVOCATION);
        String sien = dernierJeton();
        transmettre(rh(), CONVOCATION);
        String leur = dernierJeton();
        faire(m -> {
            m.fin.quand(new QualiteFinie(elle().compteId()));
            m.fin.quand(new QualiteFinie(rh().compteId()));
            return null;
        });
        assertTrue(lire(sien).isEmpty());
        assertTrue(lire(leur).isPresent());
        assertEquals(1, copies());
    }

    @Test
    void la_copie_s_efface_avec_le_lien_la_trace_un_an_apres() {
        transmettre(elle(), CONVOCATION);
        Instant echeance = DEPART.plus(Duration.ofDays(30));
        assertEquals(Long.valueOf(0), this.<Long>faire(m -> m.purges.purger("COPIE_TRANSMISE", echeance)));
        assertEquals(
                Long.valueOf(1), this.<Long>faire(m -> m.purges.compter("COPIE_TRANSMISE", echeance.plusSeconds(1))));
        assertEquals(
                Long.valueOf(1), this.<Long>faire(m -> m.purges.purger("COPIE_TRANSMISE", echeance.plusSeconds(1))));
        assertEquals(0, copies());
        assertEquals(1, nombre("select count(*) from attestation.piece_transmise"));
        assertEquals(Long.valueOf(1), this.<Long>faire(m -> m.purges.purger("TRANSMISSION", echeance.plusSeconds(1))));
        assertEquals(0, nombre("select count(*) from attestation.piece_transmise"));
    }

    @Test
    void effacee_ses_liens_n_ouvrent_plus_rien_et_ses_copies_sont_parties() {
        transmettre(elle(), CONVOCATION);
        transmettre(rh(), CONVOCATION);
        String jeton = dernierJeton();
        Sujet sujet = new Sujet(
                1, DENAIN, "Nom1", "Agente", List.of(elle().compteId()), List.of(), Sujet.EFFACE + "8f3c2a10");
        assertEquals(
                2,
                faire(m -> m.donnees.lire(sujet)).stream()
                        .filter(r -> r.titre().equals("Documents transmis à un tiers"))
                        .mapToInt(r -> r.lignes().size())
                        .sum());
        faire(m -> {
            m.donnees.effacer(sujet);
            return null;
        });
        assertTrue(lire(jeton).isEmpty());
        assertEquals(0, copies());
        assertEquals(0, nombre("select count(*) from attestation.transmission"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update attestation.transmission set reprise_le = null, reprise_par = null",
                "update attestation.transmission set ouvertures = 1, derniere_ouverture_le = transmise_le",
                "update attestation.transmission set expire_le = expire_le + interval '1 year'",
                "update attestation.transmission set destinataire = 'un.autre@ailleurs.fr'"
            })
    void une_transmission_reprise_ne_se_rouvre_ni_ne_se_recrit_meme_par_sql(String sql) {
        long id = transmettre(elle(), CONVOCATION);
        comme(elle(), m -> {
            m.suivi.reprendre(id);
            return null;
        });
        String dit = assertThrows(Exception.class, () -> POSTGRES.jdbi().useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(dit.contains("Une transmission ne se récrit pas"), dit);
    }

    @Test
    void le_sirh_nomme_l_agent_par_son_matricule_et_un_inconnu_est_refuse() {
        assertEquals(
                Long.valueOf(1), this.<Long>comme(Exemples.partenaire(DENAIN), m -> m.transmettre.parMatricule("M1")));
        assertEquals(
                "agent-inconnu",
                refus(Exemples.partenaire(VALENCIENNES), m -> m.transmettre.parMatricule("M1"))
                        .code());
    }
}
