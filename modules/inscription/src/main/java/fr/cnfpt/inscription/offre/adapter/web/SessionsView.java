package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * Les sessions de la délégation, en table paresseuse ; les filtres (q, modalite, sous, passees) sont dans l'adresse.
 */
@Named("sessions")
@RequestScoped
public class SessionsView {

    @Inject
    TableauDesSessions tableau;

    private String recherche;
    private String modalite;
    private boolean sous;
    private boolean passees;
    private LazyDataModel<LigneDeSession> lignes;
    private TableauDesSessions.Page apercu;

    @PostConstruct
    void ouvrir() {
        recherche = Requete.texte("q");
        modalite = Requete.texte("modalite");
        sous = !Requete.texte("sous").isEmpty();
        passees = !Requete.texte("passees").isEmpty();
        lignes = new Paresseux(this);
    }

    TableauDesSessions.Page lire(int premiere, int combien) {
        List<Long> seulement =
                sous ? tableau.sousLeMinimum().stream().map(Jauge::sessionId).toList() : null;
        return tableau.lister(new OffreDeFormation.Filtre(
                recherche,
                modalite.isEmpty() ? List.of() : List.of(modalite),
                List.of(),
                seulement,
                List.of(),
                passees,
                premiere,
                combien));
    }

    private TableauDesSessions.Page apercu() {
        if (apercu == null) {
            apercu = lire(0, 1);
        }
        return apercu;
    }

    public String getResume() {
        return Texte.pluriel(apercu().total(), "session", "sessions")
                + (sous
                        ? " sous leur minimum, qui débutent dans les six semaines"
                        : passees ? "" : " en cours ou à venir");
    }

    public List<OffreDeFormation.Facette> getModalites() {
        return apercu().brute().modalites();
    }

    public LazyDataModel<LigneDeSession> getLignes() {
        return lignes;
    }

    public String getRecherche() {
        return recherche;
    }

    public String getModalite() {
        return modalite;
    }

    public boolean isSous() {
        return sous;
    }

    public boolean isPassees() {
        return passees;
    }

    /** Le modèle que la table interroge page après page. */
    private static final class Paresseux extends LazyDataModel<LigneDeSession> {
        private static final long serialVersionUID = 1L;
        private final SessionsView vue;

        Paresseux(SessionsView vue) {
            this.vue = vue;
        }

        @Override
        public int count(Map<String, FilterMeta> filtres) {
            return (int) vue.lire(0, 1).total();
        }

        @Override
        public List<LigneDeSession> load(
                int premiere, int combien, Map<String, SortMeta> tris, Map<String, FilterMeta> filtres) {
            return vue.lire(premiere, combien).lignes();
        }

        @Override
        public String getRowKey(LigneDeSession l) {
            return String.valueOf(l.id());
        }
    }
}
