package fr.cnfpt.inscription.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Compte;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Ligne;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Pas;
import fr.cnfpt.outils.calendrier.Calendrier;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Ce que vivent les demandes d'une session de la démonstration, de son ouverture à maintenant, dans l'ordre du temps :
 * beaucoup à l'ouverture et le lundi, aux heures de bureau de l'endroit ; puis chaque avis, validation, décision,
 * convocation à son tour, quelques jours ouvrés plus tard. Les places se prennent et se rendent comme dans la jauge.
 */
final class VieDUneSession {

    private static final String[] MOTIFS_D_ANNULATION = {
        "Absence de longue durée de l'agent",
        "Nécessité de service",
        "L'agent a changé d'affectation",
        "Date incompatible avec un congé"
    };
    private static final String[] MOTIFS_DE_REFUS = {
        "Le prérequis de la formation n'est pas acquis", "Une formation équivalente a été suivie il y a moins d'un an"
    };
    private static final String[] MOTIFS_DE_LA_RH = {
        "Formation hors des priorités du plan de formation", "Continuité du service sur la période"
    };
    private static final String DELEGATION = "Service des inscriptions de la délégation";

    /** Qui agit pour la collectivité. */
    record Gestionnaire(long compte, String nom) {}

    private record Evenement(Instant quand, int ordre, Consumer<Instant> effet) {}

    private final class Demande {
        private final AgentInfo agent;
        private final CollectiviteInfo employeur;
        private final Gestionnaire rh;
        private final int place;
        private Etat etat;
        private Long rang;
        private String avis;
        private final Instant deposee;

        private Demande(AgentInfo agent, CollectiviteInfo employeur, Gestionnaire rh, Instant deposee) {
            this.agent = agent;
            this.employeur = employeur;
            this.rh = rh;
            this.deposee = deposee;
            this.place = premiere + demandes.size();
        }

        private void changer(Etat vers, String texte, String motif, Instant quand, long compte, String nom, Role role) {
            etat = vers;
            histoire.add(new Pas(place, quand, vers, texte, motif, compte, nom, role));
        }

        private void parLaRh(Etat vers, String texte, String motif, Instant quand) {
            changer(vers, texte, motif, quand, rh.compte(), rh.nom(), Role.GESTIONNAIRE_RH);
        }

        private void parLeCnfpt(Etat vers, String texte, String motif, Instant quand) {
            changer(vers, texte, motif, quand, 0, DELEGATION, Role.DELEGATION);
        }
    }

    private final SessionInfo session;
    private final String departement;
    private final Instant maintenant;
    private final Random hasard;
    private final int premiere;
    private final List<Demande> demandes = new ArrayList<>();
    private final List<Pas> histoire = new ArrayList<>();
    private final Deque<Demande> file = new ArrayDeque<>();
    private final PriorityQueue<Evenement> aVenir =
            new PriorityQueue<>(Comparator.comparing(Evenement::quand).thenComparing(Evenement::ordre));
    private final boolean aSelection;
    private int ordre;
    private int prises;
    private int enSelection;
    private long dernierRang;

    /**
     * @param premiere combien de bulletins sont déjà dans la liste où iront ceux-ci
     * @param aSelection vrai si nul n'y a de place avant que la délégation décide
     */
    VieDUneSession(
            SessionInfo session,
            String departement,
            Instant maintenant,
            Random hasard,
            int premiere,
            boolean aSelection) {
        this.session = session;
        this.aSelection = aSelection;
        this.departement = departement;
        this.maintenant = maintenant;
        this.hasard = hasard;
        this.premiere = premiere;
    }

    /** Cet agent demandera cette session, tant qu'il est là. @param parti le premier jour où il n'y est plus, ou nul */
    void demander(AgentInfo agent, CollectiviteInfo employeur, Gestionnaire rh, LocalDate parti) {
        LocalDate dernier =
                min(session.cloture(), maintenant.atZone(session.fuseau()).toLocalDate());
        if (parti != null) {
            dernier = min(dernier, parti.minusDays(1));
        }
        if (dernier.isBefore(session.ouverture())) {
            return;
        }
        Instant depot = bureau(jourDeDepot(dernier));
        if (employeur.preinscription() && hasard.nextInt(100) < 45) {
            LocalDate avis = ouvresApres(jour(depot), 1 + hasard.nextInt(4));
            LocalDate decision = ouvresApres(avis, 1 + hasard.nextInt(5));
            if (!decision.isAfter(session.cloture())) {
                a(depot, quand -> preinscrire(agent, employeur, rh, quand, avis, decision));
                return;
            }
        }
        a(depot, quand -> {
            Demande d = deposer(agent, employeur, rh, quand);
            d.parLaRh(Etat.TRANSMISE, "Inscrit par la collectivité et transmis au CNFPT", null, quand);
            transmettre(d, quand);
        });
    }

