package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Une année pleine, ou une part, posée dans une base de démonstration ({@code banc/annee.sql}). */
public final class Annee {

    private Annee() {}

    /**
     * @param part 1 pour l'année entière, 20 pour un vingtième
     * @param sauf le code d'une délégation laissée comme elle est ; vide : aucune
     */
    public static void poser(Application application, int part, String sauf) throws IOException, SQLException {
        try (Connection base = application.base();
                Statement s = base.createStatement()) {
            s.execute("set iel.part = '" + part + "'");
            s.execute("set iel.sauf = '" + sauf + "'");
            s.execute(Files.readString(Path.of("src/test/resources/banc/annee.sql")));
            // Ce que le nettoyage automatique fait d'une base qui vit : sans lui, un index couvrant ne couvre rien.
            for (String table : List.of(
                    "catalogue.stage",
                    "catalogue.session",
                    "catalogue.aire_recrutement",
                    "annuaire.agent",
                    "inscription.jauge",
                    "inscription.bulletin",
                    "inscription.changement")) {
                s.execute("vacuum analyze " + table);
            }
        }
    }
}
