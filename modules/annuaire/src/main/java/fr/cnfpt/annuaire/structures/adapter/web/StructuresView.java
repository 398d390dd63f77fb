package fr.cnfpt.annuaire.structures.adapter.web;

import fr.cnfpt.annuaire.structures.application.TenirLesStructures;
import fr.cnfpt.annuaire.structures.port.Structures;
import fr.cnfpt.annuaire.structures.port.Structures.Fiche;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Les structures du CNFPT, chaque délégation suivie de ses antennes et de ses pôles ; celles qui ont existé se montrent
 * sur demande.
 */
@Named("structures")
@RequestScoped
public class StructuresView implements Liste<StructuresView.Ligne> {

    public static final String PAGE = "/annuaire/structures.xhtml";

    @Inject
    TenirLesStructures tenue;

    @Inject
    Horloge horloge;

    private Tableau<Ligne> tableau;
    private String type = "ANTENNE";
    private String code;
    private String nom;
    private String ville;
    private Long parente;
    private LocalDate du;
    private LocalDate au;
    private Long fermee;
    private List<Long> anciennes = new ArrayList<>();
    private Long successeur;
    private String region;
    private LocalDate jour;

    /** Une structure, prête à montrer. */
    public record Ligne(
            long id,
            String nom,
            String libelle,
            String lieu,
            String validite,
            boolean fille,
            String suite,
            String source) {}

