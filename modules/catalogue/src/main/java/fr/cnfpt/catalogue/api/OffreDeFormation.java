package fr.cnfpt.catalogue.api;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ce que le catalogue dit aux autres modules. Lecture seule. */
public interface OffreDeFormation {

    Optional<SessionInfo> session(long id);

    /** Celle-ci, si la structure de cette portée l'organise. */
    default Optional<SessionInfo> sessionOrganisee(long id, Portee portee) {
        return session(id).filter(s -> s.estVuePar(portee));
    }

    Map<Long, SessionInfo> sessions(Collection<Long> ids);

    /**
     * Les sessions publiées pour cette collectivité (aire de recrutement) où l'on s'inscrit encore, que le filtre
     * retient, par date.
     */
    PageDeSessions visibles(CollectiviteInfo collectivite, Filtre filtre);

    /** Les mêmes, après ce repère ({@code null} : de la première), sans les compter. */
    List<SessionInfo> visiblesApres(CollectiviteInfo collectivite, Filtre filtre, Repere apres);

    /**
     * Ce qui convient à cet agent, une session par stage : celles ouvertes à sa collectivité, avec une place libre,
     * dont la fiche parle de son métier, de ses responsabilités, de son service ou de son cadre d'emplois. Le plus
     * convenable d'abord, puis le plus près, le plus tôt.
     */
    List<Conseil> pour(CollectiviteInfo collectivite, Profil profil, int combien);

    /**
     * Quand rien ne répond : les stages dont une session est ouverte à cette collectivité et qui disent l'un des mots,
     * ou dont l'intitulé leur ressemble, le plus proche d'abord.
     */
    List<Voisin> voisins(CollectiviteInfo collectivite, String recherche, int combien);

    /**
     * Celles de ces sessions qui ont été publiées après {@code depuis} et au plus tard à {@code jusque}, la plus
     * récente d'abord.
     */
    List<Nouvelle> nouvelles(CollectiviteInfo collectivite, Filtre filtre, Instant depuis, Instant jusque);

    record Nouvelle(SessionInfo session, Instant publieeLe) {}

    /** @param sessions combien sont ouvertes */
    record Voisin(String intitule, String codeSpecialite, String specialite, long sessions) {}

    /**
     * Chaque mot compte ; {@code null} ou vide : on n'en sait rien.
     *
     * @param fonction ce que ses responsabilités demandent, en quelques mots
     * @param natures les natures de formation que son poste appelle
     */
    record Profil(
            String metier,
            String service,
            String cadreEmplois,
            Pres pres,
            String fonction,
            Collection<String> natures) {
        public Profil(String metier, String service, String cadreEmplois, Pres pres) {
            this(metier, service, cadreEmplois, pres, null, List.of());
        }
    }

    /**
     * Pourquoi cette session convient ; {@code ou} : où elle se tient, vu de l'agent.
     *
     * @param fonction par ses responsabilités
     */
    record Conseil(
            SessionInfo session, boolean metier, boolean fonction, boolean service, boolean cadreEmplois, Proche ou) {}

    /** Du plus près au plus loin. */
    enum Proche {
        COMMUNE,
        INTERCOMMUNALITE,
        DEPARTEMENT,
        A_DISTANCE,
        AILLEURS
    }

    /** Où reprendre une liste de sessions : le premier jour, l'identifiant pour départager. */
    record Repere(LocalDate debut, long id) {}

    /** La session, si elle est publiée pour cette collectivité. */
    default Optional<SessionInfo> sessionVisible(long sessionId, CollectiviteInfo collectivite) {
        return Optional.ofNullable(sessionsVisibles(Map.of(collectivite, Set.of(sessionId)))
                .get(collectivite)
                .get(sessionId));
    }

    /**
     * De ces sessions que voudrait chaque collectivité, celles qui sont publiées pour elle, par leur identifiant ; en
     * une lecture : le chemin d'une inscription.
     */
    Map<CollectiviteInfo, Map<Long, SessionInfo>> sessionsVisibles(Map<CollectiviteInfo, Set<Long>> voulues);

    /** Comme {@link SessionInfo#estVuePar}, de la plus proche à la plus lointaine. */
    PageDeSessions organisees(Portee portee, Filtre filtre);

    /** Combien de sessions publiées finissent ce jour-là ou après. */
    long finissantAPartirDu(LocalDate jour);

    /** Toutes les sessions publiées que ce formateur tient, ou dont il anime une séance, la plus lointaine d'abord. */
    List<SessionInfo> duFormateur(long compteId);

    /**
     * Les sessions publiées de ces stages que cette portée voit et qui commencent après ce jour, la plus proche
     * d'abord.
     */
    List<SessionInfo> desStages(Collection<Long> stages, Portee portee, LocalDate apres);

    /** Les stages, pour choisir : celui de ce code d'abord, puis par intitulé. */
    List<StageInfo> stages(String recherche, int limite);

    /** Les spécialités : code et libellé. */
    Map<String, String> specialites();

    /** Les natures de formation (CGFP, art. L422-21 et suivants) : code et libellé. */
    Map<String, String> natures();

