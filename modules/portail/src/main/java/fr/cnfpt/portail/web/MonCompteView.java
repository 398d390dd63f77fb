package fr.cnfpt.portail.web;

import fr.cnfpt.annuaire.api.Identification;
import fr.cnfpt.commun.web.Ecran;
import fr.cnfpt.portail.securite.GardeDesPages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/** Mon compte : changer son mot de passe. */
@Named("monCompte")
@RequestScoped
public class MonCompteView {

  @Inject Identification identification;
  private String ancien;
  private String nouveau;

  public void changer() {
    Map<String, Object> session = FacesContext.getCurrentInstance().getExternalContext().getSessionMap();
    if (Ecran.tenter(() -> session.put(GardeDesPages.VERSION_DE_SESSION, identification.changerMotDePasse(ancien, nouveau)))) {
      session.remove(GardeDesPages.MOT_DE_PASSE_A_CHANGER);
      Ecran.succes("Votre mot de passe est changé ; vos autres sessions sont fermées.");
      Ecran.aller("/aujourdhui.xhtml");
    }
  }

  public boolean isAChanger() {
    return FacesContext.getCurrentInstance().getExternalContext().getSessionMap().containsKey(GardeDesPages.MOT_DE_PASSE_A_CHANGER);
  }

  public String getAncien() { return ancien; }
  public void setAncien(String a) { ancien = a; }
  public String getNouveau() { return nouveau; }
  public void setNouveau(String n) { nouveau = n; }
}
