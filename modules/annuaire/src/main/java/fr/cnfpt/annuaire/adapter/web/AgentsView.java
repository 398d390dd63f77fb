package fr.cnfpt.annuaire.adapter.web;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.domain.AgentSaisi;
import fr.cnfpt.annuaire.application.ConsulterAgents;
import fr.cnfpt.annuaire.application.EnregistrerAgents;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.web.Ecran;
import fr.cnfpt.commun.web.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Les agents de la collectivité ; on y ajoute une personne, une fois pour toutes. */
@Named("agents")
@ViewScoped
public class AgentsView implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MONTRES = 200;

  @Inject ConsulterAgents consultation;
  @Inject EnregistrerAgents enregistrement;
  private String recherche;
  private String matricule;
  private String nom;
  private String prenom;
  private String courriel;
  private String metier;
  private String categorie = "C";
  private String responsable;

  @PostConstruct
  void ouvrir() { recherche = Requete.texte("q"); }

  public List<AgentInfo> getLignes() { return consultation.chercher(recherche, MONTRES); }

  public String getResume() {
    int n = getLignes().size();
    return (n == MONTRES ? "Les " + MONTRES + " premiers agents de " : Texte.pluriel(n, "agent de ", "agents de ")) + consultation.collectivite().nom()
        + (recherche.isEmpty() ? "" : " pour « " + recherche + " »");
  }

  public void ajouter() {
    boolean fait = Ecran.tenter(() -> {
      boolean cree = enregistrement.executer(List.of(new AgentSaisi(matricule, nom, prenom, courriel, metier, null, categorie, null, responsable))).get(0).cree();
      Ecran.succes(prenom + " " + nom + (cree ? " est dans l'annuaire : on peut l'inscrire." : " portait déjà ce matricule : sa fiche est mise à jour."));
    });
    if (fait) {
      matricule = null;
      nom = null;
      prenom = null;
      courriel = null;
      metier = null;
      responsable = null;
    }
  }

  public String getRecherche() { return recherche; }
  public String getMatricule() { return matricule; }
  public void setMatricule(String v) { matricule = v; }
  public String getNom() { return nom; }
  public void setNom(String v) { nom = v; }
  public String getPrenom() { return prenom; }
  public void setPrenom(String v) { prenom = v; }
  public String getCourriel() { return courriel; }
  public void setCourriel(String v) { courriel = v; }
  public String getMetier() { return metier; }
  public void setMetier(String v) { metier = v; }
  public String getCategorie() { return categorie; }
  public void setCategorie(String v) { categorie = v; }
  public String getResponsable() { return responsable; }
  public void setResponsable(String v) { responsable = v; }
}
