package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.annuaire.api.Geographie.Lieu;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.outils.francais.Francais;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Les lieux du catalogue sur une carte dessinée ici : un fond, un lien par lieu, et la même chose en table. Beaucoup de
 * lieux se montrent par département.
 */
@Named("lieux")
@RequestScoped
public class LieuxView {

    /** Au-delà, les ronds se recouvrent : un par département. */
    private static final int LIEUX_AU_PLUS = 40;

    /** La largeur, en points, pour laquelle on choisit les noms qui tiennent. */
    private static final double LARGEUR = 680;

    @Inject
    CatalogueView catalogue;

    @Inject
    ConsulterLeCatalogue consultation;

    private List<Place> places;
    private long aDistance;

    /** Un lieu, ou tout un département. */
    private record Place(
            String nom, String departement, Double latitude, Double longitude, long nombre, String adresse) {}

    /** Un point du fond : {@code gauche} et {@code haut} en centièmes du cadre ; sans adresse, c'est ici. */
    public record Point(
            String nom,
            long nombre,
            String enClair,
            String adresse,
            String classe,
            String gauche,
            String haut,
            boolean nomme) {}

    public record Cadre(
            String nom,
            String fond,
            String cote,
            String boite,
            String largeur,
            String hauteur,
            String classe,
            List<Point> points) {}

    public record Ligne(String nom, long nombre, String adresse) {}

    /**
     * Une projection de Mercator : l'abscisse et l'ordonnée du fond, d'après la longitude et la latitude croissante
     * (iel/france.md).
     */
    private record Fond(
            String nom, String symbole, double cote, double echelle, double inclinaison, double x0, double y0) {
        double x(Place p) {
            return echelle * p.longitude() + (symbole.equals(METROPOLE) ? -0.01076 * croissante(p) : 0) + x0;
        }

        double y(Place p) {
            double e = symbole.equals(METROPOLE) ? 41.26817 : echelle;
            return inclinaison * p.longitude() - e * croissante(p) + y0;
        }

        private static double croissante(Place p) {
            return Math.toDegrees(Math.log(Math.tan(Math.PI / 4 + Math.toRadians(p.latitude()) / 2)));
        }
    }

    private static final String METROPOLE = "metropole";
    private static final Map<String, Fond> FONDS = fonds();

    private static Map<String, Fond> fonds() {
        Map<String, Fond> f = new LinkedHashMap<>();
        f.put(METROPOLE, new Fond("France métropolitaine", METROPOLE, 613, 41.47558, 0.10648, 215.86874, 2461.32013));
        f.put("971", new Fond("Guadeloupe", "971", 200, 223.21205, 0, 13803.70536, 3760.53893));
        f.put("972", new Fond("Martinique", "972", 200, 370.99391, 0, 22737.60693, 5592.33077));
        f.put("973", new Fond("Guyane", "973", 200, 49.40994, 0, 2725.20599, 294.34177));
        f.put("974", new Fond("La Réunion", "974", 200, 287.35345, 0, -15859.48276, -6110.02054));
        f.put("976", new Fond("Mayotte", "976", 200, 512.02887, 0, -23026.32259, -6518.80427));
        return f;
    }

    private static String territoire(Place p) {
        return p.departement().length() < 3 ? METROPOLE : p.departement();
    }

    private List<Place> places() {
        if (places == null) {
            List<OffreDeFormation.Facette> communes = catalogue.page().brute().facette(Critere.COMMUNE);
            Map<String, Lieu> lieux = consultation.lieux(
                    communes.stream().map(OffreDeFormation.Facette::code).toList());
            aDistance = communes.stream()
                    .filter(c -> c.code().isEmpty())
                    .mapToLong(OffreDeFormation.Facette::nombre)
                    .sum();
            List<Place> lues = new ArrayList<>();
            for (OffreDeFormation.Facette c : communes) {
                Lieu l = lieux.get(c.code());
                if (l != null) {
                    lues.add(new Place(
                            l.nom(),
                            l.departement(),
                            l.latitude(),
                            l.longitude(),
                            c.nombre(),
                            vers(Critere.COMMUNE, c.code())));
                } else if (!c.code().isEmpty()) {
                    lues.add(new Place(c.code(), "", null, null, c.nombre(), vers(Critere.COMMUNE, c.code())));
                }
            }
            places = lues.size() > LIEUX_AU_PLUS ? parDepartement(lues) : lues;
            places.sort(Comparator.comparingLong(Place::nombre).reversed().thenComparing(Place::nom, Francais.ORDRE));
        }
        return places;
    }

    private String vers(Critere critere, String code) {
        return catalogue
                .demande()
                .avec("vue", null)
                .avec(CatalogueView.nom(critere), code)
                .adresse();
    }

    /** Au milieu de ses lieux, chacun pesant ses sessions. */
    private List<Place> parDepartement(List<Place> lues) {
        Map<String, String> noms = consultation.departements();
        Map<String, List<Place>> groupes = new LinkedHashMap<>();
        lues.forEach(p ->
                groupes.computeIfAbsent(p.departement(), d -> new ArrayList<>()).add(p));
        List<Place> rendues = new ArrayList<>();
        groupes.forEach((d, groupe) -> {
            long nombre = groupe.stream().mapToLong(Place::nombre).sum();
            List<Place> situees =
                    groupe.stream().filter(p -> p.latitude() != null).toList();
            double poids = situees.stream().mapToLong(Place::nombre).sum();
            rendues.add(new Place(
                    CatalogueView.departement(noms, d),
                    d,
                    poids == 0
                            ? null
                            : situees.stream()
                                            .mapToDouble(p -> p.latitude() * p.nombre())
                                            .sum()
                                    / poids,
                    poids == 0
                            ? null
                            : situees.stream()
                                            .mapToDouble(p -> p.longitude() * p.nombre())
                                            .sum()
                                    / poids,
                    nombre,
                    vers(Critere.DEPARTEMENT, d)));
        });
        return rendues;
    }

