package fr.cnfpt.portail.web;

import fr.cnfpt.outils.francais.Saisie;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;

/**
 * La porte des formulaires : tout champ de texte de toute page passe par le filtre des textes, sans que la page le
 * demande. Un refus se dit près du champ, comme les autres.
 */
@FacesConverter(forClass = String.class)
public class TexteSaisi implements Converter<String> {

    @Override
    public String getAsObject(FacesContext faces, UIComponent champ, String saisi) {
        return lire(champ.getAttributes().get("label"), saisi);
    }

    static String lire(Object etiquette, String saisi) {
        Saisie.faute(saisi).ifPresent(f -> {
            String phrase = (etiquette == null ? "Ce champ" : "« " + etiquette + " »") + " contient " + f + ".";
            throw new ConverterException(new FacesMessage(FacesMessage.SEVERITY_ERROR, phrase, null));
        });
        return Saisie.normale(saisi);
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, String valeur) {
        return valeur == null ? "" : valeur;
    }
}
