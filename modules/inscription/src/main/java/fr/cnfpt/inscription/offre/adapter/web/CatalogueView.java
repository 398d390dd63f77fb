package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.OffreDeFormation.PageDeSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation.Tri;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.liste.Facettes.Choix;
import fr.cnfpt.outils.ecran.liste.Facettes.Facette;
import fr.cnfpt.outils.ecran.liste.Surligne.Bout;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Le catalogue de la collectivité : tout est dans l'adresse (q, chaque facette, places, ordre, page). */
@Named("catalogue")
@RequestScoped
public class CatalogueView implements Liste<LigneDeSession> {

    @Inject
    ConsulterLeCatalogue consultation;

    /** Dans l'ordre de la page. */
    private static final Map<Critere, String> FACETTES = facettes();

    private static Map<Critere, String> facettes() {
        Map<Critere, String> f = new LinkedHashMap<>();
        f.put(Critere.MODALITE, "Modalité");
        f.put(Critere.SPECIALITE, "Spécialité");
        f.put(Critere.MOIS, "Mois");
        f.put(Critere.DEPARTEMENT, "Département");
        f.put(Critere.NATURE, "Nature");
        f.put(Critere.FORME, "Forme");
        f.put(Critere.STRUCTURE, "Organisée par");
        return f;
    }

    private static final int CONSEILS = 5;

    @Inject
    UtilisateurCourant courant;

    private List<ConsulterLeCatalogue.Conseil> pourMoi;
    private Tableau<LigneDeSession> tableau;
    private ConsulterLeCatalogue.Page page;
    private List<Piste> pistes;
    private List<OffreDeFormation.Voisin> voisins;

