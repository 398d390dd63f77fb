package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi.Faute;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.LigneLue;
import fr.cnfpt.annuaire.agents.domain.Statut;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.outils.tableaux.Tableaux;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fait d'un tableau des agents : reconnaît les en-têtes, juge chaque ligne, et la passe par lots, sans rien garder de
 * plus. Si des en-têtes restent inconnus, aucune ligne n'est jugée : on n'en retient que quelques valeurs, pour que
 * quelqu'un dise ce qu'ils sont.
 */
abstract class LectureDAgents implements Tableaux.Suite {

    private static final int ENTETE = 200;
    private static final int INCONNUES = 100;
    private static final int EXEMPLES = 3;
    private static final int EXEMPLE_LISIBLE = 40;

    private final Map<String, Optional<Colonne>> retenues;

    /** @param retenues ce que la collectivité a déjà dit de certains en-têtes ; vide : à laisser de côté */
    LectureDAgents(Map<String, Optional<Colonne>> retenues) {
        this.retenues = retenues;
    }

    @Override
    public boolean reconnait(String entete) {
        return Colonne.de(entete).or(() -> Colonne.aDefaut(entete)).isPresent()
                || Colonne.estUneDirection(entete)
                || retenues.containsKey(Cellules.net(entete));
    }

    static final int MAXIMUM = 500_000;
    private static final int LOT = 2_000;
    private static final Pattern CATEGORIE = Pattern.compile("(?:CAT(?:[ÉE]GORIE|\\.)?)?\\s*([ABC])");
    private static final Pattern DU_TABLEUR =
            Pattern.compile("[0-9]+[.,]0+|[0-9](?:[.,][0-9]+)?[eE]\\+[0-9]+|[0-9][.,][0-9]+[eE]-[0-9]+");
    private static final Pattern QUOTITE = Pattern.compile(
            "([0-9]{1,4}(?:\\.[0-9]{1,4})?)\\s*(?:/\\s*([0-9]{1,4}(?:\\.[0-9]{1,4})?)\\s*(?:e|[èe]mes?)?|(%))?");
    private static final Pattern COMMUNE = Pattern.compile("(?:.*\\()?([0-9][0-9ABab][0-9]{3})\\)?|([0-9]{4})");
    private static final BigDecimal CENT = BigDecimal.valueOf(100);

    private final Map<Colonne, Integer> places = new EnumMap<>(Colonne.class);
    private final List<String> ignorees = new ArrayList<>();
    private final List<String> rapprochees = new ArrayList<>();
    private final Map<String, Integer> inconnues = new LinkedHashMap<>();
    private final Map<String, Set<String>> exemples = new LinkedHashMap<>();
    private Integer direction;
    private List<Colonne> datees = List.of();
    private List<Colonne> situees = List.of();
    private final Set<Colonne> deMemoire = EnumSet.noneOf(Colonne.class);
    private boolean aRapprocher;
    private List<LigneLue> lot = new ArrayList<>(LOT);
    private int largeur;
    private int lues;
    private int avecNumero;
    private long octets;

    abstract void reconnu(String format);

    abstract void lot(List<LigneLue> lignes, int lues, long octets);

    Set<Colonne> colonnes() {
        return places.keySet();
    }

    List<String> ignorees() {
        return ignorees;
    }

    /** Vrai si quelqu'un doit dire ce que sont des colonnes avant que le fichier ne se lise. */
    boolean estARapprocher() {
        return aRapprocher;
    }

    /** Les en-têtes que rien ne dit d'avance, et quelques valeurs de chacun. */
    Map<String, String> inconnues() {
        Map<String, String> dites = new LinkedHashMap<>();
        inconnues.keySet().forEach(e -> dites.put(e, String.join(" · ", exemples.getOrDefault(e, Set.of()))));
        return dites;
    }

    int lignesAvecNumero() {
        return avecNumero;
    }

