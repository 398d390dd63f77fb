package fr.cnfpt.portail.aide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Chaque page a son paragraphe dans le guide de chaque rôle qui l'ouvre, et le guide parle des écrans d'aujourd'hui.
 */
class GuidesTest {

    /** Ce qui est en gras est le nom de quelque chose à l'écran, sauf « Si c'est refusé » et les autres cas. */
    private static final Pattern GRAS = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private static final List<PageDuSite> PAGES = pages();
    private final Guides guides = new Guides();

    @Test
    void chaque_page_de_chaque_role_a_son_paragraphe_dans_le_guide_de_ce_role() {
        List<String> sans = new ArrayList<>();
        for (PageDuSite page : PAGES) {
            if (page.estPublique() && !guides.de(null).ancres().containsKey(page.chemin())) {
                sans.add("visiteur : " + page.chemin());
            }
            page.roles().stream()
                    .filter(r -> !guides.de(r).ancres().containsKey(page.chemin()))
                    .forEach(r -> sans.add(r + " : " + page.chemin()));
        }
        assertFalse(PAGES.isEmpty());
        assertEquals(List.of(), sans);
    }

    @Test
    void un_guide_n_explique_que_des_pages_que_son_role_ouvre() {
        List<String> deTrop = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role != Role.SYSTEME) {
                guides.de(role).ancres().keySet().stream()
                        .filter(chemin ->
                                PAGES.stream().noneMatch(p -> p.chemin().equals(chemin) && p.admet(role)))
                        .forEach(chemin -> deTrop.add(role + " : " + chemin));
            }
        }
        assertEquals(List.of(), deTrop);
    }

    @Test
    void aide_mene_au_paragraphe_de_la_page_dans_le_guide_de_qui_la_lit() {
        assertEquals(
                "/aide.xhtml?guide=responsable#donner-un-avis",
                guides.adresse(Role.RESPONSABLE, "/inscription/bulletin.xhtml"));
        assertEquals(
                "/aide.xhtml?guide=gestionnaire-rh#valider-et-transmettre",
                guides.adresse(Role.GESTIONNAIRE_RH, "/inscription/bulletin.xhtml"));
        assertEquals(
                "/aide.xhtml?guide=visiteur#verifier-une-attestation",
                guides.adresse(Role.AGENT, "/attestation/verifier.xhtml"));
        assertEquals("/aide.xhtml", guides.adresse(Role.AGENT, "/acces/comptes.xhtml"));
    }

    @Test
    void chaque_ancre_d_un_guide_est_un_titre_de_son_texte() {
        for (Guide g : guides.tous()) {
            Stream.concat(g.ancres().values().stream(), g.sommaire().stream().map(Guide.Tache::ancre))
                    .forEach(a -> assertTrue(g.html().contains("<h2 id=\"" + a + "\">"), g.code() + " : " + a));
        }
    }

    @Test
    void un_lien_d_un_guide_a_l_autre_mene_a_un_paragraphe_qui_existe() {
        Pattern lien = Pattern.compile("href=\"(?:aide\\.xhtml\\?guide=([a-z-]+))?#([^\"]*)\"");
        int liens = 0;
        for (Guide g : guides.tous()) {
            for (MatchResult m : lien.matcher(g.html()).results().toList()) {
                Guide vers = m.group(1) == null ? g : guides.trouver(m.group(1)).orElseThrow();
                assertTrue(
                        vers.sommaire().stream().anyMatch(t -> t.ancre().equals(m.group(2))),
                        g.code() + " : " + m.group());
                liens++;
            }
        }
        assertTrue(liens > 5, "les liens entre guides ne sont plus vus");
    }

    @Test
    void ce_que_le_guide_dit_de_cliquer_est_ecrit_a_l_ecran() {
        String ecrans = ecrans();
        Set<String> inconnus = new TreeSet<>();
        for (Guide g : guides.tous()) {
            GRAS.matcher(lire(Path.of("..", "..", "docs", "guide", g.code() + ".md")))
                    .results()
                    .map(m -> blancs(m.group(1)))
                    .filter(libelle -> !libelle.startsWith("Si "))
                    .filter(libelle -> !ecrans.contains(libelle))
                    .forEach(libelle -> inconnus.add(g.code() + " : " + libelle));
        }
        assertEquals(Set.of(), inconnus);
    }

    @Test
    void chaque_image_citee_existe_avec_sa_taille_et_dit_ce_qu_on_y_voit_et_chaque_image_est_citee() throws Exception {
        Path dossier = Path.of("..", "..", "docs", "guide", "images");
        Pattern image = Pattern.compile("<img src=\"([^\"]*)\" alt=\"([^\"]*)\"([^>]*)>");
        Set<String> citees = new TreeSet<>();
        for (Guide g : guides.tous()) {
            for (MatchResult m : image.matcher(g.html()).results().toList()) {
                String nom = m.group(1).replaceFirst("^iel/guide/images/", "");
                assertTrue(nom.endsWith(".png") && Files.exists(dossier.resolve(nom)), g.code() + " cite " + nom);
                BufferedImage vue = ImageIO.read(dossier.resolve(nom).toFile());
                String place = "width=\"" + vue.getWidth() + "\" height=\"" + vue.getHeight() + "\"";
                assertTrue(m.group(3).contains(place), nom + " fait " + place + " : " + m.group(3));
                assertTrue(m.group(3).contains("loading=\"lazy\""), nom);
                assertTrue(m.group(2).length() > 20, nom + " : dites ce qu'on y voit");
                citees.add(nom);
            }
            assertEquals(g.html().split("<img ", -1).length, g.html().split("<img src=\"iel/guide/images/", -1).length);
        }
        try (Stream<Path> fichiers = Files.walk(dossier)) {
            assertEquals(
                    fichiers.filter(Files::isRegularFile)
                            .map(f -> dossier.relativize(f).toString().replaceFirst("\\.txt$", ".png"))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    citees);
        }
        assertTrue(citees.size() > 12, "les images des guides ne sont plus vues");
    }

    @Test
    void du_html_ecrit_dans_un_guide_se_lit_et_ne_s_execute_pas() {
        Guide g = Guide.lire(
                "epreuve",
                "# Titre\n\nChapeau.\n\n## Tâche\n<!-- /a.xhtml -->\n\n<script>x()</script>\n\n"
                        + "Un [lien](javascript:x()) et <b onclick=x()>du gras</b>.");
        assertFalse(g.html().contains("<script>"), g.html());
        assertFalse(g.html().contains("<b "), g.html());
        assertFalse(g.html().contains("javascript:"), g.html());
        assertFalse(g.html().contains("a.xhtml"), g.html());
        assertEquals("Titre", g.titre());
        assertEquals("Chapeau.", g.chapeau());
        assertEquals(List.of(new Guide.Tache("tache", "Tâche")), g.sommaire());
        assertEquals("tache", g.ancres().get("/a.xhtml"));
    }

    @Test
    void une_page_n_a_qu_un_paragraphe() {
        assertThrows(
                IllegalStateException.class,
                () -> Guide.lire("epreuve", "# T\n\n## A\n<!-- /a.xhtml -->\n\n## B\n<!-- /a.xhtml -->\n"));
        assertThrows(IllegalStateException.class, () -> Guide.lire("epreuve", "# T\n\n## A\n\n## A\n"));
    }

    private static List<PageDuSite> pages() {
        return new ClassFileImporter()
                .importPackages("fr.cnfpt").stream()
                        .filter(c -> c.isAssignableTo(PagesDuModule.class) && !c.isInterface())
                        .map(JavaClass::reflect)
                        .flatMap(c -> {
                            try {
                                return ((PagesDuModule) c.getConstructor().newInstance()).pages().stream();
                            } catch (ReflectiveOperationException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .toList();
    }

    private static String ecrans() {
        try (Stream<Path> modules = Files.walk(Path.of(".."))) {
            return modules.filter(f -> f.toString().contains("/src/main/"))
                    .filter(f -> f.toString().endsWith(".xhtml")
                            || f.toString().endsWith(".java") && !f.toString().contains("/aide/"))
                    .map(f -> blancs(lire(f)))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String blancs(String s) {
        return s.replace("\\u00a0", " ").replace("\\'", "'").replaceAll("[\\s\u00a0]+", " ");
    }

    private static String lire(Path f) {
        try {
            return Files.readString(f);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
