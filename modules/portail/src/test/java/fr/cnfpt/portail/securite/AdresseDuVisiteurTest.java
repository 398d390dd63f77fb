package fr.cnfpt.portail.securite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AdresseDuVisiteurTest {

    @Test
    void sans_mandataire_connu_l_en_tete_ne_se_croit_pas() {
        assertEquals("203.0.113.7", AdresseDuVisiteur.lire("203.0.113.7", "198.51.100.1", null));
        assertEquals("203.0.113.7", AdresseDuVisiteur.lire("203.0.113.7", "198.51.100.1", "10.0.0.1"));
    }

    @Test
    void un_mandataire_connu_dit_pour_qui_il_parle_et_ce_que_le_visiteur_a_ecrit_avant_ne_compte_pas() {
        assertEquals("198.51.100.1", AdresseDuVisiteur.lire("10.0.0.1", "198.51.100.1", "10.0.0.1"));
        assertEquals("198.51.100.1", AdresseDuVisiteur.lire("10.0.0.1", "1.2.3.4, 198.51.100.1", "10.0.0.1"));
        assertEquals(
                "198.51.100.1",
                AdresseDuVisiteur.lire("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "10.0.0.1, 10.0.0.2"));
    }

    @Test
    void un_en_tete_absent_ou_qui_n_est_pas_une_adresse_laisse_l_adresse_directe() {
        assertEquals("10.0.0.1", AdresseDuVisiteur.lire("10.0.0.1", null, "10.0.0.1"));
        assertEquals("10.0.0.1", AdresseDuVisiteur.lire("10.0.0.1", "n'importe quoi", "10.0.0.1"));
        assertEquals("2001:db8::1", AdresseDuVisiteur.lire("10.0.0.1", "2001:db8::1", "10.0.0.1"));
    }
}
