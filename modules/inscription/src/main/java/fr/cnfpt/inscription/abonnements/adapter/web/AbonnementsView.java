package fr.cnfpt.inscription.abonnements.adapter.web;

import fr.cnfpt.inscription.abonnements.application.TenirLesAbonnements;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les adresses que l'employeur a déclarées, et de quoi en déclarer une. Le secret se montre une fois. */
@Named("abonnements")
@RequestScoped
public class AbonnementsView {

    @Inject
    TenirLesAbonnements abonnements;

    private List<Abonnement> lignes;
    private String adresse;
    private List<String> etats = List.of("ACCEPTEE", "CONVOQUEE", "LISTE_ATTENTE", "REFUSEE", "ANNULEE");
    private Abonnement declare;

    public void declarer() {
        Ecran.tenter(() -> {
            declare = abonnements.declarer(
                    adresse, etats.stream().map(Etat::valueOf).toList());
            adresse = null;
            lignes = null;
        });
    }

    public List<Abonnement> getLignes() {
        if (lignes == null) {
            lignes = abonnements.lister();
        }
        return lignes;
    }

    public boolean isComplet() {
        return getLignes().size() >= Abonnement.MAXIMUM;
    }

    /** Celui qu'on vient de déclarer, secret compris. */
    public Abonnement getDeclare() {
        return declare;
    }

    public Etat[] getTousLesEtats() {
        return Etat.values();
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String a) {
        adresse = a;
    }

    public List<String> getEtats() {
        return etats;
    }

    public void setEtats(List<String> e) {
        etats = e == null ? List.of() : List.copyOf(e);
    }
}
