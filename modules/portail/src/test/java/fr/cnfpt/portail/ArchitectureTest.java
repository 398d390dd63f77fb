package fr.cnfpt.portail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * La maison : les modules ne se touchent que par leur api et dans leur ordre, les étages ne descendent que vers le bas.
 */
class ArchitectureTest {

    /** Du bas vers le haut ; chacun n'appelle que l'api de ceux qui le précèdent (docs/adr/0002). */
    static final List<String> ORDRE = List.of(
            "annuaire",
            "acces",
            "garde",
            "catalogue",
            "territorialisation",
            "planformation",
            "inscription",
            "ecommunautes",
            "attestation");

    private static final JavaClasses MAISON = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(lieu -> !lieu.contains("-tests.jar"))
            .importPackages("fr.cnfpt");

    private static void verifier(ArchRule regle) {
        regle.check(MAISON);
    }

    @Test
    void tous_les_modules_sont_la() {
        for (String module : ORDRE) {
            assertTrue(
                    MAISON.stream()
                            .anyMatch(
                                    c -> c.getPackageName().matches("fr\\.cnfpt\\." + module + "(\\.\\w+)?\\.domain")),
                    module);
        }
    }

    @Test
    void un_module_n_appelle_que_l_api_de_ceux_qui_le_precedent() {
        for (int i = 0; i < ORDRE.size(); i++) {
            List<String> interdits = new ArrayList<>(List.of("fr.cnfpt.portail..", "fr.cnfpt.lanceur.."));
            for (int j = 0; j < ORDRE.size(); j++) {
                if (j > i) {
                    interdits.add("fr.cnfpt." + ORDRE.get(j) + "..");
                } else if (j < i) {
                    for (String etage : List.of("domain", "port", "persistence", "application", "adapter")) {
                        interdits.add("fr.cnfpt." + ORDRE.get(j) + "." + etage + "..");
                        interdits.add("fr.cnfpt." + ORDRE.get(j) + ".*." + etage + "..");
                        interdits.add("fr.cnfpt." + ORDRE.get(j) + ".*.*." + etage + "..");
                    }
                }
            }
            verifier(noClasses()
                    .that()
                    .resideInAPackage("fr.cnfpt." + ORDRE.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(interdits.toArray(String[]::new)));
        }
    }

    @Test
    void le_noyau_n_appelle_aucun_module_et_le_portail_n_appelle_que_les_api() {
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt.commun..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fr.cnfpt.outils.."));
        verifier(noClasses()
                .that()
                .resideInAnyPackage("fr.cnfpt.commun..", "fr.cnfpt.outils..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(ORDRE.stream().map(m -> "fr.cnfpt." + m + ".."), Stream.of("fr.cnfpt.portail.."))
                                .toArray(String[]::new)));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt.portail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ORDRE.stream()
                        .flatMap(m -> Stream.of("", "*.", "*.*.")
                                .flatMap(c -> Stream.of("domain", "port", "application", "adapter")
                                        .map(e -> "fr.cnfpt." + m + "." + c + e + "..")))
                        .toArray(String[]::new)));
    }

    @Test
    void les_modules_ne_forment_pas_de_cercle() {
        verifier(slices().matching("fr.cnfpt.(*)..").should().beFreeOfCycles());
    }

    @Test
    void les_pieces_d_un_module_ne_forment_pas_de_cercle() {
        for (String module : List.of("annuaire", "acces", "garde", "inscription", "attestation", "outils")) {
            verifier(slices().matching("fr.cnfpt." + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Test
    void une_piece_n_a_pas_plus_de_vingt_classes() {
        Map<String, Long> classes = MAISON.stream()
                .filter(c -> c.getName().startsWith("fr.cnfpt.")
                        && !c.getName().contains("$")
                        && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertEquals(
                Map.of(),
                classes.entrySet().stream()
                        .filter(e -> e.getValue() > 20)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void les_etages_ne_descendent_que_vers_le_bas() {
        verifier(noClasses()
                .that()
                .resideInAPackage("..api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fr.cnfpt..domain..",
                        "fr.cnfpt..port..",
                        "fr.cnfpt..persistence..",
                        "fr.cnfpt..application..",
                        "fr.cnfpt..adapter..",
                        "jakarta.."));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fr.cnfpt..port..",
                        "fr.cnfpt..persistence..",
                        "fr.cnfpt..application..",
                        "fr.cnfpt..adapter.."));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..port..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fr.cnfpt..persistence.."));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..port..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("fr.cnfpt..application..", "fr.cnfpt..adapter.."));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("fr.cnfpt..application..", "fr.cnfpt..adapter.."));
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..application..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("fr.cnfpt..adapter.."));
    }

    /** Un port gagne sa place par une seconde mise en œuvre : une version en mémoire, ou un autre adaptateur. */
    @Test
    void un_port_n_est_pas_le_double_d_une_classe_de_persistance() throws IOException {
        Set<String> epreuves = new TreeSet<>();
        for (Path m : dossiers(Path.of(".."))) {
            for (Path f : fichiers(m.resolve("src/test/java"), ".java")) {
                epreuves.add(Files.readString(f, StandardCharsets.UTF_8));
            }
        }
        List<String> sansSecond = MAISON.stream()
                .filter(c -> c.isInterface()
                        && c.getPackageName().endsWith(".port")
                        && !c.getName().contains("$"))
                .filter(c -> c.getAllSubclasses().size() < 2
                        && c.getAllSubclasses().stream()
                                .allMatch(s -> s.getPackageName().endsWith(".persistence")))
                .map(JavaClass::getSimpleName)
                .filter(n -> epreuves.stream()
                        .noneMatch(e -> Pattern.compile("(implements|,) *" + n + "\\b[^;(]*\\{|\\b" + n
                                        + " \\w+ = \\(?\\w*\\)? *->|new " + n + "\\(\\) *\\{")
                                .matcher(e)
                                .find()))
                .toList();
        assertEquals(List.of(), sansSecond);
    }

    @Test
    void les_adaptateurs_s_ignorent() {
        List<String> adaptateurs = List.of("web", "rest", "batch", "courriel", "paquet", "s3");
        for (String a : adaptateurs) {
            verifier(noClasses()
                    .that()
                    .resideInAPackage("fr.cnfpt..adapter." + a + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(adaptateurs.stream()
                            .filter(b -> !b.equals(a))
                            .map(b -> "fr.cnfpt..adapter." + b + "..")
                            .toArray(String[]::new))
                    .allowEmptyShould(true));
        }
    }

    @Test
    void une_transaction_s_ouvre_dans_un_cas_d_usage_ou_un_chargement_et_nulle_part_ailleurs() {
        DescribedPredicate<JavaClass> ailleurs = DescribedPredicate.describe(
                "hors application et chargement",
                c -> !c.getPackageName().contains(".application")
                        && !c.isAssignableTo(fr.cnfpt.commun.Peuplement.class));
        verifier(noClasses().that(ailleurs).should().beAnnotatedWith(Transactional.class));
        verifier(methods().that().areDeclaredInClassesThat(ailleurs).should().notBeAnnotatedWith(Transactional.class));
    }

    /** Son fil ne revient entier que si le dernier intercepteur de transaction n'est qu'à lui (PieceDeTraitement). */
    @Test
    void une_piece_de_traitement_agit_par_une_transaction_que_nul_ne_partage() {
        verifier(noClasses()
                .that()
                .resideInAPackage("fr.cnfpt..adapter.batch..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(fr.cnfpt.commun.UtilisateurCourant.class));
    }

    /** Qui annonce et qui écoute sont dans la transaction de l'acte ; ce qui sort est un envoi (docs/adr/0023). */
    @Test
    void une_annonce_ne_quitte_pas_la_transaction_de_l_acte() {
        verifier(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(jakarta.enterprise.event.ObservesAsync.class));
        verifier(noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "annonce à côté", m -> m.getTarget().getName().equals("fireAsync"))));
        DescribedPredicate<JavaClass> annonce = DescribedPredicate.describe(
                "qui annoncent",
                c -> c.getFields().stream()
                        .anyMatch(f -> f.getRawType().isEquivalentTo(jakarta.enterprise.event.Event.class)));
        verifier(classes().that(annonce).should().beAnnotatedWith(Transactional.class));
        verifier(methods()
                .that(DescribedPredicate.describe(
                        "écoutent",
                        (JavaMethod m) -> m.getParameters().stream().anyMatch(p -> p.isAnnotatedWith(Observes.class))))
                .should(new ArchCondition<>("écouter pendant l'acte, et non après") {
                    @Override
                    public void check(JavaMethod m, ConditionEvents faits) {
                        m.getParameters().stream()
                                .filter(p -> p.isAnnotatedWith(Observes.class))
                                .filter(p ->
                                        p.getAnnotationOfType(Observes.class).during() != TransactionPhase.IN_PROGRESS)
                                .forEach(p -> faits.add(SimpleConditionEvent.violated(m, m.getFullName())));
                    }
                }));
    }

    @Test
    void chaque_technique_reste_dans_son_adaptateur() {
        verifier(noClasses()
                .that()
                .resideOutsideOfPackage("fr.cnfpt..persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "org.postgresql..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(jakarta.persistence.EntityManager.class));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt..adapter.web..", "fr.cnfpt.outils.ecran..", "fr.cnfpt.portail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.faces..", "org.primefaces.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt..adapter.rest..", "fr.cnfpt.outils.rest", "fr.cnfpt.portail.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt..adapter.batch..", "fr.cnfpt.outils.taches..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.batch.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt..adapter.courriel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.mail.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt.outils.tableaux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dhatim.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt..adapter.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt.outils.documents..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.tika.."));
        verifier(noClasses()
                .that()
                .resideOutsideOfPackages("fr.cnfpt.portail.aide..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.commonmark.."));
    }

    @Test
    void rien_de_propre_au_serveur_hors_du_lanceur() {
        verifier(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fish.payara..", "org.glassfish..", "com.sun.enterprise..", "org.eclipse.persistence.."));
    }

    @Test
    void les_entites_n_ont_pas_de_setters() {
        verifier(methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameNotMatching("set[A-Z].*"));
    }

    /**
     * Une page lit un record par ses composants (RecordELResolver) ; seul le nom d'un Principal est imposé d'ailleurs.
     */
    /** Ce qui change sans version, et pourquoi deux écritures parties d'une même lecture ne s'y perdent pas. */
    private static final Map<String, String> SANS_VERSION = Map.of(
            "AgentNomme", "son sort noté à la publication, sous le verrou de sa demande (SurMesureTest)",
            "Attestation", "révoquée une fois, sous le verrou d'Attestations.verrouiller (PortsPostgresTest)",
            "Communaute", "suit les dates de sa session, sous la version de celle-ci (ReprogrammerUneSession)",
            "Contribution", "n'en change pas : y répondre en écrit une autre",
            "InvitationAUneUnion",
                    "répondue sous le verrou de sa demande, DemandesSurMesure.pourModifier (SurMesureTest)",
            "Lien", "servi une fois, sous le verrou de Liens.pourServir (EntreeTest)",
            "Plan", "complété et transmis sous le verrou de Plans.pourModifier : ses besoins ne sont pas sa ligne",
            "Synthese", "le traitement et qui le lance n'écrivent pas les mêmes colonnes (PlansJpaTest)");

    @Test
    void une_entite_qui_change_porte_une_version_ou_dit_ce_qui_la_garde() {
        Set<String> sans = MAISON.stream()
                .filter(c -> c.isAnnotatedWith(Entity.class))
                .filter(c -> c.getFieldAccessesFromSelf().stream()
                        .anyMatch(a -> a.getAccessType() == JavaFieldAccess.AccessType.SET
                                && a.getTargetOwner().equals(c)
                                && a.getOwner() instanceof JavaMethod m
                                && !m.getModifiers().contains(JavaModifier.STATIC)
                                && !m.getName().startsWith("_persistence")))
                .filter(c -> c.getFields().stream().noneMatch(f -> f.isAnnotatedWith(Version.class)))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(SANS_VERSION.keySet()), sans);
    }

    @Test
    void un_record_n_a_pas_d_accesseur_de_bean() {
        DescribedPredicate<JavaMethod> impose = DescribedPredicate.describe(
                "imposée par Principal",
                m -> m.getName().equals("getName") && m.getOwner().isAssignableTo(java.security.Principal.class));
        verifier(methods()
                .that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .haveRawParameterTypes(new Class<?>[0])
                .and(DescribedPredicate.not(impose))
                .should()
                .haveNameNotMatching("(get|is)[A-Z].*"));
    }

    /**
     * La structure d'un compte peut être fermée, d'autres l'ont précédée : qui voit quoi se demande à la Portee
     * (docs/adr/0026). Les autres la recopient : l'acte d'un mandataire, une ligne du journal, la marque d'un document.
     */
    @Test
    void nul_ne_juge_par_la_structure_d_un_compte() {
        List<String> permis = List.of("Portee", "AgirPour", "LignesDuJournal", "Proprietaire");
        verifier(noClasses()
                .that(DescribedPredicate.describe(
                        "hors de la portée et de qui recopie", c -> !permis.contains(c.getSimpleName())))
                .should()
                .callMethod(fr.cnfpt.commun.Utilisateur.class, "structureId"));
    }

    @Test
    void un_champ_injecte_n_est_pas_public() {
        verifier(fields().that()
                .areAnnotatedWith(jakarta.inject.Inject.class)
                .should()
                .notBePublic());
    }

    @Test
    void un_nom_ne_dit_qu_une_classe() {
        Map<String, List<String>> parNom = MAISON.stream()
                .filter(c -> !c.getName().contains("$") && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        assertEquals(
                Map.of(),
                parNom.entrySet().stream()
                        .filter(e -> e.getValue().size() > 1)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void les_noms_creux_sont_interdits() {
        verifier(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Default")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Facade"));
    }

    @Test
    void un_cas_d_usage_dit_qui_peut_l_appeler() {
        // La connexion, l'entrée d'une collectivité, les liens des courriels, les adresses secrètes et la vérification
        // publique d'une attestation sont ouverts à tous par nature ; les autres exceptions servent d'autres modules,
        // qui gardent
        // eux-mêmes leur porte.
        List<String> ouverts = List.of(
                "Connexions",
                "Adherer",
                "OuvrirUnLien",
                "RetrouverLeMotDePasse",
                "Freiner",
                "LireLaBoite",
                "LireLesFlux",
                "ArreterUneAlerte",
                "RepondreAUneProposition",
                "RepondreDepuisUnCourriel",
                "VerifierAttestation",
                "RecevoirDesDocuments",
                "OuvrirJauge",
                "SuivreLesStagiaires");
        List<String> sansPorte = MAISON.stream()
                .filter(c -> c.getPackageName().matches("fr\\.cnfpt\\..*application(\\..*)?")
                        && c.isAnnotatedWith(Transactional.class)
                        && !c.isAnnotatedWith(Autorise.class)
                        && !ouverts.contains(c.getSimpleName()))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)
                        && !m.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !m.getModifiers().contains(JavaModifier.STATIC)
                        && !m.isAnnotatedWith(Autorise.class)
                        && m.getParameters().stream().noneMatch(p -> p.isAnnotatedWith(Observes.class))
                        && !publiee(m))
                .map(m -> m.getOwner().getSimpleName() + "." + m.getName())
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of(), sansPorte);
    }

    /** Une méthode d'une interface qu'un autre module appelle : la seule que son api laisse sans porte. */
    private static boolean publiee(JavaMethod m) {
        return m.getOwner().getAllRawInterfaces().stream()
                .filter(i -> i.getPackageName().endsWith(".api"))
                .flatMap(i -> i.getMethods().stream())
                .anyMatch(i -> i.getName().equals(m.getName())
                        && i.getRawParameterTypes().size()
                                == m.getRawParameterTypes().size());
    }

    @Test
    void un_cas_d_usage_de_l_annuaire_qui_ecrit_tient_le_journal() {
        // Rien n'y est un acte de quelqu'un : freins, liens envoyés pour un autre cas d'usage qui note,
        // chargements, et ce que note qui les appelle.
        List<String> sansActe = List.of(
                "Freiner", "EnvoyerLesLiens", "RetrouverLeMotDePasse", "TenirLeJournal", "VeillerSurLesImports");
        DescribedPredicate<JavaClass> ecrit = DescribedPredicate.describe(
                "écrit en base",
                c -> !sansActe.contains(c.getSimpleName())
                        && !c.isAnonymousClass()
                        && !c.isAssignableTo(fr.cnfpt.commun.Peuplement.class)
                        && c.getMethodCallsFromSelf().stream()
                                .anyMatch(
                                        m -> m.getTargetOwner()
                                                        .getPackageName()
                                                        .matches(
                                                                "fr\\.cnfpt\\.(annuaire|acces|garde)\\..*(port|persistence)")
                                                && m.getName()
                                                        .matches(
                                                                "(ajouter|enregistrer|ouvrir|fermer|finir|regler|relier|delier|revoquer|repondre|deposer|retirer|remplacer|effacer|purger|fusionner|clore).*")));
        verifier(classes()
                .that()
                .resideInAnyPackage(
                        "fr.cnfpt.annuaire..application..",
                        "fr.cnfpt.acces..application..",
                        "fr.cnfpt.garde..application..")
                .and(ecrit)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "le journal",
                        c -> List.of("fr.cnfpt.commun.Journal", "fr.cnfpt.garde.journal.persistence.LignesDuJournal")
                                .contains(c.getName()))));
    }

    @Test
    void une_page_est_declaree_et_une_page_declaree_existe() throws IOException {
        List<String> declarees = new ArrayList<>();
        for (JavaClass c : MAISON) {
            if (c.isAssignableTo(PagesDuModule.class)
                    && !c.isInterface()
                    && !c.getModifiers().contains(JavaModifier.ABSTRACT)) {
                try {
                    ((PagesDuModule) c.reflect().getDeclaredConstructor().newInstance())
                            .pages()
                            .forEach(p -> declarees.add(p.chemin()));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        List<String> fichiers = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path m : modules.toList()) {
                for (Path racine :
                        List.of(m.resolve("src/main/resources/META-INF/resources"), m.resolve("src/main/webapp"))) {
                    if (Files.isDirectory(racine)) {
                        try (Stream<Path> pages = Files.walk(racine)) {
                            pages.map(racine::relativize)
                                    .map(Path::toString)
                                    .filter(n -> n.endsWith(".xhtml") && !n.startsWith("WEB-INF"))
                                    .forEach(n -> fichiers.add("/" + n));
                        }
                    }
                }
            }
        }
        // Un fragment inclus n'est pas une page : il n'est jamais servi seul.
        fichiers.remove("/inscription/aujourdhui.xhtml");
        assertEquals(
                fichiers.stream().sorted().toList(), declarees.stream().sorted().toList());
    }

    /** Du bas vers le haut, comme les modules ; le dossier d'un module et son schéma ont le même nom. */
    private static final List<String> SCHEMAS = List.of(
            "annuaire",
            "acces",
            "garde",
            "catalogue",
            "territorialisation",
            "plan_formation",
            "inscription",
            "e_communautes",
            "attestation");

    /** Ceux qui vivent si près de l'annuaire qu'une clé étrangère vers lui y est l'endroit le plus fort (0016). */
    private static final List<String> PROCHES_DE_L_ANNUAIRE = List.of("acces", "garde");

    @Test
    void aucune_cle_etrangere_ni_requete_ne_traverse_les_schemas() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path m : dossiers(Path.of(".."))) {
            String sien = m.getFileName().toString().replace('-', '_');
            if (SCHEMAS.contains(sien)) {
                for (Path f : fichiers(m.resolve("src/main"), ".sql", ".java")) {
                    traversees(sien, f.toString().endsWith(".sql"), Files.readString(f, StandardCharsets.UTF_8))
                            .forEach(faute -> fautes.add(f.getFileName() + " : " + faute));
                }
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void la_regle_des_schemas_voit_qui_traverse() {
        assertEquals(List.of(), traversees("acces", false, "\"from annuaire.agent_publie a, acces.compte c\""));
        assertEquals(List.of(), traversees("acces", true, "agent_id bigint references annuaire.agent,"));
        assertEquals(List.of(), traversees("acces", true, "alter table annuaire.compte set schema acces;"));
        assertEquals(List.of(), traversees("garde", false, "h.createQuery(\"select annuaire.cle_recherche(:q)\")"));
        assertEquals(
                List.of(), traversees("acces", false, "f(x, annuaire.structure(id)); autre(x, Attestation.class)"));
        assertEquals(List.of("from annuaire.agent"), traversees("acces", false, "\"select 1 from annuaire.agent a\""));
        assertEquals(
                List.of(", annuaire.agent"),
                traversees("acces", false, "\"select 1 from acces.compte c, annuaire.agent a\""));
        assertEquals(
                List.of("update annuaire.agent_publie"),
                traversees("garde", false, "\"update annuaire.agent_publie set nom = ''\""));
        assertEquals(
                List.of("from acces.compte_publie"),
                traversees("annuaire", false, "\"select 1 from acces.compte_publie\""));
        assertEquals(List.of("join garde.journal"), traversees("acces", false, "\"join garde.journal j on true\""));
        assertEquals(
                List.of("references annuaire.agent"),
                traversees("catalogue", true, "a bigint references annuaire.agent"));
        assertEquals(
                List.of("references garde.demande"), traversees("acces", true, "d bigint references garde.demande"));
        assertEquals(
                List.of("from annuaire.compte"), traversees("annuaire", false, "\"select 1 from annuaire.compte\""));
        assertEquals(
                List.of("from annuaire.agent_publie"),
                traversees("catalogue", false, "\"from annuaire.agent_publie\""));
    }

    /** Les tables parties de l'annuaire, d'après les migrations qui les ont déménagées. */
    private static final Set<String> PARTIES = parties();

    private static Set<String> parties() {
        Set<String> parties = new TreeSet<>();
        try {
            for (String module : PROCHES_DE_L_ANNUAIRE) {
                for (Path f : fichiers(Path.of("..", module, "src/main/resources/db"), ".sql")) {
                    Matcher m = Pattern.compile("alter table annuaire\\.(\\w+) set schema")
                            .matcher(Files.readString(f));
                    while (m.find()) {
                        parties.add(m.group(1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parties;
    }

    /**
     * Un module n'écrit que dans son schéma. acces et garde lisent plus bas par les vues publiées et y accrochent leurs
     * clés ; les autres passent par l'api. Personne ne lit plus haut.
     */
    private static List<String> traversees(String sien, boolean migration, String source) {
        List<String> fautes = new ArrayList<>();
        Matcher cite = Pattern.compile(
                        "((?i:\\bfrom|\\bjoin|\\binto|\\bupdate|\\breferences|\\btable|\\bview|\\busing)|,)\\s+("
                                + String.join("|", SCHEMAS) + ")\\.(\\w+)(?!\\w*\\s*\\()( set schema)?")
                .matcher(source);
        while (cite.find()) {
            String mot = cite.group(1).toLowerCase(java.util.Locale.ROOT);
            String schema = cite.group(2);
            String table = cite.group(3);
            boolean proche = PROCHES_DE_L_ANNUAIRE.contains(sien) && SCHEMAS.indexOf(schema) < SCHEMAS.indexOf(sien);
            boolean lecture = List.of("from", "join", "using", ",").contains(mot);
            boolean permis = schema.equals(sien)
                    ? migration || !schema.equals("annuaire") || !PARTIES.contains(table)
                    : proche && lecture && table.matches("\\w+_publiee?")
                            || proche && migration && mot.equals("references") && schema.equals("annuaire")
                            || proche && migration && cite.group(4) != null;
            if (!permis) {
                fautes.add(cite.group(1) + " " + schema + "." + table);
            }
        }
        return fautes;
    }

    private static List<Path> dossiers(Path racine) throws IOException {
        try (Stream<Path> s = Files.list(racine)) {
            return s.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> fichiers(Path racine, String... fins) throws IOException {
        if (!Files.isDirectory(racine)) {
            return List.of();
        }
        try (Stream<Path> s = Files.walk(racine)) {
            return s.filter(p -> Stream.of(fins).anyMatch(p.toString()::endsWith))
                    .toList();
        }
    }
}
