package fr.cnfpt.annuaire.application;

import fr.cnfpt.annuaire.api.Identification;
import fr.cnfpt.annuaire.domain.Compte;
import fr.cnfpt.annuaire.domain.MotDePasse;
import fr.cnfpt.annuaire.port.Comptes;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * L'entrée : par mot de passe pour les pages, par jeton pour l'API. La réponse à un échec est la même que le compte existe ou non.
 * Ouvert à tous, par nature : pas de rôle exigé.
 */
@ApplicationScoped
@Transactional
public class Connexions implements Identification {

  private static final SecureRandom HASARD = new SecureRandom();
  public static final String PREFIXE_JETON = "iel_";

  @Inject Comptes comptes;
  @Inject Horloge horloge;
  @Inject UtilisateurCourant courant;
  @Inject Pbkdf2PasswordHash pbkdf2;
  private volatile String leurre;

  @jakarta.annotation.PostConstruct
  void regler() {
    pbkdf2.initialize(Map.of("Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
        "Pbkdf2PasswordHash.Iterations", "210000", "Pbkdf2PasswordHash.SaltSizeBytes", "16"));
    leurre = pbkdf2.generate("personne".toCharArray());
  }

  @Override
  public Optional<Entree> entrer(String identifiant, String motDePasse) {
    Instant maintenant = horloge.maintenant();
    Optional<Compte> trouve = identifiant == null ? Optional.empty() : comptes.parIdentifiant(identifiant.strip().toLowerCase());
    char[] essai = (motDePasse == null ? "" : motDePasse).toCharArray();
    if (trouve.isEmpty() || !trouve.get().peutEssayer(maintenant)) {
      pbkdf2.verify(essai, leurre);
      return Optional.empty();
    }
    Compte compte = trouve.get();
    if (!pbkdf2.verify(essai, compte.empreinte())) {
      compte.noterEchec(maintenant);
      return Optional.empty();
    }
    compte.noterReussite();
    return Optional.of(new Entree(comptes.utilisateur(compte.id()), compte.aChanger()));
  }

  /** Une lecture, sans transaction à ouvrir : c'est le début de chaque appel de l'API. */
  @Override
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Utilisateur> parJeton(String jeton) {
    return jeton == null || !jeton.startsWith(PREFIXE_JETON) ? Optional.empty() : comptes.parJeton(empreinte(jeton), horloge.maintenant());
  }

  @Override
  public Utilisateur utilisateur(long compteId) { return comptes.utilisateur(compteId); }

  @Override
  public boolean estOuvert(long compteId) { return comptes.parId(compteId).map(Compte::actif).orElse(false); }

  @Override
  public void changerMotDePasse(String ancien, String nouveau) {
    Compte compte = comptes.parId(courant.get().compteId()).orElseThrow();
    if (!pbkdf2.verify((ancien == null ? "" : ancien).toCharArray(), compte.empreinte())) {
      throw Refus.invalide("mot-de-passe-faux", "ancien", "Le mot de passe actuel n'est pas le bon.");
    }
    MotDePasse.exigerSolide(nouveau);
    compte.recevoirEmpreinte(pbkdf2.generate(nouveau.toCharArray()), false);
  }

  String empreinteMotDePasse(String motDePasse) { return pbkdf2.generate(motDePasse.toCharArray()); }

  /** Un jeton neuf, 256 bits. */
  static String nouveauJeton() {
    byte[] b = new byte[32];
    HASARD.nextBytes(b);
    return PREFIXE_JETON + Base64.getUrlEncoder().withoutPadding().encodeToString(b);
  }

  static String empreinte(String jeton) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jeton.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Instant dans(Horloge horloge, Duration duree) { return horloge.maintenant().plus(duree); }
}
