package fr.cnfpt.garde.conservation.port;

import fr.cnfpt.commun.Texte;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Combien de temps on garde quoi, et les passages qui effacent ce qui a fait son temps. */
public interface Conservation {

    /** @param jours {@code null} : rien ne s'efface de soi-même @param au exclue, ou {@code null} */
    record Duree(String code, Integer jours, LocalDate du, LocalDate au, String texte, String source) {
        public String duEnClair() {
            return Texte.date(du);
        }

        public String auEnClair() {
            return au == null ? "" : Texte.date(au);
        }
    }

    record Passage(long id, String lancePar, OffsetDateTime lanceLe, Long executionId, OffsetDateTime finiLe) {}

    /** Toutes les lignes, en vigueur et à venir, par code puis par date. */
    List<Duree> durees(LocalDate aPartirDu);

    /** Ce qui s'efface ligne à ligne, dans l'ordre. */
    List<String> purges();

    long compter(String code, Instant avant);

    /** @return combien de lignes */
    long purger(String code, Instant avant);

    /** @return vide si un passage court déjà */
    Optional<Long> ouvrir(String par, Instant le);

    void porter(long passageId, long executionId);

    void noter(long passageId, String code, long combien);

    void finir(long passageId, Instant le);

    Optional<Passage> dernier();

    /** Combien, par code. */
    Map<String, Long> comptes(long passageId);
}
