package fr.cnfpt.garde.journal.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.journal.application.ConsulterLeJournal;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les événements de sécurité, pour le siège ; filtre : q. */
@Named("evenementsDeSecurite")
@RequestScoped
public class EvenementsDeSecurite implements Liste<LignesDuJournal.Evenement> {

    @Inject
    ConsulterLeJournal cas;

    @Override
    public String nom() {
        return "evenementsDeSecurite";
    }

    @Override
    public String titre() {
        return "Événements de sécurité";
    }

    @Override
    public List<ColonneDeListe<LignesDuJournal.Evenement>> colonnes() {
        return List.of(
                ColonneDeListe.de("quand", "Quand", e -> Texte.moment(e.le().toInstant())),
                ColonneDeListe.de("evenement", "Événement", e -> ActesEnClair.dire(e.genre())),
                ColonneDeListe.de("detail", "Détail", LignesDuJournal.Evenement::detail),
                ColonneDeListe.de("compte", "Compte", LignesDuJournal.Evenement::compte),
                ColonneDeListe.de("adresse", "Adresse", LignesDuJournal.Evenement::adresse));
    }

    @Override
    public Page<LignesDuJournal.Evenement> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(cas.evenements(d.texte("q"), premiere, combien), cas.combienDEvenements(d.texte("q")));
    }
}
