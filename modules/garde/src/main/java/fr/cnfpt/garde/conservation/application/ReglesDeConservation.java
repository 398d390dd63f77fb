package fr.cnfpt.garde.conservation.application;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.durees.persistence.Durees;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Combien de temps on garde quoi, dit au siège : ce qu'un passage effacerait si la durée était celle-là. */
@ApplicationScoped
public class ReglesDeConservation implements FamilleDeRegles {

    private static final int CENT_ANS = 36525;
    private static final String ETEND =
            "Le premier passage fait sous la nouvelle durée efface ce qui l'a dépassée ; ce qui est effacé ne revient pas.";
    private static final String SANS_PASSAGE =
            "Aucun passage ne l'applique : elle est dite à l'agent, qui lit combien de temps on garde ses données.";

    /** Ce qu'aucun passage n'efface. */
    private static final List<String> DITES = List.of("PREUVE", "JOURNAL", "CONVENTION");

    /** En français, l'ordre de l'écran. */
    private static final Map<String, String> NOMS;

    static {
        Map<String, String> noms = new LinkedHashMap<>();
        noms.put(SuivreLaConservation.PARTI, "Agents partis");
        noms.put(SuivreLaConservation.SANS_ACTIVITE, "Agents sans activité");
        noms.put("PREUVE", "Attestations");
        noms.put("JOURNAL", "Journal des actes");
        noms.put("EVENEMENT_SECURITE", "Événements de sécurité");
        noms.put("COURRIER", "Courriels envoyés");
        noms.put("CONNEXION", "Connexions expirées");
        noms.put("LIEN", "Liens d'activation et d'oubli");
        noms.put("JETON", "Jetons des SIRH");
        noms.put("FREIN", "Freins aux essais");
        noms.put("COMPTE_JAMAIS_ACTIVE", "Comptes jamais activés");
        noms.put("COMPTE_FERME", "Comptes fermés, hors agents");
        noms.put("DEMANDE", "Demandes sur les données");
        noms.put("IMPORT", "Essais d'import");
        noms.put("IMPORT_OFFRE", "Imports d'offre");
        noms.put("EXPORT", "Fichiers préparés");
        noms.put("CONVENTION", "Conventions du sur-mesure");
        noms.put("RECHERCHE_OUBLIEE", "Recherches oubliées");
        noms.put("AMENAGEMENT", "Besoins d'aménagement");
        noms.put("PRIORITE", "Motifs des priorités de droit");
        noms.put("LIEN_DE_COURRIEL", "Liens de réponse des courriels");
        noms.put("COPIE_TRANSMISE", "Copies transmises à un tiers");
        noms.put("TRANSMISSION", "Traces des transmissions à un tiers");
        NOMS = Collections.unmodifiableMap(noms);
    }

    @Inject
    SuivreLaConservation suivi;

    @Inject
    UtilisateurCourant courant;

    /** Ce que ce code garde, en français. */
    public static String nom(String code) {
        return NOMS.getOrDefault(code, code);
    }

    @Override
    public String code() {
        return Durees.FAMILLE;
    }

    @Override
    public int ordre() {
        return 40;
    }

    @Override
    public String libelle() {
        return "Conserver les données";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return NOMS.entrySet().stream()
                .map(n -> RegleDeclaree.duree(
                        n.getKey(), n.getValue(), CENT_ANS, DITES.contains(n.getKey()) ? SANS_PASSAGE : ETEND))
                .toList();
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        if (DITES.contains(projet.code())) {
            return List.of();
        }
        if (projet.valeur() == null) {
            return List.of(Touche.de(0, "ligne serait effacée", "", "sans limite, rien ne s'efface de soi-même"));
        }
        long n = courant.agirComme(
                Utilisateur.SYSTEME,
                () -> suivi.compter(projet.code(), projet.valeur().intValueExact()));
        boolean agents = projet.code().startsWith("AGENT_");
        return List.of(
                agents
                        ? Touche.de(
                                n,
                                "agent serait à examiner au prochain passage",
                                n > SuivreLaConservation.COMPTES_AU_PLUS
                                        ? "agents, ou davantage, seraient à examiner au prochain passage"
                                        : "agents seraient à examiner au prochain passage",
                                "une formation plus récente ou une inscription en cours les retient")
                        : Touche.de(
                                n,
                                "ligne serait effacée au prochain passage",
                                "lignes seraient effacées au prochain passage",
                                "si cette durée valait aujourd'hui"));
    }
}
