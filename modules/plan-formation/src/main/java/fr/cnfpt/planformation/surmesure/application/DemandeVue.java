package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import fr.cnfpt.planformation.surmesure.domain.LigneDePrix;
import fr.cnfpt.planformation.surmesure.domain.Recevabilite;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Une demande telle que la voit qui l'ouvre.
 *
 * @param employeur qui la porte
 * @param stageCode la fiche demandée, ou {@code null}
 * @param gestes ce que cette personne peut faire maintenant
 * @param monEffectif ce qu'a répondu l'employeur invité qui regarde, ou {@code null}
 * @param recevabilite ce que disent les règles, à qui prépare la demande ou l'instruit
 * @param proposition la dernière, ou {@code null}
 * @param convention le document archivé, ou {@code null}
 * @param histoire du plus récent pas au plus ancien
 */
public record DemandeVue(
        long id,
        DemandeSurMesure.Type type,
        DemandeSurMesure.Etat etat,
        String employeur,
        long collectiviteId,
        long structureId,
        String structure,
        BesoinSurMesure besoin,
        String stageCode,
        int effectifTotal,
        List<Invitee> invitees,
        List<Nomme> nommes,
        Set<GesteSurMesure> gestes,
        Integer monEffectif,
        Recevabilite recevabilite,
        Offerte proposition,
        UUID convention,
        LocalDate signeeLe,
        Long sessionId,
        Instant envoyeeLe,
        List<Pas> histoire,
        int version) {

    /** @param effectif zéro si elle ne vient pas, ou n'a pas encore répondu */
    public record Invitee(long collectiviteId, String nom, boolean attendue, boolean vient, int effectif) {}

    /**
     * Un agent nommé : un employeur ne voit que les siens, la délégation tous.
     *
     * @param nom « Agent effacé » s'il n'existe plus
     * @param bulletinId {@code null} tant qu'il n'est pas inscrit
     * @param dit ce qui l'a empêché, ou son rang en liste d'attente ; sinon {@code null}
     */
    public record Nomme(
            long agentId, String employeur, String nom, String matricule, String metier, Long bulletinId, String dit) {}

    /** Ce que la délégation propose. */
    public record Offerte(
            long stageId,
            String stageCode,
            String intitule,
            LocalDate debut,
            LocalDate fin,
            LocalDate cloture,
            String horaires,
            String ville,
            String adresse,
            String codeInsee,
            int places,
            boolean nouvelle,
            BigDecimal jours,
            BigDecimal prix,
            String message,
            List<LigneDePrix> lignes) {}

    public record Pas(Instant quand, String texte, String motif, String par) {

        public String quandEnClair() {
            return Texte.moment(quand);
        }
    }

    public boolean peut(GesteSurMesure geste) {
        return gestes.contains(geste);
    }
}
