package fr.cnfpt.annuaire.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;

/**
 * Un agent tel qu'on le saisit ou que le SIRH l'envoie.
 *
 * @param responsable le matricule du N+1, ou {@code null}
 */
public record AgentSaisi(String matricule, String nom, String prenom, String courriel, String metier, String service,
                         String categorie, String cadreEmplois, String responsable) {

  public AgentSaisi {
    matricule = net(matricule);
    nom = net(nom);
    prenom = net(prenom);
    courriel = net(courriel);
    metier = net(metier);
    service = net(service);
    categorie = net(categorie);
    cadreEmplois = net(cadreEmplois);
    responsable = net(responsable);
  }

  /** @param chemin préfixe du champ nommé dans le refus, par exemple {@code agents[3].} */
  public void verifier(String chemin) {
    exiger(matricule != null && matricule.matches("[A-Za-z0-9._-]{1,40}"), chemin + "matricule",
        "Le matricule est obligatoire : 1 à 40 lettres sans accent, chiffres, point, tiret ou souligné.");
    exiger(!Nir.figureDans(matricule), chemin + "matricule",
        "Ce matricule a la forme d'un numéro de sécurité sociale, que nous ne conservons pas. Donnez le matricule interne.");
    exiger(nom != null && nom.length() <= 100, chemin + "nom", "Le nom est obligatoire, 100 caractères au plus.");
    exiger(prenom != null && prenom.length() <= 100, chemin + "prenom", "Le prénom est obligatoire, 100 caractères au plus.");
    exiger(categorie != null && categorie.matches("[ABC]"), chemin + "categorie", "La catégorie est A, B ou C.");
    exiger(courriel == null || courriel.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), chemin + "courriel",
        "Cette adresse de courriel n'a pas la forme nom@domaine.fr.");
    exiger(!matricule.equals(responsable), chemin + "responsable", "Un agent ne peut pas être son propre responsable.");
    for (String libre : new String[] {metier, service, cadreEmplois}) {
      exiger(libre == null || libre.length() <= 150, chemin + "metier", "150 caractères au plus pour le métier, le service et le cadre d'emplois.");
      Nir.refuserDans(chemin + "metier", libre);
    }
  }

  private static void exiger(boolean vrai, String champ, String message) {
    if (!vrai) {
      throw Refus.invalide("agent-invalide", champ, message);
    }
  }

  private static String net(String s) { return s == null || s.isBlank() ? null : s.strip(); }
}