    private void preinscrire(
            AgentInfo agent,
            CollectiviteInfo employeur,
            Gestionnaire rh,
            Instant quand,
            LocalDate avis,
            LocalDate decision) {
        Demande d = deposer(agent, employeur, rh, quand);
        boolean attendu = employeur.avisHierarchique() && agent.responsableId() != null;
        d.changer(
                attendu ? Etat.PREINSCRIPTION : Etat.AVIS_RENDU,
                "Préinscription déposée",
                null,
                quand,
                0,
                "l'agent",
                Role.AGENT);
        if (attendu) {
            a(bureau(avis), le -> {
                if (d.etat != Etat.PREINSCRIPTION) {
                    return;
                }
                boolean favorable = hasard.nextInt(12) > 0;
                d.avis = favorable ? "FAVORABLE" : "DEFAVORABLE";
                d.changer(
                        Etat.AVIS_RENDU,
                        favorable ? "Avis favorable" : "Avis défavorable",
                        favorable ? null : "Période de forte charge du service",
                        le,
                        0,
                        "le responsable",
                        Role.RESPONSABLE);
            });
        }
        a(bureau(decision), le -> {
            if (d.etat != Etat.AVIS_RENDU) {
                return;
            }
            if (hasard.nextInt(d.avis != null && d.avis.equals("DEFAVORABLE") ? 2 : 25) == 0) {
                d.parLaRh(Etat.REFUSEE, "Refusé par la collectivité", tire(MOTIFS_DE_LA_RH), le);
            } else {
                d.parLaRh(Etat.AVIS_RENDU, "Validé par la collectivité et transmis au CNFPT", null, le);
                transmettre(d, le);
            }
        });
    }

    private Demande deposer(AgentInfo agent, CollectiviteInfo employeur, Gestionnaire rh, Instant quand) {
        Demande d = new Demande(agent, employeur, rh, quand);
        demandes.add(d);
        return d;
    }

    private void transmettre(Demande d, Instant quand) {
        d.rang = ++dernierRang;
        if (aSelection) {
            enSelection++;
            d.parLaRh(
                    Etat.EN_SELECTION,
                    "En attente de la sélection, que la délégation décide après la clôture",
                    null,
                    quand);
            return;
        }
        if (session.capacite() == null || file.isEmpty() && prises < session.capacite()) {
            prises++;
            d.parLaRh(Etat.TRANSMISE, "Une place est tenue", null, quand);
            instruire(d, quand);
        } else {
            file.add(d);
            d.parLaRh(
                    Etat.LISTE_ATTENTE,
                    "En liste d'attente, " + file.size() + (file.size() == 1 ? "er" : "e"),
                    null,
                    quand);
        }
        if (hasard.nextInt(100) < 6) {
            long jusqua = ChronoUnit.DAYS.between(jour(quand), session.debut()) - 2;
            if (jusqua > 0) {
                a(bureau(jour(quand).plusDays(1 + hasard.nextInt((int) jusqua))), le -> annuler(d, le));
            }
        }
    }

    /** Une session sur quatre est instruite tard : c'est ce qui attend la délégation. */
    private void instruire(Demande d, Instant transmise) {
        int avance = session.id() % 4 == 0 ? 11 : 60;
        LocalDate jour = max(
                ouvresApres(jour(transmise), 2 + hasard.nextInt(8)),
                session.debut().minusDays(avance));
        jour = max(min(jour, session.debut().minusDays(10)), jour(transmise).plusDays(1));
        if (jour.isBefore(session.debut())) {
            a(bureau(jour), quand -> decider(d, quand));
        }
    }

    private void decider(Demande d, Instant quand) {
        if (d.etat != Etat.TRANSMISE) {
            return;
        }
        if (hasard.nextInt(40) == 0) {
            d.parLeCnfpt(Etat.REFUSEE, "Refusé par le CNFPT", tire(MOTIFS_DE_REFUS), quand);
            rendreUnePlace(quand);
            return;
        }
        d.parLeCnfpt(Etat.ACCEPTEE, "Accepté par le CNFPT", null, quand);
        LocalDate convocation = max(session.debut().minusDays(8), jour(quand).plusDays(1));
        LocalDate ouvre = Calendrier.ouvreAuPlusTard(convocation, departement);
        a(bureau(ouvre.isAfter(jour(quand)) ? ouvre : convocation), le -> {
            if (d.etat == Etat.ACCEPTEE) {
                d.parLeCnfpt(Etat.CONVOQUEE, "Convoqué, convocation à télécharger", null, le);
            }
        });
    }

    private void annuler(Demande d, Instant quand) {
        if (d.etat != Etat.LISTE_ATTENTE && !d.etat.tientUnePlace()) {
            return;
        }
        boolean tenait = d.etat.tientUnePlace();
        d.parLaRh(Etat.ANNULEE, "Annulé par la collectivité", tire(MOTIFS_D_ANNULATION), quand);
        if (tenait) {
            rendreUnePlace(quand);
        } else {
            file.remove(d);
        }
    }

