package fr.cnfpt.annuaire.port;

import fr.cnfpt.commun.Utilisateur;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Les lignes du journal ; la base les enchaîne et refuse qu'on les récrive. */
public interface LignesDuJournal {

  record Ligne(long numero, OffsetDateTime le, String action, String objet, String detail, String auteur) {
    public long getNumero() { return numero; }
    public OffsetDateTime getLe() { return le; }
    public String getAction() { return action; }
    public String getObjet() { return objet; }
    public String getDetail() { return detail; }
    public String getAuteur() { return auteur; }
  }

  record Evenement(OffsetDateTime le, String genre, String compte, String adresse, String detail) {
    public OffsetDateTime getLe() { return le; }
    public String getGenre() { return genre; }
    public String getCompte() { return compte; }
    public String getAdresse() { return adresse; }
    public String getDetail() { return detail; }
  }

  void ajouter(String action, String objet, String detail, Utilisateur auteur, Long collectiviteId);

  void ajouterEvenement(String genre, Long compteId, String adresse, String detail);

  /** @param collectiviteId les actes qui la concernent, ou {@code null} pour tous ; les plus récents d'abord */
  List<Ligne> lire(Long collectiviteId, String recherche, int premiere, int combien);

  List<Evenement> evenements(String recherche, int premiere, int combien);

  /** @return le numéro de la première ligne changée, ôtée ou intercalée ; vide si la chaîne est entière jusqu'à sa tête */
  Optional<Long> premiereRupture();
}
