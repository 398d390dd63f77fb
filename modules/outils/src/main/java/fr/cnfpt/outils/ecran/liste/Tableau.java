package fr.cnfpt.outils.ecran.liste;

import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.application.EmporterListe;
import fr.cnfpt.outils.liste.application.PreparerExports;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Une liste telle que l'adresse la demande, lue une fois par requête. La vue la tient le temps d'une requête et l'offre
 * à la page.
 */
public final class Tableau<T> {

    private final Liste<T> liste;
    private final DemandeDeListe demande;
    private Liste.Page<T> page;
    private int numero;
    private List<ColonneDeListe<T>> montrees;
    private Map<String, String> constantes;
    private List<String> choisis = List.of();

    private Tableau(Liste<T> liste, DemandeDeListe demande) {
        this.liste = liste;
        this.demande = demande;
    }

    /** La liste que demande l'adresse de cette page. */
    public static <T> Tableau<T> de(Liste<T> liste) {
        return new Tableau<>(liste, demande());
    }

    /** Ce que demande l'adresse de cette page, et elle seule : ce qu'un formulaire envoie n'y compte pas. */
    public static DemandeDeListe demande() {
        HttpServletRequest requete = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        return DemandeDeListe.lire(AdresseDesFormulaires.sansPour(requete.getQueryString()));
    }

    /** La page demandée ; la dernière, quand un geste vient de vider celle-là. */
    private Liste.Page<T> page() {
        if (page == null) {
            numero = demande.page();
            page = lire(numero);
            if (page.lignes().isEmpty() && page.total() > 0) {
                numero = (int) new Pagination(1, liste.taille(), page.total()).pages();
                page = lire(numero);
            }
        }
        return page;
    }

    private Liste.Page<T> lire(int n) {
        return liste.lire(demande, (n - 1) * liste.taille(), liste.taille());
    }

    /** Après un geste, la liste se relit. */
    public void relire() {
        page = null;
        montrees = null;
        constantes = null;
        choisis = List.of();
    }

    public List<T> getLignes() {
        return page().lignes();
    }

    public long getTotal() {
        return page().total();
    }

    public boolean isVide() {
        return getLignes().isEmpty();
    }

    /** Vide sans que rien n'ait été demandé : il n'y a rien à y chercher. */
    public boolean isSansRien() {
        return isVide() && demande.parametres().isEmpty();
    }

    public DemandeDeListe getDemande() {
        return demande;
    }

    public String getTitre() {
        return liste.titre();
    }

    Pagination pagination() {
        page();
        return new Pagination(numero, liste.taille(), getTotal());
    }

    List<ColonneDeListe<T>> toutes() {
        return liste.colonnes();
    }

    boolean choisie(ColonneDeListe<T> c) {
        return liste.colonnesDe(demande).stream().anyMatch(m -> m.code().equals(c.code()));
    }

    /** Les colonnes montrées, dans leur ordre. */
    public List<ColonneDeListe<T>> getColonnes() {
        if (montrees == null) {
            montrees = toutes().stream()
                    .filter(c -> choisie(c) && !getConstantes().containsKey(c.titre()))
                    .toList();
        }
        return montrees;
    }

    /** Ce que des colonnes diraient à l'identique sur chaque ligne, dit une fois : le titre et la valeur. */
    public Map<String, String> getConstantes() {
        if (constantes == null) {
            constantes = new LinkedHashMap<>();
            for (ColonneDeListe<T> c : toutes()) {
                if (c.siVarie()
                        && choisie(c)
                        && demande.colonnes().isEmpty()
                        && getLignes().size() > 1) {
                    List<String> dites =
                            getLignes().stream().map(c::dire).distinct().toList();
                    if (dites.size() == 1) {
                        constantes.put(c.titre(), dites.get(0));
                    }
                }
            }
        }
        return constantes;
    }

    /** Les clés des lignes cochées, sur cette page et sur les autres. */
    public List<String> getChoisis() {
        return choisis;
    }

    public List<Long> choisisEnNombres() {
        return choisis.stream()
                .filter(c -> c.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .toList();
    }

    void choisir(List<String> cles) {
        choisis = cles;
    }

    /**
     * Rend en fichier exactement ce qui est vu, ou le fait préparer s'il y en a trop. @param format {@code csv},
     * {@code xlsx}
     */
    public void emporter(String format) {
        if (getTotal() > EmporterListe.SUR_L_INSTANT) {
            String question = demande.adresse().substring(1);
            if (Ecran.tenter(() -> CDI.current()
                    .select(PreparerExports.class)
                    .get()
                    .demander(liste.nom(), liste.titre(), question, format, getTotal()))) {
                Ecran.aller("/fichiers.xhtml");
            }
            return;
        }
        String type = format.equals("xlsx")
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv;charset=UTF-8";
        Ecran.telecharger(
                CDI.current().select(EmporterListe.class).get().executer(liste, demande, format),
                type,
                EmporterListe.nomDuFichier(liste.titre(), format));
    }
}