    public String getTitre() {
        long sessions = places().stream().mapToLong(Place::nombre).sum();
        return sessions == 0
                ? "Aucune session dans un lieu"
                : Texte.pluriel(sessions, "session", "sessions") + " dans "
                        + Texte.pluriel(places().size(), "lieu", "lieux");
    }

    public List<Ligne> getLignes() {
        List<Ligne> lignes = new ArrayList<>();
        places().forEach(p -> lignes.add(new Ligne(p.nom(), p.nombre(), p.adresse())));
        if (aDistance > 0) {
            lignes.add(new Ligne("À distance", aDistance, null));
        }
        return lignes;
    }

    public List<Cadre> getCadres() {
        Set<String> vus = new LinkedHashSet<>();
        FONDS.keySet().stream()
                .filter(f -> places().stream()
                        .anyMatch(p -> p.latitude() != null && territoire(p).equals(f)))
                .forEach(vus::add);
        return vus.stream().map(this::cadre).toList();
    }

    private Cadre cadre(String territoire) {
        Fond f = FONDS.get(territoire);
        List<Place> siennes = places().stream()
                .filter(p -> p.latitude() != null && territoire(p).equals(territoire))
                .toList();
        double[] b = territoire.equals(METROPOLE) ? autourDe(f, siennes) : new double[] {0, 0, f.cote(), f.cote()};
        List<Point> points = new ArrayList<>();
        ici(territoire).ifPresent(p -> points.add(point(f, b, p, false)));
        List<double[]> pris = new ArrayList<>();
        for (Place p : siennes) {
            points.add(point(f, b, p, tient(f, b, p, siennes, pris)));
        }
        return new Cadre(
                f.nom(),
                f.symbole(),
                chiffre(f.cote()),
                chiffre(b[0]) + " " + chiffre(b[1]) + " " + chiffre(b[2]) + " " + chiffre(b[3]),
                chiffre(b[2]),
                chiffre(b[3]),
                territoire.equals(METROPOLE) ? "" : "lieux-encart",
                points);
    }

    /** Le rectangle qui les tient tous, avec une marge ; ni trop près, ni trop étiré. */
    private static double[] autourDe(Fond f, List<Place> lieux) {
        double x1 = lieux.stream().mapToDouble(f::x).min().orElseThrow();
        double x2 = lieux.stream().mapToDouble(f::x).max().orElseThrow();
        double y1 = lieux.stream().mapToDouble(f::y).min().orElseThrow();
        double y2 = lieux.stream().mapToDouble(f::y).max().orElseThrow();
        double l = Math.max(80, (x2 - x1) * 1.3);
        double h = Math.max(60, (y2 - y1) * 1.3);
        l = Math.max(l, h * 1.1);
        h = Math.max(h, l * 0.62);
        return new double[] {(x1 + x2 - l) / 2, (y1 + y2 - h) / 2, l, h};
    }

    private Optional<Place> ici(String territoire) {
        var ici = consultation.collectivite();
        Lieu l = ici.codeInsee() == null
                ? null
                : consultation.lieux(List.of(ici.codeInsee())).get(ici.codeInsee());
        return l == null || l.latitude() == null
                ? Optional.empty()
                : Optional.of(new Place(ici.nom(), l.departement(), l.latitude(), l.longitude(), 0, null))
                        .filter(p -> territoire(p).equals(territoire));
    }

    private static Point point(Fond f, double[] b, Place p, boolean nomme) {
        return new Point(
                p.nom(),
                p.nombre(),
                p.nom() + ", " + Texte.pluriel(p.nombre(), "session", "sessions"),
                p.adresse(),
                p.nombre() >= 50 ? "lieu-3" : p.nombre() >= 10 ? "lieu-2" : "lieu-1",
                chiffre(100 * (f.x(p) - b[0]) / b[2]),
                chiffre(100 * (f.y(p) - b[1]) / b[3]),
                nomme);
    }

    /** Vrai si son nom, écrit à sa droite, ne couvre ni un autre lieu ni un autre nom. */
    private static boolean tient(Fond f, double[] b, Place p, List<Place> lieux, List<double[]> pris) {
        double parUnite = LARGEUR / b[2];
        double x = (f.x(p) - b[0]) * parUnite + 16;
        double y = (f.y(p) - b[1]) * parUnite;
        double largeur = 7 * p.nom().length() + 8;
        boolean tient = x + largeur < LARGEUR
                && lieux.stream().filter(q -> q != p).noneMatch(q -> {
                    double qx = (f.x(q) - b[0]) * parUnite;
                    double qy = (f.y(q) - b[1]) * parUnite;
                    return qx + 15 > x && qx - 15 < x + largeur && Math.abs(qy - y) < 22;
                })
                && pris.stream().noneMatch(q -> q[0] < x + largeur && x < q[0] + q[2] && Math.abs(q[1] - y) < 17);
        if (tient) {
            pris.add(new double[] {x, y, largeur});
        }
        return tient;
    }

    private static String chiffre(double d) {
        return String.format(Locale.ROOT, "%.2f", d);
    }
}
