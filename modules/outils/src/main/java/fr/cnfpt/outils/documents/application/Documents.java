package fr.cnfpt.outils.documents.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.TypeDeFichier;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import fr.cnfpt.outils.documents.port.Magasin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * La porte des documents : déposer un fichier, l'ouvrir, l'ôter. La fiche s'écrit d'abord, dans sa transaction ; puis
 * le contenu ; puis la fiche est confirmée dans la transaction de l'acte. Annulé ou coupé à n'importe quel moment, le
 * dépôt laisse au plus une fiche en cours, que {@link BalayerLesDocuments} ôte avec son contenu.
 */
@ApplicationScoped
public class Documents {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    ReserverUnDocument reservation;

    @Inject
    FichesDeDocuments fiches;

    @Inject
    @Any
    Instance<Magasin> magasins;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** Une fiche et son contenu, au fil de l'eau ; à fermer. La dernière lecture échoue si un octet a changé. */
    public record Ouvert(Document fiche, InputStream contenu) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            contenu.close();
        }

        public void copierVers(OutputStream sortie) throws IOException {
            contenu.transferTo(sortie);
        }
    }

    /**
     * @param fichier reste à l'appelant, qui l'ôte de son disque
     * @param nom tel qu'on l'a reçu : il est nettoyé
     * @param conservation le code d'une durée (famille {@code conservation} d'{@code outils.regle}) que quelqu'un purge
     * @return de quoi l'ouvrir
     * @throws Refus invalide si le fichier est vide ou trop grand, conflit si la place manque, occupé si le magasin ne
     *     répond pas
     */
    @Transactional
    public UUID deposer(Path fichier, String nom, Proprietaire proprietaire, String conservation) {
        try {
            long taille = Files.size(fichier);
            if (taille == 0 || taille > Document.TAILLE_MAXIMALE) {
                throw Refus.invalide(
                        "fichier-trop-grand",
                        "fichier",
                        taille == 0 ? "Ce fichier est vide." : "200 Mo au plus : partagez le fichier.");
            }
            Magasin magasin = magasin(Parametres.lire("iel.documents.magasin").orElse("postgresql"));
            Document d = new Document(
                    UUID.randomUUID(),
                    proprietaire.code(),
                    conservation,
                    Document.nomPropre(nom),
                    TypeDeFichier.reconnaitre(fichier),
                    taille,
                    empreinte(fichier),
                    magasin.code(),
                    horloge.maintenant().atOffset(ZoneOffset.UTC));
            long compte = courant.get().compteId();
            reservation.reserver(d, compte == 0 ? null : compte);
            aupres(() -> {
                magasin.ecrire(d.id(), fichier);
                return null;
            });
            if (!fiches.confirmer(d.id())) {
                throw new IllegalStateException("Dépôt trop long, balayé entre-temps : " + d.id());
            }
            return d.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refus introuvable, s'il n'est pas à lui, n'est pas prêt ou n'est plus là */
    @Transactional
    public Ouvert ouvrir(UUID id, Proprietaire pour) {
        Document d = fiches.lire(id, pour)
                .orElseThrow(() -> Refus.introuvable(
                        "document-inconnu", "Ce document n'est pas à vous, ou n'est plus là : il se garde un temps."));
        return new Ouvert(
                d, new ContenuVerifie(aupres(() -> magasin(d.magasin()).lire(id)), d.sha256()));
    }

    private interface Acces<T> {
        T faire() throws IOException;
    }

    /** Le magasin nous manque comme la base peut nous manquer : rien n'est fait, et cela passera. */
    private static <T> T aupres(Acces<T> acces) {
        try {
            return acces.faire();
        } catch (IOException muet) {
            JOURNAL.log(Level.WARNING, "Le magasin des documents ne répond pas", muet);
            throw Refus.occupe(
                    "documents-indisponibles",
                    "Les fichiers ne sont pas accessibles pour l'instant. Rien n'a été fait : réessayez dans quelques minutes.");
        }
    }

    @Transactional
    public void oter(UUID id) {
        fiches.oter(id);
    }

    Magasin magasin(String code) {
        for (Magasin m : magasins) {
            if (m.code().equals(code)) {
                return m;
            }
        }
        throw new IllegalStateException("iel.documents.magasin : postgresql ou s3, non " + code);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String empreinte(Path fichier) throws IOException {
        try (DigestInputStream flux = new DigestInputStream(Files.newInputStream(fichier), sha256())) {
            flux.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(flux.getMessageDigest().digest());
        }
    }
}
