package fr.cnfpt.outils.ecran.liste;

import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Option;
import fr.cnfpt.outils.liste.Tri;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code <iel:filtres tableau="…">} autour de {@code iel:filtre} : un formulaire qui ne fait que changer d'adresse. Ce
 * que l'adresse demande d'autre (onglet, ordre, colonnes) y reste. Au téléphone, où les en-têtes de la table ne se
 * voient pas, on y choisit aussi l'ordre.
 */
@FacesComponent(Filtres.TYPE)
public class Filtres extends UIComponentBase {

    public static final String TYPE = "iel.Filtres";

    @Override
    public String getFamily() {
        return TYPE;
    }

    Tableau<?> tableau() {
        return (Tableau<?>) getAttributes().get("tableau");
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
        ListeEnTable.ouvrir(
                faces.getResponseWriter(),
                "form",
                "method",
                "get",
                "class",
                "barre-outils",
                "role",
                "search",
                "aria-label",
                "Filtrer : " + tableau().getTitre());
    }

    @Override
    public void encodeEnd(FacesContext faces) throws IOException {
        ResponseWriter w = faces.getResponseWriter();
        List<String> dits = new ArrayList<>(List.of(DemandeDeListe.PAGE));
        boolean filtree = false;
        for (UIComponent enfant : getChildren()) {
            if (enfant instanceof Filtre f) {
                dits.add(f.nom());
                filtree |= !tableau().getDemande().texte(f.nom()).isEmpty();
            }
        }
        List<Option> ordres = ordres(tableau());
        if (!ordres.isEmpty()) {
            dits.add(DemandeDeListe.TRI);
            Filtre.choisir(
                    w,
                    DemandeDeListe.TRI,
                    "Trier par",
                    "Comme au départ",
                    ordres,
                    ordre(),
                    "champ seulement-telephone");
        }
        for (Map.Entry<String, List<String>> p :
                tableau().getDemande().parametres().entrySet()) {
            if (!dits.contains(p.getKey())) {
                for (String v : p.getValue()) {
                    ListeEnTable.ouvrir(w, "input", "type", "hidden", "name", p.getKey(), "value", v);
                    w.endElement("input");
                }
            }
        }
        ListeEnTable.ouvrir(w, "button", "class", "bouton", "type", "submit");
        w.writeText(dits.size() > 3 || ordres.isEmpty() && dits.size() > 2 ? "Filtrer" : "Chercher", null);
        w.endElement("button");
        if (filtree) {
            DemandeDeListe sans = tableau().getDemande();
            for (UIComponent enfant : getChildren()) {
                sans = enfant instanceof Filtre f ? sans.avec(f.nom(), null) : sans;
            }
            ListeEnTable.ouvrir(w, "a", "class", "bouton discret", "href", sans.adresse());
            w.writeText("Tout effacer", null);
            w.endElement("a");
        }
        w.endElement("form");
    }

    private String ordre() {
        return tableau().getDemande().tri().enTexte();
    }

    private static List<Option> ordres(Tableau<?> t) {
        List<Option> ordres = new ArrayList<>();
        for (ColonneDeListe<?> c : t.toutes()) {
            if (c.triable()) {
                ordres.add(Option.de(new Tri(c.code(), false).enTexte(), c.titre()));
                ordres.add(Option.de(new Tri(c.code(), true).enTexte(), c.titre() + ", en descendant"));
            }
        }
        return ordres;
    }
}
