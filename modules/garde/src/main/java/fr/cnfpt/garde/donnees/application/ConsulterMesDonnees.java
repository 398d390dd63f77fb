package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.garde.donnees.persistence.Demandes;
import fr.cnfpt.garde.donnees.persistence.ReglesDesDroits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/**
 * Un agent voit tout ce qu'on tient de lui, l'emporte, et demande qu'on le corrige ou qu'on l'efface (RGPD, art. 15 à
 * 17 et 20).
 */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE})
public class ConsulterMesDonnees {

    @Inject
    UtilisateurCourant courant;

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    Demandes demandes;

    @Inject
    Acteurs acteurs;

    @Inject
    ReglesDesDroits regles;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public DossierPersonnel lire() {
        return donnees.deLaPersonne(courant.get().agent());
    }

    /** Le même dossier, emporté : l'acte se note. */
    public DossierPersonnel emporter() {
        Utilisateur u = courant.get();
        journal.noter("donnees-emportees", "agent " + u.agent(), "Données téléchargées par l'agent", u.collectivite());
        return donnees.deLaPersonne(u.agent());
    }

    public List<Demande> demandes() {
        return demandes.deLAgent(courant.get().agent());
    }

    /**
     * @return l'échéance de la réponse
     * @throws Refus invalide si le texte manque, est trop long ou contient un NIR ; conflit si la même demande attend
     *     déjà sa réponse
     */
    public LocalDate demander(Demande.Nature nature, String texte) {
        Utilisateur u = courant.get();
        String net = Demande.exigerTexte(
                "texte",
                texte,
                nature == Demande.Nature.RECTIFICATION
                        ? "Dites ce qui est faux et ce qu'il faut écrire."
                        : "Dites en une phrase pourquoi vous demandez l'effacement.");
        LocalDate echeance = regles.echeance(horloge.aujourdhui());
        demandes.deposer(u.agent(), u.collectivite(), nature, net, horloge.maintenant(), echeance)
                .orElseThrow(() -> Refus.conflit(
                        "demande-deja-deposee",
                        "Vous avez déjà une demande d"
                                + (nature == Demande.Nature.EFFACEMENT ? "'effacement" : "e rectification")
                                + " qui attend sa réponse."));
        journal.noter(
                "demande-deposee",
                "agent " + u.agent(),
                nature.getLibelle() + " demandé" + (nature == Demande.Nature.RECTIFICATION ? "e" : "")
                        + ", réponse attendue le " + Texte.date(echeance),
                u.collectivite());
        demandes.deLAgent(u.agent()).stream()
                .findFirst()
                .map(Demande::courriel)
                .ifPresent(c -> courriers.deposer(
                        c,
                        "Votre demande sur vos données est enregistrée",
                        """
        Bonjour,

        Votre demande (%s) est enregistrée. Le service formation de votre employeur y répond le %s au plus tard.
        Vous la suivez ici : %s/garde/mes-donnees.xhtml
        """.formatted(nature.getLibelle().toLowerCase(), Texte.date(echeance), Parametres.adresse()),
                        u.collectivite()));
        acteurs.courrielsDesGestionnaires(u.collectivite())
                .forEach(c -> courriers.deposer(
                        c,
                        "Un agent fait une demande sur ses données",
                        """
        Bonjour,

        Un agent de votre collectivité demande : %s. La loi donne un mois pour répondre, jusqu'au %s.
        Répondez ici : %s/garde/demandes.xhtml
        """.formatted(nature.getLibelle().toLowerCase(), Texte.date(echeance), Parametres.adresse()),
                        u.collectivite()));
        return echeance;
    }
}
