package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.places.port.Places.Periode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Ce que le catalogue demande des places d'une session quand il la cherche, dit à la base. */
@ApplicationScoped
public class CriteresDesSessions implements PlacesPrises {

    @Inject
    Horloge horloge;

    @Inject
    ReglesDuCircuit regles;

    @Override
    public String sql(Critere critere, String session) {
        return switch (critere) {
            case LIBRE ->
                "not exists (select 1 from inscription.jauge j where j.session_id = " + session
                        + " and (j.places_prises >= j.capacite or j.en_attente > 0 and j.quota is null))";
            case SOUS_LE_MINIMUM ->
                "exists (select 1 from inscription.jauge j where j.session_id = " + session + " and "
                        + PlacesSql.sousLeMinimum(bientot())
                        + ")";
            case A_INSTRUIRE -> unBulletin(session, Etat.TRANSMISE);
            case EN_SELECTION ->
                "exists (select 1 from inscription.jauge j where j.session_id = " + session
                        + " and j.en_selection > 0)";
            case A_CONVOQUER -> unBulletin(session, Etat.ACCEPTEE);
        };
    }

    /** Sans limite : plus que toute capacité. Personne ne passe devant qui attend, ni avant la sélection. */
    @Override
    public String libres(String session) {
        return "coalesce((select case when j.en_attente > 0 and j.quota is null or j.a_selection and j.decidee_le is null then 0"
                + " else j.capacite - j.places_prises end"
                + " from inscription.jauge j where j.session_id = " + session + "), 100000)";
    }

    private static String unBulletin(String session, Etat etat) {
        return "exists (select 1 from inscription.bulletin b where b.session_id = " + session + " and b.etat = '" + etat
                + "')";
    }

    private Periode bientot() {
        LocalDate jour = horloge.aujourdhui();
        return new Periode(jour, jour.plusDays(regles.joursPourSauver(jour)));
    }
}
