package fr.cnfpt.inscription.quotas.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Promu;
import fr.cnfpt.inscription.quotas.persistence.Quotas;
import fr.cnfpt.inscription.quotas.persistence.Quotas.Part;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * La délégation dit combien de places d'une session une même collectivité tient au plus. Relevé ou ôté, il fait avancer
 * la file aussitôt ; nul ne perd une place parce qu'il baisse.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReglerLeQuota {

    /** Plus que toute session où l'on vient. */
    public static final int MAXIMUM = 10_000;

    @Inject
    Quotas quotas;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    SessionsSuivies suivies;

    @Inject
    RendreLaPlace rendu;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Ce que tient une collectivité, sous son nom. */
    public record PartNommee(String collectivite, int tenues, int attendues) {}

    /** @param quota {@code null} : aucun */
    public record Reglage(Integer quota, List<PartNommee> parts) {}

    public Reglage lire(long session) {
        sienne(session);
        return new Reglage(quotas.de(session).orElse(null), nommer(quotas.parts(session)));
    }

    /**
     * @param quota {@code null} : aucun
     * @return combien de demandes de la file ont eu une place
     * @throws Refus si une collectivité en tient déjà plus, ou si la session a commencé
     */
    public int executer(long session, Integer quota) {
        SessionInfo s = sienne(session);
        if (quota != null && (quota < 1 || quota > MAXIMUM)) {
            throw Refus.invalide(
                    "quota-invalide",
                    "quota",
                    "Le quota est un nombre de places, de 1 à " + Texte.nombre(MAXIMUM)
                            + ". Laissez vide pour n'en fixer aucun.");
        }
        if (quota != null && "INTRA".equals(s.type())) {
            throw Refus.conflit(
                    "session-d-un-seul-employeur",
                    "Cette session est à un seul employeur : un quota y fermerait des places que nul autre ne peut prendre. Changez plutôt son effectif.");
        }
        Ouverture.exigerAVenir(s, horloge.aujourdhui(s.fuseau()));
        places.verrouiller(session);
        Integer avant = quotas.de(session).orElse(null);
        if (Objects.equals(avant, quota)) {
            return 0;
        }
        if (quota != null && places.jauges(List.of(session)).get(session).selection() != Jauge.Selection.AUCUNE) {
            throw Refus.conflit(
                    "selection-et-quota",
                    "Les places de cette session se donnent à sélection : c'est elle, et non un quota, qui dit combien en a chaque collectivité.");
        }
        exigerAuDessusDesPlacesTenues(session, quota);
        quotas.regler(session, quota);
        journal.noter(
                "quota-regle",
                "session " + session,
                quota == null
                        ? "Plus de quota par collectivité"
                        : Texte.pluriel(quota, "place", "places") + " au plus par collectivité",
                null);
        // Baissé, il ne donne de place à personne : une place qui ne va plus à la file n'y va pas davantage.
        if (avant == null || quota != null && quota < avant) {
            return 0;
        }
        List<Promu> promus = suivies.avancerLaFile(
                session,
                "Le quota par collectivité a changé : une place est tenue pour cette demande",
                horloge.maintenant());
        rendu.offrir(s, promus);
        return promus.size();
    }

    private void exigerAuDessusDesPlacesTenues(long session, Integer quota) {
        List<PartNommee> trop = quota == null
                ? List.of()
                : nommer(quotas.parts(session).stream()
                        .filter(p -> p.tenues() > quota)
                        .toList());
        if (!trop.isEmpty()) {
            throw Refus.invalide(
                    "quota-sous-les-places",
                    "quota",
                    trop.get(0).collectivite() + " tient déjà "
                            + Texte.pluriel(trop.get(0).tenues(), "place", "places")
                            + (trop.size() == 1
                                    ? ""
                                    : ", et "
                                            + Texte.pluriel(
                                                    trop.size() - 1L, "autre collectivité", "autres collectivités")
                                            + " plus de " + quota)
                            + " : gardez un quota d'au moins " + trop.get(0).tenues()
                            + ", ou refusez ou annulez d'abord des demandes, avec leur motif.");
        }
    }

    private List<PartNommee> nommer(List<Part> parts) {
        Map<Long, CollectiviteInfo> noms =
                annuaire.collectivites(parts.stream().map(Part::collectiviteId).toList());
        return parts.stream()
                .map(p -> new PartNommee(noms.get(p.collectiviteId()).nom(), p.tenues(), p.attendues()))
                .toList();
    }

    private SessionInfo sienne(long session) {
        return offre.sessionOrganisee(session, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }
}
