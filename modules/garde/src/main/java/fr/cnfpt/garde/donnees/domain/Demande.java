package fr.cnfpt.garde.donnees.domain;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Ce qu'un agent demande sur ses données : qu'on les corrige, ou qu'on les efface. Elle a une échéance (RGPD, art. 12
 * §3) et une réponse : faite, ou refusée en disant pourquoi. Une fois l'agent effacé, il n'en reste que les dates.
 *
 * @param agent le nom actuel de l'agent, ou son pseudonyme
 */
public record Demande(
        long id,
        long agentId,
        long collectiviteId,
        Nature nature,
        String texte,
        OffsetDateTime deposeeLe,
        LocalDate echeance,
        Issue issue,
        String reponse,
        OffsetDateTime repondueLe,
        String reponduePar,
        String agent,
        String matricule,
        String courriel) {

    public enum Nature {
        RECTIFICATION("Rectification"),
        EFFACEMENT("Effacement");

        private final String libelle;

        Nature(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    public enum Issue {
        RECTIFIEE("rectifiée", "bon"),
        REFUSEE("refusée", "mauvais"),
        EFFACEE("effacée", "bon");

        private final String libelle;
        private final String ton;

        Issue(String libelle, String ton) {
            this.libelle = libelle;
            this.ton = ton;
        }

        public String getLibelle() {
            return libelle;
        }

        public String getTon() {
            return ton;
        }
    }

    /**
     * @return le texte sans blancs autour @throws Refus invalide, nommant le champ, s'il manque, dépasse 1 000
     *     caractères ou contient un NIR
     */
    public static String exigerTexte(String champ, String saisi, String manque) {
        String t = saisi == null ? "" : saisi.strip();
        if (t.isEmpty() || t.length() > 1000) {
            throw Refus.invalide("texte-de-demande", champ, t.isEmpty() ? manque : "1 000 caractères au plus.");
        }
        Nir.refuserDans(champ, t);
        return t;
    }

    /** @throws Refus conflit, si elle a déjà sa réponse ou si ce n'est pas ce qui est demandé */
    public void exigerOuverte(Nature attendue) {
        if (issue != null) {
            throw Refus.conflit("demande-repondue", "Cette demande a déjà sa réponse.");
        }
        if (attendue != null && nature != attendue) {
            throw Refus.conflit(
                    "demande-autre", "Cette demande n'est pas une demande de " + attendue.libelle.toLowerCase() + ".");
        }
    }

    public boolean ouverte() {
        return issue == null;
    }

    public String deposeeLeEnClair() {
        return Texte.moment(deposeeLe.toInstant());
    }

    public String echeanceEnClair() {
        return Texte.date(echeance);
    }

    public String repondueLeEnClair() {
        return repondueLe == null
                ? ""
                : Texte.date(repondueLe.atZoneSameInstant(Horloge.PARIS).toLocalDate());
    }
}
