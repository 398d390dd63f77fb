package fr.cnfpt.portail.web;

import fr.cnfpt.annuaire.api.Identification;
import fr.cnfpt.annuaire.api.IdentitesExternes;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.commun.web.Ecran;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.GardeDesPages;
import fr.cnfpt.portail.securite.Porte;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/** Mon compte : changer son mot de passe, délier son identité externe. */
@Named("monCompte")
@RequestScoped
public class MonCompteView {

  @Inject Identification identification;
  @Inject IdentitesExternes identites;
  @Inject FournisseurDIdentite fournisseur;
  @Inject UtilisateurCourant courant;
  private String ancien;
  private String nouveau;

  public void changer() {
    Map<String, Object> session = FacesContext.getCurrentInstance().getExternalContext().getSessionMap();
    if (Ecran.tenter(() -> session.put(Porte.VERSION_DE_SESSION, identification.changerMotDePasse(ancien, nouveau)))) {
      session.remove(GardeDesPages.MOT_DE_PASSE_A_CHANGER);
      Ecran.succes("Votre mot de passe est changé ; vos autres sessions sont fermées.");
      Ecran.aller("/aujourdhui.xhtml");
    }
  }

  /** Le nom du fournisseur d'identité, ou {@code null} s'il n'y en a pas. */
  public String getFournisseur() { return fournisseur.estEnService() ? fournisseur.nom() : null; }

  public boolean isRelie() { return identites.estRelie(fournisseur.emetteur()); }

  public void delier() {
    identites.delier(fournisseur.emetteur());
    Ecran.succes("Votre compte n'est plus relié à " + fournisseur.nom() + ".");
  }

  /** Vrai quand ce compte est celui d'un agent, dont on tient une fiche. */
  public boolean isAgent() { return courant.get().est(Role.AGENT, Role.RESPONSABLE); }

  public boolean isAChanger() {
    return FacesContext.getCurrentInstance().getExternalContext().getSessionMap().containsKey(GardeDesPages.MOT_DE_PASSE_A_CHANGER);
  }

  public String getAncien() { return ancien; }
  public void setAncien(String a) { ancien = a; }
  public String getNouveau() { return nouveau; }
  public void setNouveau(String n) { nouveau = n; }
}
