package fr.cnfpt.attestation.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.commun.Horloge;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** La seconde réalisation des ports : des listes. */
public final class EnMemoire {

    private EnMemoire() {}

    public static final class SuivisEnMemoire implements Suivis {
        private final List<Suivi> gardes = new ArrayList<>();

        @Override
        public void ajouter(Suivi s) {
            if (gardes.stream().anyMatch(x -> x.bulletinId() == s.bulletinId())) {
                throw new IllegalStateException("uq_suivi_par_bulletin");
            }
            Exemples.numeroter(s, gardes.size() + 1);
            gardes.add(s);
        }

        @Override
        public List<Suivi> deLaSession(long sessionId) {
            return gardes.stream()
                    .filter(s -> s.sessionId() == sessionId)
                    .sorted(Comparator.comparing(Suivi::bulletinId))
                    .toList();
        }

        @Override
        public Map<Long, Long> aFinirDEmarger(Collection<Long> sessions) {
            Map<Long, Long> m = new TreeMap<>();
            gardes.stream()
                    .filter(s -> s.present() && sessions.contains(s.sessionId()) && s.demiJournees() != null)
                    .filter(s -> s.demiJournees().emargees() < s.demiJournees().posees())
                    .forEach(s -> m.merge(s.sessionId(), 1L, Long::sum));
            return m;
        }

        @Override
        public Map<Long, Long> aExaminer(Portee portee) {
            Map<Long, Long> m = new TreeMap<>();
            gardes.stream()
                    .filter(s -> s.present() && !s.examine() && portee.voit(null, null, s.structureId()))
                    .forEach(s -> m.merge(s.sessionId(), 1L, Long::sum));
            return m;
        }
    }

    public static final class AttestationsEnMemoire implements Attestations {
        private final List<Attestation> gardees = new ArrayList<>();
        private final List<Partage> partages = new ArrayList<>();
        private long rang;

        private record Partage(long attestation, long agent, long collectivite, long compte) {}

        @Override
        public void prendreSonTour(long sessionId) {}

        @Override
        public long rangSuivant() {
            return ++rang;
        }

        @Override
        public void ajouter(List<Attestation> neuves) {
            for (Attestation a : neuves) {
                if (gardees.stream().anyMatch(x -> x.bulletinId() == a.bulletinId() && x.enVigueur())) {
                    throw new IllegalStateException("uq_attestation_en_vigueur_par_bulletin");
                }
                Exemples.numeroter(a, gardees.size() + 1);
                gardees.add(a);
            }
        }

        @Override
        public Optional<Attestation> parId(long id) {
            return gardees.stream().filter(a -> a.id() == id).findFirst();
        }

        @Override
        public Attestation verrouiller(Attestation attestation) {
            return attestation;
        }

        @Override
        public Optional<Attestation> parJeton(String jeton) {
            return gardees.stream().filter(a -> a.jeton().equals(jeton)).findFirst();
        }

        @Override
        public List<Attestation> deLaSession(long sessionId) {
            return gardees.stream().filter(a -> a.sessionId() == sessionId).toList();
        }

        @Override
        public Page lister(Portee portee, String recherche, Long agentId, int premiere, int combien) {
            List<Resume> tous = vues(portee, recherche, null).stream()
                    .filter(r -> agentId == null || r.agentId() == agentId)
                    .toList();
            return new Page(
                    tous.stream().skip(premiere).limit(combien).toList(),
                    tous.size(),
                    tous.stream()
                            .filter(Resume::enVigueur)
                            .map(Resume::heures)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        @Override
        public Optional<Long> posteDuPartage(long id, Portee portee) {
            return partages.stream()
                    .filter(p -> p.attestation() == id && portee.voit(null, p.collectivite(), null))
                    .map(Partage::agent)
                    .findFirst();
        }

        @Override
        public Set<Long> partagees(long agentId) {
            return partages.stream()
                    .filter(p -> p.agent() == agentId)
                    .map(Partage::attestation)
                    .collect(Collectors.toSet());
        }

        @Override
        public boolean partager(long id, long agentId, long collectiviteId, long compteId, Instant le) {
            return !partagees(agentId).contains(id) && partages.add(new Partage(id, agentId, collectiviteId, compteId));
        }

        @Override
        public boolean reprendre(long id, long agentId, Instant le) {
            return partages.removeIf(p -> p.attestation() == id && p.agent() == agentId);
        }

        @Override
        public void reprendreTout(long compteId, Instant le) {
            partages.removeIf(p -> p.compte() == compteId);
        }

        private List<Resume> vues(Portee portee, String recherche, LocalDate depuis) {
            return gardees.stream()
                    .filter(a -> a.estVuePar(portee)
                            || posteDuPartage(a.id(), portee).isPresent())
                    .filter(a -> depuis == null
                            || !a.emiseLe().atZone(Horloge.PARIS).toLocalDate().isBefore(depuis))
                    .filter(a -> cle(a.nom() + " " + a.intitule() + " " + a.numero() + " " + a.employeur())
                            .contains(cle(recherche)))
                    .sorted(Comparator.comparing(Attestation::emiseLe)
                            .thenComparing(Attestation::id)
                            .reversed())
                    .map(a -> new Resume(
                            a.id(),
                            a.numero(),
                            a.sessionId(),
                            a.estVuePar(portee)
                                    ? a.agentId()
                                    : posteDuPartage(a.id(), portee).orElseThrow(),
                            a.collectiviteId(),
                            !a.estVuePar(portee),
                            a.nom(),
                            a.employeur(),
                            a.intitule(),
                            a.debut(),
                            a.fin(),
                            a.heures(),
                            a.emiseLe(),
                            a.revoqueeLe(),
                            a.motif()))
                    .toList();
        }

        @Override
        public List<Resume> suivantes(Portee portee, String recherche, LocalDate depuis, Repere apres, int combien) {
            return vues(portee, recherche, depuis).stream()
                    .filter(r -> apres == null
                            || r.emiseLe().isBefore(apres.emiseLe())
                            || r.emiseLe().equals(apres.emiseLe()) && r.id() < apres.id())
                    .limit(combien)
                    .toList();
        }

        private static String cle(String s) {
            return Normalizer.normalize(s.toLowerCase(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        }
    }
}
