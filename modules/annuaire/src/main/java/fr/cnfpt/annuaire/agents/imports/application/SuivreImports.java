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
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Une colonne d'un fichier qui attend, et ce que nous pensons qu'elle est. */
    public record ColonneInconnue(String entete, String exemples, Optional<Colonne> proposee) {}

    /** @param offertes ce qu'on peut encore choisir : rien de ce qui est déjà reconnu */
    public record ColonnesARapprocher(List<ColonneInconnue> colonnes, List<Colonne> offertes) {}

    /** Les colonnes à rapprocher ; chacune vient avec ce qu'on en a retenu, sinon avec ce qui lui ressemble. */
    public ColonnesARapprocher aRapprocher(long id) {
        Imports.FichierGarde f = fichier(id);
        Map<String, Optional<Colonne>> retenues = imports.retenues(courant.get().collectivite());
        List<Colonne> offertes = offertes(f);
        Set<Colonne> libres = new HashSet<>(offertes);
        List<ColonneInconnue> colonnes = new ArrayList<>();
        for (int i = 0; i < f.entetes().length; i++) {
            String e = f.entetes()[i];
            Optional<Colonne> retenue = retenues.get(Cellules.net(e));
            colonnes.add(new ColonneInconnue(
                    e, f.exemples()[i], (retenue == null ? Colonne.proche(e) : retenue).filter(libres::remove)));
        }
        return new ColonnesARapprocher(colonnes, offertes);
    }

    /**
     * Retient ce que sont les colonnes d'un fichier qui attend, pour lui et pour les suivants, et demande sa lecture.
     *
     * @param choix pour chaque en-tête inconnu, dans l'ordre, le code d'une colonne, ou vide pour la laisser de côté
     * @throws Refus invalide si une colonne est choisie deux fois ou s'il manque une obligatoire, conflit si l'import
     *     n'attend plus
     */
    public void demanderLaLecture(long id, List<String> choix) {
        Imports.FichierGarde f = fichier(id);
        List<Colonne> offertes = offertes(f);
        Set<Colonne> prises = new HashSet<>();
        Map<String, Optional<Colonne>> retenues = new LinkedHashMap<>();
        for (int i = 0; i < f.entetes().length; i++) {
            String code = i < choix.size() && choix.get(i) != null ? choix.get(i) : "";
            Optional<Colonne> c =
                    offertes.stream().filter(o -> o.code().equals(code)).findFirst();
            if (c.isEmpty() && !code.isEmpty()) {
                throw Refus.invalide(
                        "colonne-inconnue", "colonne", "Cette colonne est déjà reconnue, ou n'existe pas.");
            }
            if (c.isPresent() && !prises.add(c.get())) {
                throw Refus.invalide(
                        "colonne-en-double",
                        "colonne",
                        "Vous avez choisi « " + c.get().libelle() + " » deux fois : laissez-en une de côté.");
            }
            retenues.put(Cellules.net(f.entetes()[i]), c);
        }
        String manquantes = offertes.stream()
                .filter(c -> c.estObligatoire() && !prises.contains(c))
                .map(c -> "« " + c.libelle() + " »")
                .collect(Collectors.joining(", "));
        if (!manquantes.isEmpty()) {
            throw Refus.invalide(
                    "colonne-manquante",
                    "colonne",
                    "Il manque : " + manquantes
                            + ". Dites quelle colonne les donne, ou abandonnez et complétez le fichier.");
        }
        exiger(imports.passer(id, "COLONNES", "LECTURE", null, horloge.maintenant()));
        imports.retenir(courant.get().collectivite(), retenues);
    }

    /** Abandonne l'import et oublie ce qu'on avait dit des en-têtes : le prochain dépôt les redemandera. */
    public void oublierLesColonnes(long id) {
        abandonner(id);
        imports.oublierLesColonnes(courant.get().collectivite());
    }

    private Imports.FichierGarde fichier(long id) {
        if (!lire(id).etat().equals("COLONNES")) {
            exiger(false);
        }
        return imports.fichierGarde(id).orElseThrow();
    }

    private static List<Colonne> offertes(Imports.FichierGarde f) {
        Set<String> reconnues = Set.of(f.reconnues());
        return Arrays.stream(Colonne.values())
                .filter(c -> !reconnues.contains(c.code()))
                .toList();
    }

    public void abandonner(long id) {
        Imports.Import i = lire(id);
        exiger(imports.passer(
                i.id(),
                i.etat().equals("COLONNES") ? "COLONNES" : "ESSAI",
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
        try (Tableaux.Sortie sortie = tableaux.ecrire("csv", "Lignes", vers)) {
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
