package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UIMessage;
import jakarta.faces.component.visit.VisitContext;
import jakarta.faces.component.visit.VisitHint;
import jakarta.faces.component.visit.VisitResult;
import jakarta.faces.context.FacesContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Trouve dans la page le champ qu'un refus nomme, et y dit l'erreur. Une saisie répond à un nom par son {@code id} ou
 * son attribut {@code champ} ; celles du formulaire envoyé d'abord. Qu'aucune ne réponde, ou plusieurs (une par ligne
 * d'un tableau), et le refus reste à dire en tête de page : à côté du mauvais champ, il tromperait.
 */
final class Champs {

    private record Saisie(String clientId, String id, boolean envoyee, boolean ditSonErreur) {}

    private Champs() {}

    /** @return faux si l'erreur n'a pas trouvé son champ */
    static boolean dire(FacesContext faces, String nom, String erreur) {
        List<Saisie> saisies = nommees(faces, nom);
        List<Saisie> envoyees = saisies.stream().filter(Saisie::envoyee).toList();
        List<Saisie> retenues = envoyees.isEmpty() ? saisies : envoyees;
        if (retenues.size() != 1) {
            return false;
        }
        String clientId = retenues.get(0).clientId();
        // Sans la dire invalide : Faces oublierait ce qui y est tapé. L'erreur suffit à iel:champ.
        faces.addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, erreur, null));
        faces.validationFailed();
        return true;
    }

    private static List<Saisie> nommees(FacesContext faces, String nom) {
        List<Saisie> saisies = new ArrayList<>();
        Set<String> avecMessage = new HashSet<>();
        faces.getViewRoot()
                .visitTree(
                        VisitContext.createVisitContext(faces, null, EnumSet.of(VisitHint.SKIP_UNRENDERED)),
                        (visite, c) -> {
                            if (c instanceof UIMessage message) {
                                avecMessage.add(message.getFor());
                            } else if (c instanceof UIInput saisie
                                    && (nom.equals(saisie.getId())
                                            || nom.equals(saisie.getAttributes().get("champ")))) {
                                saisies.add(new Saisie(
                                        saisie.getClientId(faces),
                                        saisie.getId(),
                                        envoyee(faces, saisie),
                                        dansUnChamp(saisie)));
                            }
                            return VisitResult.ACCEPT;
                        });
        return saisies.stream()
                .filter(s -> s.ditSonErreur() || avecMessage.contains(s.id()))
                .toList();
    }

    /** Dans un tableau, chaque ligne a son formulaire : seul ce que le navigateur envoie dit lequel. */
    private static boolean envoyee(FacesContext faces, UIComponent saisie) {
        for (UIComponent c = saisie.getParent(); c != null; c = c.getParent()) {
            if (c instanceof UIForm) {
                return faces.getExternalContext().getRequestParameterMap().containsKey(c.getClientId(faces));
            }
        }
        return false;
    }

    private static boolean dansUnChamp(UIComponent saisie) {
        for (UIComponent c = saisie.getParent(); c != null; c = c.getParent()) {
            if (c instanceof Champ) {
                return true;
            }
        }
        return false;
    }
}
