package fr.cnfpt.annuaire.agents.persistence;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.LigneLue;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Les agents d'une collectivité : leur fiche, leur liste, et leur écriture par lots, qui passe par le
 * {@link Rapprochement} comme un import d'un instant.
 */
@ApplicationScoped
public class Agents {

    /**
     * La fiche entière, avec la version qu'on a lue, qui l'a écrite et quand.
     *
     * @param situation ce que le poste dit de plus, dans l'ordre de {@link Colonne#SITUATION}
     */
    public record Fiche(
            long id,
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String filiere,
            String responsable,
            String responsableNom,
            Long responsableId,
            LocalDate partiLe,
            String[] situation,
            String residenceNom,
            int version,
            OffsetDateTime modifieLe,
            String modifiePar)
            implements java.io.Serializable {

        public String nomComplet() {
            return prenom + " " + nom.toUpperCase(java.util.Locale.FRENCH);
        }

        public AgentSaisi saisie() {
            return new AgentSaisi(
                    matricule,
                    nom,
                    prenom,
                    courriel,
                    metier,
                    service,
                    categorie,
                    cadreEmplois,
                    responsable,
                    partiLe,
                    carte(situation));
        }

        public String valeur(Colonne c) {
            return saisie().valeur(c);
        }

        public LocalDate arriveLe() {
            return valeur(Colonne.ARRIVE_LE) == null ? null : LocalDate.parse(valeur(Colonne.ARRIVE_LE));
        }

        public String enClair(Colonne c) {
            return enClair(saisie(), c);
        }

        /** Toutes les colonnes, comme on les montre. */
        public List<String> ligne() {
            AgentSaisi s = saisie();
            return Arrays.stream(Colonne.values()).map(c -> enClair(s, c)).toList();
        }

        /** La commune est nommée avant son code. */
        private String enClair(AgentSaisi s, Colonne c) {
            return c == Colonne.RESIDENCE && residenceNom != null
                    ? residenceNom + " (" + s.valeur(c) + ")"
                    : s.enClair(c);
        }
    }

    /** Un passage fini chez cet employeur. */
    public record Passage(LocalDate arriveLe, LocalDate partiLe) {}

    /**
     * @param service avec tout ce qui est en dessous @param categorie A, B, C ou AUCUNE @param presence
     *     {@code presents} (défaut), {@code partis} ou {@code tous} ; les autres vides : sans filtre
     */
    public record Filtre(
            String recherche, String service, String categorie, String statut, String presence, String branche) {
        public static final Filtre AUCUN = new Filtre("", "", "", "", "tous");

        public Filtre(String recherche, String service, String categorie, String statut, String presence) {
            this(recherche, service, categorie, statut, presence, null);
        }

        /** De même, dans cette branche seulement ; {@code null} : dans toute la collectivité. */
        public Filtre dans(String b) {
            return new Filtre(recherche, service, categorie, statut, presence, b);
        }
    }

    /** @param proposition rien ne répond, mais ce nom-là est proche ; sinon {@code null} */
    public record Page(List<Fiche> lignes, long total, String proposition) {}

    public record Resultat(long id, String matricule, boolean cree) {}

    /** @param au le premier jour où il n'est plus N+1, ou {@code null} */
    public record Encadrement(long agentId, String nom, boolean commence, LocalDate au) {}

    /** Un cadre d'emplois en vigueur. */
    public record Cadre(String filiere, String nom, String categorie) {}

    private static final List<String> TOUTES =
            Arrays.stream(Colonne.values()).map(Colonne::code).toList();

    private static final String SITUATION = "array["
            + Colonne.SITUATION.stream().map(c -> "a." + c.code() + "::text").collect(Collectors.joining(", "))
            + "] as situation";

    private static final String FICHE = """
      select a.id, a.matricule, a.nom, a.prenom, a.courriel, a.metier, a.service, a.categorie, coalesce(k.nom, a.cadre_emplois) as cadre_emplois,
             k.filiere, r.matricule as responsable, r.prenom || ' ' || upper(r.nom) as responsable_nom, a.responsable_id, a.parti_le, a.version,
             a.modifie_le, a.modifie_par, m.nom as residence_nom,
      """ + SITUATION + """
        from annuaire.agent a left join annuaire.cadre_emplois k on k.id = a.cadre_emplois_id left join annuaire.agent r on r.id = a.responsable_id
        left join annuaire.commune m on m.code_insee = a.residence
       where a.collectivite_id = :c
      """;

