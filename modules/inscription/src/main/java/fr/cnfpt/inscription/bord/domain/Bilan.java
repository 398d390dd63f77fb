package fr.cnfpt.inscription.bord.domain;

/**
 * Ce que sont devenues des demandes.
 *
 * @param cle ce qu'elles ont en commun, selon l'axe : un mois, un stage, une structure, une collectivité
 * @param inscrites qui tiennent, ou ont tenu jusqu'au bout, une place ; les absents en ont tenu une
 */
public record Bilan(
        String cle, long demandes, long inscrites, long enAttente, long refusees, long annulees, long absentes) {

    public Bilan plus(Bilan autre) {
        return new Bilan(
                cle,
                demandes + autre.demandes,
                inscrites + autre.inscrites,
                enAttente + autre.enAttente,
                refusees + autre.refusees,
                annulees + autre.annulees,
                absentes + autre.absentes);
    }

    public Bilan sous(String autreCle) {
        return new Bilan(autreCle, demandes, inscrites, enAttente, refusees, annulees, absentes);
    }

    /** La part des demandes qui attendent ou sont refusées, de 0 à 100 ; {@code null} sans demande. */
    public Long partNonServie() {
        return demandes == 0 ? null : Math.round(100.0 * (enAttente + refusees) / demandes);
    }
}
