package fr.cnfpt.annuaire.agents.persistence;

import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Engendre toujours les mêmes agents (graine fixe) : noms et prénoms tirés séparément, métiers des cadres d'emplois
 * réels ; un nom sur neuf a une capitale accentuée, une apostrophe, un trait d'union ou une particule. Quatre
 * intercommunalités du Nord et du Pas-de-Calais et les neuf communes les plus peuplées de chacune ; un grand employeur,
 * dont les services font un arbre, et ses deux villes ; une intercommunalité de La Réunion. Dans chacun, deux
 * homonymes, et des gens qui s'en vont ou s'en sont allés.
 */
@ApplicationScoped
public class AgentsDeDemonstrationSql implements AgentsDeDemonstration {

    private static final String[] EPCI = {"200042190", "245901160", "200068500", "200033579"};
    private static final String EPCI_D_OUTRE_MER = "249740119";
    private static final int EFFECTIF_DU_GRAND_EMPLOYEUR = 3_000;
    private static final int EQUIPE = 7;
    private static final int SERVICE = 35;
    private static final int PREMIER_MATRICULE = 1001;
    private static final int UN_NOM_DIFFICILE_SUR = 9;
    private static final int HOMONYME = 33;
    private static final int DONT_IL_A_LE_NOM = 12;

    @Inject
    Jdbi jdbi;

    @Inject
    Horloge horloge;

    public record Employeur(long id, String siren, String nom, Integer population) {
        boolean grand() {
            return siren.equals(GRAND_EMPLOYEUR);
        }

        int effectif() {
            return grand()
                    ? EFFECTIF_DU_GRAND_EMPLOYEUR
                    : Math.max(14, Math.min(70, (population == null ? 20 : population) / 350));
        }
    }

    private record Agent(
            Employeur chez,
            int rang,
            String nom,
            String prenom,
            boolean femme,
            Map<String, String> metier,
            String naissance,
            String statut,
            LocalDate entree,
            LocalDate depuis,
            LocalDate arrive,
            boolean encadre,
            int quotite,
            LocalDate parti) {

        boolean apprenti() {
            return statut.equals("APPRENTI");
        }

        String service() {
            String s = metier.get("service");
            return chez.grand()
                    ? "Pôle " + metier.get("filiere").toLowerCase(Locale.FRENCH) + " > " + s + " > Équipe "
                            + (1 + (rang - 1) / EQUIPE % (SERVICE / EQUIPE))
                    : s;
        }
    }

    @Override
    public int engendrer(String sirenPrincipal, String sirenVoisin) {
        return jdbi.withHandle(h -> {
            if (h.createQuery("select exists (select 1 from annuaire.collectivite where demonstration)")
                    .mapTo(Boolean.class)
                    .one()) {
                return 0;
            }
            List<Employeur> employeurs = h.createQuery("""
          update annuaire.collectivite c set demonstration = true, operationnelle_le = now(), validation_de_soi = c.siren = :petite
            from (select id, epci_siren,
                         row_number() over (partition by epci_siren order by nature = 'EPCI' desc, siren in (:a, :b) desc, population desc) as n
                    from annuaire.collectivite where epci_siren = any(:epci) or epci_siren in (:grand, :outremer)) as r
           where r.id = c.id and r.n <= case r.epci_siren when :grand then 3 when :outremer then 4 else 10 end
          returning c.id, c.siren, c.nom, c.population
          """)
                    .bind("a", sirenPrincipal)
                    .bind("b", sirenVoisin)
                    .bind("epci", EPCI)
                    .bind("petite", PETITE_COMMUNE)
                    .bind("grand", GRAND_EMPLOYEUR)
                    .bind("outremer", EPCI_D_OUTRE_MER)
                    .mapTo(Employeur.class)
                    .list();
            employeurs.sort(java.util.Comparator.comparingLong(Employeur::id));
            List<Agent> agents = new ArrayList<>();
            List<Map<String, String>> prenoms = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/prenoms.csv");
            List<Map<String, String>> noms = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/noms.csv");
            List<Map<String, String>> metiers = Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/metiers.csv");
            List<Map<String, String>> difficiles =
                    Csv.lire(AgentsDeDemonstrationSql.class, "/demonstration/noms-difficiles.csv");
            employeurs.forEach(e -> agents.addAll(tirer(e, prenoms, noms, difficiles, metiers)));
            ecrire(h, agents);
            nommerLesResponsables(h, employeurs);
            return agents.size();
        });
    }

