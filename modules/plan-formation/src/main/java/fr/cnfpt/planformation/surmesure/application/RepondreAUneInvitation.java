package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Un employeur invité à une union dit s'il vient, et avec combien d'agents. */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class RepondreAUneInvitation {

    @Inject
    DemandesDeMaPortee portee;

    @Inject
    Annuaire annuaire;

    @Inject
    AnnoncerLeSurMesure annonce;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** @param combien ses agents, ou {@code null} si elle ne vient pas */
    public void executer(long id, Integer combien) {
        DemandeSurMesure d = portee.aModifier(id, Qui.INVITEE);
        long invitee = portee.invitation(d).orElseThrow().collectiviteId();
        String nom = annuaire.collectivite(invitee).map(CollectiviteInfo::nom).orElseThrow();
        d.repondre(invitee, nom, combien, courant.get().nom(), horloge.maintenant());
        annonce.ecrire(
                d,
                List.of(d.collectiviteId()),
                combien == null ? "Un employeur ne vient pas" : "Un employeur vient",
                combien == null
                        ? nom + " ne viendra pas à votre union."
                        : nom + " vient à votre union. Son effectif : " + combien + ".");
    }
}
