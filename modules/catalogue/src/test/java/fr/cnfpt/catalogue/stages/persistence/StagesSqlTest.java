package fr.cnfpt.catalogue.stages.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les versions d'une fiche, dans la base : rien ne se récrit, une session garde la sienne. */
class StagesSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi();
    private static final Stages STAGES = Injection.poser(new Stages(), JDBI);

    @BeforeAll
    static void peupler() {
        JDBI.useHandle(h -> h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')"));
    }

    private static FicheDeStage fiche(String code, String intitule) {
        return new FicheDeStage(
                code,
                intitule,
                "ECV",
                Modalite.MIXTE_MODULES,
                "FPPE",
                "INTER",
                new BigDecimal("1.5"),
                BigDecimal.TEN,
                false,
                false,
                true,
                new BigDecimal("120.50"),
                "Prendre un poste d'état civil",
                2,
                Map.of(
                        Mention.OBJECTIFS,
                        "Savoir.",
                        Mention.PUBLIC_VISE,
                        "Agents.",
                        Mention.CONTENU,
                        "Un ; Deux",
                        Mention.REPAS,
                        "Libres."));
    }

    private static StageAuCatalogue publier(Long stage, Integer sur, FicheDeStage f) {
        long id = STAGES.commencer(stage, sur, f, "HDF");
        return STAGES.publier(STAGES.brouillon(id).orElseThrow(), "HDF");
    }

    private static long session(long stage) {
        return JDBI.withHandle(h -> h.createQuery(
                        "insert into catalogue.session (stage_id, type, structure_id, debut, fin, code_insee, ouverture, cloture)"
                                + " values (:s, 'INTER', 7, current_date + 30, current_date + 31, '59350', current_date, current_date) returning id")
                .bind("s", stage)
                .mapTo(Long.class)
                .one());
    }

    private static String intitule(long session) {
        return JDBI.withHandle(h -> h.createQuery(
                        "select v.intitule from catalogue.session s join catalogue.stage_version v on v.stage_id = s.stage_id and v.version = s.stage_version where s.id = :s")
                .bind("s", session)
                .mapTo(String.class)
                .one());
    }

    @Test
    void une_fiche_se_relit_telle_qu_elle_a_ete_ecrite_au_brouillon_comme_publiee() {
        FicheDeStage f = fiche("ECV-100", "Tenir l'état civil");
        long id = STAGES.commencer(null, null, f, "HDF");
        assertEquals(f, STAGES.brouillon(id).orElseThrow().fiche());
        StageAuCatalogue s = STAGES.publier(STAGES.brouillon(id).orElseThrow(), "HDF");
        assertEquals(f, s.enVigueur().fiche());
        assertEquals(1, s.enVigueur().version());
        assertTrue(STAGES.brouillon(id).isEmpty());
    }

    @Test
    void une_session_garde_la_fiche_sous_laquelle_elle_est_publiee_et_la_suivante_prend_la_nouvelle() {
        StageAuCatalogue s = publier(null, null, fiche("ECV-101", "Avant"));
        long ancienne = session(s.id());
        assertEquals(
                2, publier(s.id(), 1, fiche("ECV-101", "Après")).enVigueur().version());
        long nouvelle = session(s.id());
        assertEquals("Avant", intitule(ancienne));
        assertEquals("Après", intitule(nouvelle));
        assertEquals(
                List.of("Après", "Avant"),
                STAGES.versions(s.id()).stream().map(v -> v.fiche().intitule()).toList());
        assertEquals(List.of("Un", "Deux"), STAGES.deLaSession(ancienne).get("Programme"));
        refuse("update catalogue.session set stage_version = 2 where id = " + ancienne, "garde la fiche");
    }

    @Test
    void une_version_ne_se_recrit_pas_et_toute_ecriture_de_la_fiche_en_fait_une() {
        StageAuCatalogue s = publier(null, null, fiche("ECV-102", "Écrite"));
        refuse("update catalogue.stage_version set intitule = 'x' where stage_id = " + s.id(), "ne se récrit pas");
        refuse("delete from catalogue.stage_version where stage_id = " + s.id(), "ne se récrit pas");
        refuse("truncate catalogue.stage_version cascade", "ne se récrit pas");
        JDBI.useHandle(h -> h.execute("update catalogue.stage set repas = 'Payés.' where id = ?", s.id()));
        JDBI.useHandle(h -> h.execute("update catalogue.stage set demonstration = true where id = ?", s.id()));
        assertEquals(2, STAGES.versions(s.id()).size());
        assertEquals("Payés.", STAGES.versions(s.id()).get(0).fiche().texte(Mention.REPAS));
    }

    @Test
    void on_n_ecrase_ni_une_version_parue_entre_temps_ni_le_brouillon_d_un_autre() {
        StageAuCatalogue s = publier(null, null, fiche("ECV-103", "Une"));
        long id = STAGES.commencer(s.id(), 1, fiche("ECV-103", "Deux"), "HDF");
        conflit(() -> STAGES.commencer(s.id(), 1, fiche("ECV-103", "Autre"), "REU"));
        STAGES.enregistrer(id, 1, fiche("ECV-103", "Deux bis"), "HDF");
        conflit(() -> STAGES.enregistrer(id, 1, fiche("ECV-103", "Deux ter"), "REU"));
        JDBI.useHandle(h -> h.execute("update catalogue.stage set repas = 'Payés.' where id = ?", s.id()));
        BrouillonDeFiche b = STAGES.brouillon(id).orElseThrow();
        conflit(() -> STAGES.publier(b, "HDF"));
        assertEquals("Deux bis", b.fiche().intitule());
    }

    @Test
    void un_code_ne_sert_qu_une_fois() {
        publier(null, null, fiche("ECV-104", "Une"));
        assertEquals(
                "code",
                assertThrows(Refus.class, () -> publier(null, null, fiche("ECV-104", "Une autre")))
                        .champ());
    }

    /** Chaque borne est dite par la fiche et par la base : ce que l'une prend, l'autre le prend aussi. */
    @Test
    void ce_que_la_fiche_admet_la_base_l_admet() {
        List<BigDecimal> durees = Stream.of(
                        "-0.01", "0", "0.1", "0.24", "0.25", "0.255", "0.5", "1", "2", "2.01", "2.5", "999.5", "999.99",
                        "999.995", "1000", "1000000")
                .map(BigDecimal::new)
                .toList();
        List<FicheDeStage> fiches = new ArrayList<>();
        for (Modalite m : Modalite.values()) {
            durees.forEach(
                    p -> durees.forEach(d -> fiches.add(fiche("X", "Un stage", m, "PERFECTIONNEMENT", "INTER", p, d))));
        }
        BigDecimal un = BigDecimal.ONE;
        BigDecimal zero = BigDecimal.ZERO;
        for (int n : List.of(0, 1, 2, 3, 12, 13)) {
            fiches.add(fiche("A".repeat(n), "Un stage", Modalite.PRESENTIEL, "FPPR", "INTER", un, zero));
        }
        for (String intitule : List.of("", "   ", "ab", " ab ", "abc", "\u2003ab", "a".repeat(255), "a".repeat(256))) {
            fiches.add(fiche("X", intitule, Modalite.PRESENTIEL, "FPTLC", "INTER", un, zero));
        }
        for (String code : Arrays.asList(null, "", "AUTRE", "INTEGRATION", "UNION", "ILLETTRISME", "CONCOURS")) {
            fiches.add(fiche("X", "Un stage", Modalite.PRESENTIEL, code, "INTER", un, zero));
            fiches.add(fiche("X", "Un stage", Modalite.PRESENTIEL, "PERFECTIONNEMENT", code, un, zero));
        }
        List<String> admis = new ArrayList<>();
        for (FicheDeStage f : fiches) {
            String code = f.code().equals("X") ? "EDGE-" + admis.size() : f.code();
            FicheDeStage nommee = fiche(
                    code, f.intitule(), f.modalite(), f.nature(), f.type(), f.presentielJours(), f.distanceHeures());
            try {
                nommee.publiable(Map.of());
            } catch (Refus refus) {
                continue;
            }
            try {
                publier(null, null, nommee);
            } catch (RuntimeException e) {
                throw new AssertionError("admis, puis refusé par la base : " + nommee, e);
            }
            admis.add(f.modalite() + " " + f.distanceHeures());
        }
        assertTrue(admis.contains("WEBINAIRE 0.25") && !admis.contains("WEBINAIRE 0.24"), admis.toString());
    }

    private static FicheDeStage fiche(
            String code, String intitule, Modalite m, String nature, String type, BigDecimal jours, BigDecimal heures) {
        return new FicheDeStage(
                code,
                intitule,
                "ECV",
                m,
                nature,
                type,
                jours,
                heures,
                false,
                false,
                false,
                null,
                null,
                null,
                Map.of(Mention.OBJECTIFS, "Savoir", Mention.PUBLIC_VISE, "Agents", Mention.CONTENU, "Contenu"));
    }

    @Test
    void un_stage_retire_se_dit_et_ses_sessions_en_cours_se_comptent() {
        StageAuCatalogue s = publier(null, null, fiche("ECV-105", "À retirer"));
        session(s.id());
        assertEquals(1, STAGES.sessionsEnCours(s.id()).nombre());
        assertEquals(
                LocalDate.now().plusDays(31), STAGES.sessionsEnCours(s.id()).derniereFin());
        STAGES.retirer(s.id(), "Refait", "HDF");
        assertEquals("Refait", STAGES.stage(s.id()).orElseThrow().motifRetrait());
        assertEquals(1, STAGES.stage(s.id()).orElseThrow().enVigueur().version());
        assertEquals(1, STAGES.compter("retirer", "RETIRE"));
        STAGES.remettre(s.id());
        assertEquals(0, STAGES.compter("retirer", "RETIRE"));
    }

    @Test
    void la_liste_montre_aussi_les_stages_qui_ne_sont_encore_qu_un_brouillon() {
        STAGES.commencer(null, null, fiche("ECV-106", "Jamais publiée"), "HDF");
        assertEquals(1, STAGES.lister("jamais publiee", "BROUILLON", 0, 10).size());
        assertEquals(0, STAGES.compter("jamais publiee", "VIGUEUR"));
    }

    @Test
    void chaque_mention_exigee_l_est_par_une_regle_datee() {
        MentionsExigees m = Injection.poser(new MentionsExigees(), JDBI, Injection.poser(new Regles(), JDBI));
        assertEquals(17, m.le(LocalDate.of(2026, 3, 3)).size());
        assertTrue(m.le(LocalDate.of(2023, 7, 31)).keySet().stream().allMatch(Mention::enSituation));
        assertEquals(0, m.le(LocalDate.of(2018, 12, 31)).size());
        assertEquals(17, m.regles().size());
    }

    private static void conflit(Runnable action) {
        assertEquals("fiche-changee", assertThrows(Refus.class, action::run).code());
    }

    private static void refuse(String sql, String dit) {
        String message = assertThrows(
                        UnableToExecuteStatementException.class, () -> JDBI.useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains(dit), message);
    }
}
