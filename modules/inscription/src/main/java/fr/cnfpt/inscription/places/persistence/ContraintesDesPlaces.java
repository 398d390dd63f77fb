package fr.cnfpt.inscription.places.persistence;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.places.port.Places;
import java.sql.SQLException;

/** Ce que la base refuse d'elle-même, dit à qui demande. */
public final class ContraintesDesPlaces {

    private static final String UNICITE = "uq_bulletin_actif_par_agent_et_session";
    private static final String ATTENTE = "ck_jauge_attente_dans_max";

    /** {@code lock_not_available} (documentation de PostgreSQL, annexe A). */
    private static final String VERROU_TENU = "55P03";

    private ContraintesDesPlaces() {}

    /** Le refus que dit la contrainte d'unicité ; toute autre panne reste ce qu'elle est. */
    public static RuntimeException traduire(RuntimeException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).contains(UNICITE)) {
                return Places.dejaInscrit();
            }
            if (String.valueOf(t.getMessage()).contains(ATTENTE)) {
                return Places.attentePleine();
            }
            if (t instanceof SQLException sql && VERROU_TENU.equals(sql.getSQLState())) {
                return Refus.occupe(
                        "session-occupee",
                        "Une autre opération tient cette session en ce moment. Rien n'a été enregistré : recommencez dans un instant.");
            }
        }
        return e;
    }
}
