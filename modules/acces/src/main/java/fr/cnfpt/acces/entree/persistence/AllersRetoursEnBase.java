package fr.cnfpt.acces.entree.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.cnfpt.acces.api.AllersRetours;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Ce que les visiteurs ont en route, un quart d'heure au plus. */
@ApplicationScoped
public class AllersRetoursEnBase implements AllersRetours {

    private static final Duration DUREE = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Jdbi jdbi;

    @Inject
    Horloge horloge;

    @Override
    public String ouvrir(Map<String, String> contenu) {
        String secret = Secret.aleatoire();
        jdbi.useHandle(h -> {
            h.createUpdate("delete from acces.passage where expire_le < :m")
                    .bind("m", horloge.maintenant())
                    .execute();
            h.createUpdate("insert into acces.passage (empreinte, contenu, expire_le) values (:e, :c::jsonb, :x)")
                    .bind("e", Secret.empreinte(secret))
                    .bind("c", ecrire(contenu))
                    .bind("x", horloge.maintenant().plus(DUREE))
                    .execute();
        });
        return secret;
    }

    @Override
    public Optional<Map<String, String>> lire(String secret) {
        return jdbi.withHandle(
                h -> h.createQuery("select contenu::text from acces.passage where empreinte = :e and expire_le > :m")
                        .bind("e", Secret.empreinte(secret))
                        .bind("m", horloge.maintenant())
                        .mapTo(String.class)
                        .findOne()
                        .map(AllersRetoursEnBase::relire));
    }

    @Override
    public Optional<Map<String, String>> reprendre(String secret) {
        return jdbi.withHandle(h -> h.createQuery("""
                delete from acces.passage where empreinte = :e and expire_le > :m returning contenu::text
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("m", horloge.maintenant())
                .mapTo(String.class)
                .findOne()
                .map(AllersRetoursEnBase::relire));
    }

    private static String ecrire(Map<String, String> contenu) {
        try {
            return JSON.writeValueAsString(contenu);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> relire(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
