package fr.cnfpt.acces.mutualisation.application;

import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Le même compte, agissant pour une collectivité qui s'est rattachée à la sienne. Tout le reste de la maison ne regarde
 * que la collectivité de l'utilisateur : c'est ici, et nulle part ailleurs, qu'elle peut changer.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class AgirPour implements Mutualisation {

    @Inject
    Rattachements rattachements;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Override
    public List<Mandant> mandants(String recherche, int limite) {
        return rattachements
                .mandants(
                        courant.get().compteId(),
                        recherche == null ? "" : recherche.strip(),
                        horloge.aujourdhui(),
                        limite)
                .stream()
                .filter(m -> m.propre() || !courant.get().estDeBranche())
                .toList();
    }

    @Override
    public boolean peutAgirPourDAutres(Utilisateur u) {
        return u.est(Role.GESTIONNAIRE_RH)
                && !u.estDeBranche()
                && rattachements
                                .mandants(u.compteId(), "", horloge.aujourdhui(), 2)
                                .size()
                        > 1;
    }

    @Override
    public Utilisateur agirPour(Utilisateur u, long collectiviteId) {
        return pour(u, rattachements.mandant(u.compteId(), collectiviteId, null, horloge.aujourdhui()));
    }

    @Override
    public Utilisateur agirPour(Utilisateur u, String siren) {
        return pour(
                u,
                rattachements.mandant(
                        u.compteId(), null, siren == null ? "" : siren.replace(" ", ""), horloge.aujourdhui()));
    }

    @Override
    public boolean vautEncore(Utilisateur u) {
        return u.collectiviteId() != null
                && rattachements
                        .mandant(u.compteId(), u.collectiviteId(), null, horloge.aujourdhui())
                        .isPresent();
    }

    private static Utilisateur pour(Utilisateur u, Optional<Mandant> mandant) {
        Mandant m = mandant.filter(x -> !u.estDeBranche() || x.propre())
                .orElseThrow(() -> Refus.introuvable(
                        "collectivite-non-rattachee",
                        "Cette collectivité n'existe pas, ou ne vous a pas confié ses inscriptions aujourd'hui."));
        return new Utilisateur(
                u.compteId(),
                u.identifiant(),
                u.nom(),
                u.role(),
                m.id(),
                u.structureId(),
                u.agentId(),
                m.nom(),
                u.branche());
    }
}
