package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
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
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Ce qu'un stagiaire a suivi d'une session : une ligne par bulletin, saisie par le formateur ou le CNFPT à partir du
 * premier jour, en jours ou demi-journée par demi-journée, corrigée tant que l'attestation n'est pas délivrée. L'examen
 * y laisse son refus, qu'une nouvelle saisie efface.
 */
@Entity
@Table(name = "suivi", schema = "attestation")
public class Suivi {

    /**
     * Ce que l'on saisit pour un stagiaire.
     *
     * @param present ce que disent les demi-journées, quand on émarge ainsi
     * @param emargements par séance, s'il y était ; celles dont on ne dit rien restent comme elles sont
     */
    public record Saisie(
            long bulletinId,
            boolean present,
            BigDecimal joursSuivis,
            Map<Long, Boolean> emargements,
            BigDecimal partDistance,
            ModeWebinaire webinaire) {

        /** En jours. */
        public Saisie(
                long bulletinId,
                boolean present,
                BigDecimal joursSuivis,
                BigDecimal partDistance,
                ModeWebinaire webinaire) {
            this(bulletinId, present, joursSuivis, Map.of(), partDistance, webinaire);
        }
    }

    private static final BigDecimal DEMI_JOURNEES_PAR_JOUR = BigDecimal.valueOf(2);

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

    @Column(name = "demi_journees")
    private Integer demiJournees;

    private int emargees;

    @ElementCollection
    @CollectionTable(name = "emargement", schema = "attestation", joinColumns = @JoinColumn(name = "suivi_id"))
    @MapKeyColumn(name = "seance_id")
    @Column(name = "present")
    private Map<Long, Boolean> emargements = new HashMap<>();

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

    /** Reçoit la saisie d'une session où l'on note des jours. */
    public void recevoir(Saisie saisie, Formation formation, String par, Instant le) {
        recevoir(saisie, formation, Set.of(), par, le);
    }

    /**
     * Reçoit la saisie ; ce que la modalité ne regarde pas n'est pas gardé.
     *
     * @param seances les demi-journées de la session, quand elle s'émarge ainsi ; sinon vide
     * @throws Refus invalide, nommant le champ : plus de jours que la session n'en compte, part hors de 0 à 100
     */
    public void recevoir(Saisie saisie, Formation formation, Set<Long> seances, String par, Instant le) {
        boolean parDemiJournee = !seances.isEmpty();
        Map<Long, Boolean> emarges = parDemiJournee ? emarges(saisie, seances) : Map.of();
        long suivies = emarges.values().stream().filter(Boolean::booleanValue).count();
        boolean present = parDemiJournee ? suivies > 0 : saisie.present();
        BigDecimal jours = !present || !formation.pointeDesJours()
                ? BigDecimal.ZERO
                : parDemiJournee
                        ? BigDecimal.valueOf(suivies).divide(DEMI_JOURNEES_PAR_JOUR)
                        : saisie.joursSuivis() == null ? formation.presentielJours() : saisie.joursSuivis();
        if (jours.signum() < 0 || jours.compareTo(formation.presentielJours()) > 0) {
            throw Refus.invalide(
                    "jours-impossibles",
                    "joursSuivis",
                    "Les jours suivis vont de 0 à " + Texte.nombre(formation.presentielJours())
                            + ", la durée en présence de la session.");
        }
        BigDecimal part = present && formation.suitADistance() ? saisie.partDistance() : null;
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
        this.present = present;
        joursSuivis = jours;
        demiJournees = parDemiJournee ? seances.size() : null;
        emargements.keySet().retainAll(emarges.keySet());
        emargements.putAll(emarges);
        emargees = emargements.size();
        partDistance = part;
        webinaire = present && formation.distingueLeDirect() ? saisie.webinaire() : null;
        saisiPar = par;
        saisiLe = le.atOffset(ZoneOffset.UTC);
        examineLe = null;
        motifRefus = null;
    }

    /** Ce qu'on avait dit et ce qu'on dit ; une séance retirée du déroulé n'en est plus. */
    private Map<Long, Boolean> emarges(Saisie saisie, Set<Long> seances) {
        if (!seances.containsAll(saisie.emargements().keySet())) {
            throw Refus.invalide(
                    "seance-inconnue",
                    "emargements",
                    "Le déroulé a changé pendant la saisie : relisez la feuille, puis recommencez.");
        }
        Map<Long, Boolean> tous = new HashMap<>(emargements);
        tous.putAll(saisie.emargements());
        tous.keySet().retainAll(seances);
        return tous;
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
        return new Faits(present, joursSuivis, demiJournees(), partDistance, webinaire, connexion);
    }

    /** {@code null} si l'on a noté des jours. */
    public DemiJournees demiJournees() {
        return demiJournees == null
                ? null
                : new DemiJournees(
                        (int) emargements.values().stream()
                                .filter(Boolean::booleanValue)
                                .count(),
                        emargees,
                        demiJournees);
    }

    /** Par séance, s'il y était ; celles dont on n'a rien dit n'y sont pas. */
    public Map<Long, Boolean> emargements() {
        return Map.copyOf(emargements);
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
