package fr.cnfpt.garde.conservation.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.conservation.application.ConsulterLaConservation;
import fr.cnfpt.garde.conservation.application.LancerLaConservation;
import fr.cnfpt.garde.conservation.application.ReglesDeConservation;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Combien de temps on garde quoi ; le dernier passage, l'essai, le lancement. */
@Named("conservation")
@RequestScoped
public class ConservationView {

    @Inject
    ConsulterLaConservation consultation;

    @Inject
    LancerLaConservation lancement;

    private Map<String, Long> essai;

    public List<VersionDeRegle> getDurees() {
        return consultation.durees();
    }

    public String nom(String code) {
        return ReglesDeConservation.nom(code);
    }

    public Conservation.Passage getDernier() {
        return consultation.dernier().orElse(null);
    }

    public String getDernierEnClair() {
        Conservation.Passage p = getDernier();
        return "Lancé le " + Texte.moment(p.lanceLe().toInstant()) + " par « " + p.lancePar() + " »"
                + (p.finiLe() == null
                        ? ", en cours ou coupé : il sera repris."
                        : ", fini le " + Texte.moment(p.finiLe().toInstant()) + ".");
    }

    public List<Map.Entry<String, Long>> getComptes() {
        return List.copyOf(consultation.comptes(getDernier().id()).entrySet());
    }

    public void essayer() {
        Ecran.tenter(() -> essai = consultation.essayer());
    }

    public List<Map.Entry<String, Long>> getEssai() {
        return essai == null ? null : List.copyOf(essai.entrySet());
    }

    public void lancer() {
        if (Ecran.tenter(lancement::lancer)) {
            Ecran.succes("Le passage est lancé. Rechargez la page pour en lire le résultat.");
            Ecran.aller("/garde/conservation.xhtml");
        }
    }
}
