package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.collectivites.application.ConsulterCollectivites;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites.Ligne;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les collectivités du ressort, sur la vraie carte ; filtres : q, nature, closes. */
@Named("collectivites")
@RequestScoped
public class CollectivitesView implements Liste<Ligne> {

    @Inject
    ConsulterCollectivites consultation;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Ligne> tableau;
    private String proposition;

    public Tableau<Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "collectivites";
    }

    @Override
    public String titre() {
        return "Collectivités";
    }

    @Override
    public List<ColonneDeListe<Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.<Ligne>de("nom", "Collectivité", Ligne::nom).triee(),
                ColonneDeListe.<Ligne>de("nature", "Nature", Ligne::natureEnClair)
                        .seulementSiElleVarie(),
                ColonneDeListe.<Ligne>de("departement", "Département", Ligne::departement)
                        .triee()
                        .seulementSiElleVarie(),
                ColonneDeListe.<Ligne>de("intercommunalite", "Intercommunalité", Ligne::intercommunalite)
                        .triee(),
                ColonneDeListe.<Ligne>de(
                                "habitants",
                                "Habitants",
                                l -> l.population() == null ? "" : String.valueOf(l.population()))
                        .triee(),
                ColonneDeListe.<Ligne>de("agents", "Agents connus", l -> String.valueOf(l.agents()))
                        .triee(),
                ColonneDeListe.<Ligne>de("siren", "SIREN", Ligne::sirenLisible));
    }

    @Override
    public Page<Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        Collectivites.Page page =
                consultation.chercher(d.texte("q"), d.texte("nature"), d.coche("closes"), d.tri(), premiere, combien);
        proposition = page.proposition();
        return new Page<>(page.lignes(), page.total());
    }

    public List<Option> getNatures() {
        return List.of(Option.de("COMMUNE", "Communes"), Option.de("EPCI", "Intercommunalités"));
    }

    /** Le nom le plus proche de ce qui est cherché, quand rien n'y répond. */
    public String getProposition() {
        getTableau().getLignes();
        return proposition;
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    public String getResume() {
        long n = getTableau().getTotal();
        return Texte.compte(n, "Aucune collectivité", "collectivité", "collectivités")
                + " dans votre ressort"
                + (getTableau().getDemande().texte("q").isEmpty()
                        ? ""
                        : " pour « " + getTableau().getDemande().texte("q") + " »")
                + (n > 1 && getTableau().getDemande().tri().colonne().isEmpty()
                        ? ", " + (n == 2 ? "la plus peuplée d'abord" : "des plus peuplées aux moins peuplées")
                        : "");
    }
}
