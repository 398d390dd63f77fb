package fr.cnfpt.inscription.amenagements.adapter.web;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.amenagements.application.TenirLesAmenagements;
import fr.cnfpt.inscription.amenagements.application.TenirLesAmenagements.Besoin;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les aménagements d'une délégation : qui est référent ; à lui seul, les besoins et ses réponses. */
@Named("amenagements")
@RequestScoped
public class AmenagementsView {

    @Inject
    TenirLesAmenagements tenue;

    /** Un besoin et la réponse qu'on y écrit. */
    public static class Fiche {
        private final Besoin besoin;
        private String lu;
        private String reponse;
        private String aDire;

        Fiche(Besoin b) {
            besoin = b;
            lu = b.amenagement().besoin();
            reponse = b.amenagement().reponse();
            aDire = b.amenagement().aDire();
        }

        public Besoin getBesoin() {
            return besoin;
        }

        public long getId() {
            return besoin.amenagement().bulletinId();
        }

        public String getEcritLe() {
            return Texte.moment(besoin.amenagement().ecritLe().toInstant());
        }

        public String getLu() {
            return lu;
        }

        public void setLu(String v) {
            lu = v;
        }

        public String getReponse() {
            return reponse;
        }

        public void setReponse(String v) {
            reponse = v;
        }

        public String getADire() {
            return aDire;
        }

        public void setADire(String v) {
            aDire = v;
        }
    }

    private CompteInfo referent;
    private boolean suisReferent;
    private List<CompteInfo> candidats;
    private List<Fiche> fiches;
    private Long compte;

    @PostConstruct
    void lire() {
        candidats = tenue.candidats();
        referent = tenue.referent().orElse(null);
        suisReferent = tenue.suisReferent();
        fiches = suisReferent ? tenue.besoins().stream().map(Fiche::new).toList() : List.of();
        compte = referent == null ? null : referent.id();
    }

    public void designer() {
        if (Ecran.tenter(() -> tenue.designer(compte == null ? 0 : compte))) {
            Ecran.succes("C'est désigné. Lui seul lit maintenant les besoins d'aménagement.");
            lire();
        }
    }

    public void repondre(Fiche f) {
        if (Ecran.tenter(() -> tenue.repondre(f.getId(), f.getLu(), f.getReponse(), f.getADire()))) {
            Ecran.succes("Réponse envoyée. La personne seule la lira.");
            lire();
        }
    }

    public CompteInfo getReferent() {
        return referent;
    }

    public boolean isSuisReferent() {
        return suisReferent;
    }

    public List<CompteInfo> getCandidats() {
        return candidats;
    }

    public List<Fiche> getFiches() {
        return fiches;
    }

    /** Ce que tous voient : combien attendent. */
    public String getEnAttente() {
        long n = tenue.sansReponse();
        return n == 0
                ? "Aucun besoin n'attend de réponse."
                : Texte.pluriel(n, "besoin attend une réponse.", "besoins attendent une réponse.");
    }

    public Long getCompte() {
        return compte;
    }

    public void setCompte(Long c) {
        compte = c;
    }
}
