package fr.cnfpt.acces.comptes.port;

import fr.cnfpt.acces.comptes.domain.Lien;
import java.time.Instant;
import java.util.Optional;

/** Les liens envoyés par courriel. */
public interface Liens {

    /** Retire le lien en cours du même compte et du même usage, et garde celui-ci. */
    void remplacer(Lien lien, Instant maintenant);

    /** Pour le lire seulement. */
    Optional<Lien> parEmpreinte(String empreinte);

    /** Verrouillé jusqu'à la fin de la transaction : de deux envois simultanés, le second le trouve déjà servi. */
    Optional<Lien> pourServir(String empreinte);

    /** Retire ceux que ce compte n'a pas encore servis. */
    void retirer(long compteId, Instant maintenant);
}
