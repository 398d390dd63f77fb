package fr.cnfpt.outils.francais;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import fr.cnfpt.outils.rest.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ce qui entre, ce qui n'entre pas. */
class SaisieTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Éluard",
                "L’Haÿ-les-Roses",
                "Œuvrard « fils »",
                "Muñoz\u00a0!",
                "ligne\r\nsuivante\tet suite",
                "漢字",
                "😀",
                "Nguyễn",
                ""
            })
    void un_texte_qui_se_lit_entre_tel_quel(String s) {
        assertEquals(Optional.empty(), Saisie.faute(s));
        assertEquals(s, Saisie.normale(s));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, nul",
        "0007, commande",
        "007F, commande",
        "00AD, trait d'union invisible",
        "200B, sans largeur",
        "200D, liant",
        "200F, sens de lecture",
        "202E, changement du sens de lecture",
        "2066, changement du sens de lecture",
        "2028, fin de ligne",
        "FEFF, début de fichier",
        "FFFD, perdu",
        "D83D, moitié",
        "DE00, moitié",
        "E000, sans sens",
        "FFFE, sans sens"
    })
    void un_caractere_qui_ne_se_voit_pas_est_refuse_et_nomme(String code, String nom) {
        String faute =
                Saisie.faute("Dub" + (char) Integer.parseInt(code, 16) + "ois").orElseThrow();
        assertTrue(faute.contains(nom) && faute.contains("U+" + code) && faute.contains("après « Dub »"), faute);
        assertEquals("Dub[U+" + code + "]ois", Saisie.montrer("Dub" + (char) Integer.parseInt(code, 16) + "ois"));
    }

    @Test
    void un_accent_en_deux_caracteres_est_compose() {
        assertEquals("Éluard", Saisie.normale("E\u0301luard"));
        assertEquals(Optional.empty(), Saisie.faute("E\u0301luard"));
    }

    @Test
    void le_json_de_l_api_passe_par_le_filtre() throws Exception {
        assertEquals(
                Map.of("nom", "Éluard"),
                Json.MAPPER.readValue(
                        "{\"nom\": \"E\\u0301luard\"}",
                        Json.MAPPER
                                .getTypeFactory()
                                .constructMapType(java.util.HashMap.class, String.class, String.class)));
        InvalidFormatException refus = Assertions.assertThrows(
                InvalidFormatException.class, () -> Json.MAPPER.readValue("\"Dub\\ud83d\"", String.class));
        assertTrue(refus.getOriginalMessage().contains("U+D83D"), refus.getOriginalMessage());
    }
}
