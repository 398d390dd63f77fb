package fr.cnfpt.lanceur.banc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Le plafond : une connexion qui envoie, préparées et en une transaction, les instructions mêmes de l'application, sans
 * elle.
 */
final class PlafondSql implements BancInscription.Voie {

    private final Connection base;
    private final List<Releve.Instruction> instructions;
    private final List<PreparedStatement> preparees = new ArrayList<>();

    PlafondSql(String url, List<Releve.Instruction> instructions) throws SQLException {
        // des valeurs sans type déclaré : le serveur les lit comme celles du relevé
        this.base =
                DriverManager.getConnection(url + "&stringtype=unspecified&prepareThreshold=1&ApplicationName=plafond");
        this.base.setAutoCommit(false);
        this.instructions = instructions;
        for (Releve.Instruction i : instructions) {
            // Seule avec sa transaction, une connexion attend une jauge tenue, là où l'application passe et y revient.
            preparees.add(base.prepareStatement(i.texte().replace("skip locked", "")));
        }
    }

    @Override
    public void inscrire(long session, long agent) throws SQLException {
        boolean placee = false;
        for (int i = 0; i < preparees.size(); i++) {
            PreparedStatement p = preparees.get(i);
            int n = 1;
            for (String valeur : instructions.get(i).pour(session, agent, "plafond-" + agent)) {
                p.setString(n++, valeur);
            }
            if (!p.execute()) {
                continue;
            }
            try (ResultSet r = p.getResultSet()) {
                placee |= r.next() && instructions.get(i).place() && r.getBoolean("place");
            }
        }
        base.commit();
        if (!placee) {
            throw new SQLException("pas de place");
        }
    }

    @Override
    public void close() throws SQLException {
        base.close();
    }
}
