package fr.cnfpt.attestation.preuve.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.catalogue.api.Modalite;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Le tableau des dispositifs de formation 2018-2019, ligne à ligne, bords compris. Session de 3 jours et 4 heures à
 * distance.
 */
class RegleDePreuveTest {

    private static final Instant CONNEXION = Instant.parse("2026-03-10T08:00:00Z");
    private final RegleDePreuve regle = new RegleDePreuve(Exemples.bareme());

    private static Formation formation(Modalite m) {
        return new Formation(m, new BigDecimal("3"), new BigDecimal("4"), false, true);
    }

    private static Formation aDistance(Modalite m) {
        return new Formation(m, BigDecimal.ZERO, new BigDecimal("4"), false, true);
    }

    private static Faits faits(boolean present, String jours, String part, ModeWebinaire mode, boolean connecte) {
        return new Faits(
                present,
                new BigDecimal(jours),
                part == null ? null : new BigDecimal(part),
                mode,
                connecte ? CONNEXION : null);
    }

    private Preuve.Credit credit(Formation f, Faits faits) {
        return assertInstanceOf(Preuve.Credit.class, regle.examiner(f, faits));
    }

    private Preuve.Manque manque(Formation f, Faits faits) {
        return assertInstanceOf(Preuve.Manque.class, regle.examiner(f, faits));
    }

