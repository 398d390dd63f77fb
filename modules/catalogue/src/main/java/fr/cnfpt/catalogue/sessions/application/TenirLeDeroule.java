package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.recherche.persistence.OffreSql;
import fr.cnfpt.catalogue.sessions.domain.Scenario;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.catalogue.sessions.persistence.Deroules.DoubleEmploi;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * La délégation pose les séances de sa session, demi-journée par demi-journée, et son scénario. Ce qui est pris deux
 * fois ou tombe un jour chômé est dit, et n'empêche rien : elle sait pourquoi.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TenirLeDeroule {

    private static final int TEXTE_MAXIMAL = 4_000;

    /** Une séance, qui l'anime et ce qu'il faut y voir. */
    public record LigneDeDeroule(Seance seance, String formateurs, List<String> alertes) {}

    /**
     * Le déroulé d'une session.
     *
     * @param motif celui de son annulation, ou {@code null}
     */
    public record Deroule(
            SessionInfo session, List<LigneDeDeroule> lignes, Scenario scenario, boolean modifiable, String motif) {

        public long demiJournees() {
            return lignes.stream()
                    .filter(l -> l.seance().forme() == Seance.Forme.PRESENCE)
                    .count();
        }

        /** Celles que veut la fiche. */
        public long attendues() {
            return session.presentielJours().multiply(BigDecimal.valueOf(2)).longValue();
        }
    }

    @Inject
    Deroules deroules;

    @Inject
    OffreSql sessions;

    @Inject
    Acteurs acteurs;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** @throws Refus introuvable, si la session n'est pas à qui demande */
    public Deroule voir(long sessionId) {
        SessionInfo session = sienne(sessionId);
        Map<Long, String> noms =
                formateurs(session).stream().collect(Collectors.toMap(CompteInfo::id, CompteInfo::nom, (a, b) -> a));
        Map<Long, List<DoubleEmploi>> doubles =
                deroules.doublesEmplois(sessionId).stream().collect(Collectors.groupingBy(DoubleEmploi::seanceId));
        Portee portee = portees.courante();
        Function<Long, String> nommer = id -> noms.getOrDefault(id, "un formateur d'une autre structure");
        List<LigneDeDeroule> lignes = new ArrayList<>();
        for (Seance s : deroules.seances(sessionId)) {
            List<String> alertes = new ArrayList<>();
            chome(s, session)
                    .ifPresent(nom ->
                            alertes.add("Ce jour est " + (nom.equals("dimanche") ? "un dimanche" : "férié : " + nom)));
            doubles.getOrDefault(s.id(), List.of()).forEach(d -> alertes.add(dire(d, sessionId, portee, nommer)));
            lignes.add(new LigneDeDeroule(
                    s, s.formateurs().stream().map(nommer).collect(Collectors.joining(", ")), alertes));
        }
        return new Deroule(
                session,
                lignes,
                deroules.scenario(sessionId),
                interdit(session).isEmpty(),
                deroules.motifDAnnulation(sessionId).orElse(null));
    }

    /** Une fenêtre contient des dimanches sans que personne n'y travaille. */
    private static Optional<String> chome(Seance s, SessionInfo session) {
        return s.forme() == Seance.Forme.ASYNCHRONE
                ? Optional.empty()
                : Calendrier.chome(
                        s.jour(),
                        s.codeInsee() == null ? session.departement() : SessionInfo.departement(s.codeInsee()));
    }

    /** L'autre session n'est nommée qu'à qui peut la lire. */
    private static String dire(DoubleEmploi d, long sessionId, Portee portee, Function<Long, String> nommer) {
        String ou = d.autreSessionId() == sessionId
                ? "une autre séance de cette session"
                : portee.voit(null, null, d.autreStructureId(), d.autreFormateurId())
                        ? "« " + d.autreIntitule() + " » (session " + d.autreSessionId() + ")"
                        : "une session d'une autre structure";
        return (d.formateurId() == null ? "La salle « " + d.salle() + " »" : nommer.apply(d.formateurId()))
                + " sert au même moment à " + ou;
    }

    public List<CompteInfo> formateurs(long sessionId) {
        return formateurs(sienne(sessionId));
    }

    private List<CompteInfo> formateurs(SessionInfo session) {
        return acteurs.formateurs(session.structureId());
    }

    /** Parmi qui choisir qui conduit la session. */
    public List<CompteInfo> delegation(long sessionId) {
        return acteurs.delegation(sienne(sessionId).structureId());
    }

    public void ajouter(long sessionId, Seance seance) {
        SessionInfo session = datee(sessionId);
        deroules.ajouter(sessionId, List.of(seance.valable(session.debut(), session.fin())));
    }

    /** Celles que veut la fiche, matin et après-midi, aux jours ouvrés de la session. @return combien */
    public int poserLesDemiJournees(long sessionId) {
        SessionInfo session = datee(sessionId);
        long attendues =
                session.presentielJours().multiply(BigDecimal.valueOf(2)).longValue();
        if (deroules.seances(sessionId).stream().anyMatch(s -> s.forme() == Seance.Forme.PRESENCE)) {
            throw Refus.conflit(
                    "deja-posees",
                    "Des demi-journées sont déjà posées : retirez-les d'abord, ou ajoutez une à une celles qui manquent.");
        }
        List<Long> animateurs = session.formateurCompteId() == null ? List.of() : List.of(session.formateurCompteId());
        List<Seance> posees = new ArrayList<>();
        for (LocalDate j = session.debut(); !j.isAfter(session.fin()); j = j.plusDays(1)) {
            for (boolean matin : new boolean[] {true, false}) {
                if (posees.size() < attendues && Calendrier.ouvre(j, session.departement())) {
                    posees.add(Seance.demiJournee(session.intitule(), j, matin, session.adresse(), animateurs));
                }
            }
        }
        if (posees.isEmpty()) {
            throw Refus.conflit(
                    "rien-a-poser",
                    attendues == 0
                            ? "Ce stage n'a pas de part en présence : ajoutez ses séquences à distance."
                            : "La session ne compte aucun jour ouvré : ajoutez ses demi-journées une à une.");
        }
        deroules.ajouter(sessionId, posees);
        return posees.size();
    }

    /** @throws Refus introuvable, si elle n'est pas, ou plus, de cette session */
    public void retirer(long sessionId, long seanceId) {
        modifiable(sessionId);
        if (!deroules.retirer(sessionId, seanceId, horloge.maintenant())) {
            throw Refus.introuvable("seance-inconnue", "Cette séance n'est plus au déroulé.");
        }
    }

    public void ecrireLeScenario(long sessionId, Scenario s) {
        ecrireLeScenario(sessionId, null, s);
    }

    /**
     * @param lue la version de la session lue, ou {@code null} pour l'écrire telle qu'elle est
     * @throws Refus conflit, si un autre a changé la session depuis
     */
    public void ecrireLeScenario(long sessionId, Integer lue, Scenario s) {
        SessionInfo session = modifiable(sessionId);
        if (s.decisionLe() != null && session.debut() != null && s.decisionLe().isAfter(session.debut())) {
            throw Refus.invalide(
                    "decision-tardive",
                    "decisionLe",
                    "On décide de tenir la session avant qu'elle commence, le " + Texte.date(session.debut())
                            + " au plus tard.");
        }
        borner(s.criteres(), "criteres");
        borner(s.accompagnement(), "accompagnement");
        if (!deroules.ecrire(sessionId, lue, s)) {
            throw Refus.conflit(
                    Session.CHANGEE,
                    "Cette session a changé depuis que vous l'avez lue : relisez-la. Rien n'est écrit.");
        }
    }

    private static void borner(String texte, String champ) {
        if (texte != null && texte.length() > TEXTE_MAXIMAL) {
            throw Refus.invalide(
                    "texte-trop-long",
                    champ,
                    Texte.nombre(TEXTE_MAXIMAL) + " caractères au plus : allez à l'essentiel.");
        }
    }

    /** Ses séances tiennent dans ses jours : il faut qu'elle en ait. */
    private SessionInfo datee(long sessionId) {
        SessionInfo session = modifiable(sessionId);
        if (session.debut() == null || session.fin() == null) {
            throw Refus.conflit(
                    "dates-a-fixer", "Ce brouillon n'a pas encore ses dates : donnez-les, puis posez ses séances.");
        }
        return session;
    }

    private SessionInfo sienne(long sessionId) {
        return sessions.ecrite(sessionId)
                .filter(s -> s.estVuePar(portees.courante()))
                .orElseThrow(() -> Refus.introuvable("session-inconnue", "Cette session n'existe pas."));
    }

    private SessionInfo modifiable(long sessionId) {
        SessionInfo session = sienne(sessionId);
        interdit(session).ifPresent(refus -> {
            throw refus;
        });
        return session;
    }

    /** Pourquoi l'on n'y change plus rien ; vide, on peut. */
    private Optional<Refus> interdit(SessionInfo session) {
        return switch (EtatDeSession.valueOf(session.etat())) {
            case ANNULEE ->
                Optional.of(
                        Refus.conflit("session-annulee", "Cette session est annulée : son déroulé ne change plus."));
            case BROUILLON -> Optional.empty();
            default ->
                session.fin().isBefore(horloge.aujourdhui(session.fuseau()))
                        ? Optional.of(
                                Refus.conflit(
                                        "session-finie",
                                        "Cette session est finie : son déroulé ne change plus. Ce qui s'y est passé se dit à la feuille de présence."))
                        : Optional.empty();
        };
    }
}
