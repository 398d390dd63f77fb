package fr.cnfpt.outils.ecran.liste;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;

/**
 * {@code <iel:facettes value="…">} : des critères à cocher, chacun de ses choix avec ce qui y répond ; cocher envoie.
 * Il y en a vite cent : écrits d'un trait, ils coûtent peu (docs/performance.md).
 */
@FacesComponent(Facettes.TYPE)
public class Facettes extends Ecrite<Facettes.Facette> {

    public static final String TYPE = "iel.Facettes";

    /** @param nom celui du paramètre de l'adresse */
    public record Facette(String nom, String legende, List<Choix> choix) {}

    public record Choix(String code, String libelle, long nombre, boolean coche) {}

    @Override
    void ecrire(ResponseWriter w, Facette f) throws IOException {
        ListeEnTable.ouvrir(w, "fieldset", "class", "facette facette-longue");
        ListeEnTable.ouvrir(w, "legend");
        w.writeText(f.legende(), null);
        w.endElement("legend");
        for (Choix c : f.choix()) {
            ListeEnTable.ouvrir(w, "label", "class", "facette-choix");
            ListeEnTable.ouvrir(
                    w,
                    "input",
                    "type",
                    "checkbox",
                    "name",
                    f.nom(),
                    "value",
                    c.code(),
                    "checked",
                    c.coche() ? "checked" : null,
                    "data-soumet",
                    "oui");
            w.endElement("input");
            w.writeText(" ", null);
            ListeEnTable.ouvrir(w, "span");
            w.writeText(c.libelle(), null);
            w.endElement("span");
            w.writeText(" ", null);
            ListeEnTable.ouvrir(w, "span", "class", "facette-nombre");
            w.writeText(c.nombre(), null);
            w.endElement("span");
            w.endElement("label");
        }
        w.endElement("fieldset");
    }
}
