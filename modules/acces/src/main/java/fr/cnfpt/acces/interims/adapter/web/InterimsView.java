package fr.cnfpt.acces.interims.adapter.web;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.interims.application.OrganiserLesInterims;
import fr.cnfpt.acces.interims.persistence.Interims;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Les intérims d'une collectivité, ou celui d'un responsable. */
@Named("interims")
@RequestScoped
public class InterimsView implements Liste<Interims.Ligne> {

    @Inject
    OrganiserLesInterims interims;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    UtilisateurCourant courant;

    private final Choix titulaire = new Choix(this::agents, this::agent);
    private final Choix suppleant = new Choix(this::agents, this::agent);
    private Tableau<Interims.Ligne> tableau;
    private LocalDate du;
    private LocalDate au;

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public Tableau<Interims.Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "interims";
    }

    @Override
    public String titre() {
        return "Intérims en cours et à venir";
    }

    @Override
    public List<ColonneDeListe<Interims.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.<Interims.Ligne>de("titulaire", "Responsable", Interims.Ligne::titulaire)
                        .triee(),
                ColonneDeListe.<Interims.Ligne>de("suppleant", "Remplacé par", Interims.Ligne::suppleant)
                        .triee(),
                ColonneDeListe.<Interims.Ligne>de("quand", "Quand", Interims.Ligne::periode)
                        .triee());
    }

    @Override
    public Page<Interims.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        return interims.enCours(d.texte("q"), d.tri(), premiere, combien);
    }

    /** Tous pour une RH ; un responsable ne se voit proposer que son équipe, et tape le matricule d'un autre. */
    private List<Proposition> agents(String texte, int auPlus) {
        return (isRh()
                        ? annuaire.chercherAgents(courant.get().collectivite(), texte, auPlus).stream()
                        : acteurs.equipeDe(courant.get().agent()).stream()
                                .filter(a -> nu(a.nomComplet()).contains(nu(texte))))
                .limit(auPlus)
                .map(InterimsView::proposition)
                .toList();
    }

    private Optional<Proposition> agent(String matricule) {
        return annuaire.agentsParMatricule(courant.get().collectivite(), List.of(matricule)).stream()
                .findFirst()
                .map(InterimsView::proposition);
    }

    private static String nu(String texte) {
        return Normalizer.normalize(texte.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private static Proposition proposition(AgentInfo a) {
        return new Proposition(a.matricule(), a.nomComplet(), a.service());
    }

    public void ouvrir() {
        if (Ecran.tenter(() -> interims.ouvrir(titulaire.code(), suppleant.code(), du, au))) {
            Ecran.succes("Remplaçant désigné.");
            Ecran.aller("/acces/interims.xhtml");
        }
    }

    public void finir(long id) {
        Ecran.tenter(() -> {
            interims.finir(id);
            Ecran.succes("Intérim arrêté.");
            getTableau().relire();
        });
    }

    public Choix getTitulaire() {
        return titulaire;
    }

    public Choix getSuppleant() {
        return suppleant;
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
}
