package fr.cnfpt.annuaire.carte.adapter.paquet;

import fr.cnfpt.commun.Refus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Une archive npm (.tgz), lue d'un trait en mémoire : rien n'est écrit sur le disque. On ne garde que les fichiers
 * attendus ; un lien, un chemin qui sort de {@code package/}, un contenu qui dépasse les bornes font refuser l'archive
 * entière.
 */
final class ArchiveNpm {

    private static final int BLOC = 512;
    private static final int OCTETS_COMPRESSES = 8 << 20;
    private static final long OCTETS_DEPLIES = 96L << 20;
    private static final int ENTREES = 200;

    private ArchiveNpm() {}

    static Map<String, byte[]> lire(byte[] archive, Set<String> attendus) {
        if (archive.length > OCTETS_COMPRESSES) {
            throw refus("L'archive dépasse 8 Mo : ce n'est pas le paquet attendu.");
        }
        Map<String, byte[]> fichiers = new HashMap<>();
        long deplie = 0;
        try (InputStream flux = new GZIPInputStream(new ByteArrayInputStream(archive), 1 << 16)) {
            for (int entree = 0; ; entree++) {
                byte[] entete = flux.readNBytes(BLOC);
                if (entete.length < BLOC || entete[0] == 0) {
                    return fichiers;
                }
                if (entree >= ENTREES) {
                    throw refus(
                            "L'archive contient plus de " + ENTREES + " fichiers : ce n'est pas le paquet attendu.");
                }
                verifierLaSomme(entete);
                String nom = texte(entete, 0, 100);
                String prefixe = texte(entete, 345, 155);
                String chemin = prefixe.isEmpty() ? nom : prefixe + "/" + nom;
                long taille = octal(entete);
                deplie += taille;
                if (deplie > OCTETS_DEPLIES) {
                    throw refus("Dépliée, l'archive dépasse 96 Mo : elle est refusée.");
                }
                char type = (char) entete[156];
                if (type != '0' && type != 0 && type != '5' && type != 'x' && type != 'g') {
                    throw refus("L'archive contient un lien ou un fichier spécial (« " + chemin
                            + " ») : elle est refusée.");
                }
                if (type == '0' || type == 0 || type == '5') {
                    verifierLeChemin(chemin);
                }
                if ((type == '0' || type == 0) && attendus.contains(chemin)) {
                    byte[] contenu = flux.readNBytes((int) taille);
                    if (contenu.length < taille || fichiers.put(chemin, contenu) != null) {
                        throw refus("L'archive est incomplète ou contient deux fois « " + chemin + " ».");
                    }
                } else {
                    flux.skipNBytes(taille);
                }
                flux.skipNBytes((BLOC - taille % BLOC) % BLOC);
            }
        } catch (IOException e) {
            throw refus(
                    "Ce fichier n'est pas une archive .tgz lisible. Déposez le fichier que donne « npm pack @etalab/decoupage-administratif ».");
        }
    }

    private static void verifierLeChemin(String chemin) {
        if (!chemin.startsWith("package/") && !chemin.equals("package")
                || chemin.contains("..")
                || chemin.contains("\\")
                || chemin.contains("//")) {
            throw refus("L'archive contient un chemin qui sort du paquet (« " + chemin + " ») : elle est refusée.");
        }
    }

    private static void verifierLaSomme(byte[] entete) {
        int somme = 0;
        for (int i = 0; i < BLOC; i++) {
            somme += i >= 148 && i < 156 ? ' ' : entete[i] & 0xff;
        }
        if (somme != nombre(texte(entete, 148, 8))) {
            throw refus("L'archive est abîmée : un en-tête ne répond pas à sa somme de contrôle.");
        }
    }

    private static long octal(byte[] entete) {
        long taille = nombre(texte(entete, 124, 12));
        if (taille < 0 || taille > OCTETS_DEPLIES) {
            throw refus("L'archive annonce un fichier de taille impossible : elle est refusée.");
        }
        return taille;
    }

    private static long nombre(String octal) {
        String chiffres = octal.strip();
        return chiffres.isEmpty() ? 0 : chiffres.matches("[0-7]{1,12}") ? Long.parseLong(chiffres, 8) : -1;
    }

    private static String texte(byte[] entete, int debut, int longueur) {
        int fin = debut;
        while (fin < debut + longueur && entete[fin] != 0) {
            fin++;
        }
        return new String(entete, debut, fin - debut, StandardCharsets.UTF_8);
    }

    static Refus refus(String message) {
        return Refus.invalide("paquet-refuse", "paquet", message);
    }
}
