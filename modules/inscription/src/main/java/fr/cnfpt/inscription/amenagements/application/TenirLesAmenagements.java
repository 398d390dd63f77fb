package fr.cnfpt.inscription.amenagements.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.amenagements.domain.Amenagement;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements.ALire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * La délégation désigne son référent handicap ; lui seul lit les besoins des demandes qui lui sont transmises, et y
 * répond. Ni ses collègues, ni le siège, ni l'employeur ne les lisent.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.DELEGATION)
public class TenirLesAmenagements {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Amenagements amenagements;

    @Inject
    Bulletins bulletins;

    @Inject
    Acteurs acteurs;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Un besoin tel que le référent le lit. */
    public record Besoin(Amenagement amenagement, AgentInfo agent, SessionInfo session) {}

    /** Le référent de sa structure, s'il y en a un et qu'il en est encore. */
    public Optional<CompteInfo> referent() {
        return candidats().stream()
                .filter(c -> amenagements.referent(structure()).orElse(0) == c.id())
                .findFirst();
    }

    /** Celles et ceux qu'on peut désigner. */
    public List<CompteInfo> candidats() {
        return acteurs.delegation(structure());
    }

    public boolean suisReferent() {
        return amenagements.referent(structure()).orElse(0) == courant.get().compteId();
    }

    /** @throws Refus invalide, s'il n'est pas de la structure */
    public void designer(long compteId) {
        CompteInfo choisi = candidats().stream()
                .filter(c -> c.id() == compteId)
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "compte-inconnu",
                        "compte",
                        "Choisissez une personne de votre délégation, dont le compte est ouvert."));
        amenagements.designer(
                structure(), compteId, horloge.maintenant(), courant.get().compteId());
        journal.noter(
                "referent-handicap",
                "structure " + structure(),
                choisi.nom() + " lit les besoins d'aménagement, et répond",
                null);
    }

    /** Combien n'ont pas de réponse : ce nombre, toute la délégation le voit. */
    public long sansReponse() {
        return amenagements.sansReponse(portees.courante());
    }

    /** @throws Refus interdit, à qui n'est pas le référent */
    public List<Besoin> besoins() {
        exigerReferent();
        List<ALire> lus = amenagements.aLire(portees.courante());
        Map<Long, AgentInfo> agents =
                annuaire.agents(lus.stream().map(ALire::agentId).distinct().toList());
        Map<Long, SessionInfo> sessions =
                offre.sessions(lus.stream().map(ALire::sessionId).distinct().toList());
        return lus.stream()
                .map(a -> new Besoin(a.amenagement(), agents.get(a.agentId()), sessions.get(a.sessionId())))
                .toList();
    }

    /**
     * @param lu le besoin qu'il a lu
     * @param aDire la phrase qu'il propose de dire au formateur ; vide : rien
     */
    public void repondre(long bulletinId, String lu, String reponse, String aDire) {
        exigerReferent();
        amenagements.transmis(bulletinId, portees.courante()).orElseThrow(TenirLesAmenagements::besoinInconnu);
        if (!amenagements.repondre(
                bulletinId,
                lu,
                Amenagement.exigerReponse(reponse),
                Amenagement.exigerADire(aDire),
                horloge.maintenant())) {
            throw Refus.conflit("besoin-change", "La personne vient de récrire ou de retirer son besoin : relisez-le.");
        }
        Bulletin b = bulletins.parId(bulletinId).orElseThrow(ConsulterBulletins::bulletinInconnu);
        AgentInfo agent = annuaire.agents(List.of(b.agentId())).get(b.agentId());
        if (agent != null && agent.courriel() != null) {
            courriers.deposer(
                    agent.courriel(),
                    "Une réponse vous attend",
                    "Bonjour,\n\nLe référent que vous aviez sollicité vous a répondu. Vous seul pouvez le lire, dans votre demande : "
                            + Parametres.adresse() + "/inscription/bulletin.xhtml?id=" + bulletinId + "\n",
                    null);
        }
    }

    static Refus besoinInconnu() {
        return Refus.introuvable("besoin-inconnu", "Ce besoin n'existe plus, ou n'est pas de votre ressort.");
    }

    private void exigerReferent() {
        if (!suisReferent()) {
            throw Refus.interdit("Seul le référent handicap de votre délégation lit les besoins d'aménagement.");
        }
    }

    private long structure() {
        return portees.courante().structureId();
    }
}
