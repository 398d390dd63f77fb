package fr.cnfpt.acces.securite.application;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;

/**
 * Les mots de passe et leur empreinte, PBKDF2 lent à dessein. Sans empreinte à comparer, le calcul se fait quand même,
 * sur un leurre.
 */
@ApplicationScoped
public class Empreintes {

    @Inject
    Pbkdf2PasswordHash pbkdf2;

    private volatile String leurre;

    @PostConstruct
    void regler() {
        pbkdf2.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations",
                "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes",
                "16"));
        leurre = pbkdf2.generate("personne".toCharArray());
    }

    public String de(String motDePasse) {
        return pbkdf2.generate(motDePasse.toCharArray());
    }

    /** @param empreinte {@code null} si rien n'est à trouver : la réponse est fausse, et prend le même temps */
    public boolean convient(String motDePasse, String empreinte) {
        boolean bon = pbkdf2.verify(
                (motDePasse == null ? "" : motDePasse).toCharArray(), empreinte == null ? leurre : empreinte);
        return bon && empreinte != null;
    }
}
