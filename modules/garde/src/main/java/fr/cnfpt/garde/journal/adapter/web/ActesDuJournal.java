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

/** Les actes, du plus récent au plus ancien ; filtre : q. */
@Named("actesDuJournal")
@RequestScoped
public class ActesDuJournal implements Liste<LignesDuJournal.Ligne> {

    @Inject
    ConsulterLeJournal cas;

    @Override
    public String nom() {
        return "actesDuJournal";
    }

    @Override
    public String titre() {
        return "Journal des actes";
    }

    @Override
    public List<ColonneDeListe<LignesDuJournal.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("quand", "Quand", l -> Texte.moment(l.le().toInstant())),
                ColonneDeListe.de("acte", "Ce qui s'est fait", l -> ActesEnClair.dire(l.action())),
                ColonneDeListe.de("detail", "Détail", LignesDuJournal.Ligne::detail),
                ColonneDeListe.de("sur", "Sur", l -> l.qui() == null ? l.objet() : l.qui()),
                ColonneDeListe.de("par", "Par", LignesDuJournal.Ligne::auteur),
                ColonneDeListe.<LignesDuJournal.Ligne>de("numero", "Numéro", l -> String.valueOf(l.numero()))
                        .surDemande());
    }

    @Override
    public Page<LignesDuJournal.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(cas.actes(d.texte("q"), premiere, combien), cas.combien(d.texte("q")));
    }
}
