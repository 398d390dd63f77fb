package fr.cnfpt.portail.demarrage;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Prêt : le chargement est fini et la base répond. */
@Readiness
@ApplicationScoped
public class Disponibilite implements HealthCheck {

    @Resource(lookup = "jdbc/iel")
    DataSource source;

    private volatile boolean ouvert;

    void ouvrir() {
        ouvert = true;
    }

    @Override
    public HealthCheckResponse call() {
        boolean pret = ouvert;
        if (pret) {
            try (Connection c = source.getConnection()) {
                pret = c.isValid(2);
            } catch (SQLException e) {
                pret = false;
            }
        }
        return HealthCheckResponse.named("iel").status(pret).build();
    }
}