    private List<Agent> tirer(
            Employeur employeur,
            List<Map<String, String>> prenoms,
            List<Map<String, String>> noms,
            List<Map<String, String>> difficiles,
            List<Map<String, String>> metiers) {
        Random hasard = new Random(employeur.id());
        List<Agent> agents = new ArrayList<>();
        for (int i = 1; i <= employeur.effectif(); i++) {
            Map<String, String> metier = metiers.get(hasard.nextInt(metiers.size()));
            Map<String, String> prenom = prenoms.get(hasard.nextInt(prenoms.size()));
            String nom = noms.get(hasard.nextInt(noms.size())).get("nom");
            if (i % UN_NOM_DIFFICILE_SUR == UN_NOM_DIFFICILE_SUR / 2) {
                nom = difficiles
                        .get((int) ((employeur.id() + i / UN_NOM_DIFFICILE_SUR) % difficiles.size()))
                        .get("nom");
            }
            if (employeur.grand()) {
                metier = metiers.get((i - 1) / SERVICE % metiers.size());
            }
            Agent a = situer(
                    employeur,
                    new Random(31L * employeur.id() + i),
                    i,
                    nom,
                    prenom.get("prenom"),
                    prenom.get("genre").equals("F"),
                    metier,
                    noms);
            agents.add(i == HOMONYME ? homonyme(a, agents.get(DONT_IL_A_LE_NOM - 1)) : a);
        }
        return agents;
    }

    private static Agent homonyme(Agent a, Agent autre) {
        return new Agent(
                a.chez,
                a.rang,
                autre.nom,
                autre.prenom,
                autre.femme,
                a.metier,
                null,
                a.statut,
                a.entree,
                a.depuis,
                a.arrive,
                a.encadre,
                a.quotite,
                a.parti);
    }

    /** Un tirage à part : celui des noms et des métiers ne bouge pas. */
    private Agent situer(
            Employeur chez,
            Random hasard,
            int i,
            String nom,
            String prenom,
            boolean femme,
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
        boolean encadre = i % EQUIPE == 1 && !metier.get("categorie").equals("C");
        String naissance = femme && hasard.nextInt(3) == 0
                ? noms.get(hasard.nextInt(noms.size())).get("nom")
                : null;
        int quotite = hasard.nextInt(5) > 0 ? 100 : hasard.nextInt(3) > 0 ? 80 : 50;
        LocalDate parti = i % 29 == 0
                ? horloge.aujourdhui().minusDays(20L + hasard.nextInt(200))
                : i % 31 == 0 ? horloge.aujourdhui().plusDays(20L + hasard.nextInt(60)) : null;
        return new Agent(
                chez,
                i,
                nom,
                prenom,
                femme,
                metier,
                naissance,
                statut,
                entree,
                depuis,
                arrive,
                encadre,
                quotite,
                parti == null || parti.isAfter(arrive) ? parti : null);
    }

