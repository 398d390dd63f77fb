package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.collectivites.application.ConsulterCollectivites;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les collectivités du ressort, sur la vraie carte ; q, nature, closes et page sont dans l'adresse. */
@Named("collectivites")
@RequestScoped
public class CollectivitesView {

    private static final int TAILLE = 50;

    @Inject
    ConsulterCollectivites consultation;

    @Inject
    UtilisateurCourant courant;

    private Collectivites.Page page;

    @PostConstruct
    void lire() {
        page = consultation.chercher(getRecherche(), getNature(), isCloses(), Pagination.premiere(TAILLE), TAILLE);
    }

    public java.util.List<Collectivites.Ligne> getLignes() {
        return page.lignes();
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, page.total());
    }

    public String getProposition() {
        return page.proposition();
    }

    public String getRecherche() {
        return Requete.texte("q");
    }

    public String getNature() {
        return Requete.texte("nature");
    }

    public boolean isCloses() {
        return "oui".equals(Requete.texte("closes"));
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    public String getResume() {
        return Texte.pluriel(page.total(), "collectivité", "collectivités")
                + " dans votre ressort, des plus peuplées aux moins peuplées";
    }
}
