package fr.cnfpt.acces.adhesion.port;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Les adhésions des collectivités. Celles qu'on lit une à une sont verrouillées jusqu'à la fin de la transaction. */
public interface Adhesions {

    void ajouter(Adhesion adhesion);

    Optional<Adhesion> parId(long id);

    Optional<Adhesion> parCode(String code);

    /** Celle de cette collectivité qui n'a pas été refusée. */
    Optional<Adhesion> enCours(long collectiviteId);

    /** La dernière dont ce compte est le gestionnaire désigné. */
    Optional<Adhesion> duCompte(long compteId);

    /** Les plus récemment changées d'abord. @param structureId le ressort, ou {@code null} pour toute la France */
    List<Ligne> lister(Long structureId, Collection<Adhesion.Etat> etats, String recherche, int premiere, int combien);

    Map<Adhesion.Etat, Long> compter(Long structureId, String recherche);

    /** L'inscription la plus ancienne que le CNFPT n'a ni validée ni refusée. */
    Optional<OffsetDateTime> plusAncienneAValider(Long structureId);

    /** Les collectivités du ressort qui ne sont pas encore opérationnelles, les plus peuplées d'abord. */
    List<Candidate> candidates(Long structureId, String recherche, int combien);

    /** Les conditions d'utilisation en vigueur ce jour. */
    Conditions conditions(LocalDate jour);

    record Conditions(int version, LocalDate du, String texte) {
        public String duEnClair() {
            return Texte.date(du);
        }

        public List<String> alineas() {
            return List.of(texte.split("\n\n"));
        }
    }

    record Candidate(long id, String nom, String siren, String departement, Integer population, Adhesion.Etat etat) {
        public boolean commencee() {
            return etat != null;
        }
    }

    record Ligne(
            long id,
            long collectiviteId,
            String collectivite,
            String siren,
            String departement,
            Integer population,
            String delegation,
            String code,
            Adhesion.Etat etat,
            OffsetDateTime remiseLe,
            String remisePar,
            OffsetDateTime expireLe,
            OffsetDateTime inscriteLe,
            String prenom,
            String nom,
            String fonction,
            String courriel,
            String telephone,
            String adresse,
            Integer conditionsVersion,
            OffsetDateTime activeeLe,
            OffsetDateTime valideeLe,
            String valideePar,
            OffsetDateTime refuseeLe,
            String refuseePar,
            String motif,
            OffsetDateTime operationnelleLe,
            OffsetDateTime lienCreeLe,
            OffsetDateTime lienExpireLe,
            OffsetDateTime maintenant) {
        public String gestionnaire() {
            return nom == null ? "" : prenom + " " + nom;
        }

        public boolean inscrite() {
            return inscriteLe != null;
        }

        public boolean aValider() {
            return etat == Adhesion.Etat.INSCRITE || etat == Adhesion.Etat.ACTIVEE;
        }

        public boolean refusable() {
            return aValider() || etat == Adhesion.Etat.VALIDEE;
        }

        public boolean lienRenvoyable() {
            return etat == Adhesion.Etat.INSCRITE || etat == Adhesion.Etat.VALIDEE;
        }

        public boolean aRefaire() {
            return etat == Adhesion.Etat.REMISE || etat == Adhesion.Etat.REFUSEE || lienRenvoyable();
        }

        /** Où elle en est, en une phrase. */
        public String phrase() {
            return switch (etat) {
                case REMISE ->
                    expireLe.isAfter(maintenant)
                            ? "Identifiants remis le " + jour(remiseLe) + " par " + remisePar + ", valables jusqu'au "
                                    + jour(expireLe) + "."
                            : "Identifiants expirés depuis le " + jour(expireLe) + " : remettez-en d'autres.";
                case INSCRITE ->
                    "Inscrite le " + jour(inscriteLe) + ", " + lien()
                            + ", pas encore activée ; elle attend aussi votre validation.";
                case ACTIVEE ->
                    "Inscrite le " + jour(inscriteLe) + ", activée le " + jour(activeeLe)
                            + " ; elle n'attend plus que votre validation.";
                case VALIDEE ->
                    "Validée le " + jour(valideeLe) + " par " + valideePar + ", " + lien()
                            + " ; elle attend l'activation du compte.";
                case OPERATIONNELLE ->
                    "Opérationnelle depuis le " + jour(operationnelleLe) + ", validée par " + valideePar + ".";
                case REFUSEE -> "Refusée le " + jour(refuseeLe) + " par " + refuseePar + " : " + motif;
            };
        }

        private String lien() {
            return lienCreeLe == null
                    ? "lien à renvoyer"
                    : lienExpireLe.isAfter(maintenant)
                            ? "lien envoyé le " + jour(lienCreeLe)
                            : "lien expiré depuis le " + jour(lienExpireLe);
        }

        private static String jour(OffsetDateTime d) {
            return Texte.date(d.atZoneSameInstant(Horloge.PARIS).toLocalDate());
        }
    }
}
