package fr.cnfpt.garde.donnees.port;

import fr.cnfpt.garde.donnees.domain.Demande;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Les demandes des agents sur leurs données. */
public interface Demandes {

    /** @return vide si l'agent en a déjà une ouverte de cette nature */
    Optional<Long> deposer(
            long agentId, long collectiviteId, Demande.Nature nature, String texte, Instant le, LocalDate echeance);

    /** Celles d'un agent, les plus récentes d'abord. */
    List<Demande> deLAgent(long agentId);

    /** Celles d'une collectivité : les ouvertes par échéance, puis les autres. */
    List<Demande> deLaCollectivite(long collectiviteId, int combien);

    /** Verrouillée jusqu'à la fin de la transaction : deux réponses simultanées se suivent. */
    Optional<Demande> parId(long id, long collectiviteId);

    void repondre(long id, Demande.Issue issue, String reponse, Instant le, String par);

    /** Les échéances des demandes ouvertes d'une collectivité, la plus proche d'abord. */
    List<LocalDate> echeances(long collectiviteId);
}
