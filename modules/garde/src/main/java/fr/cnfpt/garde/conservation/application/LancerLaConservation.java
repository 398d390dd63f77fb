package fr.cnfpt.garde.conservation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.outils.taches.Traitements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Lance le passage du jour, une fois par jour, ou quand le siège le demande ; reprend celui qu'un arrêt a coupé. Hors
 * transaction : le traitement doit voir son passage, déjà validé. Deux serveurs ne lancent pas deux passages : la base
 * n'en ouvre qu'un.
 */
@ApplicationScoped
public class LancerLaConservation implements Tache {

    /** Le nom du traitement, celui de son fichier dans META-INF/batch-jobs. */
    private static final String TRAITEMENT = "conservation";

    @Inject
    SuivreLaConservation suivi;

    @Inject
    Traitements traitements;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** @throws fr.cnfpt.commun.Refus conflit, si un passage court déjà */
    @Transactional(TxType.NOT_SUPPORTED)
    @Autorise(Role.SIEGE)
    public void lancer() {
        String par = courant.get().nom();
        courant.agirComme(Utilisateur.SYSTEME, () -> {
            if (!reprendre()) {
                ouvrir(par);
            }
        });
    }

    @Override
    public String nom() {
        return "Conservation : effacer ce qui a fait son temps";
    }

    /** Plus court qu'un jour : un serveur qu'on redémarre chaque nuit passe quand même. */
    @Override
    public Duration periode() {
        return Duration.ofMinutes(30);
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    @Autorise({})
    public void executer() {
        if (!reprendre()
                && suivi.dernier()
                        .map(p -> jour(p).isBefore(horloge.aujourdhui()))
                        .orElse(true)) {
            ouvrir(courant.get().nom());
        }
    }

    /** @return vrai si un passage attendait d'être fini */
    private boolean reprendre() {
        Optional<Conservation.Passage> coupe = suivi.dernier().filter(p -> p.finiLe() == null);
        coupe.filter(p -> p.executionId() == null || !traitements.tourne(TRAITEMENT, p.executionId()))
                .ifPresent(p -> suivi.porter(p.id(), traitements.reprendre(TRAITEMENT, p.executionId(), p.id())));
        return coupe.isPresent();
    }

    private void ouvrir(String par) {
        long id = suivi.ouvrir(par);
        suivi.porter(id, traitements.lancer(TRAITEMENT, id));
    }

    private static LocalDate jour(Conservation.Passage p) {
        return p.lanceLe().atZoneSameInstant(Horloge.PARIS).toLocalDate();
    }
}
