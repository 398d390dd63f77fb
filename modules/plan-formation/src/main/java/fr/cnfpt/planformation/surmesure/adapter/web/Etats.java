package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;

/** Un état d'une demande, dit à qui la regarde, et sa couleur, qui ne le dit jamais seule. */
final class Etats {

    private Etats() {}

    static String ton(Etat etat, boolean cnfpt) {
        return switch (etat) {
            case BROUILLON, RETIREE -> "neutre";
            case ENVOYEE, PROPOSEE, CONVENTION -> "attente";
            // Bonne nouvelle pour l'employeur ; pour la délégation, ce qui l'attend.
            case ACCEPTEE, SIGNEE -> cnfpt ? "attente" : "bon";
            case PUBLIEE -> "bon";
            case REFUSEE -> "mauvais";
        };
    }

    static String enClair(Etat etat, boolean cnfpt) {
        return !cnfpt
                ? etat.getLibelle()
                : switch (etat) {
                    case ENVOYEE -> "À instruire";
                    case PROPOSEE -> "Proposition faite";
                    case ACCEPTEE -> "Convention à établir";
                    case SIGNEE -> "Session à publier";
                    default -> etat.getLibelle();
                };
    }
}
