package fr.cnfpt.outils.ecran.liste;

import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;

/** Ce qu'une liste, sa {@code value}, donne à lire : écrit d'un trait, sans un composant par élément. */
abstract class Ecrite<T> extends UIComponentBase {

    @Override
    public String getFamily() {
        return "iel.Ecrite";
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        if (isRendered()) {
            @SuppressWarnings("unchecked")
            List<T> elements = (List<T>) getAttributes().get("value");
            for (T element : elements) {
                ecrire(faces.getResponseWriter(), element);
            }
        }
    }

    abstract void ecrire(ResponseWriter w, T element) throws IOException;
}
