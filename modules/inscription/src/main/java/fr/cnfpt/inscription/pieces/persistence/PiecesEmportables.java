package fr.cnfpt.inscription.pieces.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Placement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** De quels bulletins d'un agent il y a quelque chose à imprimer. */
@ApplicationScoped
public class PiecesEmportables {

    @Inject
    Jdbi jdbi;

    /**
     * @param convoque la convocation s'imprime
     * @param vise la collectivité l'a transmis elle-même : une place donnée par le CNFPT n'a pas son visa
     */
    public record Emportable(
            long id,
            long sessionId,
            long agentId,
            LocalDate sessionDebut,
            LocalDate sessionFin,
            boolean convoque,
            boolean vise) {}

    public List<Emportable> de(long agentId, Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select * from (
          select b.id, b.session_id, b.agent_id, b.session_debut, b.session_fin, b.etat in ('CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE') as convoque,
                 exists (select 1 from inscription.changement c
                          where c.id = (select min(t.id) from inscription.changement t where t.bulletin_id = b.id and t.etat in ('TRANSMISE', 'LISTE_ATTENTE', 'EN_SELECTION'))
                            and c.texte not in (:invite, :amene)) as vise
            from inscription.bulletin b
           where b.agent_id = :agent and b.etat not in ('REFUSEE', 'ANNULEE') and
        """ + portee.sql("b.agent_id", "b.collectivite_id", "b.structure_id") + """
        ) x where x.convoque or x.vise order by x.session_debut desc, x.id desc
        """)
                        .bindMap(portee.valeurs())
                        .bind("agent", agentId)
                        .bind("invite", Placement.SUR_INVITATION)
                        .bind("amene", Placement.PAR_LE_CNFPT)
                        .mapTo(Emportable.class)
                        .list());
    }

    public Optional<Etat> etat(long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery("select etat from inscription.bulletin where id = :id")
                .bind("id", bulletinId)
                .mapTo(Etat.class)
                .findOne());
    }
}
