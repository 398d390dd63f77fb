package fr.cnfpt.portail.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.faces.convert.ConverterException;
import org.junit.jupiter.api.Test;

/** La porte des formulaires. */
class TexteSaisiTest {

    @Test
    void un_texte_entre_compose_et_tel_quel() {
        assertEquals("L’Haÿ", TexteSaisi.lire("Nom", "L’Hay\u0308"));
        assertEquals(null, TexteSaisi.lire("Nom", null));
    }

    @Test
    void un_caractere_invisible_est_refuse_en_nommant_le_champ_et_le_caractere() {
        assertEquals(
                "« Nom » contient un caractère qui ne peut pas être gardé, une espace sans largeur (U+200B), après « Dub » : ôtez-le.",
                assertThrows(ConverterException.class, () -> TexteSaisi.lire("Nom", "Dub\u200bois"))
                        .getFacesMessage()
                        .getSummary());
    }
}
