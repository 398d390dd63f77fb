package fr.cnfpt.attestation.attestations.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.commun.Refus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationTest {

    static final Instant LE = Instant.parse("2026-04-02T08:00:00Z");

    private static Attestation neuve() {
        Attestation.Objet o = new Attestation.Objet(
                70,
                7,
                1,
                50,
                3,
                "Awa DIALLO",
                "Denain",
                "Délégation Hauts-de-France",
                "Espaces verts",
                "Présentiel",
                Exemples.DEBUT,
                Exemples.FIN,
                "Lille");
        return Attestation.delivrer(
                o,
                new Preuve.Credit(
                        new BigDecimal("18"),
                        List.of(new Preuve.Ligne(
                                "3 jours suivis en présence",
                                new BigDecimal("18"),
                                Exemples.bareme().regle("heures_par_jour")))),
                Exemples.FIN,
                "HDF",
                123,
                LE,
                "Conseillère 7");
    }

    @Test
    void porte_un_numero_qui_se_lit() {
        assertEquals("2026-HDF-000123", neuve().numero());
    }

    @Test
    void porte_un_jeton_d_au_moins_128_bits_jamais_deux_fois_le_meme() {
        Set<String> jetons = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String j = neuve().jeton();
            assertTrue(j.matches("[A-Za-z0-9_-]{22,}"), j);
            assertTrue(jetons.add(j));
        }
    }

    @Test
    void recopie_les_lignes_avec_leur_regle() {
        Preuve.Ligne l = neuve().lignes().get(0);
        assertEquals("3 jours suivis en présence", l.libelle());
        assertEquals("source de heures_par_jour", l.regle().source());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void ne_se_revoque_pas_sans_motif(String motif) {
        Attestation a = neuve();
        assertEquals(
                "motif",
                assertThrows(Refus.class, () -> a.revoquer(motif, "Conseillère 7", LE))
                        .champ());
        assertTrue(a.enVigueur());
    }

    @Test
    void ne_se_revoque_pas_avec_un_numero_de_securite_sociale_pour_motif() {
        assertEquals(
                "motif",
                assertThrows(
                                Refus.class,
                                () -> neuve().revoquer("erreur sur 1 85 05 78 006 084 36", "Conseillère 7", LE))
                        .champ());
    }

    @Test
    void ne_se_revoque_qu_une_fois() {
        Attestation a = neuve();
        a.revoquer("Erreur de personne", "Conseillère 7", LE);
        assertFalse(a.enVigueur());
        assertEquals(
                "deja-revoquee",
                assertThrows(Refus.class, () -> a.revoquer("Encore", "Conseillère 7", LE))
                        .code());
        assertEquals("Erreur de personne", a.motif());
    }

    @Test
    void se_revoque_pour_un_motif_de_500_caracteres_pas_d_un_de_plus() {
        Attestation a = neuve();
        assertEquals(
                "motif",
                assertThrows(Refus.class, () -> a.revoquer("é".repeat(501), "Conseillère 7", LE))
                        .champ());
        a.revoquer("é".repeat(500), "Conseillère 7", LE);
        assertFalse(a.enVigueur());
        assertEquals("Conseillère 7", a.revoqueePar());
    }

    @Test
    void dit_ce_qu_elle_atteste_tel_que_delivre() {
        Attestation a = neuve();
        assertEquals(
                List.of("Délégation Hauts-de-France", "Espaces verts", "Présentiel", "Lille", "Conseillère 7"),
                List.of(a.organisateur(), a.intitule(), a.modalite(), a.lieu(), a.emisePar()));
        assertFalse(a.nomEfface());
        assertFalse(a.estAuNomDe("Awa DIALLO"), "le nom est encore imprimé : il se lit, il ne se devine pas");
    }

    @Test
    void un_nom_scelle_se_reconnait_sans_accent_ni_casse_et_lui_seul() {
        NomScelle scelle = NomScelle.de("Éloïse d'HONDT-ŒUVRARD");
        assertTrue(scelle.reconnait("eloise  D’hondt œuvrard"));
        assertFalse(scelle.reconnait("Éloïse Hondt"));
        assertFalse(scelle.reconnait(" "));
        assertFalse(scelle.reconnait(null));
        assertFalse(scelle.sel().equals(NomScelle.de("Éloïse d'HONDT-ŒUVRARD").sel()), "un sel par nom");
    }
}
