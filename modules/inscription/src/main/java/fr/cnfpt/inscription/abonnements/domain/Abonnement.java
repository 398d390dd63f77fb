package fr.cnfpt.inscription.abonnements.domain;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Une adresse que l'on prévient. Elle est active, ou arrêtée : par l'employeur, ou d'elle-même après trop d'échecs de
 * suite. Arrêtée, rien ne se perd : ce qui est arrivé depuis se livre quand on la reprend.
 *
 * @param echecs de suite
 * @param arret pourquoi elle est arrêtée, ou {@code null}
 */
public record Abonnement(
        long id,
        long collectiviteId,
        String adresse,
        String[] etats,
        String secret,
        Instant creeLe,
        long numero,
        int echecs,
        Instant essayerLe,
        Instant arreteLe,
        String arret) {

    /** Le seizième échec de suite, quarante heures après le premier, l'arrête. */
    public static final int ECHECS = 16;

    /** Plus qu'un employeur n'a de logiciels. */
    public static final int MAXIMUM = 5;

    private static final Duration PREMIERE = Duration.ofSeconds(30);
    private static final Duration PLUS_LONGUE = Duration.ofHours(6);

    /** Trente secondes après le premier échec, puis une minute, deux… au plus six heures. */
    public static Duration attente(int echecs) {
        Duration d = PREMIERE.multipliedBy(1L << Math.min(echecs - 1, 20));
        return d.compareTo(PLUS_LONGUE) > 0 ? PLUS_LONGUE : d;
    }

    public boolean estActif() {
        return arreteLe == null;
    }

    public boolean veut(Etat etat) {
        return Arrays.asList(etats).contains(etat.name());
    }

    public List<Etat> etatsVoulus() {
        return Arrays.stream(etats).map(Etat::valueOf).toList();
    }

    /** Où elle en est, en une phrase. */
    public String situation() {
        if (!estActif()) {
            return "Arrêtée le " + Texte.moment(arreteLe) + " : " + arret;
        }
        return echecs == 0
                ? "Active."
                : Texte.pluriel(echecs, "échec", "échecs de suite") + " ; prochain essai le " + Texte.moment(essayerLe)
                        + ".";
    }
}
