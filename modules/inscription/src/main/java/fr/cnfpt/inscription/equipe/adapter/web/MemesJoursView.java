package fr.cnfpt.inscription.equipe.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.CesJours;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Devant une demande de son équipe, qui d'autre est en formation ces jours-là. */
@Named("memesJours")
@RequestScoped
public class MemesJoursView {

    @Inject
    UtilisateurCourant courant;

    @Inject
    RegarderMonEquipe equipe;

    /** {@code null} : ce n'est pas une demande de l'équipe de qui regarde. */
    private CesJours ces;

    @PostConstruct
    void lire() {
        if (!courant.get().est(Role.RESPONSABLE)) {
            return;
        }
        try {
            ces = equipe.memesJours(Requete.identifiant("id")).orElse(null);
        } catch (Refus introuvable) {
            ces = null;
        }
    }

    public boolean isMontre() {
        return ces != null;
    }

    public boolean isPersonne() {
        return ces.ensemble().isEmpty();
    }

    /** « Prénom NOM, « Intitulé », acceptée : 12 et 13 mai » */
    public List<String> getDits() {
        return ces.ensemble().stream()
                .map(e -> e.agent().nomComplet() + ", «\u00a0"
                        + e.demande().session().intitule() + "\u00a0», "
                        + EquipeView.ou(e.demande()) + " : "
                        + Texte.periode(
                                e.jours().get(0), e.jours().get(e.jours().size() - 1)))
                .toList();
    }

    public int getAnnee() {
        return ces.annee();
    }
}
