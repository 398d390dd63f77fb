package fr.cnfpt.ecommunautes.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** La seconde réalisation des trois ports : des listes. */
public final class EnMemoire {

    private EnMemoire() {}

    public static final class EspacesEnMemoire implements Espaces {
        private final Map<Long, Communaute> gardees = new LinkedHashMap<>();
        private final ContributionsEnMemoire contributions;

        public EspacesEnMemoire(ContributionsEnMemoire contributions) {
            this.contributions = contributions;
        }

        @Override
        public void ajouter(Communaute c) {
            Numeroteur.donner(c, gardees.size() + 1);
            gardees.put(c.id(), c);
        }

        @Override
        public Optional<Communaute> parId(long id) {
            return Optional.ofNullable(gardees.get(id));
        }

        @Override
        public Optional<Communaute> deLaSession(long sessionId) {
            return gardees.values().stream()
                    .filter(c -> Objects.equals(c.sessionId(), sessionId))
                    .findFirst();
        }

        @Override
        public Optional<Communaute> nationale(String titre) {
            return gardees.values().stream()
                    .filter(c -> !c.estDeStage() && c.titre().equals(titre))
                    .findFirst();
        }

        @Override
        public Page lister(Portee portee, Collection<Long> sessions, String recherche, int premiere, int combien) {
            List<Resume> tous = gardees.values().stream()
                    .filter(c -> !c.estDeStage() || c.estVuePar(portee) || sessions.contains(c.sessionId()))
                    .filter(c -> cle(c.titre()).contains(cle(recherche)))
                    .map(this::resume)
                    .sorted(Comparator.comparing((Resume r) -> !r.deStage())
                            .thenComparing(Resume::derniereActivite, Comparator.nullsLast(Comparator.reverseOrder()))
                            .thenComparing(Resume::ouverture, Comparator.reverseOrder())
                            .thenComparing(Resume::id))
                    .toList();
            return new Page(tous.stream().skip(premiere).limit(combien).toList(), tous.size());
        }

        private Resume resume(Communaute c) {
            List<Contribution> la = contributions.de(c.id());
            return new Resume(
                    c.id(),
                    c.nature().name(),
                    c.sessionId(),
                    c.titre(),
                    c.description(),
                    c.ouverture(),
                    c.fermeture(),
                    la.size(),
                    la.isEmpty() ? null : la.get(la.size() - 1).le());
        }

        private static String cle(String s) {
            return Normalizer.normalize(s.toLowerCase(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        }
    }

    public static final class ContributionsEnMemoire implements Contributions {
        private final List<Contribution> gardees = new ArrayList<>();

        @Override
        public void ajouter(Contribution c) {
            Numeroteur.donner(c, gardees.size() + 1);
            gardees.add(c);
        }

        @Override
        public Optional<Contribution> parId(long id) {
            return gardees.stream().filter(c -> c.id() == id).findFirst();
        }

        private List<Contribution> de(long communauteId) {
            return gardees.stream()
                    .filter(c -> c.communauteId() == communauteId)
                    .sorted(Comparator.comparing(Contribution::le).thenComparing(Contribution::id))
                    .toList();
        }

        private List<Contribution> reponses(Contribution message) {
            return de(message.communauteId()).stream()
                    .filter(c -> message.id().equals(c.parentId()))
                    .toList();
        }

        private Instant anime(Contribution message) {
            return reponses(message).stream()
                    .map(Contribution::le)
                    .reduce(message.le(), (a, b) -> a.isAfter(b) ? a : b);
        }

        @Override
        public Page discussions(long communauteId, int premiere, int combien, int reponses) {
            List<Contribution> messages = de(communauteId).stream()
                    .filter(c -> c.parentId() == null)
                    .sorted(Comparator.comparing(this::anime)
                            .thenComparing(Contribution::id)
                            .reversed())
                    .toList();
            return new Page(
                    messages.stream()
                            .skip(premiere)
                            .limit(combien)
                            .map(m -> {
                                List<Contribution> siennes = reponses(m);
                                return new Discussion(
                                        m,
                                        siennes.subList(Math.max(0, siennes.size() - reponses), siennes.size()),
                                        siennes.size());
                            })
                            .toList(),
                    messages.size());
        }

        @Override
        public Optional<Discussion> discussion(long communauteId, long messageId, int premiere, int combien) {
            return parId(messageId)
                    .filter(m -> m.parentId() == null && m.communauteId() == communauteId)
                    .map(m -> new Discussion(
                            m,
                            reponses(m).stream().skip(premiere).limit(combien).toList(),
                            reponses(m).size()));
        }
    }

    public static final class PassagesEnMemoire implements Passages {
        private record Cle(long communaute, long agent, LocalDate jour) {}

        private final Map<Cle, Instant> premiers = new LinkedHashMap<>();

        @Override
        public void noter(long communauteId, long agentId, Instant le) {
            premiers.merge(
                    new Cle(communauteId, agentId, le.atZone(Horloge.PARIS).toLocalDate()),
                    le,
                    (a, b) -> a.isBefore(b) ? a : b);
        }

        @Override
        public Optional<Instant> premier(long communauteId, long agentId) {
            return premiers.entrySet().stream()
                    .filter(e -> e.getKey().communaute() == communauteId
                            && e.getKey().agent() == agentId)
                    .map(Map.Entry::getValue)
                    .min(Comparator.naturalOrder());
        }
    }
}
