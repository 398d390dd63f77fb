package fr.cnfpt.annuaire.api;

import java.time.LocalDate;
import java.util.Optional;

/** Les agents engendrés de la démonstration ; aucun n'est une personne réelle. */
public interface AgentsDeDemonstration {

    /** Un grand employeur, de quelques milliers d'agents : la Métropole européenne de Lille. */
    String GRAND_EMPLOYEUR = "200093201";

    /** Outre-mer, à son heure : Saint-Denis de La Réunion. */
    String OUTRE_MER = "219740115";

    /** Une petite commune qu'une seule personne administre : Fontaine-Notre-Dame. */
    String PETITE_COMMUNE = "215902446";

    /** L'employeur fictif où un éditeur essaie (docs/adr/0052). */
    String BAC_A_SABLE = "000000042";

    /** À Denain, le matricule de qui est allé travailler à Valenciennes. */
    String PARTIE_A_VALENCIENNES = "1010";

    /** À Denain, le matricule de qui tient le même statut à Valenciennes. */
    String INTERCOMMUNALE = "1011";

    /** À Denain, le matricule de qui s'en est allé et dont les données ont été effacées. */
    String EFFACE = "1029";

    /**
     * Marque les collectivités de la démonstration, dont ces deux-ci, et y engendre des agents. @return combien, 0 si
     * c'est déjà fait
     */
    int engendrer(String sirenPrincipal, String sirenVoisin);

    long collectivite(String siren);

    /**
     * Le bac à sable, opérationnel, enregistré s'il ne l'est pas. Nul agent : l'éditeur y met les siens, et la
     * démonstration n'y fait rien d'elle-même.
     */
    long bacASable();

    /** @return un agent qui a une équipe */
    long premierResponsable(long collectiviteId);

    /** @param rang 1 pour le premier @return cet agent de cette équipe, par matricule */
    long membre(long responsableId, int rang);

    /** L'agent de ce matricule, s'il y en a un. */
    Optional<Long> agent(long collectiviteId, String matricule);

    /** La fiche que la même personne a chez cet autre employeur, créée s'il le faut. */
    long aussiChez(long agentId, long collectiviteId);

    /** Cet agent n'y est plus à partir de ce jour. */
    void partir(long agentId, LocalDate jour);
}
