package fr.cnfpt.catalogue.mooc.persistence;

import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Les MOOC de la démonstration. Neuf titres, les totaux de 2017 et de 2018 et leur allure (la première édition attire
 * le plus, les suivantes tiennent un plateau, la réussite monte) viennent de l'entretien de FUN avec le CNFPT, 2019 ;
 * la répartition par édition est inventée pour tomber juste sur ces totaux, et marquée comme telle.
 */
@ApplicationScoped
public class MoocsDeDemonstration {

    private static final int MOIS_ENTRE_TOURNAGES = 30;
    private static final double ATTRAIT_DE_LA_PREMIERE = 2.2;
    private static final int INSCRITS_PAR_POIDS = 75;
    private static final List<String> CHANGEMENTS = List.of(
            "Seuils relevés",
            "Nouvelle pièce obligatoire",
            "Délai raccourci",
            "Compétence transférée",
            "Formulaire remplacé",
            "Contrôle ajouté",
            "Terme juridique changé",
            "Procédure dématérialisée");

    @Inject
    Jdbi jdbi;

    /** Une édition à écrire. */
    private static final class Brouillon {
        final long version;
        final int numero;
        final LocalDate debut;
        final LocalDate fin;
        final double poids;
        final int territoriaux;
        long inscrits;
        long reussites;

        Brouillon(long version, int numero, LocalDate debut, int semaines, double poids, int territoriaux) {
            this.version = version;
            this.numero = numero;
            this.debut = debut;
            this.fin = debut.plusDays(7L * semaines - 1);
            this.poids = poids;
            this.territoriaux = territoriaux;
        }

        /** La part de réussite monte avec les éditions. */
        double allure() {
            return Math.min(0.05 + 0.004 * (numero - 1), 0.2) * inscrits;
        }
    }

    private record Version(long id, LocalDate tourneeLe, int semaines) {}

    /** @return combien de MOOC et d'éditions ont été chargés ; rien si c'était déjà fait */
    public String charger(LocalDate jour) {
        return jdbi.withHandle(h -> {
            if (h.createQuery("select exists (select 1 from catalogue.mooc where demonstration)")
                    .mapTo(Boolean.class)
                    .one()) {
                return "";
            }
            List<Map<String, String>> lignes = Csv.lire(MoocsDeDemonstration.class, "/demonstration/moocs.csv");
            List<Brouillon> editions = new ArrayList<>();
            for (Map<String, String> l : lignes) {
                editions.addAll(unMooc(h, l, jour));
            }
            chiffrer(editions);
            ecrire(h, editions, jour);
            intra(h, jour);
            concours(h, jour);
            return lignes.size() + " MOOC, " + editions.size() + " éditions";
        });
    }

    private static List<Brouillon> unMooc(Handle h, Map<String, String> l, LocalDate jour) {
        long mooc = h.createUpdate("""
        insert into catalogue.mooc (code, intitule, specialite, pole, marque_blanche, invente, demonstration)
        values (:code, :intitule, :specialite, :pole, :blanche, :invente, true)
        """)
                .bind("code", l.get("code"))
                .bind("intitule", l.get("intitule"))
                .bind("specialite", l.get("specialite"))
                .bind("pole", l.get("pole"))
                .bind("blanche", Boolean.parseBoolean(l.get("marque_blanche")))
                .bind("invente", Boolean.parseBoolean(l.get("invente")))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        List<Version> versions = versions(h, mooc, l, jour);
        changements(h, mooc, Integer.parseInt(l.get("attendus")), versions, jour);
        YearMonth depuis = YearMonth.parse(l.get("depuis"));
        int parAn = Integer.parseInt(l.get("par_an"));
        double poids = Double.parseDouble(l.get("poids"));
        // Un plateau n'est pas une ligne : d'une édition à l'autre, l'on s'inscrit un peu plus ou un peu moins.
        Random hasard = new Random(l.get("code").hashCode());
        List<Brouillon> editions = new ArrayList<>();
        // Les totaux commencent en 2017 : les éditions d'avant ne sont pas chiffrées, leur rang compte.
        int numero = 2 * Math.max(0, 2017 - depuis.getYear());
        for (int annee = Math.max(2017, depuis.getYear()); annee <= jour.getYear() + 1; annee++) {
            int combien = annee > jour.getYear() ? 1 : parAn;
            int premier = annee == depuis.getYear() ? depuis.getMonthValue() : 1;
            for (int i = 0; i < combien; i++) {
                LocalDate debut = LocalDate.of(annee, premier + i * (12 - premier) / combien, 8)
                        .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
                Version v = versions.stream()
                        .filter(x -> !x.tourneeLe().isAfter(debut))
                        .max(Comparator.comparing(Version::tourneeLe))
                        .orElse(versions.get(0));
                numero++;
                editions.add(new Brouillon(
                        v.id(),
                        numero,
                        debut,
                        v.semaines(),
                        numero == 1 ? poids * ATTRAIT_DE_LA_PREMIERE : poids * (0.8 + 0.25 * hasard.nextDouble()),
                        Integer.parseInt(l.get("territoriaux"))));
            }
        }
        return editions;
    }

