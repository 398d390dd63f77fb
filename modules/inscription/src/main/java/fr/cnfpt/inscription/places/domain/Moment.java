package fr.cnfpt.inscription.places.domain;

import fr.cnfpt.catalogue.api.SessionInfo;
import java.time.LocalDate;

/** Où en est une session, un jour donné, à l'heure de qui l'organise. */
public enum Moment {
    AVANT_OUVERTURE("avant l'ouverture"),
    OUVERTE("ouverte"),
    CLOSE("close"),
    /** Du premier jour au dernier ; une clôture peut tomber le premier. */
    COMMENCEE("commencée"),
    FINIE("finie"),
    ANNULEE("annulée");

    private final String libelle;

    Moment(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public static Moment de(SessionInfo s, LocalDate jour) {
        if (!"PUBLIEE".equals(s.etat())) {
            return ANNULEE;
        }
        if (!jour.isBefore(s.debut())) {
            return jour.isAfter(s.fin()) ? FINIE : COMMENCEE;
        }
        return jour.isBefore(s.ouverture()) ? AVANT_OUVERTURE : jour.isAfter(s.cloture()) ? CLOSE : OUVERTE;
    }
}
