package fr.cnfpt.catalogue.imports.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.echanges.domain.Lheo;
import fr.cnfpt.commun.Refus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Une offre en LHEO 2.3, lue au fil de l'eau : une ligne par session, sa fiche avec la première. Une autre version est
 * refusée en la nommant ; une déclaration de type, d'où viendraient une entité externe ou une bombe, ferme la porte.
 */
public final class LectureLheo {

    private static final Pattern VERSION = Pattern.compile("lheo[^0-9]*([0-9]+(?:\\.[0-9]+)*)");
    private static final int PROFONDEUR = 40;
    private static final int TEXTE = 20_000;
    private static final int DEBUT = 512;
    private static final String NON_PRECISE = "Non précisé";
    private static final String A_DISTANCE = "À distance";

    private final Deque<String> chemin = new ArrayDeque<>();
    private final StringBuilder texte = new StringBuilder();
    private final List<LigneDOffre> lignes = new ArrayList<>();
    private final int auPlus;
    private Map<ColonneDOffre, String> formation = Map.of();
    private Map<ColonneDOffre, String> lieu = Map.of();
    private List<LigneDOffre> sessions = List.of();
    private Map<ColonneDOffre, String> session;
    private int ligneDeFormation;
    private int ligneDeSession;
    private String extra;

    private LectureLheo(int auPlus) {
        this.auPlus = auPlus;
    }

