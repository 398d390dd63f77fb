package fr.cnfpt.garde.courrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.Montage;
import fr.cnfpt.garde.courrier.adapter.web.AttenteEnvois;
import fr.cnfpt.garde.courrier.application.LireLaBoite;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.ecran.Attente;
import fr.cnfpt.outils.envois.domain.Envoi;
import jakarta.persistence.EntityManagerFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ce qui n'est pas parti se voit, se dit en une phrase, et se renvoie par qui en répond. */
class BoiteTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static final Utilisateur SIEGE =
            new Utilisateur(0, "siege", "Chargée de mission", Role.SIEGE, null, null, null, "le siège");

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private EntityManagerFactory emf;

    @BeforeEach
    void ouvrir() {
        emf = POSTGRES.emf();
        JDBI.useHandle(h -> h.execute("""
        delete from outils.envoi;
        insert into outils.envoi (canal, destinataire, objet, texte, essais, parti_le, abandonne_le, erreur) values
          ('courriel', 'zoe@exemple.fr', 'Parti', 'Un lien', 1, '2026-11-22T09:00Z', null, null),
          ('courriel', 'zoe@exemple.fr', 'Resté', 'Un lien', 0, null, null, null),
          ('courriel', 'zoe@exemple.fr', 'Abandonné', 'Un lien', 13, null, '2026-11-22T09:00Z', 'Le serveur de messagerie ne répond pas.')
        """));
    }

    @AfterEach
    void fermer() {
        JDBI.useHandle(h -> h.execute("delete from outils.envoi"));
        emf.close();
    }

    private <T> T dans(Function<Montage, T> pas) {
        return PostgresDeTest.dans(
                emf, em -> pas.apply(new Montage(em, POSTGRES, Horloge.arretee(LocalDate.of(2026, 11, 23)), courant)));
    }

    private <T> T siege(Function<Montage, T> pas) {
        return courant.agirComme(SIEGE, () -> dans(pas));
    }

    private List<Envoi> lus() {
        return siege(m -> m.bean(LireLaBoite.class).derniers());
    }

    @Test
    void la_boite_n_existe_que_dans_la_demonstration_et_pour_le_siege_qui_n_en_lit_pas_les_textes() {
        Refus visiteur = assertThrows(
                Refus.class, () -> dans(m -> m.bean(LireLaBoite.class).derniers()));
        assertEquals("page-inconnue", visiteur.code());
        Utilisateur rh = new Utilisateur(1, "rh", "RH", Role.GESTIONNAIRE_RH, 1L, null, null, "");
        assertThrows(
                Refus.class,
                () -> courant.agirComme(
                        rh, () -> dans(m -> m.bean(LireLaBoite.class).derniers())));
        assertEquals(
                List.of("Abandonné", "Resté"), lus().stream().map(Envoi::objet).toList());
        boolean visible = siege(m -> m.bean(LireLaBoite.class).texteVisible());
        assertFalse(visible, "un lien n'est lu que par qui le reçoit");
        System.setProperty("iel.demo", "true");
        try {
            assertEquals(3, dans(m -> m.bean(LireLaBoite.class).derniers()).size());
            boolean visiteurRenvoie = dans(m -> m.bean(LireLaBoite.class).peutRenvoyer());
            assertFalse(visiteurRenvoie);
        } finally {
            System.clearProperty("iel.demo");
        }
    }

    @Test
    void chaque_etat_est_une_phrase() {
        assertEquals(
                List.of(
                        "Abandonné le 22 novembre 2026, 10 h 00, après 13 essais : Le serveur de messagerie ne répond pas.",
                        "Attend de partir."),
                lus().stream().map(Envoi::sort).toList());
    }

    @Test
    void un_courriel_abandonne_attend_au_siege_qui_le_renvoie_une_fois_sous_la_meme_cle() {
        List<Attente.Tuile> tuiles = siege(m -> m.bean(AttenteEnvois.class).pour(SIEGE));
        assertEquals(
                "1 courriel abandonné",
                tuiles.get(0).nombre() + " " + tuiles.get(0).libelle());
        Envoi abandonne = lus().get(0);
        siege(m -> {
            m.bean(LireLaBoite.class).renvoyer(abandonne.id());
            return null;
        });
        Envoi apres = lus().get(0);
        assertEquals(abandonne.cle(), apres.cle());
        assertEquals("Attend de partir.", apres.sort());
        assertEquals(0, apres.essais());
        assertTrue(siege(m -> m.bean(AttenteEnvois.class).pour(SIEGE)).isEmpty());
        Refus refus = assertThrows(
                Refus.class,
                () -> siege(m -> {
                    m.bean(LireLaBoite.class).renvoyer(abandonne.id());
                    return null;
                }));
        assertEquals("envoi-pas-abandonne", refus.code());
        long notes = JDBI.withHandle(h -> h.select(
                        "select count(*) from garde.journal where action = 'envoi-renvoye' and objet = ?",
                        "envoi " + abandonne.id())
                .mapTo(Long.class)
                .one());
        assertEquals(1, notes);
    }
}
