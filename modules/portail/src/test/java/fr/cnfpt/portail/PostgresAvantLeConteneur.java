package fr.cnfpt.portail;

import fr.cnfpt.outils.PostgresDeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.event.SetupContainers;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Démarre un PostgreSQL avant le serveur, et dit au serveur où il est : mêmes commandes que le lanceur. */
public class PostgresAvantLeConteneur implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Preparation.class);
    }

    /** L'écoute, avant que les conteneurs ne soient préparés. */
    public static class Preparation {
        public void preparer(@Observes(precedence = 100) SetupContainers evenement, ContainerRegistry conteneurs)
                throws IOException {
            String url = PostgresDeTest.avec().url();
            Path commandes = Path.of("target/serveur/commandes.txt").toAbsolutePath();
            Files.createDirectories(commandes.getParent());
            Files.writeString(
                    commandes,
                    String.join(
                            "\n",
                            "create-jdbc-connection-pool --datasourceclassname org.postgresql.ds.PGSimpleDataSource --restype javax.sql.DataSource --property url='${MPCONFIG=iel.db.url}' iel",
                            "create-jdbc-resource --connectionpoolid iel jdbc/iel",
                            "set-batch-runtime-configuration --datasourcelookupname jdbc/iel --tableprefix jbatch --schemaname batch",
                            ""));
            conteneurs.getContainers().forEach(c -> {
                c.getContainerConfiguration()
                        .property(
                                "cmdOptions",
                                "-XX:TieredStopAtLevel=1 -Diel.db.url=" + url
                                        + " -Duser.timezone=Europe/Paris -Duser.language=fr -Diel.demo=true -Diel.demo.motdepasse=demo-demo-demo");
                c.getContainerConfiguration()
                        .property(
                                "extraMicroOptions",
                                "--nohazelcast --disablephonehome --addjars "
                                        + Path.of("target/serveur/postgresql.jar")
                                                .toAbsolutePath() + " --postbootcommandfile " + commandes);
            });
        }
    }
}
