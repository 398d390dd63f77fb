package fr.cnfpt.acces.comptes.port;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Qui, dans une collectivité, a un compte. */
public interface Acces {

    enum Etat {
        INVITE("invité", "Invités", "attente"),
        ACTIF("actif", "Actifs", "bon"),
        FERME("fermé", "Fermés", "neutre");

        private final String libelle;
        private final String onglet;
        private final String ton;

        Etat(String libelle, String onglet, String ton) {
            this.libelle = libelle;
            this.onglet = onglet;
            this.ton = ton;
        }

        public String getLibelle() {
            return libelle;
        }

        public String getOnglet() {
            return onglet;
        }

        public String getTon() {
            return ton;
        }
    }

    record Ligne(
            long id,
            String identifiant,
            String nom,
            Role role,
            String courriel,
            Etat etat,
            String matricule,
            OffsetDateTime lienCreeLe,
            OffsetDateTime lienExpireLe,
            OffsetDateTime maintenant) {
        /** Ce que l'état ne dit pas : où en est le lien d'un invité. */
        public String precision() {
            return etat != Etat.INVITE || lienCreeLe == null
                    ? ""
                    : lienExpireLe.isAfter(maintenant)
                            ? "lien envoyé le " + jour(lienCreeLe)
                            : "lien expiré depuis le " + jour(lienExpireLe);
        }

        private static String jour(OffsetDateTime d) {
            return Texte.date(d.atZoneSameInstant(Horloge.PARIS).toLocalDate());
        }
    }

    /** Ses gestionnaires d'abord, puis par nom. @param etat ou {@code null} pour tous */
    List<Ligne> lister(long collectiviteId, Etat etat, String recherche, int premiere, int combien);

    Map<Etat, Long> compter(long collectiviteId, String recherche);

    /** Ses gestionnaires qui peuvent entrer, verrouillés : deux fermetures simultanées se suivent. */
    List<Long> gestionnairesActifs(long collectiviteId);
}
