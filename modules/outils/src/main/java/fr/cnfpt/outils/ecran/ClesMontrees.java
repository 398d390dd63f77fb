package fr.cnfpt.outils.ecran;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.Map;

/** À la fin de la page, les clés des {@link Lignes} montrées, rattachées chacune à son formulaire. */
@FacesComponent("iel.ClesMontrees")
public class ClesMontrees extends UIComponentBase {

    @Override
    public String getFamily() {
        return "iel.Lignes";
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        ResponseWriter w = faces.getResponseWriter();
        for (Map.Entry<String, String[]> e : Lignes.montrees(faces).entrySet()) {
            w.startElement("input", this);
            w.writeAttribute("type", "hidden", null);
            w.writeAttribute("name", e.getKey(), null);
            w.writeAttribute("form", e.getValue()[0], null);
            w.writeAttribute("value", e.getValue()[1], null);
            w.endElement("input");
        }
    }
}
