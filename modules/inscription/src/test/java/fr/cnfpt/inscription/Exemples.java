package fr.cnfpt.inscription;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.places.domain.Moment;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Les personnages et les sessions dont parlent les preuves. */
public final class Exemples {

    public static final LocalDate JOUR = LocalDate.of(2026, 3, 3);
    public static final Instant MAINTENANT =
            JOUR.atTime(9, 0).atZone(Horloge.PARIS).toInstant();
    public static final long DENAIN = 59;
    public static final long VALENCIENNES = 60;
    public static final long DELEGATION = 7;

    private Exemples() {}

    public static CollectiviteInfo denain(boolean preinscription, boolean avis) {
        return new CollectiviteInfo(
                DENAIN,
                "215901729",
                "Denain",
                "COMMUNE",
                "59172",
                "59",
                "32",
                "200042190",
                20_665,
                DELEGATION,
                preinscription,
                avis);
    }

    public static CollectiviteInfo valenciennes() {
        return new CollectiviteInfo(
                VALENCIENNES,
                "215906066",
                "Valenciennes",
                "COMMUNE",
                "59606",
                "59",
                "32",
                "245901160",
                43_000,
                DELEGATION,
                true,
                true);
    }

    /** L'agent n° id de Denain, dont le responsable est l'agent 100. */
    public static AgentInfo agent(long id) {
        return new AgentInfo(
                id,
                DENAIN,
                "M" + id,
                "Nom" + id,
                "Prénom",
                null,
                "Jardinier",
                null,
                "C",
                null,
                id == 100 ? null : 100L);
    }

    public static AgentInfo agentDeValenciennes(long id) {
        return new AgentInfo(
                id, VALENCIENNES, "V" + id, "Nom" + id, "Prénom", null, "Jardinier", null, "C", null, null);
    }

    public static SessionInfo session(long id, Integer capacite) {
        return session(id, capacite, Modalite.PRESENTIEL, "PUBLIEE", JOUR.minusDays(30), JOUR.plusDays(30));
    }

    public static SessionInfo session(
            long id, Integer capacite, Modalite modalite, String etat, LocalDate ouverture, LocalDate cloture) {
        return session(id, capacite, modalite, etat, ouverture, cloture, Fuseau.PARIS);
    }

    public static SessionInfo session(
            long id,
            Integer capacite,
            Modalite modalite,
            String etat,
            LocalDate ouverture,
            LocalDate cloture,
            ZoneId fuseau) {
        return new SessionInfo(
                id,
                500 + id,
                "ECV-001",
                "Les fondamentaux de l'état civil",
                modalite,
                "PERFECTIONNEMENT",
                "INTER",
                BigDecimal.valueOf(3),
                BigDecimal.ZERO,
                false,
                false,
                false,
                "Citoyenneté",
                "Agents d'état civil",
                "Recevoir les actes",
                "a ; b",
                null,
                DELEGATION,
                cloture.plusDays(14),
                cloture.plusDays(16),
                "9 h",
                "Lille",
                "Salle 2",
                "59350",
                capacite,
                1,
                ouverture,
                cloture,
                etat,
                null,
                true,
                fuseau,
                false);
    }

    /** La même, d'un stage donné, à une autre date. */
    public static SessionInfo duStage(long stage, SessionInfo s, LocalDate debut) {
        return avec(s, Map.of("stageId", stage, "debut", debut, "fin", debut.plusDays(2)));
    }

    /** La même, telle qu'elle serait le {@link #JOUR} à ce moment : finie, c'est depuis trois semaines. */
    public static SessionInfo au(Moment moment, SessionInfo s) {
        LocalDate j = JOUR;
        return switch (moment) {
            case AVANT_OUVERTURE -> dates(s, j.plusDays(5), j.plusDays(10), j.plusDays(20), j.plusDays(22));
            case OUVERTE -> dates(s, j.minusDays(5), j.plusDays(5), j.plusDays(10), j.plusDays(12));
            case CLOSE -> dates(s, j.minusDays(20), j.minusDays(1), j.plusDays(1), j.plusDays(3));
            case COMMENCEE -> dates(s, j.minusDays(20), j.minusDays(1), j, j.plusDays(2));
            case FINIE -> dates(s, j.minusDays(60), j.minusDays(40), j.minusDays(23), j.minusDays(21));
            case ANNULEE -> annulee(dates(s, j.minusDays(5), j.plusDays(5), j.plusDays(10), j.plusDays(12)));
        };
    }

