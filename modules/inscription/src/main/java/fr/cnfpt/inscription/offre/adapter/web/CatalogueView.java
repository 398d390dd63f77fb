package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation.Facette;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Le catalogue de la collectivité : tout est dans l'adresse (q, modalite, nature, places, page). */
@Named("catalogue")
@RequestScoped
public class CatalogueView implements Liste<LigneDeSession> {

    @Inject
    ConsulterLeCatalogue consultation;

    private Tableau<LigneDeSession> tableau;
    private ConsulterLeCatalogue.Page page;

    public Tableau<LigneDeSession> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "catalogue";
    }

    @Override
    public String titre() {
        return "Catalogue";
    }

    @Override
    public List<ColonneDeListe<LigneDeSession>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", l -> l.session().intitule()),
                ColonneDeListe.de("code", "Code du stage", l -> l.session().stageCode()),
                ColonneDeListe.de("type", "Type", l -> l.session().typeLibelle()),
                ColonneDeListe.de(
                        "modalite", "Modalité", l -> l.session().modalite().libelle()),
                ColonneDeListe.de("duree", "Durée", l -> l.session().duree()),
                ColonneDeListe.de("dates", "Dates", l -> l.session().periode()),
                ColonneDeListe.de("lieu", "Lieu", l -> l.session().lieu()),
                ColonneDeListe.de(
                        "cloture", "Inscription jusqu'au", l -> l.session().clotureEnClair()),
                ColonneDeListe.de(
                        "places",
                        "Places",
                        l -> l.jauge() == null ? "" : l.jauge().enClair()));
    }

    @Override
    public Page<LigneDeSession> lire(DemandeDeListe d, int premiere, int combien) {
        page = consultation.chercher(
                d.texte("q"), d.textes("modalite"), d.textes("nature"), d.coche("places"), premiere, combien);
        return new Page<>(page.lignes(), page.total());
    }

    @Override
    public int taille() {
        return 20;
    }

    private ConsulterLeCatalogue.Page page() {
        getTableau().getLignes();
        return page;
    }

    private DemandeDeListe demande() {
        return getTableau().getDemande();
    }

    public List<Facette> getModalites() {
        return page().modalites();
    }

    public List<Facette> getNatures() {
        return page().natures();
    }

    public String getProposition() {
        return page().proposition();
    }

    public String getRecherche() {
        return demande().texte("q");
    }

    public boolean isAvecPlaces() {
        return demande().coche("places");
    }

    public boolean modaliteChoisie(String code) {
        return demande().textes("modalite").contains(code);
    }

    public boolean natureChoisie(String code) {
        return demande().textes("nature").contains(code);
    }

    public String getResume() {
        String quoi = Texte.compte(
                        getTableau().getTotal(),
                        "Aucune session publiée pour ",
                        "session publiée pour ",
                        "sessions publiées pour ")
                + consultation.collectivite().nom();
        return getRecherche().isEmpty() ? quoi : quoi + " pour « " + getRecherche() + " »";
    }
}
