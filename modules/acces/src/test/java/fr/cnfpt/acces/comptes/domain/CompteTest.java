package fr.cnfpt.acces.comptes.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompteTest {

    private static final Instant T = Instant.parse("2026-03-03T08:00:00Z");

    private static Compte compte() {
        Compte c = Compte.ouvrir("rh", "La RH", Role.GESTIONNAIRE_RH, 1L, null, null);
        c.recevoirEmpreinte("empreinte", false);
        return c;
    }

    @Test
    void cinq_echecs_bloquent_un_quart_d_heure() {
        Compte c = compte();
        for (int i = 0; i < 5; i++) {
            assertTrue(c.peutEssayer(T));
            c.noterEchec(T);
        }
        assertFalse(c.peutEssayer(T.plus(Duration.ofMinutes(14))));
        assertTrue(c.peutEssayer(T.plus(Duration.ofMinutes(15))));
    }

    @Test
    void une_reussite_efface_les_echecs() {
        Compte c = compte();
        for (int i = 0; i < 4; i++) {
            c.noterEchec(T);
        }
        c.noterReussite();
        c.noterEchec(T);
        assertTrue(c.peutEssayer(T));
    }

    @Test
    void un_compte_ferme_ou_sans_mot_de_passe_n_entre_pas() {
        Compte c = compte();
        c.fermer();
        assertFalse(c.peutEssayer(T));
        assertFalse(Compte.ouvrir("p", "SIRH", Role.PARTENAIRE, 1L, null, null).peutEssayer(T));
    }

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
    void un_invite_n_entre_pas_avant_d_avoir_choisi_son_mot_de_passe_et_ne_le_choisit_qu_une_fois() {
        Compte c = Compte.ouvrir("lea.petit", "Léa Petit", Role.GESTIONNAIRE_RH, 1L, null, null)
                .joindreA("lea@x.fr");
        assertFalse(c.peutEssayer(T));
        c.activer(" Lea.P ", "empreinte");
        assertTrue(c.peutEssayer(T) && c.identifiant().equals("lea.p") && !c.aChanger());
        assertThrows(Refus.class, () -> c.activer("autre", "empreinte"));
    }

    @Test
    void un_invite_ferme_n_active_plus() {
        Compte c = Compte.ouvrir("lea.petit", "Léa Petit", Role.GESTIONNAIRE_RH, 1L, null, null)
                .joindreA("lea@x.fr");
        c.fermer();
        assertThrows(Refus.class, () -> c.activer("lea", "empreinte"));
    }

    @Test
    void changer_de_mot_de_passe_ou_fermer_fait_tomber_les_sessions() {
        Compte c = compte();
        int avant = c.sessions();
        c.recevoirEmpreinte("autre", false);
        int apres = c.sessions();
        c.fermer();
        assertTrue(avant != apres && apres != c.sessions());
    }

    @Test
    void propose_un_identifiant_que_la_regle_admet() {
        for (String nom : java.util.List.of("Léa Petit-Durand", "Ÿ", "  O'Brien  (intérim) ", "Virginie DUBOIS")) {
            assertDoesNotThrow(() -> Compte.exigerIdentifiant(Compte.proposerIdentifiant(nom)), nom);
        }
        assertTrue(Compte.proposerIdentifiant("Léa Petit-Durand").equals("lea.petit-durand"));
    }
}
