package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Refus;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** Dit un refus près du champ qu'il nomme, quand le formulaire a ce champ ; sinon en tête de page. */
public final class Champs {

    private Champs() {}

    /** @return vrai si tout s'est bien passé */
    public static boolean tenter(String formulaire, Runnable action) {
        return Ecran.tenter(() -> {
                    try {
                        action.run();
                    } catch (Refus refus) {
                        FacesContext faces = FacesContext.getCurrentInstance();
                        String champ = formulaire + ":" + refus.champ();
                        if (refus.champ() == null || faces.getViewRoot().findComponent(champ) == null) {
                            throw refus;
                        }
                        faces.addMessage(
                                champ, new FacesMessage(FacesMessage.SEVERITY_ERROR, refus.getMessage(), null));
                        Ecran.refuser("Rien n'est enregistré : corrigez le champ signalé.");
                    }
                })
                && !FacesContext.getCurrentInstance().isValidationFailed();
    }
}