    public static SessionInfo dates(
            SessionInfo s, LocalDate ouverture, LocalDate cloture, LocalDate debut, LocalDate fin) {
        return avec(s, Map.of("ouverture", ouverture, "cloture", cloture, "debut", debut, "fin", fin));
    }

    /** La même, de cet effectif. */
    public static SessionInfo capacite(SessionInfo s, Integer capacite) {
        return avec(s, Collections.singletonMap("capacite", capacite));
    }

    public static SessionInfo annulee(SessionInfo s) {
        return avec(s, Map.of("etat", "ANNULEE"));
    }

    /** La même, à ces composantes près. */
    private static SessionInfo avec(SessionInfo s, Map<String, ?> change) {
        try {
            RecordComponent[] toutes = SessionInfo.class.getRecordComponents();
            Object[] valeurs = new Object[toutes.length];
            Class<?>[] types = new Class<?>[toutes.length];
            for (int i = 0; i < toutes.length; i++) {
                String nom = toutes[i].getName();
                valeurs[i] = change.containsKey(nom)
                        ? change.get(nom)
                        : toutes[i].getAccessor().invoke(s);
                types[i] = toutes[i].getType();
            }
            return SessionInfo.class.getDeclaredConstructor(types).newInstance(valeurs);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** La même, passée à distance : sa fiche fait venir quelque part, et elle n'a plus de lieu. */
    public static SessionInfo aDistance(SessionInfo s) {
        Map<String, Object> nullePart = new HashMap<>();
        nullePart.put("ville", null);
        nullePart.put("adresse", null);
        nullePart.put("codeInsee", null);
        return avec(s, nullePart);
    }

    /** La même, qui prépare un concours. */
    public static SessionInfo concours(SessionInfo s) {
        return avec(s, Map.of("nature", "PREPARATION_CONCOURS"));
    }

    public static Utilisateur rh() {
        return new Utilisateur(1, "rh", "La RH de Denain", Role.GESTIONNAIRE_RH, DENAIN, null, null, "Denain");
    }

    public static Utilisateur rhDeValenciennes() {
        return new Utilisateur(
                2, "rhv", "La RH de Valenciennes", Role.GESTIONNAIRE_RH, VALENCIENNES, null, null, "Valenciennes");
    }

    public static Utilisateur sirh() {
        return new Utilisateur(3, "sirh", "SIRH de Denain", Role.PARTENAIRE, DENAIN, null, null, "Denain");
    }

    public static Utilisateur agentConnecte(long agentId) {
        return new Utilisateur(4, "agent", "L'agente", Role.AGENT, DENAIN, null, agentId, "Denain");
    }

    public static Utilisateur responsable() {
        return new Utilisateur(5, "n1", "Le N+1", Role.RESPONSABLE, DENAIN, null, 100L, "Denain");
    }

    public static Utilisateur autreResponsable() {
        return new Utilisateur(6, "n1b", "Un autre N+1", Role.RESPONSABLE, DENAIN, null, 200L, "Denain");
    }

    public static Utilisateur delegation() {
        return new Utilisateur(8, "del", "La conseillère", Role.DELEGATION, null, DELEGATION, null, "Délégation");
    }

    public static Utilisateur siege() {
        return new Utilisateur(10, "siege", "Chargée de mission", Role.SIEGE, null, null, null, "Siège");
    }

    public static Utilisateur autreDelegation() {
        return new Utilisateur(9, "del2", "Une autre", Role.DELEGATION, null, DELEGATION + 1, null, "Autre");
    }

    /** Le même, avec une adresse. */
    public static AgentInfo joignable(AgentInfo a) {
        return new AgentInfo(
                a.id(),
                a.collectiviteId(),
                a.matricule(),
                a.nom(),
                a.prenom(),
                a.id() + "@exemple",
                a.metier(),
                a.service(),
                a.categorie(),
                a.cadreEmplois(),
                a.responsableId());
    }
}
