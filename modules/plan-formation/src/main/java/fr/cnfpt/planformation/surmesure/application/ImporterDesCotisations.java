package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.outils.tableaux.Tableaux;
import fr.cnfpt.planformation.surmesure.application.JugerDesCotisations.Lue;
import fr.cnfpt.planformation.surmesure.domain.ColonneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation.Sort;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.EssaisDeCotisations;
import fr.cnfpt.planformation.surmesure.persistence.EssaisDeCotisations.Essai;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Les cotisations d'un fichier, en deux temps : essayées à blanc, ligne à ligne ; puis, si on le confirme, rejugées et
 * constatées d'un coup. Si le verdict a changé entre-temps, rien n'est constaté et l'on redemande.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ImporterDesCotisations {

    /** Tous les employeurs d'une grande région, plusieurs fois. */
    public static final int LIGNES = 20_000;

    static final long TAILLE = 5L << 20;
    private static final int CASE = 80;

    @Inject
    Tableaux tableaux;

    @Inject
    JugerDesCotisations jugement;

    @Inject
    EssaisDeCotisations essais;

    @Inject
    Cotisations cotisations;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * @param fichier reste à l'appelant, qui l'ôte
     * @throws Refus si le fichier entier est irrecevable, conflit si un autre attend déjà
     */
    public void essayer(String nom, Path fichier) {
        Suite suite = new Suite();
        try {
            if (Files.size(fichier) > TAILLE) {
                throw Refus.invalide(
                        "fichier-trop-grand", "fichier", (TAILLE >> 20) + " Mo au plus : partagez le fichier.");
            }
            tableaux.lire(fichier, suite);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refus r) {
            if (r.code().equals("fichier-piege")) {
                journal.signaler(r.code(), "Cotisations « " + Document.nomPropre(nom) + " » : " + r.getMessage());
            }
            throw r;
        }
        if (suite.lues.isEmpty()) {
            throw Refus.invalide("fichier-vide", "fichier", "Ce fichier ne dit aucune cotisation.");
        }
        long id = essais.ouvrir(
                        sien(),
                        Document.nomPropre(nom),
                        suite.format,
                        horloge.maintenant(),
                        courant.get().nom())
                .orElseThrow(() -> Refus.conflit(
                        "import-en-cours", "Un autre fichier attend déjà : confirmez-le ou abandonnez-le d'abord."));
        essais.poser(id, jugement.juger(suite.lues));
    }

    /** Celui qui attend qu'on le confirme. */
    public Optional<Essai> enAttente() {
        return essais.de(sien());
    }

    public Map<Sort, Long> comptes(long id) {
        return essais.comptes(sien(id).id());
    }

    public List<LigneDeCotisation> lignes(long id, Sort sort, int premiere, int combien) {
        return essais.lignes(sien(id).id(), sort, premiere, combien);
    }

    /**
     * @return combien de cotisations sont constatées ; vide si le verdict a changé : rien ne l'est
     * @throws Refus conflit si l'essai n'attend plus
     */
    public Optional<Integer> confirmer(long id) {
        Essai essai = retenir(id);
        List<LigneDeCotisation> jugees = essais.toutes(id);
        List<LigneDeCotisation> rejugees = jugement.juger(jugees.stream()
                .map(l -> new Lue(l.ligne(), l.numero(), l.jour()))
                .toList());
        if (!rejugees.stream()
                .filter(l -> l.sort().ecrit())
                .toList()
                .equals(jugees.stream().filter(l -> l.sort().ecrit()).toList())) {
            essais.poser(id, rejugees);
            return Optional.empty();
        }
        List<LigneDeCotisation> aEcrire =
                jugees.stream().filter(l -> l.sort().ecrit()).toList();
        cotisations.constater(aEcrire, horloge.maintenant(), courant.get().nom());
        essais.oter(id);
        journal.noter(
                "cotisations-importees",
                "cotisations",
                essai.fichier() + " : " + Texte.pluriel(aEcrire.size(), "constat", "constats"),
                null);
        return Optional.of(aEcrire.size());
    }

    /** @throws Refus conflit si l'essai n'attend plus */
    public void abandonner(long id) {
        essais.oter(retenir(id).id());
    }

    /** Les lignes refusées en CSV, à rendre à qui tient le fichier. */
    public void emporterLesRefus(long id, OutputStream vers) {
        sien(id);
        try (Tableaux.Sortie sortie = tableaux.ecrire("csv", "Lignes", vers)) {
            sortie.ligne(List.of("Ligne du fichier", "Colonne", "Valeur", "Règle"));
            for (LigneDeCotisation l : essais.toutes(id)) {
                if (l.sort() == Sort.REFUSE) {
                    sortie.ligne(List.of(String.valueOf(l.ligne()), l.colonne(), l.valeur(), l.dit()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Essai sien(long id) {
        return essais.de(sien()).filter(e -> e.id() == id).orElseThrow(ImporterDesCotisations::tranche);
    }

    private Essai retenir(long id) {
        return essais.retenir(id, sien()).orElseThrow(ImporterDesCotisations::tranche);
    }

    private String sien() {
        return Proprietaire.de(courant.get()).code();
    }

    private static Refus tranche() {
        return Refus.conflit(
                "import-deja-tranche",
                "Cet essai n'attend plus de réponse : quelqu'un l'a confirmé ou abandonné. Rechargez la page.");
    }

    private static final class Suite implements Tableaux.Suite {
        private final Map<ColonneDeCotisation, Integer> places = new EnumMap<>(ColonneDeCotisation.class);
        private final List<Lue> lues = new ArrayList<>();
        private String format;

        @Override
        public boolean reconnait(String entete) {
            return ColonneDeCotisation.de(entete).isPresent();
        }

        @Override
        public void entetes(String format, List<String> entetes) {
            this.format = format;
            for (int i = 0; i < entetes.size(); i++) {
                int place = i;
                ColonneDeCotisation.de(entetes.get(i)).ifPresent(c -> {
                    if (places.putIfAbsent(c, place) != null) {
                        throw Refus.invalide(
                                "entete-en-double",
                                "fichier",
                                "Deux colonnes disent « " + c.libelle() + " » : gardez-en une.");
                    }
                });
            }
            for (ColonneDeCotisation c : ColonneDeCotisation.values()) {
                if (!places.containsKey(c)) {
                    throw Refus.invalide(
                            "entete-manquante",
                            "fichier",
                            "La première ligne doit nommer les colonnes. Il manque : « " + c.libelle() + " ».");
                }
            }
        }

        @Override
        public void ligne(int numero, List<String> cellules, long octets) {
            if (lues.size() >= LIGNES) {
                throw Refus.invalide(
                        "fichier-trop-long",
                        "fichier",
                        Texte.nombre(LIGNES) + " lignes au plus : partagez le fichier.");
            }
            lues.add(new Lue(
                    numero, lire(cellules, ColonneDeCotisation.NUMERO), lire(cellules, ColonneDeCotisation.JOUR)));
        }

        private String lire(List<String> cellules, ColonneDeCotisation c) {
            int place = places.get(c);
            String lue = place < cellules.size() && cellules.get(place) != null ? cellules.get(place) : "";
            String dite = Cellules.clair(Saisie.normale(lue)).strip();
            return dite.length() > CASE ? dite.substring(0, CASE) + "…" : dite;
        }
    }
}
