package fr.cnfpt.acces.comptes.domain;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Un identifiant et son mot de passe, par lesquels une personne entre. Cinq échecs de suite le bloquent un quart
 * d'heure ; une connexion réussie efface les échecs. Un mot de passe remis par un tiers est à changer à la première
 * connexion. En changer fait tomber les connexions de la personne.
 */
@Entity
@Table(name = "moyen", schema = "acces")
public class Moyen {

    static final int ECHECS_ADMIS = 5;
    static final Duration BLOCAGE = Duration.ofMinutes(15);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "personne_id")
    private Personne personne;

    private String identifiant;
    private String empreinte;

    @Column(name = "a_changer")
    private boolean aChanger;

    private int echecs;

    @Column(name = "bloque_jusqu_a")
    private OffsetDateTime bloqueJusquA;

    @Version
    private int version;

    protected Moyen() {}

    /** @param aChanger vrai quand ce mot de passe a été remis par un tiers */
    public static Moyen pour(Personne personne, String identifiant, String empreinte, boolean aChanger) {
        Moyen m = new Moyen();
        m.personne = personne;
        m.identifiant = Compte.exigerIdentifiant(identifiant);
        m.empreinte = empreinte;
        m.aChanger = aChanger;
        return m;
    }

    /** @param aChanger vrai quand ce mot de passe a été remis par un tiers */
    public void recevoirEmpreinte(String nouvelle, boolean aChanger) {
        empreinte = nouvelle;
        this.aChanger = aChanger;
        noterReussite();
        personne.fermerLesConnexions();
    }

    public void seNommer(String choisi) {
        identifiant = Compte.exigerIdentifiant(choisi);
    }

    public boolean peutEssayer(Instant maintenant) {
        return bloqueJusquA == null || !maintenant.isBefore(bloqueJusquA.toInstant());
    }

    /** Bloqué, il ne compte plus : le blocage ne s'allonge pas. @return vrai si cet échec le bloque */
    public boolean noterEchec(Instant maintenant) {
        if (!peutEssayer(maintenant)) {
            return false;
        }
        echecs++;
        boolean bloque = echecs >= ECHECS_ADMIS;
        if (bloque) {
            bloqueJusquA = maintenant.plus(BLOCAGE).atOffset(ZoneOffset.UTC);
            echecs = 0;
        }
        return bloque;
    }

    public void noterReussite() {
        echecs = 0;
        bloqueJusquA = null;
    }

    public Long id() {
        return id;
    }

    public Personne personne() {
        return personne;
    }

    public String identifiant() {
        return identifiant;
    }

    public String empreinte() {
        return empreinte;
    }

    public boolean aChanger() {
        return aChanger;
    }
}
