package fr.cnfpt.garde.courrier.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.garde.courrier.persistence.BoiteDEnvoi;
import fr.cnfpt.garde.courrier.port.Postier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Dépose les courriers dans la transaction de l'acte, et les envoie à part. Un échec est repris de plus en plus tard,
 * pendant deux jours ; ce qui ne pourra jamais partir est abandonné, avec la raison. Un courrier peut partir deux fois
 * si le serveur s'arrête entre la remise et sa note : mieux vaut deux fois que jamais.
 */
@ApplicationScoped
public class EnvoyerLesCourriers implements Courriers, Tache {

    public static final int ESSAIS = 10;
    private static final int LOT = 5;

    @Inject
    BoiteDEnvoi boite;

    @Inject
    Postier postier;

    @Inject
    Horloge horloge;

    @Override
    @Transactional
    public void deposer(String destinataire, String objet, String texte, Long collectiviteId) {
        boite.deposer(destinataire, objet, texte, collectiviteId);
    }

    @Override
    public String nom() {
        return "Envoi des courriers";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(3);
    }

    @Override
    @Transactional
    @Autorise({})
    public void executer() {
        if (!postier.estEnService()) {
            return;
        }
        Instant maintenant = horloge.maintenant();
        List<BoiteDEnvoi.Courrier> lot = boite.aEnvoyer(maintenant, LOT);
        for (BoiteDEnvoi.Courrier c : lot) {
            try {
                postier.remettre(c.destinataire(), c.objet(), c.texte());
                boite.noterDepart(c.id(), maintenant);
            } catch (Postier.NonRemisException e) {
                boolean renoncer = e.estDefinitif() || c.essais() + 1 >= ESSAIS;
                boite.noterEchec(
                        c.id(), e.getMessage(), renoncer ? null : maintenant.plus(attente(c.essais())), maintenant);
            }
        }
    }

    /** Une minute, puis deux, quatre… au plus douze heures. */
    static Duration attente(int essais) {
        return Duration.ofMinutes(Math.min(720, 1L << Math.min(essais, 10)));
    }
}
