package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.application.DireLesEncadrements;
import fr.cnfpt.annuaire.agents.domain.LigneLue;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Les deux travaux d'un import, chacun d'une seule transaction : lire le fichier (ou le garder, si ses colonnes sont à
 * rapprocher) et le comparer ; puis, si on le confirme, l'écrire. S'ils échouent, rien n'en reste. Si un agent a changé
 * depuis l'essai, rien n'est écrit non plus : on compare et on redemande.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class EtapesDImport {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Imports imports;

    @Inject
    Tableaux tableaux;

    @Inject
    Documents documents;

    @Inject
    SuivreImports suivi;

    @Inject
    Journal journal;

    @Inject
    DireLesEncadrements encadrements;

    @Inject
    Horloge horloge;

    /** @throws Refus si le fichier entier est irrecevable */
    public void essayer(long id, Path fichier) {
        if (!imports.tenir(id)) {
            return;
        }
        LectureDAgents lecture =
                new LectureDAgents(imports.retenues(courant.get().collectivite())) {
                    @Override
                    void reconnu(String format) {
                        suivi.reconnaitre(id, format, colonnes(), ignorees());
                    }

                    @Override
                    void lot(List<LigneLue> lignes, int lues, long octets) {
                        imports.ajouter(id, lignes);
                        suivi.avancer(id, lues, octets);
                    }
                };
        tableaux.lire(fichier, lecture);
        lecture.finir();
        if (lecture.estARapprocher()) {
            imports.garder(id, document(id, fichier), lecture.inconnues());
            imports.passer(id, "LECTURE", "COLONNES", null, horloge.maintenant());
            return;
        }
        if (lecture.lignesAvecNumero() > 0) {
            journal.signaler(
                    "nir-dans-un-import",
                    "Import " + id + " : "
                            + Texte.pluriel(lecture.lignesAvecNumero(), "ligne refusée", "lignes refusées"));
        }
        imports.comparer(id, courant.get().collectivite());
        imports.passer(id, "LECTURE", "ESSAI", null, horloge.maintenant());
    }

    /** Lit le fichier gardé, ses colonnes rapprochées. @throws Refus s'il est irrecevable */
    public void reprendre(long id) {
        try {
            Path fichier = Files.createTempFile("iel-import-", ".tmp");
            try {
                try (Documents.Ouvert garde = documents.ouvrir(
                                imports.fichierGarde(id).orElseThrow().document(), sien());
                        OutputStream vers = Files.newOutputStream(fichier)) {
                    garde.copierVers(vers);
                }
                essayer(id, fichier);
            } finally {
                Files.deleteIfExists(fichier);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Déposé à sa première lecture ; les suivantes le retrouvent. */
    private UUID document(long id, Path fichier) {
        return imports.fichierGarde(id)
                .map(Imports.FichierGarde::document)
                .orElseGet(() -> documents.deposer(
                        fichier, imports.lire(id).orElseThrow().fichier(), sien(), "IMPORT"));
    }

    private Proprietaire sien() {
        return Proprietaire.collectivite(courant.get().collectivite());
    }

    public void ecrire(long id) {
        long collectivite = courant.get().collectivite();
        if (!imports.tenir(id)) {
            return;
        }
        if (imports.aBouge(id, collectivite)) {
            Imports.Import avant = imports.lire(id).orElseThrow();
            int changes = imports.marquerEntreTemps(id, collectivite);
            imports.comparer(id, collectivite);
            Imports.Import apres = imports.lire(id).orElseThrow();
            if (changes > 0
                    || avant.crees() != apres.crees()
                    || avant.changes() != apres.changes()
                    || avant.refuses() != apres.refuses()) {
                imports.passer(
                        id,
                        "CONFIRMATION",
                        "ESSAI",
                        Texte.pluriel(changes, "agent a changé", "agents ont changé")
                                + " depuis l'essai. Rien n'est écrit : la comparaison est refaite, relisez-la et confirmez de nouveau.",
                        horloge.maintenant());
                return;
            }
        }
        imports.reconcilier(id, collectivite, courant.get().nom());
        Imports.Import fait = imports.lire(id).orElseThrow();
        imports.passer(id, "CONFIRMATION", "CONFIRME", null, horloge.maintenant());
        journal.noter(
                "import-confirme",
                "import " + id,
                fait.fichier() + " : " + Texte.pluriel(fait.crees(), "agent créé", "agents créés") + ", "
                        + Texte.pluriel(fait.changes(), "changé", "changés") + ", "
                        + Texte.pluriel(fait.refuses(), "ligne laissée de côté", "lignes laissées de côté"),
                collectivite);
        encadrements.noter();
    }
}
