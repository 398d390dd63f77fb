package fr.cnfpt.inscription.pieces.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.sirh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.api.PiecesDesBulletins.Genre;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.pieces.persistence.PiecesEmportables;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** De quels bulletins il y a quelque chose à emporter, et pour qui : sur PostgreSQL. */
class PiecesTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();

    private final Horloge horloge = Horloge.arretee(Exemples.JOUR);
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final Jdbi jdbi = POSTGRES.jdbi(horloge);
    private final DonnerLesPieces pieces = Injection.poser(
            new DonnerLesPieces(),
            new PorteesEnMemoire(courant),
            Injection.poser(new PiecesEmportables(), jdbi),
            offre);

    @AfterAll
    static void fermer() {
        EMF.close();
    }

    @BeforeEach
    void ouvrirLesSessions() {
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute(
                                "alter table inscription.changement disable trigger user;"
                                        + " truncate inscription.jauge cascade; alter table inscription.changement enable trigger user"));
        for (long s = 1; s <= 4; s++) {
            offre.sessions.put(s, session(s, 9));
            long id = s;
            PostgresDeTest.dans(EMF, em -> {
                Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em, horloge))
                        .ouvrirJauge(offre.sessions.get(id));
                return null;
            });
        }
    }

    /** @param texte celui du pas par lequel elle fut transmise, ou {@code null} */
    private long bulletin(long session, long agent, String etat, String texte) {
        long id = jdbi.withHandle(h -> h.createQuery("""
        insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)
        values (:s, 1, 7, :a, :c, :d, :d, :e, case when :t::text is not null then :a end) returning id
        """)
                .bind("s", session)
                .bind("a", agent)
                .bind("c", DENAIN)
                .bind("d", Exemples.JOUR.plusDays(session))
                .bind("e", etat)
                .bind("t", texte)
                .mapTo(Long.class)
                .one());
        noter(id, "PREINSCRIPTION", "Demandé");
        if (texte != null) {
            noter(id, "TRANSMISE", texte);
        }
        noter(id, etat, "Posé");
        return id;
    }

    private void noter(long bulletin, String etat, String texte) {
        jdbi.useHandle(h -> h.execute(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role) values (?, now(), ?, ?, 1, 'RH', 'GESTIONNAIRE_RH')",
                bulletin,
                etat,
                texte));
    }

    private List<String> de(Utilisateur u) {
        return courant.agirComme(u, () -> pieces.de(101)).stream()
                .map(p -> p.genre() + " " + p.bulletinId())
                .toList();
    }

    @Test
    void une_convocation_et_un_bulletin_vise_se_donnent_la_session_la_plus_recente_d_abord() {
        long vise = bulletin(1, 101, "CONVOQUEE", "Validé et transmis");
        long enFile = bulletin(2, 101, "LISTE_ATTENTE", "Validé et transmis");
        List<String> attendues = List.of("BULLETIN " + enFile, "CONVOCATION " + vise, "BULLETIN " + vise);
        assertEquals(attendues, de(agentConnecte(101)));
        assertEquals(attendues, de(rh()));
        assertEquals(attendues, de(sirh()));
    }

    @Test
    void sans_le_visa_de_sa_collectivite_seule_la_convocation_se_donne() {
        long invite = bulletin(1, 101, "CONVOQUEE", Placement.SUR_INVITATION);
        long amene = bulletin(2, 101, "CONVOQUEE", Placement.PAR_LE_CNFPT);
        assertEquals(List.of("CONVOCATION " + amene, "CONVOCATION " + invite), de(rh()));
    }

    @Test
    void une_demande_pas_transmise_annulee_ou_refusee_ne_donne_rien() {
        bulletin(1, 101, "PREINSCRIPTION", null);
        bulletin(2, 101, "ANNULEE", "Validé et transmis");
        bulletin(3, 101, "REFUSEE", "Validé et transmis");
        assertEquals(List.of(), de(rh()));
    }

    @Test
    void nul_autre_que_lui_et_son_employeur_n_en_voit() {
        bulletin(1, 101, "CONVOQUEE", "Validé et transmis");
        assertEquals(List.of(), de(agentConnecte(102)));
        assertEquals(List.of(), de(rhDeValenciennes()));
    }

    @Test
    void une_piece_vaut_tant_que_la_demande_n_est_ni_annulee_ni_refusee() {
        long id = bulletin(1, 101, "CONVOQUEE", "Validé et transmis");
        assertTrue(pieces.vautEncore(Genre.CONVOCATION, id));
        assertTrue(pieces.vautEncore(Genre.BULLETIN, id));
        jdbi.useHandle(h -> h.execute("update inscription.bulletin set etat = 'ANNULEE' where id = ?", id));
        assertFalse(pieces.vautEncore(Genre.CONVOCATION, id));
        assertFalse(pieces.vautEncore(Genre.BULLETIN, id));
        assertFalse(pieces.vautEncore(Genre.CONVOCATION, id + 1));
    }
}
