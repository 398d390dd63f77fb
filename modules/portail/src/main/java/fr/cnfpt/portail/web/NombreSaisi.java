package fr.cnfpt.portail.web;

import fr.cnfpt.commun.Texte;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import java.math.BigDecimal;

/**
 * La porte des nombres à virgule : des chiffres, une virgule ou un point, rien d'autre. Un exposant n'y entre pas :
 * 1E999999999, récrit en chiffres, prendrait toute la mémoire. Déclarée dans {@code faces-config.xml}.
 */
public class NombreSaisi implements Converter<BigDecimal> {

    @Override
    public BigDecimal getAsObject(FacesContext faces, UIComponent champ, String saisi) {
        String net =
                saisi == null ? "" : saisi.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        if (net.isEmpty()) {
            return null;
        }
        if (!net.matches("-?[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new ConverterException(
                    new FacesMessage(FacesMessage.SEVERITY_ERROR, "Donnez un nombre, par exemple 1,5.", null));
        }
        return new BigDecimal(net);
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent champ, BigDecimal valeur) {
        return Texte.nombre(valeur);
    }
}
