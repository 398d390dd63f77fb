package fr.cnfpt.garde.courrier.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * La boîte d'envoi. Dans la démonstration, où personne n'est réel, quiconque lit tout. Ailleurs elle n'existe que pour
 * le siège, qui y voit ce qui n'est pas parti, sans le texte : un lien d'activation ne se lit que par qui le reçoit.
 */
@ApplicationScoped
@Transactional
public class LireLaBoite {

    /** Autant qu'on en lit d'un coup ; la page dit s'il y en a d'autres. */
    public static final int MONTRES = 50;

    @Inject
    Envois envois;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** @throws Refus introuvable, hors de la démonstration, à qui n'est pas du siège */
    public List<Envoi> derniers() {
        if (texteVisible()) {
            return envois.derniers(MONTRES + 1);
        }
        if (!peutRenvoyer()) {
            throw Refus.introuvable("page-inconnue", "Cette page n'existe pas.");
        }
        return envois.restes(MONTRES + 1);
    }

    public boolean texteVisible() {
        return Parametres.vrai("iel.demo");
    }

    public boolean peutRenvoyer() {
        return courant.estConnecte() && courant.get().est(Role.SIEGE);
    }

    @Autorise(Role.SIEGE)
    public long abandonnes() {
        return envois.abandonnes();
    }

    /** Le remet en attente, sous la même clé. @throws Refus conflit s'il n'est plus abandonné */
    @Autorise(Role.SIEGE)
    public void renvoyer(long id) {
        if (!envois.renvoyer(id, horloge.maintenant())) {
            throw Refus.conflit(
                    "envoi-pas-abandonne",
                    "Ce courriel n'est plus abandonné : quelqu'un l'a déjà renvoyé, ou il a fait son temps. Rechargez la page.");
        }
        journal.noter("envoi-renvoye", "envoi " + id, "Remis en attente de départ", null);
    }
}
