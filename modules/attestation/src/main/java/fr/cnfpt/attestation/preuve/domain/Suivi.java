package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Ce qu'un stagiaire a suivi d'une session : une ligne par bulletin, saisie par le formateur ou le CNFPT à partir du
 * premier jour, corrigée tant que l'attestation n'est pas délivrée. L'examen y laisse son refus, qu'une nouvelle saisie
 * efface.
 */
@Entity
@Table(name = "suivi", schema = "attestation")
public class Suivi {

    /** Ce que l'on saisit pour un stagiaire. */
    public record Saisie(
            long bulletinId,
            boolean present,
            BigDecimal joursSuivis,
            BigDecimal partDistance,
            ModeWebinaire webinaire) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "bulletin_id")
    private long bulletinId;

    @Column(name = "session_id")
    private long sessionId;

    @Column(name = "structure_id")
    private long structureId;

    @Column(name = "agent_id")
    private long agentId;

    private boolean present;

    @Column(name = "jours_suivis")
    private BigDecimal joursSuivis;

    @Column(name = "part_distance")
    private BigDecimal partDistance;

    @Enumerated(EnumType.STRING)
    private ModeWebinaire webinaire;

    @Column(name = "saisi_par")
    private String saisiPar;

    @Column(name = "saisi_le")
    private OffsetDateTime saisiLe;

    @Column(name = "examine_le")
    private OffsetDateTime examineLe;

    @Column(name = "motif_refus")
    private String motifRefus;

    @Version
    private int version;

    protected Suivi() {}

    public static Suivi ouvrir(long bulletinId, long sessionId, long structureId, long agentId) {
        Suivi s = new Suivi();
        s.bulletinId = bulletinId;
        s.sessionId = sessionId;
        s.structureId = structureId;
        s.agentId = agentId;
        return s;
    }

    /**
     * Reçoit la saisie ; ce que la modalité ne regarde pas n'est pas gardé.
     *
     * @throws Refus invalide, nommant le champ : plus de jours que la session n'en compte, part hors de 0 à 100
     */
    public void recevoir(Saisie saisie, Formation formation, String par, Instant le) {
        BigDecimal jours = !saisie.present() || !formation.pointeDesJours()
                ? BigDecimal.ZERO
                : saisie.joursSuivis() == null ? formation.presentielJours() : saisie.joursSuivis();
        if (jours.signum() < 0 || jours.compareTo(formation.presentielJours()) > 0) {
            throw Refus.invalide(
                    "jours-impossibles",
                    "joursSuivis",
                    "Les jours suivis vont de 0 à " + Texte.nombre(formation.presentielJours())
                            + ", la durée en présence de la session.");
        }
        BigDecimal part = saisie.present() && formation.suitADistance() ? saisie.partDistance() : null;
        if (part != null && (part.signum() < 0 || part.compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw Refus.invalide(
                    "part-impossible",
                    "partDistance",
                    "La part suivie à distance va de 0 à 100 %. Tant qu'elle n'est pas renseignée, rien ne peut être attesté.");
        }
        if (jours.scale() > 2 || part != null && part.scale() > 2) {
            throw Refus.invalide(
                    "trop-precis",
                    jours.scale() > 2 ? "joursSuivis" : "partDistance",
                    "Deux chiffres après la virgule au plus.");
        }
        present = saisie.present();
        joursSuivis = jours;
        partDistance = part;
        webinaire = saisie.present() && formation.distingueLeDirect() ? saisie.webinaire() : null;
        saisiPar = par;
        saisiLe = le.atOffset(ZoneOffset.UTC);
        examineLe = null;
        motifRefus = null;
    }

    /** Retient que l'attestation a été délivrée. */
    public void accorder(Instant le) {
        examineLe = le.atOffset(ZoneOffset.UTC);
        motifRefus = null;
    }

    /** Retient pourquoi elle ne l'a pas été. */
    public void refuser(String motif, Instant le) {
        examineLe = le.atOffset(ZoneOffset.UTC);
        motifRefus = motif;
    }

    public Faits faits(Instant connexion) {
        return new Faits(present, joursSuivis, partDistance, webinaire, connexion);
    }

    public boolean saisiDepuis(Instant i) {
        return saisiLe.toInstant().isAfter(i);
    }

    public Long id() {
        return id;
    }

    public long bulletinId() {
        return bulletinId;
    }

    public long sessionId() {
        return sessionId;
    }

    public long structureId() {
        return structureId;
    }

    public long agentId() {
        return agentId;
    }

    public boolean present() {
        return present;
    }

    public BigDecimal joursSuivis() {
        return joursSuivis;
    }

    public BigDecimal partDistance() {
        return partDistance;
    }

    public ModeWebinaire webinaire() {
        return webinaire;
    }

    public String saisiPar() {
        return saisiPar;
    }

    public Instant saisiLe() {
        return saisiLe.toInstant();
    }

    public boolean examine() {
        return examineLe != null;
    }

    public String motifRefus() {
        return motifRefus;
    }
}
