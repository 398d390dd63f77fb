package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.Optional;

/** L'entrée dans le système, pour le portail. */
public interface Identification {

  /** Ce que la connexion établit. */
  record Entree(Utilisateur utilisateur, boolean motDePasseAChanger) {}

  /** @return vide si l'identifiant ou le mot de passe ne convient pas, ou si le compte est bloqué : rien ne dit lequel */
  Optional<Entree> entrer(String identifiant, String motDePasse);

  /** @return l'utilisateur du jeton, ou vide s'il est inconnu, expiré ou révoqué */
  Optional<Utilisateur> parJeton(String jeton);

  /** L'utilisateur que ce compte fait agir, pour sa propre collectivité. */
  Utilisateur utilisateur(long compteId);

  /** Vrai tant que ce compte est ouvert : une session en cours s'arrête à la page suivante quand on le ferme. */
  boolean estOuvert(long compteId);

  /** Change son propre mot de passe. @throws fr.cnfpt.commun.Refus si l'ancien est faux ou le nouveau trop faible */
  void changerMotDePasse(String ancien, String nouveau);
}