    private static void heures(String attendues, Preuve.Credit c) {
        assertEquals(0, new BigDecimal(attendues).compareTo(c.heures()), "créditées : " + c.heures());
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENTIEL,3,18",
        "PRESENTIEL,2.5,15",
        "PRESENTIEL,0.5,3",
        "PRESENTIEL_ENRICHI,3,18",
        "MIXTE_APPORT,3,18",
        "MIXTE_APPORT,1,6"
    })
    void un_jour_suivi_en_presence_vaut_6_heures_et_l_apport_en_ligne_rien_de_plus(
            Modalite m, String jours, String attendues) {
        heures(attendues, credit(formation(m), faits(true, jours, "100", null, true)));
    }

    private static Faits emarges(int suivies, int emargees, int posees) {
        return new Faits(
                suivies > 0,
                BigDecimal.valueOf(suivies).divide(BigDecimal.valueOf(2)),
                new DemiJournees(suivies, emargees, posees),
                new BigDecimal("100"),
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({"6,18", "5,15", "1,3"})
    void une_demi_journee_emargee_vaut_la_moitie_d_un_jour_et_la_ligne_nomme_sa_regle(int suivies, String attendues) {
        Preuve.Credit c = credit(formation(Modalite.PRESENTIEL), emarges(suivies, 6, 6));
        heures(attendues, c);
        assertEquals("Règle demi_journee_presence.", c.lignes().get(0).regle().texte());
        assertEquals(
                suivies == 1
                        ? "1 demi-journée suivie sur 6 en présence"
                        : suivies + " demi-journées suivies sur 6 en présence",
                c.lignes().get(0).libelle());
    }

    @ParameterizedTest
    @EnumSource(
            value = Modalite.class,
            names = {"PRESENTIEL", "PRESENTIEL_ENRICHI", "MIXTE_APPORT", "MIXTE_COMMUNAUTE", "MIXTE_MODULES"})
    void tant_qu_une_demi_journee_n_est_pas_emargee_rien_n_est_atteste(Modalite m) {
        Preuve.Manque manque = manque(formation(m), emarges(4, 5, 6));
        assertEquals("L'émargement n'est pas fini : 5 sur 6 demi-journées.", manque.motif());
        assertEquals("Règle demi_journee_presence.", manque.regle().texte());
        assertEquals(
                "Aucune présence n'est enregistrée.",
                manque(formation(m), emarges(0, 6, 6)).motif());
    }

    @ParameterizedTest
    @EnumSource(
            value = Modalite.class,
            names = {"PRESENTIEL", "PRESENTIEL_ENRICHI", "MIXTE_APPORT", "MIXTE_COMMUNAUTE", "MIXTE_MODULES"})
    void sans_aucun_jour_en_presence_rien_n_est_atteste(Modalite m) {
        manque(formation(m), faits(true, "0", "100", null, true));
        manque(formation(m), faits(false, "0", "100", null, true));
    }

    @Test
    void credite_une_demi_journee_a_qui_s_est_connecte() {
        Preuve.Credit c = credit(formation(Modalite.MIXTE_COMMUNAUTE), faits(true, "3", null, null, true));
        heures("21", c);
        assertEquals(
                "source de demi_journee_communaute", c.lignes().get(1).regle().source());
        assertTrue(
                c.lignes().get(1).libelle().contains("10 mars 2026"),
                c.lignes().get(1).libelle());
    }

    @Test
    void ne_credite_que_le_presentiel_a_qui_ne_s_est_pas_connecte_et_dit_pourquoi() {
        Preuve.Credit c = credit(formation(Modalite.MIXTE_COMMUNAUTE), faits(true, "3", null, null, false));
        heures("18", c);
        assertEquals(0, c.lignes().get(1).heures().signum());
        assertEquals("source de connexion_communaute", c.lignes().get(1).regle().source());
    }

    @ParameterizedTest
    @CsvSource({"100,22", "50,22", "50.00,22", "50.01,22", "49.99,18", "0,18"})
    void les_modules_a_distance_comptent_entiers_a_partir_de_50_pour_cent_et_se_perdent_seuls(
            String part, String attendues) {
        heures(attendues, credit(formation(Modalite.MIXTE_MODULES), faits(true, "3", part, null, false)));
    }

    @Test
    void la_part_perdue_figure_au_detail_avec_la_regle_qui_la_perd() {
        Preuve.Credit c = credit(formation(Modalite.MIXTE_MODULES), faits(true, "3", "49.99", null, false));
        assertEquals(
                "Modules à distance suivis à 49,99 % : part perdue",
                c.lignes().get(1).libelle());
        assertEquals(
                "source de distance_seule_perdue", c.lignes().get(1).regle().source());
    }

    @Test
    void une_formation_a_modules_sans_presentiel_perd_tout_sous_50_pour_cent() {
        manque(aDistance(Modalite.MIXTE_MODULES), faits(true, "0", "49.99", null, false));
        heures("4", credit(aDistance(Modalite.MIXTE_MODULES), faits(true, "0", "50", null, false)));
    }

    @ParameterizedTest
    @CsvSource({"E_FORMATION,50", "E_FORMATION,100", "MOOC,50", "MOOC,99.5"})
    void une_formation_a_distance_vaut_sa_duree_fixee_a_partir_de_50_pour_cent(Modalite m, String part) {
        heures("4", credit(aDistance(m), faits(true, "0", part, null, false)));
    }

    @ParameterizedTest
    @CsvSource({"E_FORMATION,49.99", "E_FORMATION,0", "MOOC,49.99"})
    void sous_50_pour_cent_une_formation_a_distance_ne_vaut_rien(Modalite m, String part) {
        assertEquals(
                "source de part_suivie_minimale",
                manque(aDistance(m), faits(true, "0", part, null, false))
                        .regle()
                        .source());
    }

    @ParameterizedTest
    @EnumSource(
            value = Modalite.class,
            names = {"MIXTE_MODULES", "E_FORMATION", "MOOC"})
    void un_suivi_inconnu_n_est_pas_zero_on_demande_de_le_saisir(Modalite m) {
        assertTrue(
                manque(m == Modalite.MIXTE_MODULES ? formation(m) : aDistance(m), faits(true, "3", null, null, false))
                        .motif()
                        .contains("n'est pas renseigné"));
    }

    @Test
    void un_absent_n_a_rien_meme_suivi_a_100_pour_cent() {
        manque(aDistance(Modalite.E_FORMATION), faits(false, "0", "100", null, false));
        manque(aDistance(Modalite.WEBINAIRE), faits(false, "0", null, ModeWebinaire.SYNCHRONE, false));
    }

    @Test
    void un_mooc_hors_marque_blanche_est_atteste_par_fun() {
        Formation mooc = new Formation(Modalite.MOOC, BigDecimal.ZERO, new BigDecimal("20"), false, false);
        assertTrue(manque(mooc, faits(true, "0", "100", null, false)).motif().startsWith("FUN délivre la sienne"));
    }

    @ParameterizedTest
    @CsvSource({"SYNCHRONE,4", "ASYNCHRONE,8"})
    void une_heure_de_webinaire_vaut_une_heure_en_direct_et_deux_en_differe(ModeWebinaire mode, String attendues) {
        heures(attendues, credit(aDistance(Modalite.WEBINAIRE), faits(true, "0", null, mode, false)));
    }

    @Test
    void un_webinaire_dont_on_ne_sait_pas_comment_il_fut_suivi_attend_la_saisie() {
        manque(aDistance(Modalite.WEBINAIRE), faits(true, "0", null, null, false));
    }

    @Test
    void un_webinaire_isole_ne_donne_rien() {
        Formation isole = new Formation(Modalite.WEBINAIRE, BigDecimal.ZERO, new BigDecimal("2"), true, false);
        assertEquals(
                "Un webinaire isolé ne donne pas d'attestation.",
                manque(isole, faits(true, "0", null, ModeWebinaire.SYNCHRONE, false))
                        .motif());
    }

    @Test
    void une_e_communaute_ne_donne_rien() {
        manque(aDistance(Modalite.E_COMMUNAUTE), faits(true, "0", "100", null, true));
    }

    @Test
    void une_duree_fixee_nulle_ne_donne_pas_une_attestation_de_zero_heure() {
        manque(
                new Formation(Modalite.E_FORMATION, BigDecimal.ZERO, BigDecimal.ZERO, false, false),
                faits(true, "0", "100", null, false));
    }

    @ParameterizedTest
    @EnumSource(Modalite.class)
    void chaque_ligne_et_chaque_refus_porte_une_regle_datee_et_sa_source(Modalite m) {
        Preuve p = regle.examiner(formation(m), faits(true, "3", "100", ModeWebinaire.SYNCHRONE, true));
        if (p instanceof Preuve.Credit c) {
            c.lignes()
                    .forEach(l -> assertTrue(
                            l.regle().depuis() != null && !l.regle().source().isBlank()));
        } else {
            assertTrue(((Preuve.Manque) p).regle().depuis() != null);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5,'1,5 jour suivi en présence'", "2,2 jours suivis en présence", "0.5,'0,5 jour suivi en présence'"})
    void une_ligne_s_accorde_comme_en_francais(String jours, String libelle) {
        Preuve.Ligne l = credit(formation(Modalite.PRESENTIEL), faits(true, jours, null, null, true))
                .lignes()
                .get(0);
        assertEquals(libelle, l.libelle());
        assertTrue(l.heuresEnClair().endsWith(" h"), l.heuresEnClair());
    }

    @Test
    void une_formation_en_situation_de_travail_n_est_attestee_que_si_une_regle_datee_le_dit() {
        Formation afest = new Formation(Modalite.PRESENTIEL, new BigDecimal("3"), BigDecimal.ZERO, false, false, true);
        Faits presente = faits(true, "3", null, null, false);
        assertEquals(
                "Une formation en situation de travail ne donne pas d'attestation ici.",
                manque(afest, presente).motif());
        Bareme quiLeDit = new Bareme(
                Exemples.FIN, List.of(Exemples.regle("afest_attestee", "1"), Exemples.regle("heures_par_jour", "6")));
        heures("18", assertInstanceOf(Preuve.Credit.class, new RegleDePreuve(quiLeDit).examiner(afest, presente)));
    }
}