    private static final String RECHERCHE = " and a.cle like all ((select outils.motifs(:q))::text[]) ";

    private static final String FILTRE = """
         and (:service = '' or a.service = :service or starts_with(a.service, :service || ' > '))
         and (:branche::text is null or a.service = :branche or starts_with(a.service, :branche || ' > '))
         and (:categorie = '' or coalesce(a.categorie, 'AUCUNE') = :categorie) and (:statut = '' or a.statut = :statut)
         and case :presence when 'tous' then true when 'partis' then a.parti_le <= outils.jour(:maintenant, (select departement from annuaire.collectivite where id = :c))
             else a.parti_le is null or a.parti_le > outils.jour(:maintenant, (select departement from annuaire.collectivite where id = :c)) end
      """;

    /** Les débuts de nom d'abord. */
    private static final String PROCHES =
            "a.cle like (select outils.debut(:q)) desc, a.cle like all ((select outils.debuts(:q))::text[]) desc, a.cle like (select '%' || outils.debut(:q)) desc, a.tri, a.id";

    private static final Map<String, String> TRIS = Map.of(
            "nom", "a.tri",
            "metier", "outils.cle_tri(a.metier)",
            "service", "outils.cle_tri(a.service)",
            "cadre", "outils.cle_tri(coalesce(k.nom, a.cadre_emplois))",
            "categorie", "a.categorie",
            "responsable", "r.tri",
            "matricule", "a.matricule",
            "statut", "a.statut");

    @Inject
    Jdbi jdbi;

    public record Premier(int ligne, String code, String colonne, String regle) {}

    /**
     * Crée ou rectifie, par matricule ; le N+1 est désigné par son matricule, connu ou du même lot. Ce qui n'a pas
     * changé n'est pas récrit.
     *
     * @param par le nom de qui écrit
     * @return pour chaque matricule, vrai s'il a été créé
     * @throws fr.cnfpt.commun.Refus invalide, nommant {@code agents[i].champ} et la règle : rien n'est alors écrit
     */
    public List<Resultat> enregistrer(long collectiviteId, List<AgentSaisi> agents, String par) {
        return jdbi.withHandle(h -> {
            Rapprochement.verrouiller(h, collectiviteId);
            List<AgentSaisi> entiers = completer(h, collectiviteId, agents);
            long lot = h.createQuery("""
          insert into annuaire.import (collectivite_id, fichier, taille, etat, par, par_compte_id) values (:c, '', 0, 'LOT', :par, 0) returning id
          """)
                    .bind("c", collectiviteId)
                    .bind("par", par)
                    .mapTo(Long.class)
                    .one();
            Rapprochement.poser(
                    h,
                    lot,
                    IntStream.range(0, agents.size())
                            .mapToObj(i -> new LigneLue(i, entiers.get(i), List.of()))
                            .toList());
            Rapprochement.comparer(h, lot, collectiviteId, agents.size(), TOUTES);
            h.createQuery(
                            "select ligne, code, colonne, regle from annuaire.import_refus where import_id = :i order by ligne limit 1")
                    .bind("i", lot)
                    .mapTo(Premier.class)
                    .findOne()
                    .ifPresent(p -> {
                        oublier(h, lot);
                        throw Refus.invalide(
                                p.code(),
                                "agents[" + p.ligne() + "]." + AgentSaisi.champ(Colonne.parCode(p.colonne())),
                                p.regle());
                    });
            Rapprochement.ecrire(h, lot, collectiviteId, agents.size(), par);
            List<Resultat> resultats = h.createQuery("""
          select a.id, a.matricule, l.sort = 'CREE' as cree from annuaire.import_ligne l
            join annuaire.agent a on a.collectivite_id = :c and a.matricule = l.matricule where l.import_id = :i order by l.ligne
          """)
                    .bind("c", collectiviteId)
                    .bind("i", lot)
                    .mapTo(Resultat.class)
                    .list();
            oublier(h, lot);
            return resultats;
        });
    }

    /** Qui ne parle pas de la situation garde celle que l'annuaire connaît : une lecture pour tout le lot. */
    private static List<AgentSaisi> completer(Handle h, long collectiviteId, List<AgentSaisi> agents) {
        String[] muets = agents.stream()
                .filter(a -> a.situation() == null)
                .map(AgentSaisi::matricule)
                .toArray(String[]::new);
        if (muets.length == 0) {
            return agents;
        }
        Map<String, Map<Colonne, String>> connues = new HashMap<>();
        h.createQuery("select a.matricule, " + SITUATION
                        + " from annuaire.agent a where a.collectivite_id = :c and a.matricule = any(:m)")
                .bind("c", collectiviteId)
                .bind("m", muets)
                .mapTo(Connue.class)
                .forEach(k -> connues.put(k.matricule(), carte(k.situation())));
        return agents.stream()
                .map(a -> a.situation() == null ? a.avec(connues.getOrDefault(a.matricule(), Map.of())) : a)
                .toList();
    }

