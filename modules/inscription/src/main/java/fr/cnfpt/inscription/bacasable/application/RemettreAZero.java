package fr.cnfpt.inscription.bacasable.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.bacasable.persistence.BacsASable;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Un éditeur remet son bac à sable à zéro : ses demandes et leur histoire s'effacent, ses places se rendent, ses
 * adresses à prévenir aussi. Ses agents restent : un envoi les rectifie. D'un véritable employeur, rien ne s'efface.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.PARTENAIRE)
public class RemettreAZero {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    RendreLaPlace rendu;

    @Inject
    BacsASable bacs;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public record Bilan(int demandes, int abonnements) {}

    /** @throws Refus conflit si ce n'est pas un bac à sable */
    public Bilan executer() {
        CollectiviteInfo c = annuaire.collectivite(courant.get().collectivite()).orElseThrow();
        if (!c.estUnBacASable()) {
            throw Refus.conflit(
                    "pas-un-bac-a-sable",
                    "Cette collectivité n'est pas un bac à sable : rien d'elle ne s'efface. Demandez au siège un bac à sable et son jeton.");
        }
        bacs.inscrire(c.id(), horloge.maintenant());
        int demandes = 0;
        // Par numéro : deux remises à la fois prennent les verrous dans le même ordre.
        for (long session : bacs.sessions(c.id())) {
            demandes += oter(c, session);
        }
        int abonnements = bacs.oterLesAbonnements(c.id());
        journal.noter(
                "bac-a-sable-remis",
                "collectivité " + c.siren(),
                Texte.pluriel(demandes, "demande effacée", "demandes effacées"),
                c.id());
        return new Bilan(demandes, abonnements);
    }

    private int oter(CollectiviteInfo c, long session) {
        SessionInfo info = offre.session(session).orElseThrow();
        places.verrouiller(session);
        int otees = 0;
        for (Etat etat : bacs.oter(c.id(), session)) {
            otees++;
            if (etat.tientUnePlace() || etat == Etat.LISTE_ATTENTE) {
                rendu.executer(info, etat.tientUnePlace());
            } else if (etat == Etat.EN_SELECTION) {
                places.quitterLaSelection(session);
            }
        }
        return otees;
    }
}
