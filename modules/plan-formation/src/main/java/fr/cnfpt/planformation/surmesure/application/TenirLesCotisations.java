package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations.ConstatDeCotisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** La délégation constate jusqu'à quel jour un employeur de son ressort est à jour de sa cotisation. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TenirLesCotisations {

    private static final int ANNEES_AU_PLUS = 2;

    @Inject
    Cotisations cotisations;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** Le dernier constat d'un employeur. {@code aJour} : aujourd'hui. */
    public record Constatee(ConstatDeCotisation constat, String employeur, String siren, boolean aJour) {}

    /** Qui échoit le premier d'abord. */
    public List<Constatee> lister(int premiere, int combien) {
        List<ConstatDeCotisation> lus = cotisations.lister(portees.courante(), premiere, combien);
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                lus.stream().map(ConstatDeCotisation::collectiviteId).toList());
        LocalDate jour = horloge.aujourdhui();
        return lus.stream()
                .map(c -> new Constatee(
                        c,
                        employeurs.containsKey(c.collectiviteId())
                                ? employeurs.get(c.collectiviteId()).nom()
                                : "Employeur clos",
                        employeurs.containsKey(c.collectiviteId())
                                ? employeurs.get(c.collectiviteId()).siren()
                                : "",
                        !c.aJourAu().isBefore(jour)))
                .toList();
    }

    public long compter() {
        return cotisations.compter(portees.courante());
    }

    static void exigerUnJour(LocalDate aJourAu, LocalDate jour) {
        if (aJourAu == null
                || aJourAu.isAfter(jour.plusYears(ANNEES_AU_PLUS))
                || aJourAu.isBefore(jour.minusYears(ANNEES_AU_PLUS))) {
            throw Refus.invalide(
                    "cotisation-incorrecte",
                    "jusquAu",
                    "Donnez le dernier jour couvert par la cotisation versée, à deux ans près.");
        }
    }

    /** @throws Refus invalide, nommant le champ */
    public void constater(Long collectiviteId, LocalDate aJourAu) {
        CollectiviteInfo c = (collectiviteId == null
                        ? java.util.Optional.<CollectiviteInfo>empty()
                        : annuaire.collectivite(collectiviteId))
                .filter(x -> x.estVuePar(portees.courante()))
                .orElseThrow(() -> Refus.invalide(
                        "collectivite-inconnue", "collectivite", "Choisissez un employeur de votre ressort."));
        exigerUnJour(aJourAu, horloge.aujourdhui());
        cotisations.constater(
                c.id(),
                c.structureId(),
                aJourAu,
                horloge.maintenant(),
                courant.get().nom());
        journal.noter(
                "cotisation-constatee",
                "collectivité " + c.id(),
                "cotisation à jour jusqu'au " + Texte.date(aJourAu),
                c.id());
    }
}
