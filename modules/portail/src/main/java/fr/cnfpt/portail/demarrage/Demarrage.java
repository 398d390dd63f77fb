package fr.cnfpt.portail.demarrage;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Au démarrage : migrer chaque module dans son schéma, charger le nécessaire, la démonstration si elle est demandée,
 * une instance à la fois ; puis lancer les tâches.
 */
@WebListener
public class Demarrage implements ServletContextListener {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");
    private static final List<String> MODULES = List.of(
            "outils",
            "annuaire",
            "acces",
            "garde",
            "catalogue",
            "territorialisation",
            "plan-formation",
            "inscription",
            "e-communautes",
            "attestation");

    @Resource(lookup = "jdbc/iel")
    DataSource source;

    @Inject
    @Any
    Instance<Peuplement> peuplements;

    @Inject
    @Any
    Instance<Tache> taches;

    @Resource
    ManagedScheduledExecutorService horaire;

    @Inject
    UtilisateurCourant courant;

    @Inject
    @org.eclipse.microprofile.health.Readiness
    Disponibilite disponibilite;

    @Inject
    BalayerLesEnvois envois;

    @Override
    public void contextInitialized(ServletContextEvent e) {
        try (SeulADemarrer tour = SeulADemarrer.sur(source)) {
            migrerEtPeupler();
        } catch (SQLException panne) {
            throw new IllegalStateException("La base n'a pas donné son tour à ce démarrage", panne);
        }
        envois.dans(e.getServletContext());
        taches.forEach(this::planifier);
        disponibilite.ouvrir();
    }

    private void migrerEtPeupler() {
        for (String module : MODULES) {
            Flyway.configure(getClass().getClassLoader())
                    .dataSource(source)
                    .schemas(module.replace('-', '_'))
                    .locations("classpath:db/" + module)
                    .load()
                    .migrate();
        }
        Flyway.configure(getClass().getClassLoader())
                .dataSource(source)
                .schemas("batch")
                .locations("classpath:db/batch")
                .load()
                .migrate();
        Consumer<String> progres = JOURNAL::info;
        courant.agirComme(Utilisateur.SYSTEME, () -> {
            List<Peuplement> dansLOrdre = peuplements.stream()
                    .sorted(Comparator.comparingInt(Peuplement::ordre))
                    .toList();
            dansLOrdre.forEach(p -> p.charger(progres));
            if (Parametres.vrai("iel.demo")) {
                dansLOrdre.forEach(p -> p.demontrer(progres));
            }
        });
    }

    private void planifier(Tache tache) {
        long periode = tache.periode().toSeconds();
        horaire.scheduleWithFixedDelay(new Passage(tache, courant), periode, periode, TimeUnit.SECONDS);
    }
}