    public Tableau<LigneDeSession> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "catalogue";
    }

    @Override
    public String titre() {
        return "Catalogue";
    }

    @Override
    public List<ColonneDeListe<LigneDeSession>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", l -> l.session().intitule()),
                ColonneDeListe.de("code", "Code du stage", l -> l.session().stageCode()),
                ColonneDeListe.de("type", "Type", l -> l.session().typeLibelle()),
                ColonneDeListe.de(
                        "modalite", "Modalité", l -> l.session().modalite().libelle()),
                ColonneDeListe.de("duree", "Durée", l -> l.session().duree()),
                ColonneDeListe.de("dates", "Dates", l -> l.session().periode()),
                ColonneDeListe.de("lieu", "Lieu", l -> l.session().lieu()),
                ColonneDeListe.de(
                        "cloture", "Inscription jusqu'au", l -> l.session().clotureEnClair()),
                ColonneDeListe.de(
                        "places",
                        "Places",
                        l -> l.jauge() == null ? "" : l.jauge().enClair()));
    }

    @Override
    public Page<LigneDeSession> lire(DemandeDeListe d, int premiere, int combien) {
        page = consultation.chercher(d.texte("q"), choix(d), d.coche("places"), tri(d), premiere, combien);
        return new Page<>(page.lignes(), page.brute().total());
    }

    @Override
    public int taille() {
        return 20;
    }

    ConsulterLeCatalogue.Page page() {
        if (isCalendrier() || isCarte()) {
            if (page == null) {
                DemandeDeListe d = demande();
                Map<Critere, List<String>> choix = choix(d);
                if (isCarte()) {
                    choix.put(Critere.COMMUNE, List.of());
                } else {
                    choix.put(Critere.MOIS, List.of());
                    choix.put(Critere.JOUR, List.of());
                }
                page = consultation.chercher(d.texte("q"), choix, d.coche("places"), Tri.DATE, 0, 0);
            }
            return page;
        }
        getTableau().getLignes();
        return page;
    }

    DemandeDeListe demande() {
        return getTableau().getDemande();
    }

    private static Map<Critere, List<String>> choix(DemandeDeListe d) {
        Map<Critere, List<String>> choix = new EnumMap<>(Critere.class);
        choix.putAll(Criteres.lire(d).choix());
        return choix;
    }

    static String nom(Critere critere) {
        return Criteres.nom(critere);
    }

    private static Tri tri(DemandeDeListe d) {
        return Arrays.stream(Tri.values())
                .filter(t -> t.name().equals(d.texte("ordre")))
                .findFirst()
                .orElse(null);
    }

    /** Celles qui laissent un choix. */
    public List<Facette> getFacettes() {
        Map<String, String> structures = consultation.structures();
        Map<String, String> departements = consultation.departements();
        return FACETTES.entrySet().stream()
                .map(f -> new Facette(
                        nom(f.getKey()),
                        f.getValue(),
                        page().brute().facette(f.getKey()).stream()
                                .map(c -> new Choix(
                                        c.code(),
                                        switch (f.getKey()) {
                                            case MOIS -> mois(c.code());
                                            case STRUCTURE -> structures.getOrDefault(c.code(), c.code());
                                            case DEPARTEMENT -> departement(departements, c.code());
                                            default -> c.libelle();
                                        },
                                        c.nombre(),
                                        demande().textes(nom(f.getKey())).contains(c.code())))
                                .filter(c -> !c.code().isEmpty())
                                .sorted(
                                        f.getKey() == Critere.STRUCTURE
                                                ? Comparator.comparing(Choix::libelle, Francais.ORDRE)
                                                : (a, b) -> 0)
                                .toList()))
                .filter(f -> f.choix().size() > 1 || f.choix().stream().anyMatch(Choix::coche))
                .toList();
    }

    /** « Nord (59) » */
    static String departement(Map<String, String> noms, String code) {
        return noms.containsKey(code) ? noms.get(code) + " (" + code + ")" : code;
    }

    private static boolean estUnMois(String code) {
        return code.matches("[0-9]{4}-(0[1-9]|1[0-2])");
    }

    private static String mois(String code) {
        return estUnMois(code)
                ? YearMonth.parse(code).format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH))
                : code;
    }

    public List<Option> getOrdres() {
        return List.of(
                Option.de(Tri.PERTINENCE.name(), "Ce qui répond le mieux"),
                Option.de(Tri.DATE.name(), "La date"),
                Option.de(Tri.PROXIMITE.name(), "La distance"),
                Option.de(Tri.PLACES.name(), "Le plus de places libres"));
    }

    public boolean ordreChoisi(String code) {
        Tri choisi = tri(demande());
        Tri defaut = getRecherche().isEmpty() ? Tri.DATE : Tri.PERTINENCE;
        return (choisi == null ? defaut : choisi).name().equals(code);
    }

    public List<Bout> intitule(LigneDeSession l) {
        List<Bout> bouts = new ArrayList<>();
        String sien = l.session().intitule();
        String intitule = page().brute().enGras().getOrDefault(l.session().stageId(), sien);
        // Une session garde l'intitulé sous lequel elle est publiée : celui de la fiche n'est pas toujours le même.
        if (!intitule.replace(String.valueOf(PageDeSessions.GRAS), "")
                .replace(String.valueOf(PageDeSessions.MAIGRE), "")
                .equals(sien)) {
            return List.of(new Bout(sien, false));
        }
        for (String morceau : intitule.split(String.valueOf(PageDeSessions.GRAS), -1)) {
            int fin = morceau.indexOf(PageDeSessions.MAIGRE);
            if (fin >= 0) {
                bouts.add(new Bout(morceau.substring(0, fin), true));
            }
            bouts.add(new Bout(morceau.substring(fin + 1), false));
        }
        return bouts;
    }

    /** Sur le premier écran d'un agent, avant qu'il ait rien demandé. */
    public List<ConsulterLeCatalogue.Conseil> getPourMoi() {
        if (pourMoi == null) {
            boolean rienDemande = demande().parametres().isEmpty();
            pourMoi = rienDemande && courant.get().est(Role.AGENT, Role.RESPONSABLE)
                    ? consultation.pourMoi(CONSEILS)
                    : List.of();
        }
        return pourMoi;
    }

    public String pourquoi(ConsulterLeCatalogue.Conseil c) {
        return String.join(" · ", c.pourquoi());
    }

    public boolean isCalendrier() {
        return demande().texte("vue").equals("calendrier");
    }

    public boolean isCarte() {
        return demande().texte("vue").equals("carte");
    }

    public boolean isListe() {
        return !isCalendrier() && !isCarte();
    }

    public List<Option> getVues() {
        return List.of(Option.de("", "Liste"), Option.de("calendrier", "Calendrier"), Option.de("carte", "Carte"));
    }

    /**
     * Un jour du mois montré.
     *
     * @param numero vide hors du mois
     * @param nombre combien de sessions y débutent
     */
    public record Jour(String numero, long nombre, String enClair, String adresse) {}

    /** Le mois choisi ; sinon le premier où une session répond. */
    public YearMonth getMois() {
        return demande().textes(nom(Critere.MOIS)).stream()
                .filter(CatalogueView::estUnMois)
                .findFirst()
                .or(() -> page().brute().facette(Critere.MOIS).stream()
                        .map(f -> f.code())
                        .findFirst())
                .map(YearMonth::parse)
                .orElseGet(() -> YearMonth.from(consultation.aujourdhui()));
    }

    public String getMoisEnClair() {
        return mois(getMois().toString());
    }

    public String getMoisAvant() {
        return demande()
                .avec(nom(Critere.MOIS), getMois().minusMonths(1).toString())
                .adresse();
    }

    public String getMoisApres() {
        return demande()
                .avec(nom(Critere.MOIS), getMois().plusMonths(1).toString())
                .adresse();
    }

    /**
     * Les semaines du mois montré, du lundi au dimanche : un tableau, que le clavier et un lecteur d'écran lisent tel
     * quel.
     */
    public List<List<Jour>> getSemaines() {
        YearMonth mois = getMois();
        Map<String, Long> nombres =
                page().brute().facette(Critere.JOUR).stream().collect(Collectors.toMap(f -> f.code(), f -> f.nombre()));
        List<List<Jour>> semaines = new ArrayList<>();
        LocalDate lundi = mois.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (LocalDate l = lundi; !l.isAfter(mois.atEndOfMonth()); l = l.plusWeeks(1)) {
            List<Jour> semaine = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                LocalDate jour = l.plusDays(i);
                long nombre = nombres.getOrDefault(jour.toString(), 0L);
                semaine.add(
                        YearMonth.from(jour).equals(mois)
                                ? new Jour(
                                        String.valueOf(jour.getDayOfMonth()),
                                        nombre,
                                        Texte.compte(nombre, "Aucune session", "session", "sessions") + " le "
                                                + Texte.jour(jour),
                                        demande()
                                                .avec("vue", null)
                                                .avec(nom(Critere.MOIS), null)
                                                .avec(nom(Critere.JOUR), jour.toString())
                                                .adresse())
                                : new Jour("", 0, "", ""));
            }
            semaines.add(semaine);
        }
        return semaines;
    }

    /** Le jour qui restreint la liste, ou {@code null}. */
    public String getJourChoisi() {
        return !isListe()
                ? null
                : demande().textes(nom(Critere.JOUR)).stream()
                        .filter(j -> j.matches("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"))
                        .findFirst()
                        .map(j -> "Sessions qui débutent le "
                                + Texte.jour(YearMonth.parse(j.substring(0, 7))
                                        .atDay(1)
                                        .plusDays(Long.parseLong(j.substring(8)) - 1)))
                        .orElse(null);
    }

    /** « Sessions à Lille » : la commune qui restreint la liste, ou {@code null}. */
    public String getCommuneChoisie() {
        List<String> codes = demande().textes(nom(Critere.COMMUNE));
        if (!isListe() || codes.isEmpty()) {
            return null;
        }
        Map<String, Geographie.Lieu> lieux = consultation.lieux(codes);
        return "Sessions à "
                + codes.stream()
                        .map(c -> lieux.containsKey(c) ? lieux.get(c).nom() : c)
                        .collect(Collectors.joining(", "));
    }

    public String getSansCommune() {
        return demande().avec(nom(Critere.COMMUNE), null).adresse();
    }

    public String getSansJour() {
        return demande().avec(nom(Critere.JOUR), null).adresse();
    }

    /** « à 32 km », quand on classe par distance. */
    public String aCombien(LigneDeSession l) {
        Integer km = page().kilometres().get(String.valueOf(l.session().codeInsee()));
        return km == null ? "" : km == 0 ? "dans votre commune" : "à " + km + " km";
    }

    /** Ce qu'il faudrait ôter pour que quelque chose réponde, et combien répondrait. */
    public record Piste(String texte, String adresse, String nombre) {}

    private static final int VOISINS = 4;

    /** Un choix ôté, celui qui rend le plus d'abord. */
    public List<Piste> getSansUnFiltre() {
        if (pistes == null) {
            pistes = sansUnFiltre();
        }
        return pistes;
    }

    private List<Piste> sansUnFiltre() {
        Map<String, Long> rendus = new LinkedHashMap<>();
        Map<String, String> textes = new LinkedHashMap<>();
        if (getTableau().getTotal() > 0) {
            return List.of();
        }
        for (Facette f : getFacettes()) {
            List<String> coches = f.choix().stream()
                    .filter(Choix::coche)
                    .map(c -> "« " + c.libelle() + " »")
                    .toList();
            if (!coches.isEmpty()) {
                rendus.put(f.nom(), f.choix().stream().mapToLong(Choix::nombre).sum());
                textes.put(f.nom(), "Sans " + String.join(", ", coches));
            }
        }
        if (isAvecPlaces()) {
            rendus.put(
                    "places",
                    consultation
                            .chercher(getRecherche(), choix(demande()), false, null, 0, 0)
                            .brute()
                            .total());
            textes.put("places", "Complètes comprises");
        }
        if (!getRecherche().isEmpty() && !textes.isEmpty()) {
            rendus.put(
                    "q",
                    consultation
                            .chercher("", choix(demande()), isAvecPlaces(), null, 0, 0)
                            .brute()
                            .total());
            textes.put("q", "Sans « " + getRecherche() + " »");
        }
        if (rendus.values().stream().noneMatch(n -> n > 0)
                && textes.size() > 1
                && !getRecherche().isEmpty()) {
            long sans = consultation
                    .chercher(getRecherche(), Map.of(), false, null, 0, 0)
                    .brute()
                    .total();
            return sans == 0
                    ? List.of()
                    : List.of(new Piste(
                            "« " + getRecherche() + " », sans aucun filtre",
                            adresse("q", getRecherche()),
                            Texte.pluriel(sans, "session", "sessions")));
        }
        return rendus.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> new Piste(
                        textes.get(e.getKey()),
                        demande().avec(e.getKey(), null).adresse(),
                        Texte.pluriel(e.getValue(), "session", "sessions")))
                .toList();
    }

    /** Les stages et le thème les plus proches de mots qui ne trouvent rien. */
    public List<Piste> getVoisins() {
        if (voisins == null) {
            voisins = getTableau().getTotal() > 0 ? List.of() : consultation.voisins(getRecherche(), VOISINS);
        }
        return voisins.stream()
                .map(v -> new Piste(
                        v.intitule(), adresse("q", v.intitule()), Texte.pluriel(v.sessions(), "session", "sessions")))
                .toList();
    }

    /** Les thèmes de ces stages. */
    public List<Piste> getThemesVoisins() {
        getVoisins();
        Map<String, String> themes = new LinkedHashMap<>();
        voisins.forEach(v -> themes.putIfAbsent(v.codeSpecialite(), v.specialite()));
        return themes.entrySet().stream()
                .map(e -> new Piste(e.getValue(), adresse(nom(Critere.SPECIALITE), e.getKey()), ""))
                .toList();
    }

    private static String adresse(String nom, String valeur) {
        return DemandeDeListe.lire("").avec(nom, valeur).adresse();
    }

    /** Vrai si l'adresse cherche quelque chose, qui se garde. */
    public boolean isGardable() {
        return !getQuestion().isEmpty();
    }

    public String getQuestion() {
        return Criteres.lire(demande()).question();
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    /** « Délégation Hauts-de-France, à Lille » ; vide s'il n'y en a pas. */
    public String getDelegation() {
        return consultation.delegation().map(s -> s.nom() + ", à " + s.ville()).orElse("");
    }

    public String getCorrigee() {
        return page().brute().corrigee();
    }

    public String getProposition() {
        return page().brute().proposition();
    }

    public String getRecherche() {
        return demande().texte("q");
    }

    public boolean isAvecPlaces() {
        return demande().coche("places");
    }

    public String getResume() {
        String quoi = Texte.compte(
                        page().brute().total(),
                        "Aucune session publiée pour ",
                        "session publiée pour ",
                        "sessions publiées pour ")
                + consultation.collectivite().nom();
        return getRecherche().isEmpty() ? quoi : quoi + " pour «\u00a0" + getRecherche() + "\u00a0»";
    }
}
