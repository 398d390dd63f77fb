package fr.cnfpt.inscription.abonnements.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.persistence.Abonnements;
import fr.cnfpt.inscription.abonnements.persistence.Abonnements.Annonce;
import fr.cnfpt.inscription.circuit.persistence.FluxDesChangements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dépose, pour un abonné, ce qui suit le dernier changement annoncé : le flux de son employeur dit ce qui est validé,
 * et chaque changement une fois. Le curseur et les annonces sont d'une seule transaction.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class AnnoncerLesChangements {

    private static final int LOT = 500;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    FluxDesChangements flux;

    @Inject
    Abonnements abonnements;

    @Inject
    Horloge horloge;

    /** @return vrai s'il en reste peut-être */
    public boolean deposer(long abonnementId) {
        Optional<Abonnement> tenu = abonnements.tenir(abonnementId);
        if (tenu.isEmpty()) {
            return false;
        }
        Abonnement a = tenu.get();
        Instant maintenant = horloge.maintenant();
        List<FluxDesChangements.Ligne> lues = courant.agirComme(
                pourSaCollectivite(a),
                () -> flux.lire(a.collectiviteId(), portees.courante(), a.numero(), LOT, maintenant));
        if (lues.isEmpty()) {
            return false;
        }
        abonnements.deposer(
                a.id(),
                lues.stream()
                        .filter(l -> a.veut(l.etat()) && !l.quand().isBefore(a.creeLe()))
                        .map(AnnoncerLesChangements::annonce)
                        .toList(),
                maintenant);
        abonnements.avancer(a.id(), lues.get(lues.size() - 1).numero());
        return lues.size() == LOT;
    }

    private static Utilisateur pourSaCollectivite(Abonnement a) {
        return new Utilisateur(
                0, "abonnement", "abonnement " + a.id(), Role.PARTENAIRE, a.collectiviteId(), null, null, null);
    }

    /** Ni nom, ni motif : un numéro, un état, et où lire le reste avec son jeton. */
    private static Annonce annonce(FluxDesChangements.Ligne l) {
        String type = "bulletin." + l.etat().name().toLowerCase(Locale.ROOT);
        return new Annonce(
                type,
                corps(
                        type,
                        l.quand(),
                        "{\"bulletin\":" + l.bulletinId() + ",\"session\":" + l.sessionId() + ",\"etat\":\"" + l.etat()
                                + "\",\"lien\":\"" + Parametres.adresse() + "/api/v1/bulletins/" + l.bulletinId()
                                + "\"}"));
    }

    static Annonce essai(Instant quand) {
        return new Annonce(Livraison.ESSAI, corps(Livraison.ESSAI, quand, "{}"));
    }

    private static String corps(String type, Instant quand, String donnees) {
        return "{\"type\":\"" + type + "\",\"timestamp\":\"" + quand + "\",\"data\":" + donnees + "}";
    }
}
