package fr.cnfpt.annuaire.agents.persistence;

import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Engendre toujours les mêmes agents (graine fixe) : noms et prénoms tirés séparément, métiers des cadres d'emplois
 * réels. 40 employeurs : quatre intercommunalités du Nord et du Pas-de-Calais et les neuf communes les plus peuplées de
 * chacune.
 */
@ApplicationScoped
public class AgentsDeDemonstrationSql implements AgentsDeDemonstration {

    private static final String[] EPCI = {"200042190", "245901160", "200068500", "200033579"};

    @Inject
    Jdbi jdbi;

    public record Employeur(long id, String nom, Integer population) {}

    @Override
    public int engendrer(String sirenPrincipal, String sirenVoisin) {
        return jdbi.withHandle(h -> {
            if (h.createQuery("select exists (select 1 from annuaire.collectivite where demonstration)")
                    .mapTo(Boolean.class)
                    .one()) {
                return 0;
            }
            List<Employeur> employeurs = h.createQuery("""
          update annuaire.collectivite c set demonstration = true, operationnelle_le = now()
            from (select id, row_number() over (partition by epci_siren order by nature = 'EPCI' desc, siren in (:a, :b) desc, population desc) as n
                    from annuaire.collectivite where epci_siren = any(:epci)) as r
           where r.id = c.id and r.n <= 10
          returning c.id, c.nom, c.population
          """)
                    .bind("a", sirenPrincipal)
                    .bind("b", sirenVoisin)
                    .bind("epci", EPCI)
                    .mapTo(Employeur.class)
                    .list();
            employeurs.sort(java.util.Comparator.comparingLong(Employeur::id));
            return employeurs.stream().mapToInt(e -> peupler(h, e)).sum();
        });
    }

    private static int peupler(Handle h, Employeur employeur) {
        Random hasard = new Random(employeur.id());
        List<Map<String, String>> prenoms = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/prenoms.csv");
        List<Map<String, String>> noms = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/noms.csv");
        List<Map<String, String>> metiers = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/metiers.csv");
        int effectif = Math.max(14, Math.min(70, (employeur.population() == null ? 20 : employeur.population()) / 350));
        PreparedBatch lot = h.prepareBatch("""
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie, cadre_emplois_id, modifie_par,
                                    nom_naissance, sexe, statut, statut_depuis, grade, grade_depuis, entree_fpt, responsabilite_depuis, quotite, residence, arrive_le)
        select :c, :matricule, :nom, :prenom, :courriel, :metier, :service, case when :statut <> 'APPRENTI' then :categorie end, case when :statut <> 'APPRENTI' then k.id end, 'démonstration',
               :naissance, :sexe, :statut, :depuis, case when :statut <> 'APPRENTI' then :grade end, case when :statut in ('TITULAIRE', 'STAGIAIRE') then :nomme end, :entree, :encadre, :quotite,
               (select m.code_insee from annuaire.collectivite c join annuaire.commune m on m.code_insee = c.code_insee where c.id = :c), :arrive
          from annuaire.cadre_emplois k where k.cle = annuaire.cle_cadre_emplois(:cadre) and k.valable_au is null
        """);
        for (int i = 1; i <= effectif; i++) {
            Map<String, String> metier = metiers.get(hasard.nextInt(metiers.size()));
            Map<String, String> tire = prenoms.get(hasard.nextInt(prenoms.size()));
            String prenom = tire.get("prenom");
            String genre = tire.get("genre");
            String nom = noms.get(hasard.nextInt(noms.size())).get("nom");
            situer(lot, new Random(31L * employeur.id() + i), i, genre, metier, noms);
            lot.bind("c", employeur.id())
                    .bind("matricule", String.format("%04d", 1000 + i))
                    .bind("nom", nom)
                    .bind("prenom", prenom)
                    .bind("courriel", "agent" + (1000 + i) + "@" + domaine(employeur.nom()))
                    .bind("metier", metier.get("metier"))
                    .bind("service", metier.get("service"))
                    .bind("categorie", metier.get("categorie"))
                    .bind("cadre", metier.get("cadre_emplois"))
                    .add();
        }
        lot.execute();
        // Un responsable pour sept agents environ : le premier de chaque dizaine de matricules.
        h.execute("""
        update annuaire.agent a set responsable_id = r.id
          from annuaire.agent r
         where a.collectivite_id = ? and r.collectivite_id = a.collectivite_id and r.id <> a.id
           and r.matricule = lpad((((a.matricule::int - 1001) / 7) * 7 + 1001)::text, 4, '0')
        """, employeur.id());
        return effectif;
    }

