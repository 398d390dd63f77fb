package fr.cnfpt.outils.ecran.liste;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/** {@code <iel:surligne value="…">} : un texte, où ce qui répond à la recherche se voit. */
@FacesComponent(Surligne.TYPE)
public class Surligne extends Ecrite<Surligne.Bout> {

    public static final String TYPE = "iel.Surligne";

    /** @param gras il répond à la recherche */
    public record Bout(String texte, boolean gras) {}

    @Override
    void ecrire(ResponseWriter w, Bout b) throws IOException {
        if (b.gras()) {
            ListeEnTable.ouvrir(w, "mark");
            w.writeText(b.texte(), null);
            w.endElement("mark");
        } else {
            w.writeText(b.texte(), null);
        }
    }
}
