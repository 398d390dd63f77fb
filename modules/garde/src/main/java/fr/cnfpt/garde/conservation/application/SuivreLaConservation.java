package fr.cnfpt.garde.conservation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.garde.donnees.application.EffacerUnAgent;
import fr.cnfpt.garde.donnees.application.RassemblerLesDonnees;
import fr.cnfpt.garde.donnees.persistence.Sujets;
import fr.cnfpt.garde.durees.persistence.Durees;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ce que fait un passage, morceau par morceau, dans la transaction du lot. Un agent s'efface quand la durée est passée
 * depuis son départ <em>et</em> depuis la dernière chose qui lui est arrivée, où que ce soit ; une inscription en cours
 * le retient.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class SuivreLaConservation {

    static final String PARTI = "AGENT_PARTI";
    static final String SANS_ACTIVITE = "AGENT_SANS_ACTIVITE";

    /** Au-delà, un aperçu ne compte plus les agents un à un. */
    static final int COMPTES_AU_PLUS = 1000;

    private static final LocalDate JAMAIS = LocalDate.of(1900, 1, 1);

    @Inject
    Conservation conservation;

    @Inject
    @Any
    Instance<Purges> modules;

    @Inject
    Durees durees;

    @Inject
    Sujets sujets;

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    EffacerUnAgent effacement;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Les codes de ce qui s'efface ligne à ligne, dans un ordre qui ne change pas : la reprise compte dessus. */
    public List<String> purges() {
        return modules.stream()
                .map(Purges::codes)
                .sorted(Comparator.comparing(codes -> codes.get(0)))
                .flatMap(List::stream)
                .toList();
    }

    public void purger(long passageId, String code) {
        duree(code)
                .filter(d -> d.valeur() != null)
                .ifPresent(d -> conservation.noter(passageId, d, de(code).purger(code, avant(d.entier()))));
    }

    /** Combien de lignes seraient effacées. */
    public long compter(String code) {
        return jours(code).map(j -> compter(code, j)).orElse(0L);
    }

    /** De même si la durée était celle-là ; pour un agent, ceux qu'il faudrait examiner. */
    public long compter(String code, int jours) {
        LocalDate limite = horloge.aujourdhui().minusDays(jours);
        return switch (code) {
            case PARTI ->
                sujets.candidats(0, limite, JAMAIS, COMPTES_AU_PLUS + 1).size();
            case SANS_ACTIVITE ->
                sujets.candidats(0, JAMAIS, limite, COMPTES_AU_PLUS + 1).size();
            default -> de(code).compter(code, avant(jours));
        };
    }

    /** Les agents à examiner après celui-ci, par identifiant. */
    public List<Long> candidats(long apres, int combien) {
        Optional<LocalDate> partis = limite(PARTI);
        Optional<LocalDate> immobiles = limite(SANS_ACTIVITE);
        return sujets.candidats(apres, partis.orElse(JAMAIS), immobiles.orElse(JAMAIS), combien);
    }

    /** @return la durée qui fait effacer cet agent aujourd'hui, ou vide s'il reste */
    public Optional<String> motif(long agentId) {
        Optional<LocalDate> depart = sujets.depart(agentId).filter(d -> !d.isAfter(horloge.aujourdhui()));
        String code = depart.isPresent() ? PARTI : SANS_ACTIVITE;
        Sujet s = sujets.sujet(agentId, null).orElseThrow();
        return limite(code)
                .filter(l -> donnees.derniereActivite(s).map(d -> d.isBefore(l)).orElse(true))
                .filter(l -> donnees.empechement(s).isEmpty())
                .map(l -> code);
    }

    public void effacer(long passageId, long agentId, String code) {
        effacement.executer(agentId, "Effacé au terme de la durée de conservation");
        conservation.noter(passageId, duree(code).orElseThrow(), 1);
    }

    /** @throws Refus conflit, si un passage court déjà */
    public long ouvrir(String par) {
        return conservation
                .ouvrir(par, horloge.maintenant())
                .orElseThrow(() ->
                        Refus.conflit("passage-en-cours", "Un passage est déjà en cours : attendez qu'il finisse."));
    }

    public void porter(long passageId, long executionId) {
        conservation.porter(passageId, executionId);
    }

    public void finir(long passageId) {
        conservation.finir(passageId, horloge.maintenant());
        long total = conservation.comptes(passageId).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (total > 0) {
            journal.noter(
                    "conservation-passee", "passage " + passageId, total + " effacés au terme de leur durée", null);
        }
    }

    public Optional<Conservation.Passage> dernier() {
        return conservation.dernier();
    }

    private Instant avant(int jours) {
        return horloge.maintenant().minus(Duration.ofDays(jours));
    }

    private Optional<LocalDate> limite(String code) {
        return jours(code).map(j -> horloge.aujourdhui().minusDays(j));
    }

    private Optional<Integer> jours(String code) {
        return duree(code).filter(d -> d.valeur() != null).map(VersionDeRegle::entier);
    }

    private Optional<VersionDeRegle> duree(String code) {
        return Optional.ofNullable(durees.enVigueur(horloge.aujourdhui()).get(code));
    }

    private Purges de(String code) {
        return modules.stream()
                .filter(m -> m.codes().contains(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Personne ne purge " + code));
    }
}
