package fr.cnfpt.planformation.surmesure.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.CourriersDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.planformation.api.InscrireLesNommes;
import fr.cnfpt.planformation.application.AnnuaireEnMemoire;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.PlansEnMemoire;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Type;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.NouvellesDuSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.ReglesDuSurMesure;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** De la demande à la session, sur PostgreSQL : chaque appel à {@code par} est une transaction de quelqu'un. */
class SurMesureTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Horloge HORLOGE = Horloge.arretee(JOUR);
    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("plan-formation");
    private static final EntityManagerFactory EMF = POSTGRES.emf();

    private static final Utilisateur DENAIN = rh(1);
    private static final Utilisateur HASPRES = rh(2);
    private static final Utilisateur HAVELUY = rh(3);
    private static final Utilisateur HDF =
            new Utilisateur(7, "delegation", "Conseillère", Role.DELEGATION, null, 7L, null, "HDF");
    private static final Utilisateur BRETAGNE =
            new Utilisateur(8, "bre", "Conseiller", Role.DELEGATION, null, 8L, null, "BRE");
    private static final Utilisateur SIEGE =
            new Utilisateur(9, "siege", "Chargée", Role.SIEGE, null, null, null, "le siège");

    private static final Communes COMMUNES = new Communes() {
        @Override
        public List<CommuneInfo> communes(String texte, int combien) {
            return texte.equals("59172") ? nommees("Denain") : List.of();
        }

        @Override
        public List<CommuneInfo> nommees(String nom) {
            return nom.equals("Denain") ? List.of(new CommuneInfo("59172", "Denain", "59")) : List.of();
        }
    };

    private static final Utilisateur SIRH =
            new Utilisateur(6, "sirh", "SIRH de la commune 1", Role.PARTENAIRE, 1L, null, null, "Commune 1");

    private static Utilisateur rh(long c) {
        return new Utilisateur(c, "rh" + c, "RH " + c, Role.GESTIONNAIRE_RH, c, null, null, "Commune " + c);
    }

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final PlansEnMemoire plans = new PlansEnMemoire();
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private final List<String> courriels = Collections.synchronizedList(new ArrayList<>());
    private Instant maintenant = HORLOGE.maintenant();
    private final List<String> lettres = Collections.synchronizedList(new ArrayList<>());
    private final CatalogueEnMemoire catalogue = new CatalogueEnMemoire();
    private final Map<Long, Set<Long>> postes = new HashMap<>();

    /** Qui tient le compte 1 est aussi l'agent que dit {@code postes}. */
    private final Personnes personnes = (Personnes) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Personnes.class},
            (p, m, a) -> postes.getOrDefault((Long) a[0], Set.of()));

    /** L'inscription : l'agent 102 est parti. */
    private final InscrireLesNommes inscription = (session, nommes) -> nommes.stream()
            .map(n -> new InscrireLesNommes.Sort(
                    n.agentId(),
                    n.agentId() == 102 ? null : 9000 + n.agentId(),
                    n.agentId() == 102 ? "N'est plus parmi vos agents." : "Une place est tenue, par " + n.par()))
            .toList();

    private static final class CatalogueEnMemoire implements SessionsSurMesure {

        private SessionDemandee publiee;

        @Override
        public Optional<StageOffert> stage(long id) {
            return id == 12 ? stage("ACC-001") : id == 13 ? stage("CAC-001") : Optional.empty();
        }

        @Override
        public Optional<StageOffert> stage(String code) {
            return switch (code) {
                case "ACC-001" ->
                    Optional.of(new StageOffert(
                            12, code, "Accueillir le public", new BigDecimal("2"), BigDecimal.ZERO, false, null));
                case "CAC-001" ->
                    Optional.of(new StageOffert(
                            13, code, "CACES R489", new BigDecimal("3"), BigDecimal.ZERO, true, new BigDecimal("120")));
                case "CAC-002" ->
                    Optional.of(new StageOffert(14, code, "CACES", BigDecimal.ONE, BigDecimal.ZERO, true, null));
                default -> Optional.empty();
            };
        }

        @Override
        public SessionInfo publier(SessionDemandee d) {
            publiee = d;
            return new SessionInfo(
                    501,
                    d.stageId(),
                    "ACC-001",
                    "Accueillir le public",
                    Modalite.PRESENTIEL,
                    "PERFECTIONNEMENT",
                    d.type(),
                    new BigDecimal("2"),
                    BigDecimal.ZERO,
                    false,
                    false,
                    false,
                    "ACC",
                    "",
                    "",
                    "",
                    null,
                    d.structureId(),
                    d.debut(),
                    d.fin(),
                    d.horaires(),
                    d.ville(),
                    d.adresse(),
                    d.codeInsee(),
                    d.places(),
                    d.minimum(),
                    JOUR,
                    d.cloture(),
                    "PUBLIEE",
                    null,
                    false,
                    Horloge.PARIS,
                    false);
        }
    }

    /** Les cas d'usage d'une transaction. */
    private final class Piece {

        final DemanderDuSurMesure demander;
        final RepondreAUneInvitation repondre;
        final NommerDesAgents nommer;
        final InstruireLeSurMesure instruire;
        final ConsulterLeSurMesure consulter;
        final TenirLesCotisations cotisations;
        final Conventions conventions;
        final PrevenirUneDelegation prevenir;
        final DemandesSurMesure demandes;

        Piece(jakarta.persistence.EntityManager em) {
            Jdbi jdbi = PostgresDeTest.jdbi(em, HORLOGE);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            demandes = Injection.poser(new DemandesSurMesure(), em, jdbi);
            DemandesDeMaPortee portee = Injection.poser(new DemandesDeMaPortee(), demandes, portees);
            ReglesDuSurMesure regles =
                    Injection.poser(new ReglesDuSurMesure(), jdbi, Injection.poser(new Regles(), jdbi));
            Cotisations tenues = Injection.poser(new Cotisations(), jdbi);
            Acteurs acteurs = (Acteurs) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Acteurs.class}, (p, m, a) -> switch (m.getName()) {
                        case "delegation" ->
                            List.of(
                                    new CompteInfo(
                                            70, "d", "D", Role.DELEGATION, null, (Long) a[0], null, true, false, ""),
                                    new CompteInfo(
                                            71, "e", "E", Role.DELEGATION, null, (Long) a[0], null, true, false, ""));
                        case "joignable" ->
                            Optional.of(
                                    new Acteurs.Joignable((Long) a[0] == 70 ? "conseillere@exemple.fr" : null, null));
                        default -> List.of("rh" + a[0] + "@exemple.fr");
                    });
            NouvellesDuSurMesure nouvelles = Injection.poser(new NouvellesDuSurMesure(), jdbi);
            Courriers courriers = new CourriersDeTest((a, objet, texte) -> {
                courriels.add(a + " | " + objet);
                lettres.add(a + " | " + texte);
            });
            AnnoncerLeSurMesure annonce =
                    Injection.poser(new AnnoncerLeSurMesure(), journal, acteurs, nouvelles, HORLOGE, courriers);
            prevenir = Injection.poser(
                    new PrevenirUneDelegation(),
                    nouvelles,
                    annuaire,
                    acteurs,
                    courriers,
                    new Horloge(java.time.Clock.fixed(maintenant, Horloge.PARIS)));
            conventions = Injection.poser(new Conventions(), annuaire, HORLOGE);
            JugerLaRecevabilite juge = Injection.poser(new JugerLaRecevabilite(), tenues, regles, plans, HORLOGE);
            nommer = Injection.poser(new NommerDesAgents(), portee, annuaire, personnes, annonce, courant, HORLOGE);
            demander = Injection.poser(
                    new DemanderDuSurMesure(),
                    portee,
                    demandes,
                    juge,
                    nommer,
                    annuaire,
                    catalogue,
                    annonce,
                    courant,
                    HORLOGE);
            repondre = Injection.poser(new RepondreAUneInvitation(), portee, annuaire, annonce, courant, HORLOGE);
            instruire = Injection.poser(
                    new InstruireLeSurMesure(),
                    portee,
                    catalogue,
                    regles,
                    annuaire,
                    COMMUNES,
                    annonce,
                    courant,
                    HORLOGE,
                    Injection.poser(new OuvrirLaSession(), catalogue, inscription, annuaire, COMMUNES));
            consulter = Injection.poser(
                    new ConsulterLeSurMesure(), portee, demandes, juge, catalogue, conventions, annuaire, courant);
            cotisations =
                    Injection.poser(new TenirLesCotisations(), tenues, annuaire, portees, journal, courant, HORLOGE);
        }
    }

    private <T> T par(Utilisateur u, Function<Piece, T> action) {
        return PostgresDeTest.dans(EMF, em -> courant.agirComme(u, () -> action.apply(new Piece(em))));
    }

    private void agir(Utilisateur u, Consumer<Piece> action) {
        par(u, p -> {
            action.accept(p);
            return null;
        });
    }

    @BeforeEach
    void vider() {
        POSTGRES.jdbi()
                .useTransaction(
                        h -> h.execute(
                                "set local session_replication_role = replica; truncate plan_formation.demande, plan_formation.demande_invitee, plan_formation.demande_proposition, plan_formation.demande_prix, plan_formation.demande_pas, plan_formation.demande_agent, plan_formation.demande_nouvelle, plan_formation.cotisation restart identity"));
        for (long c = 1; c <= 3; c++) {
            annuaire.mettre(c, "E1", 7L);
        }
        annuaire.mettre(4, "E4", 8L);
        for (long c = 1; c <= 2; c++) {
            for (long n = 1; n <= 5; n++) {
                annuaire.engager(100 * c + n, c);
            }
        }
        plans.ajouter(Plan.ouvrir(1, 7L, 2027));
    }

    private static BesoinSurMesure besoin(int effectif) {
        return new BesoinSurMesure(
                12L, null, null, effectif, JOUR.plusDays(60), JOUR.plusDays(90), "Salle des fêtes", 30, null);
    }

    private static InstruireLeSurMesure.Offre offre(String stage, int places) {
        return new InstruireLeSurMesure.Offre(
                stage,
                JOUR.plusDays(61),
                JOUR.plusDays(62),
                JOUR.plusDays(40),
                "9 h – 16 h",
                "59172",
                "Salle des fêtes",
                places,
                false,
                "Voici ce que nous pouvons faire.");
    }

    private void aJour() {
        agir(HDF, p -> p.cotisations.constater(1L, JOUR.plusMonths(6)));
    }

    private long envoyee() {
        aJour();
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        agir(DENAIN, p -> p.demander.envoyer(id));
        return id;
    }

    private Etat etat(long id) {
        return par(SIEGE, p -> p.demandes.parId(id).orElseThrow().etat());
    }

    @Test
    void un_intra_va_de_la_demande_a_une_session_que_cet_employeur_voit_seul() {
        long id = envoyee();
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 15)));
        agir(DENAIN, p -> p.demander.accepter(id));
        agir(HDF, p -> p.instruire.porterLaConvention(id, UUID.randomUUID()));
        agir(HDF, p -> p.instruire.signer(id, JOUR));
        agir(HDF, p -> p.instruire.publier(id));
        assertEquals(Etat.PUBLIEE, etat(id));
        assertEquals(Set.of(1L), catalogue.publiee.collectivites());
        assertEquals("INTRA", catalogue.publiee.type());
        assertEquals(7, catalogue.publiee.structureId());
        DemandeVue vue = par(DENAIN, p -> p.consulter.une(id));
        assertEquals(501L, vue.sessionId());
        assertEquals(
                List.of(
                        "Session publiée pour cet employeur",
                        "Convention signée le 28 novembre 2026",
                        "Convention établie, à signer",
                        "Proposition acceptée",
                        "Proposition : du 28 au 29 janvier 2027, Denain, 1800 €",
                        "Demande envoyée à la délégation",
                        "Demande préparée"),
                vue.histoire().stream().map(DemandeVue.Pas::texte).toList());
        assertEquals(
                "1 groupe × 2 jours × 900 € par jour et par groupe",
                vue.proposition().lignes().get(0).libelle());
        assertEquals(
                List.of(
                        "rh1@exemple.fr | Proposition de la délégation : Accueillir le public",
                        "rh1@exemple.fr | Convention à signer : Accueillir le public",
                        "rh1@exemple.fr | Session ouverte : Accueillir le public"),
                courriels);
    }

    @Test
    void un_employeur_dont_la_cotisation_manque_apprend_quoi_faire_et_rien_ne_part() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        Refus refus = assertThrows(Refus.class, () -> agir(DENAIN, p -> p.demander.envoyer(id)));
        assertEquals("cotisation", refus.code());
        assertNotNull(refus.regle().depuis());
        assertEquals(Etat.BROUILLON, etat(id));
        aJour();
        agir(DENAIN, p -> p.demander.envoyer(id));
        assertEquals(Etat.ENVOYEE, etat(id));
    }

    @Test
    void le_dernier_constat_de_cotisation_vaut_et_les_autres_restent() {
        agir(HDF, p -> p.cotisations.constater(1L, JOUR.plusMonths(6)));
        agir(HDF, p -> p.cotisations.constater(1L, JOUR.minusDays(1)));
        assertFalse(par(HDF, p -> p.cotisations.lister(0, 50)).get(0).aJour());
        assertEquals(1L, (long) par(HDF, p -> p.cotisations.compter()));
        assertEquals(0L, (long) par(BRETAGNE, p -> p.cotisations.compter()));
        assertThrows(Refus.class, () -> agir(BRETAGNE, p -> p.cotisations.constater(1L, JOUR)), "hors de son ressort");
        assertThrows(
                RuntimeException.class,
                () -> POSTGRES.jdbi().useHandle(h -> h.execute("delete from plan_formation.cotisation")));
    }

    @Test
    void une_union_de_deux_petites_communes_se_fait_a_deux_et_ne_coute_rien() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.UNION, besoin(5)));
        agir(DENAIN, p -> p.demander.inviter(id, 2));
        assertEquals(1L, (long) par(HASPRES, p -> p.consulter.invitationsSansReponse()));
        agir(HASPRES, p -> p.repondre.executer(id, 4));
        assertEquals(0L, (long) par(HASPRES, p -> p.consulter.invitationsSansReponse()));
        agir(DENAIN, p -> p.demander.envoyer(id));
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 12)));
        DemandeVue vue = par(HASPRES, p -> p.consulter.une(id));
        assertEquals(0, vue.proposition().prix().signum());
        assertEquals(Set.of(GesteSurMesure.NOMMER), vue.gestes(), "l'invitée suit, celle qui porte la demande décide");
        agir(DENAIN, p -> p.demander.accepter(id));
        agir(HDF, p -> p.instruire.porterLaConvention(id, UUID.randomUUID()));
        agir(HDF, p -> p.instruire.signer(id, JOUR));
        agir(SIEGE, p -> p.instruire.publier(id));
        assertEquals(Set.of(1L, 2L), catalogue.publiee.collectivites());
        assertTrue(
                courriels.contains("rh2@exemple.fr | Invitation à une union : Accueillir le public"), courriels + "");
        assertTrue(courriels.contains("rh1@exemple.fr | Un employeur vient : Accueillir le public"), courriels + "");
        assertTrue(courriels.contains("rh2@exemple.fr | Session ouverte : Accueillir le public"), courriels + "");
    }

    @Test
    void la_ou_l_on_vient_est_une_commune_de_la_proposition_a_la_session() {
        long id = envoyee();
        InstruireLeSurMesure.Offre o = offre("ACC-001", 14);
        InstruireLeSurMesure.Offre nullePart = new InstruireLeSurMesure.Offre(
                o.stage(), o.debut(), o.fin(), o.cloture(), null, null, null, 14, false, null);
        assertEquals(
                "commune",
                assertThrows(Refus.class, () -> agir(HDF, p -> p.instruire.proposer(id, nullePart)))
                        .champ());
        agir(HDF, p -> p.instruire.proposer(id, o));
        assertEquals(
                "Denain", par(DENAIN, p -> p.consulter.une(id)).proposition().ville());
        agir(DENAIN, p -> p.demander.accepter(id));
        agir(HDF, p -> p.instruire.porterLaConvention(id, UUID.randomUUID()));
        agir(HDF, p -> p.instruire.signer(id, JOUR));
        // Une proposition d'avant ne disait qu'une ville.
        POSTGRES.jdbi()
                .useTransaction(
                        h -> h.execute(
                                "set local session_replication_role = replica; update plan_formation.demande_proposition set code_insee = null"));
        agir(HDF, p -> p.instruire.publier(id));
        assertEquals("59172", catalogue.publiee.codeInsee());
    }

    @Test
    void les_agents_nommes_sont_inscrits_a_la_publication_et_chaque_employeur_apprend_qui_ne_l_est_pas() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.UNION, besoin(5)));
        agir(DENAIN, p -> p.demander.inviter(id, 2));
        assertThrows(
                Refus.class,
                () -> agir(HASPRES, p -> p.nommer.executer(id, List.of(201L), null)),
                "invitée, elle n'a pas dit venir");
        agir(HASPRES, p -> p.repondre.executer(id, 4));
        assertEquals(3, (int) par(DENAIN, p -> p.nommer.executer(id, List.of(101L), "M102\n M103 ; M101")));
        agir(DENAIN, p -> p.demander.envoyer(id));
        agir(HASPRES, p -> p.nommer.executer(id, List.of(), "M201,M202"));
        assertEquals(
                List.of("Prénom NOM101", "Prénom NOM102", "Prénom NOM103"),
                noms(DENAIN, id),
                "chacun ne voit que les siens");
        assertEquals(List.of("Prénom NOM201", "Prénom NOM202"), noms(HASPRES, id));
        assertEquals(5, noms(HDF, id).size(), "la délégation les voit tous");
        assertThrows(Refus.class, () -> agir(HASPRES, p -> p.nommer.retirer(id, 101)));
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 12)));
        agir(DENAIN, p -> p.demander.accepter(id));
        agir(HDF, p -> p.instruire.porterLaConvention(id, UUID.randomUUID()));
        agir(HDF, p -> p.instruire.signer(id, JOUR));
        agir(HDF, p -> p.instruire.publier(id));
        List<DemandeVue.Nomme> siens = par(DENAIN, p -> p.consulter.une(id)).nommes();
        assertEquals(9101L, siens.get(0).bulletinId());
        assertEquals("Une place est tenue, par RH 1", siens.get(0).dit(), "inscrit au nom de qui l'a nommé");
        assertEquals("N'est plus parmi vos agents.", siens.get(1).dit());
        String aDenain = lettres.stream()
                .filter(l -> l.startsWith("rh1") && l.contains("est ouverte"))
                .findFirst()
                .orElseThrow();
        assertTrue(aDenain.contains("2 agents que vous aviez nommés y sont inscrits"), aDenain);
        assertTrue(aDenain.contains("1 agent que vous aviez nommé n'a pas pu l'être"), aDenain);
        assertFalse(aDenain.contains("NOM102"), "un courriel ne nomme personne");
        assertTrue(
                lettres.stream()
                        .anyMatch(l -> l.startsWith("rh2")
                                && l.contains("2 agents que vous aviez nommés y sont inscrits. Inscrivez les autres")),
                lettres + "");
        assertThrows(Refus.class, () -> agir(DENAIN, p -> p.nommer.executer(id, List.of(104L), null)), "publiée");
    }

    private List<String> noms(Utilisateur u, long id) {
        return par(u, p -> p.consulter.une(id)).nommes().stream()
                .map(DemandeVue.Nomme::nom)
                .toList();
    }

    @Test
    void la_delegation_apprend_en_un_courriel_le_matin_d_un_jour_ouvre_ce_qui_lui_est_arrive() {
        long id = envoyee();
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 15)));
        agir(DENAIN, p -> p.demander.decliner(id, "Les dates ne vont pas"));
        long retiree = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        agir(DENAIN, p -> p.demander.retirer(retiree, "Plus de besoin"));
        assertEquals(List.of(7L), par(SIEGE, p -> p.prevenir.enAttente()));
        for (String tropTot : List.of(
                "2026-11-28T12:00:00+01:00", // le samedi même
                "2026-11-29T09:00:00+01:00", // dimanche
                "2026-11-30T06:59:00+01:00")) {
            matin(tropTot);
            assertEquals(List.of(), aLaDelegation(), tropTot);
        }
        matin("2026-11-30T07:00:00+01:00");
        assertEquals(1, aLaDelegation().size(), "un seul courriel, à qui a une adresse : " + aLaDelegation());
        String lettre = aLaDelegation().get(0);
        assertTrue(lettre.contains("""
                - Commune 1 demande « Accueillir le public », en intra, pour 12 agents.
                - Commune 1 décline votre proposition pour « Accueillir le public » : proposez autre chose.

                """.stripIndent()), lettre);
        assertFalse(lettre.contains("retire"), "un brouillon retiré n'a jamais été à elle");
        matin("2026-11-30T07:10:00+01:00");
        matin("2026-12-01T07:10:00+01:00");
        assertEquals(1, aLaDelegation().size(), "rien ne se dit deux fois");
        assertEquals(List.of(), par(SIEGE, p -> p.prevenir.enAttente()));
    }

    private void matin(String quand) {
        maintenant = java.time.OffsetDateTime.parse(quand).toInstant();
        agir(SIEGE, p -> p.prevenir.enAttente().forEach(p.prevenir::executer));
    }

    private List<String> aLaDelegation() {
        return lettres.stream().filter(l -> l.startsWith("conseillere")).toList();
    }

    @Test
    void un_matricule_inconnu_ou_soi_meme_ne_se_nomme_pas_et_personne_ne_l_est() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        Refus inconnu = assertThrows(
                Refus.class, () -> agir(DENAIN, p -> p.nommer.executer(id, List.of(101L), "M102 M201 ZZ")));
        assertEquals("matricules", inconnu.champ());
        assertTrue(inconnu.getMessage().contains("M201, ZZ"), inconnu.getMessage());
        assertThrows(Refus.class, () -> agir(DENAIN, p -> p.nommer.executer(id, List.of(201L), null)), "d'un autre");
        postes.put(1L, Set.of(104L));
        assertEquals(
                "sa-propre-demande",
                assertThrows(Refus.class, () -> agir(DENAIN, p -> p.nommer.executer(id, List.of(104L, 105L), null)))
                        .code());
        assertEquals(List.of(), noms(DENAIN, id));
        agir(DENAIN, p -> p.nommer.executer(id, List.of(101L), " "));
        agir(DENAIN, p -> p.nommer.retirer(id, 101));
        assertEquals(List.of(), noms(DENAIN, id));
        assertEquals(0L, (long) POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select count(*) from plan_formation.demande_agent")
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void une_demande_retiree_oublie_qui_elle_nommait() {
        long id = envoyee();
        agir(DENAIN, p -> p.nommer.executer(id, List.of(101L, 102L), null));
        agir(DENAIN, p -> p.demander.retirer(id, "Plus de besoin"));
        assertEquals(List.of(), noms(DENAIN, id));
    }

    @Test
    void nul_ne_voit_ni_ne_touche_la_demande_d_un_autre() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        for (Utilisateur autre : List.of(HASPRES, HDF, BRETAGNE, SIEGE)) {
            assertEquals(0L, (long) par(autre, p -> p.consulter.compter(List.of(), "")), autre.nom());
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> par(autre, p -> p.consulter.une(id)), autre.nom())
                            .genre());
        }
        aJour();
        agir(DENAIN, p -> p.demander.envoyer(id));
        assertEquals(1L, (long) par(HDF, p -> p.consulter.compter(List.of(Etat.ENVOYEE), "accueil")));
        assertEquals(1L, (long) par(SIEGE, p -> p.consulter.compter(List.of(), "")));
        assertEquals(0L, (long) par(BRETAGNE, p -> p.consulter.compter(List.of(), "")));
        assertThrows(Refus.class, () -> agir(BRETAGNE, p -> p.instruire.refuser(id, "x y z")));
        assertThrows(Refus.class, () -> agir(HASPRES, p -> p.demander.retirer(id, "x y z")));
        assertThrows(Refus.class, () -> agir(HAVELUY, p -> p.repondre.executer(id, 3)));
        assertThrows(
                Refus.class, () -> agir(DENAIN, p -> p.instruire.refuser(id, "x y z")), "qui demande n'instruit pas");
        assertEquals(Etat.ENVOYEE, etat(id));
    }

    @Test
    void un_brouillon_retire_n_est_jamais_vu_de_la_delegation() {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        agir(DENAIN, p -> p.demander.retirer(id, "Plus de besoin"));
        assertEquals(0L, (long) par(HDF, p -> p.consulter.compter(List.of(), "")));
        assertEquals(1L, (long) par(DENAIN, p -> p.consulter.compter(List.of(Etat.RETIREE), "")));
    }

    @Test
    void la_delegation_voit_ce_que_disent_les_regles_au_jour_ou_elle_instruit() {
        long id = envoyee();
        agir(HDF, p -> p.cotisations.constater(1L, JOUR.minusDays(1)));
        assertFalse(par(HDF, p -> p.consulter.une(id)).recevabilite().recevable());
    }

    @Test
    void une_fiche_payante_qui_ne_dit_pas_son_tarif_ne_se_propose_pas() {
        long id = envoyee();
        Refus refus = assertThrows(Refus.class, () -> agir(HDF, p -> p.instruire.proposer(id, offre("CAC-002", 15))));
        assertEquals("stage", refus.champ());
        agir(HDF, p -> p.instruire.proposer(id, offre("CAC-001", 15)));
        assertEquals(
                new BigDecimal("4320.00"),
                par(DENAIN, p -> p.consulter.une(id)).proposition().prix());
    }

    @Test
    void un_tarif_qui_change_ne_touche_pas_ce_qui_est_propose() {
        long id = envoyee();
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 15)));
        POSTGRES.jdbi().useTransaction(h -> {
            assertThrows(RuntimeException.class, () -> h.execute("update plan_formation.demande_prix set montant = 1"));
        });
        assertEquals(
                new BigDecimal("1800.00"),
                par(DENAIN, p -> p.consulter.une(id)).proposition().prix());
    }

    @Test
    void deux_reponses_a_la_fois_une_seule_compte_et_l_autre_l_apprend() throws Exception {
        long id = envoyee();
        agir(HDF, p -> p.instruire.proposer(id, offre("ACC-001", 15)));
        ExecutorService fils = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch depart = new CountDownLatch(1);
            List<Future<String>> reponses = new ArrayList<>();
            for (Consumer<Piece> geste : List.<Consumer<Piece>>of(
                    p -> p.demander.accepter(id), p -> p.demander.decliner(id, "Les dates ne vont pas"))) {
                reponses.add(fils.submit(() -> {
                    depart.await();
                    try {
                        agir(DENAIN, geste);
                        return "fait";
                    } catch (Refus refus) {
                        return refus.code();
                    }
                }));
            }
            depart.countDown();
            List<String> dit = new ArrayList<>(
                    List.of(reponses.get(0).get(), reponses.get(1).get()));
            Collections.sort(dit);
            assertEquals(List.of("etat-de-la-demande", "fait"), dit);
        } finally {
            fils.shutdownNow();
        }
        assertEquals(
                4, par(DENAIN, p -> p.consulter.une(id)).histoire().size(), "un seul pas de plus que la proposition");
    }

    @Test
    void la_convention_se_relit_avec_ses_parties_son_prix_et_sa_regle() throws Exception {
        long id = par(DENAIN, p -> p.demander.ouvrir(Type.UNION, besoin(6)));
        agir(DENAIN, p -> p.demander.inviter(id, 2));
        agir(HASPRES, p -> p.repondre.executer(id, 4));
        agir(DENAIN, p -> p.demander.envoyer(id));
        agir(HDF, p -> p.instruire.proposer(id, offre("CAC-001", 12)));
        byte[] pdf = par(HDF, p -> p.conventions.pdf(p.consulter.une(id)));
        try (PDDocument lu = Loader.loadPDF(pdf)) {
            String texte = new PDFTextStripper().getText(lu).replaceAll("[\\s\\u00a0\\u202f]+", " ");
            for (String attendu : List.of(
                    "Convention de formation en union",
                    "Commune 1",
                    "Commune 2",
                    "215 901 001",
                    "2160 €",
                    "1440 €",
                    "CACES R489",
                    "du 28 au 29 janvier 2027",
                    "10 stagiaires × 3 jours × 120 € par stagiaire et par jour",
                    "3600 €",
                    "Fiche « plans de formation »",
                    "Hauts-de-France")) {
                assertTrue(texte.contains(attendu), attendu + " manque à : " + texte);
            }
        }
    }

    @Test
    void un_numero_de_securite_sociale_ne_s_ecrit_nulle_part() {
        BesoinSurMesure b = new BesoinSurMesure(
                12L, null, "Pour 1 85 05 59 350 123 46", 12, JOUR.plusDays(60), JOUR.plusDays(90), null, null, null);
        assertThrows(Refus.class, () -> agir(DENAIN, p -> p.demander.ouvrir(Type.INTRA, b)));
        long id = envoyee();
        assertThrows(Refus.class, () -> agir(HDF, p -> p.instruire.refuser(id, "Voir 185055935012346")));
    }

    @Test
    void un_sirh_depose_un_intra_d_un_coup_ou_pas_du_tout() {
        assertThrows(Refus.class, () -> agir(DENAIN, p -> p.demander.deposerUnIntra("ACC-001", besoin(12), List.of())));
        assertEquals(
                0L,
                (long) par(DENAIN, p -> p.consulter.compter(List.of(), "")),
                "refusé, il ne laisse pas de brouillon");
        aJour();
        assertThrows(
                Refus.class,
                () -> agir(SIRH, p -> p.demander.deposerUnIntra("ACC-001", besoin(12), List.of("M101", "M999"))));
        assertEquals(
                0L, (long) par(DENAIN, p -> p.consulter.compter(List.of(), "")), "un matricule inconnu refuse tout");
        long id = par(SIRH, p -> p.demander.deposerUnIntra("ACC-001", besoin(12), List.of("M101", "M102")));
        assertEquals(Etat.ENVOYEE, etat(id));
        assertEquals(2, noms(SIRH, id).size());
        assertEquals(
                List.of(Role.PARTENAIRE, Role.PARTENAIRE),
                par(SIEGE, p -> p.demandes.parId(id).orElseThrow().nommes()).stream()
                        .map(n -> n.parRole())
                        .toList());
    }

    @Test
    void la_liste_se_lit_par_tranches_sans_rien_sauter() {
        for (int i = 0; i < 5; i++) {
            agir(DENAIN, p -> p.demander.ouvrir(Type.INTRA, besoin(12)));
        }
        List<Long> lus = new ArrayList<>();
        Long apres = null;
        do {
            Long depuis = apres;
            List<ConsulterLeSurMesure.Ligne> tranche = par(DENAIN, p -> p.consulter.avant(List.of(), depuis, 2));
            tranche.forEach(l -> lus.add(l.demande().id()));
            apres = tranche.isEmpty() ? null : lus.get(lus.size() - 1);
        } while (apres != null);
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), lus);
    }

    @Test
    void les_gestes_montres_sont_ceux_qu_on_peut_faire() {
        long id = envoyee();
        assertEquals(
                Set.of(GesteSurMesure.NOMMER, GesteSurMesure.RETIRER),
                par(DENAIN, p -> p.consulter.une(id)).gestes());
        assertEquals(
                Set.of(GesteSurMesure.PROPOSER, GesteSurMesure.REFUSER),
                par(HDF, p -> p.consulter.une(id)).gestes());
    }
}
