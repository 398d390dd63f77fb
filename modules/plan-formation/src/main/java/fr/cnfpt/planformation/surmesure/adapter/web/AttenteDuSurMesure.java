package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.Attente;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Le sur-mesure dans « Aujourd'hui » : ce que l'employeur doit décider, ce que la délégation doit faire. */
@ApplicationScoped
public class AttenteDuSurMesure implements Attente {

    @Inject
    ConsulterLeSurMesure consulter;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        List<Tuile> t = new ArrayList<>();
        switch (u.role()) {
            case GESTIONNAIRE_RH -> {
                Map<String, Long> n = consulter.parEtat();
                ajouter(
                        t,
                        n.getOrDefault(Etat.PROPOSEE.name(), 0L),
                        "proposition sur mesure à lire",
                        "propositions sur mesure à lire",
                        "à accepter ou à décliner",
                        Etat.PROPOSEE);
                ajouter(
                        t,
                        consulter.invitationsSansReponse(),
                        "invitation à une union",
                        "invitations à une union",
                        "dites si vous venez",
                        Etat.BROUILLON);
            }
            case DELEGATION -> {
                Map<String, Long> n = consulter.parEtat();
                ajouter(
                        t,
                        n.getOrDefault(Etat.ENVOYEE.name(), 0L),
                        "demande sur mesure à instruire",
                        "demandes sur mesure à instruire",
                        "intra et union",
                        Etat.ENVOYEE);
                ajouter(
                        t,
                        n.getOrDefault(Etat.ACCEPTEE.name(), 0L),
                        "convention à établir",
                        "conventions à établir",
                        "proposition acceptée",
                        Etat.ACCEPTEE);
                ajouter(
                        t,
                        n.getOrDefault(Etat.SIGNEE.name(), 0L),
                        "session sur mesure à publier",
                        "sessions sur mesure à publier",
                        "convention signée",
                        Etat.SIGNEE);
            }
            default -> {}
        }
        return t;
    }

    private static void ajouter(List<Tuile> t, long n, String un, String des, String note, Etat etat) {
        if (n > 0) {
            t.add(new Tuile(n, n > 1 ? des : un, note, PagesDuSurMesure.LISTE + "?etat=" + etat, false));
        }
    }
}
