package fr.cnfpt.ecommunautes.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.ecommunautes.application.ListerLesCommunautes;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;

/** La liste des communautés ; la recherche et la page sont dans l'adresse. */
@Named("communautes")
@RequestScoped
public class CommunautesView {

    static final int PAR_PAGE = 20;

    @Inject
    ListerLesCommunautes lister;

    @Inject
    Horloge horloge;

    private Espaces.Page resultat;

    private Espaces.Page lire() {
        if (resultat == null) {
            resultat = lister.executer(getRecherche(), Pagination.premiere(PAR_PAGE), PAR_PAGE);
        }
        return resultat;
    }

    public List<Espaces.Resume> getLignes() {
        return lire().lignes();
    }

    public long getTotal() {
        return lire().total();
    }

    public String getTotalEnClair() {
        return Texte.pluriel(getTotal(), "communauté", "communautés");
    }

    public Pagination getPagination() {
        return Pagination.demandee(PAR_PAGE, getTotal());
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

    public String getRecherche() {
        return Requete.texte("q");
    }
}
