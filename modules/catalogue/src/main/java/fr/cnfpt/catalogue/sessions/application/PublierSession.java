package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** La délégation ou le siège publie une session d'un stage offert ; l'annonce part dans la même transaction. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class PublierSession {

    /** Sans commune connue, le département d'une délégation d'outre-mer est celui de sa région. */
    private static final Map<String, String> OUTRE_MER =
            Map.of("01", "971", "02", "972", "03", "973", "04", "974", "06", "976");

    @Inject
    Sessions sessions;

    @Inject
    Stages stages;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    ChoisirUneAire choix;

    @Inject
    Portees portees;

    @Inject
    Event<SessionPubliee> annonce;

    @Inject
    Horloge horloge;

    /**
     * @param structureId qui organise ; une délégation, elle seule : celle qui lui succède, si la sienne vient de
     *     fermer
     * @param aire pour qui : {@link AireRecrutement#lire}
     * @throws Refus invalide, nommant le champ
     */
    public SessionInfo executer(Session.Publication publication, long structureId, String aire) {
        StructureInfo structure = organisatrice(structureId);
        FicheDeStage fiche = exigerPubliable(publication, structure);
        return publier(Session.publier(
                publication.ouverteAuPlusTard(horloge.aujourdhui(structure.fuseau())),
                fiche.enPresence(),
                structure.id(),
                structure.fuseau(),
                aires(structure, aire)));
    }

    /** Une session d'un lot. @param aire pour qui : {@link AireRecrutement#lire} */
    public record APublier(Session.Publication publication, long structureId, String aire) {}

    /**
     * Plusieurs à la fois, sous les mêmes règles : chaque structure et chaque stage n'est lu qu'une fois, les sessions
     * écrites ensemble puis relues ensemble pour être annoncées.
     *
     * @throws Refus comme pour une seule ; alors aucune n'est publiée
     */
    public void executer(List<APublier> lot) {
        Map<Long, StructureInfo> organisatrices = new HashMap<>();
        Map<Long, FicheDeStage> offerts = new HashMap<>();
        List<Session> publiees = new ArrayList<>();
        for (APublier a : lot) {
            StructureInfo structure = organisatrices.computeIfAbsent(a.structureId(), this::organisatrice);
            exigerAVenir(a.publication(), structure);
            FicheDeStage fiche = offerts.computeIfAbsent(a.publication().stageId(), this::exigerOffert);
            publiees.add(Session.publier(
                    a.publication().ouverteAuPlusTard(horloge.aujourdhui(structure.fuseau())),
                    fiche.enPresence(),
                    structure.id(),
                    structure.fuseau(),
                    aires(structure, a.aire())));
        }
        sessions.ajouter(publiees);
        Map<Long, SessionInfo> infos =
                offre.sessions(publiees.stream().map(Session::id).toList());
        publiees.forEach(s -> annonce.fire(new SessionPubliee(infos.get(s.id()))));
    }

    /** @throws Refus interdit, si ce n'est pas la sienne ; invalide, si elle est fermée */
    StructureInfo organisatrice(long structureId) {
        Portee portee = portees.courante();
        if (!portee.voit(null, null, structureId)) {
            throw Refus.interdit("Vous publiez les sessions de votre délégation seulement.");
        }
        long organise = portee.structureId() == null ? structureId : portee.structureId();
        return annuaire.structures().stream()
                .filter(s -> s.id() == organise)
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "structure-inconnue", "structure", "Cette structure n'existe pas, ou est fermée."));
    }

    /** @return la fiche sous laquelle elle paraîtra */
    FicheDeStage exigerPubliable(Session.Publication publication, StructureInfo structure) {
        exigerAVenir(publication, structure);
        return exigerOffert(publication.stageId());
    }

    private void exigerAVenir(Session.Publication publication, StructureInfo structure) {
        if (publication.debut() != null && publication.debut().isBefore(horloge.aujourdhui(structure.fuseau()))) {
            throw Refus.invalide(
                    "session-invalide",
                    "debut",
                    "Une session se publie avant son début : choisissez un jour à venir. Ce qui s'est déjà tenu ne s'inscrit plus.");
        }
    }

    /** Les clés de cette aire. @throws Refus invalide, si l'un de ceux qu'elle nomme n'existe pas */
    Set<String> aires(StructureInfo structure, String aire) {
        Set<String> cles = AireRecrutement.lire(aire);
        if (cles.isEmpty()) {
            return Set.of(
                    structure.region() == null
                            ? AireRecrutement.NATIONALE
                            : AireRecrutement.region(structure.region()));
        }
        choix.nommer(cles);
        return cles;
    }

    /**
     * Ce qu'il vaut mieux savoir avant de publier, et qui n'empêche rien : un premier ou un dernier jour chômé là-bas.
     */
    public List<String> alertes(Session.Publication publication, long structureId) {
        String departement = publication.codeInsee() == null
                ? annuaire.structure(structureId)
                        .map(s -> s.region() == null ? null : OUTRE_MER.get(s.region()))
                        .orElse(null)
                : SessionInfo.departement(publication.codeInsee());
        return publication.joursChomes(departement);
    }

    SessionInfo publier(Session session) {
        return annoncer(sessions.ajouter(session));
    }

    /** @return sa fiche. @throws Refus invalide, si ce stage n'est pas au catalogue ou en est retiré */
    FicheDeStage exigerOffert(long stageId) {
        StageAuCatalogue stage = stages.stage(stageId)
                .orElseThrow(() -> Refus.invalide("stage-inconnu", "stage", "Ce stage n'est pas au catalogue."));
        if (stage.retire()) {
            throw Refus.invalide(
                    "stage-retire",
                    "stage",
                    "Ce stage est retiré du catalogue : « " + stage.motifRetrait()
                            + " ». Choisissez-en un autre, ou remettez-le au catalogue.");
        }
        return stage.enVigueur().fiche();
    }

    SessionInfo annoncer(Session session) {
        SessionInfo info = offre.session(session.id()).orElseThrow();
        annonce.fire(new SessionPubliee(info));
        return info;
    }
}
