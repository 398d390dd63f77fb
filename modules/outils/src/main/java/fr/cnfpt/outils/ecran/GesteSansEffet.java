package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;
import jakarta.faces.event.ActionListener;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Un bouton montré tout à l'heure peut ne plus avoir lieu d'être quand on l'envoie : Faces n'en fait alors rien, en
 * silence. Ici, on le dit.
 */
public final class GesteSansEffet implements PhaseListener {

    private static final long serialVersionUID = 1L;
    private static final String FAIT = GesteSansEffet.class.getName();

    /** Note qu'un bouton a trouvé à qui parler. */
    public static final class Temoins implements ActionListener {
        private final ActionListener suivant;

        public Temoins(ActionListener suivant) {
            this.suivant = suivant;
        }

        @Override
        public void processAction(ActionEvent e) {
            dit(FacesContext.getCurrentInstance());
            suivant.processAction(e);
        }
    }

    /** Ce geste a eu son effet, ou sa réponse. */
    static void dit(FacesContext faces) {
        faces.getAttributes().put(FAIT, true);
    }

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.INVOKE_APPLICATION;
    }

    @Override
    public void afterPhase(PhaseEvent e) {
        FacesContext faces = e.getFacesContext();
        if (faces.isPostback()
                && !faces.getPartialViewContext().isAjaxRequest()
                && !faces.getAttributes().containsKey(FAIT)
                && !faces.isValidationFailed()
                && !faces.getResponseComplete()) {
            faces.addMessage(
                    null,
                    new FacesMessage(
                            FacesMessage.SEVERITY_WARN,
                            "Ce geste n'est plus possible : la situation a changé depuis que vous avez ouvert la page."
                                    + " Rien n'a été fait.",
                            null));
        }
    }
}
