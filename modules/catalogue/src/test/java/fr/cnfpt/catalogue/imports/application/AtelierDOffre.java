package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.echanges.persistence.OffreEnFlux;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre;
import fr.cnfpt.catalogue.imports.persistence.SessionsConnues;
import fr.cnfpt.catalogue.recherche.persistence.OffreSql;
import fr.cnfpt.catalogue.sessions.application.ChoisirUneAire;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.persistence.MentionsExigees;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.application.ReserverUnDocument;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import fr.cnfpt.outils.documents.persistence.MagasinPostgres;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.outils.tableaux.FichiersTableaux;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** L'import d'une offre sur un vrai PostgreSQL, au nom d'une délégation ; chaque geste est une transaction. */
final class AtelierDOffre {

    static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final StructureInfo HDF =
            new StructureInfo(7, "HDF", "Hauts-de-France", "DELEGATION", "32", "Lille");
    private static final StructureInfo REU =
            new StructureInfo(9, "REU", "La Réunion", "DELEGATION", "04", "Saint-Denis");

    /** Chaque ville est une commune, et une seule ; Saint-Denis sont deux, Atlantide n'est nulle part. */
    private static final Communes COMMUNES = new Communes() {
        @Override
        public List<CommuneInfo> communes(String texte, int combien) {
            return texte.equals("59999") ? List.of() : List.of(new CommuneInfo(texte, "Commune " + texte, "59"));
        }

        @Override
        public List<CommuneInfo> nommees(String nom) {
            return switch (nom) {
                case "Atlantide" -> List.of();
                case "Saint-Denis" ->
                    List.of(new CommuneInfo("93066", nom, "93"), new CommuneInfo("97411", nom, "974"));
                default -> List.of(new CommuneInfo("59350", nom, "59"));
            };
        }
    };

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("catalogue");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static int dernier;

    final Jdbi jdbi = POSTGRES.jdbi();

    /** Un stage où l'on vient, compris dans la cotisation, qu'aucune autre épreuve ne touche. */
    final String code;

    final JournalEnMemoire journal = new JournalEnMemoire();
    final List<Object> annonces = new ArrayList<>();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final Horloge horloge = Horloge.arretee(JOUR);
    private Long structure = HDF.id();

    /** Les cas d'usage, dans la transaction en cours. */
    record Gestes(ImporterUneOffre importer, SuivreUneOffre suivre, Stages stages, OffreEnTableau tableau) {}

    AtelierDOffre() {
        StagesDeDemonstration demonstration = Injection.poser(new StagesDeDemonstration(), jdbi);
        demonstration.chargerSpecialites();
        demonstration.chargerStages();
        jdbi.useHandle(h -> List.of(
                        "catalogue.import_offre",
                        "outils.document",
                        "catalogue.stage_brouillon",
                        "catalogue.aire_recrutement",
                        "catalogue.session")
                .forEach(table -> h.execute("delete from " + table)));
        code = jdbi.withHandle(h -> h.createQuery(
                        "select code from catalogue.stage where type = 'INTER' and presentiel_jours > 0 and not payant order by code offset ? limit 1")
                .bind(0, dernier++)
                .mapTo(String.class)
                .one());
    }

    /** Désormais au nom du siège. */
    AtelierDOffre auSiege() {
        structure = null;
        return this;
    }

