package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.catalogue.imports.domain.Verdict.Sort;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre.ImportDOffre;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre.LigneJugee;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** L'import d'offre de sa délégation, ou du siège, tel qu'on le retrouve. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class SuivreUneOffre {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int LOT = 1_000;

    @Inject
    ImportsDOffre imports;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Tableaux tableaux;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Celui qui attend, sinon le dernier. Si plus aucun serveur ne l'écrit, il est de nouveau à confirmer. */
    public Optional<ImportDOffre> dernier() {
        Optional<ImportDOffre> dernier = imports.dernier(sien());
        if (dernier.isPresent()
                && dernier.get().enCours()
                && dernier.get().avanceLe().isBefore(horloge.maintenant().minus(SILENCE))
                && imports.tenir(dernier.get().id())) {
            renoncer(dernier.get().id(), "L'enregistrement s'est interrompu : rien n'est écrit. Confirmez de nouveau.");
            return imports.dernier(sien());
        }
        return dernier;
    }

    /** @throws Refus introuvable */
    public ImportDOffre lire(long id) {
        return imports.lire(id, sien())
                .orElseThrow(
                        () -> Refus.introuvable("import-inconnu", "Cet import n'existe pas, ou n'est pas à vous."));
    }

    public Map<Sort, Long> comptes(long id) {
        return imports.comptes(lire(id).id());
    }

    public List<LigneJugee> lignes(long id, Sort sort, int premiere, int combien) {
        return imports.lignes(lire(id).id(), sort, premiere, combien);
    }

    /** @throws Refus conflit si l'essai n'attend plus de réponse */
    public void demanderLEcriture(long id) {
        exiger(imports.passer(lire(id).id(), "ESSAI", "ECRITURE", null));
    }

    /** @throws Refus conflit si l'essai n'attend plus de réponse */
    public void abandonner(long id) {
        exiger(imports.passer(lire(id).id(), "ESSAI", "ABANDONNE", null));
        journal.noter("offre-abandonnee", "offre " + id, "L'essai est abandonné, rien n'est écrit", null);
    }

    /** Se voit aussitôt, quoi qu'il advienne du travail en cours. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void avancer(long id, int ecrites) {
        imports.avancer(id, ecrites);
    }

    /** L'écriture n'a pas abouti : rien n'en reste, l'essai attend de nouveau, et l'on dit pourquoi. */
    public void renoncer(long id, String motif) {
        imports.passer(id, "ECRITURE", "ESSAI", motif);
    }

    /** Les lignes refusées en CSV, à rendre à qui tient le fichier. */
    public void emporterLesRefus(long id, OutputStream vers) {
        ImportDOffre i = lire(id);
        try (Tableaux.Sortie sortie = tableaux.ecrire("csv", "Lignes", vers)) {
            sortie.ligne(List.of("Ligne du fichier", "Code du stage", "Colonne", "Valeur", "Règle"));
            List<LigneJugee> lot = imports.lignes(i.id(), Sort.REFUSE, 0, LOT);
            for (int premiere = 0;
                    !lot.isEmpty();
                    premiere += LOT, lot = imports.lignes(i.id(), Sort.REFUSE, premiere, LOT)) {
                for (LigneJugee l : lot) {
                    sortie.ligne(List.of(
                            String.valueOf(l.ligne()),
                            l.code(),
                            l.colonne(),
                            l.valeur() == null ? "" : l.valeur(),
                            l.dit()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Proprietaire sien() {
        return Proprietaire.de(courant.get());
    }

    private static void exiger(boolean passe) {
        if (!passe) {
            throw Refus.conflit(
                    "import-deja-tranche",
                    "Cet essai n'attend plus de réponse : quelqu'un l'a confirmé ou abandonné. Rechargez la page.");
        }
    }
}
