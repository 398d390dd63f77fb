package fr.cnfpt.catalogue.echanges.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce qui sort de l'offre : pour qui, dans quel ordre. */
class OffreEnFluxTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Horloge HORLOGE = Horloge.arretee(JOUR);
    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi(HORLOGE);
    private static final OffreEnFlux OFFRE = Injection.poser(new OffreEnFlux(), JDBI);

    @BeforeAll
    static void poser() {
        JDBI.useHandle(h -> {
            h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')");
            for (String code : List.of("STG-2", "STG-1")) {
                h.execute(
                        "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                                + " values (?, 'Dresser les actes, les tenir ; et les délivrer : un intitulé long pour que sa ligne se plie', 'ECV', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c')",
                        code);
            }
            session(h, 1, "INTER", 7, "2027-03-23", "PUBLIEE");
            session(h, 2, "INTER", 7, "2027-02-01", "PUBLIEE");
            session(h, 2, "INTRA", 7, "2027-02-02", "PUBLIEE");
            session(h, 2, "UNION", 7, "2027-02-02", "PUBLIEE");
            session(h, 1, "INTER", 7, "2027-02-03", "ANNULEE");
            session(h, 1, "INTER", 7, "2026-10-03", "PUBLIEE");
            session(h, 2, "INTER", 9, "2027-02-04", "PUBLIEE");
        });
    }

    private static void session(
            org.jdbi.v3.core.Handle h, int stage, String type, int structure, String debut, String etat) {
        h.execute(
                "insert into catalogue.session (stage_id, type, structure_id, debut, fin, horaires, ville, adresse, code_insee, ouverture, cloture, etat)"
                        + " values (?, ?, ?, ?::date, ?::date + 1, '9 h – 16 h', 'Lille', 'Antenne, salle 2', '59350', '2026-01-01', '2026-09-01', ?)",
                stage,
                type,
                structure,
                debut,
                debut,
                etat);
    }

    private static List<Long> sorties(Portee portee) {
        List<Long> ids = new ArrayList<>();
        JDBI.useTransaction(h -> OFFRE.parStage(portee, JOUR, (Offert o) -> ids.add(o.sessionId())));
        return ids;
    }

    @Test
    void ne_sort_que_ce_qui_s_offre_a_tous_stage_par_stage() {
        assertEquals(List.of(2L, 7L, 1L), sorties(Portee.ENTIERE), "ni intra, ni union, ni annulée, ni finie");
    }

    @Test
    void une_session_en_plusieurs_communes_sort_avec_chacune() {
        JDBI.useHandle(
                h -> h.execute(
                        "insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin, ville, code_insee)"
                                + " select 1, 'PRESENCE', 'Les cas', jour, jour, '09:00', '12:00', ville, insee from (values (date '2027-03-23', null, null),"
                                + " ('2027-03-24', 'Lens', '62498'), ('2027-03-24', 'Arras', '62041'), ('2027-03-25', 'Lens', '62498')) as v(jour, ville, insee)"));
        List<String> lieux = new ArrayList<>();
        JDBI.useTransaction(h -> OFFRE.parStage(Portee.ENTIERE, JOUR, o -> lieux.add(o.autresLieux())));
        assertEquals(java.util.Arrays.asList(null, null, "Arras (62041) ; Lens (62498)"), lieux);
    }

    @Test
    void chaque_session_sort_sous_la_fiche_qu_elle_garde_et_le_tableau_sous_celle_en_vigueur() {
        JDBI.useHandle(h -> {
            h.execute("update catalogue.stage set objectifs = 'ceux de maintenant' where code = 'STG-2'");
            session(h, 1, "INTER", 7, "2027-06-01", "PUBLIEE");
        });
        try {
            assertEquals(
                    List.of("ceux de maintenant false", "o true"),
                    lus(suite -> OFFRE.parFicheGardee(Portee.ENTIERE, JOUR, suite)));
            assertEquals(
                    List.of("ceux de maintenant false", "ceux de maintenant false"),
                    lus(suite -> OFFRE.parStage(Portee.ENTIERE, JOUR, suite)));
        } finally {
            JDBI.useHandle(h -> h.execute("delete from catalogue.session where debut = '2027-06-01'"));
        }
    }

    private static List<String> lus(java.util.function.Consumer<java.util.function.Consumer<Offert>> lecture) {
        List<String> lus = new ArrayList<>();
        JDBI.useTransaction(h -> lecture.accept(o -> {
            if (o.code().equals("STG-2")) {
                lus.add(o.objectifs() + " " + o.ficheRemplacee());
            }
        }));
        return lus;
    }

    @Test
    void une_delegation_n_emporte_que_ses_sessions() {
        assertEquals(List.of(7L), sorties(new Portee(Portee.Par.STRUCTURES, Set.of(9L), 9L)));
    }
}
