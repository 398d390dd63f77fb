package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.catalogue.echanges.domain.Lheo;
import fr.cnfpt.catalogue.imports.domain.ColonneDOffre;
import fr.cnfpt.catalogue.imports.domain.LectureLheo;
import fr.cnfpt.catalogue.imports.domain.LigneDOffre;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Fait d'un fichier CSV, XLSX ou LHEO, reconnu à son contenu, ce qu'il dit de l'offre. */
@ApplicationScoped
public class LireUneOffre {

    public static final int LIGNES = 5_000;
    public static final long TAILLE = 20L << 20;
    private static final int CASE = 8_000;

    @Inject
    Tableaux tableaux;

    /** @param ignorees les en-têtes que rien ne reconnaît */
    public record Lue(String format, List<String> ignorees, List<LigneDOffre> lignes) {}

    /** @throws Refus si le fichier entier est irrecevable */
    public Lue lire(Path fichier) {
        try {
            long taille = Files.size(fichier);
            if (taille == 0 || taille > TAILLE) {
                throw Refus.invalide(
                        "fichier-trop-grand",
                        "fichier",
                        taille == 0
                                ? "Ce fichier est vide."
                                : (TAILLE >> 20) + " Mo au plus : partagez le fichier, par stage ou par mois.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Lue lue;
        if (LectureLheo.reconnait(fichier)) {
            lue = new Lue("LHEO " + Lheo.VERSION, List.of(), LectureLheo.lire(fichier, LIGNES));
        } else {
            Suite suite = new Suite();
            tableaux.lire(fichier, suite);
            lue = new Lue(suite.format, suite.ignorees, suite.lignes);
        }
        if (lue.lignes().isEmpty()) {
            throw Refus.invalide(
                    "fichier-vide",
                    "fichier",
                    "Ce fichier ne dit aucune session ni aucun stage : rien n'y est à lire.");
        }
        return lue;
    }

    private static final class Suite implements Tableaux.Suite {
        private final Map<ColonneDOffre, Integer> places = new EnumMap<>(ColonneDOffre.class);
        private final List<String> ignorees = new ArrayList<>();
        private final List<LigneDOffre> lignes = new ArrayList<>();
        private String format;

        @Override
        public boolean reconnait(String entete) {
            return ColonneDOffre.de(entete).isPresent();
        }

        @Override
        public void entetes(String format, List<String> entetes) {
            this.format = format;
            for (int i = 0; i < entetes.size(); i++) {
                String e = entetes.get(i).strip();
                ColonneDOffre c = ColonneDOffre.de(e).orElse(null);
                if (c == null) {
                    if (!e.isEmpty()) {
                        ignorees.add(e.length() > 60 ? e.substring(0, 60) + "…" : e);
                    }
                } else if (places.putIfAbsent(c, i) != null) {
                    throw Refus.invalide(
                            "entete-en-double",
                            "fichier",
                            "Deux colonnes disent la même chose : « "
                                    + entetes.get(places.get(c)).strip() + " » et « " + e + " ». Gardez-en une.");
                }
            }
            exiger(
                    places.containsKey(ColonneDOffre.CODE),
                    "La première ligne doit nommer les colonnes. Il manque : « " + ColonneDOffre.CODE.libelle()
                            + " ».");
            exiger(
                    places.containsKey(ColonneDOffre.INTITULE) || places.containsKey(ColonneDOffre.DEBUT),
                    "Ce fichier ne donne ni l'intitulé des stages, ni le premier jour des sessions : il n'y a rien à en faire.");
        }

        @Override
        public void ligne(int numero, List<String> cellules, long octets) {
            if (lignes.size() >= LIGNES) {
                throw Refus.invalide(
                        "fichier-trop-long",
                        "fichier",
                        Texte.nombre(LIGNES) + " lignes au plus : partagez le fichier, par stage ou par mois.");
            }
            Map<ColonneDOffre, String> dites = new EnumMap<>(ColonneDOffre.class);
            places.forEach((c, place) -> {
                String lue = place < cellules.size() && cellules.get(place) != null ? cellules.get(place) : "";
                String dite = Cellules.clair(Saisie.normale(lue)).strip();
                dites.put(c, dite.length() > CASE ? dite.substring(0, CASE + 1) : dite);
            });
            lignes.add(new LigneDOffre(numero, dites));
        }

        private static void exiger(boolean vrai, String message) {
            if (!vrai) {
                throw Refus.invalide("entete-manquante", "fichier", message);
            }
        }
    }
}
