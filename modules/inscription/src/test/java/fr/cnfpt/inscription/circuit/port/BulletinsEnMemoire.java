package fr.cnfpt.inscription.circuit.port;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Changement;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.liste.Tri;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** La seconde implémentation du port, en mémoire : mêmes promesses, tenues par le contrat. */
public class BulletinsEnMemoire implements Bulletins, Places {

    private final Map<Long, Bulletin> bulletins = new LinkedHashMap<>();
    private final Map<Long, SessionInfo> sessions = new LinkedHashMap<>();
    private final Map<Long, Long> rangs = new LinkedHashMap<>();
    private long suivant = 1;
    private long rang;

    @Override
    public void ouvrirJauge(SessionInfo session) {
        sessions.putIfAbsent(session.id(), session);
    }

    @Override
    public void ajouter(Bulletin b) {
        if (estPris(b.sessionId(), b.agentId())) {
            throw Places.dejaInscrit();
        }
        poser(b, "id", suivant);
        bulletins.put(suivant++, b);
    }

    private boolean estPris(long session, long agent) {
        return bulletins.values().stream()
                .anyMatch(b -> b.sessionId() == session
                        && b.agentId() == agent
                        && b.etat() != Etat.REFUSEE
                        && b.etat() != Etat.ANNULEE);
    }

    @Override
    public Optional<Bulletin> parId(long id) {
        return Optional.ofNullable(bulletins.get(id));
    }

    @Override
    public void quitterLaSelection(long sessionId) {
        throw new IllegalStateException("En mémoire, nulle session n'est à sélection.");
    }

    @Override
    public void verrouiller(long sessionId) {
        sessions.get(sessionId);
    }

    @Override
    public void uneParUne(Collection<Long> premiersPostes) {
        // En mémoire, rien ne vient en même temps.
    }

    @Override
    public List<Obtenu> inscrire(List<Demande> demandes, Map<Long, Set<Long>> autresPostes, boolean attendre) {
        List<Obtenu> obtenus = new ArrayList<>();
        for (Demande d : demandes) {
            if (d.agents().stream()
                    .anyMatch(a -> estPris(d.session().id(), a.id())
                            || autresPostes.getOrDefault(a.id(), Set.of()).stream()
                                    .anyMatch(p -> estPris(d.session().id(), p)))) {
                obtenus.add(new Obtenu(List.of(), Empechement.DEJA_INSCRIT));
                continue;
            }
            List<Long> ids = new ArrayList<>();
            for (AgentInfo a : d.agents()) {
                Bulletin b = Bulletin.preinscrire(d.session(), a, false, d.par(), d.quand());
                ajouter(b);
                ids.add(b.id());
            }
            obtenus.add(new Obtenu(placer(d.session().id(), ids, d.par(), d.quand()), null));
        }
        return obtenus;
    }

    @Override
    public List<Placement> placer(long sessionId, Collection<Long> ids, Utilisateur par, Instant quand) {
        List<Placement> placements = new ArrayList<>();
        for (long id : ids.stream()
                .sorted()
                .filter(i -> bulletins.get(i).etat() == Etat.AVIS_RENDU)
                .toList()) {
            Jauge j = jauge(sessionId);
            boolean place = !j.complete();
            poser(bulletins.get(id), "etat", place ? Etat.TRANSMISE : Etat.LISTE_ATTENTE);
            poser(bulletins.get(id), "rang", ++rang);
            noter(bulletins.get(id), place ? "Une place est tenue" : "En liste d'attente", par, quand);
            rangs.put(id, rang);
            placements.add(new Placement(
                    id, bulletins.get(id).agentId(), place, place ? 0 : j.enAttente() + 1, j.capacite(), null));
        }
        return placements;
    }

