package fr.cnfpt.catalogue.sessions.adapter.rest;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.sessions.adapter.rest.SessionsTenuesResource.PourJson;
import fr.cnfpt.catalogue.sessions.adapter.rest.SessionsTenuesResource.SessionEcriteJson;
import fr.cnfpt.catalogue.sessions.adapter.rest.SessionsTenuesResource.SessionTenueJson;
import fr.cnfpt.catalogue.sessions.application.ConsulterSesSessions.SessionTenue;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Une session de l'API et ce qu'elle désigne : l'extérieur nomme un stage, une structure, un employeur, une commune par
 * leurs codes publics, jamais par nos numéros.
 */
@ApplicationScoped
public class LectureDUneSession {

    @Inject
    ConsulterLesFiches fiches;

    @Inject
    PublierSession publication;

    @Inject
    Annuaire annuaire;

    @Inject
    Communes communes;

    @Inject
    Acteurs acteurs;

    @Inject
    Portees portees;

    /** Qui organise : celle du jeton, ou celle que dit le siège. */
    long structure(SessionEcriteJson dite) {
        if (dite.structure() != null) {
            return annuaire.structures().stream()
                    .filter(s -> s.code().equals(dite.structure()))
                    .findFirst()
                    .map(StructureInfo::id)
                    .orElseThrow(() -> Refus.invalide(
                            "structure-inconnue", "structure", "Aucune structure ouverte ne porte ce code."));
        }
        Long sienne = portees.courante().structureId();
        if (sienne == null) {
            throw Refus.invalide("champ-absent", "structure", "Dites qui organise, par son code.");
        }
        return sienne;
    }

    void exigerQuiOrganise(SessionEcriteJson dite, SessionTenue s) {
        if (dite.structure() != null && !dite.structure().equals(code(s.structureId()))) {
            throw Refus.invalide("session-invalide", "structure", "Une session garde qui l'organise.");
        }
    }

    /** @param anime qui l'anime, si rien n'en est dit ; ou {@code null} */
    Session.Publication publication(SessionEcriteJson dite, long structureId, Long anime) {
        if (dite.stage() == null) {
            throw Refus.invalide("champ-absent", "stage", "Dites de quel stage, par son code.");
        }
        StageAuCatalogue stage = fiches.stage(dite.stage());
        CommuneInfo commune = dite.commune() == null
                ? null
                : communes.commune(dite.commune())
                        .orElseThrow(() -> Refus.invalide(
                                "commune-inconnue", "commune", "Aucune commune n'a ce code de l'Insee."));
        return new Session.Publication(
                stage.id(),
                dite.type() == null ? stage.enVigueur().fiche().type() : dite.type(),
                dite.debut(),
                dite.fin(),
                dite.horaires(),
                commune == null ? null : commune.nom(),
                dite.lieu(),
                commune == null ? null : commune.code(),
                dite.capacite(),
                dite.minimum() == null ? 1 : dite.minimum(),
                dite.ouverture(),
                dite.cloture(),
                dite.formateur() == null ? anime : formateur(dite.formateur(), structureId));
    }

    private Long formateur(String identifiant, long structureId) {
        return acteurs.formateurs(structureId).stream()
                .filter(c -> c.identifiant().equals(identifiant))
                .findFirst()
                .map(CompteInfo::id)
                .orElseThrow(() -> Refus.invalide(
                        "formateur-inconnu", "formateur", "Aucun formateur de cette structure n'a cet identifiant."));
    }

    /** @return des clés d'aire, comme {@link AireRecrutement#lire} les lit */
    String aire(PourJson pour) {
        if (pour == null) {
            return "";
        }
        List<String> cles = new ArrayList<>();
        if (Boolean.TRUE.equals(pour.france())) {
            cles.add(AireRecrutement.NATIONALE);
        }
        dits(pour.departements()).forEach(d -> cles.add(AireRecrutement.departement(d)));
        dits(pour.intercommunalites()).forEach(e -> cles.add(AireRecrutement.epci(e)));
        dits(pour.employeurs()).forEach(siren -> cles.add(AireRecrutement.collectivite(employeur(siren))));
        try {
            return String.join(" ", AireRecrutement.lire(String.join(" ", cles)));
        } catch (Refus refus) {
            throw Refus.invalide(refus.code(), "pour", refus.getMessage());
        }
    }

    private long employeur(String siren) {
        return annuaire.chercherCollectivites(Portee.ENTIERE, siren, 1).stream()
                .filter(c -> c.siren().equals(siren))
                .findFirst()
                .map(CollectiviteInfo::id)
                .orElseThrow(() -> Refus.invalide(
                        "siren-inconnu",
                        "pour.employeurs",
                        "Aucune collectivité ne porte le SIREN « " + siren + " »."));
    }

    private static List<String> dits(List<String> liste) {
        if (liste != null && liste.stream().anyMatch(Objects::isNull)) {
            throw Refus.invalide("valeur-invalide", "pour", "Une liste de « pour » contient une valeur vide.");
        }
        return liste == null ? List.of() : liste;
    }

    static void exigerLaMemeAire(String aire, SessionTenue s) {
        if (!AireRecrutement.lire(aire).equals(s.aire())) {
            throw Refus.invalide(
                    "session-invalide",
                    "pour",
                    "Publiée, une session garde ceux pour qui elle l'est : rendez « pour » tel que lu.");
        }
    }

    SessionTenueJson json(SessionTenue s) {
        Session.Publication p = s.publication();
        return new SessionTenueJson(
                s.id(),
                s.etat().name(),
                s.fiche().intitule(),
                p.ville(),
                s.etat() == EtatDeSession.ANNULEE ? List.of() : publication.alertes(p, s.structureId()),
                s.motif(),
                new SessionEcriteJson(
                        s.fiche().code(),
                        code(s.structureId()),
                        p.type(),
                        p.debut(),
                        p.fin(),
                        p.horaires(),
                        p.codeInsee(),
                        p.adresse(),
                        p.capacite(),
                        p.minimum(),
                        p.ouverture(),
                        p.cloture(),
                        acteurs.formateurs(s.structureId()).stream()
                                .filter(c -> Long.valueOf(c.id()).equals(p.formateurCompteId()))
                                .map(CompteInfo::identifiant)
                                .findFirst()
                                .orElse(null),
                        pour(s.aire())));
    }

    private String code(long structureId) {
        return annuaire.structure(structureId).map(StructureInfo::code).orElse(null);
    }

    private PourJson pour(Collection<String> cles) {
        if (cles.isEmpty()) {
            return null;
        }
        List<Long> employeurs = apres("C:", cles).stream().map(Long::valueOf).toList();
        return new PourJson(
                cles.contains(AireRecrutement.NATIONALE) ? Boolean.TRUE : null,
                rienSiVide(apres("D:", cles)),
                rienSiVide(apres("E:", cles)),
                rienSiVide(annuaire.collectivites(employeurs).values().stream()
                        .map(CollectiviteInfo::siren)
                        .sorted()
                        .toList()));
    }

    private static List<String> rienSiVide(List<String> liste) {
        return liste.isEmpty() ? null : liste;
    }

    private static List<String> apres(String genre, Collection<String> cles) {
        return cles.stream()
                .filter(c -> c.startsWith(genre))
                .map(c -> c.substring(genre.length()))
                .sorted()
                .toList();
    }
}