    public Tableau<Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "structures";
    }

    @Override
    public String titre() {
        return "Délégations, antennes, instituts et pôles";
    }

    @Override
    public List<ColonneDeListe<Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("structure", "Structure", l -> l.nom() + ", " + l.libelle()),
                ColonneDeListe.de("ville", "Ville", Ligne::lieu),
                ColonneDeListe.de("validite", "Validité", Ligne::validite),
                ColonneDeListe.de("suite", "Suite", Ligne::suite),
                ColonneDeListe.<Ligne>de("source", "Source", Ligne::source).surDemande());
    }

    /** Chaque délégation, puis ses antennes et ses pôles : l'ordre est celui de l'arbre. */
    @Override
    public Page<Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        List<Fiche> toutes = tenue.toutes().stream()
                .filter(f -> d.coche("passees") || f.au() == null || f.au().isAfter(horloge.aujourdhui()))
                .toList();
        Map<Long, Long> comptes = tenue.comptes();
        String cherche = Francais.lettres(d.texte("q"));
        return Page.parmi(
                Stream.of("DELEGATION", "INSTITUT")
                        .flatMap(t -> toutes.stream().filter(f -> f.type().equals(t)))
                        .flatMap(f -> Stream.concat(
                                Stream.of(f),
                                toutes.stream().filter(x -> Long.valueOf(f.id()).equals(x.parenteId()))))
                        .map(f -> ligne(f, comptes))
                        .filter(l -> Francais.lettres(l.nom() + " " + l.lieu()).contains(cherche))
                        .toList(),
                premiere,
                combien);
    }

    private Ligne ligne(Fiche f, Map<Long, Long> comptes) {
        String validite = f.du() == null
                ? (f.au() == null ? "Date d'ouverture inconnue" : "Jusqu'au " + Texte.date(f.au().minusDays(1)))
                : f.au() == null ? "Depuis le " + Texte.date(f.du()) : Texte.periode(f.du(), f.au().minusDays(1));
        String suite = f.successeur() != null
                ? f.successeur() + " lui succède"
                : f.type().equals("DELEGATION")
                        ? Texte.pluriel(f.collectivites(), "collectivité", "collectivités") + ", "
                                + Texte.pluriel(comptes.getOrDefault(f.id(), 0L), "compte", "comptes")
                        : "";
        return new Ligne(
                f.id(),
                f.nom(),
                libelle(f.type()) + etat(f),
                f.ville(),
                Character.toUpperCase(validite.charAt(0)) + validite.substring(1),
                f.parenteId() != null,
                suite,
                f.source());
    }

    private String etat(Fiche f) {
        LocalDate jour = horloge.aujourdhui();
        return f.enVigueur(jour) ? "" : f.du() != null && f.du().isAfter(jour) ? " · à venir" : " · fermée";
    }

    private static String libelle(String type) {
        return switch (type) {
            case "DELEGATION" -> "Délégation";
            case "INSTITUT" -> "Institut";
            case "ANTENNE" -> "Antenne";
            default -> "Pôle de compétences";
        };
    }

    public void ouvrir() {
        Ecran.tenter(() -> {
            tenue.ouvrir(type, majuscules(code), nom, ville, parente, du);
            Ecran.succes("C'est enregistré : " + nom + ", à partir du " + Texte.date(du) + ".");
            Ecran.aller(PAGE);
        });
    }

    public void fermer() {
        Ecran.tenter(() -> {
            if (fermee == null) {
                throw fr.cnfpt.commun.Refus.invalide("structure-absente", "fermee", "Choisissez ce qui ferme.");
            }
            tenue.fermer(fermee, au);
            Ecran.succes(
                    "La structure est fermée à partir du " + Texte.date(au) + " ; ce qu'elle a fait garde son nom.");
            Ecran.aller(PAGE);
        });
    }

    public void fusionner() {
        Ecran.tenter(() -> {
            tenue.fusionner(
                    anciennes, successeur, new TenirLesStructures.Nouvelle(majuscules(code), nom, region, ville), jour);
            Ecran.succes(
                    "La fusion est faite : collectivités, comptes et sessions non finies suivent la délégation qui succède ; elle voit aussi tout le reste.");
            Ecran.aller(PAGE + "?passees=oui");
        });
    }

    private static String majuscules(String c) {
        return c == null ? null : c.strip().toUpperCase(java.util.Locale.ROOT);
    }

    private List<Fiche> enVigueur(String... types) {
        return tenue.toutes().stream()
                .filter(f -> List.of(types).contains(f.type()) && f.enVigueur(horloge.aujourdhui()) && f.au() == null)
                .toList();
    }

    public String getSousTitre() {
        long d = enVigueur("DELEGATION").size();
        long i = enVigueur("INSTITUT").size();
        long a = enVigueur("ANTENNE", "POLE").size();
        return d + " délégations, " + i + " instituts, "
                + (a == 0
                        ? "aucune antenne ni aucun pôle saisis"
                        : Texte.pluriel(a, "antenne ou pôle", "antennes et pôles"))
                + ".";
    }

    public List<Fiche> getDelegations() {
        return enVigueur("DELEGATION");
    }

    public List<Fiche> getParentes() {
        return enVigueur("DELEGATION", "INSTITUT");
    }

    public List<Fiche> getFermables() {
        return enVigueur("ANTENNE", "POLE", "INSTITUT");
    }

    public List<Structures.Region> getRegions() {
        return tenue.regions();
    }

    public long id(Fiche f) {
        return f.id();
    }

    public String nom(Fiche f) {
        return f.nom();
    }

    public String getType() {
        return type;
    }

    public void setType(String v) {
        type = v;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String v) {
        code = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public String getVille() {
        return ville;
    }

    public void setVille(String v) {
        ville = v;
    }

    public Long getParente() {
        return parente;
    }

    public void setParente(Long v) {
        parente = v;
    }

    public LocalDate getDu() {
        return du;
    }

    public void setDu(LocalDate v) {
        du = v;
    }

    public LocalDate getAu() {
        return au;
    }

    public void setAu(LocalDate v) {
        au = v;
    }

    public Long getFermee() {
        return fermee;
    }

    public void setFermee(Long v) {
        fermee = v;
    }

    public List<Long> getAnciennes() {
        return anciennes;
    }

    public void setAnciennes(List<Long> v) {
        anciennes = v;
    }

    public Long getSuccesseur() {
        return successeur;
    }

    public void setSuccesseur(Long v) {
        successeur = v;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String v) {
        region = v;
    }

    public LocalDate getJour() {
        return jour;
    }

    public void setJour(LocalDate v) {
        jour = v;
    }
}
