package fr.cnfpt.outils.documents.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** Où sont les contenus. La fiche, elle, est toujours en base, écrite avant eux. */
public interface Magasin {

    /** Ce que dit {@code iel.documents.magasin}, et la colonne {@code magasin} de chaque fiche. */
    String code();

    /** Écrit tout le contenu, ou échoue ; jamais plus de dix minutes. */
    void ecrire(UUID id, Path contenu) throws IOException;

    /** @return le contenu, au fil de l'eau ; à fermer */
    InputStream lire(UUID id) throws IOException;

    /** Sans effet s'il n'y est pas, ou n'y est plus. */
    void oter(UUID id) throws IOException;
}
