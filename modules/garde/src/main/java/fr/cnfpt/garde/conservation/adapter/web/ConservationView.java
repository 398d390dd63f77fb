package fr.cnfpt.garde.conservation.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.conservation.application.ConsulterLaConservation;
import fr.cnfpt.garde.conservation.application.LancerLaConservation;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.garde.durees.domain.Duree;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Combien de temps on garde quoi ; le dernier passage, l'essai, le lancement. */
@Named("conservation")
@RequestScoped
public class ConservationView {

    /** En français, l'ordre de l'écran. */
    private static final Map<String, String> NOMS = Map.ofEntries(
            Map.entry("AGENT_PARTI", "Agents partis"),
            Map.entry("AGENT_SANS_ACTIVITE", "Agents sans activité"),
            Map.entry("PREUVE", "Attestations"),
            Map.entry("JOURNAL", "Journal des actes"),
            Map.entry("EVENEMENT_SECURITE", "Événements de sécurité"),
            Map.entry("COURRIER", "Courriels envoyés"),
            Map.entry("CONNEXION", "Connexions expirées"),
            Map.entry("LIEN", "Liens d'activation et d'oubli"),
            Map.entry("JETON", "Jetons des SIRH"),
            Map.entry("FREIN", "Freins aux essais"),
            Map.entry("COMPTE_JAMAIS_ACTIVE", "Comptes jamais activés"),
            Map.entry("DEMANDE", "Demandes sur les données"),
            Map.entry("IMPORT", "Essais d'import"),
            Map.entry("EXPORT", "Fichiers préparés"));

    @Inject
    ConsulterLaConservation consultation;

    @Inject
    LancerLaConservation lancement;

    private Map<String, Long> essai;

    public List<Duree> getDurees() {
        return consultation.durees();
    }

    public String nom(String code) {
        return NOMS.getOrDefault(code, code);
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
