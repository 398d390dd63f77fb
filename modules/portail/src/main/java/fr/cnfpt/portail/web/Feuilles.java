package fr.cnfpt.portail.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * Les feuilles de style et les scripts du site, nommés par leur contenu : un navigateur les garde un an, et une
 * nouvelle version porte un autre nom.
 */
@Named("feuilles")
@ApplicationScoped
public class Feuilles {

    private static final String DOSSIER = "/iel/";

    @Inject
    ServletContext contexte;

    private String version;

    @PostConstruct
    void lire() {
        try {
            MessageDigest empreinte = MessageDigest.getInstance("SHA-256");
            for (String chemin : new TreeSet<>(contexte.getResourcePaths(DOSSIER))) {
                if (!chemin.endsWith("/")) {
                    try (InputStream f = contexte.getResourceAsStream(chemin)) {
                        empreinte.update(f.readAllBytes());
                    }
                }
            }
            version = HexFormat.of().formatHex(empreinte.digest()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Douze chiffres hexadécimaux, les mêmes sur chaque instance d'une même version. */
    public String getVersion() {
        return version;
    }
}
