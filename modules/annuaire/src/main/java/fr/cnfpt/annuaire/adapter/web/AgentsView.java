package fr.cnfpt.annuaire.adapter.web;

import fr.cnfpt.annuaire.application.ConsulterAgents;
import fr.cnfpt.annuaire.port.Agents;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.web.Pagination;
import fr.cnfpt.commun.web.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/** Les agents de la collectivité ; q, service, categorie, presence et page sont dans l'adresse, et l'export emporte ce qu'ils retiennent. */
@Named("agents")
@ViewScoped
public class AgentsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int TAILLE = 50;

  @Inject ConsulterAgents consultation;
  private String recherche;
  private String service;
  private String categorie;
  private String presence;
  private int premiere;
  private transient Agents.Page page;

  @PostConstruct
  void ouvrir() {
    recherche = Requete.texte("q");
    service = Requete.texte("service");
    categorie = Requete.texte("categorie");
    presence = Requete.texte("presence").matches("partis|tous") ? Requete.texte("presence") : "presents";
    premiere = Pagination.premiere(TAILLE);
  }

  private Agents.Filtre filtre() { return new Agents.Filtre(recherche, service, categorie, presence); }

  private Agents.Page page() {
    if (page == null) {
      page = consultation.page(filtre(), premiere, TAILLE);
    }
    return page;
  }

  public List<Agents.Fiche> getLignes() { return page().lignes(); }
  public Pagination getPagination() { return Pagination.demandee(TAILLE, page().total()); }
  public List<String> getServices() { return consultation.services(); }

  public String getResume() {
    String partis = presence.equals("partis") ? " partis" : presence.equals("tous") ? ", partis compris" : "";
    return Texte.pluriel(page().total(), "agent de ", "agents de ") + consultation.collectivite().nom() + partis
        + (recherche.isEmpty() ? "" : " pour « " + recherche + " »");
  }

  public void exporter(String format) {
    ExternalContext ext = FacesContext.getCurrentInstance().getExternalContext();
    ext.responseReset();
    ext.setResponseContentType(format.equals("xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv;charset=UTF-8");
    ext.setResponseHeader("Content-Disposition", "attachment; filename=\"agents." + format + "\"");
    try {
      consultation.exporter(filtre(), format, ext.getResponseOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FacesContext.getCurrentInstance().responseComplete();
  }

  public String getRecherche() { return recherche; }
  public String getService() { return service; }
  public String getCategorie() { return categorie; }
  public String getPresence() { return presence; }
}
