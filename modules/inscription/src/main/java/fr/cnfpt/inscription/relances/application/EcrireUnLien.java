package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import fr.cnfpt.inscription.relances.persistence.LiensDeCourriel;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Tire le lien qu'un courriel portera ; toujours dans la transaction qui dépose ce courriel. */
@ApplicationScoped
public class EcrireUnLien {

    @Inject
    LiensDeCourriel liens;

    @Inject
    Horloge horloge;

    /** @return l'adresse à donner, qu'on ne saura plus redire */
    public String executer(LienDeCourriel.Pour pour, long bulletinId, long agentId, Instant expire) {
        String secret = Secret.aleatoire();
        liens.emettre(Secret.empreinte(secret), pour, bulletinId, agentId, horloge.maintenant(), expire);
        return Parametres.adresse() + "/inscription/repondre.xhtml?jeton=" + secret;
    }
}
