package fr.cnfpt.planformation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.taches.Traitements;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/**
 * Lance la synthèse des plans d'une délégation. Hors transaction : le traitement doit voir sa synthèse, déjà validée,
 * et un moteur de traitements ne se commande pas depuis une transaction.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
@Autorise({Role.DELEGATION, Role.SIEGE})
public class LancerSynthese {

    /** Le nom du traitement, celui de son fichier dans META-INF/batch-jobs. */
    static final String TRAITEMENT = "synthese";

    private LireSynthese lecture;
    private Territoires territoires;
    private SuivreSynthese suivi;
    private Traitements traitements;
    private UtilisateurCourant courant;

    protected LancerSynthese() {}

    @Inject
    public LancerSynthese(
            LireSynthese lecture,
            Territoires territoires,
            SuivreSynthese suivi,
            Traitements traitements,
            UtilisateurCourant courant) {
        this.lecture = lecture;
        this.territoires = territoires;
        this.suivi = suivi;
        this.traitements = traitements;
        this.courant = courant;
    }

    public void executer(int annee, long structureId) {
        Utilisateur u = courant.get();
        lecture.exiger(structureId);
        lecture.exigerVivante(annee);
        List<PerimetreInfo> perimetres = territoires.perimetres(structureId);
        if (perimetres.isEmpty()) {
            throw Refus.conflit(
                    "aucun-perimetre", "Cette délégation n'a encore aucun périmètre : il n'y a rien à réunir.");
        }
        courant.agirComme(Utilisateur.SYSTEME, () -> {
            long id = suivi.ouvrir(
                    annee, structureId, perimetres.size(), perimetres.get(0).nom(), u.nom());
            suivi.porter(id, traitements.lancer(TRAITEMENT, id));
        });
    }
}