    private static void ecrire(Handle h, List<Agent> agents) {
        h.createUpdate("""
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie, cadre_emplois_id, modifie_par,
                                    nom_naissance, sexe, statut, statut_depuis, grade, grade_depuis, entree_fpt, responsabilite_depuis, quotite, residence,
                                    arrive_le, parti_le)
        select a.c, a.matricule, a.nom, a.prenom, a.courriel, a.metier, a.service, a.categorie, case when a.categorie is not null then k.id end, 'démonstration',
               a.naissance, a.sexe, a.statut, a.depuis, a.grade, case when a.statut in ('TITULAIRE', 'STAGIAIRE') then a.depuis end, a.entree, a.encadre, a.quotite,
               m.code_insee, a.arrive, a.parti
          from unnest(cast(:c as bigint[]), cast(:matricule as text[]), cast(:nom as text[]), cast(:prenom as text[]), cast(:courriel as text[]),
                      cast(:metier as text[]), cast(:service as text[]), cast(:categorie as text[]), cast(:cadre as text[]), cast(:naissance as text[]),
                      cast(:sexe as text[]), cast(:statut as text[]), cast(:depuis as date[]), cast(:grade as text[]), cast(:entree as date[]),
                      cast(:encadre as date[]), cast(:quotite as int[]), cast(:arrive as date[]), cast(:parti as date[]))
            with ordinality as a(c, matricule, nom, prenom, courriel, metier, service, categorie, cadre, naissance, sexe, statut, depuis, grade, entree,
                                 encadre, quotite, arrive, parti, ordre)
          join (select distinct on (v.cadre) v.cadre, e.id
                  from (select distinct unnest(cast(:cadre as text[])) as cadre) as v
                  join annuaire.cadre_emplois e
                    on e.cle = annuaire.cle_cadre_emplois(v.cadre) and daterange(e.valable_du, e.valable_au, '[)') @> outils.jour(:maintenant)) as k using (cadre)
          join annuaire.collectivite t on t.id = a.c
          left join annuaire.commune m on m.code_insee = t.code_insee
         order by a.ordre
        """)
                .bind("c", colonne(agents, a -> a.chez.id(), Long[]::new))
                .bind("matricule", colonne(agents, a -> String.valueOf(PREMIER_MATRICULE - 1 + a.rang), String[]::new))
                .bind("nom", colonne(agents, Agent::nom, String[]::new))
                .bind("prenom", colonne(agents, Agent::prenom, String[]::new))
                .bind(
                        "courriel",
                        colonne(
                                agents,
                                a -> "agent" + (PREMIER_MATRICULE - 1 + a.rang) + "@" + domaine(a.chez.nom()),
                                String[]::new))
                .bind("metier", colonne(agents, a -> a.metier.get("metier"), String[]::new))
                .bind("service", colonne(agents, Agent::service, String[]::new))
                .bind("categorie", colonne(agents, a -> a.apprenti() ? null : a.metier.get("categorie"), String[]::new))
                .bind("cadre", colonne(agents, a -> a.metier.get("cadre_emplois"), String[]::new))
                .bind("naissance", colonne(agents, Agent::naissance, String[]::new))
                .bind("sexe", colonne(agents, a -> a.femme ? "F" : "H", String[]::new))
                .bind("statut", colonne(agents, Agent::statut, String[]::new))
                .bind("depuis", colonne(agents, Agent::depuis, LocalDate[]::new))
                .bind(
                        "grade",
                        colonne(
                                agents,
                                a -> a.apprenti()
                                        ? null
                                        : a.metier
                                                .get("cadre_emplois")
                                                .replace(" territoriale", "")
                                                .replace(" territorial", ""),
                                String[]::new))
                .bind("entree", colonne(agents, Agent::entree, LocalDate[]::new))
                .bind("encadre", colonne(agents, a -> a.encadre ? a.arrive : null, LocalDate[]::new))
                .bind("quotite", colonne(agents, Agent::quotite, Integer[]::new))
                .bind("arrive", colonne(agents, Agent::arrive, LocalDate[]::new))
                .bind("parti", colonne(agents, Agent::parti, LocalDate[]::new))
                .execute();
    }

    private static <T> T[] colonne(List<Agent> agents, Function<Agent, T> valeur, IntFunction<T[]> tableau) {
        return agents.stream().map(valeur).toArray(tableau);
    }

    /**
     * Le premier de chaque équipe de sept la conduit ; chez le grand employeur, celui du service conduit les équipes.
     */
    private static void nommerLesResponsables(Handle h, List<Employeur> employeurs) {
        h.createUpdate("""
        update annuaire.agent a set responsable_id = r.id
          from annuaire.agent r join annuaire.collectivite c on c.id = r.collectivite_id
         where a.collectivite_id = any(:c) and r.collectivite_id = a.collectivite_id and r.id <> a.id
           and r.matricule::int = case when (a.matricule::int - :un) % :equipe <> 0 then ((a.matricule::int - :un) / :equipe) * :equipe + :un
                                       when c.siren <> :grand then null
                                       when (a.matricule::int - :un) % :service <> 0 then ((a.matricule::int - :un) / :service) * :service + :un
                                       else :un end
        """)
                .bind("c", employeurs.stream().map(Employeur::id).toArray(Long[]::new))
                .bind("un", PREMIER_MATRICULE)
                .bind("equipe", EQUIPE)
                .bind("service", SERVICE)
                .bind("grand", GRAND_EMPLOYEUR)
                .execute();
    }

    @Override
    public long collectivite(String siren) {
        return jdbi.withHandle(h -> h.createQuery("select id from annuaire.collectivite where siren = :s")
                .bind("s", siren)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long bacASable() {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into annuaire.collectivite (siren, nom, nature, departement, structure_id, operationnelle_le)
        select :s, 'Bac à sable des éditeurs', 'COMMUNE', d.code, annuaire.delegation_de(d.region), now()
          from annuaire.departement d where d.code = '59' on conflict (siren) do nothing
        """).bind("s", BAC_A_SABLE).execute());
        return collectivite(BAC_A_SABLE);
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
    public Optional<Long> agent(long collectiviteId, String matricule) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id from annuaire.agent where collectivite_id = :c and matricule = :m and efface_le is null")
                .bind("c", collectiviteId)
                .bind("m", matricule)
                .mapTo(Long.class)
                .findOne());
    }

    @Override
    public void partir(long agentId, LocalDate jour) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.agent set parti_le = :jour, arrive_le = least(arrive_le, :jour - 1), entree_fpt = least(entree_fpt, :jour - 1) where id = :id")
                .bind("jour", jour)
                .bind("id", agentId)
                .execute());
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
