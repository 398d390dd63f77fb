package fr.cnfpt.outils.envois.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.EmployeursFictifs;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.envois.port.Canal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Dépose les courriers dans la transaction de l'acte, et remet à part tout ce qui doit sortir. Un échec est repris de
 * plus en plus tard, pendant deux jours ; ce qui ne pourra jamais partir est abandonné, avec la raison. La remise n'est
 * dans aucune transaction : prendre et noter en sont deux, chacune d'une instruction. Coupé entre les deux, l'envoi
 * repart à la fin de son bail sous la même clé : mieux vaut deux fois que jamais, et le destinataire sait que c'est le
 * même. Ce qui s'écrit d'un employeur fictif n'est remis à personne.
 */
@ApplicationScoped
public class FairePartir implements Courriers, Tache {

    /** Le treizième essai finit 41 heures après le premier. */
    public static final int ESSAIS = 13;

    /** Plus long que la plus lente des remises : un serveur SMTP qui tient chaque réponse jusqu'à son délai. */
    public static final Duration BAIL = Duration.ofMinutes(5);

    /** Par canal et par passage : un canal lent ne prive pas les autres. */
    private static final int LOT = 20;

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    Envois envois;

    @Inject
    @Any
    Instance<Canal> canaux;

    @Inject
    EmployeursFictifs fictifs;

    @Inject
    Horloge horloge;

    @Override
    @Transactional
    public void deposer(String destinataire, String objet, String texte, Long collectiviteId) {
        envois.deposer("courriel", destinataire, objet, texte, null, collectiviteId, false, false);
    }

    @Override
    @Transactional
    public void deposerAvecAgenda(String destinataire, String objet, String texte, String agenda, Long collectiviteId) {
        envois.deposer("courriel", destinataire, objet, texte, agenda, collectiviteId, false, false);
    }

    @Override
    @Transactional
    public void deposerUrgent(String destinataire, String objet, String texte, Long collectiviteId) {
        envois.deposer("courriel", destinataire, objet, texte, null, collectiviteId, true, false);
    }

    @Override
    @Transactional
    public void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId) {
        envois.deposer("courriel", destinataire, objet, texte, null, collectiviteId, false, true);
    }

    @Override
    public String nom() {
        return "Départ de ce qui doit sortir";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(3);
    }

    @Override
    @Autorise({})
    public void executer() {
        for (Canal canal : canaux) {
            if (canal.estEnService()) {
                vider(canal);
            }
        }
    }

    private void vider(Canal canal) {
        envois.abandonnerLesEpuises(
                canal.code(), ESSAIS, "L'envoi s'est interrompu à chaque essai.", horloge.maintenant());
        for (int i = 0; i < LOT; i++) {
            Optional<Envoi> pris = envois.prendre(canal.code(), horloge.maintenant(), BAIL, ESSAIS);
            if (pris.isEmpty()) {
                return;
            }
            remettre(canal, pris.get());
        }
    }

    private void remettre(Canal canal, Envoi e) {
        if (e.collectiviteId() != null && fictifs.estFictif(e.collectiviteId())) {
            envois.retenir(e, horloge.maintenant());
            return;
        }
        try {
            canal.remettre(e);
        } catch (Canal.NonRemisException echec) {
            JOURNAL.log(Level.INFO, echec, () -> "Envoi " + e.id() + " non remis, essai " + e.essais());
            noterEchec(e, echec.getMessage(), echec.estDefinitif());
            return;
        } catch (RuntimeException panne) {
            JOURNAL.log(Level.SEVERE, panne, () -> "Envoi " + e.id() + " non remis, essai " + e.essais());
            noterEchec(e, "L'envoi a échoué de notre côté.", false);
            return;
        }
        envois.noterDepart(e, horloge.maintenant());
    }

    private void noterEchec(Envoi e, String erreur, boolean definitif) {
        Instant maintenant = horloge.maintenant();
        if (definitif || e.essais() >= ESSAIS) {
            envois.abandonner(e, erreur, maintenant);
        } else {
            envois.repousser(e, erreur, maintenant.plus(attente(e.essais())));
        }
    }

    /** Une minute après le premier essai, puis deux, quatre… au plus douze heures. */
    static Duration attente(int essais) {
        return Duration.ofMinutes(Math.min(720, 1L << Math.min(essais - 1, 10)));
    }
}
