package fr.cnfpt.portail.securite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PorteDuServeurTest {

    private static final String ADRESSE = "https://formation.exemple.fr";

    @Test
    void l_adresse_donnee_on_ne_repond_qu_a_elle_et_a_la_machine() {
        assertTrue(PorteDuServeur.hoteAdmis(ADRESSE, "formation.exemple.fr"));
        assertTrue(PorteDuServeur.hoteAdmis(ADRESSE, "Formation.Exemple.FR"));
        assertTrue(PorteDuServeur.hoteAdmis(ADRESSE, "127.0.0.1"));
        assertFalse(PorteDuServeur.hoteAdmis(ADRESSE, "evil.example"));
        assertFalse(PorteDuServeur.hoteAdmis(ADRESSE, "formation.exemple.fr.evil.example"));
    }

    @Test
    void sans_adresse_publique_on_repond_a_tous() {
        assertTrue(PorteDuServeur.hoteAdmis("", "evil.example"));
        assertTrue(PorteDuServeur.hoteAdmis("http://localhost:8080", "192.168.1.4"));
    }

    @Test
    void ce_qui_se_lit_sans_base_n_attend_personne() {
        assertTrue(PorteDuServeur.sansPart("/iel/iel.css"));
        assertTrue(PorteDuServeur.sansPart("/health/ready"));
        assertFalse(PorteDuServeur.sansPart("/ielx/page.xhtml"));
        assertFalse(PorteDuServeur.sansPart("/connexion.xhtml"));
    }
}
