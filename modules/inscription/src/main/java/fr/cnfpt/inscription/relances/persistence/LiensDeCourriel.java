package fr.cnfpt.inscription.relances.persistence;

import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les liens des courriels, connus par leur empreinte. */
@ApplicationScoped
public class LiensDeCourriel {

    @Inject
    Jdbi jdbi;

    public void emettre(
            String empreinte, LienDeCourriel.Pour pour, long bulletinId, long agentId, Instant le, Instant expire) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.lien_de_courriel (empreinte, pour, bulletin_id, agent_id, emis_le, expire_le) values (:e, :p, :b, :a, :le, :x)
        """)
                .bind("e", empreinte)
                .bind("p", pour.name())
                .bind("b", bulletinId)
                .bind("a", agentId)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("x", expire.atOffset(ZoneOffset.UTC))
                .execute());
    }

    public Optional<LienDeCourriel> lire(String empreinte) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select pour, bulletin_id, agent_id, emis_le, expire_le, servi_le from inscription.lien_de_courriel where empreinte = :e")
                .bind("e", empreinte)
                .mapTo(LienDeCourriel.class)
                .findOne());
    }

    /** Le lien sert : de deux à la fois, un seul. @return faux s'il avait servi, ou ne vaut plus */
    public boolean servir(String empreinte, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update inscription.lien_de_courriel set servi_le = :le where empreinte = :e and servi_le is null and expire_le > :le")
                        .bind("e", empreinte)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }
}
