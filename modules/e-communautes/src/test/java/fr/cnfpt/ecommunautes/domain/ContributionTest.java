package fr.cnfpt.ecommunautes.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.ecommunautes.Exemples;
import fr.cnfpt.ecommunautes.port.Numeroteur;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContributionTest {

    private static final Instant LE = Instant.parse("2026-03-10T08:00:00Z");
    private final Communaute ici = Communaute.nationale("État civil", "Réseau", LocalDate.of(2026, 1, 1));
    private final Communaute ailleurs = Communaute.nationale("Espaces verts", "Réseau", LocalDate.of(2026, 1, 1));

    @BeforeEach
    void numeroter() {
        Numeroteur.donner(ici, 1);
        Numeroteur.donner(ailleurs, 2);
    }

    private Contribution message(String titre, String texte) {
        return Contribution.message(ici, Exemples.agent(1), titre, texte, LE);
    }

    @Test
    void exige_un_titre_pour_ouvrir_une_discussion() {
        assertEquals(
                "titre",
                assertThrows(Refus.class, () -> message("  ", "Bonjour")).champ());
    }

    @Test
    void exige_un_texte() {
        assertEquals(
                "texte",
                assertThrows(Refus.class, () -> message("Bonjour", " \n ")).champ());
    }

    @Test
    void admet_4000_caracteres_et_pas_un_de_plus() {
        assertDoesNotThrow(() -> message("Bonjour", "é".repeat(4_000)));
        assertEquals(
                "texte-trop-long",
                assertThrows(Refus.class, () -> message("Bonjour", "é".repeat(4_001)))
                        .code());
    }

    @Test
    void refuse_un_numero_de_securite_sociale_dans_le_titre_comme_dans_le_texte() {
        assertEquals(
                "texte",
                assertThrows(Refus.class, () -> message("Bonjour", "le dossier 1 85 05 78 006 084 36"))
                        .champ());
        assertEquals(
                "titre",
                assertThrows(Refus.class, () -> message("Dossier 1850578006084", "Bonjour"))
                        .champ());
    }

    @Test
    void repondre_a_une_reponse_c_est_repondre_au_message() {
        Contribution message = message("Bonjour", "Bonjour");
        Numeroteur.donner(message, 10);
        Contribution reponse = message.repondre(ici, Exemples.agent(2), "Oui", LE);
        Numeroteur.donner(reponse, 11);
        assertEquals(10, reponse.parentId());
        assertEquals(10, reponse.repondre(ici, Exemples.agent(1), "Merci", LE).parentId());
    }

    @Test
    void ne_repond_pas_depuis_une_autre_communaute() {
        Contribution message = message("Bonjour", "Bonjour");
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(Refus.class, () -> message.repondre(ailleurs, Exemples.agent(2), "Oui", LE))
                        .genre());
    }
}
