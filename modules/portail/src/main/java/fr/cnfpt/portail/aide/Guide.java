package fr.cnfpt.portail.aide;

import fr.cnfpt.outils.francais.Francais;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Le guide d'un rôle, lu de {@code docs/guide} : le titre, une phrase, puis un paragraphe par tâche. Sous son titre, un
 * commentaire nomme les pages du site qu'il explique : c'est là qu'« Aide » y mène. Du HTML écrit dans le texte ne
 * s'exécute pas, il se lit.
 *
 * @param ancres le paragraphe de chaque page, par son chemin
 */
public record Guide(
        String code, String titre, String chapeau, List<Tache> sommaire, Map<String, String> ancres, String html) {

    private static final Pattern PAGE = Pattern.compile("/[\\w/-]+\\.xhtml");
    private static final Pattern TAILLE = Pattern.compile("(\\d+) × (\\d+)");
    private static final Pattern AUTRE_GUIDE = Pattern.compile("([a-z-]+)\\.md(#.*)?");
    private static final Pattern AVANT_UN_SIGNE = Pattern.compile("(?<=\\S) (?=[:;?»]|!(?!\\[))|(?<=«) ");

    /** Une tâche du sommaire. */
    public record Tache(String ancre, String titre) {}

    static Guide lire(String code, String markdown) {
        Node texte =
                Parser.builder().build().parse(AVANT_UN_SIGNE.matcher(markdown).replaceAll("\u00a0"));
        String titre = null;
        String chapeau = "";
        List<Tache> sommaire = new ArrayList<>();
        Map<String, String> ancres = new LinkedHashMap<>();
        Map<Node, String> intertitres = new IdentityHashMap<>();
        Node suivant;
        for (Node n = texte.getFirstChild(); n != null; n = suivant) {
            suivant = n.getNext();
            if (n instanceof Heading h && h.getLevel() == 1) {
                titre = nu(h);
                if (suivant instanceof Paragraph p) {
                    chapeau = nu(p);
                    suivant = p.getNext();
                    p.unlink();
                }
                h.unlink();
            } else if (n instanceof Heading h && h.getLevel() == 2) {
                Tache tache = new Tache(Francais.lettres(nu(h)).replace(' ', '-'), nu(h));
                if (sommaire.stream().anyMatch(t -> t.ancre().equals(tache.ancre()))) {
                    throw new IllegalStateException("Deux paragraphes « " + tache.titre() + " » dans le guide " + code);
                }
                intertitres.put(h, tache.ancre());
                sommaire.add(tache);
            } else if (n instanceof HtmlBlock b && b.getLiteral().startsWith("<!--")) {
                nommer(b, sommaire, ancres);
                b.unlink();
            }
        }
        if (titre == null) {
            throw new IllegalStateException("Le guide " + code + " n'a pas de titre");
        }
        return new Guide(code, titre, chapeau, List.copyOf(sommaire), Map.copyOf(ancres), html(texte, intertitres));
    }

    private static void nommer(HtmlBlock commentaire, List<Tache> sommaire, Map<String, String> ancres) {
        for (Matcher m = PAGE.matcher(commentaire.getLiteral()); m.find(); ) {
            Tache tache = sommaire.get(sommaire.size() - 1);
            if (ancres.put(m.group(), tache.ancre()) != null) {
                throw new IllegalStateException("La page " + m.group() + " a deux paragraphes");
            }
        }
    }

    /** Une image se charge quand on y arrive, et sa place est tenue d'avance : son jumeau dit sa taille. */
    private static void montrer(Image image, Map<String, String> attributs) {
        attributs.put("src", "iel/guide/" + image.getDestination());
        attributs.put("loading", "lazy");
        String jumeau = "/guide/" + image.getDestination().replaceFirst("\\.png$", ".txt");
        try (InputStream texte = Guide.class.getResourceAsStream(jumeau)) {
            if (texte != null) {
                Matcher m = TAILLE.matcher(new String(texte.readAllBytes(), StandardCharsets.UTF_8));
                if (m.lookingAt()) {
                    attributs.put("width", m.group(1));
                    attributs.put("height", m.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nu(Node n) {
        StringBuilder lettres = new StringBuilder();
        n.accept(new AbstractVisitor() {
            @Override
            public void visit(Text t) {
                lettres.append(t.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak fin) {
                lettres.append(' ');
            }
        });
        return lettres.toString();
    }

    /** Les liens d'un guide à l'autre valent dans le dépôt comme dans le site. */
    private static String html(Node texte, Map<Node, String> intertitres) {
        return HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(contexte -> (noeud, balise, attributs) -> {
                    if (intertitres.containsKey(noeud)) {
                        attributs.put("id", intertitres.get(noeud));
                    }
                    if (noeud instanceof Image image) {
                        montrer(image, attributs);
                    }
                    attributs.computeIfPresent(
                            "href",
                            (nom, lien) -> AUTRE_GUIDE
                                    .matcher(lien)
                                    .replaceFirst(r ->
                                            "aide.xhtml?guide=" + r.group(1) + (r.group(2) == null ? "" : r.group(2))));
                })
                .build()
                .render(texte);
    }
}
