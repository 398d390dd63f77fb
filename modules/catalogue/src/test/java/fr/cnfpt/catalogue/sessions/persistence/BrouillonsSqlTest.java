package fr.cnfpt.catalogue.sessions.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation.Filtre;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.recherche.persistence.OffreSql;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce que la base et l'offre laissent voir d'une session au brouillon : rien, hors de sa structure. */
class BrouillonsSqlTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("catalogue");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static final PlacesPrises SANS_PLACES = (critere, session) -> "true";
    private static final OffreSql OFFRE = Injection.poser(new OffreSql(), JDBI, SANS_PLACES);
    private static final LocalDate J = LocalDate.now().plusDays(40);
    private static final Portee SIENNE = new Portee(Portee.Par.STRUCTURES, Set.of(7L), 7L);
    private static long stage;

    @BeforeAll
    static void poser() {
        stage = JDBI.withHandle(h -> {
            h.execute("insert into catalogue.specialite values ('BRO', 'd', 'Brouillons') on conflict do nothing");
            return h.createQuery(
                            "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                                    + " values ('BRO-1', 'Écrire avant de paraître', 'BRO', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c') returning id")
                    .mapTo(Long.class)
                    .one();
        });
    }

    private static <T> T dans(Function<Sessions, T> acte) {
        return PostgresDeTest.dans(EMF, em -> acte.apply(Injection.poser(new Sessions(), em, PostgresDeTest.jdbi(em))));
    }

    private static Session.Publication publication(LocalDate debut, LocalDate cloture) {
        return new Session.Publication(
                stage, "INTER", debut, debut, null, "Lens", null, "62498", 15, 8, null, cloture, 41L);
    }

    private static long brouillon(LocalDate debut, LocalDate cloture) {
        return dans(s -> s.ajouter(Session.brouillon(publication(debut, cloture), 7, Fuseau.PARIS, "N"))
                .id());
    }

    private static List<Long> organisees() {
        return OFFRE.organisees(SIENNE, Filtre.tout(0, 500)).sessions().stream()
                .map(s -> s.id())
                .toList();
    }

    @Test
    void un_brouillon_n_est_nulle_part_dans_l_offre_et_sa_structure_seule_le_lit() {
        long b = brouillon(J, J.minusDays(9));
        assertTrue(OFFRE.session(b).isEmpty());
        assertTrue(OFFRE.sessions(List.of(b)).isEmpty());
        assertTrue(!organisees().contains(b));
        assertEquals(List.of(), OFFRE.duFormateur(41));
        assertEquals("BROUILLON", OFFRE.ecrite(b).orElseThrow().etat());
        assertTrue(dans(s -> s.brouillons(SIENNE, "ecrire paraitre", 0, 9)).stream()
                .anyMatch(l -> l.id() == b));
        assertEquals(
                0L,
                dans(s -> s.compterLesBrouillons(new Portee(Portee.Par.STRUCTURES, Set.of(8L), 8L), ""))
                        .longValue());
    }

    @Test
    void un_brouillon_sans_date_se_garde_et_n_est_publie_pour_personne() {
        long b = brouillon(null, null);
        assertEquals("dates à fixer", OFFRE.ecrite(b).orElseThrow().periode());
        refuse("insert into catalogue.aire_recrutement (session_id, cle) values (?, 'N')", b);
        refuse("insert into catalogue.aire_recrutement (session_id, cle) values (?, 'N')", brouillon(J, J));
        refuse("update catalogue.session set etat = 'PUBLIEE' where id = ?", b);
        dans(s -> {
            s.oter(s.parId(b).orElseThrow());
            return null;
        });
        assertTrue(OFFRE.ecrite(b).isEmpty());
    }

    @Test
    void publie_il_prend_la_fiche_du_jour_et_ne_revient_pas_en_arriere() {
        long b = brouillon(J, J.minusDays(9));
        JDBI.useHandle(h -> h.execute("update catalogue.stage set objectifs = 'autres' where id = ?", stage));
        dans(s -> {
            s.parId(b).orElseThrow().publier(true, Set.of("N"), LocalDate.now());
            s.ecrire();
            return null;
        });
        assertEquals("autres", OFFRE.session(b).orElseThrow().objectifs());
        assertTrue(organisees().contains(b));
        refuse("update catalogue.session set etat = 'BROUILLON' where id = ?", b);
        dans(s -> {
            s.parId(b).orElseThrow().annuler("Formatrice souffrante", LocalDate.now(), Instant.now());
            s.ecrire();
            return null;
        });
        assertEquals("ANNULEE", OFFRE.session(b).orElseThrow().etat());
        refuse("update catalogue.session set etat = 'PUBLIEE' where id = ?", b);
        refuse("update catalogue.session set motif_annulation = null where id = ?", b);
    }

    @Test
    void la_base_ne_publie_pas_la_ou_l_on_vient_sans_sa_commune_et_garde_celle_qui_est_dite() {
        long nullePart = dans(s -> s.ajouter(
                        Session.brouillon(publication(J, J.minusDays(9)).dansLaCommune(null), 7, Fuseau.PARIS, "N"))
                .id());
        refuse(
                "update catalogue.session set etat = 'PUBLIEE', ouverture = cloture where id = ?",
                "ck_session_en_presence_dans_une_commune",
                nullePart);
        long quelquePart = brouillon(J, J.minusDays(9));
        JDBI.useHandle(h -> h.execute(
                "update catalogue.session set etat = 'PUBLIEE', ouverture = cloture where id = ?", quelquePart));
        refuse(
                "update catalogue.session set code_insee = null where id = ?",
                "ck_session_en_presence_dans_une_commune",
                quelquePart);
    }

    @Test
    void passee_a_distance_elle_n_a_plus_de_lieu_et_son_aire_s_etend_sans_rien_perdre() {
        long b = dans(s -> s.ajouter(Session.brouillon(
                        new Session.Publication(
                                stage, "INTER", J, J, null, "Lens", null, "62498", 15, 8, null, J.minusDays(9), null),
                        7,
                        Fuseau.PARIS,
                        ""))
                .id());
        dans(s -> {
            s.parId(b).orElseThrow().publier(true, Set.of("R:32"), LocalDate.now());
            s.ecrire();
            return null;
        });
        dans(s -> {
            s.parId(b).orElseThrow().ouvrirAussi("08", "44", LocalDate.now());
            s.parId(b).orElseThrow().passerADistance("https://visio.exemple/s", true, LocalDate.now());
            s.ecrire();
            return null;
        });
        assertEquals("à distance", OFFRE.session(b).orElseThrow().lieu());
        assertEquals(
                List.of("D:08", "R:32"),
                JDBI.withHandle(h -> h.createQuery(
                                "select cle from catalogue.aire_recrutement where session_id = :s order by 1")
                        .bind("s", b)
                        .mapTo(String.class)
                        .list()));
        refuse("update catalogue.session set ville = 'Lens' where id = ?", "ck_session_a_distance_sans_lieu", b);
        refuse(
                "update catalogue.session set a_distance = false where id = ?",
                "ck_session_en_presence_dans_une_commune",
                b);
        assertEquals(
                List.of(b),
                OFFRE.desStages(List.of(stage), SIENNE, LocalDate.now()).stream()
                        .map(x -> x.id())
                        .filter(x -> x == b)
                        .toList());
        assertEquals(List.of(), OFFRE.desStages(List.of(stage), SIENNE, J));
        assertEquals(
                List.of(),
                OFFRE.desStages(List.of(stage), new Portee(Portee.Par.STRUCTURES, Set.of(8L), 8L), LocalDate.now()));
    }

    private static void refuse(String sql, String contrainte, long id) {
        RuntimeException refus =
                assertThrows(RuntimeException.class, () -> JDBI.useHandle(h -> h.execute(sql, id)), sql);
        assertEquals(
                contrainte,
                ((org.postgresql.util.PSQLException) refus.getCause())
                        .getServerErrorMessage()
                        .getConstraint());
    }

    private static void refuse(String sql, long id) {
        assertThrows(RuntimeException.class, () -> JDBI.useHandle(h -> h.execute(sql, id)), sql);
    }
}