    /** De la première, avant la première édition, à celle d'aujourd'hui ; le premier MOOC durait douze semaines. */
    private static List<Version> versions(Handle h, long mooc, Map<String, String> l, LocalDate jour) {
        LocalDate derniere = jour.minusMonths(Integer.parseInt(l.get("age_mois")));
        LocalDate premiere = YearMonth.parse(l.get("depuis")).atDay(1).minusMonths(2);
        List<LocalDate> tournages = new ArrayList<>(List.of(derniere));
        while (tournages.get(0).minusMonths(MOIS_ENTRE_TOURNAGES).isAfter(premiere.plusMonths(12))) {
            tournages.add(0, tournages.get(0).minusMonths(MOIS_ENTRE_TOURNAGES));
        }
        tournages.add(0, premiere);
        List<Version> versions = new ArrayList<>();
        int semaines = Integer.parseInt(l.get("semaines"));
        for (int i = 0; i < tournages.size(); i++) {
            int duree = i > 0 && semaines == 12 ? 5 : semaines;
            long id = h.createUpdate(
                            "insert into catalogue.mooc_version (mooc_id, numero, semaines, tournee_le, note) values (:m, :n, :s, :t, :note)")
                    .bind("m", mooc)
                    .bind("n", i + 1)
                    .bind("s", duree)
                    .bind("t", tournages.get(i))
                    .bind("note", i == 0 ? "Première version" : "Retourné, démonstration")
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            versions.add(new Version(id, tournages.get(i), duree));
        }
        return versions;
    }

    /** Ceux qui attendent, depuis le dernier tournage ; et trois que ce tournage a intégrés. */
    private static void changements(Handle h, long mooc, int attendus, List<Version> versions, LocalDate jour) {
        PreparedBatch lot = h.prepareBatch(
                "insert into catalogue.mooc_changement (mooc_id, le, texte, source, integre_le) values (:m, :le, :texte, 'Changement inventé pour la démonstration', case when :integre then cast(:derniere as date) end)");
        LocalDate derniere = versions.get(versions.size() - 1).tourneeLe();
        long jours = ChronoUnit.DAYS.between(derniere, jour);
        for (int i = 0; i < attendus + 3; i++) {
            boolean integre = i >= attendus;
            lot.bind("m", mooc)
                    .bind(
                            "le",
                            integre
                                    ? derniere.minusDays(40L * (i - attendus + 1))
                                    : derniere.plusDays(jours * (i + 1) / (attendus + 1)))
                    .bind("texte", CHANGEMENTS.get(i % CHANGEMENTS.size()))
                    .bind("integre", integre)
                    .bind("derniere", derniere)
                    .add();
        }
        lot.execute();
    }

    /** Chaque année a son total ; celui de 2017 et de 2018 est le publié. */
    private static void chiffrer(List<Brouillon> editions) {
        Map<Integer, List<Brouillon>> parAnnee = new HashMap<>();
        editions.forEach(e -> parAnnee.computeIfAbsent(e.debut.getYear(), a -> new ArrayList<>())
                .add(e));
        parAnnee.forEach((annee, les) -> {
            double poids = les.stream().mapToDouble(e -> e.poids).sum();
            long inscrits = annee == 2017 ? 92_000 : annee == 2018 ? 190_800 : Math.round(poids * INSCRITS_PAR_POIDS);
            List<Long> parts =
                    repartir(inscrits, les.stream().mapToDouble(e -> e.poids).toArray());
            for (int i = 0; i < les.size(); i++) {
                les.get(i).inscrits = parts.get(i);
            }
            double[] allures = les.stream().mapToDouble(Brouillon::allure).toArray();
            long reussites =
                    annee == 2018 ? 17_000 : Math.round(Arrays.stream(allures).sum());
            parts = repartir(reussites, allures);
            for (int i = 0; i < les.size(); i++) {
                les.get(i).reussites = parts.get(i);
            }
        });
    }

