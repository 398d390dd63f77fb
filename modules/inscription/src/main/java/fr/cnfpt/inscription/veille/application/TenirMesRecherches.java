package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Garder une recherche du catalogue, la renommer, en être prévenu ou non, en ouvrir le flux, l'oublier, la remettre.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH},
        deBranche = true)
public class TenirMesRecherches {

    /** De quoi suivre chaque métier d'un service ; au-delà, une liste ne se lit plus. */
    public static final int AU_PLUS = 20;

    private static final int NOM_MAXIMAL = 80;
    private static final int QUESTION_MAXIMALE = 1_000;

    @Inject
    UtilisateurCourant courant;

    @Inject
    RecherchesGardees recherches;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public List<RechercheGardee> lister() {
        return recherches.siennes(courant.get().compteId(), false);
    }

    /** Celles qui se remettent encore. */
    public List<RechercheGardee> oubliees() {
        return recherches.siennes(courant.get().compteId(), true);
    }

    /**
     * @param question l'adresse de la page, à partir de ce qui suit le point d'interrogation
     * @throws Refus invalide, nommant le champ ; conflit si le nom est pris, ou s'il y en a trop
     */
    public long garder(String nom, String question, boolean alerte) {
        String net = net(nom);
        String criteres = Criteres.lire(DemandeDeListe.lire(question)).question();
        if (criteres.length() > QUESTION_MAXIMALE) {
            throw Refus.invalide("recherche-trop-longue", "nom", "Cette recherche a trop de critères : ôtez-en.");
        }
        if (lister().size() >= AU_PLUS) {
            throw Refus.conflit(
                    "trop-de-recherches", "Vous gardez déjà " + AU_PLUS + " recherches : oubliez-en une d'abord.");
        }
        long id = recherches
                .garder(
                        courant.get().compteId(),
                        courant.get().collectivite(),
                        net,
                        criteres,
                        alerte,
                        Secret.aleatoire(),
                        horloge.maintenant())
                .orElseThrow(() -> nomPris(net));
        noter("recherche-gardee", id, alerte ? "Avec une alerte par courriel" : "Sans alerte");
        return id;
    }

    public void renommer(long id, String nom) {
        String net = net(nom);
        if (!recherches.renommer(sienne(id).id(), net)) {
            throw nomPris(net);
        }
    }

    public void alerter(long id, boolean alerte) {
        recherches.alerter(sienne(id).id(), alerte, horloge.maintenant());
    }

    public void oublier(long id) {
        recherches.oublier(sienne(id).id(), horloge.maintenant());
        noter("recherche-oubliee", id, "Se remet pendant quelques jours");
    }

    public void remettre(long id) {
        RechercheGardee r = sienne(id);
        if (lister().size() >= AU_PLUS || !recherches.remettre(r.id(), horloge.maintenant())) {
            throw Refus.conflit(
                    "recherche-non-remise",
                    "« " + r.nom() + " » ne se remet pas : vous en gardez une du même nom, ou déjà " + AU_PLUS + ".");
        }
        noter("recherche-gardee", id, "Remise après avoir été oubliée");
    }

    /** @return le secret de l'adresse du flux, qu'on ne redira pas ; celle d'avant ne vaut plus */
    public String ouvrirLeFlux(long id) {
        String secret = Secret.aleatoire();
        recherches.poserLeFlux(sienne(id).id(), Secret.empreinte(secret));
        noter("flux-ouvert", id, "Adresse secrète du flux de la recherche");
        return secret;
    }

    public void fermerLeFlux(long id) {
        recherches.poserLeFlux(sienne(id).id(), null);
        noter("flux-ferme", id, "L'adresse du flux de la recherche ne vaut plus");
    }

    private RechercheGardee sienne(long id) {
        return recherches
                .sienne(courant.get().compteId(), id)
                .orElseThrow(() -> Refus.introuvable("recherche-inconnue", "Cette recherche n'est pas à vous."));
    }

    private static String net(String nom) {
        String net = nom == null ? "" : nom.strip();
        if (net.isEmpty() || net.length() > NOM_MAXIMAL) {
            throw Refus.invalide("nom", "nom", "Donnez-lui un nom, de " + NOM_MAXIMAL + " signes au plus.");
        }
        return net;
    }

    private static Refus nomPris(String nom) {
        return Refus.invalide(
                "nom-pris", "nom", "Vous gardez déjà une recherche « " + nom + " » : donnez un autre nom.");
    }

    private void noter(String action, long id, String detail) {
        journal.noter(action, "recherche " + id, detail, null);
    }
}
