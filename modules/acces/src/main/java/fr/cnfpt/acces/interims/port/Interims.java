package fr.cnfpt.acces.interims.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Qui donne les avis à la place de qui. */
public interface Interims {

    record Ligne(
            long id,
            long collectiviteId,
            long titulaireId,
            String titulaire,
            long suppleantId,
            String suppleant,
            LocalDate du,
            LocalDate au) {}

    /** Ceux qui courent ou sont à venir ; d'un titulaire, ou de toute la collectivité quand il est {@code null}. */
    List<Ligne> lire(long collectiviteId, Long titulaireId, LocalDate jour);

    Optional<Ligne> parId(long id);

    /** @return vide si le même intérim court déjà sur une partie de ces dates */
    Optional<Long> ouvrir(long collectiviteId, long titulaireId, long suppleantId, LocalDate du, LocalDate au);

    /** Le dernier jour devient la veille ; un intérim pas encore commencé disparaît. */
    void finir(long id, LocalDate jour);
}
