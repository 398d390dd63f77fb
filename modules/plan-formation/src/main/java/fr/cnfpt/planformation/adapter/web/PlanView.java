package fr.cnfpt.planformation.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.application.PlanVue;
import fr.cnfpt.planformation.application.TenirPlan;
import fr.cnfpt.planformation.application.TransmettrePlan;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.territorialisation.api.ThemeInfo;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Le plan de la collectivité, pour l'année que nomme l'adresse. Chaque formulaire la redit : ouvert la veille du 1er
 * janvier et envoyé le lendemain, il vise le plan que l'on voyait.
 */
@Named("planFormation")
@RequestScoped
public class PlanView {

    @Inject
    TenirPlan tenir;

    @Inject
    TransmettrePlan transmission;

    @Inject
    Horloge horloge;

    private PlanVue plan;
    private List<ThemeInfo> themes;
    private String theme;
    private Nature nature;
    private String publicVise;
    private Integer effectif;
    private boolean ferme = true;
    private int priorite = 2;
    private LocalDate echeance;
    private LocalDate avisCst;
    private LocalDate assemblee;

    @PostConstruct
    void lire() {
        int demandee = Requete.entier("annee", 0);
        int annee = demandee == 0 ? tenir.annee() : demandee;
        plan = tenir.lire(annee);
        themes = tenir.themes(annee);
    }

    public void ajouter() {
        if (Ecran.tenter(() -> tenir.ajouter(
                getAnnee(), new BesoinSaisi(theme, nature, publicVise, effectif, ferme, priorite, echeance)))) {
            Ecran.succes("Le besoin est ajouté à votre plan " + getAnnee() + ".");
            rester();
        }
    }

    public void retirer(long besoinId) {
        if (Ecran.tenter(() -> tenir.retirer(getAnnee(), besoinId))) {
            Ecran.succes("Le besoin est retiré de votre plan.");
            rester();
        } else {
            plan = tenir.lire(getAnnee());
        }
    }

    public void transmettre() {
        if (Ecran.tenter(() -> transmission.executer(getAnnee(), avisCst, assemblee))) {
            Ecran.succes("Votre plan " + getAnnee() + " est transmis à la délégation.");
            rester();
        }
    }

    private void rester() {
        Ecran.aller(PagesDesPlans.PLAN, Map.of("annee", getAnnee()));
    }

    public String getSousTitre() {
        if (!plan.ouvert()) {
            return "Ce que vos agents auront besoin d'apprendre en " + getAnnee() + ".";
        }
        String compte = Texte.pluriel(plan.besoins().size(), "besoin", "besoins") + " : "
                + Texte.pluriel(plan.fermes(), "agent ferme", "agents fermes")
                + (plan.indicatifs() == 0 ? "" : " et " + Texte.pluriel(plan.indicatifs(), "indicatif", "indicatifs"));
        return (plan.transmis() ? "Transmis · " : "Brouillon · ") + compte;
    }

    /** Quand et comment le plan a été transmis, en une phrase. */
    public String getTransmission() {
        StringBuilder b = new StringBuilder("Transmis le ")
                .append(Texte.moment(plan.transmisLe().toInstant()));
        if (plan.avisCstLe() != null) {
            b.append(", après l'avis du comité social territorial du ").append(Texte.date(plan.avisCstLe()));
        }
        if (plan.presenteAssembleeLe() != null) {
            b.append(
                            plan.avisCstLe() == null
                                    ? ", après la présentation à l'assemblée du "
                                    : " et la présentation à l'assemblée du ")
                    .append(Texte.date(plan.presenteAssembleeLe()));
        }
        return b.append('.').toString();
    }

    public String jour(LocalDate d) {
        return d == null ? "" : Texte.court(d);
    }

    public int getAnnee() {
        return plan.annee();
    }

    /** L'autre année dont le plan se tient aujourd'hui. */
    public int getAutreAnnee() {
        return tenir.annees().stream().filter(a -> a != getAnnee()).findFirst().orElseThrow();
    }

    public boolean isTransmis() {
        return plan.transmis();
    }

    public boolean isVide() {
        return plan.besoins().isEmpty();
    }

    public int getNombre() {
        return plan.besoins().size();
    }

    public List<PlanVue.Ligne> getBesoins() {
        return plan.besoins();
    }

    public List<ThemeInfo> getThemes() {
        return themes;
    }

    public Nature[] getNatures() {
        return Nature.values();
    }

    public String getAujourdhui() {
        return horloge.aujourdhui().toString();
    }

    public String getPremierJour() {
        return getAnnee() + "-01-01";
    }

    public String getTheme() {
        return theme;
    }

    public void setTheme(String t) {
        theme = t;
    }

    public Nature getNature() {
        return nature;
    }

    public void setNature(Nature n) {
        nature = n;
    }

    public String getPublicVise() {
        return publicVise;
    }

    public void setPublicVise(String p) {
        publicVise = p;
    }

    public Integer getEffectif() {
        return effectif;
    }

    public void setEffectif(Integer e) {
        effectif = e;
    }

    public boolean isFerme() {
        return ferme;
    }

    public void setFerme(boolean f) {
        ferme = f;
    }

    public int getPriorite() {
        return priorite;
    }

    public void setPriorite(int p) {
        priorite = p;
    }

    public LocalDate getEcheance() {
        return echeance;
    }

    public void setEcheance(LocalDate e) {
        echeance = e;
    }

    public LocalDate getAvisCst() {
        return avisCst;
    }

    public void setAvisCst(LocalDate a) {
        avisCst = a;
    }

    public LocalDate getAssemblee() {
        return assemblee;
    }

    public void setAssemblee(LocalDate a) {
        assemblee = a;
    }
}