    <T> T dans(Function<Gestes, T> geste) {
        Utilisateur qui = structure == null
                ? new Utilisateur(1, "siege", "Le siège", Role.SIEGE, null, null, null, "le siège")
                : new Utilisateur(2, "conseillere", "Anne", Role.DELEGATION, null, structure, null, "HDF");
        return courant.agirComme(
                qui,
                () -> PostgresDeTest.dans(EMF, em -> {
                    Jdbi dedans = PostgresDeTest.jdbi(em, horloge);
                    Stages stages = Injection.poser(new Stages(), dedans);
                    OffreSql offre = Injection.poser(new OffreSql(), dedans);
                    MentionsExigees mentions =
                            Injection.poser(new MentionsExigees(), Injection.poser(new Regles(), dedans), dedans);
                    ImportsDOffre imports = Injection.poser(new ImportsDOffre(), dedans);
                    Annuaire annuaire = double_(Annuaire.class, (nom, a) -> switch (nom) {
                        case "structures" -> List.of(HDF, REU);
                        case "collectivites", "territoires" -> Map.of();
                        default ->
                            List.of(HDF, REU).stream()
                                    .filter(s -> a[0].equals(s.id()))
                                    .findFirst();
                    });
                    Acteurs acteurs = double_(Acteurs.class, (nom, a) -> List.of());
                    Portee portee = structure == null
                            ? Portee.ENTIERE
                            : new Portee(Portee.Par.STRUCTURES, Set.of(structure), structure);
                    Portees portees = double_(Portees.class, (nom, a) -> portee);
                    Geographie geographie =
                            double_(Geographie.class, (nom, a) -> Map.of("59", "Nord", "62", "Pas-de-Calais"));
                    ChoisirUneAire choix = Injection.poser(new ChoisirUneAire(), annuaire, geographie);
                    Event<?> annonce = double_(Event.class, (nom, a) -> annonces.add(a[0]));
                    Sessions sessions = Injection.poser(new Sessions(), em);
                    PublierSession publier = Injection.poser(
                            new PublierSession(), sessions, stages, offre, annuaire, portees, annonce, choix, horloge);
                    EcrireUneFiche fiches = Injection.poser(
                            new EcrireUneFiche(), stages, mentions, annuaire, portees, journal, horloge);
                    SuivreUneOffre suivre = Injection.poser(
                            new SuivreUneOffre(), imports, courant, new FichiersTableaux(), journal, horloge);
                    JugerUneOffre juger = Injection.poser(
                            new JugerUneOffre(),
                            stages,
                            mentions,
                            offre,
                            publier,
                            Injection.poser(new SessionsConnues(), dedans),
                            annuaire,
                            geographie,
                            COMMUNES,
                            acteurs,
                            portees,
                            horloge);
                    ImporterUneOffre importer = Injection.poser(
                            new ImporterUneOffre(),
                            sessions,
                            Injection.poser(new LireUneOffre(), new FichiersTableaux()),
                            juger,
                            imports,
                            suivre,
                            fiches,
                            publier,
                            stages,
                            documents(dedans),
                            courant,
                            journal);
                    OffreEnTableau tableau = Injection.poser(
                            new OffreEnTableau(),
                            Injection.poser(new OffreEnFlux(), dedans),
                            portees,
                            annuaire,
                            new FichiersTableaux(),
                            horloge);
                    return geste.apply(new Gestes(importer, suivre, stages, tableau));
                }));
    }

    private Documents documents(Jdbi dedans) {
        MagasinPostgres magasin = Injection.poser(new MagasinPostgres(), dedans);
        FichesDeDocuments fiches = Injection.poser(new FichesDeDocuments(), dedans);
        Object magasins = double_(Instance.class, (nom, a) -> List.of(magasin).iterator());
        return Injection.poser(
                new Documents(), Injection.poser(new ReserverUnDocument(), fiches), fiches, magasins, courant, horloge);
    }

    private interface Reponse {
        Object a(String methode, Object[] arguments);
    }

    private static <T> T double_(Class<T> type, Reponse reponse) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> reponse.a(m.getName(), a)));
    }

    static Path fichier(byte[] contenu) {
        try {
            Path f = Files.createTempFile("offre", ".epreuve");
            f.toFile().deleteOnExit();
            return Files.write(f, contenu);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long essayer(String contenu) {
        return essayer(contenu.getBytes(StandardCharsets.UTF_8));
    }

    long essayer(byte[] contenu) {
        return dans(g -> g.importer().essayer("offre.csv", fichier(contenu)));
    }

    /** « 3 REFUSE ECV-1 [Premier jour = 31/02/2027] Cette date n'existe pas… », dans l'ordre du fichier. */
    List<String> lignes(long id) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select ligne || ' ' || sort || ' ' || code || coalesce(' [' || colonne || ' = ' || coalesce(valeur, '') || ']', '') || ' ' || dit
          from catalogue.import_offre_ligne where import_id = ? order by rang
        """).bind(0, id).mapTo(String.class).list());
    }

    /** Confirme, et écrit aussitôt. */
    void confirmer(long id) {
        dans(g -> {
            g.suivre().demanderLEcriture(id);
            return null;
        });
        dans(g -> {
            g.importer().ecrire(id);
            return null;
        });
    }

    String etat(long id) {
        return dans(g -> g.suivre().lire(id)).etat();
    }

    long nombre(String sql) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) " + sql).mapTo(Long.class).one());
    }

    Optional<Map<String, Object>> session(String ville) {
        return jdbi.withHandle(h -> h.createQuery("select * from catalogue.session where ville = ?")
                .bind(0, ville)
                .mapToMap()
                .findOne());
    }
}
