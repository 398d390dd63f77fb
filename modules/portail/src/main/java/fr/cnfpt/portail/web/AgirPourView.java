package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.acces.api.Mutualisation.Mandant;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.portail.securite.Visite;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pour qui j'agis : les collectivités qui se sont rattachées à la mienne, avec ce qui attend dans chacune. */
@Named("agirPour")
@RequestScoped
public class AgirPourView {

    private static final int MONTREES = 50;

    @Inject
    Mutualisation mutualisation;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    @Inject
    Identification identification;

    @Inject
    QualitesView qualites;

    private String recherche;
    private String fini;
    private List<Ligne> lignes;

    /** Une collectivité et ce qui l'attend. */
    public record Ligne(Mandant mandant, boolean courante, String attend) {}

    @PostConstruct
    void ouvrir() {
        recherche = Requete.texte("q");
        fini = Requete.texte("fini");
        lignes = new ArrayList<>();
        for (Mandant m : mutualisation.mandants(recherche, MONTREES)) {
            Utilisateur pour = mutualisation.agirPour(courant.get(), m.id());
            lignes.add(new Ligne(m, courant.get().collectivite() == m.id(), qualites.attend(pour)));
        }
    }

    private static HttpServletRequest requete() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public void choisir(long collectivite) {
        Ecran.tenter(() -> {
            Utilisateur pour = identification.agirPour(Visite.secret(requete()).orElseThrow(), collectivite);
            journal.signaler("agir-pour", "Agit désormais pour " + pour.pour());
            // Ce qu'on vient de choisir, et non ce que nommait la page d'où l'on choisit.
            Ecran.aller("/aujourdhui.xhtml", Map.of(AdresseDesFormulaires.POUR, ""));
        });
    }

    public List<Ligne> getLignes() {
        return lignes;
    }

    public boolean isTronquee() {
        return lignes.size() == MONTREES;
    }

    public String getRecherche() {
        return recherche;
    }

    /** La collectivité pour laquelle on ne peut plus agir, quand on vient d'être ramené à la sienne ; sinon vide. */
    public String getFini() {
        return fini;
    }
}
