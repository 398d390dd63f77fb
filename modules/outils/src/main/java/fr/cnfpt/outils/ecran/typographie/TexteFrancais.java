package fr.cnfpt.outils.ecran.typographie;

import fr.cnfpt.commun.Texte;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;

/**
 * Écrit les textes d'une page avec leurs espaces insécables ({@link Texte#insecable}). Les attributs n'en ont pas : ce
 * qu'un champ contient revient tel quel. De même ce qu'une personne a saisi, ou doit copier, et ce qu'un script lit.
 */
final class TexteFrancais extends ResponseWriterWrapper {

    private static final Set<String> TELS_QUELS = Set.of("textarea", "script", "style", "pre", "code");

    private int telsQuels;

    TexteFrancais(ResponseWriter sortie) {
        super(sortie);
    }

    @Override
    public ResponseWriter cloneWithWriter(Writer sortie) {
        return new TexteFrancais(getWrapped().cloneWithWriter(sortie));
    }

    @Override
    public void startElement(String nom, UIComponent composant) throws IOException {
        telsQuels += TELS_QUELS.contains(nom) ? 1 : 0;
        super.startElement(nom, composant);
    }

    @Override
    public void endElement(String nom) throws IOException {
        telsQuels -= TELS_QUELS.contains(nom) ? 1 : 0;
        super.endElement(nom);
    }

    @Override
    public void writeText(Object texte, String propriete) throws IOException {
        super.writeText(francais(texte), propriete);
    }

    @Override
    public void writeText(Object texte, UIComponent composant, String propriete) throws IOException {
        super.writeText(francais(texte), composant, propriete);
    }

    @Override
    public void writeText(char[] texte, int debut, int longueur) throws IOException {
        super.writeText(francais(new String(texte, debut, longueur)), null);
    }

    private Object francais(Object texte) {
        return telsQuels > 0 || !(texte instanceof String) ? texte : Texte.insecable((String) texte);
    }
}
