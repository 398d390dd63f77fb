package fr.cnfpt.acces.adhesion.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Lettre;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** La délégation suit les adhésions de son ressort, les valide ou les refuse, renvoie un lien ; le siège voit tout. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class InstruireLesAdhesions {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Adhesions adhesions;

    @Inject
    Comptes comptes;

    @Inject
    Liens liens;

    @Inject
    Annuaire annuaire;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    RendreOperationnelle ouverture;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public List<Adhesions.Ligne> lister(Collection<Adhesion.Etat> etats, String recherche, int premiere, int combien) {
        return adhesions.lister(portees.courante(), etats, recherche, premiere, combien);
    }

    public Map<Adhesion.Etat, Long> compter(String recherche) {
        return adhesions.compter(portees.courante(), recherche);
    }

    public Optional<OffsetDateTime> plusAncienneAValider() {
        return adhesions.plusAncienneAValider(portees.courante());
    }

    /** @return vrai si la collectivité devient opérationnelle, faux si l'activation manque encore */
    public boolean valider(long id) {
        Adhesion a = duRessort(id);
        Instant maintenant = horloge.maintenant();
        boolean ouverte = a.valider(courant.get().nom(), maintenant);
        journal.noter(
                "adhesion-validee", "collectivité " + a.collectiviteId(), "Inscription validée", a.collectiviteId());
        Compte gestionnaire = gestionnaire(a);
        if (ouverte) {
            ouverture.executer(a, gestionnaire, maintenant);
        } else {
            envois.envoyer(
                    gestionnaire,
                    Lettre.valideeAvantActivation(gestionnaire.nom(), envois.pour(gestionnaire), delegation(a)));
        }
        return ouverte;
    }

    /** Le gestionnaire lit le motif par courriel ; son compte est fermé, ses liens retirés. */
    public void refuser(long id, String motif) {
        Adhesion a = duRessort(id);
        Instant maintenant = horloge.maintenant();
        a.refuser(courant.get().nom(), motif, maintenant);
        Compte gestionnaire = gestionnaire(a);
        envois.envoyer(
                gestionnaire, Lettre.refus(gestionnaire.nom(), envois.pour(gestionnaire), delegation(a), a.motif()));
        comptes.fermer(gestionnaire, maintenant);
        liens.retirer(gestionnaire.id(), maintenant);
        journal.noter(
                "adhesion-refusee",
                "collectivité " + a.collectiviteId(),
                "Inscription refusée : " + a.motif(),
                a.collectiviteId());
    }

    /** @return à quelle adresse */
    public String renvoyerLeLien(long id) {
        Adhesion a = duRessort(id);
        if (a.compteId() == null || a.etat() == Adhesion.Etat.REMISE) {
            throw Refus.conflit(
                    "adhesion-pas-inscrite",
                    "La collectivité ne s'est pas encore inscrite : il n'y a pas de lien à renvoyer.");
        }
        Compte gestionnaire = gestionnaire(a);
        envois.activation(gestionnaire);
        journal.noter("lien-renvoye", "compte " + gestionnaire.id(), "Lien d'activation renvoyé", a.collectiviteId());
        return gestionnaire.courriel();
    }

    private Adhesion duRessort(long id) {
        return adhesions
                .parId(id)
                .filter(a -> annuaire.collectivite(a.collectiviteId())
                        .filter(c -> c.estVuePar(portees.courante()))
                        .isPresent())
                .orElseThrow(() ->
                        Refus.introuvable("adhesion-inconnue", "Cette inscription n'existe pas dans votre ressort."));
    }

    private Compte gestionnaire(Adhesion a) {
        return comptes.parId(a.compteId()).orElseThrow();
    }

    private Optional<Long> structure(Adhesion a) {
        return annuaire.collectivite(a.collectiviteId()).map(CollectiviteInfo::structureId);
    }

    private String delegation(Adhesion a) {
        return structure(a).flatMap(annuaire::structure).map(StructureInfo::nom).orElse("délégation");
    }
}
