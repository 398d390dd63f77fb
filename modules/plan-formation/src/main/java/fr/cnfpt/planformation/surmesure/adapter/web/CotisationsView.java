package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.planformation.surmesure.application.TenirLesCotisations;
import fr.cnfpt.planformation.surmesure.application.TenirLesCotisations.Constatee;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Les cotisations que la délégation a constatées, et de quoi en constater une. */
@Named("cotisations")
@RequestScoped
public class CotisationsView implements Liste<Constatee> {

    @Inject
    TenirLesCotisations tenir;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    private final Choix collectivite = new Choix(this::employeurs, this::employeur);
    private LocalDate jusquAu;
    private Tableau<Constatee> tableau;

    public Tableau<Constatee> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    private List<Proposition> employeurs(String texte, int auPlus) {
        return annuaire.chercherCollectivites(portees.courante(), texte, auPlus).stream()
                .map(c -> new Proposition(
                        c.siren(), c.nom(), "département " + c.departement() + " · " + c.sirenLisible()))
                .toList();
    }

    private Optional<Proposition> employeur(String siren) {
        return employeurs(siren, 2).stream()
                .filter(p -> p.code().equals(siren.replace(" ", "")))
                .findFirst();
    }

    public void constater() {
        if (Ecran.tenter(() -> tenir.constater(
                annuaire.chercherCollectivites(portees.courante(), collectivite.code(), 1).stream()
                        .map(CollectiviteInfo::id)
                        .findFirst()
                        .orElse(null),
                jusquAu))) {
            Ecran.succes("C'est constaté : " + collectivite.getChoisie().libelle() + " est à jour jusqu'au "
                    + Texte.date(jusquAu) + ".");
            Ecran.aller(PagesDuSurMesure.COTISATIONS);
        }
    }

    @Override
    public String nom() {
        return "cotisations";
    }

    @Override
    public String titre() {
        return "Cotisations";
    }

    @Override
    public List<ColonneDeListe<Constatee>> colonnes() {
        return List.of(
                ColonneDeListe.de("employeur", "Employeur", Constatee::employeur),
                ColonneDeListe.de("siren", "SIREN", Constatee::siren),
                ColonneDeListe.de("jusquau", "À jour jusqu'au", this::jour),
                ColonneDeListe.de("etat", "Aujourd'hui", c -> c.aJour() ? "à jour" : "échue"),
                ColonneDeListe.de(
                        "constat",
                        "Constatée",
                        c -> Texte.moment(c.constat().constateeLe()) + ", par "
                                + c.constat().constateePar()));
    }

    public String jour(Constatee c) {
        return Texte.date(c.constat().aJourAu());
    }

    public String getResume() {
        return Texte.compte(getTableau().getTotal(), "Aucun employeur", "employeur", "employeurs")
                + " dont la cotisation est constatée. Un intra n'est organisé que pour un employeur à jour\u00a0; le dernier constat vaut.";
    }

    @Override
    public Page<Constatee> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(tenir.lister(premiere, combien), tenir.compter());
    }

    public Choix getCollectivite() {
        return collectivite;
    }

    public LocalDate getJusquAu() {
        return jusquAu;
    }

    public void setJusquAu(LocalDate v) {
        jusquAu = v;
    }
}
