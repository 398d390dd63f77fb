package fr.cnfpt.outils.ecran.liste;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.liste.Option;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.List;

/**
 * {@code <iel:filtre nom="…" libelle="…">} : une recherche ; avec {@code options} (des {@link Option} ou des textes),
 * un choix, dont {@code tous} dit l'absence ; avec {@code coche="true"}, une case. Sa valeur est celle de l'adresse.
 */
@FacesComponent(Filtre.TYPE)
public class Filtre extends UIComponentBase {

    public static final String TYPE = "iel.Filtre";

    @Override
    public String getFamily() {
        return TYPE;
    }

    String nom() {
        return attribut("nom");
    }

    private String attribut(String nom) {
        Object v = getAttributes().get(nom);
        return v == null ? null : v.toString();
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        if (!isRendered()) {
            return;
        }
        ResponseWriter w = faces.getResponseWriter();
        String valeur = ((Filtres) getParent()).tableau().getDemande().texte(nom());
        String classe = "champ" + (attribut("styleClass") == null ? "" : " " + attribut("styleClass"));
        Object options = getAttributes().get("options");
        if (options != null) {
            List<Option> choix = ((List<?>) options)
                    .stream()
                            .map(o -> o instanceof Option option ? option : Option.de(String.valueOf(o)))
                            .toList();
            choisir(w, nom(), attribut("libelle"), attribut("tous"), choix, valeur, classe);
        } else if (Boolean.parseBoolean(attribut("coche"))) {
            ListeEnTable.ouvrir(w, "label", "class", "choix");
            ListeEnTable.ouvrir(
                    w,
                    "input",
                    "type",
                    "checkbox",
                    "name",
                    nom(),
                    "value",
                    "1",
                    "checked",
                    valeur.isEmpty() ? null : "checked");
            w.endElement("input");
            w.writeText(" " + attribut("libelle"), null);
            w.endElement("label");
        } else {
            ListeEnTable.ouvrir(w, "div", "class", classe);
            libelle(w, nom(), attribut("libelle"));
            ListeEnTable.ouvrir(
                    w,
                    "input",
                    "type",
                    "search",
                    "id",
                    nom(),
                    "name",
                    nom(),
                    "value",
                    valeur,
                    "placeholder",
                    attribut("indication"));
            w.endElement("input");
            w.endElement("div");
        }
    }

    /** @param tous ce que dit l'absence de choix, ou {@code null} s'il y a toujours un choix */
    static void choisir(
            ResponseWriter w,
            String nom,
            String libelle,
            String tous,
            List<Option> options,
            String valeur,
            String classe)
            throws IOException {
        ListeEnTable.ouvrir(w, "div", "class", classe);
        libelle(w, nom, libelle);
        ListeEnTable.ouvrir(w, "select", "id", nom, "name", nom);
        if (tous != null) {
            option(w, "", tous, false);
        }
        for (Option o : options) {
            String nombre = o.nombre() == null ? "" : " (" + Texte.nombre(o.nombre()) + ")";
            option(w, o.code(), o.libelle() + nombre, o.code().equals(valeur));
        }
        w.endElement("select");
        w.endElement("div");
    }

    private static void option(ResponseWriter w, String code, String libelle, boolean choisie) throws IOException {
        ListeEnTable.ouvrir(w, "option", "value", code, "selected", choisie ? "selected" : null);
        w.writeText(libelle, null);
        w.endElement("option");
    }

    private static void libelle(ResponseWriter w, String nom, String libelle) throws IOException {
        ListeEnTable.ouvrir(w, "label", "for", nom);
        w.writeText(libelle, null);
        w.endElement("label");
    }
}
