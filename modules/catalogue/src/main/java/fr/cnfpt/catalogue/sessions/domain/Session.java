package fr.cnfpt.catalogue.sessions.domain;

import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Une édition datée d'un stage, publiée pour une aire de recrutement. Publiée complète ou pas du tout : ses dates se
 * suivent (ouverture, clôture, début, fin) et son minimum tient dans son effectif. Elle peut être déplacée avant de
 * commencer, annulée, jamais effacée.
 */
@Entity
@Table(name = "session", schema = "catalogue")
public class Session {

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
    private String etat;

    @Column(name = "formateur_compte_id")
    private Long formateurCompteId;

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
     * @throws Refus invalide, nommant le champ
     */
    public static Session publier(Publication l, long structureId, ZoneId fuseau, Set<String> aires) {
        exiger(l.type() != null && FicheDeStage.TYPES.contains(l.type()), "type", "Choisissez le type.");
        exigerLOrdre(l);
        exiger(!aires.isEmpty(), "aire", "Choisissez pour qui la session est publiée.");
        Session s = new Session();
        s.stageId = l.stageId();
        s.type = l.type();
        s.structureId = structureId;
        s.fuseau = fuseau.getId();
        s.poser(l);
        s.formateurCompteId = l.formateurCompteId();
        s.etat = "PUBLIEE";
        s.aires.addAll(aires);
        return s;
    }

    /**
     * Change ses dates, son lieu, son effectif ; son stage, son type et son aire restent. Tant qu'elle n'a pas
     * commencé.
     *
     * @param jour aujourd'hui, à son heure
     * @throws Refus invalide ou conflit, disant quoi faire
     */
    public void reprogrammer(Publication l, LocalDate jour) {
        if (!etat.equals("PUBLIEE")) {
            throw Refus.conflit("session-annulee", "Cette session est annulée : publiez-en une autre.");
        }
        if (!debut.isAfter(jour)) {
            throw Refus.conflit(
                    "session-commencee",
                    "Cette session a commencé le " + Texte.date(debut)
                            + " : ses dates ne changent plus. Ce qui n'a pas pu se tenir se dit à la feuille de présence, ou se tient dans une autre session.");
        }
        exiger(
                l.debut() == null || l.debut().isAfter(jour),
                "debut",
                "Une session ne se déplace pas dans le passé, ni à aujourd'hui : ses inscrits doivent pouvoir en être prévenus. Choisissez un jour à venir, ou annulez les demandes.");
        Publication meme = l.ouverteAuPlusTard(ouverture);
        exigerLOrdre(meme);
        poser(meme);
    }

    private void poser(Publication l) {
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
    }

    private static void exigerLOrdre(Publication l) {
        exiger(l.debut() != null, "debut", "Donnez la date de début.");
        exiger(l.fin() != null && !l.fin().isBefore(l.debut()), "fin", "La fin ne peut pas précéder le début.");
        exiger(
                l.cloture() != null && !l.cloture().isAfter(l.debut()),
                "cloture",
                "Les inscriptions se closent au plus tard le jour du début.");
        exiger(
                l.ouverture() != null && !l.ouverture().isAfter(l.cloture()),
                "ouverture",
                "Les inscriptions ouvrent avant de se clore.");
        exiger(
                l.capacite() == null || l.capacite() >= 1 && l.capacite() <= 10_000,
                "capacite",
                "L'effectif attendu est de 1 à 10 000, ou vide s'il est sans limite.");
        exiger(
                l.minimum() >= 1 && (l.capacite() == null || l.minimum() <= l.capacite()),
                "minimum",
                "Le minimum est d'au moins 1 et tient dans l'effectif attendu.");
    }

    /** La marque comme appartenant à la démonstration. */
    public Session pourLaDemonstration() {
        demonstration = true;
        return this;
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("session-invalide", champ, message);
        }
    }

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

        /** La même, de ce stage. */
        public Publication duStage(long id) {
            return new Publication(
                    id,
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

        /** La même, ouverte ce jour-là si rien ne dit quand. */
        public Publication ouverteAuPlusTard(LocalDate jour) {
            return ouverture != null
                    ? this
                    : new Publication(
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
                            jour,
                            cloture,
                            formateurCompteId);
        }
    }

    public Long id() {
        return id;
    }
}
