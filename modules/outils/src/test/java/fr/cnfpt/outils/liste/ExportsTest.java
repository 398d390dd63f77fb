package fr.cnfpt.outils.liste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Habilitations;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.liste.application.ExecuterLesExports;
import fr.cnfpt.outils.liste.application.PreparerExports;
import fr.cnfpt.outils.liste.persistence.Exports;
import fr.cnfpt.outils.liste.persistence.Exports.Export;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Un export attend, se prépare sous bail, s'abandonne, et n'est qu'à qui l'a demandé. */
class ExportsTest {

    private static final Jdbi JDBI = PostgresDeTest.avec().jdbi();
    private static final Utilisateur RH =
            new Utilisateur(7, "rh", "RH", Role.GESTIONNAIRE_RH, 1L, null, null, "Denain");
    private static final Utilisateur COLLEGUE =
            new Utilisateur(8, "rh2", "RH", Role.GESTIONNAIRE_RH, 1L, null, null, "Denain");
    private static final Utilisateur POUR_UNE_AUTRE =
            new Utilisateur(7, "rh", "RH", Role.GESTIONNAIRE_RH, 2L, null, null, "Haveluy");
    private static final Instant NEUF_HEURES = Instant.parse("2026-11-23T09:00:00Z");

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final Exports exports = new Exports();
    private final PreparerExports cas = new PreparerExports();

    @BeforeEach
    void vider() {
        JDBI.useHandle(h -> h.execute("delete from outils.export"));
        Injection.poser(exports, JDBI);
        Injection.poser(cas, exports);
        Injection.poser(cas, courant);
        Injection.poser(cas, new Horloge());
    }

    private void demander(Utilisateur u, String question) {
        courant.agirComme(u, () -> cas.demander("agents", "Agents", question, "csv", 12_000));
    }

    private <T> T comme(Utilisateur u, Supplier<T> geste) {
        return courant.agirComme(u, geste);
    }

    private Optional<Export> prendre(Instant quand) {
        return exports.prendre(quand, quand.plusSeconds(60));
    }

    @Test
    void un_envoi_double_n_en_prepare_pas_deux() {
        demander(RH, "q=a");
        demander(RH, "q=a");
        assertEquals(1, comme(RH, cas::miens).size());
        demander(RH, "q=b");
        assertEquals(2, comme(RH, cas::miens).size());
    }

    @Test
    void un_quatrieme_attend_que_l_un_des_trois_finisse() {
        List.of("q=a", "q=b", "q=c").forEach(q -> demander(RH, q));
        Refus refus = assertThrows(Refus.class, () -> demander(RH, "q=d"));
        assertEquals("trop-d-exports", refus.code());
        demander(COLLEGUE, "q=d");
    }

    @Test
    void n_est_qu_a_qui_l_a_demande_et_pour_la_collectivite_d_alors() {
        demander(RH, "q=a");
        UUID id = comme(RH, cas::miens).get(0).id();
        assertEquals(List.of(), comme(COLLEGUE, cas::miens));
        assertEquals(List.of(), comme(POUR_UNE_AUTRE, cas::miens));
        for (Utilisateur autre : List.of(COLLEGUE, POUR_UNE_AUTRE)) {
            assertEquals(
                    "export-inconnu",
                    assertThrows(Refus.class, () -> courant.agirComme(autre, () -> cas.abandonner(id)))
                            .code());
            assertEquals(
                    "export-inconnu",
                    assertThrows(Refus.class, () -> comme(autre, () -> cas.ouvrir(id)))
                            .code());
        }
    }

    @Test
    void un_seul_le_prepare_et_celui_qui_se_tait_le_perd() {
        demander(RH, "q=a");
        Export pris = prendre(NEUF_HEURES).orElseThrow();
        assertTrue(prendre(NEUF_HEURES.plusSeconds(59)).isEmpty(), "sous bail");
        assertTrue(exports.avancer(pris.id(), 2_000, NEUF_HEURES.plusSeconds(100)));
        assertTrue(prendre(NEUF_HEURES.plusSeconds(70)).isEmpty(), "le bail avance avec lui");

        assertEquals(
                pris.id(), prendre(NEUF_HEURES.plusSeconds(200)).orElseThrow().id());
        assertEquals(0, comme(RH, cas::miens).get(0).fait(), "repris du début");
    }

    @Test
    void abandonne_il_ne_se_prepare_plus_et_ne_finit_pas() {
        demander(RH, "q=a");
        Export pris = prendre(NEUF_HEURES).orElseThrow();
        courant.agirComme(RH, () -> cas.abandonner(pris.id()));
        assertFalse(exports.avancer(pris.id(), 2_000, NEUF_HEURES.plusSeconds(100)));
        assertFalse(exports.finir(pris.id(), 2_000, UUID.randomUUID()));
        assertTrue(prendre(NEUF_HEURES.plusSeconds(200)).isEmpty());
        assertEquals(
                "export-fini",
                assertThrows(Refus.class, () -> courant.agirComme(RH, () -> cas.abandonner(pris.id())))
                        .code());
    }

    @Test
    void manque_il_dit_pourquoi_et_s_oublie_apres_sept_jours() {
        demander(RH, "q=a");
        exports.manquer(prendre(NEUF_HEURES).orElseThrow().id(), "Votre compte ne peut plus lire cette liste.");
        assertEquals(
                "Votre compte ne peut plus lire cette liste.",
                comme(RH, cas::miens).get(0).motif());
        exports.oublier(Instant.now().plusSeconds(5));
        assertEquals(List.of(), comme(RH, cas::miens));
    }

    @Test
    void ce_qui_passera_de_soi_meme_ne_le_manque_pas_il_est_repris() {
        demander(RH, "q=a");
        for (RuntimeException passagere : List.of(
                new UncheckedIOException(new IOException("No space left on device")),
                Refus.occupe("documents-indisponibles", "Pas pour l'instant."))) {
            executer(passagere);
            assertTrue(comme(RH, cas::miens).get(0).enCours());
            assertTrue(prendre(NEUF_HEURES.plusSeconds(30)).isEmpty(), "sous bail");
            JDBI.useHandle(h -> h.execute("update outils.export set bail_jusqu_a = null, etat = 'ATTEND'"));
        }
        executer(new IllegalStateException("une faute"));
        assertEquals("ECHEC", comme(RH, cas::miens).get(0).etat());
    }

    private void executer(RuntimeException echec) {
        Habilitations tombent = (compte, collectivite) -> {
            throw echec;
        };
        Logger journal = Logger.getLogger("fr.cnfpt.iel.exports");
        journal.setLevel(Level.OFF);
        try {
            Injection.poser(
                            new ExecuterLesExports(),
                            exports,
                            tombent,
                            courant,
                            new Horloge(Clock.fixed(NEUF_HEURES, Horloge.PARIS)))
                    .executer();
        } finally {
            journal.setLevel(null);
        }
    }
}
