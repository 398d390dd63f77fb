package fr.cnfpt.outils.liste.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Habilitations;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.persistence.Exports;
import fr.cnfpt.outils.liste.persistence.Exports.Export;
import fr.cnfpt.outils.persistence.Panne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Prépare les exports demandés, l'un après l'autre, au nom de qui les a demandés et avec ses droits du moment. Une
 * instance coupée perd son bail, une autre reprend du début : le fichier n'est déposé qu'entier.
 */
@ApplicationScoped
public class ExecuterLesExports implements Tache {

    /** Bien plus que l'écriture d'un paquet de lignes. */
    private static final Duration BAIL = Duration.ofMinutes(1);

    private static final Duration SANS_FICHIER = Duration.ofDays(7);
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel.exports");

    @Inject
    Exports exports;

    @Inject
    EmporterListe emporter;

    @Inject
    Habilitations habilitations;

    @Inject
    UtilisateurCourant courant;

    @Inject
    @Any
    Instance<Liste<?>> listes;

    @Inject
    RequestContextController requete;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Préparation des exports";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(2);
    }

    @Override
    @Autorise({})
    public void executer() {
        exports.oublier(horloge.maintenant().minus(SANS_FICHIER));
        for (Optional<Export> e = prendre(); e.isPresent(); e = prendre()) {
            preparer(e.get());
        }
    }

    private Optional<Export> prendre() {
        return exports.prendre(horloge.maintenant(), horloge.maintenant().plus(BAIL));
    }

    private void preparer(Export e) {
        try {
            Utilisateur qui = habilitations
                    .maintenant(e.compteId(), e.collectiviteId())
                    .orElseThrow(() -> Refus.interdit("Votre compte ne peut plus lire cette liste."));
            courant.agirComme(qui, () -> ecrireEtDeposer(e));
        } catch (ExportLaisseException laisse) {
            JOURNAL.log(Level.FINE, "Export {0} laissé", e.id());
        } catch (RuntimeException echec) {
            manquer(e, echec);
        }
    }

    /** Ce qui passera (le disque plein, la base, le magasin) le laisse à son bail : perdu, il est repris. */
    private void manquer(Export e, RuntimeException echec) {
        if (Panne.passagere(echec) || echec instanceof Refus r && r.genre() == Refus.Genre.OCCUPE) {
            JOURNAL.log(Level.WARNING, echec, () -> "Export " + e.id() + " remis à plus tard");
        } else if (echec instanceof Refus refus) {
            exports.manquer(e.id(), refus.getMessage());
        } else {
            JOURNAL.log(Level.WARNING, echec, () -> "Export " + e.id() + " manqué");
            exports.manquer(e.id(), "Une panne de notre côté l'a interrompu. Demandez-le de nouveau.");
        }
    }

    private void ecrireEtDeposer(Export e) {
        boolean active = requete.activate();
        Path fichier = null;
        try {
            fichier = Files.createTempFile("iel-export-", "." + e.format());
            Liste<?> liste = listes.select(NamedLiteral.of(e.liste())).get();
            long lignes;
            try (OutputStream vers = Files.newOutputStream(fichier)) {
                lignes =
                        emporter.ecrire(liste, DemandeDeListe.lire(e.question()), e.format(), vers, n -> avancer(e, n));
            }
            emporter.deposer(e, lignes, fichier);
        } catch (IOException panne) {
            throw new java.io.UncheckedIOException(panne);
        } finally {
            if (active) {
                requete.deactivate();
            }
            oterDuDisque(fichier);
        }
    }

    private void avancer(Export e, long lignes) {
        if (!exports.avancer(e.id(), lignes, horloge.maintenant().plus(BAIL))) {
            throw new ExportLaisseException();
        }
    }

    private static void oterDuDisque(Path fichier) {
        try {
            if (fichier != null) {
                Files.deleteIfExists(fichier);
            }
        } catch (IOException reste) {
            JOURNAL.log(Level.WARNING, "Fichier de passage non ôté : " + fichier, reste);
        }
    }
}
