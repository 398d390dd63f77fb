package fr.cnfpt.planformation.domain;

import fr.cnfpt.commun.Refus;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Le plan de formation d'une collectivité pour une année. Il s'ouvre au premier besoin, se complète en brouillon, puis
 * se transmet à la délégation, éventuellement après l'avis du CST et la présentation à l'assemblée ; transmis, il est
 * figé et la synthèse le compte (source : fiche « plans de formation » du CNFPT Nord-Pas-de-Calais ; CGFP, articles
 * L423-1 et suivants).
 */
@Entity
@Table(name = "plan", schema = "plan_formation")
public class Plan {

    /** L'état du plan. */
    public enum Etat {
        BROUILLON,
        TRANSMIS
    }

    private static final int EFFECTIF_MAX = 5000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "structure_id")
    private Long structureId;

    private int annee;

    @Enumerated(EnumType.STRING)
    private Etat etat = Etat.BROUILLON;

    @Column(name = "avis_cst_le")
    private LocalDate avisCstLe;

    @Column(name = "presente_assemblee_le")
    private LocalDate presenteAssembleeLe;

    @Column(name = "transmis_le")
    private OffsetDateTime transmisLe;

    @OneToMany(mappedBy = "plan", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("priorite, id")
    private List<Besoin> besoins = new ArrayList<>();

    protected Plan() {}

    /** @param structureId la délégation de référence de la collectivité, ou {@code null} si elle n'en a pas */
    public static Plan ouvrir(long collectiviteId, Long structureId, int annee) {
        Plan p = new Plan();
        p.collectiviteId = collectiviteId;
        p.structureId = structureId;
        p.annee = annee;
        return p;
    }

    /**
     * Les années dont le plan vit ce jour-là : la prochaine, qui se prépare, et celle qui court, dont le plan en retard
     * se transmet encore et dont les actions s'organisent. Le 1er janvier n'interrompt donc rien.
     */
    public static List<Integer> annees(LocalDate jour) {
        return List.of(jour.getYear(), jour.getYear() + 1);
    }

    /** @throws Refus introuvable, si le plan de cette année est passé, ou trop loin */
    public static void exigerVivant(int annee, LocalDate jour) {
        if (!annees(jour).contains(annee)) {
            throw Refus.introuvable(
                    "plan-hors-saison",
                    "Le plan " + annee + " ne se tient pas aujourd'hui : ouvrez celui de " + jour.getYear() + " ou de "
                            + (jour.getYear() + 1) + ".");
        }
    }

    public void ajouter(BesoinSaisi b) {
        refuserSiTransmis();
        exiger(b.theme() != null, "theme", "Choisissez le thème.");
        exiger(b.nature() != null, "nature", "Choisissez la nature de la formation.");
        exiger(
                b.publicVise() != null
                        && !b.publicVise().isBlank()
                        && b.publicVise().strip().length() <= 200,
                "publicVise",
                "Dites en quelques mots qui est visé : métier, service (200 caractères au plus).");
        exiger(
                b.effectif() != null && b.effectif() > 0 && b.effectif() <= EFFECTIF_MAX,
                "effectif",
                "L'effectif est un nombre entier, de 1 à " + EFFECTIF_MAX + ".");
        exiger(b.priorite() != null && b.priorite() >= 1 && b.priorite() <= 3, "priorite", "La priorité va de 1 à 3.");
        exiger(
                b.echeance() == null || b.echeance().getYear() >= annee,
                "echeance",
                "L'échéance d'un besoin du plan " + annee + " ne peut pas tomber avant le 1er janvier " + annee + ".");
        besoins.add(new Besoin(this, b));
    }

    /** @throws Refus introuvable, si ce besoin n'est pas de ce plan */
    public void retirer(long besoinId) {
        refuserSiTransmis();
        if (!besoins.removeIf(b -> b.id() != null && b.id() == besoinId)) {
            throw Refus.introuvable("besoin-inconnu", "Ce besoin n'est plus dans votre plan.");
        }
    }

    /**
     * Transmet le plan à la délégation ; il ne change plus ensuite.
     *
     * @param avisCstLe le jour de l'avis du comité social territorial, ou {@code null} s'il n'est pas connu
     * @param presenteAssembleeLe le jour de la présentation à l'assemblée, ou {@code null}
     */
    public void transmettre(LocalDate avisCstLe, LocalDate presenteAssembleeLe, OffsetDateTime maintenant) {
        refuserSiTransmis();
        if (besoins.isEmpty()) {
            throw Refus.conflit("plan-vide", "Ajoutez au moins un besoin avant de transmettre votre plan.");
        }
        refuserFutur(avisCstLe, "avisCst", "L'avis du comité social territorial", maintenant);
        refuserFutur(presenteAssembleeLe, "assemblee", "La présentation à l'assemblée", maintenant);
        this.avisCstLe = avisCstLe;
        this.presenteAssembleeLe = presenteAssembleeLe;
        this.transmisLe = maintenant;
        this.etat = Etat.TRANSMIS;
    }

    public boolean transmis() {
        return etat == Etat.TRANSMIS;
    }

    private void refuserSiTransmis() {
        if (transmis()) {
            throw Refus.conflit(
                    "plan-transmis",
                    "Votre plan " + annee + " est transmis : il ne se modifie plus. Parlez-en à votre délégation.");
        }
    }

    private static void refuserFutur(LocalDate jour, String champ, String quoi, OffsetDateTime maintenant) {
        exiger(
                jour == null || !jour.isAfter(maintenant.toLocalDate()),
                champ,
                quoi + " ne peut pas être daté dans l'avenir.");
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("besoin-incorrect", champ, message);
        }
    }

    public Long id() {
        return id;
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public Long structureId() {
        return structureId;
    }

    public int annee() {
        return annee;
    }

    public LocalDate avisCstLe() {
        return avisCstLe;
    }

    public LocalDate presenteAssembleeLe() {
        return presenteAssembleeLe;
    }

    public OffsetDateTime transmisLe() {
        return transmisLe;
    }

    public List<Besoin> besoins() {
        return List.copyOf(besoins);
    }
}