    /** Au plus fort reste : la somme est exacte. */
    static List<Long> repartir(long total, double[] poids) {
        double somme = Arrays.stream(poids).sum();
        List<Long> parts = new ArrayList<>();
        for (double p : poids) {
            parts.add((long) Math.floor(total * p / somme));
        }
        long reste = total - parts.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, poids.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Math.floor(total * poids[i] / somme) - total * poids[i] / somme))
                .limit(reste)
                .forEach(i -> parts.set(i, parts.get(i) + 1));
        return parts;
    }

    private static void ecrire(Handle h, List<Brouillon> editions, LocalDate jour) {
        PreparedBatch lot = h.prepareBatch("""
        insert into catalogue.mooc_edition (version_id, numero, mode, debut, fin, inscrits, reussites, part_territoriaux, demonstration)
        select :version, :numero, case when m.marque_blanche then 'MARQUE_BLANCHE' else 'FUN' end, :debut, :fin, :inscrits, :reussites, :part, true
          from catalogue.mooc_version v join catalogue.mooc m on m.id = v.mooc_id where v.id = :version
        """);
        for (Brouillon e : editions) {
            boolean finie = e.fin.isBefore(jour);
            lot.bind("version", e.version)
                    .bind("numero", e.numero)
                    .bind("debut", e.debut)
                    .bind("fin", e.fin)
                    .bind("inscrits", finie ? (Integer) (int) e.inscrits : null)
                    .bind("reussites", finie ? (Integer) (int) e.reussites : null)
                    .bind("part", finie ? (Integer) e.territoriaux : null)
                    .add();
        }
        lot.execute();
    }

    /**
     * Les marchés publics, suivis en intra avec une séance de tutorat par semaine, comme de grandes collectivités le
     * font.
     */
    private static void intra(Handle h, LocalDate jour) {
        LocalDate debut = jour.minusDays(10).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        h.createUpdate("""
        with e as (
          insert into catalogue.mooc_edition (version_id, numero, mode, debut, fin, collectivite, demonstration)
          select v.id, 1 + (select max(x.numero) from catalogue.mooc_edition x join catalogue.mooc_version y on y.id = x.version_id where y.mooc_id = m.id),
                 'INTRA', :debut, cast(:debut as date) + 7 * v.semaines - 1, 'Métropole européenne de Lille', true
            from catalogue.mooc m join catalogue.mooc_version v on v.mooc_id = m.id
           where m.code = 'ACP-001' order by v.numero desc limit 1 returning id, debut, fin)
        insert into catalogue.mooc_tutorat (edition_id, semaine, le, lieu)
        select e.id, s, e.debut + 7 * (s - 1) + 3, 'Lille, salle de formation' from e, generate_series(1, (e.fin - e.debut + 1) / 7) as s
        """).bind("debut", debut).execute();
    }

    /**
     * Trois concours, et l'édition qui prépare chacun : la dernière qui finit avant, ou la première qui finit après.
     */
    private static void concours(Handle h, LocalDate jour) {
        int annee = jour.getYear() + 1;
        PreparedBatch lot = h.prepareBatch(
                "insert into catalogue.concours (intitule, epreuve, source, demonstration) values (:i, :e, 'Date inventée pour la démonstration', true)");
        lot.bind("i", "Adjoint administratif principal de 2e classe")
                .bind("e", LocalDate.of(annee, 3, 18))
                .add();
        lot.bind("i", "Rédacteur territorial")
                .bind("e", LocalDate.of(annee, 10, 14))
                .add();
        lot.bind("i", "Attaché territorial")
                .bind("e", LocalDate.of(annee, 11, 18))
                .add();
        lot.execute();
        h.createUpdate("""
        update catalogue.mooc_edition e set concours_id = (select id from catalogue.concours where intitule like 'Adjoint%')
          from catalogue.mooc_version v join catalogue.mooc m on m.id = v.mooc_id
         where v.id = e.version_id and m.code in ('RFO-006', 'GRH-020') and e.debut > :jour
        """).bind("jour", jour).execute();
    }
}
