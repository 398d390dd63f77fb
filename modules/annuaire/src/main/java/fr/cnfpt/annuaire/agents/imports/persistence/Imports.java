package fr.cnfpt.annuaire.agents.imports.persistence;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.LigneLue;
import fr.cnfpt.annuaire.agents.domain.Statut;
import fr.cnfpt.annuaire.agents.persistence.Rapprochement;
import fr.cnfpt.commun.donnees.Purges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Les imports d'agents : leur état, leurs lignes à l'essai, la comparaison et la réconciliation, ensemblistes. Qui en
 * traite un tient un verrou consultatif : s'il meurt, le verrou tombe avec lui.
 */
@ApplicationScoped
public class Imports implements Purges {

    /** @param lecture ce qu'on a reconnu du fichier, en clair @param octets combien ont été lus, sur {@code taille} */
    public record Import(
            long id,
            long collectiviteId,
            String fichier,
            long taille,
            String lecture,
            String[] ignorees,
            String etat,
            long octets,
            int lignes,
            int crees,
            int changes,
            int inchanges,
            int refuses,
            int entreTemps,
            int aVerifier,
            String motif,
            String par,
            OffsetDateTime creeLe,
            OffsetDateTime finiLe)
            implements java.io.Serializable {

        public String ignoreesEnClair() {
            return String.join(", ", ignorees);
        }

        public int pourcent() {
            return taille == 0 ? 0 : (int) Math.min(100, 100 * octets / taille);
        }

        public boolean enCours() {
            return etat.equals("LECTURE") || etat.equals("CONFIRMATION");
        }

        public int aEcrire() {
            return crees + changes;
        }
    }

    /** Une ligne montrée, avant et après. */
    public record LigneVue(
            int ligne,
            String matricule,
            String nom,
            String prenom,
            String sort,
            String detail,
            Long agentId,
            boolean entreTemps) {}

    public record RefusDeLigne(int ligne, String colonne, String valeur, String regle) {
        public String colonneEnClair() {
            return Colonne.parCode(colonne).libelle();
        }
    }

    /** Un fichier qui attend : ce qu'on y reconnaît, et les en-têtes inconnus avec quelques valeurs. */
    public record FichierGarde(UUID document, String[] reconnues, String[] entetes, String[] exemples) {}

    private static final String IMPORT = """
      select id, collectivite_id, fichier, taille, lecture, ignorees, etat, octets, lignes, crees, changes, inchanges, refuses, entre_temps, a_verifier, motif,
             par, cree_le, fini_le from annuaire.import
      """;

    private static final String VERROU = "hashtextextended('annuaire.import', id)";

    private static final String DETAIL =
            "case l.sort when 'REFUSE' then (select string_agg(f.regle, ' ' order by f.colonne) from annuaire.import_refus f"
                    + " where f.import_id = l.import_id and f.ligne = l.ligne) when 'CHANGE' then concat_ws(' · ', "
                    + Arrays.stream(Colonne.values())
                            .filter(c -> c != Colonne.MATRICULE)
                            .map(Imports::difference)
                            .collect(Collectors.joining(", "))
                    + ") else '' end";

    private static final String VIEUX = """
      (i.etat in ('COLONNES', 'ESSAI') and i.cree_le < :avant or i.etat = 'CONFIRME' and i.fini_le < :avant
         and (exists (select 1 from annuaire.import_ligne l where l.import_id = i.id) or exists (select 1 from annuaire.import_refus r where r.import_id = i.id)))
      """;

    @Inject
    Jdbi jdbi;

    private static String difference(Colonne c) {
        String avant = switch (c) {
            case CADRE_EMPLOIS -> "coalesce(k.nom, a.cadre_emplois)";
            case RESPONSABLE -> "r.matricule";
            default -> "a." + c.code();
        };
        String apres = c == Colonne.CADRE_EMPLOIS ? "coalesce(n.nom, l.cadre_emplois)" : "l." + c.code();
        return "case when " + avant + " is distinct from " + apres + " then '"
                + c.libelle().replace("'", "''") + " : ' || coalesce(" + enClair(c, avant)
                + ", '(vide)') || ' → ' || coalesce(" + enClair(c, apres) + ", '(vide)') end";
    }

