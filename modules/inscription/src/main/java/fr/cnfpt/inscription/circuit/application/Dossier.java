package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins.Fin;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Placement;
import java.time.Instant;
import java.util.List;

/**
 * Un bulletin avec tout ce qu'il faut pour le comprendre : la personne, la session, les places, les règles, l'histoire.
 *
 * @param moment où en est la session
 * @param avisPlusAttendu pourquoi l'avis qu'elle attendait ne l'est plus, ou {@code null}
 */
public record Dossier(
        Ligne ligne,
        AgentInfo agent,
        CollectiviteInfo collectivite,
        SessionInfo session,
        Jauge jauge,
        List<Constat> regles,
        List<Pas> histoire,
        String avisPlusAttendu,
        Moment moment) {

    public boolean admet(Geste geste) {
        return geste.admet(etat(), moment);
    }

    /** Vrai si la RH peut la valider : l'avis est rendu, ou n'est plus attendu. */
    public boolean aValider() {
        return etat() == Etat.AVIS_RENDU || avisPlusAttendu != null;
    }

    /** Ce que dit une règle de ce dossier. {@code verdict} : oui, non ou attention. */
    public record Constat(String verdict, String texte, String source) {
        public String annonce() {
            return switch (verdict) {
                case "oui" -> "Règle remplie : ";
                case "non" -> "Règle non remplie : ";
                default -> "À savoir : ";
            };
        }
    }

    /** Un pas de l'histoire. */
    public record Pas(Instant quand, Etat etat, String texte, String motif, String par) {
        public String quandEnClair() {
            return fr.cnfpt.commun.Texte.moment(quand);
        }
    }

    public Etat etat() {
        return ligne.etat();
    }

    /**
     * Le pas par lequel la collectivité l'a transmise, ou {@code null} : elle ne l'est pas, ou vient d'une autre, qui
     * l'a.
     */
    public Pas visa() {
        return histoire.stream()
                .filter(p ->
                        p.etat() == Etat.TRANSMISE || p.etat() == Etat.LISTE_ATTENTE || p.etat() == Etat.EN_SELECTION)
                .reduce((recent, ancien) -> ancien)
                .filter(p ->
                        !p.texte().equals(Placement.PAR_LE_CNFPT) && !p.texte().equals(Placement.SUR_INVITATION))
                .orElse(null);
    }

    /** « En liste d'attente, 2e sur 4 » */
    public String situation() {
        return avisPlusAttendu != null
                ? "À valider par le service formation"
                : ligne.etat() == Etat.LISTE_ATTENTE
                        ? "En liste d'attente, " + ligne.position() + (ligne.position() == 1 ? "er" : "e") + " sur "
                                + jauge.enAttente()
                        : ligne.libelle();
    }

    /** Ce que cela veut dire et ce qui vient. */
    public String explication() {
        return switch (ligne.etat()) {
            case PREINSCRIPTION ->
                avisPlusAttendu != null
                        ? "L'avis du responsable n'est plus attendu : " + avisPlusAttendu
                                + ". Le service formation décide. Rien n'est encore transmis au CNFPT."
                        : "Le responsable donne son avis, puis le service formation valide. Rien n'est encore transmis au CNFPT.";
            case AVIS_RENDU -> "Le service formation décide. Rien n'est encore transmis au CNFPT.";
            case TRANSMISE -> "Une place est tenue dans la session. La délégation examine la demande, puis convoque.";
            case EN_SELECTION ->
                "Personne n'a encore de place : " + Texte.pluriel(jauge.enSelection(), "demande", "demandes") + " pour "
                        + Texte.pluriel(jauge.capacite(), "place", "places")
                        + ". La délégation décide après la clôture, le " + Texte.jour(session.cloture())
                        + " ; vous lirez ici le rang et ce qui l'explique.";
            case LISTE_ATTENTE ->
                "La session compte " + jauge.capacite()
                        + " places, toutes prises. Une place qui se libère va aussitôt à la première demande de la file.";
            case ACCEPTEE -> "La place est acquise. La convocation suit.";
            case CONVOQUEE -> "La convocation est à télécharger ci-dessous.";
            case PRESENTE -> "L'attestation sera délivrée par la délégation.";
            case ABSENTE -> "Sans présence, il n'y a pas d'attestation.";
            case ATTESTEE -> "L'attestation est à télécharger dans «\u00a0Attestations\u00a0».";
            case REFUSEE, ANNULEE ->
                ligne.fin() == Fin.CHANGEMENT_REFUSE
                        ? "La session avait changé. Ce n'est ni une absence ni un désistement : l'histoire du bulletin dit qui a refusé. Une nouvelle demande reste possible."
                        : "Le motif est dans l'histoire du bulletin. Une nouvelle demande reste possible.";
        };
    }
}
