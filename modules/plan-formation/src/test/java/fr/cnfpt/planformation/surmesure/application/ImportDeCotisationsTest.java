package fr.cnfpt.planformation.surmesure.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.tableaux.FichiersTableaux;
import fr.cnfpt.planformation.application.AnnuaireEnMemoire;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation.Sort;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.EssaisDeCotisations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Un fichier de cotisations : ce que dit chaque ligne, ce qui s'écrit, et rien avant qu'on ne le confirme. */
class ImportDeCotisationsTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("plan-formation");
    private static final String DENAIN = "215901729";
    private static final String HASPRES = "215902891";
    private static final String RENNES = "213502388";
    private static final Utilisateur HDF =
            new Utilisateur(7, "delegation", "Conseillère", Role.DELEGATION, null, 7L, null, "HDF");
    private static final Utilisateur BRETAGNE =
            new Utilisateur(8, "bre", "Conseiller", Role.DELEGATION, null, 8L, null, "BRE");

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final JournalEnMemoire journal = new JournalEnMemoire();

    @TempDir
    Path dossier;

    private record Piece(ImporterDesCotisations importer, TenirLesCotisations tenir, Cotisations cotisations) {}

    private <T> T par(Utilisateur u, Function<Piece, T> action) {
        Horloge horloge = Horloge.arretee(JOUR);
        return PostgresDeTest.dans(POSTGRES.emf(), em -> {
            var jdbi = PostgresDeTest.jdbi(em, horloge);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Cotisations cotisations = Injection.poser(new Cotisations(), jdbi);
            ImporterDesCotisations importer = Injection.poser(
                    new ImporterDesCotisations(),
                    new FichiersTableaux(),
                    Injection.poser(new JugerDesCotisations(), annuaire, portees, cotisations, horloge),
                    Injection.poser(new EssaisDeCotisations(), jdbi),
                    cotisations,
                    journal,
                    courant,
                    horloge);
            TenirLesCotisations tenir = Injection.poser(
                    new TenirLesCotisations(), cotisations, annuaire, portees, journal, courant, horloge);
            return courant.agirComme(u, () -> action.apply(new Piece(importer, tenir, cotisations)));
        });
    }

    @BeforeEach
    void vider() {
        POSTGRES.jdbi()
                .useTransaction(
                        h -> h.execute(
                                "set local session_replication_role = replica; truncate plan_formation.cotisation, plan_formation.essai_cotisation, plan_formation.essai_cotisation_ligne"));
        annuaire.mettre(1, DENAIN, "E1", 7L);
        annuaire.mettre(2, HASPRES, "E1", 7L);
        annuaire.mettre(3, RENNES, "E3", 8L);
    }

    private Path fichier(String... lignes) throws IOException {
        return Files.writeString(dossier.resolve("cotisations.csv"), String.join("\n", lignes), StandardCharsets.UTF_8);
    }

    private void essayer(Utilisateur u, String... lignes) throws IOException {
        Path f = fichier(lignes);
        par(u, p -> {
            p.importer.essayer("cotisations.csv", f);
            return null;
        });
    }

    private long attend(Utilisateur u) {
        return par(u, p -> p.importer.enAttente().orElseThrow().id());
    }

    private List<LigneDeCotisation> lignes(Utilisateur u, Sort sort) {
        long id = attend(u);
        return par(u, p -> p.importer.lignes(id, sort, 0, 100));
    }

    private Map<Long, LocalDate> constats() {
        return par(HDF, p -> p.cotisations.derniers(List.of(1L, 2L, 3L)));
    }

    @Test
    void rien_n_est_constate_avant_qu_on_ne_confirme_puis_tout_l_est() throws IOException {
        essayer(HDF, "SIRET;À jour jusqu'au;Commentaire", DENAIN + "00008;30/06/2027;x", "215 902 891;2027-03-31;");
        assertEquals(Map.of(), constats());
        assertEquals(
                List.of("Commune 1 : Jamais constatée.", "Commune 2 : Jamais constatée."),
                lignes(HDF, Sort.NOUVEAU).stream()
                        .map(l -> l.employeur() + " : " + l.dit())
                        .toList());
        long id = attend(HDF);
        assertEquals(Optional.of(2), par(HDF, p -> p.importer.confirmer(id)));
        assertEquals(Map.of(1L, LocalDate.of(2027, 6, 30), 2L, LocalDate.of(2027, 3, 31)), constats());
        assertEquals(
                "Conseillère",
                par(HDF, p -> p.tenir.lister(0, 10)).get(0).constat().constateePar());
        assertEquals(Optional.empty(), par(HDF, p -> p.importer.enAttente()));
        assertThrows(Refus.class, () -> par(HDF, p -> p.importer.confirmer(id)), "une fois");
    }

    @Test
    void chaque_refus_nomme_la_ligne_la_colonne_la_valeur_et_la_regle() throws IOException {
        essayer(
                HDF,
                "siren,jusqu'au",
                "215901720,30/06/2027",
                RENNES + ",30/06/2027",
                ",30/06/2027",
                DENAIN + ",31/02/2027",
                HASPRES + ",30/06/2031",
                "2.15902E+13,30/06/2027",
                "185055935012346,30/06/2027");
        assertEquals(
                List.of(
                        "2 SIRET 215901720 Ce n'est ni un SIRET de 14 chiffres, ni un SIREN de 9 : une clé de contrôle les vérifie.",
                        "3 SIRET 213502388 Aucun employeur en exercice de votre ressort ne porte ce numéro.",
                        "4 SIRET  Dites de quel employeur il s'agit : son SIRET, ou son SIREN.",
                        "5 À jour jusqu'au 31/02/2027 Donnez le dernier jour couvert, comme 30/06/2027 ou 2027-06-30.",
                        "6 À jour jusqu'au 30/06/2031 Donnez le dernier jour couvert par la cotisation versée, à deux ans près.",
                        "7 SIRET 2.15902E+13 Le tableur a pris ce SIRET pour un nombre : mettez la colonne au format texte, et recommencez.",
                        "8 SIRET  Ce qui y est écrit ressemble à un numéro de sécurité sociale, que nous ne conservons pas."),
                lignes(HDF, Sort.REFUSE).stream()
                        .map(l -> l.ligne() + " " + l.colonne() + " " + l.valeur() + " " + l.dit())
                        .toList());
        long id = attend(HDF);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        par(HDF, p -> {
            p.importer.emporterLesRefus(id, csv);
            return null;
        });
        assertEquals(8, csv.toString(StandardCharsets.UTF_8).strip().lines().count());
        assertEquals(
                0,
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select count(*) from plan_formation.essai_cotisation_ligne where numero like '%185055935012346%'")
                                .mapTo(Integer.class)
                                .one())
                        .intValue(),
                "ce numéro ne se garde nulle part");
    }

    @Test
    void ce_qu_on_sait_deja_ne_s_ecrit_pas_et_un_constat_qui_recule_est_a_verifier() throws IOException {
        par(HDF, p -> {
            p.tenir.constater(1L, LocalDate.of(2027, 6, 30));
            p.tenir.constater(2L, LocalDate.of(2027, 6, 30));
            return null;
        });
        essayer(HDF, "SIREN;Date", DENAIN + ";30 juin 2027", HASPRES + ";1er janvier 2027", DENAIN + ";30/06/2027");
        assertEquals(1, lignes(HDF, Sort.CONNU).size(), "nos pages écrivent le jour en lettres");
        assertEquals(
                "Le dernier constat va plus loin, jusqu'au 30 juin 2027.",
                lignes(HDF, Sort.RECULE).get(0).dit());
        assertTrue(lignes(HDF, Sort.REFUSE).get(0).dit().contains("déjà à la ligne 2"));
        long id = attend(HDF);
        assertEquals(Optional.of(1), par(HDF, p -> p.importer.confirmer(id)));
        assertEquals(LocalDate.of(2027, 1, 1), constats().get(2L));
        assertEquals(3L, (long) POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select count(*) from plan_formation.cotisation")
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void si_un_constat_a_change_depuis_l_essai_rien_n_est_ecrit_et_l_on_redemande() throws IOException {
        essayer(HDF, "SIREN;Date", DENAIN + ";30/06/2027", HASPRES + ";30/06/2027");
        long id = attend(HDF);
        par(HDF, p -> {
            p.tenir.constater(1L, LocalDate.of(2027, 9, 30));
            return null;
        });
        assertEquals(Optional.empty(), par(HDF, p -> p.importer.confirmer(id)));
        assertEquals(Map.of(1L, LocalDate.of(2027, 9, 30)), constats());
        assertEquals(1, lignes(HDF, Sort.RECULE).size());
        assertEquals(Optional.of(2), par(HDF, p -> p.importer.confirmer(id)));
        assertEquals(LocalDate.of(2027, 6, 30), constats().get(1L));
    }

    @Test
    void un_seul_fichier_attend_a_la_fois_et_nul_autre_ne_le_voit() throws IOException {
        essayer(HDF, "SIREN;Date", DENAIN + ";30/06/2027");
        assertEquals(
                "import-en-cours",
                assertThrows(Refus.class, () -> essayer(HDF, "SIREN;Date", HASPRES + ";30/06/2027"))
                        .code());
        long id = attend(HDF);
        assertEquals(Optional.empty(), par(BRETAGNE, p -> p.importer.enAttente()));
        assertThrows(Refus.class, () -> par(BRETAGNE, p -> p.importer.lignes(id, Sort.NOUVEAU, 0, 10)));
        assertThrows(Refus.class, () -> par(BRETAGNE, p -> p.importer.confirmer(id)));
        par(HDF, p -> {
            p.importer.abandonner(id);
            return null;
        });
        assertEquals(Map.of(), constats());
        essayer(HDF, "SIREN;Date", HASPRES + ";30/06/2027");
    }

    @Test
    void un_fichier_irrecevable_dit_pourquoi() {
        assertEquals("entete-manquante", refus("SIREN;Nom", DENAIN + ";x"));
        assertEquals("entete-en-double", refus("SIREN;SIRET;Date", DENAIN + ";;30/06/2027"));
        assertEquals("fichier-vide", refus("SIREN;Date"));
        assertEquals(
                "fichier-trop-long",
                refus(IntStream.rangeClosed(0, ImporterDesCotisations.LIGNES + 1)
                        .mapToObj(i -> i == 0 ? "SIREN;Date" : "x;y")
                        .collect(Collectors.joining("\n"))));
    }

    private String refus(String... lignes) {
        return assertThrows(Refus.class, () -> essayer(HDF, lignes)).code();
    }
}
