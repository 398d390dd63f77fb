package fr.cnfpt.ecommunautes.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.ecommunautes.application.ListerLesCommunautes;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;

/** La liste des communautés ; la recherche et la page sont dans l'adresse. */
@Named("communautes")
@RequestScoped
public class CommunautesView implements Liste<Espaces.Resume> {

    @Inject
    ListerLesCommunautes lister;

    @Inject
    Horloge horloge;

    private Tableau<Espaces.Resume> tableau;

    public Tableau<Espaces.Resume> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "communautes";
    }

    @Override
    public String titre() {
        return "Communautés";
    }

    @Override
    public List<ColonneDeListe<Espaces.Resume>> colonnes() {
        return List.of(
                ColonneDeListe.de("titre", "Communauté", Espaces.Resume::titre),
                ColonneDeListe.<Espaces.Resume>de("nature", "Nature", r -> r.deStage() ? "de stage" : "nationale")
                        .seulementSiElleVarie(),
                ColonneDeListe.de("ouverture", "Ouverture", this::periode),
                ColonneDeListe.de("activite", "Activité", Espaces.Resume::contributionsEnClair));
    }

    @Override
    public Page<Espaces.Resume> lire(DemandeDeListe d, int premiere, int combien) {
        Espaces.Page page = lister.executer(d.texte("q"), premiere, combien);
        return new Page<>(page.lignes(), page.total());
    }

    @Override
    public int taille() {
        return 20;
    }

    public String getTotalEnClair() {
        return Texte.pluriel(getTableau().getTotal(), "communauté", "communautés");
    }

    /** « ouverte jusqu'au 3 mars 2026 » */
    public String periode(Espaces.Resume r) {
        LocalDate jour = horloge.aujourdhui();
        if (!r.deStage()) {
            return "ouverte à tous";
        }
        return jour.isBefore(r.ouverture())
                ? "ouvre le " + Texte.date(r.ouverture())
                : jour.isAfter(r.fermeture())
                        ? "fermée depuis le " + Texte.date(r.fermeture())
                        : "ouverte jusqu'au " + Texte.date(r.fermeture());
    }
}
