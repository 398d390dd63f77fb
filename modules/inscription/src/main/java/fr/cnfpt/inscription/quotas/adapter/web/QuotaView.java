package fr.cnfpt.inscription.quotas.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota.PartNommee;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota.Reglage;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.stream.Collectors;

/** Sur la session, côté délégation : combien de places une même collectivité tient au plus, et ce que chacune tient. */
@Named("quota")
@RequestScoped
public class QuotaView {

    @Inject
    ReglerLeQuota reglage;

    private Reglage lu;
    private Integer places;
    private boolean saisi;

    private Reglage lu() {
        if (lu == null) {
            lu = reglage.lire(Requete.identifiant("session"));
        }
        return lu;
    }

    public boolean isFixe() {
        return lu().quota() != null;
    }

    /** « 3 places au plus par collectivité » */
    public String getEnClair() {
        return Texte.pluriel(lu().quota(), "place", "places") + " au plus par collectivité";
    }

    /** Celles qui l'ont atteint, et qui attend derrière : « Denain, 2 en attente ; Lille » */
    public String getAtteint() {
        return lu().quota() == null
                ? ""
                : lu().parts().stream()
                        .filter(p -> p.tenues() >= lu().quota())
                        .map(QuotaView::dire)
                        .collect(Collectors.joining(" ; "));
    }

    private static String dire(PartNommee p) {
        return p.attendues() == 0 ? p.collectivite() : p.collectivite() + ", " + p.attendues() + " en attente";
    }

    public void regler() {
        long session = Requete.identifiant("session");
        if (Ecran.tenter(() -> {
            int promus = reglage.executer(session, places);
            Ecran.succes((places == null
                            ? "Cette session n'a plus de quota."
                            : Texte.pluriel(places, "place", "places")
                                    + " au plus par collectivité : au-delà, liste d'attente.")
                    + (promus == 0
                            ? ""
                            : " " + Texte.pluriel(promus, "demande qui attendait a", "demandes qui attendaient ont")
                                    + " une place."));
        })) {
            Ecran.aller("/inscription/stagiaires.xhtml", Map.of("session", session));
        }
    }

    public Integer getPlaces() {
        return saisi ? places : lu().quota();
    }

    public void setPlaces(Integer v) {
        places = v;
        saisi = true;
    }

    /** L'attribut {@code open} du volet : déplié après une erreur, pour garder sous les yeux ce qui a été saisi. */
    public String getOuvert() {
        return FacesContext.getCurrentInstance().isValidationFailed() ? "open" : null;
    }
}