    record StageInfo(long id, String code, String intitule, Modalite modalite, String specialite) {

        /** « ACC-001 · présentiel » */
        public String precision() {
            return code + " · " + modalite.libelle().toLowerCase(Locale.FRENCH);
        }
    }

    /**
     * @param facettes par filtre, ce que donnerait chacun de ses choix, les autres filtres gardés
     * @param corrigee la recherche telle qu'on l'a comprise, une faute corrigée ; sinon {@code null}
     * @param proposition aucune ne répond, mais cet intitulé de stage est proche de la recherche ; sinon {@code null}
     * @param enGras par stage, son intitulé où ce qui répond à la recherche est entre {@link PageDeSessions#GRAS} et
     *     {@link PageDeSessions#MAIGRE}
     */
    record PageDeSessions(
            List<SessionInfo> sessions,
            long total,
            Map<Critere, List<Facette>> facettes,
            String corrigee,
            String proposition,
            Map<Long, String> enGras) {

        /** Deux caractères que personne ne tape : qui montre l'intitulé l'échappe d'abord, puis les remplace. */
        public static final char GRAS = '\uE000';

        public static final char MAIGRE = '\uE001';

        public static PageDeSessions de(List<SessionInfo> sessions) {
            return new PageDeSessions(sessions, sessions.size(), Map.of(), null, null, Map.of());
        }

        public List<Facette> facette(Critere critere) {
            return facettes.getOrDefault(critere, List.of());
        }

        public List<Facette> modalites() {
            return facette(Critere.MODALITE);
        }

        public List<Facette> natures() {
            return facette(Critere.NATURE);
        }
    }

    /** Ce qu'on choisit dans une liste de sessions. */
    enum Critere {
        MODALITE,
        NATURE,
        /** « AFEST », en situation de travail, ou « AUTRE ». */
        FORME,
        SPECIALITE,
        /** Le mois du premier jour, « 2027-03 ». */
        MOIS,
        /** Le premier jour ; ne se compte que si on le demande, fût-ce sans en choisir. */
        JOUR,
        /** Le code du département ; vide à distance. */
        DEPARTEMENT,
        /** L'identifiant de qui l'organise. */
        STRUCTURE,
        /** Le code Insee de la commune, vide à distance ; ne se compte que si on le demande, fût-ce sans en choisir. */
        COMMUNE
    }

    /** Une valeur de filtre et combien de sessions elle retient. */
    record Facette(String code, String libelle, long nombre) {}

    /** Dans quel ordre : la date, puis l'identifiant, départagent toujours. */
    enum Tri {
        DATE,
        /** Ce qui répond le mieux à la recherche d'abord. */
        PERTINENCE,
        /**
         * À vol d'oiseau, ce qui est à distance comptant pour {@link Pres#SANS_DEPLACEMENT} kilomètres ; faute de
         * savoir où l'on est : la commune, celles de l'intercommunalité, le département, à distance, ailleurs.
         */
        PROXIMITE,
        /** Le plus de places libres d'abord ; ce qui est sans limite en tête, ce qu'on attend en queue. */
        PLACES
    }

    /**
     * @param voisines les codes Insee des communes de la même intercommunalité
     * @param kilometres la distance de chaque commune des environs, par code Insee ; ailleurs, c'est loin ; vide : on
     *     ne sait pas où l'on est
     */
    record Pres(String commune, Collection<String> voisines, String departement, Map<String, Integer> kilometres) {

        /** Au-delà, ce qui se suit de sa chaise passe devant. */
        public static final int SANS_DEPLACEMENT = 60;

        public Pres(String commune, Collection<String> voisines, String departement) {
            this(commune, voisines, departement, Map.of());
        }
    }

    /**
     * @param recherche des mots de la fiche, le code, la ville ; vide : tout
     * @param choix par critère, les valeurs admises ; vide : toutes
     * @param criteres tous doivent être vrais
     * @param passees vrai pour voir aussi les sessions terminées
     * @param premiere rang de la première ligne, depuis 0
     * @param combien nombre de lignes au plus
     * @param pres le lieu de travail, pour classer par proximité ; sinon {@code null}
     */
    record Filtre(
            String recherche,
            Map<Critere, List<String>> choix,
            Set<PlacesPrises.Critere> criteres,
            boolean passees,
            int premiere,
            int combien,
            Tri tri,
            Pres pres) {

        public Filtre(
                String recherche,
                Collection<String> modalites,
                Collection<String> natures,
                Set<PlacesPrises.Critere> criteres,
                boolean passees,
                int premiere,
                int combien) {
            this(
                    recherche,
                    Map.of(Critere.MODALITE, List.copyOf(modalites), Critere.NATURE, List.copyOf(natures)),
                    criteres,
                    passees,
                    premiere,
                    combien,
                    Tri.DATE,
                    null);
        }

        public static Filtre tout(int premiere, int combien) {
            return new Filtre("", Map.of(), Set.of(), false, premiere, combien, Tri.DATE, null);
        }
    }
}
