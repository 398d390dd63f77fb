package fr.cnfpt.planformation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDate;

/**
 * Un besoin d'un plan : pour qui, combien, quand. Ferme, il compte dans le seuil du périmètre ; indicatif, il est
 * seulement dit. Il naît et meurt par son plan, et ne se corrige pas : on le retire et on le ressaisit.
 */
@Entity
@Table(name = "besoin", schema = "plan_formation")
public class Besoin {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "plan_id")
    private Plan plan;

    private String theme;

    @Enumerated(EnumType.STRING)
    private Nature nature;

    @Column(name = "public_vise")
    private String publicVise;

    private int effectif;
    private boolean ferme;
    private int priorite;
    private LocalDate echeance;

    protected Besoin() {}

    Besoin(Plan plan, BesoinSaisi b) {
        this.plan = plan;
        this.theme = b.theme();
        this.nature = b.nature();
        this.publicVise = b.publicVise().strip();
        this.effectif = b.effectif();
        this.ferme = b.ferme();
        this.priorite = b.priorite();
        this.echeance = b.echeance();
    }

    public Long id() {
        return id;
    }

    public String theme() {
        return theme;
    }

    public Nature nature() {
        return nature;
    }

    public String publicVise() {
        return publicVise;
    }

    public int effectif() {
        return effectif;
    }

    public boolean ferme() {
        return ferme;
    }

    public int priorite() {
        return priorite;
    }

    public LocalDate echeance() {
        return echeance;
    }
}
