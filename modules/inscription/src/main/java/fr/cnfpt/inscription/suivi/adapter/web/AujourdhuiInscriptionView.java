package fr.cnfpt.inscription.suivi.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Sous les nombres de la première page, les quelques lignes les plus pressées, prêtes à ouvrir. */
@Named("aujourdhuiInscription")
@RequestScoped
public class AujourdhuiInscriptionView {

    private static final int MONTREES = 5;

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    TableauDesSessions tableau;

    private List<LigneComplete> aTraiter = List.of();
    private List<LigneDeSession> sousLeMinimum = List.of();
    private List<LigneDeSession> sessionsAInstruire = List.of();
    private String titre;
    private Etat etat;

    @PostConstruct
    void lire() {
        etat = switch (courant.get().role()) {
            case RESPONSABLE -> Etat.PREINSCRIPTION;
            case GESTIONNAIRE_RH -> Etat.AVIS_RENDU;
            default -> null;
        };
        titre = switch (courant.get().role()) {
            case RESPONSABLE -> "Avis à donner";
            case GESTIONNAIRE_RH -> "Bulletins à valider";
            case AGENT -> "Mes dernières demandes";
            default -> null;
        };
        if (etat != null) {
            aTraiter = bulletins.lister(List.of(etat), null, 0, MONTREES).lignes();
        } else if (courant.get().est(Role.AGENT)) {
            aTraiter = bulletins.lister(null, null, 0, MONTREES).lignes();
        }
        if (courant.get().role().estCnfpt()) {
            sousLeMinimum = tableau.plusProchesSousLeMinimum(MONTREES);
            sessionsAInstruire = tableau.plusProches(Etat.TRANSMISE, MONTREES);
        }
    }

    public List<LigneDeSession> getSessionsAInstruire() {
        return sessionsAInstruire;
    }

    public String aInstruire(LigneDeSession l) {
        return Texte.pluriel(l.inscrits().get(Etat.TRANSMISE), "bulletin à instruire", "bulletins à instruire");
    }

    public List<LigneComplete> getATraiter() {
        return aTraiter;
    }

    public List<LigneDeSession> getSousLeMinimum() {
        return sousLeMinimum;
    }

    public String getTitre() {
        return titre;
    }

    public String getListe() {
        return etat == null ? "/inscription/bulletins.xhtml" : "/inscription/bulletins.xhtml?etat=" + etat;
    }

    /** Ce qui, ajouté à l'adresse d'un bulletin, le montre dans la liste derrière le nombre. */
    public String getSuite() {
        return etat == null ? "" : "&liste=bulletins&etat=" + etat;
    }

    public boolean isAgentVisible() {
        return !courant.get().est(Role.AGENT);
    }
}
