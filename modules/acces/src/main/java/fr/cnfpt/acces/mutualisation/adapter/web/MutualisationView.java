package fr.cnfpt.acces.mutualisation.adapter.web;

import fr.cnfpt.acces.mutualisation.application.MutualiserLesInscriptions;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
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
import java.util.List;
import java.util.Optional;

/**
 * Les mutualisations en cours, et de quoi en ouvrir une : une délégation choisit les deux collectivités, une RH est
 * déjà la première.
 */
@Named("mutualisation")
@RequestScoped
public class MutualisationView implements Liste<Rattachements.Ligne> {

    @Inject
    MutualiserLesInscriptions mutualisation;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    UtilisateurCourant courant;

    private final Choix collectivite =
            new Choix((t, n) -> chercher(portees.courante(), t, n), s -> parSiren(portees.courante(), s));
    private final Choix gestionnaire =
            new Choix((t, n) -> chercher(Portee.ENTIERE, t, n), s -> parSiren(Portee.ENTIERE, s));
    private Tableau<Rattachements.Ligne> tableau;

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public Tableau<Rattachements.Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "mutualisation";
    }

    @Override
    public String titre() {
        return "Mutualisations en cours";
    }

    @Override
    public List<ColonneDeListe<Rattachements.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.<Rattachements.Ligne>de(
                                "collectivite", "Collectivité", Rattachements.Ligne::collectivite)
                        .triee(),
                ColonneDeListe.<Rattachements.Ligne>de(
                                "gestionnaire", "Qui inscrit pour elle", Rattachements.Ligne::gestionnaire)
                        .triee(),
                ColonneDeListe.<Rattachements.Ligne>de("motif", "Pourquoi", Rattachements.Ligne::motif)
                        .seulementSiElleVarie(),
                ColonneDeListe.<Rattachements.Ligne>de("debut", "Depuis", r -> Texte.date(r.debut()))
                        .triee());
    }

    @Override
    public Page<Rattachements.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        return mutualisation.enCours(d.texte("q"), d.tri(), premiere, combien);
    }

    private List<Proposition> chercher(Portee portee, String texte, int auPlus) {
        return annuaire.chercherCollectivites(portee, texte, auPlus).stream()
                .map(c -> new Proposition(
                        c.siren(), c.nom(), "département " + c.departement() + " · " + c.sirenLisible()))
                .toList();
    }

    private Optional<Proposition> parSiren(Portee portee, String siren) {
        return chercher(portee, siren, 2).stream()
                .filter(p -> p.code().equals(siren.replace(" ", "")))
                .findFirst();
    }

    private CollectiviteInfo choisie(Portee portee, Choix choix) {
        return annuaire.chercherCollectivites(portee, choix.code(), 1).get(0);
    }

    public void confier() {
        Ecran.tenter(() -> {
            CollectiviteInfo confiee = isRh()
                    ? annuaire.collectivite(courant.get().collectivite()).orElseThrow()
                    : choisie(portees.courante(), collectivite);
            CollectiviteInfo a = choisie(Portee.ENTIERE, gestionnaire);
            mutualisation.rattacher(confiee.id(), a.id());
            Ecran.succes(a.nom() + " peut désormais agir pour " + confiee.nom() + ".");
            Ecran.aller("/acces/mutualisation.xhtml");
        });
    }

    public void finir(long id) {
        Ecran.tenter(() -> {
            mutualisation.finir(id);
            Ecran.succes("La mutualisation a pris fin.");
            getTableau().relire();
        });
    }

    public String date(Rattachements.Ligne r) {
        return Texte.date(r.debut());
    }

    public Choix getCollectivite() {
        return collectivite;
    }

    public Choix getGestionnaire() {
        return gestionnaire;
    }
}
