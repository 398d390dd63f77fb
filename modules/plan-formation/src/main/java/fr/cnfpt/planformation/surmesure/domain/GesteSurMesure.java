package fr.cnfpt.planformation.surmesure.domain;

import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.ACCEPTEE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.BROUILLON;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.CONVENTION;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.ENVOYEE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.PROPOSEE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.PUBLIEE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.REFUSEE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.RETIREE;
import static fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat.SIGNEE;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import java.util.List;
import java.util.Set;

/**
 * Ce qu'on fait d'une demande sur mesure : qui, de quels états, vers lequel. Rien d'autre ne change un état ;
 * docs/adr/0042 en dit le tableau.
 */
public enum GesteSurMesure {
    COMPLETER("Compléter le besoin", Qui.PORTEUSE, null, "compléter le besoin", BROUILLON),
    INVITER("Inviter un employeur à l'union, ou ne plus l'inviter", Qui.PORTEUSE, null, "inviter", BROUILLON),
    REPONDRE("Répondre à l'invitation", Qui.INVITEE, null, "répondre à l'invitation", BROUILLON),
    NOMMER(
            "Nommer ses agents, ou ne plus les nommer",
            Qui.EMPLOYEUR,
            null,
            "nommer d'agents",
            BROUILLON,
            ENVOYEE,
            PROPOSEE,
            ACCEPTEE,
            CONVENTION,
            SIGNEE),
    ENVOYER("Envoyer à la délégation", Qui.PORTEUSE, ENVOYEE, "envoyer", BROUILLON),
    PROPOSER("Proposer dates, lieu et prix", Qui.CNFPT, PROPOSEE, "proposer", ENVOYEE, PROPOSEE),
    DECLINER("Décliner la proposition", Qui.PORTEUSE, ENVOYEE, "décliner la proposition", PROPOSEE),
    ACCEPTER("Accepter la proposition", Qui.PORTEUSE, ACCEPTEE, "accepter la proposition", PROPOSEE),
    ETABLIR("Établir la convention", Qui.CNFPT, CONVENTION, "établir la convention", ACCEPTEE),
    SIGNER("Noter que la convention est signée", Qui.CNFPT, SIGNEE, "noter la signature", CONVENTION),
    PUBLIER("Publier la session", Qui.CNFPT, PUBLIEE, "publier la session", SIGNEE),
    REFUSER("Refuser, avec un motif", Qui.CNFPT, REFUSEE, "refuser", ENVOYEE, PROPOSEE),
    RETIRER("Retirer la demande", Qui.PORTEUSE, RETIREE, "retirer", BROUILLON, ENVOYEE, PROPOSEE, ACCEPTEE, CONVENTION);

    /** Qui fait le geste. */
    public enum Qui {
        PORTEUSE("RH de l'employeur qui la porte"),
        INVITEE("RH d'un employeur invité"),
        EMPLOYEUR("RH de chaque employeur qui vient"),
        CNFPT("délégation, siège");

        private final String libelle;

        Qui(String libelle) {
            this.libelle = libelle;
        }

        public String libelle() {
            return libelle;
        }
    }

    private final String libelle;
    private final Qui qui;
    private final Etat vers;
    private final String verbe;
    private final Set<Etat> depuis;

    GesteSurMesure(String libelle, Qui qui, Etat vers, String verbe, Etat... depuis) {
        this.libelle = libelle;
        this.qui = qui;
        this.vers = vers;
        this.verbe = verbe;
        this.depuis = Set.copyOf(List.of(depuis));
    }

    public String libelle() {
        return libelle;
    }

    public Qui qui() {
        return qui;
    }

    /** L'état où il mène, ou {@code null} : il n'en change pas. */
    public Etat vers() {
        return vers;
    }

    public boolean admet(Etat etat) {
        return depuis.contains(etat);
    }

    /** @throws Refus conflit, s'il ne se fait pas de cet état */
    public void exigerDepuis(Etat etat) {
        if (!admet(etat)) {
            throw Refus.conflit(
                    "etat-de-la-demande",
                    "On ne peut plus " + verbe + " : cette demande est à l'état « " + etat.getLibelle()
                            + " ». Relisez-la.");
        }
    }
}
