package fr.cnfpt.inscription.convocations.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations.Empechee;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations.Liste;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les convocations qui ne sont pas arrivées, la session la plus proche d'abord. */
@Named("nonRemises")
@RequestScoped
public class NonRemisesView {

    private static final int MONTREES = 100;

    @Inject
    SuivreLesConvocations suivi;

    private Liste liste;

    @PostConstruct
    void lire() {
        liste = suivi.nonRemises(MONTREES);
    }

    public List<Empechee> getLignes() {
        return liste.lignes();
    }

    public String getResume() {
        return Texte.compte(
                        liste.total(),
                        "Aucune convocation non remise",
                        "convocation non remise",
                        "convocations non remises")
                + (liste.total() > liste.lignes().size()
                        ? " ; les " + liste.lignes().size() + " plus proches sont ici"
                        : "");
    }

    public void renvoyer(long bulletinId) {
        if (Ecran.tenter(() -> suivi.renvoyer(bulletinId))) {
            Ecran.succes("La convocation repart par courriel. Si elle revient encore, elle se remontrera ici.");
            Ecran.aller("/inscription/nonremises.xhtml");
        }
    }
}
