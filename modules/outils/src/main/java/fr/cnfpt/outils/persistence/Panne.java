package fr.cnfpt.outils.persistence;

import jakarta.resource.ResourceException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Ce qui nous manque pour l'instant et reviendra : la base absente, pleine ou occupée, la réserve de connexions vide,
 * le disque plein. Rien n'a été fait, et l'on répond 503 en disant quand revenir ; ce n'est pas une faute du programme,
 * qui, elle, est une 500. Une fois seulement nul ne sait si c'est fait : quand la base se tait pendant la validation.
 */
public final class Panne {

    /** Quand revenir, en secondes. */
    public static final int REVENIR = 5;

    /**
     * Les familles de SQLSTATE : connexion perdue, ressources épuisées (disque plein, trop de connexions), arrêt ou
     * délai dépassé, verrou non obtenu, transaction à refaire, base de secours en lecture seule.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">les codes de PostgreSQL</a>
     */
    private static final List<String> PASSAGERES =
            List.of("08", "53", "57P", "57014", "55P03", "40001", "40P01", "25006");

    /** Java ne rend du disque plein que la phrase du système, dans sa langue. */
    private static final List<String> PLEIN = List.of(
            "No space left on device",
            "Aucun espace disponible sur le périphérique",
            "Disk quota exceeded",
            "Débordement du quota d'espace disque");

    private Panne() {}

    /** @return vrai si l'une des causes de cet échec passera d'elle-même */
    public static boolean passagere(Throwable echec) {
        Throwable t = echec;
        for (int profondeur = 0; t != null && profondeur < 30; profondeur++) {
            if (t instanceof ResourceException
                    || t instanceof SystemException
                    || t instanceof SQLException s
                            && s.getSQLState() != null
                            && PASSAGERES.stream().anyMatch(s.getSQLState()::startsWith)
                    || t instanceof IOException
                            && t.getMessage() != null
                            && PLEIN.stream().anyMatch(t.getMessage()::contains)) {
                return true;
            }
            t = t.getCause();
        }
        return false;
    }

    /**
     * @return vrai si la base s'est tue pendant la validation : ce qu'on lui demandait est fait, ou ne l'est pas. JTA
     *     ne le dit que par sa {@link SystemException}, sans cause.
     */
    public static boolean issueInconnue(Throwable echec) {
        Throwable t = echec;
        for (int profondeur = 0; t != null && profondeur < 30; profondeur++) {
            if (t instanceof SystemException) {
                return true;
            }
            t = t.getCause();
        }
        return false;
    }
}