    /** Un tirage à part : celui des noms et des métiers ne bouge pas. */
    private static void situer(
            PreparedBatch lot,
            Random hasard,
            int i,
            String genre,
            Map<String, String> metier,
            List<Map<String, String>> noms) {
        int sort = hasard.nextInt(100);
        String statut = i % 23 == 0
                ? "APPRENTI"
                : sort < 70 ? "TITULAIRE" : sort < 77 ? "STAGIAIRE" : sort < 98 ? "CONTRACTUEL" : "SAISONNIER";
        LocalDate entree = switch (statut) {
            case "TITULAIRE" -> LocalDate.of(1992 + hasard.nextInt(31), 1 + hasard.nextInt(12), 1);
            case "CONTRACTUEL" -> LocalDate.of(2016 + hasard.nextInt(9), 1 + hasard.nextInt(12), 1);
            default -> LocalDate.of(2025, 1 + hasard.nextInt(12), 1);
        };
        LocalDate depuis = statut.equals("TITULAIRE") ? entree.plusYears(1) : entree;
        LocalDate arrive = depuis.plusYears(hasard.nextInt(Math.max(1, 2025 - depuis.getYear())));
        boolean encadre = i % 7 == 1 && !metier.get("categorie").equals("C");
        lot.bind(
                        "naissance",
                        genre.equals("F") && hasard.nextInt(3) == 0
                                ? noms.get(hasard.nextInt(noms.size())).get("nom")
                                : null)
                .bind("sexe", genre.equals("F") ? "F" : "H")
                .bind("statut", statut)
                .bind("depuis", depuis)
                .bind(
                        "grade",
                        metier.get("cadre_emplois").replace(" territoriale", "").replace(" territorial", ""))
                .bind("nomme", depuis)
                .bind("entree", entree)
                .bindByType("encadre", encadre ? arrive : null, LocalDate.class)
                .bind("quotite", hasard.nextInt(5) > 0 ? 100 : hasard.nextInt(3) > 0 ? 80 : 50)
                .bind("arrive", arrive);
    }

    @Override
    public long collectivite(String siren) {
        return jdbi.withHandle(h -> h.createQuery("select id from annuaire.collectivite where siren = :s")
                .bind("s", siren)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long premierResponsable(long collectiviteId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select r.id from annuaire.agent r where r.collectivite_id = :c
           and exists (select 1 from annuaire.agent a where a.responsable_id = r.id) order by r.matricule limit 1
        """).bind("c", collectiviteId).mapTo(Long.class).one());
    }

    @Override
    public long membre(long responsableId, int rang) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id from annuaire.agent where responsable_id = :r order by matricule offset :rang - 1 limit 1")
                .bind("r", responsableId)
                .bind("rang", rang)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long aussiChez(long agentId, long collectiviteId) {
        return jdbi.withHandle(h -> {
            h.createUpdate("""
            insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie)
            select :c, 'AUSSI-' || id, nom, prenom, courriel, metier, service, categorie from annuaire.agent where id = :a on conflict do nothing
            """).bind("a", agentId).bind("c", collectiviteId).execute();
            return h.createQuery(
                            "select id from annuaire.agent where collectivite_id = :c and matricule = 'AUSSI-' || :a")
                    .bind("a", agentId)
                    .bind("c", collectiviteId)
                    .mapTo(Long.class)
                    .one();
        });
    }

    private static String domaine(String nom) {
        return java.text.Normalizer.normalize(nom.toLowerCase(Locale.FRENCH), java.text.Normalizer.Form.NFD)
                        .replaceAll("[^a-z ]", "")
                        .strip()
                        .replace(' ', '-')
                + ".exemple";
    }
}
