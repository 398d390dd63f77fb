package fr.cnfpt.inscription.circuit.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.circuit.application.SuivreLesDemandesPartagees;
import fr.cnfpt.inscription.circuit.application.SuivreLesDemandesPartagees.Partagee;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Les demandes que d'autres employeurs portent pour nos agents intercommunaux, et l'avis qu'on y donne. */
@Named("partagees")
@RequestScoped
public class PartageesView {

    @Inject
    SuivreLesDemandesPartagees demandes;

    private List<Partagee> lignes;
    private final Map<Long, String> motifs = new HashMap<>();

    public List<Partagee> getLignes() {
        if (lignes == null) {
            lignes = demandes.lister();
        }
        return lignes;
    }

    /** Une liste qui s'arrête le dit. */
    public boolean isCoupee() {
        return getLignes().size() == SuivreLesDemandesPartagees.LUES;
    }

    public String deposeLe(Partagee p) {
        return Texte.moment(p.ligne().deposeLe());
    }

    /** Le motif écrit sous chaque demande, par son numéro. */
    public Map<Long, String> getMotifs() {
        return motifs;
    }

    public void avis(long bulletin, boolean favorable) {
        if (Ecran.tenter(() -> demandes.donnerAvis(bulletin, favorable, motifs.get(bulletin)))) {
            Ecran.succes("Avis enregistré. L'employeur qui porte la demande le lira avant de la valider.");
            motifs.remove(bulletin);
        }
        lignes = null;
    }
}