    /** Ceux que les écritures de cette transaction ont faits N+1, ou ont cessé de l'être, à une date dite. */
    public List<Encadrement> encadrementsChanges(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select x.agent_id, a.prenom || ' ' || upper(a.nom) as nom, x.ouvert_le = now() as commence, x.au
          from annuaire.encadrement x join annuaire.agent a on a.id = x.agent_id
         where x.collectivite_id = :c and (x.ouvert_le = now() or x.change_le = now() and x.au is not null) order by a.tri, a.id
        """)
                .bind("c", collectiviteId)
                .mapTo(Encadrement.class)
                .list());
    }

    public record Connue(String matricule, String[] situation) {}

    private static Map<Colonne, String> carte(String[] valeurs) {
        Map<Colonne, String> carte = new EnumMap<>(Colonne.class);
        int i = 0;
        for (Colonne c : Colonne.SITUATION) {
            carte.put(c, valeurs[i++]);
        }
        return carte;
    }

    private static void oublier(Handle h, long lot) {
        for (String table :
                new String[] {"import_ligne where import_id", "import_refus where import_id", "import where id"}) {
            h.execute("delete from annuaire." + table + " = ?", lot);
        }
    }

    /** @return la fiche, si elle est de cette collectivité */
    public Optional<Fiche> fiche(long collectiviteId, long id) {
        return une(FICHE + " and a.id = :id", collectiviteId, Map.of("id", id));
    }

    public Optional<Fiche> ficheParMatricule(long collectiviteId, String matricule) {
        return une(FICHE + " and a.matricule = :m", collectiviteId, Map.of("m", matricule));
    }

    /**
     * Nul autre n'écrit d'agent de cette collectivité jusqu'à la fin de la transaction : ce qu'on regarde après tient.
     */
    public void prendreSonTour(long collectiviteId) {
        jdbi.useHandle(h -> Rapprochement.verrouiller(h, collectiviteId));
    }

    /** La fiche, dont nul autre ne change une ligne jusqu'à la fin de la transaction. */
    public Optional<Fiche> verrouiller(long collectiviteId, long id) {
        prendreSonTour(collectiviteId);
        return une(FICHE + " and a.id = :id for update of a", collectiviteId, Map.of("id", id));
    }

    /** Les passages d'avant celui qui court, du plus ancien au plus récent. */
    public List<Passage> passages(long collectiviteId, long id) {
        return jdbi.withHandle(h -> h.createQuery("""
        select p.arrive_le, p.parti_le from annuaire.agent_passage p join annuaire.agent a on a.id = p.agent_id
         where a.collectivite_id = :c and a.id = :id order by p.parti_le
        """)
                .bind("c", collectiviteId)
                .bind("id", id)
                .mapTo(Passage.class)
                .list());
    }

    private Optional<Fiche> une(String sql, long collectiviteId, Map<String, Object> valeurs) {
        return jdbi.withHandle(h -> h.createQuery(sql)
                .bind("c", collectiviteId)
                .bindMap(valeurs)
                .mapTo(Fiche.class)
                .findOne());
    }

    public Page page(long collectiviteId, Filtre filtre, Tri tri, int premiere, int combien) {
        Map<String, Object> v = valeurs(collectiviteId, filtre);
        return jdbi.withHandle(h -> {
            List<Fiche> fiches = h.createQuery(FICHE + retenus(filtre) + ordre(filtre, tri) + " limit :n offset :p")
                    .bindMap(v)
                    .bind("n", combien)
                    .bind("p", premiere)
                    .mapTo(Fiche.class)
                    .list();
            long total = h.createQuery(
                            "select count(*) from annuaire.agent a where a.collectivite_id = :c" + retenus(filtre))
                    .bindMap(v)
                    .mapTo(Long.class)
                    .one();
            return new Page(fiches, total, total > 0 ? null : proposer(h, v));
        });
    }

    /** Une recherche vide n'est pas une condition : la base la croirait sélective, et trierait tous les agents. */
    private static String retenus(Filtre f) {
        return (f.recherche() == null || f.recherche().isBlank() ? "" : RECHERCHE) + FILTRE;
    }

    /** Sans recherche ni ordre demandé, l'ordre est celui de l'index. */
    private static String ordre(Filtre f, Tri tri) {
        return tri.ordre(TRIS, f.recherche().isBlank() || TRIS.containsKey(tri.colonne()) ? "a.tri, a.id" : PROCHES);
    }

    /** La personne de nom le plus proche, à une faute près ; {@code null} si aucune ne l'est. */
    private static String proposer(Handle h, Map<String, Object> v) {
        return h.createQuery("""
        select prenom || ' ' || nom from (
          select a.prenom, a.nom, a.tri, a.id, greatest(
                   public.similarity(outils.lettres(a.nom), q), public.similarity(outils.lettres(a.prenom || ' ' || a.nom), q),
                   public.similarity(outils.lettres(a.nom || ' ' || a.prenom), q)) as proche
            from annuaire.agent a, outils.lettres(:q) as q
           where a.collectivite_id = :c and (:branche::text is null or a.service = :branche or starts_with(a.service, :branche || ' > '))) as noms
         where proche > 0.3 order by proche desc, tri, id limit 1
        """).bindMap(v).mapTo(String.class).findOne().orElse(null);
    }

    /** Les suivants par matricule, à partir d'une clé (exclue ; vide : du début). */
    public List<Fiche> apres(long collectiviteId, String recherche, String matricule, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        FICHE
                                + " and a.matricule > :m and a.cle like all ((select outils.motifs(:q))::text[]) order by a.matricule limit :n")
                .bind("c", collectiviteId)
                .bind("m", matricule)
                .bind("q", recherche)
                .bind("n", combien)
                .mapTo(Fiche.class)
                .list());
    }

    /** Tout ce que le filtre retient, un par un, sans rien garder en mémoire. */
    public void parcourir(long collectiviteId, Filtre filtre, Consumer<Fiche> suite) {
        jdbi.useHandle(h -> {
            try (var fiches = h
                    .createQuery(FICHE + retenus(filtre) + ordre(filtre, Tri.AUCUN))
                    .bindMap(valeurs(collectiviteId, filtre))
                    .setFetchSize(1_000)
                    .mapTo(Fiche.class)
                    .stream()) {
                fiches.forEach(suite);
            }
        });
    }

    /** Chaque service où quelqu'un est présent, et tout ce qui est au-dessus. */
    public List<String> services(long collectiviteId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select chemin from (
          select distinct array_to_string(trim_array(noms, n), ' > ') as chemin from (
            select distinct string_to_array(service, ' > ') as noms from annuaire.agent
             where collectivite_id = :c and service is not null and (parti_le is null or parti_le > outils.jour(:maintenant, (select departement from annuaire.collectivite where id = :c)))) as s,
            generate_series(0, cardinality(noms) - 1) as n) as t
         order by (select array_agg(outils.cle_tri(e.mot) order by e.ordinality) from unnest(string_to_array(chemin, ' > ')) with ordinality as e (mot))
        """).bind("c", collectiviteId).mapTo(String.class).list());
    }

    public List<Cadre> cadresEnVigueur() {
        return jdbi.withHandle(h -> h.createQuery("""
        select filiere, nom, categorie from annuaire.cadre_emplois where daterange(valable_du, valable_au, '[)') @> outils.jour(:maintenant) order by filiere, categorie, outils.cle_tri(nom)
        """).mapTo(Cadre.class).list());
    }

    /** Les communes dont le nom commence ainsi, les plus peuplées d'abord ; un code INSEE n'en désigne qu'une. */
    public List<CommuneInfo> communes(String texte, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select code_insee as code, nom, departement from annuaire.commune
         where millesime_fin is null and outils.lettres(nom) like outils.lettres(:q) || '%' or code_insee = upper(btrim(:q))
         order by code_insee = upper(btrim(:q)) desc, outils.lettres(nom) = outils.lettres(:q) desc, population desc nulls last, code_insee limit :n
        """)
                .bind("q", texte)
                .bind("n", combien)
                .mapTo(CommuneInfo.class)
                .list());
    }

    private static Map<String, Object> valeurs(long collectiviteId, Filtre f) {
        Map<String, Object> v = new HashMap<>();
        v.put("c", collectiviteId);
        v.put("q", f.recherche());
        v.put("service", f.service());
        v.put("categorie", f.categorie());
        v.put("statut", f.statut());
        v.put("presence", f.presence());
        v.put("branche", f.branche());
        return v;
    }
}
