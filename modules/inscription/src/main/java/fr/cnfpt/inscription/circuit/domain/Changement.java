package fr.cnfpt.inscription.circuit.domain;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Une ligne datée de l'histoire d'un bulletin : ce qui a changé, par qui, pourquoi. La base refuse qu'on y retouche.
 */
@Entity
@Table(name = "changement", schema = "inscription")
public class Changement {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "bulletin_id")
    private Bulletin bulletin;

    private OffsetDateTime quand;

    @Enumerated(EnumType.STRING)
    private Etat etat;

    private String texte;
    private String motif;

    @Column(name = "par_compte")
    private long parCompte;

    @Column(name = "par_nom")
    private String parNom;

    @Column(name = "par_role")
    private String parRole;

    /** L'autre employeur dont ce pas est l'avis, ou {@code null}. */
    @Column(name = "par_employeur")
    private Long parEmployeur;

    /** L'agent qui a agi par le lien d'un courriel, sans compte ; sinon {@code null}. */
    @Column(name = "par_agent")
    private Long parAgent;

    protected Changement() {}

    Changement(Bulletin bulletin, Instant quand, Etat etat, String texte, String motif, Utilisateur par) {
        this.bulletin = bulletin;
        this.quand = quand.atOffset(ZoneOffset.UTC);
        this.etat = etat;
        this.texte = texte;
        this.motif = motif;
        this.parCompte = par.compteId();
        this.parAgent = par.compteId() == 0 ? par.agentId() : null;
        this.parNom = par.nom();
        this.parRole = par.role().name();
    }

    static Changement avisDe(
            long employeur, Bulletin bulletin, Instant quand, Etat etat, String texte, String motif, Utilisateur par) {
        Changement c = new Changement(bulletin, quand, etat, texte, motif, par);
        c.parEmployeur = employeur;
        return c;
    }

    Long parEmployeur() {
        return parEmployeur;
    }

    public Instant quand() {
        return quand.toInstant();
    }

    public Etat etat() {
        return etat;
    }

    public String texte() {
        return texte;
    }

    public String motif() {
        return motif;
    }

    public long parCompte() {
        return parCompte;
    }

    public String parNom() {
        return parNom;
    }

    public String parRole() {
        return parRole;
    }
}
