package fr.cnfpt.inscription.abonnements.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.AdresseDAbonne;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.domain.Signature;
import fr.cnfpt.inscription.abonnements.persistence.Abonnements;
import fr.cnfpt.inscription.api.Etat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Un employeur, ou son SIRH, déclare où il veut être prévenu et de quoi, essaie, voit ce qui est livré, rejoue, arrête.
 * Le secret ne se lit qu'à la déclaration.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class TenirLesAbonnements {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Abonnements abonnements;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public List<Abonnement> lister() {
        return abonnements.lister(portees.courante());
    }

    /** @throws Refus introuvable */
    public Abonnement lire(long id) {
        return abonnements
                .lire(id, portees.courante())
                .orElseThrow(() -> Refus.introuvable(
                        "abonnement-inconnu", "Cet abonnement n'existe pas, ou n'est pas à votre collectivité."));
    }

    /** @return l'abonnement, secret compris : il ne sera plus montré */
    public Abonnement declarer(String adresse, Collection<Etat> etats) {
        String lue = AdresseDAbonne.lire(adresse, Parametres.vrai("iel.abonnements.prives"))
                .toString();
        if (etats == null || etats.isEmpty()) {
            throw Refus.invalide("liste-vide", "etats", "Choisissez au moins un changement à annoncer.");
        }
        long collectivite = courant.get().collectivite();
        if (abonnements.combien(collectivite) >= Abonnement.MAXIMUM) {
            throw Refus.conflit(
                    "trop-d-abonnements",
                    Abonnement.MAXIMUM + " adresses au plus par collectivité : ôtez-en une qui ne sert plus.");
        }
        long id = abonnements.ajouter(
                collectivite,
                lue,
                etats.stream().distinct().sorted().map(Etat::name).toList(),
                Signature.tirerUnSecret(),
                horloge.maintenant());
        journal.noter("abonnement-declare", "abonnement " + id, lue, collectivite);
        return lire(id);
    }

    /** Dépose une annonce d'essai, qui part comme les autres. */
    public void essayer(long id) {
        Abonnement a = actif(id);
        Instant maintenant = horloge.maintenant();
        abonnements.hater(a.id(), maintenant);
        abonnements.deposer(a.id(), List.of(AnnoncerLesChangements.essai(maintenant)), maintenant);
    }

    /** De nouveau, sous la même clé : l'abonné peut y reconnaître ce qu'il a déjà. */
    public void rejouer(long id, long livraisonId) {
        if (!abonnements.rejouer(actif(id).id(), livraisonId, horloge.maintenant())) {
            throw Refus.introuvable("livraison-inconnue", "Cette livraison n'est pas, ou plus, de cet abonnement.");
        }
    }

    public void arreter(long id) {
        Abonnement a = lire(id);
        if (!a.estActif()) {
            throw Refus.conflit("abonnement-arrete", "Cet abonnement est déjà arrêté.");
        }
        abonnements.arreter(id, "à la demande de la collectivité.", horloge.maintenant());
        journal.noter("abonnement-arrete", "abonnement " + id, a.adresse(), a.collectiviteId());
    }

    /** Ce qui est arrivé pendant l'arrêt se livre alors. */
    public void reprendre(long id) {
        Abonnement a = lire(id);
        if (a.estActif()) {
            throw Refus.conflit("abonnement-actif", "Cet abonnement est déjà actif.");
        }
        abonnements.reprendre(id, horloge.maintenant());
        journal.noter("abonnement-repris", "abonnement " + id, a.adresse(), a.collectiviteId());
    }

    public void oter(long id) {
        Abonnement a = lire(id);
        abonnements.oter(id);
        journal.noter("abonnement-ote", "abonnement " + id, a.adresse(), a.collectiviteId());
    }

    /** Les plus récentes d'abord. */
    public List<Livraison> livraisons(long id, Long apres, int combien) {
        return abonnements.livraisons(lire(id).id(), apres, combien);
    }

    public List<Livraison> page(long id, int premiere, int combien) {
        return abonnements.page(lire(id).id(), premiere, combien);
    }

    public long combienDeLivraisons(long id) {
        return abonnements.combienDeLivraisons(lire(id).id());
    }

    private Abonnement actif(long id) {
        Abonnement a = lire(id);
        if (!a.estActif()) {
            throw Refus.conflit(
                    "abonnement-arrete",
                    "Cet abonnement est arrêté depuis le " + Texte.moment(a.arreteLe()) + " : reprenez-le d'abord.");
        }
        return a;
    }
}
