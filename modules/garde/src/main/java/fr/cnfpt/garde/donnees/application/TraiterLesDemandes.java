package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.garde.donnees.persistence.Demandes;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/**
 * Le service formation répond aux demandes de ses agents sur leurs données : corrigé, refusé en disant pourquoi, ou
 * effacé.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class TraiterLesDemandes {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Demandes demandes;

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    EffacerUnAgent effacement;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public Liste.Page<Demande> lister(String recherche, int premiere, int combien) {
        return demandes.lister(portees.courante(), recherche, premiere, combien);
    }

    /** Celles de cet agent qui attendent. */
    public List<Demande> ouvertes(long agentId) {
        return demandes.ouvertes(portees.courante(), agentId);
    }

    /** Les échéances de celles qui attendent, la plus proche d'abord. */
    public List<LocalDate> echeances() {
        return demandes.echeances(portees.courante());
    }

    /** @throws Refus introuvable, si l'agent n'est pas de sa collectivité */
    public DossierPersonnel dossier(long agentId) {
        sien(agentId);
        return donnees.duPoste(agentId);
    }

    /** @return l'agent de ce matricule @throws Refus invalide, s'il n'y en a pas */
    public long agent(String matricule) {
        return annuaire
                .agentsParMatricule(courant.get().collectivite(), List.of(matricule == null ? "" : matricule.strip()))
                .stream()
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "agent-inconnu", "matricule", "Votre collectivité n'a pas d'agent de ce matricule."))
                .id();
    }

    /** Le même dossier, remis à l'agent : l'acte se note. */
    public DossierPersonnel emporter(long agentId) {
        sien(agentId);
        journal.noter(
                "donnees-emportees",
                "agent " + agentId,
                "Données exportées par le service formation",
                courant.get().collectivite());
        return donnees.duPoste(agentId);
    }

    public void rectifier(long demandeId, String reponse) {
        Demande d = sienne(demandeId);
        d.exigerOuverte(Demande.Nature.RECTIFICATION);
        String net = Demande.exigerTexte("reponse", reponse, "Dites ce que vous avez corrigé.");
        repondre(d, Demande.Issue.RECTIFIEE, net, "Vos données ont été rectifiées", net);
    }

    public void refuser(long demandeId, String motif) {
        Demande d = sienne(demandeId);
        d.exigerOuverte(null);
        String net = Demande.exigerTexte(
                "reponse", motif, "Dites pourquoi : l'agent doit le savoir, et peut saisir la CNIL.");
        repondre(
                d,
                Demande.Issue.REFUSEE,
                net,
                "Votre demande sur vos données est refusée",
                net + "\n\nVous pouvez saisir la CNIL (www.cnil.fr) ou exercer un recours juridictionnel.");
    }

    /** @throws Refus conflit, si l'agent a une inscription en cours ; elle dit quoi faire d'abord */
    public void effacer(long demandeId) {
        Demande d = sienne(demandeId);
        d.exigerOuverte(Demande.Nature.EFFACEMENT);
        demandes.repondre(
                d.id(),
                Demande.Issue.EFFACEE,
                null,
                horloge.maintenant(),
                courant.get().nom());
        effacement.executer(d.agentId(), "Effacé à la demande de l'agent, demande " + d.id());
        if (d.courriel() != null) {
            courriers.deposerFugace(d.courriel(), "Vos données ont été effacées", """
          Bonjour,

          Vos données de formation ont été effacées, à votre demande : votre nom, votre adresse et votre compte n'y sont plus.
          Vos attestations restent vérifiables : qui tient le document peut y faire confirmer votre nom en le tapant.
          Ce message est le dernier, et l'adresse où il part n'est pas gardée.
          """, d.collectiviteId());
        }
    }

    private void repondre(Demande d, Demande.Issue issue, String reponse, String objet, String message) {
        demandes.repondre(
                d.id(), issue, reponse, horloge.maintenant(), courant.get().nom());
        journal.noter(
                "demande-repondue",
                "agent " + d.agentId(),
                "Demande " + d.id() + " " + issue.getLibelle(),
                d.collectiviteId());
        if (d.courriel() != null) {
            courriers.deposer(
                    d.courriel(),
                    objet,
                    "Bonjour,\n\nLe service formation de votre employeur a répondu à votre demande :\n\n" + message
                            + "\n\nVos données : " + Parametres.adresse() + "/garde/mes-donnees.xhtml\n",
                    d.collectiviteId());
        }
    }

    private Demande sienne(long id) {
        return demandes.parId(id, portees.courante())
                .orElseThrow(() ->
                        Refus.introuvable("demande-inconnue", "Cette demande n'existe pas dans votre collectivité."));
    }

    private void sien(long agentId) {
        if (annuaire.agents(List.of(agentId)).values().stream()
                .noneMatch(a -> portees.courante().voit(null, a.collectiviteId(), null))) {
            throw RassemblerLesDonnees.inconnu();
        }
    }
}
