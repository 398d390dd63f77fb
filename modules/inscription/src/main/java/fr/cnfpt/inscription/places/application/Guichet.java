package fr.cnfpt.inscription.places.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.PlaceTenue;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.places.application.Depot.Sort;
import fr.cnfpt.outils.persistence.Panne;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Où s'écrivent les inscriptions. Celles qui attendent ensemble partagent une transaction et une validation : le verrou
 * d'une jauge dure jusqu'à ce que le disque ait répondu, et une session disputée n'en servirait sinon qu'une à la fois
 * (docs/performance.md). Quelques-uns de ceux qui attendent tiennent le guichet pour tous, sous leur propre fil : seul,
 * on se sert soi-même, sans rien attendre. Une session n'est dans les mains que d'un seul ; la base reste juge, et
 * plusieurs instances ont chacune le leur.
 *
 * <p>Une jauge qu'un autre tient (annulation, seconde instance) ne retarde personne d'autre : sa session est mise à
 * part, où l'un de ses dépôts l'attend. Nul n'attend plus de {@link #PATIENCE} avant d'être pris ; qui ne l'est pas
 * l'apprend, et rien n'est fait de sa demande.
 */
@ApplicationScoped
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class Guichet {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Ceux qui écrivent à la fois, sessions à part non comprises : au-delà, ils se disputent le processeur. */
    private static final int GUICHETS = 2;

    /** Les agents d'un lot, hors un premier dépôt plus grand. */
    private static final int LOT = 200;

    /**
     * D'une session à part depuis {@link #LONGTEMPS}, ceux qui attendent ; les autres reviendront, et leur fil sert
     * ailleurs.
     */
    private static final int A_PART = 8;

    /** Les sessions à part attendues à la fois : chacune tient une connexion, et nulle place dans la part de l'API. */
    private static final int ATTENDUES = 6;

    private static final long LONGTEMPS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    TenirLeGuichet ecriture;

    private final ReentrantLock verrou = new ReentrantLock();
    private final Deque<Attente> file = new ArrayDeque<>();
    private final Set<Long> enMain = new HashSet<>();
    private final Map<Long, Long> aPart = new HashMap<>();
    private int ouverts;
    private int attendues;

    /**
     * Un dépôt et son fil, qui dort hors du verrou : tout un lot s'éveille d'un coup, et celui qui prend le suivant
     * n'attend pas que chacun soit passé.
     */
    private static final class Attente {
        final Depot depot;
        final Semaphore reveil = new Semaphore(0);
        /** Changés sous le verrou, avant le réveil ; lus sans lui. */
        volatile boolean prise;

        volatile Sort sort;

        Attente(Depot depot) {
            this.depot = depot;
        }
    }

    /** Ce que l'un prend en main d'un coup. */
    private record Lot(List<Attente> attentes, Set<Long> sessions, boolean aPart) {}

    /**
     * Inscrit, et répond une fois la transaction validée.
     *
     * @throws Refus introuvable, si la session n'est pas publiée pour l'employeur ou si un agent n'est pas de lui ;
     *     conflit, si elle n'est pas ouverte ou si l'un des agents y a déjà une demande ; occupé, si l'on a attendu en
     *     vain ; rien n'est alors écrit
     */
    @SuppressWarnings("unchecked")
    public <R> R deposer(Souhait souhait, Function<List<Inscrit>, R> reponse) {
        Attente moi = new Attente(new Depot(souhait, reponse, FaireUneFois.confie()));
        long fin = System.nanoTime() + PATIENCE.toNanos();
        entrer(moi);
        while (moi.sort == null) {
            Lot lot = prendre(moi, fin);
            if (lot != null) {
                servir(lot);
            } else if (moi.sort == null) {
                PlaceTenue.ceder();
                dormir(moi, fin);
            }
        }
        if (moi.sort.refus() != null) {
            throw moi.sort.refus();
        }
        return (R) moi.sort.reponse();
    }

    private void entrer(Attente moi) {
        verrou.lock();
        try {
            Long depuis = aPart.get(moi.depot.session());
            if (depuis != null
                    && System.nanoTime() - depuis > LONGTEMPS
                    && file.stream()
                                    .filter(a -> a.depot.session() == moi.depot.session())
                                    .count()
                            >= A_PART) {
                throw occupe();
            }
            file.addLast(moi);
        } finally {
            verrou.unlock();
        }
    }

    /** @return le lot à servir soi-même, ou rien : un autre sert le mien, ou plus tard, ou je renonce */
    private Lot prendre(Attente moi, long fin) {
        verrou.lock();
        try {
            if (moi.prise || moi.sort != null) {
                return null;
            }
            Lot lot = former(moi);
            if (lot == null
                    && (fin <= System.nanoTime() || Thread.currentThread().isInterrupted())) {
                renoncer(moi);
            }
            return lot;
        } finally {
            verrou.unlock();
        }
    }

    /** Jusqu'au réveil ou à la fin ; pris, on attend son sort, que l'on sait borné. */
    private void dormir(Attente moi, long fin) {
        try {
            if (!moi.reveil.tryAcquire(fin - System.nanoTime(), TimeUnit.NANOSECONDS) && moi.prise) {
                moi.reveil.acquire();
            }
        } catch (InterruptedException e) {
            if (moi.prise) {
                moi.reveil.acquireUninterruptibly();
            }
            Thread.currentThread().interrupt();
        }
    }

    private void renoncer(Attente moi) {
        file.remove(moi);
        moi.sort = Sort.refuse(occupe());
        reveiller();
    }

    private static Refus occupe() {
        return Refus.occupe(
                "session-occupee",
                "Trop de demandes attendent cette session en ce moment. Rien n'a été enregistré : recommencez dans un instant.");
    }

    private Lot former(Attente moi) {
        long session = moi.depot.session();
        if (aPart.containsKey(session)) {
            if (enMain.contains(session) || attendues == ATTENDUES) {
                return null;
            }
            Lot lot = former(Set.of(session), true);
            attendues += lot == null ? 0 : 1;
            return lot;
        }
        if (ouverts == GUICHETS) {
            return null;
        }
        Lot lot = former(null, false);
        ouverts += lot == null ? 0 : 1;
        return lot;
    }

    /** @param seules si non nul, rien que ces sessions */
    private Lot former(Set<Long> seules, boolean aPartElles) {
        List<Attente> prises = new ArrayList<>();
        Set<Long> sessions = new HashSet<>();
        int agents = 0;
        for (Iterator<Attente> i = file.iterator(); i.hasNext() && agents < LOT; ) {
            Attente a = i.next();
            long session = a.depot.session();
            boolean libre = seules != null
                    ? seules.contains(session)
                    : !aPart.containsKey(session) && (!enMain.contains(session) || sessions.contains(session));
            if (libre
                    && (prises.isEmpty() || agents + a.depot.agents() <= LOT)
                    && prises.stream().noneMatch(p -> p.depot.heurte(a.depot))) {
                i.remove();
                a.prise = true;
                prises.add(a);
                sessions.add(session);
                enMain.add(session);
                agents += a.depot.agents();
            }
        }
        return prises.isEmpty() ? null : new Lot(prises, sessions, aPartElles);
    }

    private void servir(Lot lot) {
        List<Sort> sorts = new ArrayList<>();
        try {
            sorts.addAll(ecrire(lot.attentes().stream().map(a -> a.depot).toList(), lot.aPart()));
        } finally {
            rendre(lot, sorts);
        }
    }

    /** Le lot ; s'il échoue, chacun pour soi, sauf si nul ne sait s'il a échoué. */
    private List<Sort> ecrire(List<Depot> depots, boolean attendre) {
        try {
            return ecriture.servir(depots, attendre);
        } catch (RuntimeException e) {
            return depots.size() == 1
                            || e instanceof Refus r && r.genre() == Refus.Genre.OCCUPE
                            || Panne.issueInconnue(e)
                    ? depots.stream().map(d -> Sort.refuse(e)).toList()
                    : depots.stream()
                            .flatMap(d -> ecrire(List.of(d), attendre).stream())
                            .toList();
        }
    }

    /** @param sorts vide si le fil meurt : chacun l'apprend */
    private void rendre(Lot lot, List<Sort> sorts) {
        verrou.lock();
        try {
            enMain.removeAll(lot.sessions());
            aPart.keySet().removeAll(lot.aPart() ? lot.sessions() : Set.of());
            ouverts -= lot.aPart() ? 0 : 1;
            attendues -= lot.aPart() ? 1 : 0;
            for (int i = lot.attentes().size() - 1; i >= 0; i--) {
                Attente a = lot.attentes().get(i);
                Sort sort = i < sorts.size()
                        ? sorts.get(i)
                        : Sort.refuse(new IllegalStateException("Le guichet a fermé au milieu de cette demande."));
                if (sort.rendu()) {
                    a.sort = sort;
                } else {
                    a.prise = false;
                    aPart.putIfAbsent(a.depot.session(), System.nanoTime());
                    file.addFirst(a);
                }
            }
            reveiller();
        } finally {
            verrou.unlock();
        }
        lot.attentes().forEach(a -> a.reveil.release());
    }

    /** Un pour le guichet qui vient de s'ouvrir, un pour chaque session à part que nul n'attend. */
    private void reveiller() {
        boolean cherche = ouverts < GUICHETS;
        Set<Long> attendues = new HashSet<>(enMain);
        for (Attente a : file) {
            long session = a.depot.session();
            if (aPart.containsKey(session) ? attendues.add(session) : cherche && !enMain.contains(session)) {
                cherche &= aPart.containsKey(session);
                a.reveil.release();
            }
        }
    }
}
