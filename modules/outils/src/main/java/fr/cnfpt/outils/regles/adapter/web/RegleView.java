package fr.cnfpt.outils.regles.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.application.PreparerLesRegles;
import fr.cnfpt.outils.regles.application.PreparerLesRegles.Fiche;
import fr.cnfpt.outils.regles.application.PreparerLesRegles.Saisi;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Une règle : ce qui vaut, ce que cela touche, son histoire, et la version à venir. On la prépare en deux pas : voir ce
 * qu'elle touchera, puis confirmer exactement ce que l'on vient de voir, que la page emporte ({@code vu}).
 */
@Named("regle")
@RequestScoped
public class RegleView {

    @Inject
    PreparerLesRegles cas;

    @Inject
    Horloge horloge;

    private String cle;
    private Fiche fiche;
    private String valeur;
    private boolean sansLimite;
    private LocalDate du;
    private String texte;
    private String source;
    private Integer rang;
    private List<Touche> apercu;
    private boolean agi;

    @PostConstruct
    void ouvrir() {
        cle = Requete.texte("code");
        try {
            VersionDeRegle v = getFiche().enVigueur();
            if (v != null) {
                valeur = v.valeur() == null ? "" : Texte.nombre(v.valeur());
                sansLimite = v.valeur() == null;
                texte = v.texte();
                source = v.source();
            }
            rang = fiche.suivante();
        } catch (Refus inconnue) {
            Requete.introuvable();
        }
    }

    public Fiche getFiche() {
        if (fiche == null) {
            fiche = cas.voir(cle);
        }
        return fiche;
    }

    public String getTitre() {
        return fiche == null
                ? ""
                : fiche.ligne().regle().libelle()
                        + (fiche.ligne().precision().isEmpty()
                                ? ""
                                : " : " + fiche.ligne().precision());
    }

    public List<Map.Entry<String, String>> getPrecisions() {
        return List.copyOf(fiche.precisions().entrySet());
    }

    public String etat(VersionDeRegle v) {
        LocalDate jour = horloge.aujourdhui();
        return v.aVenir(jour) ? "à venir" : v.vautLe(jour) ? "en vigueur" : "passée";
    }

    public String ton(VersionDeRegle v) {
        return switch (etat(v)) {
            case "à venir" -> "attente";
            case "en vigueur" -> "bon";
            default -> "neutre";
        };
    }

    public String preparee(VersionDeRegle v) {
        return v.livree()
                ? v.prepareePar()
                : v.prepareePar() + ", le "
                        + Texte.date(
                                v.prepareeLe().atZoneSameInstant(Horloge.PARIS).toLocalDate());
    }

    /** « à partir du 1er janvier 2027 », ou sa période si elle a commencé. */
    public String periode(VersionDeRegle v) {
        return v.au() == null && v.aVenir(horloge.aujourdhui()) ? "à partir du " + Texte.date(v.du()) : v.periode();
    }

    public String getDemain() {
        return horloge.aujourdhui().plusDays(1).toString();
    }

    /** Premier pas : rien ne s'écrit. */
    public void voir() {
        agi = true;
        Ecran.tenter(() -> apercu = cas.apercu(cle, saisi()));
    }

    /** Second pas : ce qui a été vu, et rien d'autre. */
    public void preparer() {
        agi = true;
        if (!getEmpreinte().equals(Requete.texte("vu"))) {
            Ecran.avertir("Vous avez changé la saisie depuis l'aperçu : relisez ce qu'elle touche, puis confirmez.");
            voir();
            return;
        }
        if (Ecran.tenter(() -> cas.preparer(cle, saisi(), rang))) {
            Ecran.succes("La version est préparée : elle vaudra le " + Texte.date(du)
                    + ". Jusque-là, vous pouvez la retirer.");
            Ecran.aller("/outils/regle.xhtml", Map.of("code", cle));
        }
    }

    public void retirer() {
        if (Ecran.tenter(() -> cas.retirer(cle))) {
            Ecran.succes("La version à venir est retirée ; celle qui vaut aujourd'hui continue.");
            Ecran.aller("/outils/regle.xhtml", Map.of("code", cle));
        }
    }

    private Saisi saisi() {
        return new Saisi(nombre(), du, texte, source);
    }

    private BigDecimal nombre() {
        if (fiche.ligne().regle().principe() || fiche.ligne().regle().sansLimite() && sansLimite) {
            return null;
        }
        String net =
                valeur == null ? "" : valeur.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        if (!net.matches("[0-9]{1,8}(\\.[0-9]{1,2})?")) {
            throw Refus.invalide(
                    "valeur-illisible", "valeur", fiche.ligne().regle().demande());
        }
        BigDecimal lu = new BigDecimal(net).stripTrailingZeros();
        return lu.scale() < 0 ? lu.setScale(0) : lu;
    }

    /** Ce qui distingue une saisie d'une autre. */
    public String getEmpreinte() {
        String tout = String.join("|", sansLimite ? "" : valeur, String.valueOf(du), texte, source);
        return UUID.nameUUIDFromBytes(tout.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Vrai quand un aperçu est montré ; et à l'envoi qui le confirme, le temps d'y reconnaître le bouton. */
    public boolean isVue() {
        return apercu != null
                || !agi
                        && !Requete.texte("vu").isEmpty()
                        && !FacesContext.getCurrentInstance().isValidationFailed();
    }

    /** « 30 jours à partir du 1er mars 2027 » */
    public String getProjet() {
        return (fiche.ligne().regle().principe()
                        ? "Nouveau texte"
                        : fiche.ligne().regle().unite().dire(nombre())) + " à partir du " + Texte.date(du);
    }

    public List<Touche> getApercu() {
        return apercu;
    }

    public String getValeur() {
        return valeur;
    }

    public void setValeur(String v) {
        valeur = v;
    }

    public boolean isSansLimite() {
        return sansLimite;
    }

    public void setSansLimite(boolean v) {
        sansLimite = v;
    }

    public LocalDate getDu() {
        return du;
    }

    public void setDu(LocalDate v) {
        du = v;
    }

    public String getTexte() {
        return texte;
    }

    public void setTexte(String v) {
        texte = v;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String v) {
        source = v;
    }

    public Integer getRang() {
        return rang;
    }

    public void setRang(Integer v) {
        rang = v;
    }
}
