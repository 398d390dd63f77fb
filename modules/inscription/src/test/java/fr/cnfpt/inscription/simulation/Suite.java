package fr.cnfpt.inscription.simulation;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.joignable;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.sirh;
import static fr.cnfpt.inscription.Exemples.valenciennes;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Des gestes tirés au sort sur deux sessions de quelques places : ceux de chaque rôle, le temps qui passe, l'effectif
 * et les dates qui changent. Après chacun, ce qui doit toujours être vrai l'est. Une graine rejoue la même suite.
 */
final class Suite {

    static final int JOURS_DE_PROMOTION = 3;

    /** Sur cent convoqués, ceux qui ne viennent pas. */
    private static final int ABSENTS = 18;

    private static final int GESTES = 32;

    /** Ceux de Denain. */
    private static final List<Long> AGENTS = List.of(101L, 102L, 103L, 104L, 105L);

    private static final List<Long> DE_VALENCIENNES = List.of(200L, 201L, 202L, 203L);

    /** D'un état à l'autre en un geste, tel que le domaine le dit ; docs/transitions.md. */
    private static final Map<Etat, Set<Etat>> PAS = Map.of(
            Etat.PREINSCRIPTION,
                    Set.of(
                            Etat.AVIS_RENDU,
                            Etat.TRANSMISE,
                            Etat.EN_SELECTION,
                            Etat.LISTE_ATTENTE,
                            Etat.REFUSEE,
                            Etat.ANNULEE),
            Etat.AVIS_RENDU, Set.of(Etat.TRANSMISE, Etat.EN_SELECTION, Etat.LISTE_ATTENTE, Etat.REFUSEE, Etat.ANNULEE),
            Etat.EN_SELECTION, Set.of(Etat.ACCEPTEE, Etat.LISTE_ATTENTE, Etat.REFUSEE, Etat.ANNULEE),
            Etat.TRANSMISE, Set.of(Etat.ACCEPTEE, Etat.REFUSEE, Etat.ANNULEE),
            Etat.LISTE_ATTENTE, Set.of(Etat.TRANSMISE, Etat.REFUSEE, Etat.ANNULEE),
            Etat.ACCEPTEE, Set.of(Etat.CONVOQUEE, Etat.REFUSEE, Etat.ANNULEE),
            Etat.CONVOQUEE, Set.of(Etat.PRESENTE, Etat.ABSENTE, Etat.ANNULEE),
            Etat.PRESENTE, Set.of(Etat.ABSENTE, Etat.ATTESTEE),
            Etat.ABSENTE, Set.of(Etat.PRESENTE));

    private static final Set<Etat> NAISSANCES =
            Set.of(Etat.PREINSCRIPTION, Etat.TRANSMISE, Etat.EN_SELECTION, Etat.LISTE_ATTENTE);

    /** Un bulletin tel que la base le dit. */
    public record Vu(
            long id, long sessionId, long agentId, Etat etat, Long rang, long version, long pas, Etat dernierPas) {}

    /** @param attendue vrai si elle est à sélection, pas encore décidée */
    public record Compte(
            long sessionId,
            Integer capacite,
            int prises,
            int attente,
            Integer quota,
            Integer attenteMax,
            int selection,
            boolean attendue) {}

