package fr.cnfpt.attestation.attestations.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Les attestations délivrées. */
public interface Attestations {

    /** Fait attendre son tour à qui délivrerait la même session au même moment, jusqu'à la fin de la transaction. */
    void prendreSonTour(long sessionId);

    /** Le rang national suivant ; un rang perdu n'est pas repris. */
    long rangSuivant();

    void ajouter(Attestation attestation);

    Optional<Attestation> parId(long id);

    Optional<Attestation> parJeton(String jeton);

    /** En vigueur et révoquées. */
    List<Attestation> deLaSession(long sessionId);

    /** De la plus récente à la plus ancienne. */
    Page lister(Portee portee, String recherche, LocalDate depuis, int premiere, int combien);

    /** De même, après ce repère ({@code null} : de la première), sans les compter. */
    List<Resume> suivantes(Portee portee, String recherche, LocalDate depuis, Repere apres, int combien);

    /** Où reprendre une liste : l'heure d'émission, l'identifiant pour départager. */
    record Repere(Instant emiseLe, long id) {}

    record Page(List<Resume> lignes, long total) {}

    /** Une attestation dans une liste. */
    record Resume(
            long id,
            String numero,
            long sessionId,
            long agentId,
            String nom,
            String employeur,
            String intitule,
            LocalDate debut,
            LocalDate fin,
            BigDecimal heures,
            Instant emiseLe,
            Instant revoqueeLe,
            String motif) {
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
