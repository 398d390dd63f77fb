package fr.cnfpt.catalogue.mooc.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.catalogue.mooc.application.ConsulterLesMoocs;
import fr.cnfpt.catalogue.mooc.application.TenirLesMoocs;
import fr.cnfpt.catalogue.mooc.domain.Annee;
import fr.cnfpt.catalogue.mooc.domain.Edition;
import fr.cnfpt.catalogue.mooc.domain.Mooc;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les MOOC dans PostgreSQL : leurs totaux, leur âge, leurs éditions, et ce que le siège en tient. */
class MoocsTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Horloge HORLOGE = Horloge.arretee(JOUR);
    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi(HORLOGE);
    private static final Moocs MOOCS = Injection.poser(new Moocs(), JDBI);
    private static final ReglesDesMoocs REGLES =
            Injection.poser(new ReglesDesMoocs(), JDBI, Injection.poser(new Regles(), JDBI));
    private static final ConsulterLesMoocs LECTURE = Injection.poser(new ConsulterLesMoocs(), MOOCS, REGLES, HORLOGE);
    private static final TenirLesMoocs TENUE = Injection.poser(new TenirLesMoocs(), MOOCS, HORLOGE);

    @BeforeAll
    static void peupler() {
        Injection.poser(new StagesDeDemonstration(), JDBI).chargerSpecialites();
        MoocsDeDemonstration demonstration = Injection.poser(new MoocsDeDemonstration(), JDBI);
        assertTrue(demonstration.charger(JOUR).startsWith("25 MOOC"));
        assertEquals("", demonstration.charger(JOUR), "charger deux fois n'ajoute rien");
    }

    private static long neuf(String code) {
        return TENUE.ajouter(
                new Mooc.Fiche(code, "Un MOOC pour l'épreuve", "FIN", "Finances", false, 4, LocalDate.of(2025, 10, 1)));
    }

    @Test
    void les_annees_2017_et_2018_tombent_juste_sur_ce_que_le_cnfpt_a_publie() {
        Annee a2018 = annee(2018);
        assertEquals(25, a2018.moocs());
        assertEquals(57, a2018.sessions());
        assertEquals(190_800, a2018.inscrits());
        assertEquals(17_000, a2018.reussites());
        assertEquals("190 800", a2018.inscritsEnClair().replace('\u202f', ' '));
        assertTrue(a2018.origine().contains("répartition par session de démonstration"), a2018.origine());
        Annee a2017 = annee(2017);
        assertEquals(92_000, a2017.inscrits());
        assertNull(a2017.attestationsPubliees(), "les attestations de 2017 n'ont pas été publiées");
    }

    @Test
    void la_premiere_edition_attire_le_plus_puis_c_est_un_plateau_et_la_reussite_monte() {
        List<Edition> editions = LECTURE.voir(id("FIN-006")).editions().stream()
                .filter(e -> e.taux() != null)
                .toList();
        assertTrue(editions.get(0).inscrits() > 1.8 * editions.get(1).inscrits());
        assertTrue(editions.get(editions.size() - 1).taux() > editions.get(0).taux());
        assertEquals(80, editions.get(0).partTerritoriaux());
    }

    @Test
    void un_mooc_vieillit_au_dela_de_deux_ans_ou_de_dix_changements() {
        assertTrue(LECTURE.voir(id("ECV-001")).vieillit().get(0).startsWith("Tourné il y a 2 ans et 7 mois"));
        assertEquals(
                List.of("12 changements de réglementation à intégrer, plus de 10."),
                LECTURE.voir(id("ACP-001")).vieillit());
        assertEquals(List.of(), LECTURE.voir(id("FIN-006")).vieillit());
    }

    @Test
    void l_age_d_un_mooc_se_compte_au_jour_pres() {
        var age = LECTURE.age();
        assertEquals(List.of(), age.dire(JOUR.minusMonths(24), 10, JOUR), "24 mois et 10 changements : pas au-delà");
        assertEquals(1, age.dire(JOUR.minusMonths(24).minusDays(1), 10, JOUR).size());
        assertEquals(1, age.dire(JOUR.minusMonths(24), 11, JOUR).size());
    }

    @Test
    void une_regle_a_l_essai_dit_combien_de_mooc_elle_signalerait() {
        var projet = new ProjetDeRegle(
                "mooc", "age_maximal", "", Unite.MOIS, new BigDecimal(120), JOUR.plusDays(1), "t", "s");
        assertEquals(0, REGLES.touche(projet).get(0).nombre());
        var changements = new ProjetDeRegle(
                "mooc", "changements_maximaux", "", Unite.NOMBRE, new BigDecimal(10), JOUR.plusDays(1), "t", "s");
        assertEquals(2, REGLES.touche(changements).get(0).nombre());
    }

    @Test
    void retourner_un_mooc_integre_ce_qui_attendait_et_datait_d_avant() {
        long mooc = neuf("NEU-001");
        TENUE.noter(mooc, LocalDate.of(2026, 1, 1), "Seuil relevé", "Décret d'épreuve");
        TENUE.noter(mooc, LocalDate.of(2026, 12, 1), "Un autre, à venir", "Décret d'épreuve");
        assertEquals(1, TENUE.retourner(mooc, 3, LocalDate.of(2026, 6, 1), null));
        Mooc m = LECTURE.voir(mooc).mooc();
        assertEquals(2, m.version());
        assertEquals(1, m.attendus());
        assertEquals("3 semaines, mini-MOOC", m.duree());
        Refus avant = assertThrows(Refus.class, () -> TENUE.retourner(mooc, 3, LocalDate.of(2026, 6, 1), null));
        assertEquals("tourneeLe", avant.champ());
        assertThrows(Refus.class, () -> TENUE.retourner(mooc, 3, JOUR.plusDays(1), null));
    }

    @Test
    void un_changement_se_rectifie_une_seule_fois() {
        long mooc = neuf("NEU-002");
        TENUE.noter(mooc, LocalDate.of(2026, 1, 1), "Seuil relevé", "Décret d'épreuve");
        long changement = LECTURE.voir(mooc).changements().get(0).id();
        TENUE.rectifier(mooc, changement);
        assertEquals(
                "changement-deja-integre",
                assertThrows(Refus.class, () -> TENUE.rectifier(mooc, changement))
                        .code());
        assertEquals(0, LECTURE.voir(mooc).mooc().attendus());
    }

    @Test
    void une_edition_suit_la_duree_de_sa_version_et_dit_si_elle_finit_avant_les_epreuves() {
        long mooc = neuf("NEU-003");
        TENUE.annoncer("Concours d'épreuve", LocalDate.of(2027, 2, 10), "Arrêté d'épreuve");
        long concours = LECTURE.concours().stream()
                .filter(c -> c.intitule().equals("Concours d'épreuve"))
                .findFirst()
                .orElseThrow()
                .id();
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2027, 1, 4), "FUN", null, concours));
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2027, 1, 25), "FUN", null, concours));
        List<Edition> editions = LECTURE.voir(mooc).editions();
        assertEquals(LocalDate.of(2027, 1, 31), editions.get(0).fin());
        assertFalse(editions.get(0).tropTard());
        assertEquals(
                "Concours d'épreuve : finit 10 jours avant les épreuves du 10 février 2027",
                editions.get(0).calage());
        assertTrue(editions.get(1).tropTard());
        assertEquals(2, editions.get(1).numero());
        assertEquals(
                "concours-deja-la",
                assertThrows(
                                Refus.class,
                                () -> TENUE.annoncer(
                                        "Concours d'épreuve", LocalDate.of(2027, 2, 10), "Arrêté d'épreuve"))
                        .code());
    }

    @Test
    void seule_une_edition_en_intra_se_tutore_et_pendant_qu_elle_se_tient() {
        long mooc = neuf("NEU-004");
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2027, 1, 4), "FUN", null, null));
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2027, 1, 4), "INTRA", "Ville de Denain", null));
        List<Edition> editions = LECTURE.voir(mooc).editions();
        long ouverte = editions.get(0).id();
        long intra = editions.get(1).id();
        TENUE.tutorer(mooc, intra, LocalDate.of(2027, 1, 12), "Denain, mairie");
        assertEquals(2, LECTURE.voir(mooc).tutorats().get(0).semaine());
        assertThrows(Refus.class, () -> TENUE.tutorer(mooc, ouverte, LocalDate.of(2027, 1, 12), "Denain"));
        assertThrows(Refus.class, () -> TENUE.tutorer(mooc, intra, LocalDate.of(2027, 3, 1), "Denain"));
        assertThrows(Refus.class, () -> new Edition.Programme(JOUR, "INTRA", " ", null));
    }

    @Test
    void les_chiffres_se_saisissent_apres_le_debut_et_ne_se_contredisent_pas() {
        long mooc = neuf("NEU-005");
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2026, 10, 5), "FUN", null, null));
        TENUE.programmer(mooc, new Edition.Programme(LocalDate.of(2027, 10, 5), "FUN", null, null));
        List<Edition> editions = LECTURE.voir(mooc).editions();
        TENUE.chiffrer(mooc, editions.get(0).id(), new Edition.Chiffres(2_000, 300, 61));
        assertEquals(15, LECTURE.voir(mooc).editions().get(0).taux());
        assertEquals("pas encore", LECTURE.voir(mooc).editions().get(1).tauxEnClair());
        assertThrows(
                Refus.class, () -> TENUE.chiffrer(mooc, editions.get(1).id(), new Edition.Chiffres(10, null, null)));
        assertThrows(Refus.class, () -> new Edition.Chiffres(10, 11, null));
        assertThrows(
                Refus.class,
                () -> TENUE.chiffrer(neuf("NEU-006"), editions.get(0).id(), new Edition.Chiffres(1, null, null)));
    }

    @Test
    void le_volume_compte_ceux_qui_ont_reussi_pour_la_duree_de_la_fiche_et_dit_quand_elle_manque() {
        Annee sans = annee(2018);
        assertEquals(0, sans.heures().signum());
        assertEquals("25 MOOC dont la durée n'est pas dite", sans.volumeEnClair());
        JDBI.useHandle(
                h -> h.execute(
                        "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, marque_blanche, objectifs, public_vise, contenu)"
                                + " values ('FIN-006', 'Les régies', 'FIN', 'MOOC', 'PROFESSIONNALISATION', 'INTER', 0, 12, true, 'o', 'p', 'c')"));
        Edition e = LECTURE.voir(id("FIN-006")).editions().stream()
                .filter(x -> x.reussites() != null)
                .findFirst()
                .orElseThrow();
        assertEquals(Jfs.enClair(BigDecimal.valueOf(e.reussites()).multiply(BigDecimal.valueOf(2))), e.volumeEnClair());
        Annee a = annee(2018);
        assertEquals(24, a.sansDuree());
        assertTrue(a.volumeEnClair().endsWith("JFS, sans 24 MOOC dont la durée n'est pas dite"), a.volumeEnClair());
        assertEquals(
                "durée non dite", LECTURE.voir(id("ECV-001")).editions().get(0).volumeEnClair());
        assertTrue(LECTURE.volume().source().startsWith("Choix"));
    }

    @Test
    void un_code_de_mooc_n_est_pris_qu_une_fois() {
        neuf("NEU-007");
        assertEquals(
                "code-pris", assertThrows(Refus.class, () -> neuf("NEU-007")).code());
    }

    private static Annee annee(int annee) {
        return LECTURE.annees().stream()
                .filter(a -> a.annee() == annee)
                .findFirst()
                .orElseThrow();
    }

    private static long id(String code) {
        return LECTURE.tous().stream()
                .filter(m -> m.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
