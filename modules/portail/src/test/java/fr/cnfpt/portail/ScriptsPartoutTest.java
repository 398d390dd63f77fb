package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * La politique de sécurité n'admet aucun script dans la page, hors ceux des composants Faces, que PrimeFaces en tire ;
 * un geste écrit dans le HTML ne se ferait pas, sans rien dire. Il s'annonce par un attribut que {@code iel.js} lit. De
 * même, {@code f:ajax} évalue du texte : c'est {@code p:ajax}, qui s'en passe.
 */
class ScriptsPartoutTest {

    private static final Pattern INTERDIT = Pattern.compile(
            "<(?![a-z]+:)[a-z]+\\b[^>]*?\\son[a-z]+=\"|<script(?![^>]*\\bsrc=)[^>]*>|href=\"javascript:|<f:ajax");

    @Test
    void aucune_page_ne_porte_de_script_que_la_politique_refuserait() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path f : SourcesDeLaMaison.pages()) {
            for (Matcher m = INTERDIT.matcher(Files.readString(f)); m.find(); ) {
                fautes.add(f.getFileName() + " : " + m.group());
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void le_garde_voit_ce_qu_il_doit_voir() {
        for (String faute : List.of(
                "<button type=\"button\" onclick=\"window.print()\">",
                "<input type=\"checkbox\"\n onchange=\"this.form.submit()\"/>",
                "<script>copier()</script>",
                "<a href=\"javascript:void(0)\">",
                "<f:ajax event=\"change\"/>")) {
            assertTrue(INTERDIT.matcher(faute).find(), faute);
        }
        for (String juste : List.of(
                "<h:commandButton onclick=\"return confirm('?')\"/>",
                "<script src=\"iel.js\" defer=\"defer\"></script>",
                "<button data-imprime=\"oui\">")) {
            assertFalse(INTERDIT.matcher(juste).find(), juste);
        }
    }
}
