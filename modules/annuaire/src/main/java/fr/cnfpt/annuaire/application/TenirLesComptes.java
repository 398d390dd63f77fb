package fr.cnfpt.annuaire.application;

import fr.cnfpt.annuaire.api.CompteInfo;
import fr.cnfpt.annuaire.domain.Compte;
import fr.cnfpt.annuaire.domain.MotDePasse;
import fr.cnfpt.annuaire.port.Comptes;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** Le siège ouvre, ferme et rouvre les comptes ; le secret remis n'est montré qu'une fois. */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class TenirLesComptes {

  @Inject Comptes comptes;
  @Inject Connexions connexions;
  @Inject Horloge horloge;

  public List<CompteInfo> lister(String recherche) { return comptes.lister(recherche == null ? "" : recherche, 200); }

  /**
   * @return le secret à remettre : un mot de passe à changer à la première connexion, ou le jeton d'un partenaire (un an)
   * @throws Refus conflit si l'identifiant est pris, invalide si la portée ne convient pas au rôle
   */
  public String ouvrir(String identifiant, String nom, Role role, Long collectiviteId, Long structureId, Long agentId) {
    String id = identifiant == null ? "" : identifiant.strip().toLowerCase();
    if (!id.matches("[a-z0-9._@-]{2,80}")) {
      throw Refus.invalide("identifiant-invalide", "identifiant", "L'identifiant compte 2 à 80 minuscules, chiffres, points, tirets ou arobases.");
    }
    if (nom == null || nom.isBlank()) {
      throw Refus.invalide("nom-absent", "nom", "Donnez le nom à afficher.");
    }
    if (comptes.parIdentifiant(id).isPresent()) {
      throw Refus.conflit("identifiant-pris", "L'identifiant « " + id + " » est déjà pris.");
    }
    boolean deCollectivite = role == Role.GESTIONNAIRE_RH || role == Role.PARTENAIRE || role == Role.AGENT || role == Role.RESPONSABLE;
    boolean deStructure = role == Role.DELEGATION || role == Role.FORMATEUR;
    if (deCollectivite && collectiviteId == null) {
      throw Refus.invalide("portee-absente", "collectivite", "Ce rôle s'exerce dans une collectivité : choisissez-la.");
    }
    if ((role == Role.AGENT || role == Role.RESPONSABLE) && agentId == null) {
      throw Refus.invalide("portee-absente", "agent", "Ce rôle est celui d'un agent : donnez son matricule.");
    }
    if (deStructure && structureId == null) {
      throw Refus.invalide("portee-absente", "structure", "Ce rôle s'exerce dans une délégation ou un institut : choisissez-le.");
    }
    Compte compte = Compte.ouvrir(id, nom.strip(), role, deCollectivite ? collectiviteId : null,
        deStructure ? structureId : null, role == Role.AGENT || role == Role.RESPONSABLE ? agentId : null);
    comptes.ajouter(compte);
    if (role == Role.PARTENAIRE) {
      String jeton = Connexions.nouveauJeton();
      comptes.ajouterJeton(compte.id(), Connexions.empreinte(jeton), "Jeton remis à l'ouverture",
          Connexions.dans(horloge, Duration.ofDays(365)));
      return jeton;
    }
    String motDePasse = MotDePasse.engendrer();
    compte.recevoirEmpreinte(connexions.empreinteMotDePasse(motDePasse), true);
    return motDePasse;
  }

  /** Ferme le compte et révoque ses jetons. */
  public void fermer(long compteId) {
    exister(compteId).fermer();
    comptes.revoquerJetons(compteId, horloge.maintenant());
  }

  public void rouvrir(long compteId) { exister(compteId).rouvrir(); }

  private Compte exister(long compteId) {
    return comptes.parId(compteId).orElseThrow(() -> Refus.introuvable("compte-inconnu", "Ce compte n'existe pas."));
  }
}
