package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.taches.application.HorsRequete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Mène un import hors de la requête : on dépose, on quitte la page, on la retrouve. Chaque travail tourne sur un fil du
 * serveur au nom de qui l'a demandé ; son état est en base, où {@link VeillerSurLesImports} retrouve ceux qu'un arrêt a
 * laissés.
 */
@ApplicationScoped
@Autorise(Role.GESTIONNAIRE_RH)
public class ImporterAgents {

    public static final long TAILLE_MAXIMALE = 50L << 20;
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    HorsRequete horsRequete;

    @Inject
    SuivreImports suivi;

    @Inject
    EtapesDImport etapes;

    @Inject
    Journal journal;

    /**
     * @param fichier un fichier temporaire, qui est ôté à la fin
     * @return le numéro de l'import, dont la lecture commence
     * @throws Refus conflit si un import est déjà en cours, invalide si le fichier est trop grand
     */
    public long deposer(String nom, Path fichier) {
        try {
            long taille = Files.size(fichier);
            if (taille == 0 || taille > TAILLE_MAXIMALE) {
                throw Refus.invalide(
                        "fichier-trop-grand",
                        "fichier",
                        taille == 0 ? "Ce fichier est vide." : "50 Mo au plus : partagez le fichier.");
            }
            long id = suivi.ouvrir(nom.length() > 150 ? nom.substring(0, 150) : nom, taille);
            lancer(id, () -> etapes.essayer(id, fichier), () -> oter(fichier));
            return id;
        } catch (RuntimeException nonOuvert) {
            oter(fichier);
            throw nonOuvert;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Les colonnes d'un fichier sont rapprochées : sa lecture commence, sur ce serveur ou un autre que le dépôt. */
    public void rapprocher(long id, List<String> choix) {
        suivi.demanderLaLecture(id, choix);
        lancer(id, () -> etapes.reprendre(id), () -> {});
    }

    /** @throws Refus conflit si l'essai n'attend plus de réponse */
    public void confirmer(long id) {
        suivi.demanderLEcriture(id);
        lancer(id, () -> etapes.ecrire(id), () -> {});
    }

    private void lancer(long id, Runnable travail, Runnable fin) {
        boolean parti = horsRequete.lancer(() -> {
            try {
                mener(id, travail);
            } finally {
                fin.run();
            }
        });
        if (!parti) {
            fin.run();
            suivi.renoncer(id, "INTERROMPU", "Le serveur est trop occupé. Redéposez le fichier dans un instant.");
        }
    }

    private void mener(long id, Runnable travail) {
        try {
            travail.run();
        } catch (Refus r) {
            if (r.code().equals("fichier-piege") || r.code().equals("numero-de-securite-sociale")) {
                journal.signaler(r.code(), "Import " + id + " : " + r.getMessage());
            }
            suivi.renoncer(id, "REFUSE", r.getMessage());
        } catch (RuntimeException e) {
            JOURNAL.log(Level.SEVERE, "Import " + id + " interrompu", e);
            suivi.renoncer(
                    id,
                    "INTERROMPU",
                    "Ce travail s'est arrêté sur une erreur de notre côté. Rien n'a été écrit ; redéposez le fichier.");
        }
    }

    private static void oter(Path fichier) {
        try {
            Files.deleteIfExists(fichier);
        } catch (IOException e) {
            JOURNAL.log(Level.WARNING, "Fichier d'import non ôté", e);
        }
    }
}
