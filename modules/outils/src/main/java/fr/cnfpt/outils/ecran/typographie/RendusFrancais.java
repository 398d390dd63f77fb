package fr.cnfpt.outils.ecran.typographie;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import java.io.Writer;
import java.util.Iterator;

/** Les rendus du serveur, dont les textes passent par {@link TexteFrancais}. */
public class RendusFrancais extends RenderKitFactory {

    public RendusFrancais(RenderKitFactory celleDuServeur) {
        super(celleDuServeur);
    }

    @Override
    public void addRenderKit(String nom, RenderKit rendu) {
        getWrapped().addRenderKit(nom, rendu);
    }

    @Override
    public RenderKit getRenderKit(FacesContext faces, String nom) {
        RenderKit rendu = getWrapped().getRenderKit(faces, nom);
        return rendu == null ? null : new Rendu(rendu);
    }

    @Override
    public Iterator<String> getRenderKitIds() {
        return getWrapped().getRenderKitIds();
    }

    private static final class Rendu extends RenderKitWrapper {

        Rendu(RenderKit celuiDuServeur) {
            super(celuiDuServeur);
        }

        @Override
        public ResponseWriter createResponseWriter(Writer sortie, String types, String encodage) {
            return new TexteFrancais(getWrapped().createResponseWriter(sortie, types, encodage));
        }
    }
}
