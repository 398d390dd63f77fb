package fr.cnfpt.catalogue.sessions.domain;

import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Une édition datée d'un stage ({@link EtatDeSession}). Au brouillon, elle peut se taire ; publiée pour une aire de
 * recrutement, elle est complète : ses dates se suivent (ouverture, clôture, début, fin) et son minimum tient dans son
 * effectif ; si l'on y vient, elle dit dans quelle commune. Elle peut être déplacée avant de commencer, annulée, jamais
 * effacée.
 */
@Entity
@Table(name = "session", schema = "catalogue")
public class Session {

    /** Au-delà, c'est une faute de frappe ; et un agenda n'écrit pas une année de cinq chiffres. */
    private static final int DERNIERE_ANNEE = 2100;

    private static final int ANNEES = 5;
    private static final int EFFECTIF_MAXIMAL = 10_000;
    private static final int MOTIF_MAXIMAL = 1000;
    private static final Pattern LIEN = Pattern.compile("https://\\S{3,500}");

    /** Le code du refus quand un autre l'a changée. */
    public static final String CHANGEE = "session-changee";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "stage_id")
    private long stageId;

    private String type;

    @Column(name = "structure_id")
    private long structureId;

    private LocalDate debut;
    private LocalDate fin;
    private String horaires;
    private String ville;
    private String adresse;

    @Column(name = "code_insee")
    private String codeInsee;

    private Integer capacite;
    private int minimum;
    private LocalDate ouverture;
    private LocalDate cloture;

    @Enumerated(EnumType.STRING)
    private EtatDeSession etat;

    @Column(name = "aire_voulue")
    private String aireVoulue;

    @Column(name = "motif_annulation")
    private String motifAnnulation;

    @Column(name = "annulee_le")
    private OffsetDateTime annuleeLe;

    @Column(name = "formateur_compte_id")
    private Long formateurCompteId;

    @Column(name = "a_distance")
    private boolean aDistance;

    private boolean demonstration;
    private String fuseau;

    @Version
    private int version;

    @ElementCollection
    @CollectionTable(name = "aire_recrutement", schema = "catalogue", joinColumns = @JoinColumn(name = "session_id"))
    @Column(name = "cle")
    private Set<String> aires = new HashSet<>();

    protected Session() {}

    /**
     * @param l ce qu'on publie ; {@code ville} nulle pour une session à distance, {@code capacite} nulle pour une
     *     session sans limite
     * @param enPresence vrai si sa fiche fait venir quelque part
     * @throws Refus invalide, nommant le champ, ou tout ce qui manque
     */
    public static Session publier(
            Publication l, boolean enPresence, long structureId, ZoneId fuseau, Set<String> aires) {
        Session s = new Session();
        s.stageId = l.stageId();
        s.structureId = structureId;
        s.fuseau = fuseau.getId();
        s.poser(l);
        s.paraitre(enPresence, aires);
        return s;
    }

    /**
     * Une session qui s'écrit : ce qu'elle dit se tient, et le reste viendra.
     *
     * @param aire pour qui elle sera publiée : {@link AireRecrutement#lire}
     */
    public static Session brouillon(Publication l, long structureId, ZoneId fuseau, String aire) {
        Session s = new Session();
        s.stageId = l.stageId();
        s.structureId = structureId;
        s.fuseau = fuseau.getId();
        s.etat = EtatDeSession.BROUILLON;
        s.corriger(l, aire);
        return s;
    }

    /** @param lue celle qu'on a lue. @throws Refus conflit, si un autre l'a changée depuis */
    public void exigerLaVersion(int lue) {
        if (version != lue) {
            throw Refus.conflit(
                    CHANGEE,
                    "Quelqu'un d'autre vient de changer cette session : rien n'est enregistré de votre saisie. Relisez la sienne, puis reprenez ce qui reste utile.");
        }
    }

    /** Change tout, sauf son stage et qui l'organise, tant qu'elle est au brouillon. */
    public void corriger(Publication l, String aire) {
        exigerLeBrouillon();
        exiger(l.stageId() == stageId, "stage", "Un brouillon garde son stage : commencez-en un autre.");
        exigerLaCoherence(l);
        poser(l);
        aireVoulue = AireRecrutement.ecrire(AireRecrutement.lire(aire));
    }

    /**
     * Le brouillon paraît, dans cette aire.
     *
     * @param enPresence vrai si la fiche en vigueur fait venir quelque part
     * @param ouverture le premier jour où l'on s'inscrit, si rien ne l'a dit
     */
    public void publier(boolean enPresence, Set<String> aires, LocalDate ouverture) {
        exigerLeBrouillon();
        this.ouverture = this.ouverture == null ? ouverture : this.ouverture;
        paraitre(enPresence, aires);
    }

    private void paraitre(boolean enPresence, Set<String> aires) {
        exigerComplete(publication(), enPresence);
        exiger(!aires.isEmpty(), "aire", "Choisissez pour qui la session est publiée.");
        etat = EtatDeSession.PUBLIEE;
        this.aires.addAll(aires);
    }

    private void exigerLeBrouillon() {
        if (etat != EtatDeSession.BROUILLON) {
            throw Refus.conflit(
                    "session-publiee", "Cette session est publiée : elle se reprogramme ou s'annule, à son déroulé.");
        }
    }

    /**
     * Ses inscrits ne viendront pas. Le premier jour encore : c'est ce matin-là que l'on apprend qu'un formateur
     * manque.
     *
     * @param jour aujourd'hui, à son heure
     * @throws Refus invalide ou conflit, disant quoi faire
     */
    public void annuler(String motif, LocalDate jour, Instant quand) {
        if (etat == EtatDeSession.BROUILLON) {
            throw Refus.conflit("session-au-brouillon", "Cette session n'est pas publiée : abandonnez son brouillon.");
        }
        exigerLaPublication("Cette session est déjà annulée.");
        if (jour.isAfter(debut)) {
            throw Refus.conflit(
                    "session-commencee",
                    "Cette session a commencé le " + Texte.date(debut)
                            + " : elle ne s'annule plus. Ce qui n'a pas pu se tenir se dit à la feuille de présence.");
        }
        exiger(
                motif != null && motif.strip().length() >= 3 && motif.length() <= MOTIF_MAXIMAL,
                "motif",
                "Dites pourquoi, en quelques mots : les inscrits et leurs employeurs le liront.");
        etat = EtatDeSession.ANNULEE;
        motifAnnulation = motif.strip();
        annuleeLe = quand.atOffset(ZoneOffset.UTC);
    }

    /**
     * Change ses dates, son lieu, son effectif ; son stage, son type et son aire restent. Tant qu'elle n'a pas
     * commencé.
     *
     * @param enPresence vrai si sa fiche fait venir quelque part
     * @param jour aujourd'hui, à son heure
     * @throws Refus invalide ou conflit, disant quoi faire
     */
    public void reprogrammer(Publication l, boolean enPresence, LocalDate jour) {
        exigerLaPublication("Cette session est annulée : publiez-en une autre.");
        if (!debut.isAfter(jour)) {
            throw Refus.conflit(
                    "session-commencee",
                    "Cette session a commencé le " + Texte.date(debut)
                            + " : ses dates ne changent plus. Ce qui n'a pas pu se tenir se dit à la feuille de présence, ou se tient dans une autre session.");
        }
        exiger(
                l.debut() == null || l.debut().isAfter(jour),
                "debut",
                "Une session ne se déplace pas dans le passé, ni à aujourd'hui : ses inscrits doivent pouvoir en être prévenus. Choisissez un jour à venir, ou annulez-la.");
        exiger(l.stageId() == stageId, "stage", "Publiée, une session garde son stage.");
        exiger(type.equals(l.type()), "type", "Publiée, une session garde son type.");
        exiger(
                Objects.equals(formateurCompteId, l.formateurCompteId()),
                "formateur",
                "Publiée, une session change de formateur à son déroulé.");
        Publication ouverte = l.ouverteAuPlusTard(ouverture);
        aDistance = aDistance && ouverte.codeInsee() == null && ouverte.ville() == null;
        exigerComplete(ouverte, enPresence && !aDistance);
        poser(ouverte);
    }

    /** Vrai si elle se publie pour un territoire, et non pour des employeurs qui l'ont demandée. */
    public boolean recrute() {
        return !type.equals("INTRA") && !type.equals("UNION");
    }

    /** Vrai si les employeurs de ce département la voient déjà. */
    public boolean recruteDans(String departement, String region) {
        return aires.contains(AireRecrutement.NATIONALE)
                || aires.contains(AireRecrutement.departement(departement))
                || aires.contains(AireRecrutement.region(region));
    }

    /**
     * La publie aussi pour les employeurs de ce département ; son aire ne rétrécit jamais.
     *
     * @param jour aujourd'hui, à son heure
     */
    public void ouvrirAussi(String departement, String region, LocalDate jour) {
        exigerLaPublication("Cette session est annulée : son aire ne change plus.");
        if (!recrute()) {
            throw Refus.conflit(
                    "session-reservee",
                    "Cette session est réservée aux employeurs qui l'ont demandée : publiez-en une autre, ouverte à tous.");
        }
        if (jour.isAfter(cloture)) {
            throw Refus.conflit(
                    "session-close",
                    "Les inscriptions sont closes depuis le " + Texte.date(cloture)
                            + " : reportez d'abord la clôture, à son déroulé.");
        }
        if (recruteDans(departement, region)) {
            throw Refus.conflit("deja-ouverte", "Cette session est déjà publiée pour ce département.");
        }
        aires.add(AireRecrutement.departement(departement));
    }

    /**
     * Sa fiche fait venir quelque part, et elle se suivra d'où l'on est.
     *
     * @param enPresence vrai si sa fiche fait venir quelque part
     * @param jour aujourd'hui, à son heure
     */
    public void passerADistance(String lien, boolean enPresence, LocalDate jour) {
        exigerLaPublication("Cette session est annulée : publiez-en une autre.");
        if (!debut.isAfter(jour)) {
            throw Refus.conflit(
                    "session-commencee",
                    "Cette session a commencé le " + Texte.date(debut) + " : elle se tient là où elle a commencé.");
        }
        if (!enPresence || aDistance) {
            throw Refus.conflit("deja-a-distance", "Cette session se suit déjà à distance.");
        }
        exiger(
                lien != null && LIEN.matcher(lien.strip()).matches(),
                "lien",
                "Donnez l'adresse de la classe virtuelle : elle commence par https://");
        aDistance = true;
        ville = null;
        adresse = null;
        codeInsee = null;
    }

    private void exigerLaPublication(String sinon) {
        if (etat != EtatDeSession.PUBLIEE) {
            throw Refus.conflit("session-annulee", sinon);
        }
    }

    private void poser(Publication l) {
        type = l.type();
        debut = l.debut();
        fin = l.fin();
        horaires = l.horaires();
        ville = l.ville();
        adresse = l.adresse();
        codeInsee = l.codeInsee();
        capacite = l.capacite();
        minimum = l.minimum();
        ouverture = l.ouverture();
        cloture = l.cloture();
        formateurCompteId = l.formateurCompteId();
    }

    private static void exigerComplete(Publication l, boolean enPresence) {
        List<Manque> manques = l.manques(enPresence);
        exiger(
                manques.isEmpty(),
                manques.isEmpty() ? null : manques.get(0).champ(),
                "Il manque pour publier : "
                        + manques.stream().map(Manque::libelle).collect(Collectors.joining(", ")) + ".");
        exigerLaCoherence(l);
    }

    /** Ce qui est dit se tient ; ce qui est tu ne contredit rien. */
    private static void exigerLaCoherence(Publication l) {
        exiger(l.type() != null && FicheDeStage.TYPES.contains(l.type()), "type", "Choisissez le type.");
        exiger(
                dansLOrdre(l.debut(), l.fin()),
                "fin",
                "La fin ne peut pas précéder le début. Changez l'une ou l'autre.");
        exiger(
                l.debut() == null || l.debut().getYear() <= DERNIERE_ANNEE,
                "debut",
                "Une session commence en " + DERNIERE_ANNEE + " au plus tard : vérifiez l'année.");
        exiger(
                l.debut() == null || dansLOrdre(l.fin(), l.debut().plusYears(ANNEES)),
                "fin",
                "Une session dure " + ANNEES + " ans au plus : vérifiez l'année.");
        exiger(
                dansLOrdre(l.cloture(), l.debut()),
                "cloture",
                "Les inscriptions se closent au plus tard le jour du début.");
        exiger(
                dansLOrdre(l.ouverture(), l.cloture()),
                "ouverture",
                "Les inscriptions ouvrent avant de se clore."
                        + (l.ouverture() == null
                                ? ""
                                : " Elles ouvrent le " + Texte.date(l.ouverture())
                                        + " : choisissez une clôture plus tardive."));
        exiger(
                l.capacite() == null || l.capacite() >= 1 && l.capacite() <= EFFECTIF_MAXIMAL,
                "capacite",
                "L'effectif attendu est de 1 à 10 000, ou vide s'il est sans limite.");
        exiger(
                l.minimum() >= 1 && (l.capacite() == null || l.minimum() <= l.capacite()),
                "minimum",
                "Le minimum est d'au moins 1 et tient dans l'effectif attendu.");
    }

    private static boolean dansLOrdre(LocalDate avant, LocalDate apres) {
        return avant == null || apres == null || !apres.isBefore(avant);
    }

    /** La marque comme appartenant à la démonstration. */
    public Session pourLaDemonstration() {
        demonstration = true;
        return this;
    }

    /** Ce qu'elle dit aujourd'hui. */
    public Publication publication() {
        return new Publication(
                stageId,
                type,
                debut,
                fin,
                horaires,
                ville,
                adresse,
                codeInsee,
                capacite,
                minimum,
                ouverture,
                cloture,
                formateurCompteId);
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("session-invalide", champ, message);
        }
    }

    /** Ce qu'il faut encore dire pour publier, et par quel champ. */
    public record Manque(String champ, String libelle) {}

    /** Ce qu'on saisit pour publier une session. */
    public record Publication(
            long stageId,
            String type,
            LocalDate debut,
            LocalDate fin,
            String horaires,
            String ville,
            String adresse,
            String codeInsee,
            Integer capacite,
            int minimum,
            LocalDate ouverture,
            LocalDate cloture,
            Long formateurCompteId) {

        /**
         * Le premier et le dernier jour, s'ils sont chômés là-bas : « Le dimanche 1er mars 2026 n'est pas travaillé. »
         *
         * @param departement {@code null} : la France entière
         */
        public List<String> joursChomes(String departement) {
            return Stream.of(Optional.ofNullable(debut), Optional.ofNullable(fin))
                    .flatMap(Optional::stream)
                    .distinct()
                    .flatMap(j -> Calendrier.chome(j, departement)
                            .map(nom -> "Le " + Texte.jour(j) + " n'est pas travaillé"
                                    + (nom.equals("dimanche") ? "." : " : " + nom + "."))
                            .stream())
                    .toList();
        }

        /**
         * Ce que publier exige et qui n'y est pas, l'ouverture mise à part : elle est le jour même, à défaut.
         *
         * @param enPresence vrai si la fiche fait venir quelque part : la commune dit où, l'heure et les jours chômés
         */
        public List<Manque> manques(boolean enPresence) {
            List<Manque> manques = new ArrayList<>();
            if (debut == null) {
                manques.add(new Manque("debut", "le premier jour"));
            }
            if (fin == null) {
                manques.add(new Manque("fin", "le dernier jour"));
            }
            if (cloture == null) {
                manques.add(new Manque("cloture", "le dernier jour où l'on s'inscrit"));
            }
            if (enPresence && codeInsee == null) {
                manques.add(new Manque("commune", "la commune où l'on vient"));
            }
            return manques;
        }

        /** La même, là où cette commune est. */
        public Publication dansLaCommune(String code) {
            return new Publication(
                    stageId,
                    type,
                    debut,
                    fin,
                    horaires,
                    ville,
                    adresse,
                    code,
                    capacite,
                    minimum,
                    ouverture,
                    cloture,
                    formateurCompteId);
        }

        /** La même, tant de jours plus tard, ou plus tôt ; l'ouverture reste, ou suit la clôture. */
        public Publication decalee(long jours) {
            LocalDate saCloture = cloture.plusDays(jours);
            return new Publication(
                    stageId,
                    type,
                    debut.plusDays(jours),
                    fin.plusDays(jours),
                    horaires,
                    ville,
                    adresse,
                    codeInsee,
                    capacite,
                    minimum,
                    ouverture.isAfter(saCloture) ? saCloture : ouverture,
                    saCloture,
                    formateurCompteId);
        }

        /** La même, de ce stage. */
        public Publication duStage(long id) {
            return avec(id, ouverture);
        }

        private Publication avec(long stage, LocalDate sonOuverture) {
            return new Publication(
                    stage,
                    type,
                    debut,
                    fin,
                    horaires,
                    ville,
                    adresse,
                    codeInsee,
                    capacite,
                    minimum,
                    sonOuverture,
                    cloture,
                    formateurCompteId);
        }

        /** La même, ouverte ce jour-là si rien ne dit quand. */
        public Publication ouverteAuPlusTard(LocalDate jour) {
            return ouverture != null ? this : avec(stageId, jour);
        }
    }

    public Long id() {
        return id;
    }

    public int version() {
        return version;
    }

    public EtatDeSession etat() {
        return etat;
    }

    /** L'heure légale de qui l'organise. */
    public ZoneId fuseau() {
        return ZoneId.of(fuseau);
    }

    public long structureId() {
        return structureId;
    }

    public String aireVoulue() {
        return aireVoulue == null ? "" : aireVoulue;
    }

    /** Pour qui elle est ou sera publiée, comme {@link AireRecrutement#lire} l'écrit : vide, la région. */
    public Set<String> aire() {
        return etat == EtatDeSession.BROUILLON
                ? AireRecrutement.lire(aireVoulue)
                : aires.stream().filter(AireRecrutement::choisie).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code null} si elle n'est pas annulée, ou l'était avant qu'on le demande. */
    public String motifAnnulation() {
        return motifAnnulation;
    }
}
