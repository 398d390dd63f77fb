package fr.cnfpt.catalogue.port;

import java.time.LocalDate;
import java.util.List;

/** Pour qui les sessions sont publiées, et qui les organise, quand la carte ou les structures changent. */
public interface Aires {

    /**
     * Les sessions publiées pour la première clé le sont aussi pour la seconde. @return combien de sessions l'ont reçue
     */
    int etendre(String cle, String aussi);

    /**
     * Les sessions de l'ancienne structure qui ne sont pas finies ce jour-là passent à la nouvelle. @return lesquelles
     */
    List<Long> confier(long ancienne, long nouvelle, LocalDate jour);
}
