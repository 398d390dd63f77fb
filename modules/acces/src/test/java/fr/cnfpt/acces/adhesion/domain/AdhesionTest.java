package fr.cnfpt.acces.adhesion.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdhesionTest {

    private static final Instant T = Instant.parse("2026-03-03T08:00:00Z");
    private static final GestionnaireDesigne LEA = new GestionnaireDesigne(
            "Léa", "Petit", "DRH", "lea.petit@caudry.exemple", "03 27 00 00 00", "Mairie de Caudry");

    private static Adhesion remise() {
        return Adhesion.remettre(59, "K7MP-4QXR", "empreinte", "Conseillère 7", T, T.plus(Duration.ofDays(60)));
    }

    private static Adhesion inscrite() {
        Adhesion a = remise();
        a.inscrire(LEA, 1, 12, T.plusSeconds(60));
        return a;
    }

    private static String refus(Runnable action) {
        return assertThrows(Refus.class, action::run).code();
    }

    @Test
    void activee_puis_validee_elle_est_operationnelle() {
        Adhesion a = inscrite();
        assertFalse(a.activer(T.plusSeconds(120)));
        assertEquals(Adhesion.Etat.ACTIVEE, a.etat());
        assertTrue(a.valider("Conseillère 7", T.plusSeconds(180)));
        assertEquals(Adhesion.Etat.OPERATIONNELLE, a.etat());
    }

    @Test
    void validee_puis_activee_aussi() {
        Adhesion a = inscrite();
        assertFalse(a.valider("Conseillère 7", T.plusSeconds(120)));
        assertEquals(Adhesion.Etat.VALIDEE, a.etat());
        assertTrue(a.activer(T.plusSeconds(180)));
        assertEquals(Adhesion.Etat.OPERATIONNELLE, a.etat());
    }

    @Test
    void on_ne_valide_ni_n_active_ce_qui_n_est_pas_inscrit() {
        assertEquals("adhesion-pas-inscrite", refus(() -> remise().valider("x", T)));
        assertEquals("adhesion-pas-inscrite", refus(() -> remise().activer(T)));
    }

    @Test
    void on_ne_valide_ni_n_active_deux_fois() {
        Adhesion a = inscrite();
        a.valider("x", T);
        assertEquals("adhesion-validee", refus(() -> a.valider("y", T)));
        a.activer(T);
        assertEquals("adhesion-activee", refus(() -> a.activer(T)));
    }

    @Test
    void les_identifiants_ne_servent_qu_une_fois_et_expirent() {
        assertEquals("identifiants-servis", refus(() -> inscrite().inscrire(LEA, 1, 12, T.plusSeconds(90))));
        assertTrue(remise().accueille(T.plus(Duration.ofDays(60)).minusSeconds(1)));
        assertEquals("identifiants-servis", refus(() -> remise().inscrire(LEA, 1, 12, T.plus(Duration.ofDays(60)))));
    }

    @Test
    void de_nouveaux_identifiants_effacent_une_inscription_pas_encore_activee() {
        Adhesion a = inscrite();
        a.valider("x", T);
        a.refaire("ABCD-EFGH", "autre", "Conseillère 7", T.plusSeconds(300), T.plus(Duration.ofDays(60)));
        assertEquals(Adhesion.Etat.REMISE, a.etat());
        assertEquals("ABCD-EFGH", a.code());
        assertTrue(a.accueille(T.plusSeconds(301)));
    }

    @Test
    void plus_de_nouveaux_identifiants_une_fois_le_compte_active() {
        Adhesion a = inscrite();
        a.activer(T);
        assertEquals("adhesion-avancee", refus(() -> a.refaire("ABCD-EFGH", "x", "y", T, T.plusSeconds(1))));
    }

    @Test
    void un_refus_dit_pourquoi_et_arrete_tout() {
        Adhesion a = inscrite();
        assertEquals("motif-absent", refus(() -> a.refuser("x", "  ", T)));
        assertEquals("numero-de-securite-sociale", refus(() -> a.refuser("x", "voir 1 85 05 78 006 084 36", T)));
        a.refuser("x", "personne inconnue", T);
        assertEquals(Adhesion.Etat.REFUSEE, a.etat());
        assertEquals("adhesion-refusee", refus(() -> a.valider("x", T)));
        assertEquals("adhesion-refusee", refus(() -> a.activer(T)));
    }

    @Test
    void une_collectivite_operationnelle_ne_se_refuse_plus() {
        Adhesion a = inscrite();
        a.activer(T);
        a.valider("x", T);
        assertEquals("adhesion-operationnelle", refus(() -> a.refuser("x", "trop tard", T)));
    }

    @Test
    void le_gestionnaire_designe_est_joignable() {
        assertEquals(
                "courriel",
                assertThrows(
                                Refus.class,
                                () -> new GestionnaireDesigne("L", "P", "DRH", "lea@", "0327000000", "Mairie"))
                        .champ());
        assertEquals(
                "courriel",
                assertThrows(
                                Refus.class,
                                () -> new GestionnaireDesigne(
                                        "L", "P", "DRH", "a@b.fr\nBcc: c@d.fr", "0327000000", "Mairie"))
                        .champ());
        assertEquals(
                "telephone",
                assertThrows(Refus.class, () -> new GestionnaireDesigne("L", "P", "DRH", "a@b.fr", "32", "Mairie"))
                        .champ());
        assertEquals(
                "prenom",
                assertThrows(
                                Refus.class,
                                () -> new GestionnaireDesigne(" ", "P", "DRH", "a@b.fr", "0327000000", "Mairie"))
                        .champ());
        assertEquals(
                "adresse",
                assertThrows(Refus.class, () -> new GestionnaireDesigne("L", "P", "DRH", "a@b.fr", "0327000000", null))
                        .champ());
    }

    @Test
    void un_code_se_dicte_et_se_retrouve_quelle_que_soit_la_frappe() {
        assertTrue(CodeDAdhesion.tirer().matches("[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}"));
        assertEquals("K7MP-4QXR", CodeDAdhesion.net(" k7mp 4qxr"));
        assertEquals("K7MP-4QXR", CodeDAdhesion.net("K7MP-4QXR"));
    }
}
