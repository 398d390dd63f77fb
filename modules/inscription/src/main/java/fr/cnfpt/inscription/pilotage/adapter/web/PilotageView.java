package fr.cnfpt.inscription.pilotage.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.pilotage.application.PiloterLesInscriptions;
import fr.cnfpt.inscription.pilotage.application.PiloterLesInscriptions.Organisateur;
import fr.cnfpt.inscription.pilotage.domain.Bilan;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages.Delai;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages.Mois;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Le tableau de bord d'une année, un thème par ligne : il se trie, s'emporte, et chaque nombre mène à ses demandes. */
@Named("pilotage")
@RequestScoped
public class PilotageView implements Liste<Bilan> {

    private static final String BLEU = "#17528f";
    private static final String OCRE = "#c28a1e";
    private static final String ENCRE = "#7d8a9b";

    @Inject
    PiloterLesInscriptions pilotage;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Bilan> tableau;
    private final Map<Integer, PiloterLesInscriptions.Tableau> lus = new HashMap<>();

    public Tableau<Bilan> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    private PiloterLesInscriptions.Tableau lu() {
        return lire(getTableau().getDemande());
    }

    private PiloterLesInscriptions.Tableau lire(DemandeDeListe d) {
        return lus.computeIfAbsent(annee(d), pilotage::annee);
    }

    private int annee(DemandeDeListe d) {
        return d.texte("annee").matches("20[0-9]{2}") ? Integer.parseInt(d.texte("annee")) : pilotage.cetteAnnee();
    }

    @Override
    public String nom() {
        return "pilotage";
    }

    @Override
    public String titre() {
        return "Tableau de bord";
    }

    @Override
    public List<ColonneDeListe<Bilan>> colonnes() {
        return List.of(
                ColonneDeListe.de("theme", "Thème", Bilan::nom),
                ColonneDeListe.de("demandes", "Demandes", b -> String.valueOf(b.demandes())),
                ColonneDeListe.de("tenues", "Places", b -> String.valueOf(b.tenues())),
                ColonneDeListe.de("attente", "En attente", b -> String.valueOf(b.attente())),
                ColonneDeListe.de("refusees", "Refusées", b -> String.valueOf(b.refusees())),
                ColonneDeListe.de("annulees", "Annulées", b -> String.valueOf(b.annulees())));
    }

    @Override
    public Page<Bilan> lire(DemandeDeListe d, int premiere, int combien) {
        return Page.parmi(lire(d).themes(), premiere, combien);
    }

    public int getAnnee() {
        return annee(getTableau().getDemande());
    }

    /** De l'an prochain à quatre ans en arrière. */
    public List<Option> getAnnees() {
        int prochaine = pilotage.cetteAnnee() + 1;
        return IntStream.rangeClosed(0, 5)
                .mapToObj(i -> String.valueOf(prochaine - i))
                .map(a -> Option.de(a, a))
                .toList();
    }

    public boolean isOrganise() {
        return courant.get().est(Role.DELEGATION, Role.SIEGE);
    }

    public Bilan getTotal() {
        return lu().total();
    }

    /** Les places tenues sur celles des sessions à effectif ; vide pour un employeur, qui n'en juge pas. */
    public String getRemplissage() {
        long places = lu().mois().stream()
                .mapToLong(m -> m.places() == null ? 0 : m.places())
                .sum();
        long tenues = lu().mois().stream().mapToLong(Mois::tenues).sum();
        return places == 0 ? "" : Math.round(100.0 * tenues / places) + " %";
    }

    public String getTransmission() {
        return lu().delai().map(Delai::transmission).map(PilotageView::jours).orElse("—");
    }

    public String getReponse() {
        return lu().delai().map(Delai::reponse).map(PilotageView::jours).orElse("—");
    }

    public static String jours(Double j) {
        return j == null ? "—" : j < 1 ? "moins d'un jour" : Texte.pluriel(Math.round(j), "jour", "jours");
    }

    public String delai(Organisateur o) {
        return jours(o.reponse());
    }

    public List<Organisateur> getOrganisateurs() {
        return lu().organisateurs();
    }

    public List<Mois> getMois() {
        return lu().mois();
    }

    public String nom(Mois m) {
        return m.mois().getMonth().getDisplayName(TextStyle.FULL, Locale.FRENCH);
    }

    public String part(Mois m) {
        long sur = m.places() == null ? m.demandes() : m.places();
        return sur == 0 ? "" : Math.round(100.0 * m.tenues() / sur) + " %";
    }

    /** L'adresse des demandes que compte ce nombre. @param etat vide : toutes */
    public String demandes(String theme, String etat) {
        return "/inscription/bulletins.xhtml?annee=" + getAnnee()
                + (theme.isEmpty() ? "" : "&theme=" + URLEncoder.encode(theme, StandardCharsets.UTF_8))
                + (etat.isEmpty() ? "" : "&etat=" + etat);
    }

    /** Les barres de chaque mois ; le tableau qui suit dit les mêmes nombres. */
    public String getGraphique() {
        JsonArrayBuilder noms = Json.createArrayBuilder();
        getMois().forEach(m -> noms.add(nom(m)));
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("labels", noms)
                                .add(
                                        "datasets",
                                        Json.createArrayBuilder()
                                                .add(serie(
                                                        isOrganise() ? "Places" : "Demandes",
                                                        OCRE,
                                                        m -> m.places() == null ? m.demandes() : m.places()))
                                                .add(serie("Places tenues", BLEU, Mois::tenues))))
                .add(
                        "options",
                        Json.createObjectBuilder()
                                .add("animation", false)
                                .add("maintainAspectRatio", false)
                                .add("locale", "fr")
                                .add("font", Json.createObjectBuilder().add("family", "Inter, sans-serif"))
                                .add(
                                        "scales",
                                        Json.createObjectBuilder()
                                                .add("x", axe())
                                                .add("y", axe().add("beginAtZero", true))))
                .build()
                .toString();
    }

    private static JsonObjectBuilder axe() {
        return Json.createObjectBuilder()
                .add("ticks", Json.createObjectBuilder().add("color", ENCRE).add("precision", 0));
    }

    private JsonObjectBuilder serie(String titre, String couleur, Function<Mois, Long> valeur) {
        JsonArrayBuilder v = Json.createArrayBuilder();
        getMois().forEach(m -> v.add(valeur.apply(m)));
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add("label", titre)
                .add("data", v)
                .add("backgroundColor", couleur);
    }
}
