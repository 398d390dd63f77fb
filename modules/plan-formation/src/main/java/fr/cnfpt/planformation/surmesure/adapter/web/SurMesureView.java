package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure.Ligne;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Les demandes sur mesure de l'employeur, ou celles qu'instruit la délégation ; filtres : q, etat. */
@Named("surMesure")
@RequestScoped
public class SurMesureView implements Liste<Ligne> {

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Ligne> tableau;

    public Tableau<Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "surMesure";
    }

    @Override
    public String titre() {
        return "Formations sur mesure";
    }

    @Override
    public List<ColonneDeListe<Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("formation", "Formation", l -> l.demande().intitule()),
                ColonneDeListe.<Ligne>de("employeur", "Demandée par", Ligne::employeur)
                        .seulementSiElleVarie(),
                ColonneDeListe.de("type", "Pour", l -> l.demande().type().getLibelle()),
                ColonneDeListe.de("effectif", "Effectif", this::effectif),
                ColonneDeListe.de(
                        "souhait",
                        "Souhaitée",
                        l -> "entre le " + Texte.court(l.demande().souhaitDu()) + " et le "
                                + Texte.court(l.demande().souhaitAu())),
                ColonneDeListe.de("etat", "Où elle en est", this::etat),
                ColonneDeListe.<Ligne>de(
                                "change",
                                "Depuis",
                                l -> Texte.moment(l.demande().changeLe()))
                        .surDemande());
    }

    public boolean isCnfpt() {
        return courant.get().role().estCnfpt();
    }

    public String etat(Ligne l) {
        return Etats.enClair(l.demande().etat(), isCnfpt());
    }

    public String effectif(Ligne l) {
        return Texte.pluriel(l.demande().effectif(), "agent", "agents");
    }

    public String ton(Ligne l) {
        return Etats.ton(l.demande().etat(), isCnfpt());
    }

    /** Vrai si l'on y est invité par un autre. */
    public boolean invitee(Ligne l) {
        return !isCnfpt() && !l.mienne();
    }

    public List<Option> getOnglets() {
        Map<String, Long> comptes = consulter.parEtat();
        List<Option> o = new ArrayList<>();
        o.add(new Option(
                "",
                "Toutes",
                comptes.values().stream().mapToLong(Long::longValue).sum()));
        Arrays.stream(Etat.values())
                .filter(e -> comptes.containsKey(e.name()))
                .forEach(e -> o.add(new Option(e.name(), Etats.enClair(e, isCnfpt()), comptes.get(e.name()))));
        return o;
    }

    public String getResume() {
        return Texte.compte(getTableau().getTotal(), "Aucune demande", "demande", "demandes")
                + (isCnfpt()
                        ? ", d'intra ou d'union. Chacune attend une proposition, une convention, ou suit son cours."
                        : ". L'intra est pour vos seuls agents ; l'union se fait à plusieurs employeurs.");
    }

    @Override
    public Page<Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        List<Etat> etats = Arrays.stream(Etat.values())
                .filter(e -> e.name().equals(d.texte("etat")))
                .toList();
        return new Page<>(
                consulter.lister(etats, d.texte("q"), premiere, combien), consulter.compter(etats, d.texte("q")));
    }
}
