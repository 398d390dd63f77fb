package fr.cnfpt.commun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class UtilisateurCourantTest {

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final Utilisateur rh = new Utilisateur(1, "rh", "La RH", Role.GESTIONNAIRE_RH, 59L, null, null, "Denain");

    @Test
    void personne_n_agit_tant_que_nul_n_est_pose() {
        assertFalse(courant.estConnecte());
        assertThrows(Refus.class, courant::get);
    }

    @Test
    void rend_le_fil_comme_il_l_a_trouve_meme_apres_une_panne() {
        courant.agirComme(rh, () -> {
            courant.agirComme(
                    Utilisateur.SYSTEME,
                    () -> assertEquals(Role.SYSTEME, courant.get().role()));
            assertEquals(rh, courant.get());
        });
        assertThrows(
                IllegalStateException.class,
                () -> courant.agirComme(rh, (Runnable) () -> {
                    throw new IllegalStateException();
                }));
        assertFalse(courant.estConnecte());
    }

    @Test
    void qui_n_a_ni_collectivite_ni_agent_ne_peut_agir_en_leur_nom() {
        assertEquals(59L, rh.collectivite());
        assertThrows(Refus.class, rh::agent);
        assertThrows(Refus.class, Utilisateur.SYSTEME::collectivite);
    }
}
