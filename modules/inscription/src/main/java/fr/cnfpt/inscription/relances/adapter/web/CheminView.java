package fr.cnfpt.inscription.relances.adapter.web;

import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.relances.application.SuivreLesRelances;
import fr.cnfpt.inscription.relances.persistence.Relances;
import fr.cnfpt.inscription.relances.persistence.Venues.Venue;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selon quel circuit la demande d'une page avance, et ce qui en a été rappelé. */
@Named("chemin")
@RequestScoped
public class CheminView {

    @Inject
    SuivreLesRelances relances;

    private SuivreLesRelances.Chemin chemin;

    @PostConstruct
    void lire() {
        try {
            chemin = relances.chemin(Requete.identifiant("id"));
        } catch (Refus r) {
            // La page du bulletin dit elle-même qu'il est introuvable.
            chemin = new SuivreLesRelances.Chemin(null, List.of(), Optional.empty());
        }
    }

    public boolean isConnu() {
        return chemin.circuit() != null;
    }

    /**
     * Les pas que la collectivité a choisis, dans l'ordre.
     *
     * @param selection vrai si la session donne ses places par une décision, prise ou à venir
     */
    public List<String> pas(boolean selection) {
        Circuit c = chemin.circuit();
        List<String> pas = new ArrayList<>();
        pas.add(
                c.preinscription()
                        ? "L'agent demande, ou le service formation l'inscrit."
                        : "Le service formation inscrit.");
        if (c.preinscription() && c.avis()) {
            pas.add("Son responsable donne son avis : rappelé tous les "
                    + Texte.pluriel(c.rappelJours(), "jour", "jours")
                    + (c.attenteJours() == null
                            ? ", attendu tant qu'il n'est pas rendu."
                            : ", plus attendu après " + c.attenteJours() + " jours."));
        }
        if (c.preinscription()) {
            pas.add("Le service formation valide : rappelé après " + Texte.pluriel(c.rappelJours(), "jour.", "jours."));
        }
        pas.add(
                selection
                        ? "Le CNFPT reçoit, et décide après la clôture : une place, un rang dans la liste d'attente, ou un refus, avec la raison."
                        : "Le CNFPT reçoit : une place, ou un rang dans la liste d'attente.");
        return pas;
    }

    public List<String> getRappels() {
        return chemin.faites().stream().map(Relances.Faite::enClair).toList();
    }

    /** Le rappel avant la session et sa réponse, ou {@code null}. */
    public String getVenue() {
        return chemin.venue().map(CheminView::enClair).orElse(null);
    }

    private static String enClair(Venue v) {
        String rappel = v.joignable()
                ? "Rappelé le " + Texte.moment(v.rappeleLe())
                : "Pas rappelé : sa fiche n'a pas d'adresse de courriel";
        return v.vient() == null
                ? rappel + (v.joignable() ? ", sans réponse." : ".")
                : rappel + (v.vient() ? ", a dit qu'il venait le " : ", a dit ne pas pouvoir venir le ")
                        + Texte.moment(v.reponduLe()) + ".";
    }
}
