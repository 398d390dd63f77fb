package fr.cnfpt.portail.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Toute page est sans état dès qu'elle est nommée. Le gabarit le dit aussi, mais trop tard : avant qu'il ne soit lu,
 * PrimeFaces garderait le nombre des scripts dans une session du serveur, et ouvrirait un témoin de plus.
 */
public class SansEtat implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void afterPhase(PhaseEvent e) {
        UIViewRoot vue = e.getFacesContext().getViewRoot();
        if (vue != null) {
            vue.setTransient(true);
        }
    }
}
