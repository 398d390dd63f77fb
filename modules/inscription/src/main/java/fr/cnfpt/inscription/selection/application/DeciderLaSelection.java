package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.selection.domain.Classement.Bareme;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.persistence.Selections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * La délégation décide une sélection d'un geste : les premiers sont acceptés, les suivants attendent dans cet ordre,
 * celles qu'elle a désignées sont refusées. Elle ne décide que ce qu'elle a lu ; la décision garde ses entrées, et
 * chacun apprend son rang et pourquoi. Ensuite, une place rendue va à la file comme ailleurs.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class DeciderLaSelection {

    /** Le classement n'est plus celui qu'on a lu. */
    public static final String CHANGE = "classement-change";

    @Inject
    ClasserLesDemandes classement;

    @Inject
    EtablirLeClassement etabli;

    @Inject
    Selections selections;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    EcrireLaSelection courriels;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /**
     * @param empreinte du classement qu'elle a lu
     * @return combien sont retenues, attendent, sont refusées
     * @throws Refus conflit, si le classement a changé depuis, ou si la décision est déjà prise
     */
    public Map<Issue, Integer> executer(long session, String empreinte) {
        SessionInfo s = classement.exigerSienne(session);
        Ouverture.exigerLaCloture(s, horloge.aujourdhui(s.fuseau()));
        places.verrouiller(session);
        if (selections.decision(session).isPresent()) {
            throw Refus.conflit("selection-decidee", "Cette sélection est déjà décidée : relisez-la.");
        }
        Bareme bareme = etabli.bareme(s);
        List<Place> classees = etabli.aujourdhui(s, bareme);
        if (classees.isEmpty()) {
            throw Refus.conflit(
                    "personne-en-selection", "Personne n'attend cette sélection : il n'y a rien à décider.");
        }
        if (!ClasserLesDemandes.empreinte(s.capacite(), classees).equals(empreinte)) {
            throw Refus.conflit(
                    CHANGE,
                    "Le classement a changé depuis que vous l'avez lu : une demande annulée ou une priorité dite entre-temps. Relisez-le, puis décidez. Rien n'est enregistré.");
        }
        Instant quand = horloge.maintenant();
        long dernier = selections.dernierRang(session);
        int sur = (int) classees.stream().filter(p -> p.rang() != null).count();
        for (Place p : classees) {
            bulletins
                    .parId(p.bulletinId())
                    .orElseThrow(ConsulterBulletins::bulletinInconnu)
                    .departager(etat(p), rang(p, dernier), texte(p, sur), motif(p), courant.get(), quand);
        }
        selections.decider(session, s.capacite(), bareme, classees, quand);
        Map<Issue, Integer> bilan = new EnumMap<>(Issue.class);
        classees.forEach(p -> bilan.merge(p.issue(), 1, Integer::sum));
        journal.noter("selection-decidee", "session " + session, enClair(bilan), null);
        courriels.executer(s, classees, sur);
        return bilan;
    }

    public static String enClair(Map<Issue, Integer> bilan) {
        int refusees = bilan.getOrDefault(Issue.REFUSEE, 0);
        int attendent = bilan.getOrDefault(Issue.EN_ATTENTE, 0);
        return Texte.pluriel(bilan.getOrDefault(Issue.RETENUE, 0), "demande retenue", "demandes retenues")
                + (attendent == 0 ? "" : ", " + attendent + " en liste d'attente")
                + (refusees == 0 ? "" : ", " + Texte.pluriel(refusees, "refusée", "refusées"));
    }

    private static Etat etat(Place p) {
        return switch (p.issue()) {
            case RETENUE -> Etat.ACCEPTEE;
            case EN_ATTENTE -> Etat.LISTE_ATTENTE;
            case REFUSEE -> Etat.REFUSEE;
        };
    }

    private static Long rang(Place p, long dernier) {
        return p.rang() == null ? null : dernier + p.rang();
    }

    static String texte(Place p, int sur) {
        return switch (p.issue()) {
            case RETENUE -> "Retenue par la sélection, " + rang(p) + " sur " + sur;
            case EN_ATTENTE -> "En liste d'attente après la sélection, " + rang(p) + " sur " + sur;
            case REFUSEE -> "Refusée par le CNFPT, à la sélection";
        };
    }

    private static String rang(Place p) {
        return p.rang() + (p.rang() == 1 ? "re" : "e");
    }

    /**
     * L'histoire se lit de tous ceux qui voient le bulletin : elle ne dit ni priorité, ni rien d'autre que ce motif.
     */
    private static String motif(Place p) {
        return p.candidature().ecart() == null ? null : p.candidature().ecart().motif();
    }
}