    /** Vrai si ce fichier est de l'XML, quel que soit son encodage. */
    public static boolean reconnait(Path fichier) {
        try (InputStream in = Files.newInputStream(fichier)) {
            String debut = new String(in.readNBytes(DEBUT), StandardCharsets.ISO_8859_1);
            return debut.replaceAll("^(ÿþ|þÿ|ï»¿)", "")
                    .replace("\0", "")
                    .stripLeading()
                    .startsWith("<");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refus {@code fichier-piege}, {@code fichier-illisible} ou {@code lheo-autre-version} */
    public static List<LigneDOffre> lire(Path fichier, int auPlus) {
        XMLInputFactory fabrique = XMLInputFactory.newDefaultFactory();
        fabrique.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        fabrique.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        fabrique.setProperty(XMLInputFactory.IS_COALESCING, true);
        LectureLheo lecture = new LectureLheo(auPlus);
        try (InputStream in = Files.newInputStream(fichier)) {
            XMLStreamReader xml = fabrique.createXMLStreamReader(in);
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw Refus.invalide(
                                "fichier-piege",
                                "fichier",
                                "Ce fichier est refusé : il contient une déclaration de type ou d'entité XML, dont une offre n'a pas besoin.");
                    case XMLStreamConstants.START_ELEMENT -> lecture.ouvrir(xml);
                    case XMLStreamConstants.END_ELEMENT -> lecture.fermer();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> lecture.ajouter(xml.getText());
                    default -> {}
                }
            }
        } catch (XMLStreamException abime) {
            throw Refus.invalide(
                    "fichier-illisible",
                    "fichier",
                    "Ce fichier XML ne se lit pas jusqu'au bout : il s'arrête ou se trompe"
                            + (abime.getLocation() == null
                                    ? ""
                                    : " à la ligne " + abime.getLocation().getLineNumber())
                            + ". Redemandez-le, ou exportez-le de nouveau en UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lecture.lignes;
    }

    private boolean ficheRemplacee;

    private void ouvrir(XMLStreamReader xml) {
        String nom = xml.getLocalName();
        if (chemin.isEmpty()) {
            exigerLaVersion(nom, xml.getNamespaceURI());
        }
        if (chemin.size() >= PROFONDEUR) {
            throw Refus.invalide(
                    "fichier-piege", "fichier", "Ce fichier est refusé : ses éléments s'emboîtent sans fin.");
        }
        chemin.push(nom);
        texte.setLength(0);
        switch (nom) {
            case "formation" -> {
                formation = new EnumMap<>(ColonneDOffre.class);
                lieu = new EnumMap<>(ColonneDOffre.class);
                sessions = new ArrayList<>();
                ligneDeFormation = xml.getLocation().getLineNumber();
                poser(formation, ColonneDOffre.CODE, xml.getAttributeValue(null, "numero"));
            }
            case "session" -> {
                session = new EnumMap<>(ColonneDOffre.class);
                ligneDeSession = xml.getLocation().getLineNumber();
            }
            case "extra" -> extra = xml.getAttributeValue(null, "info");
            default -> {}
        }
    }

    private static void exigerLaVersion(String racine, String espace) {
        if (!racine.equals("lheo")) {
            throw Refus.invalide(
                    "fichier-illisible",
                    "fichier",
                    "Ce fichier XML n'est pas une offre LHEO : il commence par « " + racine
                            + " » et non par « lheo ».");
        }
        if (!Lheo.ESPACE.equals(espace)) {
            Matcher m = VERSION.matcher(espace == null ? "" : espace.toLowerCase(Locale.ROOT));
            throw Refus.invalide(
                    "lheo-autre-version",
                    "fichier",
                    "Ce fichier est "
                            + (m.find() ? "en LHEO " + m.group(1) : "un LHEO sans version reconnue")
                            + " ; nous lisons le LHEO " + Lheo.VERSION
                            + ". Demandez-le dans cette version à qui vous l'a remis.");
        }
    }

    private void ajouter(String morceau) {
        texte.append(morceau);
        if (texte.length() > TEXTE) {
            throw Refus.invalide(
                    "fichier-piege",
                    "fichier",
                    "Ce fichier est refusé : le texte de « " + chemin.peek() + " » n'en finit pas.");
        }
    }

    private void fermer() {
        String nom = chemin.pop();
        String dit = texte.toString().strip();
        texte.setLength(0);
        boolean dansUneSession = session != null;
        switch (nom) {
            case "intitule-formation" -> poser(formation, ColonneDOffre.INTITULE, dit);
            case "objectif-formation" -> poser(formation, ColonneDOffre.OBJECTIFS, dit);
            case "contenu-formation" -> poser(formation, ColonneDOffre.CONTENU, dit);
            case "info-public-vise", "conditions-specifiques" -> aDefaut(ColonneDOffre.PUBLIC_VISE, dit);
            case "modalites-enseignement" -> aDefaut(ColonneDOffre.MODALITE, modalite(dit));
            case "extra" -> extra(dansUneSession ? session : formation, dit);
            case "debut", "fin" -> {
                if (dansUneSession && "periode".equals(chemin.peek())) {
                    poser(session, nom.equals("debut") ? ColonneDOffre.DEBUT : ColonneDOffre.FIN, jour(dit));
                }
            }
            case "nb-places" -> poser(session, ColonneDOffre.PLACES, dit);
            case "effectif-minimal" -> poser(session, ColonneDOffre.MINIMUM, dit);
            case "ligne" -> situer(ColonneDOffre.ADRESSE, dit);
            case "ville" -> situer(ColonneDOffre.VILLE, dit);
            case "code-INSEE-commune" -> situer(ColonneDOffre.CODE_INSEE, dit);
            case "session" -> {
                sessions.add(new LigneDOffre(ligneDeSession, session));
                session = null;
            }
            case "formation" -> finirLaFormation();
            default -> {}
        }
    }

    private void finirLaFormation() {
        if (ficheRemplacee) {
            // Une fiche qui ne vaut plus que pour ses sessions : la relire la remettrait en vigueur.
            formation.keySet().removeIf(ColonneDOffre::deLaFiche);
            ficheRemplacee = false;
        }
        if (sessions.isEmpty()) {
            garder(new LigneDOffre(ligneDeFormation, formation));
        }
        for (LigneDOffre s : sessions) {
            Map<ColonneDOffre, String> tout = new EnumMap<>(formation);
            // Où l'on se forme se dit pour l'action, ou à chaque session.
            tout.putAll(s.cellules());
            tout.putAll(lieu);
            if (A_DISTANCE.equals(tout.get(ColonneDOffre.ADRESSE)) && !tout.containsKey(ColonneDOffre.VILLE)) {
                tout.remove(ColonneDOffre.ADRESSE);
            }
            garder(new LigneDOffre(s.ligne(), tout));
        }
    }

    private void garder(LigneDOffre l) {
        if (lignes.size() >= auPlus) {
            throw Refus.invalide(
                    "fichier-trop-long", "fichier", "Plus de " + auPlus + " sessions : partagez le fichier.");
        }
        lignes.add(l);
    }

    /** L'adresse d'un lieu de formation, ou celle d'inscription d'une session ; jamais celle d'un contact. */
    private void situer(ColonneDOffre c, String dit) {
        if (chemin.contains("lieu-de-formation")) {
            poser(lieu, c, dit);
        } else if (session != null && chemin.contains("adresse-inscription")) {
            poser(session, c, dit);
        }
    }

    /** Ce que nos exports disent en plus, sous le nom de sa colonne. */
    private void extra(Map<ColonneDOffre, String> ou, String dit) {
        if ("fiche_remplacee".equals(extra) && ou == formation) {
            ficheRemplacee = true;
        }
        if (extra != null && extra.matches("[a-z_-]{3,40}")) {
            String nom = extra.toUpperCase(Locale.ROOT).replace('-', '_');
            for (ColonneDOffre c : ColonneDOffre.values()) {
                if (c.name().equals(nom)) {
                    ou.put(c, dit);
                }
            }
        }
        extra = null;
    }

    /** Le langage n'en dit que cela : un extra, plus précis, l'emporte, d'où qu'il vienne dans le fichier. */
    private void aDefaut(ColonneDOffre c, String dit) {
        if (!formation.containsKey(c)) {
            poser(formation, c, dit);
        }
    }

    private static void poser(Map<ColonneDOffre, String> ou, ColonneDOffre c, String dit) {
        if (ou != null && dit != null && !dit.isEmpty() && !dit.equals(NON_PRECISE)) {
            ou.put(c, dit);
        }
    }

    private static String modalite(String code) {
        return switch (code) {
            case "0" -> Modalite.PRESENTIEL.name();
            case "1" -> Modalite.MIXTE_MODULES.name();
            case "2" -> Modalite.E_FORMATION.name();
            default -> code;
        };
    }

    /** 20270323 : « 2027-03-23 » ; autre chose reste tel quel, pour être refusé tel qu'il est écrit. */
    private static String jour(String dit) {
        return dit.matches("[0-9]{8}") ? dit.substring(0, 4) + "-" + dit.substring(4, 6) + "-" + dit.substring(6) : dit;
    }
}
