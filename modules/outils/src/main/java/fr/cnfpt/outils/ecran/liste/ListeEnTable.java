package fr.cnfpt.outils.ecran.liste;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Lignes;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Tri;
import jakarta.el.ValueExpression;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code <iel:liste tableau="…" var="…" cle="…">} : un {@link Tableau} en table, ses en-têtes qui trient, ses pages, le
 * choix de ses colonnes. Les lignes se cochent si {@code choisissable} est donné ({@code nomDuChoix} dit laquelle au
 * lecteur d'écran) ; ce qui est coché sur une page le reste sur les autres, et la facette {@code lot} porte les gestes.
 * La facette {@code vide} dit quoi faire quand rien n'est là.
 */
@FacesComponent(ListeEnTable.TYPE)
public class ListeEnTable extends Lignes {

    public static final String TYPE = "iel.ListeEnTable";

    private Tableau<Object> tableau(FacesContext faces) {
        @SuppressWarnings("unchecked")
        Tableau<Object> t = (Tableau<Object>) getValueExpression("tableau").getValue(faces.getELContext());
        return t;
    }

    @Override
    public Object getValue() {
        return tableau(FacesContext.getCurrentInstance()).getLignes();
    }

    @Override
    public void processDecodes(FacesContext faces) {
        Map<String, String[]> envoyes = faces.getExternalContext().getRequestParameterValuesMap();
        List<String> cles = Stream.concat(
                        Arrays.stream(envoyes.getOrDefault(champ(faces, "choisis"), new String[0])),
                        Arrays.stream(envoyes.getOrDefault(champ(faces, "ailleurs"), new String[0]))
                                .flatMap(a -> Arrays.stream(a.split(","))))
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        if (!cles.isEmpty()) {
            tableau(faces).choisir(cles);
        }
        super.processDecodes(faces);
        gestes(faces, UIComponent::processDecodes);
    }

    @Override
    public void processValidators(FacesContext faces) {
        super.processValidators(faces);
        gestes(faces, UIComponent::processValidators);
    }

    @Override
    public void processUpdates(FacesContext faces) {
        super.processUpdates(faces);
        gestes(faces, UIComponent::processUpdates);
    }

    /** Les gestes par lot sont hors des lignes. */
    private void gestes(FacesContext faces, BiConsumer<UIComponent, FacesContext> phase) {
        setRowIndex(-1);
        UIComponent lot = getFacet("lot");
        if (lot != null && isRendered()) {
            phase.accept(lot, faces);
        }
    }

    private String champ(FacesContext faces, String nom) {
        setRowIndex(-1);
        return getClientId(faces) + "-" + nom;
    }

    @Override
    public void encodeChildren(FacesContext faces) throws IOException {
        Tableau<Object> t = tableau(faces);
        ResponseWriter w = faces.getResponseWriter();
        ouvrir(w, "div", "class", "liste");
        if (t.isVide()) {
            vide(faces, w);
        } else {
            if (carte() == null) {
                tete(w, t);
            }
            corps(faces, w, t);
            lot(faces, w, t);
            pages(w, t.pagination());
        }
        w.endElement("div");
    }

    private void vide(FacesContext faces, ResponseWriter w) throws IOException {
        ouvrir(w, "div", "class", "carte vide");
        UIComponent facette = getFacet("vide");
        if (facette == null) {
            ouvrir(w, "h2", "class", "vide-titre");
            w.writeText("Rien ne répond à cette recherche", null);
            w.endElement("h2");
            ouvrir(w, "p");
            w.writeText("Élargissez les filtres.", null);
            w.endElement("p");
        } else {
            facette.encodeAll(faces);
        }
        w.endElement("div");
    }

    /** Ce qui est pareil partout, et le choix des colonnes. */
    private void tete(ResponseWriter w, Tableau<Object> t) throws IOException {
        List<ColonneDeListe<Object>> autres = t.toutes().subList(1, t.toutes().size());
        ouvrir(w, "div", "class", "liste-tete");
        ouvrir(w, "p", "class", "liste-constantes");
        for (Map.Entry<String, String> c : t.getConstantes().entrySet()) {
            ouvrir(w, "span");
            w.writeText(c.getKey() + " : ", null);
            ouvrir(w, "strong");
            w.writeText(c.getValue().isEmpty() ? "non renseigné" : c.getValue(), null);
            w.endElement("strong");
            w.writeText(t.getTotal() > t.getLignes().size() ? " sur toute cette page" : " pour toutes", null);
            w.endElement("span");
        }
        w.endElement("p");
        if (autres.size() > 1) {
            ouvrir(w, "details", "class", "liste-colonnes");
            ouvrir(w, "summary");
            w.writeText("Colonnes", null);
            w.endElement("summary");
            ouvrir(w, "ul");
            for (ColonneDeListe<Object> c : autres) {
                boolean montree = t.choisie(c);
                String suivantes = autres.stream()
                        .filter(x -> x.equals(c) ? !montree : t.choisie(x))
                        .map(ColonneDeListe::code)
                        .collect(Collectors.joining("."));
                ouvrir(w, "li");
                ouvrir(
                        w,
                        "a",
                        "href",
                        t.getDemande()
                                .avec(
                                        DemandeDeListe.COLONNES,
                                        suivantes.isEmpty() ? t.toutes().get(0).code() : suivantes)
                                .adresse(),
                        "class",
                        montree ? "montree" : "cachee");
                w.writeText((montree ? "Cacher " : "Montrer ") + "« " + c.titre() + " »", null);
                w.endElement("a");
                w.endElement("li");
            }
            if (!t.getDemande().colonnes().isEmpty()) {
                ouvrir(w, "li");
                ouvrir(
                        w,
                        "a",
                        "href",
                        t.getDemande().avec(DemandeDeListe.COLONNES, null).adresse());
                w.writeText("Revenir aux colonnes de départ", null);
                w.endElement("a");
                w.endElement("li");
            }
            w.endElement("ul");
            w.endElement("details");
        }
        w.endElement("div");
    }

    private void corps(FacesContext faces, ResponseWriter w, Tableau<Object> t) throws IOException {
        if (carte() == null) {
            table(faces, w, t);
        } else {
            cartes(faces, w, carte());
        }
    }

    /** La colonne qui est toute la ligne, ou {@code null} : la liste est en table. */
    private ColonneEnTable carte() {
        return getChildren().stream()
                .filter(e -> e instanceof ColonneEnTable r && r.code() == null)
                .map(ColonneEnTable.class::cast)
                .findFirst()
                .orElse(null);
    }

    private void cartes(FacesContext faces, ResponseWriter w, ColonneEnTable carte) throws IOException {
        ouvrir(w, "ul", "class", carte.styleClass());
        List<String> cles = new ArrayList<>();
        for (int i = 0; i < getRowCount(); i++) {
            setRowIndex(i);
            cles.add(cle(faces));
            ouvrir(w, "li");
            for (UIComponent enfant : carte.getChildren()) {
                enfant.encodeAll(faces);
            }
            w.endElement("li");
        }
        setRowIndex(-1);
        noterMontrees(faces, cles);
        w.endElement("ul");
    }

    private void table(FacesContext faces, ResponseWriter w, Tableau<Object> t) throws IOException {
        boolean seChoisit = seChoisit(faces);
        ouvrir(w, "div", "class", "carte");
        ouvrir(w, "table", "class", "tableau", "role", "table", "id", champ(faces, "table"));
        ouvrir(w, "caption", "class", "visuellement-cache");
        w.writeText(t.getTitre(), null);
        w.endElement("caption");
        ouvrir(w, "thead", "role", "rowgroup");
        ouvrir(w, "tr", "role", "row");
        if (seChoisit) {
            ouvrir(w, "th", "role", "columnheader", "scope", "col", "class", "etroit");
            ouvrir(w, "span", "class", "visuellement-cache");
            w.writeText("Choisir", null);
            w.endElement("span");
            w.endElement("th");
        }
        for (ColonneDeListe<Object> c : t.getColonnes()) {
            entete(w, t, c);
        }
        w.endElement("tr");
        w.endElement("thead");
        ouvrir(w, "tbody", "role", "rowgroup");
        List<String> cles = new ArrayList<>();
        for (int i = 0; i < getRowCount(); i++) {
            setRowIndex(i);
            cles.add(cle(faces));
            ligne(faces, w, t, seChoisit);
        }
        setRowIndex(-1);
        noterMontrees(faces, cles);
        w.endElement("tbody");
        w.endElement("table");
        w.endElement("div");
    }

    private void entete(ResponseWriter w, Tableau<Object> t, ColonneDeListe<Object> c) throws IOException {
        Tri tri = t.getDemande().tri();
        boolean trie = tri.colonne().equals(c.code()) && c.triable();
        ColonneEnTable rendu = rendu(c);
        ouvrir(
                w,
                "th",
                "role",
                "columnheader",
                "scope",
                "col",
                "class",
                rendu == null ? null : rendu.styleClass(),
                "aria-sort",
                trie ? tri.descendant() ? "descending" : "ascending" : null);
        if (c.triable()) {
            ouvrir(
                    w,
                    "a",
                    "href",
                    t.getDemande()
                            .avec(DemandeDeListe.TRI, new Tri(c.code(), trie && !tri.descendant()).enTexte())
                            .adresse());
            w.writeText(c.titre(), null);
            w.endElement("a");
        } else {
            w.writeText(c.titre(), null);
        }
        w.endElement("th");
    }

    private void ligne(FacesContext faces, ResponseWriter w, Tableau<Object> t, boolean seChoisit) throws IOException {
        Object donnee = getRowData();
        boolean choisie = t.getChoisis().contains(cle(faces));
        ouvrir(w, "tr", "role", "row", "class", choisie ? "choisie" : null);
        if (seChoisit) {
            ouvrir(w, "td", "role", "cell", "class", "etroit");
            if (vrai(faces, "choisissable")) {
                String cle = cle(faces);
                int i = getRowIndex();
                String nom = champ(faces, "choisis");
                setRowIndex(i);
                ouvrir(
                        w,
                        "input",
                        "type",
                        "checkbox",
                        "name",
                        nom,
                        "value",
                        cle,
                        "aria-label",
                        "Choisir " + getValueExpression("nomDuChoix").getValue(faces.getELContext()),
                        "checked",
                        choisie ? "checked" : null);
                w.endElement("input");
            }
            w.endElement("td");
        }
        boolean premiere = true;
        for (ColonneDeListe<Object> c : t.getColonnes()) {
            ColonneEnTable rendu = rendu(c);
            ouvrir(
                    w,
                    premiere ? "th" : "td",
                    "role",
                    premiere ? "rowheader" : "cell",
                    "scope",
                    premiere ? "row" : null,
                    "class",
                    rendu == null ? null : rendu.styleClass(),
                    "data-label",
                    c.titre());
            if (rendu == null || rendu.getChildCount() == 0) {
                w.writeText(c.dire(donnee), null);
            } else {
                for (UIComponent enfant : rendu.getChildren()) {
                    enfant.encodeAll(faces);
                }
            }
            w.endElement(premiere ? "th" : "td");
            premiere = false;
        }
        w.endElement("tr");
    }

    private void lot(FacesContext faces, ResponseWriter w, Tableau<Object> t) throws IOException {
        UIComponent lot = getFacet("lot");
        if (lot == null || !lot.isRendered()) {
            return;
        }
        List<String> iciOuNon = new ArrayList<>(t.getChoisis());
        for (int i = 0; i < getRowCount(); i++) {
            setRowIndex(i);
            iciOuNon.remove(cle(faces));
        }
        ouvrir(w, "div", "class", "barre-selection actions", "data-liste", champ(faces, "table"));
        ouvrir(w, "input", "type", "hidden", "name", champ(faces, "ailleurs"), "value", String.join(",", iciOuNon));
        w.endElement("input");
        ouvrir(w, "p", "class", "selection-compte", "role", "status");
        w.endElement("p");
        lot.encodeAll(faces);
        w.endElement("div");
    }

    private static void pages(ResponseWriter w, Pagination p) throws IOException {
        if (!p.utile()) {
            return;
        }
        ouvrir(w, "nav", "class", "pagination", "aria-label", "Pages");
        lien(w, "Précédente", p.precedente());
        ouvrir(w, "span");
        w.writeText("page " + p.page() + " sur " + Texte.nombre(p.pages()), null);
        w.endElement("span");
        lien(w, "Suivante", p.suivante());
        w.endElement("nav");
    }

    private static void lien(ResponseWriter w, String texte, String adresse) throws IOException {
        if (adresse != null) {
            ouvrir(w, "a", "class", "bouton", "href", adresse);
            w.writeText(texte, null);
            w.endElement("a");
        }
    }

    private ColonneEnTable rendu(ColonneDeListe<Object> c) {
        return getChildren().stream()
                .filter(e -> e instanceof ColonneEnTable r && c.code().equals(r.code()))
                .map(ColonneEnTable.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Une case à cocher, si l'une au moins de ces lignes se choisit. */
    private boolean seChoisit(FacesContext faces) {
        if (getValueExpression("choisissable") == null) {
            return false;
        }
        boolean une = false;
        for (int i = 0; i < getRowCount() && !une; i++) {
            setRowIndex(i);
            une = vrai(faces, "choisissable");
        }
        setRowIndex(-1);
        return une;
    }

    private boolean vrai(FacesContext faces, String attribut) {
        ValueExpression e = getValueExpression(attribut);
        return e != null && Boolean.TRUE.equals(e.getValue(faces.getELContext()));
    }

    /** Ouvre un élément et pose ceux de ses attributs qui ont une valeur. */
    static void ouvrir(ResponseWriter w, String element, String... attributs) throws IOException {
        w.startElement(element, null);
        for (int i = 0; i < attributs.length; i += 2) {
            if (attributs[i + 1] != null) {
                w.writeAttribute(attributs[i], attributs[i + 1], null);
            }
        }
    }
}
