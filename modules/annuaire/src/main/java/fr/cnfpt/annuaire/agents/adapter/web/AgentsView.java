package fr.cnfpt.annuaire.agents.adapter.web;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Les agents de la collectivité ; q, service, categorie, presence et page sont dans l'adresse, et l'export emporte ce
 * qu'ils retiennent.
 */
@Named("agents")
@RequestScoped
public class AgentsView {
    private static final int TAILLE = 50;

    @Inject
    ConsulterAgents consultation;

    private String recherche;
    private String service;
    private String categorie;
    private String presence;
    private int premiere;
    private Agents.Page page;

    @PostConstruct
    void ouvrir() {
        recherche = Requete.texte("q");
        service = Requete.texte("service");
        categorie = Requete.texte("categorie");
        presence = Requete.texte("presence").matches("partis|tous") ? Requete.texte("presence") : "presents";
        premiere = Pagination.premiere(TAILLE);
    }

    private Agents.Filtre filtre() {
        return new Agents.Filtre(recherche, service, categorie, presence);
    }

    private Agents.Page page() {
        if (page == null) {
            page = consultation.page(filtre(), premiere, TAILLE);
        }
        return page;
    }

    public List<Agents.Fiche> getLignes() {
        return page().lignes();
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, page().total());
    }

    public List<String> getServices() {
        return consultation.services();
    }

    public String getResume() {
        String partis = presence.equals("partis") ? " partis" : presence.equals("tous") ? ", partis compris" : "";
        return Texte.pluriel(page().total(), "agent de ", "agents de ")
                + consultation.collectivite().nom()
                + partis
                + (recherche.isEmpty() ? "" : " pour « " + recherche + " »");
    }

    public void exporter(String format) {
        String type = format.equals("xlsx")
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv;charset=UTF-8";
        Ecran.telechargerEnFlux(type, "agents." + format, sortie -> consultation.exporter(filtre(), format, sortie));
    }

    public String getProposition() {
        return page().proposition();
    }

    public String getRecherche() {
        return recherche;
    }

    public String getService() {
        return service;
    }

    public String getCategorie() {
        return categorie;
    }

    public String getPresence() {
        return presence;
    }
}
