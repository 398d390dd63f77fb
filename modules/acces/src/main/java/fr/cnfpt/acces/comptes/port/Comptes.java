package fr.cnfpt.acces.comptes.port;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.commun.Utilisateur;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Les comptes et les jetons. */
public interface Comptes {
    Optional<Compte> parIdentifiant(String identifiant);

    Optional<Compte> parId(long id);

    /** Ceux que cet identifiant ou cette adresse désigne ; une adresse peut servir à plusieurs. */
    List<Compte> parIdentifiantOuCourriel(String saisi);

    void ajouter(Compte compte);

    /**
     * Écrit ce qui a changé. @throws fr.cnfpt.commun.Refus conflit, si l'identifiant est pris ou si l'agent a déjà ce
     * rôle
     */
    void ecrire();

    boolean existeRole(fr.cnfpt.commun.Role role);

    /** @return l'utilisateur que ce compte fait agir, avec le nom de ce pour quoi il agit */
    Utilisateur utilisateur(long compteId);

    /** Les comptes que la recherche retient, par rôle puis par nom. */
    List<CompteInfo> lister(String recherche, int limite);

    /** Les comptes ouverts d'une structure passent à une autre. @return leurs identifiants */
    List<String> confier(long ancienneStructure, long nouvelleStructure);

    /** Combien de comptes ouverts a chacune de ces collectivités ; celles qui n'en ont aucun n'y sont pas. */
    Map<Long, Long> ouvertsParCollectivite(Collection<Long> collectivites);

    void ajouterJeton(long compteId, String empreinte, String libelle, Instant expireLe);

    void revoquerJetons(long compteId, Instant le);

    /** @return l'utilisateur du jeton, s'il est connu, non révoqué, non expiré, d'un compte actif */
    Optional<Utilisateur> parJeton(String empreinte, Instant maintenant);
}
