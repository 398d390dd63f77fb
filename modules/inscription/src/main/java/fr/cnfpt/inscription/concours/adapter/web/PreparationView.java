package fr.cnfpt.inscription.concours.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.concours.application.LireUnePreparation;
import fr.cnfpt.inscription.concours.application.LireUnePreparation.Preparation;
import fr.cnfpt.inscription.concours.application.TenirUnePreparation;
import fr.cnfpt.inscription.concours.domain.Assiduite.Absence;
import fr.cnfpt.inscription.concours.domain.Parcours;
import fr.cnfpt.inscription.concours.persistence.Preparations.Mesure;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Une demande de préparation aux concours : ce que chacun en lit sur la demande même, et la page où la délégation note
 * le test et les absences, avertit, radie.
 */
@Named("preparation")
@RequestScoped
public class PreparationView {

    @Inject
    LireUnePreparation lecture;

    @Inject
    TenirUnePreparation tenue;

    @Inject
    UtilisateurCourant courant;

    private Preparation p;
    private boolean seule;
    private BigDecimal points;
    private LocalDate passeLe;
    private Parcours parcours;
    private String conseil;
    private LocalDate jour;
    private int demiJournees = 1;
    private String justification;
    private String motif;

    @PostConstruct
    void ouvrir() {
        seule = !Requete.texte("bulletin").isEmpty();
        try {
            p = lecture.lire(Requete.identifiant(seule ? "bulletin" : "id")).orElse(null);
        } catch (Refus introuvable) {
            p = null;
        }
        if (p != null && p.orientation() != null) {
            points = p.orientation().points();
            passeLe = p.orientation().passeLe();
            parcours = p.orientation().parcours();
            conseil = p.orientation().conseil();
        }
    }

    /** Pour la page qui n'a rien d'autre à montrer. */
    public void entrer() {
        if (p == null) {
            Requete.introuvable();
        }
    }

    public boolean isConnue() {
        return p != null;
    }

    public Preparation getP() {
        return p;
    }

    public boolean isTenable() {
        return courant.get().role().estCnfpt();
    }

    public String getTitre() {
        return p.agent().nomComplet() + ", préparation aux concours";
    }

    public String getTest() {
        return p.orientation() == null
                ? "Pas encore de résultat. " + enPhrase(p.test().texte())
                : p.orientation().parcours().libelle()
                        + (p.voitLesPoints()
                                ? ", " + Texte.nombre(p.orientation().points()) + " sur 20"
                                : "")
                        + ", test du " + Texte.date(p.orientation().passeLe()) + ".";
    }

    private static String enPhrase(String s) {
        return s.endsWith(".") ? s : s + ".";
    }

    public String getAbsences() {
        int n = p.assiduite().demiJournees();
        return Texte.compte(n, "Aucune demi-journée", "demi-journée", "demi-journées")
                + " d'absence sans justification. On avertit à partir de "
                + p.seuils().avertir().entier() + ", on radie qui est averti à partir de "
                + p.seuils().radier().entier() + " (" + p.seuils().radier().source() + ").";
    }

    public List<String> getAbsencesDites() {
        return p.assiduite().absences().stream().map(PreparationView::dire).toList();
    }

    static String dire(Absence a) {
        return Texte.jour(a.jour()) + ", " + Texte.pluriel(a.demiJournees(), "demi-journée", "demi-journées")
                + (a.compte() ? ", sans justification" : ", justifiée : " + a.justification());
    }

    public List<Absence> getLignes() {
        return p.assiduite().absences();
    }

    public String dite(Absence a) {
        return dire(a);
    }

    public String getAvertissement() {
        return mesure("Averti", p.avertissement());
    }

    public String getRadiation() {
        return mesure("Radié", p.radiation());
    }

    private static String mesure(String quoi, Mesure m) {
        return m == null
                ? null
                : quoi + " le " + Texte.moment(m.le().toInstant()) + " pour "
                        + Texte.pluriel(m.demiJournees(), "demi-journée", "demi-journées")
                        + " d'absence sans justification (seuil : " + m.seuil() + "). Règle : " + m.regle() + " "
                        + m.source() + ".";
    }

    public boolean isAvertissable() {
        return Geste.AVERTIR.admet(p.ligne().etat(), p.moment())
                && !p.assiduite().avertie()
                && p.assiduite().demiJournees() >= p.seuils().avertir().entier();
    }

    public boolean isRadiable() {
        return Geste.RADIER.admet(p.ligne().etat(), p.moment())
                && p.assiduite().avertie()
                && p.assiduite().demiJournees() >= p.seuils().radier().entier();
    }

    /** Les préconisations qu'on choisit. */
    public List<Parcours> getTousLesParcours() {
        return Arrays.asList(Parcours.values());
    }

    public void noterLeTest() {
        if (Ecran.tenter(() -> tenue.noterLeTest(getId(), points, passeLe, parcours, conseil))) {
            revenir("Le résultat est noté. La personne et sa RH sont prévenues.");
        }
    }

    public void noterUneAbsence() {
        if (Ecran.tenter(() -> tenue.noterUneAbsence(getId(), jour, demiJournees, justification))) {
            revenir("L'absence est notée.");
        }
    }

    public void retirer(Absence a) {
        if (Ecran.tenter(() -> tenue.retirerUneAbsence(getId(), a.jour()))) {
            revenir("L'absence du " + Texte.date(a.jour()) + " est retirée.");
        }
    }

    public void avertir() {
        if (Ecran.tenter(() -> tenue.avertir(getId(), motif))) {
            revenir("L'avertissement est donné. La personne et sa RH sont prévenues, et liront le motif.");
        }
    }

    public void radier() {
        boolean[] promue = new boolean[1];
        if (Ecran.tenter(() -> promue[0] = tenue.radier(getId(), motif))) {
            revenir("La radiation est prononcée. La personne et sa RH sont prévenues, et liront le motif."
                    + (promue[0] ? " Sa place va à la première personne de la liste d'attente." : ""));
        }
    }

    private void revenir(String dit) {
        Ecran.succes(dit);
        Ecran.aller("/inscription/preparation.xhtml", Map.of("bulletin", getId()));
    }

    public long getId() {
        return p.ligne().id();
    }

    public BigDecimal getPoints() {
        return points;
    }

    public void setPoints(BigDecimal v) {
        points = v;
    }

    public LocalDate getPasseLe() {
        return passeLe;
    }

    public void setPasseLe(LocalDate v) {
        passeLe = v;
    }

    public Parcours getParcours() {
        return parcours;
    }

    public void setParcours(Parcours v) {
        parcours = v;
    }

    public String getConseil() {
        return conseil;
    }

    public void setConseil(String v) {
        conseil = v;
    }

    public LocalDate getJour() {
        return jour;
    }

    public void setJour(LocalDate v) {
        jour = v;
    }

    public int getDemiJournees() {
        return demiJournees;
    }

    public void setDemiJournees(int v) {
        demiJournees = v;
    }

    public String getJustification() {
        return justification;
    }

    public void setJustification(String v) {
        justification = v;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }
}
