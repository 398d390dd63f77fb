package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Ce que les outils tiennent d'un agent : les courriels qui lui sont adressés ou le nomment, et les réponses de l'API
 * gardées un jour, où son nom peut figurer.
 */
@ApplicationScoped
public class DonneesOutilsSql implements DonneesPersonnelles {

    private static final Rubrique REPONSES = Rubrique.vide(
            "Réponses au logiciel de votre employeur",
            "Rendre la même réponse à un envoi rejoué.",
            "FREIN",
            "Le logiciel de gestion de votre employeur.",
            "Effacées.",
            "outils.reponse_gardee");

    private static final Rubrique COURRIELS = Rubrique.vide(
            "Courriels envoyés",
            "Vous prévenir.",
            "COURRIER",
            "Le siège du CNFPT, qui répond de la sécurité du site.",
            "Supprimés.",
            "outils.envoi");

    @Inject
    Jdbi jdbi;

    @Override
    public int ordre() {
        return 80;
    }

    @Override
    public List<Rubrique> rubriques() {
        return List.of(COURRIELS, REPONSES);
    }

    @Override
    public List<Rubrique> lire(Sujet s) {
        return List.of(
                COURRIELS.avec(
                        Releve.lire(jdbi, """
        select depose_le as "Déposé le", destinataire as "Envoyé à", objet as "Objet", texte as "Texte", parti_le as "Parti le",
               abandonne_le as "Abandonné le", erreur as "Pourquoi" from outils.envoi where lower(destinataire) = any(:adresses) order by id
        """, Map.of("adresses", s.adresses().toArray(String[]::new)))),
                REPONSES.avec(Releve.lire(
                        jdbi,
                        "select reponse as \"Réponse\", cree_le as \"Le\" from outils.reponse_gardee where reponse ~* :motif order by cree_le",
                        Map.of("motif", s.motif(false)))));
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return Optional.empty();
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> Releve.oublier(
                h,
                s,
                "delete from outils.envoi where lower(destinataire) = any(:adresses) or (objet || ' ' || texte) ~* :motif",
                "delete from outils.reponse_gardee where reponse ~* :motif"));
    }
}
