package fr.cnfpt.annuaire.carte.adapter.web;

import fr.cnfpt.annuaire.carte.application.ChargerMillesime;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Ce qu'un millésime change, ou changerait ; filtres : rapport (son numéro), genre, departement. */
@Named("changementsDeLaCarte")
@RequestScoped
public class ChangementsDeLaCarte implements Liste<LigneDeRapport> {

    @Inject
    ChargerMillesime chargement;

    @Override
    public String nom() {
        return "changementsDeLaCarte";
    }

    @Override
    public String titre() {
        return "Changements de la carte";
    }

    @Override
    public List<ColonneDeListe<LigneDeRapport>> colonnes() {
        return List.of(
                ColonneDeListe.de("nom", "Quoi", LigneDeRapport::nom),
                ColonneDeListe.de("code", "Code", LigneDeRapport::code),
                ColonneDeListe.<LigneDeRapport>de("departement", "Département", LigneDeRapport::departement)
                        .seulementSiElleVarie(),
                ColonneDeListe.<LigneDeRapport>de("changement", "Changement", LigneDeRapport::libelle)
                        .seulementSiElleVarie(),
                ColonneDeListe.de("detail", "Détail", LigneDeRapport::detail),
                ColonneDeListe.de("agents", "Agents", l -> String.valueOf(l.agents())));
    }

    @Override
    public Page<LigneDeRapport> lire(DemandeDeListe d, int premiere, int combien) {
        Long rapport = d.identifiant("rapport");
        List<LigneDeRapport> toutes =
                rapport == null ? List.of() : chargement.lignes(rapport, d.texte("genre"), d.texte("departement"));
        return Page.parmi(toutes, premiere, combien);
    }

    @Override
    public int taille() {
        return 100;
    }
}
