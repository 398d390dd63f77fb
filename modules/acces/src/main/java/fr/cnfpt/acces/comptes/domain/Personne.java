package fr.cnfpt.acces.comptes.domain;

import fr.cnfpt.acces.securite.domain.Courriel;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * Qui se connecte. Elle entre par un ou plusieurs {@link Moyen moyens}, ou par une identité d'un fournisseur, et peut
 * tenir plusieurs qualités ({@link Compte}), chez un ou plusieurs employeurs. Son adresse est la sienne : c'est là, et
 * jamais chez un employeur, qu'un mot de passe oublié se retrouve. Sans plus une qualité, elle disparaît.
 */
@Entity
@Table(name = "personne", schema = "acces")
public class Personne {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String courriel;
    private int sessions;

    @Version
    private int version;

    protected Personne() {}

    /** @param courriel une adresse qu'elle a prouvée, ou {@code null} */
    public static Personne jointeA(String courriel) {
        Personne p = new Personne();
        p.courriel = courriel;
        return p;
    }

    public void joindreA(String adresse) {
        courriel = Courriel.exiger("courriel", adresse);
    }

    /** Toutes ses connexions tombent. */
    void fermerLesConnexions() {
        sessions++;
    }

    public Long id() {
        return id;
    }

    public String courriel() {
        return courriel;
    }

    /** Ce que porte une connexion de cette personne pour valoir. */
    public int sessions() {
        return sessions;
    }
}