    private static String enClair(Colonne c, String valeur) {
        return switch (c) {
            case SEXE -> "case " + valeur + " when 'F' then 'Femme' when 'H' then 'Homme' end";
            case STATUT ->
                Arrays.stream(Statut.values())
                        .map(s -> "when '" + s + "' then '" + s.libelle() + "'")
                        .collect(Collectors.joining(" ", "case " + valeur + " ", " end"));
            case RESIDENCE ->
                "(select c.nom || ' (' || c.code_insee || ')' from annuaire.commune c where c.code_insee = " + valeur
                        + ")";
            default -> valeur + "::text";
        };
    }

    /** @return le numéro de l'import ouvert, ou vide si un autre l'est déjà pour cette collectivité */
    public Optional<Long> ouvrir(long collectiviteId, String fichier, long taille, String par, long compteId) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into annuaire.import (collectivite_id, fichier, taille, etat, par, par_compte_id) values (:c, :f, :t, 'LECTURE', :par, :compte)
        on conflict (collectivite_id) where etat in ('LECTURE', 'COLONNES', 'ESSAI', 'CONFIRMATION') do nothing returning id
        """)
                .bind("c", collectiviteId)
                .bind("f", fichier)
                .bind("t", taille)
                .bind("par", par)
                .bind("compte", compteId)
                .mapTo(Long.class)
                .findOne());
    }

    public Optional<Import> lire(long id) {
        return jdbi.withHandle(h -> h.createQuery(IMPORT + " where id = :id and etat <> 'LOT'")
                .bind("id", id)
                .mapTo(Import.class)
                .findOne());
    }

    /** Celui qui est en cours, sinon le dernier fini. */
    public Optional<Import> dernier(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        IMPORT
                                + " where collectivite_id = :c and etat <> 'LOT' order by fini_le is null desc, id desc limit 1")
                .bind("c", collectiviteId)
                .mapTo(Import.class)
                .findOne());
    }

    /** Se dit vivant jusqu'à la fin de la transaction. @return faux si un autre le traite déjà */
    public boolean tenir(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select pg_try_advisory_xact_lock(" + VERROU + ") from (select cast(:id as bigint) as id) as i")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    public void reconnaitre(long id, String lecture, Set<Colonne> colonnes, List<String> ignorees) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.import set lecture = :l, colonnes = :c, ignorees = :i where id = :id")
                .bind("id", id)
                .bind("l", lecture)
                .bind("c", colonnes.stream().map(Colonne::code).toArray(String[]::new))
                .bind("i", ignorees.toArray(String[]::new))
                .execute());
    }

    public void ajouter(long id, List<LigneLue> lignes) {
        jdbi.useHandle(h -> Rapprochement.poser(h, id, lignes));
    }

    public void avancer(long id, int lignes, long octets, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.import set lignes = :l, octets = :o, avance_le = :le where id = :id")
                .bind("id", id)
                .bind("l", lignes)
                .bind("o", octets)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Donne son sort à chaque ligne, d'après l'existant, et compte. */
    public void comparer(long id, long collectiviteId) {
        jdbi.useHandle(h -> {
            Rapprochement.verrouiller(h, collectiviteId);
            List<String> colonnes = h.createQuery("select unnest(colonnes) from annuaire.import where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list();
            Rapprochement.comparer(h, id, collectiviteId, lignes(h, id), colonnes);
            h.createUpdate("""
          update annuaire.import set crees = n.crees, changes = n.changes, inchanges = n.inchanges, refuses = n.refuses, lignes = n.lignes, compare_le = clock_timestamp()
            from (select count(*) filter (where sort = 'CREE') as crees, count(*) filter (where sort = 'CHANGE') as changes,
                         count(*) filter (where sort = 'INCHANGE') as inchanges, count(*) filter (where sort = 'REFUSE') as refuses, count(*) as lignes
                    from annuaire.import_ligne where import_id = :id) as n where id = :id
          """).bind("id", id).execute();
            h.createUpdate("update annuaire.import set a_verifier = :n where id = :id")
                    .bind("n", Ressemblances.compter(h, id, collectiviteId))
                    .bind("id", id)
                    .execute();
        });
    }

    public List<Ressemblances.Ressemblance> ressemblances(long id, long collectiviteId, int premiere, int combien) {
        return jdbi.withHandle(h -> Ressemblances.lire(h, id, collectiviteId, premiere, combien));
    }

    /**
     * Vrai si un agent de la collectivité a été écrit depuis la comparaison ; plus aucun ne le sera avant la fin de la
     * transaction.
     */
    public boolean aBouge(long id, long collectiviteId) {
        return jdbi.withHandle(h -> {
            Rapprochement.verrouiller(h, collectiviteId);
            return h.createQuery("""
          select exists (select 1 from annuaire.agent a join annuaire.import i on i.collectivite_id = a.collectivite_id and a.modifie_le > i.compare_le where i.id = :id)
          """).bind("id", id).mapTo(Boolean.class).one();
        });
    }

    /** Marque les lignes dont l'agent a changé depuis la comparaison. @return combien */
    public int marquerEntreTemps(long id, long collectiviteId) {
        return jdbi.withHandle(h -> {
            int marquees =
                    h.createUpdate("""
          update annuaire.import_ligne l set entre_temps = true from (
            select s.ligne from annuaire.import_ligne s left join annuaire.agent a on a.collectivite_id = :c and a.matricule = s.matricule
             where s.import_id = :id and s.sort <> 'REFUSE' and (a.id is distinct from s.agent_id or a.version is distinct from s.agent_version)) as t
           where l.import_id = :id and l.ligne = t.ligne
          """).bind("id", id).bind("c", collectiviteId).execute();
            h.createUpdate("update annuaire.import set entre_temps = :n where id = :id")
                    .bind("n", marquees)
                    .bind("id", id)
                    .execute();
            return marquees;
        });
    }

    /** Écrit ce qui est à créer et à changer. */
    public void reconcilier(long id, long collectiviteId, String par) {
        jdbi.useHandle(h -> {
            Rapprochement.verrouiller(h, collectiviteId);
            Rapprochement.ecrire(h, id, collectiviteId, lignes(h, id), par);
        });
    }

    private static int lignes(Handle h, long id) {
        return h.createQuery("select count(*) from annuaire.import_ligne where import_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    /** Le fichier attend qu'on dise ce que sont ses colonnes inconnues, montrées avec quelques valeurs. */
    public void garder(long id, UUID document, Map<String, String> inconnues) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.import set document_id = :d, entetes = :e, exemples = :x where id = :id")
                .bind("id", id)
                .bind("d", document)
                .bind("e", inconnues.keySet().toArray(String[]::new))
                .bind("x", inconnues.values().toArray(String[]::new))
                .execute());
    }

    public Optional<FichierGarde> fichierGarde(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select document_id as document, colonnes as reconnues, entetes, exemples from annuaire.import where id = :id and document_id is not null")
                .bind("id", id)
                .mapTo(FichierGarde.class)
                .findOne());
    }

    /** Ce que la collectivité a dit de ses en-têtes ; vide : à laisser de côté. */
    public Map<String, Optional<Colonne>> retenues(long collectiviteId) {
        Map<String, Optional<Colonne>> retenues = new HashMap<>();
        jdbi.useHandle(h -> h.createQuery(
                        "select entete, colonne from annuaire.import_colonne where collectivite_id = :c")
                .bind("c", collectiviteId)
                .map((r, x) -> retenues.put(
                        r.getString("entete"),
                        Optional.ofNullable(r.getString("colonne")).map(Colonne::parCode)))
                .list());
        return retenues;
    }

    public void retenir(long collectiviteId, Map<String, Optional<Colonne>> choix) {
        jdbi.useHandle(h -> choix.forEach((entete, colonne) -> h.createUpdate("""
        insert into annuaire.import_colonne (collectivite_id, entete, colonne) values (:c, :e, :k)
        on conflict (collectivite_id, entete) do update set colonne = excluded.colonne, retenue_le = clock_timestamp()
        """)
                .bind("c", collectiviteId)
                .bind("e", entete)
                .bind("k", colonne.map(Colonne::code).orElse(null))
                .execute()));
    }

    public void oublierLesColonnes(long collectiviteId) {
        jdbi.useHandle(h -> h.execute("delete from annuaire.import_colonne where collectivite_id = ?", collectiviteId));
    }

    /** @return faux si l'import n'était pas dans l'état attendu */
    public boolean passer(long id, String de, String a, String motif, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update annuaire.import set etat = :a, motif = :m, avance_le = :le, fini_le = case when :a in ('LECTURE', 'COLONNES', 'ESSAI', 'CONFIRMATION') then null else :le end
         where id = :id and etat = :de
        """)
                        .bind("id", id)
                        .bind("de", de)
                        .bind("a", a)
                        .bind("m", motif)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    public List<LigneVue> lignes(long id, String sort, int premiere, int combien) {
        return jdbi.withHandle(
                h -> h.createQuery("select l.ligne, l.matricule, l.nom, l.prenom, l.sort, l.agent_id, l.entre_temps, "
                                + DETAIL + """
         as detail
          from annuaire.import_ligne l left join annuaire.agent a on a.id = l.agent_id and l.sort = 'CHANGE' left join annuaire.agent r on r.id = a.responsable_id
          left join annuaire.cadre_emplois k on k.id = a.cadre_emplois_id left join annuaire.cadre_emplois n on n.id = l.cadre_emplois_id
         where l.import_id = :id and (l.sort = :s or :s = '' or :s = 'ENTRE_TEMPS' and l.entre_temps) order by l.ligne limit :n offset :p
        """)
                        .bind("id", id)
                        .bind("s", sort)
                        .bind("n", combien)
                        .bind("p", premiere)
                        .mapTo(LigneVue.class)
                        .list());
    }

    /** Combien de lignes de ce sort ; pour REFUSE, combien de refus : une ligne peut en avoir plusieurs. */
    public long nombre(long id, String sort) {
        String quoi = sort.equals("REFUSE")
                ? "import_refus where import_id = :id"
                : "import_ligne where import_id = :id and (sort = :s or :s = '' or :s = 'ENTRE_TEMPS' and entre_temps)";
        return jdbi.withHandle(h -> h.createQuery("select count(*) from annuaire." + quoi)
                .bind("id", id)
                .bind("s", sort)
                .mapTo(Long.class)
                .one());
    }

    public List<RefusDeLigne> refus(long id, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select ligne, colonne, valeur, regle from annuaire.import_refus where import_id = :id order by ligne, colonne limit :n offset :p")
                .bind("id", id)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(RefusDeLigne.class)
                .list());
    }

    public void parcourirRefus(long id, Consumer<RefusDeLigne> suite) {
        jdbi.useHandle(h -> {
            try (var refus = h
                    .createQuery(
                            "select ligne, colonne, valeur, regle from annuaire.import_refus where import_id = :id order by ligne, colonne")
                    .bind("id", id)
                    .setFetchSize(1_000)
                    .mapTo(RefusDeLigne.class)
                    .stream()) {
                refus.forEach(suite);
            }
        });
    }

    /** Marque interrompus ceux que plus personne ne traite. @return combien */
    public int interrompre(Instant inactifsDepuis, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update annuaire.import set etat = 'INTERROMPU', motif = 'Le serveur s''est arrêté pendant ce travail : rien n''a été écrit. Redéposez le fichier.', fini_le = :le
         where id in (select id from (select id from annuaire.import where etat in ('LECTURE', 'CONFIRMATION') and avance_le < :depuis offset 0) as muets
                       where pg_try_advisory_xact_lock(%s))
        """.formatted(VERROU))
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("depuis", inactifsDepuis.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Ôte les lignes des imports finis que personne ne relira. */
    public void nettoyer() {
        jdbi.useHandle(h -> {
            h.execute(
                    "delete from annuaire.import_ligne where import_id in (select id from annuaire.import where etat in ('ABANDONNE', 'REFUSE', 'INTERROMPU', 'LOT'))");
            h.execute(
                    "delete from annuaire.import_refus where import_id in (select id from annuaire.import where etat in ('ABANDONNE', 'INTERROMPU', 'LOT'))");
        });
    }

    @Override
    public List<String> codes() {
        return List.of("IMPORT");
    }

    @Override
    public long compter(String code, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from annuaire.import i where " + VIEUX)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }

    /**
     * Un essai sans suite est abandonné ; les lignes partent avec, comme celles d'un import confirmé depuis longtemps.
     */
    @Override
    public long purger(String code, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        with vieux as materialized (select i.id from annuaire.import i where %s),
             lignes as (delete from annuaire.import_ligne where import_id in (select id from vieux)),
             refus as (delete from annuaire.import_refus where import_id in (select id from vieux)),
             abandon as (update annuaire.import i set etat = 'ABANDONNE', fini_le = clock_timestamp(),
                                motif = 'Laissé sans suite depuis le ' || to_char(cree_le at time zone 'Europe/Paris', 'DD/MM/YYYY')
                          where etat in ('COLONNES', 'ESSAI') and id in (select id from vieux))
        select count(*) from vieux
        """.formatted(VIEUX))
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }
}
