package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIColumn;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIData;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UINamingContainer;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Les lignes d'un formulaire, nommées par ce qu'elles montrent et non par leur rang. Sans état gardé, la liste se relit
 * à l'envoi : si elle a changé entre-temps, un bouton ou une case ne doit pas toucher la ligne d'à côté. Une ligne
 * disparue se dit ; une ligne apparue depuis, que la personne n'a pas vue, n'est pas touchée.
 *
 * <p>Contient un {@code h:column}, autour de tout ce qui fait la ligne : c'est ce que Faces garde ligne par ligne.
 * Attributs : {@code value} (une liste), {@code var}, {@code cle} (ce qui distingue la ligne, sans deux-points).
 */
@FacesComponent("iel.Lignes")
public class Lignes extends UIData {

    private static final String MONTREES = Lignes.class.getName();

    @Override
    public String getFamily() {
        return "iel.Lignes";
    }

    @Override
    public boolean getRendersChildren() {
        return true;
    }

    @Override
    public String getContainerClientId(FacesContext faces) {
        String id = super.getContainerClientId(faces);
        if (getRowIndex() < 0) {
            return id;
        }
        return id.substring(0, id.length() - String.valueOf(getRowIndex()).length()) + cle(faces);
    }

    protected final String cle(FacesContext faces) {
        Object cle = getValueExpression("cle").getValue(faces.getELContext());
        return String.valueOf(cle).replace(UINamingContainer.getSeparatorChar(faces), '_');
    }

    private String base(FacesContext faces) {
        setRowIndex(-1);
        return getClientId(faces);
    }

    private String champDesCles(FacesContext faces) {
        return base(faces) + "-montrees";
    }

    @Override
    public void encodeChildren(FacesContext faces) throws IOException {
        Set<String> cles = new LinkedHashSet<>();
        for (int i = 0; i < getRowCount(); i++) {
            setRowIndex(i);
            cles.add(cle(faces));
            for (UIComponent enfant : getChildren()) {
                if (!(enfant instanceof UIColumn)) {
                    throw new IllegalStateException(
                            "iel:lignes veut un h:column : sans lui, rien n'est gardé par ligne");
                }
                enfant.encodeAll(faces);
            }
        }
        setRowIndex(-1);
        noterMontrees(faces, cles);
    }

    /** Retient ce qui vient d'être montré, pour ne toucher à l'envoi que cela. */
    protected final void noterMontrees(FacesContext faces, Collection<String> cles) {
        UIComponent formulaire = formulaire();
        if (formulaire != null) {
            montrees(faces)
                    .put(champDesCles(faces), new String[] {formulaire.getClientId(faces), String.join(",", cles)});
        }
    }

    /** Le formulaire qui les contient toutes ; {@code null} quand chaque ligne a le sien, qui dit déjà laquelle. */
    private UIComponent formulaire() {
        UIComponent c = getParent();
        while (c != null && !(c instanceof UIForm)) {
            c = c.getParent();
        }
        return c;
    }

    /** Ce qui a été montré sur cette page : le champ, son formulaire et les clés. Le gabarit l'écrit à la fin. */
    @SuppressWarnings("unchecked")
    static Map<String, String[]> montrees(FacesContext faces) {
        return (Map<String, String[]>) faces.getAttributes().computeIfAbsent(MONTREES, k -> new LinkedHashMap<>());
    }

    @Override
    public void processDecodes(FacesContext faces) {
        parcourir(faces, (enfant, f) -> enfant.processDecodes(f));
        direLesDisparues(faces);
    }

    @Override
    public void processValidators(FacesContext faces) {
        parcourir(faces, (enfant, f) -> enfant.processValidators(f));
    }

    @Override
    public void processUpdates(FacesContext faces) {
        parcourir(faces, (enfant, f) -> enfant.processUpdates(f));
    }

    private void parcourir(FacesContext faces, BiConsumer<UIComponent, FacesContext> phase) {
        pushComponentToEL(faces, this);
        try {
            if (!isRendered()) {
                return;
            }
            boolean toutes = formulaire() == null;
            Set<String> montrees = new LinkedHashSet<>(clesEnvoyees(faces));
            for (int i = 0; i < getRowCount(); i++) {
                setRowIndex(i);
                if (toutes || montrees.contains(cle(faces))) {
                    getChildren().forEach(enfant -> phase.accept(enfant, faces));
                }
            }
            setRowIndex(-1);
        } finally {
            popComponentFromEL(faces);
        }
    }

    private List<String> clesEnvoyees(FacesContext faces) {
        String envoyees = faces.getExternalContext().getRequestParameterMap().get(champDesCles(faces));
        return envoyees == null || envoyees.isEmpty() ? List.of() : Arrays.asList(envoyees.split(","));
    }

    /** Un bouton ou une valeur envoyés pour une ligne qui n'est plus là : rien ne se fait, et on le dit. */
    private void direLesDisparues(FacesContext faces) {
        Set<String> presentes = new LinkedHashSet<>();
        for (int i = 0; i < getRowCount(); i++) {
            setRowIndex(i);
            presentes.add(cle(faces));
        }
        String debut = base(faces) + UINamingContainer.getSeparatorChar(faces);
        Set<String> absentes = faces.getExternalContext().getRequestParameterMap().keySet().stream()
                .filter(n -> n.startsWith(debut))
                .map(n -> n.substring(debut.length()))
                .map(n -> n.substring(0, Math.max(0, n.indexOf(UINamingContainer.getSeparatorChar(faces)))))
                .filter(c -> !c.isEmpty() && !presentes.contains(c))
                .collect(Collectors.toSet());
        if (!absentes.isEmpty()) {
            faces.addMessage(
                    null,
                    new FacesMessage(
                            FacesMessage.SEVERITY_WARN,
                            (absentes.size() == 1
                                            ? "Une ligne a quitté cette liste"
                                            : absentes.size() + " lignes ont quitté cette liste")
                                    + " depuis que vous l'avez ouverte : rien n'y a été changé.",
                            null));
            GesteSansEffet.dit(faces);
        }
    }
}
