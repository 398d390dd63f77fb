package fr.cnfpt.outils.ecran.liste;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIColumn;

/**
 * {@code <iel:colonne code="…">} : ce que cette colonne montre d'une ligne, quand son texte ne suffit pas. Sans
 * {@code code}, elle est toute la ligne, et la liste est en cartes.
 */
@FacesComponent(ColonneEnTable.TYPE)
public class ColonneEnTable extends UIColumn {

    public static final String TYPE = "iel.ColonneEnTable";

    String code() {
        return (String) getAttributes().get("code");
    }

    String styleClass() {
        return (String) getAttributes().get("styleClass");
    }
}
