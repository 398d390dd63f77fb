package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation.Facette;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Le catalogue de la collectivité : tout est dans l'adresse (q, modalite, nature, places, page). */
@Named("catalogue")
@RequestScoped
public class CatalogueView {

    private static final int TAILLE = 20;

    @Inject
    ConsulterLeCatalogue consultation;

    private ConsulterLeCatalogue.Page page;

    @PostConstruct
    void lire() {
        page = consultation.chercher(
                getRecherche(),
                Requete.textes("modalite"),
                Requete.textes("nature"),
                isAvecPlaces(),
                Pagination.premiere(TAILLE),
                TAILLE);
    }

    public List<LigneDeSession> getLignes() {
        return page.lignes();
    }

    public List<Facette> getModalites() {
        return page.modalites();
    }

    public List<Facette> getNatures() {
        return page.natures();
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

    public boolean isAvecPlaces() {
        return !Requete.texte("places").isEmpty();
    }

    public boolean modaliteChoisie(String code) {
        return Requete.textes("modalite").contains(code);
    }

    public boolean natureChoisie(String code) {
        return Requete.textes("nature").contains(code);
    }

    public boolean isFiltre() {
        return !getRecherche().isEmpty()
                || isAvecPlaces()
                || !Requete.textes("modalite").isEmpty()
                || !Requete.textes("nature").isEmpty();
    }

    public String getResume() {
        String quoi = Texte.pluriel(page.total(), "session publiée pour ", "sessions publiées pour ")
                + consultation.collectivite().nom();
        return getRecherche().isEmpty() ? quoi : quoi + " pour « " + getRecherche() + " »";
    }
}
