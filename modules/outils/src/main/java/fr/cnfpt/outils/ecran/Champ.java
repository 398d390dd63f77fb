package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UISelectBoolean;
import jakarta.faces.component.UISelectMany;
import jakarta.faces.component.html.HtmlSelectOneRadio;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code <iel:champ libelle="…" aide="…">} autour d'une saisie : son intitulé, son aide, et son erreur à côté d'elle,
 * que la saisie annonce ({@code aria-invalid}, {@code aria-describedby}). Une case se place avant son intitulé, un
 * groupe de cases ou de boutons dans un {@code fieldset}. Une aide plus riche qu'une phrase se donne en facette.
 */
@FacesComponent(Champ.TYPE)
public class Champ extends UIComponentBase {

    public static final String TYPE = "fr.cnfpt.outils.Champ";

    @Override
    public String getFamily() {
        return TYPE;
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        if (!isRendered()) {
            return;
        }
        UIInput saisie = saisie(this);
        String id = idDeLaSaisie(faces, saisie);
        List<FacesMessage> erreurs = faces.getMessageList(saisie.getClientId(faces));
        annoncer(saisie, id, !erreurs.isEmpty());
        ResponseWriter page = faces.getResponseWriter();
        page.startElement(estGroupe(saisie) ? "fieldset" : "div", this);
        page.writeAttribute(
                "class",
                "champ"
                        + (saisie instanceof UISelectBoolean ? " case" : "")
                        + (erreurs.isEmpty() ? "" : " en-erreur")
                        + (attribut("styleClass") == null ? "" : " " + attribut("styleClass")),
                null);
        if (estGroupe(saisie) && !decritPar(id, !erreurs.isEmpty()).isEmpty()) {
            page.writeAttribute("aria-describedby", decritPar(id, !erreurs.isEmpty()), null);
        }
        if (!(saisie instanceof UISelectBoolean)) {
            intituler(page, saisie, id);
        }
    }

    @Override
    public void encodeEnd(FacesContext faces) throws IOException {
        if (!isRendered()) {
            return;
        }
        UIInput saisie = saisie(this);
        String id = idDeLaSaisie(faces, saisie);
        ResponseWriter page = faces.getResponseWriter();
        if (saisie instanceof UISelectBoolean) {
            intituler(page, saisie, id);
        }
        if (aUneAide()) {
            page.startElement("p", this);
            page.writeAttribute("class", "aide", null);
            page.writeAttribute("id", id + "-aide", null);
            if (getFacet("aide") != null) {
                getFacet("aide").encodeAll(faces);
            } else {
                page.writeText(attribut("aide"), null);
            }
            page.endElement("p");
        }
        List<FacesMessage> erreurs = faces.getMessageList(saisie.getClientId(faces));
        if (!erreurs.isEmpty()) {
            page.startElement("span", this);
            page.writeAttribute("class", "erreur", null);
            page.writeAttribute("id", id + "-erreur", null);
            page.startElement("span", this);
            for (FacesMessage m : erreurs) {
                page.writeText(m.getDetail() + " ", null);
                m.rendered();
            }
            page.endElement("span");
            page.endElement("span");
        }
        page.endElement(estGroupe(saisie) ? "fieldset" : "div");
    }

    private void intituler(ResponseWriter page, UIInput saisie, String id) throws IOException {
        String balise = estGroupe(saisie) ? "legend" : "label";
        page.startElement(balise, this);
        if (!estGroupe(saisie)) {
            page.writeAttribute("for", id, null);
        }
        page.writeText(attribut("libelle"), null);
        if (Boolean.parseBoolean(String.valueOf(attribut("facultatif")))) {
            page.writeText(" ", null);
            page.startElement("span", this);
            page.writeAttribute("class", "facultatif", null);
            page.writeText("(facultatif)", null);
            page.endElement("span");
        }
        page.endElement(balise);
    }

    private void annoncer(UIInput saisie, String id, boolean erreur) {
        if (estGroupe(saisie)) {
            return;
        }
        Map<String, Object> attributs = saisie.getPassThroughAttributes(true);
        poser(attributs, "aria-invalid", erreur ? "true" : null);
        poser(attributs, "aria-required", saisie.isRequired() && !estEnveloppee(saisie) ? "true" : null);
        String decritPar = decritPar(id, erreur);
        poser(attributs, "aria-describedby", decritPar.isEmpty() ? null : decritPar);
    }

    private static void poser(Map<String, Object> attributs, String nom, String valeur) {
        if (valeur == null) {
            attributs.remove(nom);
        } else {
            attributs.put(nom, valeur);
        }
    }

    private String decritPar(String id, boolean erreur) {
        return ((aUneAide() ? id + "-aide " : "") + (erreur ? id + "-erreur" : "")).strip();
    }

    private boolean aUneAide() {
        return getFacet("aide") != null
                || attribut("aide") != null && !attribut("aide").toString().isEmpty();
    }

    private Object attribut(String nom) {
        return getAttributes().get(nom);
    }

    private static boolean estGroupe(UIInput saisie) {
        return saisie instanceof HtmlSelectOneRadio || saisie instanceof UISelectMany;
    }

    /** PrimeFaces enveloppe l'élément où l'on saisit, et dit lequel c'est. */
    private static boolean estEnveloppee(UIInput saisie) {
        return saisie.getAttributes().get("inputClientId") != null;
    }

    private static String idDeLaSaisie(FacesContext faces, UIInput saisie) {
        return estEnveloppee(saisie)
                ? saisie.getAttributes().get("inputClientId").toString()
                : saisie.getClientId(faces);
    }

    private static UIInput saisie(UIComponent parent) {
        UIInput trouvee = chercher(parent);
        if (trouvee == null) {
            throw new IllegalStateException("Un iel:champ entoure une saisie ; celui-ci n'en a pas : "
                    + parent.getAttributes().get("libelle"));
        }
        return trouvee;
    }

    private static UIInput chercher(UIComponent parent) {
        for (UIComponent enfant : parent.getChildren()) {
            UIInput trouvee = enfant instanceof UIInput saisie && saisie.isRendered() ? saisie : chercher(enfant);
            if (trouvee != null) {
                return trouvee;
            }
        }
        return null;
    }
}
