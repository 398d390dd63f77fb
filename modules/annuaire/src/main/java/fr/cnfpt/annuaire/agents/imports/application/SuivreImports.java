package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.agents.imports.persistence.Ressemblances;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * L'import de sa collectivité tel qu'on le retrouve : où il en est, ce que deviendrait chaque ligne, ce qui est refusé.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class SuivreImports {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Imports imports;

    @Inject
    Tableaux tableaux;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Celui qui est en cours, sinon le dernier. */
    public Optional<Imports.Import> dernier() {
        return imports.dernier(courant.get().collectivite());
    }

    public Imports.Import lire(long id) {
        return imports.lire(id)
                .filter(i -> i.collectiviteId() == courant.get().collectivite())
                .orElseThrow(
                        () -> Refus.introuvable("import-inconnu", "Cet import n'existe pas dans votre collectivité."));
    }

    /** @throws Refus conflit, nommant celui qui est ouvert */
    public long ouvrir(String fichier, long taille) {
        long id = imports.ouvrir(
                        courant.get().collectivite(),
                        fichier,
                        taille,
                        courant.get().nom(),
                        courant.get().compteId())
                .orElseThrow(
                        () -> Refus.conflit(
                                "import-en-cours",
                                "Un import est déjà en cours dans votre collectivité : confirmez-le ou abandonnez-le d'abord."));
        journal.noter("import-depose", "import " + id, fichier, courant.get().collectivite());
        return id;
    }

    /** Se voit aussitôt, quoi qu'il advienne du travail en cours. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void avancer(long id, int lignes, long octets) {
        imports.avancer(id, lignes, octets, horloge.maintenant());
    }

    /**
     * Ce qu'on a reconnu du fichier ; à part lui aussi : le travail en cours ne doit pas tenir la ligne que
     * l'avancement met à jour.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void reconnaitre(long id, String lecture, Set<Colonne> colonnes, List<String> ignorees) {
        imports.reconnaitre(id, lecture, colonnes, ignorees);
    }

    /** @throws Refus conflit si l'essai n'attend plus de réponse */
    public void demanderLEcriture(long id) {
        exiger(imports.passer(lire(id).id(), "ESSAI", "CONFIRMATION", null, horloge.maintenant()));
    }

    public void abandonner(long id) {
        exiger(imports.passer(
                lire(id).id(),
                "ESSAI",
                "ABANDONNE",
                "Abandonné par " + courant.get().nom(),
                horloge.maintenant()));
        journal.noter(
                "import-abandonne",
                "import " + id,
                "L'essai est abandonné, rien n'est écrit",
                courant.get().collectivite());
    }

    /** Le travail n'a pas abouti : on dit pourquoi. */
    public void renoncer(long id, String etat, String motif) {
        if (!imports.passer(id, "LECTURE", etat, motif, horloge.maintenant())) {
            imports.passer(id, "CONFIRMATION", "INTERROMPU", motif, horloge.maintenant());
        }
    }

    public List<Imports.LigneVue> lignes(long id, String sort, int premiere, int combien) {
        return imports.lignes(lire(id).id(), sort, premiere, combien);
    }

    public long nombre(long id, String sort) {
        return imports.nombre(lire(id).id(), sort);
    }

    public List<Imports.RefusDeLigne> refus(long id, int premiere, int combien) {
        return imports.refus(lire(id).id(), premiere, combien);
    }

    /** Ce qui est à vérifier avant de confirmer. */
    public List<Ressemblances.Ressemblance> ressemblances(long id, int premiere, int combien) {
        return imports.ressemblances(lire(id).id(), courant.get().collectivite(), premiere, combien);
    }

    /** Les refus en CSV, à rendre à qui tient le fichier. */
    public void emporterLesRefus(long id, OutputStream vers) {
        try (Tableaux.Sortie sortie = tableaux.ecrire("csv", vers)) {
            sortie.ligne(List.of("Ligne du fichier", "Colonne", "Valeur", "Règle"));
            imports.parcourirRefus(lire(id).id(), r -> {
                try {
                    sortie.ligne(List.of(
                            String.valueOf(r.ligne()),
                            r.colonneEnClair(),
                            r.valeur() == null ? "" : r.valeur(),
                            r.regle()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void exiger(boolean passe) {
        if (!passe) {
            throw Refus.conflit(
                    "import-deja-tranche",
                    "Cet essai n'attend plus de réponse : quelqu'un l'a confirmé ou abandonné. Rechargez la page.");
        }
    }
}
