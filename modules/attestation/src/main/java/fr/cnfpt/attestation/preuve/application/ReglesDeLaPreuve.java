package fr.cnfpt.attestation.preuve.application;

import static fr.cnfpt.outils.regles.api.Unite.COEFFICIENT;
import static fr.cnfpt.outils.regles.api.Unite.HEURES;
import static fr.cnfpt.outils.regles.api.Unite.NOMBRE;
import static fr.cnfpt.outils.regles.api.Unite.POURCENT;

import fr.cnfpt.attestation.preuve.persistence.BaremesSql;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Les règles de preuve, dites au siège : les sessions qui finiront sous elles. */
@ApplicationScoped
public class ReglesDeLaPreuve implements FamilleDeRegles {

    private static final String TOUCHE =
            "Vaut pour les sessions dont le dernier jour tombe sous elle, même déjà publiées ; une attestation délivrée ne change pas.";

    @Inject
    OffreDeFormation offre;

    @Override
    public String code() {
        return BaremesSql.FAMILLE;
    }

    @Override
    public int ordre() {
        return 10;
    }

    @Override
    public String libelle() {
        return "Prouver et attester";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de("heures_par_jour", "Heures d'un jour suivi en présence", HEURES, "1", "12", TOUCHE),
                RegleDeclaree.de(
                        "part_suivie_minimale", "Part à suivre de la partie à distance", POURCENT, "1", "100", TOUCHE),
                RegleDeclaree.de(
                        "demi_journee_communaute",
                        "Part d'un jour qu'ajoute la communauté de stage",
                        COEFFICIENT,
                        "0",
                        "2",
                        TOUCHE),
                RegleDeclaree.de(
                        "demi_journee_presence",
                        "Part d'un jour que vaut une demi-journée émargée",
                        COEFFICIENT,
                        "0",
                        "1",
                        TOUCHE),
                RegleDeclaree.de(
                        "webinaire_synchrone",
                        "Heures d'une heure de webinaire en direct",
                        COEFFICIENT,
                        "0",
                        "4",
                        TOUCHE),
                RegleDeclaree.de(
                        "webinaire_asynchrone",
                        "Heures d'une heure de webinaire en différé",
                        COEFFICIENT,
                        "0",
                        "4",
                        TOUCHE),
                RegleDeclaree.de(
                        "afest_attestee",
                        "Formation en situation de travail (1 : attestée comme sa modalité, 0 : non)",
                        NOMBRE,
                        "0",
                        "1",
                        TOUCHE),
                RegleDeclaree.principe("connexion_communaute", "Connexion à la communauté de stage", TOUCHE),
                RegleDeclaree.principe("distance_seule_perdue", "Partie à distance trop peu suivie", TOUCHE),
                RegleDeclaree.principe("modalite_sans_attestation", "Modalités sans attestation", TOUCHE));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                offre.finissantAPartirDu(projet.du()),
                "session publiée finit sous cette règle",
                "sessions publiées finissent sous cette règle",
                "celles finies avant gardent la leur"));
    }
}
