package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.bacasable.persistence.BacsASable;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FluxDesChangementsTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("inscription").jdbi();
    private static final Portee SIENNES = new Portee(Portee.Par.COLLECTIVITES, Set.of(DENAIN), null);
    private final FluxDesChangements flux = Injection.poser(new FluxDesChangements(), JDBI);

    @BeforeEach
    void poser() {
        JDBI.useHandle(h -> {
            h.execute("alter table inscription.changement disable trigger all");
            h.execute("truncate inscription.jauge, inscription.changement cascade");
            h.execute("alter table inscription.changement enable trigger all");
            h.execute(
                    "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) values (1, 9, 1, 7, '2026-05-01')");
            for (long[] b : new long[][] {{1, DENAIN}, {2, DENAIN}, {3, VALENCIENNES}}) {
                h.execute(
                        "insert into inscription.bulletin (id, session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, depose_le)"
                                + " overriding system value values (?, 1, 1, 7, ?, ?, '2026-05-01', '2026-05-02', 'PREINSCRIPTION', now())",
                        b[0],
                        b[0],
                        b[1]);
            }
        });
    }

    private static void noter(Handle h, long bulletin, String texte) {
        h.execute(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role) values (?, now(), 'PREINSCRIPTION', ?, 1, 'RH', 'GESTIONNAIRE_RH')",
                bulletin,
                texte);
    }

    private List<FluxDesChangements.Ligne> lire(long apres, int combien, Instant quand) {
        return JDBI.inTransaction(h -> flux.lire(DENAIN, SIENNES, apres, combien, quand));
    }

    private static List<String> textes(List<FluxDesChangements.Ligne> lues) {
        return lues.stream().map(FluxDesChangements.Ligne::texte).toList();
    }

    @Test
    void chacun_vient_une_fois_dans_l_ordre_et_ceux_des_autres_employeurs_jamais() {
        JDBI.useHandle(h -> {
            noter(h, 1, "a");
            noter(h, 3, "chez d'autres");
            noter(h, 2, "b");
            noter(h, 1, "c");
        });
        List<String> lus = new ArrayList<>();
        long apres = 0;
        for (List<FluxDesChangements.Ligne> l = lire(apres, 2, MAINTENANT);
                !l.isEmpty();
                l = lire(apres, 2, MAINTENANT)) {
            lus.addAll(textes(l));
            apres = l.get(l.size() - 1).numero();
        }
        assertEquals(List.of("a", "b", "c"), lus);
        assertEquals(List.of(), lire(apres, 10, MAINTENANT));
        JDBI.useHandle(h -> noter(h, 2, "d"));
        assertEquals(List.of("d"), textes(lire(apres, 10, MAINTENANT)));
        assertEquals(
                List.of("a", "b", "c", "d"), textes(lire(0, 10, MAINTENANT)), "relu depuis le début, le même ordre");
    }

    @Test
    void ce_qui_s_ecrit_d_abord_et_se_valide_apres_n_est_pas_manque() {
        try (Handle lente = JDBI.open()) {
            lente.begin();
            noter(lente, 1, "écrit d'abord");
            JDBI.useHandle(h -> noter(h, 2, "validé d'abord"));
            List<FluxDesChangements.Ligne> premiere = lire(0, 10, MAINTENANT);
            assertEquals(List.of("validé d'abord"), textes(premiere));
            lente.commit();
            assertEquals(List.of("écrit d'abord"), textes(lire(premiere.get(0).numero(), 10, MAINTENANT)));
        }
    }

    @Test
    void une_heure_apres_on_ne_reparcourt_que_ce_qui_suit() {
        JDBI.useHandle(h -> noter(h, 1, "a"));
        long apres = lire(0, 10, MAINTENANT).get(0).numero();
        JDBI.useHandle(h -> noter(h, 1, "b"));
        Instant plusTard = MAINTENANT.plus(FluxDesChangements.RECUL).plusSeconds(1);
        assertEquals(List.of("b"), textes(lire(apres, 10, plusTard)));
        assertEquals(List.of("a", "b"), textes(lire(0, 10, plusTard)));
    }

    @Test
    void deux_lecteurs_a_la_fois_n_attendent_pas_et_ne_manquent_rien() {
        JDBI.useHandle(h -> noter(h, 1, "a"));
        try (Handle autre = JDBI.open()) {
            autre.begin();
            autre.execute("select pg_advisory_xact_lock(hashtextextended('inscription.flux ' || ?, 0))", DENAIN);
            assertEquals(List.of(), lire(0, 10, MAINTENANT), "un autre numérote : ce sera pour la prochaine fois");
            autre.rollback();
        }
        assertEquals(List.of("a"), textes(JDBI.inTransaction(h -> flux.lire(DENAIN, SIENNES, 0, 10, MAINTENANT))));
    }

    /** Sinon la base refuserait l'un des deux, et rien ne s'annoncerait plus à personne jusqu'au tour suivant. */
    @Test
    void un_bac_a_sable_s_efface_pendant_qu_on_le_lit() {
        JDBI.useHandle(h -> {
            noter(h, 1, "a");
            noter(h, 2, "b");
        });
        try (Handle efface = JDBI.open()) {
            efface.begin();
            BacsASable bacs = Injection.poser(new BacsASable(), Sql.configurer(Jdbi.create(efface.getConnection())));
            bacs.inscrire(DENAIN, MAINTENANT);
            assertEquals(2, bacs.oter(DENAIN, 1).size());
            JDBI.useTransaction(h -> {
                h.execute("set local lock_timeout = '1s'");
                FluxDesChangements ici =
                        Injection.poser(new FluxDesChangements(), Sql.configurer(Jdbi.create(h.getConnection())));
                assertEquals(List.of(), ici.lire(DENAIN, SIENNES, 0, 10, MAINTENANT), "sans attendre");
            });
            efface.commit();
        }
        assertEquals(List.of(), lire(0, 10, MAINTENANT));
    }
}