    @Override
    public void entetes(String format, List<String> entetes) {
        largeur = entetes.size();
        for (int i = 0; i < entetes.size(); i++) {
            String e = entetes.get(i).strip();
            if (Colonne.estInterdite(e)) {
                throw Refus.invalide(
                        "numero-de-securite-sociale",
                        "fichier",
                        "La colonne « " + e
                                + " » porte des numéros de sécurité sociale : ôtez-la du fichier, nous n'en lisons aucun.");
            }
            if (direction == null && Colonne.estUneDirection(e) && !retenues.containsKey(Cellules.net(e))) {
                direction = i;
                continue;
            }
            // Ce que la collectivité a dit d'un en-tête vaut avant ce que nous avons appris à lire depuis.
            Colonne connue =
                    retenues.containsKey(Cellules.net(e)) ? null : Colonne.de(e).orElse(null);
            Colonne c = connue == null ? deMemoire(e, i) : connue;
            if (c == null || Colonne.SITUATION.contains(c) && connue != null && places.containsKey(c)) {
                if (!e.isEmpty()) {
                    ignorees.add(court(e, 60));
                }
            } else if (places.putIfAbsent(c, i) == null) {
                if (connue == null) {
                    deMemoire.add(c);
                }
            } else if (connue == null) {
                aRapprocher = true;
            } else if (deMemoire.remove(c)) {
                places.put(c, i);
                aRapprocher = true;
            } else {
                throw Refus.invalide(
                        "entete-en-double",
                        "fichier",
                        "Deux colonnes disent la même chose : « "
                                + entetes.get(places.get(c)).strip() + " » et « " + e + " ». Gardez-en une.");
            }
        }
        if (direction != null && places.putIfAbsent(Colonne.SERVICE, direction) == null) {
            direction = null;
        }
        // Le nom de naissance n'est pas celui d'usage : il n'en tient lieu que dans un fichier qui n'en donne pas
        // d'autre.
        if (places.containsKey(Colonne.NOM_NAISSANCE)) {
            places.putIfAbsent(Colonne.NOM, places.get(Colonne.NOM_NAISSANCE));
        }
        for (int i = 0; i < entetes.size(); i++) {
            String e = entetes.get(i).strip();
            int place = i;
            Colonne.aDefaut(e)
                    .filter(c -> !retenues.containsKey(Cellules.net(e)) && places.putIfAbsent(c, place) == null)
                    .ifPresent(c -> ignorees.remove(e));
        }
        String manquantes = Arrays.stream(Colonne.values())
                .filter(c -> c.estObligatoire() && !places.containsKey(c))
                .map(c -> "« " + c.libelle() + " »")
                .collect(Collectors.joining(", "));
        if (!manquantes.isEmpty() && !inconnues.isEmpty()) {
            aRapprocher = true;
        } else if (!manquantes.isEmpty()) {
            throw Refus.invalide(
                    "entete-manquante",
                    "fichier",
                    "La première ligne doit nommer les colonnes. Il manque : " + manquantes + ".");
        }
        if (aRapprocher) {
            // Tout se redemande ensemble, et ce qu'on avait retenu se propose.
            places.keySet().removeAll(deMemoire);
            rapprochees.clear();
            ignorees.clear();
            if (inconnues.size() > INCONNUES) {
                throw Refus.invalide(
                        "trop-de-colonnes",
                        "fichier",
                        "Plus de " + INCONNUES
                                + " colonnes ne sont pas reconnues : la première ligne doit nommer les colonnes, et elles seules.");
            }
            refuserUnNumero(1, entetes);
        }
        datees = places.keySet().stream().filter(Colonne::estUneDate).toList();
        situees = places.keySet().stream().filter(Colonne.SITUATION::contains).toList();
        reconnu(rapprochees.isEmpty() ? format : format + " · " + String.join(", ", rapprochees));
    }

    /**
     * Ce que la collectivité a dit de cet en-tête inconnu ; si elle n'en a rien dit, il faudra le lui demander. Un
     * en-tête répété ne se demande qu'une fois, pour sa première colonne.
     */
    private Colonne deMemoire(String e, int place) {
        String net = Cellules.net(e);
        if (net.isEmpty()
                || e.length() > ENTETE
                || Colonne.aDefaut(e).isPresent() && !retenues.containsKey(net)
                || inconnues.keySet().stream().anyMatch(d -> Cellules.net(d).equals(net))) {
            return null;
        }
        inconnues.put(e, place);
        Optional<Colonne> retenue = retenues.get(net);
        if (retenue == null) {
            aRapprocher = true;
            return null;
        }
        retenue.ifPresent(c ->
                rapprochees.add("« " + court(e, 60) + " » lue comme « " + c.libelle() + " », d'après votre choix"));
        return retenue.orElse(null);
    }

    @Override
    public void ligne(int numero, List<String> cellules, long octets) {
        if (++lues > MAXIMUM) {
            throw Refus.invalide("fichier-trop-long", "fichier", "500 000 lignes au plus : partagez le fichier.");
        }
        if (aRapprocher) {
            retenirDesExemples(numero, cellules);
            return;
        }
        LigneLue l = lire(numero, cellules);
        if (l.fautes().stream().anyMatch(f -> f.valeur() == null && f.regle().contains("sécurité sociale"))) {
            avecNumero++;
        }
        this.octets = octets;
        lot.add(l);
        if (lot.size() == LOT) {
            vider();
        }
    }

    void finir() {
        if (lues == 0) {
            throw Refus.invalide("fichier-vide", "fichier", "Ce fichier n'a que des en-têtes : aucune ligne d'agent.");
        }
        if (!aRapprocher) {
            vider();
        }
    }

