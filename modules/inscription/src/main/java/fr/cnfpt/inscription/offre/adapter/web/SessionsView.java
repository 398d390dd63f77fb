package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les sessions de la délégation ; filtres : q, modalite, sous (leur minimum), passees. */
@Named("sessions")
@RequestScoped
public class SessionsView implements Liste<LigneDeSession> {

    @Inject
    TableauDesSessions sessions;

    private Tableau<LigneDeSession> tableau;
    private List<OffreDeFormation.Facette> modalites;

    public Tableau<LigneDeSession> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "sessions";
    }

    @Override
    public String titre() {
        return "Sessions";
    }

    @Override
    public List<ColonneDeListe<LigneDeSession>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", l -> l.session().intitule()),
                ColonneDeListe.de("dates", "Dates", l -> l.session().periode()),
                ColonneDeListe.de("lieu", "Lieu", l -> l.session().lieu()),
                ColonneDeListe.de(
                        "places",
                        "Places",
                        l -> l.jauge() == null ? "" : l.jauge().enClair()),
                ColonneDeListe.de("minimum", "Minimum", SessionsView::minimum),
                ColonneDeListe.<LigneDeSession>de(
                                "modalite",
                                "Modalité",
                                l -> l.session().modalite().libelle())
                        .surDemande(),
                ColonneDeListe.<LigneDeSession>de(
                                "code", "Code du stage", l -> l.session().stageCode())
                        .surDemande());
    }

    private static String minimum(LigneDeSession l) {
        return l.jauge() == null
                ? ""
                : l.jauge().placesPrises() + " sur " + l.jauge().minimum() + " minimum";
    }

    @Override
    public Page<LigneDeSession> lire(DemandeDeListe d, int premiere, int combien) {
        List<Long> seulement = d.coche("sous")
                ? sessions.sousLeMinimum().stream().map(Jauge::sessionId).toList()
                : null;
        TableauDesSessions.Page page = sessions.lister(new OffreDeFormation.Filtre(
                d.texte("q"),
                d.textes("modalite"),
                List.of(),
                seulement,
                List.of(),
                d.coche("passees"),
                premiere,
                combien));
        modalites = page.brute().modalites();
        return new Page<>(page.lignes(), page.total());
    }

    @Override
    public int taille() {
        return 20;
    }

    public String getResume() {
        DemandeDeListe d = getTableau().getDemande();
        return Texte.pluriel(getTableau().getTotal(), "session", "sessions")
                + (d.coche("sous")
                        ? " sous leur minimum, qui débutent dans les six semaines"
                        : d.coche("passees") ? "" : " en cours ou à venir");
    }

    public List<Option> getModalites() {
        getTableau().getLignes();
        return modalites.stream()
                .map(f -> new Option(f.code(), f.libelle(), f.nombre()))
                .toList();
    }
}
