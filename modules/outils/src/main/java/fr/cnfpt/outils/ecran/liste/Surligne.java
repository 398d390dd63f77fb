package fr.cnfpt.outils.ecran.liste;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;

/** {@code <iel:surligne value="…">} : un texte, où ce qui répond à la recherche se voit. */
@FacesComponent(Surligne.TYPE)
public class Surligne extends UIComponentBase {

    public static final String TYPE = "iel.Surligne";

    /** @param gras il répond à la recherche */
    public record Bout(String texte, boolean gras) {}

    @Override
    public String getFamily() {
        return TYPE;
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        if (!isRendered()) {
            return;
        }
        ResponseWriter w = faces.getResponseWriter();
        for (Object o : (List<?>) getAttributes().get("value")) {
            Bout b = (Bout) o;
            if (b.gras()) {
                ListeEnTable.ouvrir(w, "mark");
                w.writeText(b.texte(), null);
                w.endElement("mark");
            } else {
                w.writeText(b.texte(), null);
            }
        }
    }
}