    private void rendreUnePlace(Instant quand) {
        prises--;
        if (!file.isEmpty() && jour(quand).isBefore(session.debut())) {
            Demande premier = file.poll();
            prises++;
            premier.changer(
                    Etat.TRANSMISE,
                    "Une place s'est libérée : elle est tenue pour cette demande, première de la file",
                    null,
                    quand,
                    0,
                    "traitement automatique",
                    Role.SYSTEME);
            instruire(premier, quand);
        }
    }

    /** Joue tout ce qui est arrivé jusqu'à maintenant. */
    void jouer(List<Ligne> lignes, List<Pas> pas, List<Compte> comptes) {
        if (session.etat().equals("ANNULEE")) {
            a(bureau(Calendrier.ouvreAuPlusTard(session.debut().minusDays(12), departement)), this::annulerLaSession);
        } else {
            a(bureau(Calendrier.ouvreAuPlusTard(session.debut().minusDays(1), departement)), this::finirLaFile);
        }
        while (!aVenir.isEmpty() && !aVenir.peek().quand().isAfter(maintenant)) {
            Evenement e = aVenir.poll();
            e.effet().accept(e.quand());
        }
        for (Demande d : demandes) {
            lignes.add(new Ligne(
                    session.id(),
                    session.stageId(),
                    session.structureId(),
                    d.agent.id(),
                    d.employeur.id(),
                    session.debut(),
                    session.fin(),
                    d.etat,
                    d.rang,
                    d.avis,
                    d.deposee));
        }
        pas.addAll(histoire);
        comptes.add(new Compte(
                session.id(),
                prises,
                file.size(),
                dernierRang,
                session.etat().equals("ANNULEE"),
                aSelection,
                enSelection));
    }

    private void annulerLaSession(Instant quand) {
        String motif = "Session annulée : " + prises + (prises > 1 ? " inscrits" : " inscrit") + " pour un minimum de "
                + session.minimum();
        for (Demande d : demandes) {
            if (d.etat != Etat.REFUSEE && d.etat != Etat.ANNULEE) {
                d.parLeCnfpt(Etat.ANNULEE, "Annulé par le CNFPT", motif, quand);
            }
        }
        prises = 0;
        file.clear();
    }

    private void finirLaFile(Instant quand) {
        file.forEach(d -> d.parLeCnfpt(Etat.REFUSEE, "Refusé par le CNFPT", "La session est restée complète", quand));
        file.clear();
    }

    private void a(Instant quand, Consumer<Instant> effet) {
        aVenir.add(new Evenement(quand, ordre++, effet));
    }

    /** La moitié dans le mois qui suit l'ouverture, de moins en moins ; un lundi attire. */
    private LocalDate jourDeDepot(LocalDate dernier) {
        long jours = ChronoUnit.DAYS.between(session.ouverture(), dernier);
        double part = hasard.nextDouble();
        long apres = hasard.nextBoolean()
                ? Math.min(jours, Math.round(part * part * 45))
                : Math.round(hasard.nextDouble() * jours);
        LocalDate d = session.ouverture().plusDays(apres);
        if (hasard.nextInt(6) == 0) {
            LocalDate lundi = d.with(DayOfWeek.MONDAY);
            d = lundi.isBefore(session.ouverture()) ? d : lundi;
        }
        // Ce qu'on aurait fait un jour chômé se fait dans la semaine, pas tout le lundi.
        LocalDate ouvre = Calendrier.ouvreDes(
                Calendrier.ouvre(d, departement) ? d : d.plusDays(2 + hasard.nextInt(4)), departement);
        return ouvre.isAfter(dernier)
                ? max(Calendrier.ouvreAuPlusTard(dernier, departement), session.ouverture())
                : ouvre;
    }

    /** Une heure de bureau de ce jour, plus souvent le matin ; un jour chômé, du lendemain. */
    private Instant bureau(LocalDate jour) {
        int heure = hasard.nextInt(5) < 3 ? 8 + hasard.nextInt(4) : 13 + hasard.nextInt(5);
        return Calendrier.ouvreDes(jour, departement)
                .atTime(heure, hasard.nextInt(60), hasard.nextInt(60))
                .atZone(session.fuseau())
                .toInstant();
    }

    private LocalDate ouvresApres(LocalDate jour, int combien) {
        LocalDate d = jour;
        for (int i = 0; i < combien; i++) {
            d = Calendrier.ouvreDes(d.plusDays(1), departement);
        }
        return d;
    }

    private LocalDate jour(Instant quand) {
        return quand.atZone(session.fuseau()).toLocalDate();
    }

    private String tire(String[] motifs) {
        return motifs[hasard.nextInt(motifs.length)];
    }

    private static LocalDate min(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
