package fr.cnfpt.planformation.surmesure.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Une ligne datée de l'histoire d'une demande ; la base refuse qu'on y retouche. */
@Entity
@Table(name = "demande_pas", schema = "plan_formation")
public class PasDeDemande {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "demande_id")
    private DemandeSurMesure demande;

    private int rang;
    private OffsetDateTime quand;

    @Enumerated(EnumType.STRING)
    private DemandeSurMesure.Etat etat;

    private String texte;
    private String motif;
    private String par;

    protected PasDeDemande() {}

    /** @param rang sa place dans l'histoire : deux pas d'un même instant gardent leur ordre */
    PasDeDemande(DemandeSurMesure demande, int rang, String texte, String motif, String par, Instant quand) {
        this.demande = demande;
        this.rang = rang;
        this.quand = quand.atOffset(ZoneOffset.UTC);
        this.etat = demande.etat();
        this.texte = texte;
        this.motif = motif;
        this.par = par;
    }

    public Instant quand() {
        return quand.toInstant();
    }

    public String texte() {
        return texte;
    }

    public String motif() {
        return motif;
    }

    public String par() {
        return par;
    }
}
