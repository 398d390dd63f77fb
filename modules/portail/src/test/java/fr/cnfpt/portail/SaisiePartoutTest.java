package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ce qu'on tape passe partout par la même porte : le filtre des textes, la lecture des nombres. */
class SaisiePartoutTest {

    private static final Pattern CHAMP =
            Pattern.compile("<[hp]:input(?:Text|Textarea|Secret)\\b[^>]*>(?:\\s*<f:convertNumber)?");

    /** Une table ne dit pas le type de ce qu'elle garde : sans convertisseur nommé, rien n'y est filtré. */
    private static final Predicate<String> SANS_PORTE = champ -> champ.contains("<f:convertNumber")
            || Pattern.compile("value=\"#\\{[^\"]*\\[").matcher(champ).find() && !champ.contains("converter=\"texte\"");

    @Test
    void chaque_champ_passe_par_le_filtre_des_textes_ou_la_lecture_des_nombres() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path page : SourcesDeLaMaison.pages()) {
            for (Matcher m = CHAMP.matcher(Files.readString(page)); m.find(); ) {
                if (SANS_PORTE.test(m.group())) {
                    fautes.add(page.getFileName() + " : " + m.group());
                }
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void un_nombre_ne_s_ecrit_en_chiffres_qu_une_fois_borne() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path f : SourcesDeLaMaison.toutes()) {
            if (Files.readString(f).contains("toPlainString()") && !f.endsWith("Texte.java")) {
                fautes.add(f.getFileName().toString());
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void le_garde_voit_ce_qu_il_doit_voir() {
        assertTrue(SANS_PORTE.test("<h:inputTextarea id=\"motif\" value=\"#{partagees.motifs[l.id]}\" rows=\"2\"/>"));
        assertTrue(SANS_PORTE.test("<h:inputText value=\"#{stage.duree}\"><f:convertNumber"));
        assertFalse(SANS_PORTE.test("<h:inputText value=\"#{a.b['c']}\" converter=\"texte\"/>"));
        assertFalse(SANS_PORTE.test("<h:inputText value=\"#{a.b}\" a:placeholder=\"[x]\"/>"));
    }
}
