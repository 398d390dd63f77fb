package fr.cnfpt.annuaire.structures.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Les structures du CNFPT et leur histoire. */
public interface Structures {

    /** Toutes, en vigueur ou non, par type puis par nom. */
    List<Fiche> toutes();

    Optional<Fiche> parId(long id);

    /** @throws fr.cnfpt.commun.Refus conflit, si le code est pris ou si la région a déjà sa délégation ces jours-là */
    long ouvrir(String code, String nom, String type, String region, String ville, Long parenteId, LocalDate du);

    /** @param successeurId qui lui succède, ou {@code null} */
    void fermer(long id, LocalDate au, Long successeurId);

    /** Collectivités et structures filles passent à la nouvelle ; le reste suit l'annonce. */
    Suite confier(long ancienne, long nouvelle);

    /** Ce qui est passé : combien de collectivités, combien de structures filles. */
    record Suite(int collectivites, int filles) {}

    /** @param collectivites celles qui s'y rattachent aujourd'hui */
    record Fiche(
            long id,
            String code,
            String nom,
            String type,
            String region,
            String ville,
            LocalDate du,
            LocalDate au,
            Long parenteId,
            Long successeurId,
            String successeur,
            String source,
            long collectivites) {
        public boolean enVigueur(LocalDate jour) {
            return (du == null || !du.isAfter(jour)) && (au == null || au.isAfter(jour));
        }
    }

    /** Une région en vigueur. */
    record Region(String code, String nom) {}

    List<Region> regions();
}
