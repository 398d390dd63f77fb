package fr.cnfpt.portail.aide;

import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Un guide à lire : celui que l'adresse nomme, sinon celui de qui le demande. */
@Named("aide")
@RequestScoped
public class AideView {

    @Inject
    Guides guides;

    @Inject
    UtilisateurCourant courant;

    private Guide guide;

    @PostConstruct
    void ouvrir() {
        guide = guides.de(courant.estConnecte() ? courant.get().role() : null);
        String demande = Requete.texte("guide");
        if (!demande.isEmpty()) {
            guides.trouver(demande).ifPresentOrElse(g -> guide = g, Requete::introuvable);
        }
    }

    public Guide getGuide() {
        return guide;
    }

    public List<Guide> getAutres() {
        return guides.tous().stream().filter(g -> g != guide).toList();
    }
}
