package fr.cnfpt.attestation.attestations.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Les attestations délivrées. */
public interface Attestations {

    /** Fait attendre son tour à qui délivrerait la même session au même moment, jusqu'à la fin de la transaction. */
    void prendreSonTour(long sessionId);

    /** Le rang national suivant ; un rang perdu n'est pas repris. */
    long rangSuivant();

    /** Toutes d'un coup ; leurs identifiants ne se lisent qu'ensuite. */
    void ajouter(List<Attestation> neuves);

    Optional<Attestation> parId(long id);

    /** Telle qu'elle est à cet instant, et que nul autre ne change avant la fin de la transaction. */
    Attestation verrouiller(Attestation attestation);

    Optional<Attestation> parJeton(String jeton);

    /** En vigueur et révoquées. */
    List<Attestation> deLaSession(long sessionId);

    /**
     * De la plus récente à la plus ancienne, celles que leur titulaire partage avec cette portée comprises.
     *
     * @param agentId celles d'un seul agent, tel que cette portée le connaît ; {@code null} : de tous
     */
    Page lister(Portee portee, String recherche, Long agentId, int premiere, int combien);

    /** De même, après ce repère ({@code null} : de la première), sans les compter. @param depuis émises de ce jour */
    List<Resume> suivantes(Portee portee, String recherche, LocalDate depuis, Repere apres, int combien);

    /** Le poste par lequel cette portée voit l'attestation que son titulaire partage ; vide si elle ne l'est pas. */
    Optional<Long> posteDuPartage(long id, Portee portee);

    /** Ce qui est partagé aujourd'hui avec l'employeur de ce poste. */
    Set<Long> partagees(long agentId);

    /** Cette attestation se montre à l'employeur de ce poste. @return faux si c'était déjà fait */
    boolean partager(long id, long agentId, long collectiviteId, long compteId, Instant le);

    /** Elle ne s'y montre plus. @return faux si ce n'était plus le cas */
    boolean reprendre(long id, long agentId, Instant le);

    /** Tout ce qui fut partagé en cette qualité cesse de l'être. */
    void reprendreTout(long compteId, Instant le);

    /** Où reprendre une liste : l'heure d'émission, l'identifiant pour départager. */
    record Repere(Instant emiseLe, long id) {}

    /** @param heures que créditent celles en vigueur, de toutes les pages */
    record Page(List<Resume> lignes, long total, BigDecimal heures) {}

    /**
     * Une attestation dans une liste.
     *
     * @param agentId l'agent ; pour une attestation partagée, le poste qu'il tient chez qui la lit
     * @param partagee on ne la voit que parce que son titulaire la partage
     */
    record Resume(
            long id,
            String numero,
            long sessionId,
            long agentId,
            long collectiviteId,
            boolean partagee,
            String nom,
            String employeur,
            String intitule,
            LocalDate debut,
            LocalDate fin,
            BigDecimal heures,
            Instant emiseLe,
            Instant revoqueeLe,
            String motif) {
        /** Chez qui elle fut obtenue n'est pas à dire à qui elle est partagée. */
        public String employeurMontre() {
            return partagee ? "un autre employeur" : employeur;
        }

        public String periode() {
            return Texte.periode(debut, fin);
        }

        public String heuresEnClair() {
            return Texte.nombre(heures) + " h";
        }

        public String emiseLeEnClair() {
            return Texte.date(emiseLe.atZone(fr.cnfpt.commun.Horloge.PARIS).toLocalDate());
        }

        public boolean enVigueur() {
            return revoqueeLe == null;
        }
    }
}
