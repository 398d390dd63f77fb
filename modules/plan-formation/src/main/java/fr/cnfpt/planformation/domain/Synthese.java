package fr.cnfpt.planformation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * La synthèse annuelle des plans d'une délégation : lancée, elle avance de périmètre en périmètre et se termine. Une
 * seule est en cours par délégation et par année. Un arrêt brutal la laisse en cours sans que rien ne tourne : elle se
 * dit alors interrompue, et se reprend. L'avancement est une position, pas un compteur : le redire ne compte rien deux
 * fois.
 */
@Entity
@Table(name = "synthese", schema = "plan_formation")
public class Synthese {

    /** L'état tenu en base ; « interrompue » s'en déduit. */
    public enum Etat {
        EN_COURS,
        TERMINEE
    }

    /** Le temps laissé au traitement pour se déclarer après le lancement. */
    private static final Duration DELAI_DE_DEPART = Duration.ofSeconds(30);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private int annee;

    @Column(name = "structure_id")
    private long structureId;

    @Column(name = "execution_id")
    private Long executionId;

    @Enumerated(EnumType.STRING)
    private Etat etat = Etat.EN_COURS;

    private int total;
    private int traites;

    @Column(name = "en_cours")
    private String enCours;

    @Column(name = "lancee_par")
    private String lanceePar;

    @Column(name = "lancee_le")
    private OffsetDateTime lanceeLe;

    @Column(name = "terminee_le")
    private OffsetDateTime termineeLe;

    protected Synthese() {}

    /** @param premier le nom du premier périmètre à traiter */
    public static Synthese lancer(
            int annee, long structureId, int total, String premier, String par, OffsetDateTime maintenant) {
        Synthese s = new Synthese();
        s.annee = annee;
        s.structureId = structureId;
        s.total = total;
        s.enCours = premier;
        s.lanceePar = par;
        s.lanceeLe = maintenant;
        return s;
    }

    /** Le traitement a démarré, ou repris, sous ce numéro. */
    public void porter(long executionId) {
        this.executionId = executionId;
    }

    /**
     * @param rang combien de périmètres sont traités, depuis le début et non depuis la reprise
     * @param suivant le nom du périmètre qui vient, ou {@code null} après le dernier
     */
    public void avancer(int rang, String suivant) {
        this.traites = Math.min(rang, total);
        this.enCours = suivant;
    }

    public void terminer(OffsetDateTime maintenant) {
        this.traites = total;
        this.enCours = null;
        this.etat = Etat.TERMINEE;
        this.termineeLe = maintenant;
    }

    public boolean enCours() {
        return etat == Etat.EN_COURS;
    }

    /** @param tourne vrai si le serveur exécute en ce moment l'exécution que cette synthèse porte */
    public boolean interrompue(boolean tourne, OffsetDateTime maintenant) {
        return enCours()
                && !tourne
                && (executionId != null || lanceeLe.plus(DELAI_DE_DEPART).isBefore(maintenant));
    }

    public Long id() {
        return id;
    }

    public int annee() {
        return annee;
    }

    public long structureId() {
        return structureId;
    }

    public Long executionId() {
        return executionId;
    }

    public int total() {
        return total;
    }

    public int traites() {
        return traites;
    }

    public String perimetreEnCours() {
        return enCours;
    }

    public String lanceePar() {
        return lanceePar;
    }

    public OffsetDateTime lanceeLe() {
        return lanceeLe;
    }

    public OffsetDateTime termineeLe() {
        return termineeLe;
    }
}
