package fr.cnfpt.portail.aide;

import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Les guides de {@code docs/guide}, empaquetés avec le site : un par rôle, et celui de qui n'est pas connecté. */
@ApplicationScoped
public class Guides {

    private static final String VISITEUR = "visiteur";

    private final List<Guide> guides = Stream.of(
                    VISITEUR,
                    "agent",
                    "responsable",
                    "gestionnaire-rh",
                    "formateur",
                    "delegation",
                    "siege",
                    "partenaire")
            .map(code -> Guide.lire(code, texte("/guide/" + code + ".md")))
            .toList();

    public List<Guide> tous() {
        return guides;
    }

    public Optional<Guide> trouver(String code) {
        return guides.stream().filter(g -> g.code().equals(code)).findFirst();
    }

    /** @param role {@code null} pour qui n'est pas connecté */
    public Guide de(Role role) {
        return trouver(
                        role == null
                                ? VISITEUR
                                : role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElseThrow(() -> new IllegalStateException("Aucun guide pour " + role));
    }

    /** L'adresse du paragraphe qui explique cette page à ce rôle ; une page ouverte à tous est dans le guide commun. */
    public String adresse(Role role, String page) {
        return Stream.of(de(role), de(null))
                .filter(g -> g.ancres().containsKey(page))
                .map(g -> "/aide.xhtml?guide=" + g.code() + "#" + g.ancres().get(page))
                .findFirst()
                .orElse("/aide.xhtml");
    }

    private static String texte(String ressource) {
        try (InputStream f = Guides.class.getResourceAsStream(ressource)) {
            if (f == null) {
                throw new IllegalStateException("Guide absent : " + ressource);
            }
            return new String(f.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