    /** Un fichier qui attend se garde entier : un numéro de sécurité sociale n'y attend pas. */
    private void retenirDesExemples(int numero, List<String> cellules) {
        refuserUnNumero(numero, cellules);
        inconnues.forEach((e, place) -> {
            String v = place < cellules.size() ? cellules.get(place).strip() : "";
            Set<String> siens = exemples.computeIfAbsent(e, k -> new LinkedHashSet<>());
            if (!v.isEmpty() && siens.size() < EXEMPLES) {
                siens.add(court(Saisie.montrer(v), EXEMPLE_LISIBLE));
            }
        });
    }

    private static void refuserUnNumero(int numero, List<String> cellules) {
        for (String c : cellules) {
            if (Nir.figureDans(Saisie.decouvrir(c))) {
                throw Refus.invalide(
                        "numero-de-securite-sociale",
                        "fichier",
                        "La ligne " + numero
                                + " porte ce qui ressemble à un numéro de sécurité sociale, et des colonnes ne sont pas reconnues : nous ne gardons pas ce fichier. Ôtez le numéro, puis redéposez-le.");
            }
        }
    }

    private static String court(String s, int longueur) {
        return s.length() > longueur ? s.substring(0, s.offsetByCodePoints(0, s.codePointCount(0, longueur))) + "…" : s;
    }

    private void vider() {
        lot(lot, lues, octets);
        lot = new ArrayList<>(LOT);
    }

    private LigneLue lire(int numero, List<String> lues) {
        List<Faute> illisibles = new ArrayList<>();
        List<String> cellules = new ArrayList<>(lues);
        places.forEach((colonne, place) -> nettoyer(colonne, place, cellules, illisibles));
        if (direction != null) {
            nettoyer(Colonne.SERVICE, direction, cellules, illisibles);
        }
        Map<Colonne, String> dates = new EnumMap<>(Colonne.class);
        for (Colonne c : datees) {
            String ecrite = cellule(cellules, c);
            if (ecrite == null || ecrite.isBlank()) {
                continue;
            }
            Optional<LocalDate> jour = Cellules.date(ecrite.strip());
            if (jour.isPresent()) {
                dates.put(c, jour.get().toString());
            } else if (illisibles.stream().noneMatch(f -> f.colonne() == c)) {
                illisibles.add(
                        Nir.figureDans(ecrite)
                                ? AgentSaisi.numeroDeSecuriteSociale(c)
                                : new Faute(
                                        "date-inexistante",
                                        c,
                                        court(ecrite, 40),
                                        "Cette date n'existe pas. Formes attendues : 31/03/2026 ou 2026-03-31."));
            }
        }
        String categorie = cellule(cellules, Colonne.CATEGORIE);
        AgentSaisi a = new AgentSaisi(
                clair(cellules, Colonne.MATRICULE),
                clair(cellules, Colonne.NOM),
                clair(cellules, Colonne.PRENOM),
                clair(cellules, Colonne.COURRIEL),
                clair(cellules, Colonne.METIER),
                service(cellules),
                categorie == null ? null : categorie(categorie),
                clair(cellules, Colonne.CADRE_EMPLOIS),
                clair(cellules, Colonne.RESPONSABLE),
                dates.containsKey(Colonne.PARTI_LE) ? LocalDate.parse(dates.get(Colonne.PARTI_LE)) : null,
                situation(cellules, dates));
        List<Faute> fautes = a.fautes();
        if (!places.containsKey(Colonne.STATUT)) {
            // Le statut que le fichier ne donne pas, l'annuaire le connaît peut-être : le rapprochement en jugera.
            fautes.removeIf(f -> f.colonne() == Colonne.CATEGORIE && a.categorie() == null);
        }
        fautes.removeIf(
                f -> f.code().equals(AgentSaisi.FORMULE) && Cellules.estNeutralise(cellule(cellules, f.colonne())));
        for (Colonne c : new Colonne[] {Colonne.MATRICULE, Colonne.RESPONSABLE}) {
            String v = a.valeur(c);
            if (v != null && DU_TABLEUR.matcher(v).matches()) {
                fautes.removeIf(f -> f.colonne() == c);
                fautes.add(
                        new Faute(
                                "nombre-de-tableur",
                                c,
                                v,
                                "Ceci vient du tableur, qui a pris ce matricule pour un nombre : des zéros ou des chiffres ont pu s'y perdre."
                                        + " Mettez la colonne au format Texte, puis reprenez le matricule de votre logiciel de paie."));
            }
        }
        // Un caractère refusé se dit seul : la forme du reste ne se juge qu'une fois qu'il est ôté.
        fautes.removeIf(f -> illisibles.stream().anyMatch(i -> i.colonne() == f.colonne()));
        fautes.addAll(illisibles);
        if (cellules.size() > largeur
                && !cellules.subList(largeur, cellules.size()).stream().allMatch(String::isBlank)) {
            fautes.add(new Faute(
                    "ligne-trop-large",
                    Colonne.MATRICULE,
                    a.matricule(),
                    "Cette ligne a plus de colonnes que les en-têtes : un séparateur s'y est glissé."));
        }
        return new LigneLue(numero, a, fautes);
    }

