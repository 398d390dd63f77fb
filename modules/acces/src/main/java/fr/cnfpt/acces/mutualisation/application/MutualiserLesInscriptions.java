package fr.cnfpt.acces.mutualisation.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * La mutualisation de la fonction formation (source 001) : une collectivité se rattache à une « collectivité
 * gestionnaire » ou à son centre de gestion, qui agit alors pour elle. Elle le décide elle-même, ou sa délégation pour
 * celles qui n'ont personne ; l'une comme l'autre, ou le gestionnaire, y met fin. Rien ne s'efface : un rattachement
 * fini garde ses dates.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.DELEGATION, Role.SIEGE})
public class MutualiserLesInscriptions {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Rattachements rattachements;

    @Inject
    Acteurs acteurs;

    @Inject
    Annuaire annuaire;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Ceux qui courent ou sont à venir, vus de sa place. */
    public Liste.Page<Rattachements.Ligne> enCours(String recherche, Tri tri, int premiere, int combien) {
        return rattachements.lire(portees.courante(), horloge.aujourdhui(), recherche, tri, premiere, combien);
    }

    /**
     * À partir d'aujourd'hui.
     *
     * @throws Refus conflit si la collectivité est déjà rattachée ou gère elle-même celle qu'on lui donne ; introuvable
     *     hors de sa portée
     */
    public void rattacher(long collectiviteId, long gestionnaireId) {
        CollectiviteInfo collectivite = aSaPortee(
                collectiviteId,
                () -> Refus.introuvable(
                        "collectivite-inconnue", "Cette collectivité n'existe pas dans votre ressort."));
        CollectiviteInfo gestionnaire = annuaire.collectivite(gestionnaireId)
                .orElseThrow(() ->
                        Refus.introuvable("collectivite-inconnue", "Cette collectivité gestionnaire n'existe pas."));
        if (collectiviteId == gestionnaireId) {
            throw Refus.invalide(
                    "rattachement-a-soi", "gestionnaire", "Une collectivité ne se rattache pas à elle-même.");
        }
        if (rattachements.de(collectiviteId, horloge.aujourdhui()).stream()
                .anyMatch(r -> r.gestionnaireId() == collectiviteId)) {
            throw Refus.conflit(
                    "gestionnaire-rattachee",
                    collectivite.nom()
                            + " gère déjà les inscriptions d'autres collectivités : elle ne peut pas confier les siennes.");
        }
        if (rattachements.de(gestionnaireId, horloge.aujourdhui()).stream()
                .anyMatch(r -> r.collectiviteId() == gestionnaireId)) {
            throw Refus.conflit(
                    "gestionnaire-deja-rattachee",
                    gestionnaire.nom() + " a elle-même confié ses inscriptions : choisissez une autre collectivité.");
        }
        rattachements
                .ouvrir(collectiviteId, gestionnaireId, horloge.aujourdhui(), "mutualisation de la fonction formation")
                .orElseThrow(() -> Refus.conflit(
                        "deja-rattachee",
                        collectivite.nom() + " est déjà rattachée : mettez d'abord fin à son rattachement."));
        journal.noter(
                "rattachement-ouvert",
                "collectivité " + collectivite.siren(),
                collectivite.nom() + " confie ses inscriptions à " + gestionnaire.nom(),
                collectiviteId);
        prevenir(gestionnaireId, collectivite.nom() + " vous confie ses inscriptions", """
        Bonjour,

        Depuis le %s, %s vous confie ses inscriptions en formation. Pour agir en son nom, ouvrez la page
        « Pour qui j'agis » : %s/agir-pour.xhtml

        Vous pouvez y renoncer à tout moment dans « Réglages », « Mutualisation ».
        """.formatted(
                        Texte.jour(horloge.aujourdhui()), collectivite.nom(), Parametres.adresse()));
    }

    /** Prend fin aujourd'hui : dès maintenant le gestionnaire ne peut plus agir. */
    public void finir(long rattachementId) {
        Utilisateur u = courant.get();
        Rattachements.Ligne r = rattachements.parId(rattachementId).orElseThrow(MutualiserLesInscriptions::inconnu);
        if (!portees.courante().voit(null, r.gestionnaireId(), null)) {
            aSaPortee(r.collectiviteId(), MutualiserLesInscriptions::inconnu);
        }
        rattachements.finir(rattachementId, horloge.aujourdhui());
        journal.noter(
                "rattachement-fini",
                "collectivité " + r.collectiviteId(),
                r.gestionnaire() + " n'agit plus pour " + r.collectivite(),
                r.collectiviteId());
        prevenir(
                u.est(Role.GESTIONNAIRE_RH) && u.collectivite() == r.gestionnaireId()
                        ? r.collectiviteId()
                        : r.gestionnaireId(),
                "Fin de la mutualisation avec " + r.collectivite(),
                """
        Bonjour,

        Depuis le %s, %s n'agit plus pour %s. Ce qui a été inscrit le reste.
        """.formatted(Texte.jour(horloge.aujourdhui()), r.gestionnaire(), r.collectivite()));
    }

    private CollectiviteInfo aSaPortee(long collectiviteId, Supplier<Refus> sinon) {
        return annuaire.collectivite(collectiviteId)
                .filter(c -> c.estVuePar(portees.courante()))
                .orElseThrow(sinon);
    }

    private void prevenir(long collectiviteId, String objet, String texte) {
        acteurs.courrielsDesGestionnaires(collectiviteId)
                .forEach(c -> courriers.deposer(c, objet, texte, collectiviteId));
    }

    private static Refus inconnu() {
        return Refus.introuvable("rattachement-inconnu", "Ce rattachement n'existe pas, ou n'est pas le vôtre.");
    }
}
