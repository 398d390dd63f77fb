package fr.cnfpt.attestation.transmissions.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.Instant;
import java.util.Locale;

/**
 * Un lien donné à un tiers : il ouvre des copies jusqu'à une date, sauf si l'on reprend. Ce qui prouve une formation
 * est à l'agent, qui le montre à qui il veut (décret 2008-830, art. 2 et 6) ; l'employeur transmet ce qu'il tient de
 * lui.
 *
 * @param agentId celui dont ce sont les documents, tel que cette collectivité le connaît
 * @param parNom qui l'a transmise
 * @param reprisePar qui l'a reprise, ou {@code null}
 * @param ouvertures combien de fois un document a été pris
 */
public record Transmission(
        long id,
        Par par,
        long collectiviteId,
        long agentId,
        long parCompteId,
        String parNom,
        String destinataire,
        Instant transmiseLe,
        Instant expireLe,
        Instant repriseLe,
        String reprisePar,
        int ouvertures,
        Instant derniereOuvertureLe) {

    /** Le plus de documents qu'un lien porte ; la base le tient aussi. */
    public static final int DOCUMENTS_AU_PLUS = 20;

    private static final String ADRESSE = "[^@\\s\\p{Cntrl}<>,;]+@[^@\\s\\p{Cntrl}<>,;]+\\.[^@\\s\\p{Cntrl}<>,;]+";

    /** Qui transmet. */
    public enum Par {
        AGENT,
        /** Un gestionnaire ou le SIRH, au nom de la collectivité. */
        EMPLOYEUR
    }

    /** Où en est le lien. */
    public enum Situation {
        EN_COURS("en cours"),
        REPRISE("reprise"),
        EXPIREE("expirée");

        private final String libelle;

        Situation(String libelle) {
            this.libelle = libelle;
        }

        public String libelle() {
            return libelle;
        }
    }

    public Situation situation(Instant maintenant) {
        return repriseLe != null
                ? Situation.REPRISE
                : maintenant.isBefore(expireLe) ? Situation.EN_COURS : Situation.EXPIREE;
    }

    public boolean ouvre(Instant maintenant) {
        return situation(maintenant) == Situation.EN_COURS;
    }

    /** @throws Refus conflit, si le lien n'ouvre déjà plus rien */
    public void exigerQuElleSeReprenne(Instant maintenant) {
        switch (situation(maintenant)) {
            case REPRISE ->
                throw Refus.conflit(
                        "deja-reprise",
                        "Cette transmission est déjà reprise, depuis le " + Texte.moment(repriseLe)
                                + " : le lien n'ouvre plus rien.");
            case EXPIREE ->
                throw Refus.conflit(
                        "deja-expiree",
                        "Ce lien n'ouvre plus rien depuis le " + Texte.moment(expireLe)
                                + " : il n'y a plus rien à reprendre.");
            case EN_COURS -> {}
        }
    }

    /** @return l'adresse, telle qu'on l'écrira @throws Refus invalide */
    public static String destinataire(String saisi) {
        String s = saisi == null ? "" : saisi.strip().toLowerCase(Locale.ROOT);
        if (s.isEmpty()) {
            throw Refus.invalide("champ-absent", "destinataire", "Donnez l'adresse de courriel de qui les recevra.");
        }
        if (s.length() > 254 || !s.matches(ADRESSE)) {
            throw Refus.invalide(
                    "courriel-invalide", "destinataire", "Cette adresse de courriel n'a pas la forme nom@domaine.fr.");
        }
        return s;
    }

    /** @throws Refus invalide */
    public static void exigerDesDocuments(int combien) {
        if (combien == 0) {
            throw Refus.invalide("liste-vide", "documents", "Choisissez au moins un document à transmettre.");
        }
        if (combien > DOCUMENTS_AU_PLUS) {
            throw Refus.invalide(
                    "trop-de-documents",
                    "documents",
                    DOCUMENTS_AU_PLUS + " documents au plus par transmission : faites-en une autre pour le reste.");
        }
    }
}
