package fr.cnfpt.inscription.equipe.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Ensemble;
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
    ConsulterBulletins consultation;

    @Inject
    RegarderMonEquipe equipe;

    /** {@code null} : ce n'est pas une demande de l'équipe de qui regarde. */
    private List<Ensemble> ensemble;

    private int annee;

    @PostConstruct
    void lire() {
        Utilisateur u = courant.get();
        if (!u.est(Role.RESPONSABLE)) {
            return;
        }
        try {
            var ligne = consultation.ligne(Requete.identifiant("id"));
            if (ligne.agentId() != u.agent()) {
                ensemble = equipe.memesJours(ligne.id());
                annee = ligne.sessionDebut().getYear();
            }
        } catch (Refus introuvable) {
            ensemble = null;
        }
    }

    public boolean isMontre() {
        return ensemble != null;
    }

    public boolean isPersonne() {
        return ensemble.isEmpty();
    }

    /** « Prénom NOM, « Intitulé », acceptée : 12 et 13 mai » */
    public List<String> getDits() {
        return ensemble.stream()
                .map(e -> e.agent().nomComplet() + ", «\u00a0"
                        + e.demande().session().intitule() + "\u00a0», "
                        + EquipeView.ou(e.demande()) + " : "
                        + Texte.periode(
                                e.jours().get(0), e.jours().get(e.jours().size() - 1)))
                .toList();
    }

    public int getAnnee() {
        return annee;
    }
}
