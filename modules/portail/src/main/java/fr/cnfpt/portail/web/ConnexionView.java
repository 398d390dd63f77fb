package fr.cnfpt.portail.web;

import fr.cnfpt.annuaire.api.Identification;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.web.Ecran;
import fr.cnfpt.portail.securite.GardeDesPages;
import fr.cnfpt.portail.securite.Porte;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** La page de connexion. La session change d'identifiant à l'entrée ; l'échec ne dit pas s'il tient au compte ou au mot de passe. */
@Named("connexion")
@RequestScoped
public class ConnexionView {

  @Inject Identification identification;
  @Inject @ManagedProperty("#{param.retour}") String retourDemande;
  private String identifiant;
  private String motDePasse;
  private String retour;

  public void entrer() {
    Optional<Identification.Entree> entree;
    try {
      entree = identification.entrer(identifiant, motDePasse);
    } catch (Refus refus) {
      Ecran.refuser(refus.getMessage());
      return;
    }
    if (entree.isEmpty()) {
      Ecran.refuser("Identifiant ou mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure.");
      return;
    }
    HttpServletRequest requete = (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
    requete.getSession(true);
    requete.changeSessionId();
    requete.getSession().setAttribute(Porte.SESSION, entree.get().utilisateur());
    requete.getSession().setAttribute(GardeDesPages.VERSION_DE_SESSION, entree.get().session());
    if (entree.get().motDePasseAChanger()) {
      requete.getSession().setAttribute(GardeDesPages.MOT_DE_PASSE_A_CHANGER, true);
    }
    Ecran.aller(retour != null && retour.matches("/[a-zA-Z-]+(/[a-zA-Z-]+)*\\.xhtml(\\?.*)?") ? retour : "/aujourdhui.xhtml");
  }

  public boolean isDemonstration() { return Parametres.vrai("iel.demo"); }

  public String getRetour() { return retour == null ? retourDemande : retour; }
  public void setRetour(String r) { retour = r; }
  public String getIdentifiant() { return identifiant; }
  public void setIdentifiant(String i) { identifiant = i; }
  public String getMotDePasse() { return motDePasse; }
  public void setMotDePasse(String m) { motDePasse = m; }
}
