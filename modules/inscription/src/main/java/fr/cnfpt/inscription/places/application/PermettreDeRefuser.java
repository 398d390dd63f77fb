package fr.cnfpt.inscription.places.application;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.places.persistence.ChangementsARefuser;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Une session change sans qu'on ait demandé à ses inscrits : chacun reçoit, dans la même transaction, le lien qui
 * permet de le refuser. Qui n'a pas d'adresse le refuse depuis sa demande, ou par son employeur.
 */
@ApplicationScoped
public class PermettreDeRefuser {

    @Inject
    ChangementsARefuser changements;

    @Inject
    Horloge horloge;

    /**
     * @param avant ce qu'était la session, en clair
     * @return par bulletin, l'adresse à donner, qu'on ne saura plus redire
     */
    public Map<Long, String> executer(SessionInfo session, String avant, Collection<Long> bulletins, Instant echeance) {
        Map<Long, String> liens = new LinkedHashMap<>();
        Map<Long, String> empreintes = new LinkedHashMap<>();
        for (long b : bulletins) {
            String secret = Secret.aleatoire();
            empreintes.put(b, Secret.empreinte(secret));
            liens.put(b, adresse(secret));
        }
        changements.permettre(session.id(), empreintes, avant, horloge.maintenant(), echeance);
        return liens;
    }

    public static String adresse(String secret) {
        return Parametres.adresse() + "/inscription/place.xhtml?jeton=" + secret;
    }
}