    /**
     * Ce qu'une suite a vécu, ou plusieurs ensemble.
     *
     * @param sessions celles qui ont eu une jauge
     * @param heures celles de toutes les places, tant qu'une place rendue va encore à la file
     * @param oisives celles des places vides pendant que quelqu'un les attend
     * @param rendues les places qu'une demande a quittées
     * @param passees les demandes de la file que le quota a fait passer
     * @param promues celles qui sont allées à la file, dans le geste même qui les rendait
     */
    record Vecu(
            int refus,
            int sessions,
            long heures,
            long oisives,
            int rendues,
            int promues,
            int presents,
            int absents,
            int sessionsAnnulees,
            int effectifsChanges,
            int passees,
            int selections) {

        static final Vecu RIEN = new Vecu(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        Vecu plus(Vecu o) {
            return new Vecu(
                    refus + o.refus,
                    sessions + o.sessions,
                    heures + o.heures,
                    oisives + o.oisives,
                    rendues + o.rendues,
                    promues + o.promues,
                    presents + o.presents,
                    absents + o.absents,
                    sessionsAnnulees + o.sessionsAnnulees,
                    effectifsChanges + o.effectifsChanges,
                    passees + o.passees,
                    selections + o.selections);
        }

        String enClair() {
            return "%,d sessions, dont %,d annulées et %,d changements d'effectif, %,d sélections décidées ; %,d heures de places, dont %,d oisives pendant que quelqu'un attend ; %,d places rendues, %,d allées aussitôt à la file, %,d demandes passées pour leur quota ; %,d présents, %,d absents ; %,d gestes refusés sans rien changer"
                    .formatted(
                            sessions,
                            sessionsAnnulees,
                            effectifsChanges,
                            selections,
                            heures,
                            oisives,
                            rendues,
                            promues,
                            passees,
                            presents,
                            absents,
                            refus);
        }
    }

    /** @param offresEnRetard celles dont l'heure est passée et qui attendent encore : la tâche passe avec les jours */
    private record Tableau(Map<Long, Vu> bulletins, Map<Long, Compte> jauges, long offresEnRetard) {}

    private final long graine;
    private final Random hasard;
    private final EntityManager em;
    private final Marche marche = new Marche();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final List<String> recit = new ArrayList<>();
    private final long[] sessions;

    /** Une suite sur deux va au bout : ses gens sont acceptés, convoqués, et le jour vient. */
    private final boolean menee;

    private final Bureaux b;
    private final List<String> jetons = new ArrayList<>();
    private Vecu vecu = Vecu.RIEN;

    /**
     * @param places celles de la base, ou celles qu'on éprouve
     * @param numero que nulle autre suite n'a en même temps : ses sessions en sont nommées
     */
    Suite(long graine, long numero, EntityManager em, PlacesSql places) {
        this.graine = graine;
        this.hasard = new Random(graine);
        this.menee = hasard.nextBoolean();
        this.em = em;
        this.sessions = new long[] {10_000_000 + 2 * numero, 10_000_001 + 2 * numero};
        AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
        annuaire.agents.add(agent(100));
        AGENTS.forEach(a -> annuaire.agents.add(joignable(agent(a))));
        DE_VALENCIENNES.forEach(a -> annuaire.agents.add(agentDeValenciennes(a)));
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        b = new Bureaux(em, marche, courant, offre, annuaire, places, jetons::add);
        for (long id : sessions) {
            Integer capacite = hasard.nextInt(8) == 0 ? null : Integer.valueOf(1 + hasard.nextInt(3));
            LocalDate ouverture = JOUR.minusDays(hasard.nextInt(4) - 1L);
            SessionInfo s = Exemples.dates(
                    session(id, capacite),
                    ouverture,
                    ouverture.plusDays(8),
                    ouverture.plusDays(13),
                    ouverture.plusDays(14));
            offre.sessions.put(id, s);
            places.ouvrirJauge(s);
            if (hasard.nextBoolean()) {
                b.offres.regler(id, true);
                recit.add("session " + id + " offre ses places rendues");
            }
            if (graine % 3 == 0 && capacite != null && b.selections.regler(id, true)) {
                recit.add("session " + id + " est à sélection");
            } else if (hasard.nextInt(3) == 0) {
                int quota = 1 + hasard.nextInt(2);
                b.quotas.regler(id, quota);
                recit.add("session " + id + " a un quota de " + quota);
            }
            if (graine % 3 != 0 && hasard.nextInt(4) == 0) {
                int max = hasard.nextInt(3);
                b.quotas.limiterLAttente(id, max);
                recit.add("la liste d'attente de " + id + " prend " + max + " demandes");
            }
            recit.add("session " + id + " de " + capacite + " places, " + s.ouverture() + " / " + s.debut());
        }
    }

    Vecu jouer() throws SQLException {
        Connection connexion = em.unwrap(Connection.class);
        Tableau avant = lire();
        for (int i = 0; i < GESTES; i++) {
            Savepoint point = connexion.setSavepoint();
            Map<Long, SessionInfo> sessionsAvant = new HashMap<>(offre.sessions);
            boolean fait = true;
            try {
                unGeste(avant);
                em.flush();
            } catch (Refus r) {
                fait = false;
                vecu = vecu.plus(new Vecu(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
                recit.add("  refusé : " + r.code());
                em.clear();
                connexion.rollback(point);
                offre.sessions.putAll(sessionsAvant);
            } catch (RuntimeException e) {
                throw new AssertionError("Graine " + graine + "\n" + String.join("\n", recit), e);
            }
            connexion.releaseSavepoint(point);
            em.clear();
            Tableau apres = lire();
            verifier(avant, apres, fait);
            vecu = vecu.plus(pas(avant, apres));
            avant = apres;
        }
        try (var s = connexion.createStatement()) {
            s.execute("set constraints all immediate");
        }
        return vecu.plus(new Vecu(0, sessions.length, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /** Ce qu'un geste a rendu et donné. */
    private Vecu pas(Tableau avant, Tableau apres) {
        int rendues = 0;
        int promues = 0;
        int presents = 0;
        int absents = 0;
        for (Vu v : apres.bulletins().values()) {
            Vu d = avant.bulletins().get(v.id());
            if (d != null && d.etat() != v.etat()) {
                rendues += d.etat().tientUnePlace() && !v.etat().tientUnePlace() ? 1 : 0;
                promues += d.etat() == Etat.LISTE_ATTENTE && v.etat() == Etat.TRANSMISE ? 1 : 0;
                presents += v.etat() == Etat.PRESENTE ? 1 : 0;
                absents += v.etat() == Etat.ABSENTE ? 1 : 0;
            }
        }
        return new Vecu(0, 0, 0, 0, rendues, promues, presents, absents, 0, 0, 0, 0);
    }

    /** Les heures des places que ces jours vont faire, telles qu'elles sont tenues maintenant. */
    private Vecu heures(Tableau t, int jours) {
        long heures = 0;
        long oisives = 0;
        for (Compte j : t.jauges().values()) {
            boolean promeut = Ouverture.promeut(offre.sessions.get(j.sessionId()), marche.jour, JOURS_DE_PROMOTION);
            if (j.capacite() != null && promeut) {
                heures += j.capacite() * 24L * jours;
                oisives += Math.min(servables(siens(t, j), j).size(), j.capacite() - j.prises()) * 24L * jours;
            }
        }
        return new Vecu(0, 0, heures, oisives, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private void unGeste(Tableau t) {
        SessionInfo s = offre.sessions.get(sessions[hasard.nextInt(2)]);
        long agent = AGENTS.get(hasard.nextInt(AGENTS.size()));
        Vu vu = hasard(List.copyOf(t.bulletins().values()));
        long bulletin = vu == null ? 0 : vu.id();
        List<Long> venus = tous(t, Etat.CONVOQUEE).stream()
                .filter(id -> Set.of(Moment.COMMENCEE, Moment.FINIE)
                        .contains(
                                moment(offre.sessions.get(t.bulletins().get(id).sessionId()))))
                .toList();
        List<Long> enSelection = tous(t, Etat.EN_SELECTION).stream()
                .filter(id -> Ouverture.estClose(
                        offre.sessions.get(t.bulletins().get(id).sessionId()), marche.jour))
                .toList();
        int de = hasard.nextInt(100);
        if (!enSelection.isEmpty() && hasard.nextInt(2) == 0) {
            departager(t, hasard(enSelection));
        } else if (!venus.isEmpty() && hasard.nextInt(3) == 0) {
            long convoque = hasard(venus);
            boolean present = hasard.nextInt(100) >= ABSENTS;
            dire("présence de " + convoque + " : " + present);
            comme(delegation(), () -> b.suivi.noterPresence(convoque, present));
        } else if (menee && hasard.nextInt(4) == 0 && mener(t, s)) {
            return;
        } else if (de < 11) {
            dire("l'agent " + agent + " demande " + s.id());
            comme(agentConnecte(agent), () -> b.preinscription.executer(s.id()));
        } else if (de < 15) {
            List<Long> ici = AGENTS.subList(0, 2 + hasard.nextInt(3));
            List<Long> la = DE_VALENCIENNES.subList(0, 1 + hasard.nextInt(3));
            dire("deux employeurs inscrivent " + ici + " puis " + la + " à " + s.id());
            comme(rh(), () -> b.inscription.executer(s.id(), ici));
            comme(rhDeValenciennes(), () -> b.inscription.executer(s.id(), la));
        } else if (de < 28) {
            Utilisateur qui = hasard(List.of(rh(), sirh(), rhDeValenciennes()));
            List<Long> lot = (qui.equals(rhDeValenciennes()) ? DE_VALENCIENNES : AGENTS)
                    .stream().filter(a -> hasard.nextInt(3) == 0).toList();
            dire(qui.nom() + " inscrit " + lot + " à " + s.id());
            comme(qui, () -> b.inscription.executer(s.id(), lot));
        } else if (de < 35) {
            boolean favorable = hasard.nextInt(4) > 0;
            dire("avis sur " + bulletin + " : " + favorable);
            comme(responsable(), () -> b.avis.executer(bulletin, favorable, "Le service est réduit"));
        } else if (de < 42) {
            List<Long> lot = t.bulletins().values().stream()
                    .filter(v -> v.etat() == Etat.AVIS_RENDU || hasard.nextInt(6) == 0)
                    .map(Vu::id)
                    .toList();
            dire("la RH valide " + lot);
            comme(rh(), () -> b.validation.executer(lot));
        } else if (de < 44) {
            dire("la RH refuse " + bulletin);
            comme(rh(), () -> b.validation.refuser(bulletin, "Hors du plan"));
        } else if (de < 53) {
            Utilisateur qui = hasard(List.of(rh(), sirh(), delegation(), delegation(), agentConnecte(agent)));
            Vu place = hasard(t.bulletins().values().stream()
                    .filter(v -> v.etat().tientUnePlace())
                    .toList());
            long annule = place == null || hasard.nextInt(4) == 0 ? bulletin : place.id();
            dire(qui.nom() + " annule " + annule);
            comme(qui, () -> b.annulation.executer(annule, "Empêchement"));
        } else if (de < 60) {
            List<Long> lot = hasard.nextBoolean() ? tous(t, Etat.TRANSMISE) : List.of(bulletin);
            dire("la délégation accepte " + lot);
            comme(delegation(), () -> b.instruction.accepter(lot));
        } else if (de < 63) {
            dire("la délégation refuse " + bulletin);
            comme(delegation(), () -> b.instruction.refuser(bulletin, "Hors du public visé"));
        } else if (de < 68) {
            dire("la délégation convoque à " + s.id());
            comme(delegation(), () -> b.instruction.convoquer(s.id()));
        } else if (de < 74) {
            boolean present = hasard.nextBoolean();
            dire("présence de " + bulletin + " : " + present);
            comme(delegation(), () -> b.suivi.noterPresence(bulletin, present));
        } else if (de < 77 && !jetons.isEmpty()) {
            String jeton = hasard(jetons);
            boolean prise = hasard.nextBoolean();
            dire((prise ? "prend" : "refuse") + " la place offerte " + jetons.indexOf(jeton));
            if (prise) {
                b.reponse.prendre(jeton);
            } else {
                b.reponse.refuser(jeton, null);
            }
        } else if (de < 78) {
            dire("départ de " + bulletin);
            comme(delegation(), () -> b.instruction.noterUnDepart(bulletin, "Partie le premier matin"));
        } else if (de < 80) {
            dire("attestation de " + bulletin);
            comme(delegation(), () -> b.suivi.noterAttestation(bulletin, "A-" + bulletin));
        } else if (de < 82) {
            dire("les avis en retard sont levés");
            courant.agirComme(systeme(), b.levee::executer);
        } else if (de < 86) {
            Integer capacite = hasard.nextInt(10) == 0 ? null : Integer.valueOf(1 + hasard.nextInt(5));
            reprogrammer(s, Exemples.capacite(s, capacite), "effectif de " + s.id() + " : " + capacite);
            vecu = vecu.plus(new Vecu(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
        } else if (de < 87) {
            int jours = hasard.nextInt(20);
            reprogrammer(
                    s,
                    Exemples.dates(
                            s,
                            s.ouverture(),
                            s.cloture().plusDays(jours),
                            s.debut().plusDays(jours),
                            s.fin().plusDays(jours)),
                    s.id() + " est reportée de " + jours + " jours");
        } else if (de < 90) {
            Integer quota = hasard.nextInt(4) == 0 ? null : Integer.valueOf(1 + hasard.nextInt(3));
            dire("quota de " + s.id() + " : " + quota);
            comme(delegation(), () -> b.reglage.executer(s.id(), quota));
        } else if (de < 91) {
            dire(s.id() + " est annulée");
            exigerAVenir(s);
            offre.sessions.put(s.id(), Exemples.annulee(s));
            comme(delegation(), () -> b.suivies.annuler(s.id(), "Trop peu d'inscrits", delegation(), marche.instant()));
            vecu = vecu.plus(new Vecu(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        } else {
            passer(t, 1 + hasard.nextInt(6));
        }
    }

    /** Le pas suivant d'une session qui va jusqu'à son jour. @return faux s'il n'y en a pas */
    private boolean mener(Tableau t, SessionInfo s) {
        List<Long> transmises = deLaSession(t, s, Etat.TRANSMISE);
        List<Long> presents = deLaSession(t, s, Etat.PRESENTE);
        if (!presents.isEmpty() && moment(s) == Moment.FINIE) {
            long present = hasard(presents);
            dire("attestation de " + present);
            comme(delegation(), () -> b.suivi.noterAttestation(present, "A-" + present));
        } else if (!transmises.isEmpty()) {
            dire("la délégation accepte " + transmises);
            comme(delegation(), () -> b.instruction.accepter(transmises));
        } else if (!deLaSession(t, s, Etat.ACCEPTEE).isEmpty()) {
            dire("la délégation convoque à " + s.id());
            comme(delegation(), () -> b.instruction.convoquer(s.id()));
        } else if (!deLaSession(t, s, Etat.CONVOQUEE).isEmpty() && marche.jour.isBefore(s.debut())) {
            passer(t, (int) ChronoUnit.DAYS.between(marche.jour, s.debut()));
        } else {
            return false;
        }
        return true;
    }

    private void passer(Tableau t, int jours) {
        dire(jours + " jours passent");
        vecu = vecu.plus(heures(t, jours));
        marche.jour = marche.jour.plusDays(jours);
        courant.agirComme(systeme(), b.tache::executer);
    }

    private static List<Long> deLaSession(Tableau t, SessionInfo s, Etat etat) {
        return tous(t, etat).stream()
                .filter(id -> t.bulletins().get(id).sessionId() == s.id())
                .toList();
    }

    private static List<Vu> siens(Tableau t, Compte j) {
        return t.bulletins().values().stream()
                .filter(v -> v.sessionId() == j.sessionId())
                .toList();
    }

    /** De quel employeur il est. */
    private static boolean deValenciennes(Vu v) {
        return DE_VALENCIENNES.contains(v.agentId());
    }

    private static long tenues(List<Vu> siens, boolean deValenciennes) {
        return siens.stream()
                .filter(v -> v.etat().tientUnePlace() && deValenciennes(v) == deValenciennes)
                .count();
    }

    private static boolean arrete(List<Vu> siens, Compte j, Vu v) {
        return j.quota() != null && tenues(siens, deValenciennes(v)) >= j.quota();
    }

    /** Ceux de la file que le quota de leur employeur n'arrête pas. */
    private static List<Vu> servables(List<Vu> siens, Compte j) {
        return siens.stream()
                .filter(v -> v.etat() == Etat.LISTE_ATTENTE && !arrete(siens, j, v))
                .toList();
    }

    /** La délégation déplace cette demande, la désigne à refuser, ou décide la sélection qu'elle a sous les yeux. */
    private void departager(Tableau t, long bulletin) {
        long session = t.bulletins().get(bulletin).sessionId();
        int geste = hasard.nextInt(4);
        if (geste == 0) {
            int rang = 1 + hasard.nextInt(3);
            dire("la délégation met " + bulletin + " au rang " + rang);
            comme(delegation(), () -> b.classement.deplacer(session, bulletin, rang, "Prend son poste lundi"));
        } else if (geste == 1) {
            dire("la délégation désigne " + bulletin + " à refuser");
            comme(delegation(), () -> b.classement.refuser(session, bulletin, "Hors du public visé"));
        } else {
            dire("la délégation décide la sélection de " + session);
            comme(
                    delegation(),
                    () -> b.decision.executer(
                            session, b.classement.classement(session).empreinte()));
            vecu = vecu.plus(new Vecu(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        }
    }

    private static List<Long> tous(Tableau t, Etat etat) {
        return t.bulletins().values().stream()
                .filter(v -> v.etat() == etat)
                .map(Vu::id)
                .sorted()
                .toList();
    }

    /** Le catalogue ne déplace ni n'annule ce qui a commencé ou est déjà annulé. */
    private void exigerAVenir(SessionInfo s) {
        Moment moment = moment(s);
        if (moment == Moment.COMMENCEE || moment == Moment.FINIE || moment == Moment.ANNULEE) {
            throw Refus.conflit("session-commencee", "Le catalogue refuse.");
        }
    }

    private void reprogrammer(SessionInfo avant, SessionInfo apres, String quoi) {
        dire(quoi);
        exigerAVenir(avant);
        offre.sessions.put(avant.id(), apres);
        boolean avance = Ouverture.avance(avant, apres, marche.jour, JOURS_DE_PROMOTION);
        comme(delegation(), () -> b.suivies.suivre(apres, avance, marche.instant()));
    }

    private static Utilisateur systeme() {
        return Utilisateur.SYSTEME;
    }

    private void dire(String quoi) {
        recit.add(marche.jour + " " + quoi);
    }

    private void comme(Utilisateur u, Runnable geste) {
        courant.agirComme(u, geste);
    }

    private <T> T hasard(List<T> parmi) {
        return parmi.isEmpty() ? null : parmi.get(hasard.nextInt(parmi.size()));
    }

    private Moment moment(SessionInfo s) {
        return Moment.de(s, marche.jour);
    }

    /** En un aller-retour : c'est ce que la suite fait le plus. */
    private Tableau lire() throws SQLException {
        Map<Long, Vu> bulletins = new TreeMap<>();
        Map<Long, Compte> jauges = new HashMap<>();
        try (PreparedStatement ordre = em.unwrap(Connection.class).prepareStatement("""
                select b.id, b.session_id, b.agent_id, b.etat, b.rang, b.version, h.pas, h.dernier_pas
                  from inscription.bulletin b
                 cross join lateral (select count(*) as pas, (array_agg(c.etat order by c.id desc))[1] as dernier_pas
                                       from inscription.changement c where c.bulletin_id = b.id) h
                 where b.session_id between ? and ?;
                select session_id, capacite, places_prises, en_attente, quota, attente_max, en_selection, a_selection and decidee_le is null
                  from inscription.jauge where session_id between ? and ?;
                select count(*) from inscription.proposition
                 where session_id between ? and ? and reponse is null and genre = 'OFFERTE' and echeance <= ?
                """)) {
            for (int i = 0; i < 6; i++) {
                ordre.setLong(i + 1, sessions[i % 2]);
            }
            ordre.setObject(7, marche.instant().atOffset(ZoneOffset.UTC));
            ordre.execute();
            for (ResultSet r = ordre.getResultSet(); r.next(); ) {
                Long rang = r.getObject(5, Long.class);
                Etat etat = Etat.valueOf(r.getString(4));
                Etat dernier = Etat.valueOf(r.getString(8));
                bulletins.put(
                        r.getLong(1),
                        new Vu(
                                r.getLong(1),
                                r.getLong(2),
                                r.getLong(3),
                                etat,
                                rang,
                                r.getLong(6),
                                r.getLong(7),
                                dernier));
            }
            ordre.getMoreResults();
            for (ResultSet r = ordre.getResultSet(); r.next(); ) {
                Integer capacite = r.getObject(2, Integer.class);
                Integer quota = r.getObject(5, Integer.class);
                jauges.put(
                        r.getLong(1),
                        new Compte(
                                r.getLong(1),
                                capacite,
                                r.getInt(3),
                                r.getInt(4),
                                quota,
                                r.getObject(6, Integer.class),
                                r.getInt(7),
                                r.getBoolean(8)));
            }
            ordre.getMoreResults();
            ResultSet r = ordre.getResultSet();
            r.next();
            return new Tableau(bulletins, jauges, r.getLong(1));
        }
    }

    private void verifier(Tableau avant, Tableau apres, boolean fait) {
        if (!fait) {
            exiger(avant.equals(apres), "un geste refusé a changé quelque chose");
        }
        for (Vu v : apres.bulletins().values()) {
            Vu d = avant.bulletins().get(v.id());
            exiger(v.etat() == v.dernierPas(), "l'histoire de " + v.id() + " ne dit pas son état");
            if (d == null) {
                exiger(NAISSANCES.contains(v.etat()), v.id() + " naît " + v.etat());
            } else if (d.etat() != v.etat()) {
                exiger(
                        PAS.getOrDefault(d.etat(), Set.of()).contains(v.etat()),
                        v.id() + " passe de " + d.etat() + " à " + v.etat());
                exiger(v.pas() > d.pas(), v.id() + " change sans le dire");
            } else {
                exiger(v.pas() >= d.pas(), v.id() + " perd de son histoire");
            }
        }
        exiger(apres.offresEnRetard() == 0, apres.offresEnRetard() + " offres restent sans suite à leur heure");
        exiger(apres.bulletins().keySet().containsAll(avant.bulletins().keySet()), "un bulletin a disparu");
        for (Compte j : apres.jauges().values()) {
            compter(avant, apres, j);
        }
    }

    private void compter(Tableau avant, Tableau apres, Compte j) {
        List<Vu> siens = siens(apres, j);
        List<Vu> enFile =
                siens.stream().filter(v -> v.etat() == Etat.LISTE_ATTENTE).toList();
        exiger(
                j.prises()
                        == siens.stream().filter(v -> v.etat().tientUnePlace()).count(),
                "la jauge de " + j.sessionId() + " compte " + j.prises() + " places");
        exiger(
                j.attente() == enFile.size(),
                "la jauge de " + j.sessionId() + " compte " + j.attente() + " qui attendent");
        exiger(
                j.selection()
                        == siens.stream()
                                .filter(v -> v.etat() == Etat.EN_SELECTION)
                                .count(),
                "la jauge de " + j.sessionId() + " compte " + j.selection() + " en sélection");
        exiger(
                !j.attendue()
                        || siens.stream().noneMatch(v -> v.etat().tientUnePlace() || v.etat() == Etat.LISTE_ATTENTE),
                "quelqu'un est placé à " + j.sessionId() + " avant la sélection");
        exiger(j.capacite() == null || j.prises() <= j.capacite(), j.sessionId() + " est surréservée");
        exiger(
                j.quota() == null || Math.max(tenues(siens, true), tenues(siens, false)) <= j.quota(),
                "une collectivité passe son quota à " + j.sessionId());
        exiger(
                j.attenteMax() == null
                        || j.attente() <= j.attenteMax()
                        || j.attente() <= avant.jauges().get(j.sessionId()).attente(),
                "la liste d'attente de " + j.sessionId() + " passe sa limite");
        SessionInfo s = offre.sessions.get(j.sessionId());
        boolean promeut = Ouverture.promeut(s, marche.jour, JOURS_DE_PROMOTION);
        exiger(
                siens.stream()
                                .filter(v -> v.etat() != Etat.REFUSEE && v.etat() != Etat.ANNULEE)
                                .map(Vu::agentId)
                                .distinct()
                                .count()
                        == siens.stream()
                                .filter(v -> v.etat() != Etat.REFUSEE && v.etat() != Etat.ANNULEE)
                                .count(),
                "un agent a deux demandes en cours à " + j.sessionId());
        exiger(
                !promeut || servables(siens, j).isEmpty() || j.capacite() != null && j.prises() >= j.capacite(),
                "une place de " + j.sessionId() + " reste vide quand quelqu'un l'attend");
        List<Long> promus = siens.stream()
                .filter(v -> v.etat() == Etat.TRANSMISE
                        && avant.bulletins().containsKey(v.id())
                        && avant.bulletins().get(v.id()).etat() == Etat.LISTE_ATTENTE)
                .map(v -> avant.bulletins().get(v.id()).rang())
                .toList();
        exiger(
                promus.isEmpty()
                        || promeut
                        || agrandie(avant.jauges().get(j.sessionId()), j) && moment(s) == Moment.CLOSE,
                "promu à " + j.sessionId() + ", " + moment(s).libelle());
        exiger(
                promus.stream().allMatch(r -> enFile.stream().allMatch(v -> v.rang() > r || arrete(siens, j, v))),
                "un rang de " + j.sessionId() + " est passé devant un autre");
        exiger(
                promus.stream()
                        .allMatch(r -> enFile.stream()
                                .filter(v -> v.rang() < r)
                                .allMatch(v -> avant.bulletins().containsKey(v.id())
                                        && v.pas()
                                                > avant.bulletins().get(v.id()).pas())),
                "une demande passée à " + j.sessionId() + " n'en garde pas la raison");
        vecu = vecu.plus(new Vecu(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                (int) enFile.stream()
                        .filter(v -> promus.stream().anyMatch(r -> v.rang() < r))
                        .count(),
                0));
    }

    /**
     * La délégation a ajouté des places, ou relevé le quota : c'est son geste, et non le temps, qui fait alors avancer
     * la file.
     */
    private static boolean agrandie(Compte avant, Compte apres) {
        return avant.capacite() != null && (apres.capacite() == null || apres.capacite() > avant.capacite())
                || avant.quota() != null && (apres.quota() == null || apres.quota() > avant.quota());
    }

    private void exiger(boolean vrai, String sinon) {
        if (!vrai) {
            throw new AssertionError("Graine " + graine + " : " + sinon + "\n" + String.join("\n", recit));
        }
    }
}