    private static void nettoyer(Colonne colonne, int place, List<String> cellules, List<Faute> illisibles) {
        if (place < cellules.size() && cellules.get(place) != null) {
            String lue = cellules.get(place);
            Optional<String> faute = Saisie.faute(lue);
            // Un numéro de sécurité sociale coupé de signes invisibles en reste un : il se juge, et ne se recopie pas.
            boolean secu = faute.isPresent() && Nir.figureDans(Saisie.decouvrir(lue));
            if (faute.isPresent() && !secu) {
                illisibles.add(new Faute(
                        Saisie.CODE,
                        colonne,
                        Saisie.montrer(lue),
                        "« " + colonne.libelle() + " » contient " + faute.get() + "."));
            }
            cellules.set(
                    place,
                    secu ? Saisie.decouvrir(lue) : faute.isPresent() ? Saisie.montrer(lue) : Saisie.normale(lue));
        }
    }

    /** « Catégorie C », « Cat. C » et « c » se lisent C ; le reste se garde, pour être refusé tel qu'il est écrit. */
    private static String categorie(String s) {
        String grand = s.strip().toUpperCase(Locale.ROOT);
        Matcher m = CATEGORIE.matcher(grand);
        return m.matches() ? m.group(1) : grand;
    }

    /** La direction, si une autre colonne la donne, puis le service. */
    private String service(List<String> cellules) {
        String service = clair(cellules, Colonne.SERVICE);
        String haut = direction == null || direction >= cellules.size() ? null : cellules.get(direction);
        return haut == null || haut.isBlank() || service != null && service.startsWith(haut)
                ? service
                : service == null || service.isBlank() ? haut : haut + " > " + service;
    }

    /** {@code null} si le fichier n'en dit rien. */
    private Map<Colonne, String> situation(List<String> cellules, Map<Colonne, String> dates) {
        if (situees.isEmpty()) {
            return null;
        }
        Map<Colonne, String> situation = new EnumMap<>(Colonne.class);
        for (Colonne c : situees) {
            String v = c.estUneDate() ? dates.get(c) : clair(cellules, c);
            if (v != null && !v.isBlank()) {
                situation.put(
                        c,
                        switch (c) {
                            case SEXE -> sexe(v);
                            case STATUT -> Statut.ecrit(v).map(Statut::name).orElse(v);
                            case QUOTITE -> quotite(v.strip());
                            case RESIDENCE -> commune(v.strip());
                            default -> v;
                        });
            }
        }
        return situation;
    }

    private static String sexe(String s) {
        return switch (Cellules.net(s)) {
            case "f", "femme", "feminin", "mme", "madame", "mlle", "mademoiselle", "2" -> "F";
            case "h", "homme", "m", "masculin", "mr", "monsieur", "1" -> "H";
            default -> s;
        };
    }

    /** « 80 % », « 80,5 », « 28/35 » ; un tableur rend 80 % par 0,8, et personne n'a moins d'un pour cent. */
    private static String quotite(String s) {
        Matcher m = QUOTITE.matcher(s.replace(',', '.'));
        if (!m.matches()) {
            return s;
        }
        BigDecimal q = new BigDecimal(m.group(1));
        if (m.group(2) != null) {
            BigDecimal entier = new BigDecimal(m.group(2));
            if (entier.signum() == 0) {
                return s;
            }
            q = q.multiply(CENT).divide(entier, 2, RoundingMode.HALF_UP);
        } else if (q.compareTo(BigDecimal.ONE) <= 0 && m.group(3) == null) {
            q = q.multiply(CENT);
        }
        return q.signum() == 0 ? "0" : Texte.chiffres(q.stripTrailingZeros());
    }

    /** Le code qu'une case donne, seul ou après le nom ; à un code de quatre chiffres, un tableur a ôté son zéro. */
    private static String commune(String s) {
        Matcher m = COMMUNE.matcher(s);
        return m.matches() ? m.group(1) == null ? "0" + m.group(2) : m.group(1).toUpperCase(Locale.ROOT) : s;
    }

    private String cellule(List<String> cellules, Colonne c) {
        Integer i = places.get(c);
        return i == null || i >= cellules.size() ? null : cellules.get(i);
    }

    private String clair(List<String> cellules, Colonne c) {
        return Cellules.clair(cellule(cellules, c));
    }
}
