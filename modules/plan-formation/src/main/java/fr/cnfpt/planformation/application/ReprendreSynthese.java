package fr.cnfpt.planformation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.taches.Traitements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * Reprend une synthèse interrompue là où elle s'était arrêtée ; le résultat est celui d'un passage sans accroc. Hors
 * transaction.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReprendreSynthese {

    private LireSynthese lecture;
    private SuivreSynthese suivi;
    private Traitements traitements;
    private UtilisateurCourant courant;

    protected ReprendreSynthese() {}

    @Inject
    public ReprendreSynthese(
            LireSynthese lecture, SuivreSynthese suivi, Traitements traitements, UtilisateurCourant courant) {
        this.lecture = lecture;
        this.suivi = suivi;
        this.traitements = traitements;
        this.courant = courant;
    }

    public void executer(int annee, long structureId) {
        SyntheseVue s = lecture.synthese(annee, structureId)
                .filter(SyntheseVue::interrompue)
                .orElseThrow(() -> Refus.conflit(
                        "synthese-non-interrompue",
                        "Cette synthèse n'est pas interrompue : il n'y a rien à reprendre."));
        courant.agirComme(
                Utilisateur.SYSTEME,
                () -> suivi.porter(s.id(), traitements.reprendre(LancerSynthese.TRAITEMENT, s.executionId(), s.id())));
    }
}
