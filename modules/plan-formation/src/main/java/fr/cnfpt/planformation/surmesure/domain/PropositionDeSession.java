package fr.cnfpt.planformation.surmesure.domain;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Ce que la délégation propose : une fiche, des dates, un lieu, un prix. Elle ne se corrige pas, une autre la suit ;
 * acceptée, c'est elle que la convention recopie et que la session publie.
 */
@Entity
@Table(name = "demande_proposition", schema = "plan_formation")
public class PropositionDeSession {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "demande_id")
    private DemandeSurMesure demande;

    @Column(name = "faite_le")
    private OffsetDateTime faiteLe;

    @Column(name = "stage_id")
    private long stageId;

    private String intitule;
    private LocalDate debut;
    private LocalDate fin;
    private LocalDate cloture;
    private String horaires;
    private String ville;
    private String adresse;

    @Column(name = "code_insee")
    private String codeInsee;

    private int places;
    private boolean nouvelle;
    private BigDecimal jours;
    private BigDecimal prix;
    private String message;

    @ElementCollection
    @CollectionTable(
            name = "demande_prix",
            schema = "plan_formation",
            joinColumns = @JoinColumn(name = "proposition_id"))
    @OrderColumn(name = "rang")
    private List<LigneDePrix> lignes = new ArrayList<>();

    protected PropositionDeSession() {}

    PropositionDeSession(DemandeSurMesure demande, Saisie s, Devis devis, Instant quand) {
        this.demande = demande;
        this.faiteLe = quand.atOffset(ZoneOffset.UTC);
        this.stageId = s.stageId();
        this.intitule = s.intitule();
        this.debut = s.debut();
        this.fin = s.fin();
        this.cloture = s.cloture();
        this.horaires = s.horaires();
        this.ville = s.ville();
        this.adresse = s.adresse();
        this.codeInsee = s.codeInsee();
        this.places = s.places();
        this.nouvelle = s.nouvelle();
        this.jours = s.jours();
        this.prix = devis.total();
        this.message = s.message();
        devis.lignes().forEach(l -> lignes.add(new LigneDePrix(l)));
    }

    /**
     * Ce que la délégation saisit.
     *
     * @param intitule celui de la fiche ce jour-là
     * @param jours la durée de la fiche
     * @param ville {@code null} à distance
     * @param codeInsee sa commune
     */
    public record Saisie(
            long stageId,
            String intitule,
            BigDecimal jours,
            LocalDate debut,
            LocalDate fin,
            LocalDate cloture,
            String horaires,
            String ville,
            String adresse,
            String codeInsee,
            Integer places,
            boolean nouvelle,
            String message) {}

    public long stageId() {
        return stageId;
    }

    public String intitule() {
        return intitule;
    }

    public LocalDate debut() {
        return debut;
    }

    public LocalDate fin() {
        return fin;
    }

    public LocalDate cloture() {
        return cloture;
    }

    public String horaires() {
        return horaires;
    }

    public String ville() {
        return ville;
    }

    public String adresse() {
        return adresse;
    }

    /** {@code null} à distance, et dans une proposition d'avant qu'on demande la commune. */
    public String codeInsee() {
        return codeInsee;
    }

    public int places() {
        return places;
    }

    public boolean nouvelle() {
        return nouvelle;
    }

    public BigDecimal jours() {
        return jours;
    }

    public BigDecimal prix() {
        return prix;
    }

    public String message() {
        return message;
    }

    public Instant faiteLe() {
        return faiteLe.toInstant();
    }

    public List<LigneDePrix> lignes() {
        return List.copyOf(lignes);
    }
}