    /** Comme la base, qui écrit ce pas avec le placement. */
    private static void noter(Bulletin b, String texte, Utilisateur par, Instant quand) {
        try {
            Constructor<Changement> pas = Changement.class.getDeclaredConstructor(
                    Bulletin.class, Instant.class, Etat.class, String.class, String.class, Utilisateur.class);
            pas.setAccessible(true);
            List<Changement> histoire = new ArrayList<>(b.histoire());
            histoire.add(pas.newInstance(b, quand, b.etat(), texte, null, par));
            poser(b, "histoire", histoire);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand) {
        Jauge j = jauge(sessionId);
        if (promouvoir && (j.capacite() == null || j.placesPrises() < j.capacite())) {
            return bulletins.values().stream()
                    .filter(b -> b.sessionId() == sessionId && b.etat() == Etat.LISTE_ATTENTE)
                    .min(Comparator.comparing(b -> rangs.get(b.id())))
                    .map(b -> {
                        poser(b, "etat", Etat.TRANSMISE);
                        return new Promu(b.id(), b.agentId(), b.collectiviteId(), false);
                    });
        }
        return Optional.empty();
    }

    @Override
    public long prendreUnRang(long sessionId) {
        return ++rang;
    }

    private Jauge jauge(long sessionId) {
        SessionInfo s = sessions.get(sessionId);
        List<Bulletin> siens = bulletins.values().stream()
                .filter(b -> b.sessionId() == sessionId)
                .toList();
        return new Jauge(
                sessionId,
                s.capacite(),
                s.minimum(),
                (int) siens.stream().filter(b -> b.etat().tientUnePlace()).count(),
                (int) siens.stream().filter(b -> b.etat() == Etat.LISTE_ATTENTE).count());
    }

    /** De même pour la limite de la liste d'attente. */
    @Override
    public boolean attentePleine(long sessionId) {
        return false;
    }

    /** Le quota est à la base : la mémoire n'en a jamais. */
    @Override
    public Optional<Quota> quota(long sessionId, long collectiviteId) {
        return Optional.empty();
    }

    @Override
    public Map<Long, Jauge> jauges(Collection<Long> ids) {
        return ids.stream().filter(sessions::containsKey).collect(Collectors.toMap(i -> i, this::jauge));
    }

    @Override
    public long sousLeMinimum(Portee portee, Periode quand) {
        return plusProchesSousLeMinimum(portee, quand, null, Integer.MAX_VALUE).size();
    }

    @Override
    public List<Long> plusProchesSousLeMinimum(Portee portee, Periode quand, Rang apres, int combien) {
        return sessions.values().stream()
                .filter(s -> s.estVuePar(portee))
                .filter(s -> !s.debut().isBefore(quand.du()) && !s.debut().isAfter(quand.au()))
                .filter(s -> jauge(s.id()).sousLeMinimum())
                .filter(s -> apres == null
                        || s.debut().isAfter(apres.debut())
                        || s.debut().equals(apres.debut()) && s.id() > apres.session())
                .sorted(Comparator.comparing(SessionInfo::debut).thenComparing(SessionInfo::id))
                .map(SessionInfo::id)
                .limit(combien)
                .toList();
    }

    @Override
    public PageDeBulletins lister(Portee portee, Filtre f) {
        List<Ligne> lignes = sansLEtat(portee, f)
                .filter(l ->
                        f.etats() == null || f.etats().isEmpty() || f.etats().contains(l.etat()))
                .sorted(ordre(f.tri()))
                .toList();
        return new PageDeBulletins(
                lignes.stream().skip(f.premiere()).limit(f.combien()).toList(), lignes.size());
    }

    @Override
    public Optional<Voisins> voisins(Portee portee, Filtre f, long id) {
        List<Long> tous = new ArrayList<>(lister(
                        portee,
                        new Filtre(
                                f.etats(),
                                f.sessionId(),
                                f.agents(),
                                f.depuis(),
                                f.parmi(),
                                f.tri(),
                                0,
                                Integer.MAX_VALUE))
                .lignes()
                .stream()
                .map(Ligne::id)
                .toList());
        boolean dedans = tous.contains(id);
        long total = tous.size();
        if (!dedans) {
            // En mémoire, l'ordre est celui du dépôt : il y reprend sa place.
            tous.add((int) tous.stream().filter(t -> t < id).count(), id);
        }
        int i = tous.indexOf(id);
        return parId(id)
                .map(b -> new Voisins(
                        i + 1,
                        total,
                        dedans,
                        i == 0 ? null : tous.get(i - 1),
                        i + 1 == tous.size() ? null : tous.get(i + 1)));
    }

    private Stream<Ligne> sansLEtat(Portee portee, Filtre f) {
        return bulletins.values().stream()
                .map(this::ligne)
                .filter(l -> dans(l, portee))
                .filter(l -> f.sessionId() == null || f.sessionId() == l.sessionId())
                .filter(l -> f.agents() == null || f.agents().contains(l.agentId()))
                .filter(l -> f.depuis() == null || !l.sessionDebut().isBefore(f.depuis()))
                .filter(l -> f.parmi() == null || estParmi(l, f.parmi()));
    }

    private static boolean estParmi(Ligne l, Parmi p) {
        return !l.sessionDebut().isBefore(p.du())
                && !l.sessionDebut().isAfter(p.au())
                && (p.stages() == null || p.stages().contains(l.stageId()))
                && (p.structureId() == null || p.structureId() == l.structureId())
                && (p.collectiviteId() == null || p.collectiviteId() == l.collectiviteId());
    }

    @Override
    public List<Ligne> suivants(Portee portee, Filtre f, Repere apres) {
        Comparator<Ligne> ordre =
                Comparator.comparing(Ligne::deposeLe).thenComparing(Ligne::id).reversed();
        return lister(portee, new Filtre(f.etats(), f.sessionId(), f.agents(), Tri.AUCUN, 0, Integer.MAX_VALUE))
                .lignes()
                .stream()
                .filter(l -> apres == null
                        || l.deposeLe().isBefore(apres.deposeLe())
                        || l.deposeLe().equals(apres.deposeLe()) && l.id() < apres.id())
                .sorted(ordre)
                .limit(f.combien())
                .toList();
    }

    private static Comparator<Ligne> ordre(Tri tri) {
        Comparator<Ligne> ordre = switch (tri.colonne()) {
            case "depose" -> Comparator.comparing(Ligne::deposeLe);
            case "session" -> Comparator.comparing(Ligne::sessionDebut);
            default -> (a, b) -> 0;
        };
        return tri.descendant() ? ordre.reversed() : ordre;
    }

    private boolean dans(Ligne l, Portee p) {
        return bulletins.get(l.id()).estVuPar(p);
    }

    private Ligne ligne(Bulletin b) {
        int position = b.etat() != Etat.LISTE_ATTENTE
                ? 0
                : (int) bulletins.values().stream()
                        .filter(d -> d.sessionId() == b.sessionId()
                                && d.etat() == Etat.LISTE_ATTENTE
                                && rangs.get(d.id()) <= rangs.get(b.id()))
                        .count();
        SessionInfo s = sessions.get(b.sessionId());
        return new Ligne(
                b.id(),
                b.sessionId(),
                b.stageId(),
                b.structureId(),
                b.agentId(),
                b.collectiviteId(),
                s.debut(),
                s.fin(),
                b.etat(),
                b.avis(),
                b.deposeLe(),
                position,
                b.version(),
                null);
    }

    @Override
    public Map<Etat, Long> compter(Portee portee, Filtre filtre) {
        return sansLEtat(portee, filtre).collect(Collectors.groupingBy(Ligne::etat, Collectors.counting()));
    }

    @Override
    public List<Long> sessionsQuiAttendent(Portee portee, Etat etat, int combien) {
        return bulletins.values().stream()
                .map(this::ligne)
                .filter(l -> dans(l, portee) && l.etat() == etat)
                .sorted(Comparator.comparing(Ligne::sessionDebut).thenComparing(Ligne::sessionId))
                .map(Ligne::sessionId)
                .distinct()
                .limit(combien)
                .toList();
    }

    @Override
    public Attente attente(Portee portee, Etat etat) {
        List<Ligne> celles = bulletins.values().stream()
                .map(this::ligne)
                .filter(l -> dans(l, portee) && l.etat() == etat)
                .toList();
        return new Attente(
                celles.size(), celles.stream().map(Ligne::sessionId).distinct().count());
    }

    @Override
    public Optional<Bulletin> premier(long sessionId, Etat etat) {
        return bulletins.values().stream()
                .filter(b -> b.sessionId() == sessionId && b.etat() == etat)
                .findFirst();
    }

    @Override
    public int suivre(Bulletin exemple, Etat de) {
        List<Bulletin> autres = bulletins.values().stream()
                .filter(b -> b.sessionId() == exemple.sessionId() && b.etat() == de && b != exemple)
                .toList();
        List<Changement> histoire = exemple.histoire();
        autres.forEach(b -> {
            List<Changement> sienne = new ArrayList<>(b.histoire());
            sienne.add(histoire.get(histoire.size() - 1));
            poser(b, "histoire", sienne);
            poser(b, "etat", exemple.etat());
        });
        return autres.size();
    }

    @Override
    public Optional<Ligne> ligne(long id, Portee portee) {
        return parId(id).map(this::ligne).filter(l -> dans(l, portee));
    }

    @Override
    public List<Ligne> enCours(Collection<Long> agentIds, long sauf) {
        return bulletins.values().stream()
                .map(this::ligne)
                .filter(l -> agentIds.contains(l.agentId()) && l.id() != sauf)
                .filter(l -> l.etat() != Etat.REFUSEE && l.etat() != Etat.ANNULEE && l.etat() != Etat.ABSENTE)
                .toList();
    }

    @Override
    public int refusDeSuite(long agentId, long stageId, long sauf) {
        return (int) bulletins.values().stream()
                .filter(b -> b.agentId() == agentId && b.stageId() == stageId && b.id() != sauf)
                .filter(b -> b.etat() != Etat.ANNULEE)
                .sorted(Comparator.comparing(Bulletin::id).reversed())
                .takeWhile(b -> b.etat() == Etat.REFUSEE && !rangs.containsKey(b.id()))
                .count();
    }

    @Override
    public List<Ligne> enAttenteDAvis(long apres, int combien) {
        return bulletins.values().stream()
                .filter(b -> b.etat() == Etat.PREINSCRIPTION && b.id() > apres)
                .map(this::ligne)
                .limit(combien)
                .toList();
    }

    @Override
    public List<Stagiaire> stagiaires(long sessionId) {
        return bulletins.values().stream()
                .filter(b -> b.sessionId() == sessionId && b.etat().tientUnePlace())
                .sorted(Comparator.comparing(b -> rangs.get(b.id())))
                .map(BulletinsEnMemoire::stagiaire)
                .toList();
    }

    @Override
    public Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions) {
        return bulletins.values().stream()
                .filter(b -> sessions.contains(b.sessionId()) && b.etat().tientUnePlace())
                .collect(Collectors.groupingBy(
                        Bulletin::sessionId, Collectors.groupingBy(Bulletin::etat, Collectors.counting())));
    }

    @Override
    public List<Long> sessionsDe(long agentId) {
        return bulletins.values().stream()
                .filter(b -> b.agentId() == agentId && b.etat().tientUnePlace())
                .map(Bulletin::sessionId)
                .toList();
    }

    private static Stagiaire stagiaire(Bulletin b) {
        return new Stagiaire(b.id(), b.sessionId(), b.agentId(), b.collectiviteId(), b.etat());
    }

    /** La base pose l'identifiant et l'état placé, la mémoire les pose de même. */
    private static void poser(Bulletin b, String champ, Object valeur) {
        try {
            Field f = Bulletin.class.getDeclaredField(champ);
            f.setAccessible(true);
            f.set(b, valeur);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
