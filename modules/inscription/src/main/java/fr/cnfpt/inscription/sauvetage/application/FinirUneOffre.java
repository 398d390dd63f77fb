package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee.Reponse;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Une place offerte reste sans réponse à son heure : elle passe à la demande suivante, dans la même transaction. Si
 * personne d'autre n'attend, ou si la file ne peut plus la recevoir, elle reste à qui elle était offerte.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class FinirUneOffre {

    private static final int LOT = 500;

    @Inject
    Offres offres;

    @Inject
    Propositions propositions;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    RendreLaPlace rendu;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    /** Les autres seront d'un prochain tour. */
    public List<Long> enRetard() {
        return offres.enRetard(horloge.maintenant(), LOT);
    }

    public void executer(long id) {
        SessionInfo s =
                offre.session(propositions.parId(id).orElseThrow().sessionId()).orElseThrow();
        places.verrouiller(s.id());
        PlaceProposee p = propositions.parId(id).orElseThrow();
        if (!p.echue(horloge.maintenant())) {
            return;
        }
        Bulletin b = bulletins.parId(p.bulletinId()).orElseThrow();
        if (b.etat() != Etat.TRANSMISE) {
            propositions.repondre(id, b.etat().tientUnePlace() ? Reponse.PRISE : Reponse.REFUSEE, horloge.maintenant());
            return;
        }
        LocalDate jour = horloge.aujourdhui(s.fuseau());
        if (!offres.quelquUnLaPrendrait(b.id()) || !Ouverture.promeut(s, jour, regles.joursDePromotion(jour))) {
            propositions.noter(
                    b.id(),
                    "Sans réponse, la place reste à cette demande : personne d'autre ne peut la prendre",
                    Utilisateur.SYSTEME,
                    horloge.maintenant());
            propositions.repondre(id, Reponse.PRISE, horloge.maintenant());
            return;
        }
        b.laisserPasser(Texte.moment(p.echeance()), Utilisateur.SYSTEME, horloge.maintenant());
        rendu.executer(s, true);
        propositions.repondre(id, Reponse.ECHUE, horloge.maintenant());
        Optional.ofNullable(annuaire.agents(List.of(b.agentId())).get(b.agentId()))
                .ifPresent(a -> prevenir(s, a, b.id(), Texte.moment(p.echeance())));
    }

    private void prevenir(SessionInfo s, AgentInfo a, long bulletin, String echeance) {
        String texte =
                """
        Bonjour,

        La place offerte à %s dans la session « %s », %s, est passée à la demande suivante : pas de réponse avant le %s. Une nouvelle demande reste possible.
        %s/inscription/bulletin.xhtml?id=%d
        """.formatted(a.nomComplet(), s.intitule(), s.periode(), echeance, Parametres.adresse(), bulletin);
        String objet = "Place passée à la suivante : " + s.intitule();
        if (a.courriel() != null) {
            courriers.deposer(a.courriel(), objet, texte, a.collectiviteId());
        }
        acteurs.courrielsDesGestionnaires(a.collectiviteId())
                .forEach(c -> courriers.deposer(c, objet, texte, a.collectiviteId()));
    }
}
