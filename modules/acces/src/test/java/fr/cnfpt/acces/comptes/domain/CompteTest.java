package fr.cnfpt.acces.comptes.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CompteTest {

    private static final Instant T = Instant.parse("2026-03-03T08:00:00Z");

    @Test
    void le_role_des_traitements_ne_s_attribue_pas() {
        assertThrows(Refus.class, () -> Compte.ouvrir("x", "X", Role.SYSTEME, null, null, null));
    }

    @Test
    void un_mot_de_passe_est_long_ou_varie() {
        assertThrows(Refus.class, () -> MotDePasse.exigerSolide("azertyuiop12"));
        assertThrows(Refus.class, () -> MotDePasse.exigerSolide(null));
        assertDoesNotThrow(() -> MotDePasse.exigerSolide("Azertyuiop1!"));
        assertDoesNotThrow(() -> MotDePasse.exigerSolide("quatorze lettres"));
        assertDoesNotThrow(() -> MotDePasse.exigerSolide(MotDePasse.engendrer()));
    }

    @Test
    void une_invitation_ne_se_prend_qu_une_fois() {
        Compte c = invitation();
        assertFalse(c.estPrise());
        c.prendre(7);
        assertEquals(7L, c.personneId());
        assertEquals("compte-active", refus(() -> c.prendre(7)));
        assertEquals("compte-active", refus(() -> c.reprendrePour("Ana Roux", "ana@x.fr")));
    }

    @Test
    void une_invitation_fermee_ne_se_prend_plus_et_peut_se_rouvrir() {
        Compte c = invitation();
        c.fermer(T);
        assertFalse(c.actif());
        assertEquals("compte-active", refus(() -> c.prendre(7)));
        c.rouvrir();
        c.prendre(7);
        assertTrue(c.actif() && c.estPrise());
    }

    @Test
    void personne_ne_tient_la_qualite_d_un_partenaire() {
        Compte c = Compte.ouvrir("p", "SIRH", Role.PARTENAIRE, 1L, null, null);
        assertThrows(IllegalStateException.class, () -> c.prendre(7));
    }

    private static Compte invitation() {
        return Compte.ouvrir("lea.petit", "Léa Petit", Role.GESTIONNAIRE_RH, 1L, null, null)
                .joindreA("lea@x.fr");
    }

    private static String refus(Executable geste) {
        return assertThrows(Refus.class, geste).code();
    }

    @Test
    void propose_un_identifiant_que_la_regle_admet() {
        for (String nom : java.util.List.of("Léa Petit-Durand", "Ÿ", "  O'Brien  (intérim) ", "Virginie DUBOIS")) {
            assertDoesNotThrow(() -> Compte.exigerIdentifiant(Compte.proposerIdentifiant(nom)), nom);
        }
        assertTrue(Compte.proposerIdentifiant("Léa Petit-Durand").equals("lea.petit-durand"));
    }
}
