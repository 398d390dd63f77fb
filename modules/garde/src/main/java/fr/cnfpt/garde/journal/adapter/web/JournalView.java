package fr.cnfpt.garde.journal.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.journal.application.ConsulterLeJournal;
import fr.cnfpt.outils.ecran.liste.Tableau;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Le journal des actes, en phrases ; pour le siège, l'état de la chaîne et les événements de sécurité
 * ({@code vue=securite}). Filtre : q.
 */
@Named("journal")
@RequestScoped
public class JournalView {

    @Inject
    ConsulterLeJournal cas;

    @Inject
    ActesDuJournal actes;

    @Inject
    EvenementsDeSecurite evenements;

    @Inject
    UtilisateurCourant courant;

    private Tableau<?> tableau;
    private String rupture;

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public boolean isSecurite() {
        return isSiege() && Tableau.demande().texte("vue").equals("securite");
    }

    /** Les actes, ou les événements de sécurité. */
    public Tableau<?> getTableau() {
        if (tableau == null) {
            tableau = isSecurite() ? Tableau.de(evenements) : Tableau.de(actes);
        }
        return tableau;
    }

    public boolean isRompue() {
        return !rupture().isEmpty();
    }

    /** « 214 actes, chaîne entière, vérifiée à l'instant » ou « rompue à l'acte 87 » */
    public String getChaine() {
        return isRompue()
                ? "Chaîne rompue à l'acte " + rupture()
                        + " : une ligne y a été changée, ôtée ou intercalée hors de l'application."
                : Texte.pluriel(cas.combien(""), "acte", "actes") + ", chaîne entière, vérifiée à l'instant.";
    }

    private String rupture() {
        if (rupture == null) {
            rupture = cas.premiereRupture().map(String::valueOf).orElse("");
        }
        return rupture;
    }
}
