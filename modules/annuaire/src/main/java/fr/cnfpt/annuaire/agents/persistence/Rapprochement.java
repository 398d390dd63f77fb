package fr.cnfpt.annuaire.agents.persistence;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi.Faute;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.LigneLue;
import fr.cnfpt.annuaire.agents.domain.Statut;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Le seul chemin par lequel un agent s'écrit, qu'il vienne d'un fichier, d'un SIRH ou d'une fiche : les lignes sont
 * posées à côté par COPY, jugées contre l'existant, puis réconciliées. Chaque étape est ensembliste et sous le verrou
 * de la collectivité.
 */
public final class Rapprochement {

    private static final int BEAUCOUP = 1_000;
    private static final List<Colonne> FACULTATIVES =
            Arrays.stream(Colonne.values()).filter(c -> !c.estObligatoire()).toList();

    /**
     * Les lignes qui se tiennent, et pour chacune l'agent connu, son cadre d'emplois retrouvé par le nom, son
     * responsable connu.
     */
    private static final String LIGNES = """
      l as materialized (select * from annuaire.import_ligne where import_id = :i and sort is distinct from 'REFUSE'),
      cles as materialized (
        select e.ecrit, e.cle, k.id, k.nom, k.categorie, k.valable_du, k.source
          from (select ecrit, annuaire.cle_cadre_emplois(ecrit) as cle from (select distinct cadre_emplois as ecrit from l where cadre_emplois is not null) as t) as e
          left join annuaire.cadre_emplois k on k.cle = e.cle and daterange(k.valable_du, k.valable_au, '[)') @> outils.jour(:maintenant)),
      jugees as (
        select l.*, a.id as connu, a.version, k.id as cadre, k.nom as cadre_nom, k.categorie as cadre_categorie, k.valable_du, k.source,
               d.id as garde, a.cadre_emplois is not null and a.cadre_emplois = l.cadre_emplois as reprise
          from l left join annuaire.agent a on a.collectivite_id = :c and a.matricule = l.matricule
          left join cles k on k.ecrit = l.cadre_emplois
          left join annuaire.cadre_emplois d on d.id = a.cadre_emplois_id and d.categorie = l.categorie and d.cle = k.cle)
      """;

    /**
     * Une commune écrite par son nom prend son code, si ce nom n'en désigne qu'une, en France ou dans le département de
     * la collectivité.
     */
    private static final String COMMUNES = """
      with ecrites as materialized (
        select distinct l.residence as ecrite from annuaire.import_ligne l
         where l.import_id = :i and l.residence is not null and not exists (select 1 from annuaire.commune c where c.code_insee = l.residence)),
      trouvees as materialized (
        select e.ecrite, case when count(*) = 1 then min(c.code_insee) else min(c.code_insee) filter (where c.departement = t.departement) end as code
          from ecrites e join annuaire.commune c on c.millesime_fin is null and outils.lettres(c.nom) = outils.lettres(e.ecrite)
          join annuaire.collectivite t on t.id = :c
         group by e.ecrite having count(*) = 1 or count(*) filter (where c.departement = t.departement) = 1)
      update annuaire.import_ligne l set residence = t.code from trouvees t where l.import_id = :i and l.residence = t.ecrite
      """;

    /** Ce que deux champs disent ensemble, et qui ne se juge qu'une fois connus ceux que le fichier n'a pas. */
    private static final String SITUATIONS = """
          select l.ligne, f.code, f.colonne, f.valeur, f.regle
            from l cross join lateral (values
              (l.categorie is null and (l.statut is null or l.statut not in (%s)), 'agent-invalide', 'categorie', null, '%s'),
              (l.residence is not null and not exists (select 1 from annuaire.commune c where c.code_insee = l.residence), 'commune-inconnue', 'residence', l.residence,
               'Aucune commune n''a ce code INSEE, ou ce nom n''en désigne pas qu''une : donnez le code.'),
              (l.statut_depuis is not null and l.statut is null, 'date-sans-objet', 'statut_depuis', l.statut_depuis::text, 'Cette date est celle d''un statut, qui manque.'),
              (l.grade_depuis is not null and l.grade is null, 'date-sans-objet', 'grade_depuis', l.grade_depuis::text, 'Cette date est celle d''un grade, qui manque.'),
              (l.statut_depuis < l.entree_fpt, 'dates-en-desordre', 'statut_depuis', l.statut_depuis::text, 'Ce statut commence avant l''entrée dans la fonction publique territoriale.'),
              (l.grade_depuis < l.entree_fpt, 'dates-en-desordre', 'grade_depuis', l.grade_depuis::text, 'Cette nomination est antérieure à l''entrée dans la fonction publique territoriale.'),
              (l.responsabilite_depuis < l.entree_fpt, 'dates-en-desordre', 'responsabilite_depuis', l.responsabilite_depuis::text,
               'Cette prise de poste est antérieure à l''entrée dans la fonction publique territoriale.'),
              (l.arrive_le < l.entree_fpt, 'dates-en-desordre', 'arrive_le', l.arrive_le::text, 'Cette arrivée est antérieure à l''entrée dans la fonction publique territoriale.'),
              (l.parti_le <= l.arrive_le, 'dates-en-desordre', 'parti_le', l.parti_le::text, 'Le départ ne vient pas après l''arrivée.')
            ) as f (manque, code, colonne, valeur, regle)
           where f.manque and (l.categorie is null or num_nonnulls(l.statut_depuis, l.grade_depuis, l.entree_fpt, l.responsabilite_depuis, l.arrive_le, l.residence) > 0)
      """.formatted(
                    Arrays.stream(Statut.values())
                            .filter(s -> !s.aUneCategorie())
                            .map(s -> "'" + s + "'")
                            .collect(Collectors.joining(", ")),
                    AgentSaisi.SANS_CATEGORIE.replace("'", "''"));

    private static final String REFUSER = """
      , r as (insert into annuaire.import_refus (import_id, ligne, code, colonne, valeur, regle) select :i, * from refusees returning ligne)
      update annuaire.import_ligne set sort = 'REFUSE' where import_id = :i and ligne in (select ligne from r)
      """;

    private Rapprochement() {}

    /** Met en file les écritures de cette collectivité ; le déclencheur qui refuse les cercles prend le même verrou. */
    public static void verrouiller(Handle h, long collectiviteId) {
        h.execute("select pg_advisory_xact_lock(hashtextextended('annuaire.agent.responsable', ?))", collectiviteId);
    }

    public static void poser(Handle h, long importId, List<LigneLue> lignes) {
        StringBuilder texte = new StringBuilder(lignes.size() * 120);
        StringBuilder refus = new StringBuilder();
        for (LigneLue l : lignes) {
            texte.append(importId).append('\t').append(l.ligne());
            for (Colonne c : Colonne.values()) {
                boolean tue = !l.fautes().isEmpty() && l.fautes().stream().anyMatch(f -> f.colonne() == c);
                champ(texte.append('\t'), tue ? null : l.agent().valeur(c));
            }
            champ(texte.append('\t'), l.fautes().isEmpty() ? null : "REFUSE");
            texte.append('\n');
            for (Faute f : l.fautes()) {
                refus.append(importId).append('\t').append(l.ligne());
                for (String v : new String[] {f.code(), f.colonne().code(), f.valeur(), f.regle()}) {
                    champ(refus.append('\t'), v);
                }
                refus.append('\n');
            }
        }
        copier(
                h,
                "annuaire.import_ligne (import_id, ligne, "
                        + Arrays.stream(Colonne.values()).map(Colonne::code).collect(Collectors.joining(", "))
                        + ", sort)",
                texte);
        copier(h, "annuaire.import_refus (import_id, ligne, code, colonne, valeur, regle)", refus);
    }

    private static void copier(Handle h, String cible, StringBuilder texte) {
        if (!texte.isEmpty()) {
            try {
                h.getConnection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + cible + " from stdin", new StringReader(texte.toString()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void champ(StringBuilder sur, String valeur) {
        if (valeur == null) {
            sur.append("\\N");
            return;
        }
        for (int i = 0; i < valeur.length(); i++) {
            char c = valeur.charAt(i);
            switch (c) {
                case '\\' -> sur.append("\\\\");
                case '\t' -> sur.append("\\t");
                case '\n' -> sur.append("\\n");
                case '\r' -> sur.append("\\r");
                default -> sur.append(c);
            }
        }
    }

    /** Donne à chaque ligne son sort. Une colonne que le fichier n'a pas garde la valeur connue. */
    public static void comparer(Handle h, long importId, long collectiviteId, int lignes, List<String> colonnes) {
        preparerPour(h, lignes);
        List<Colonne> absentes =
                FACULTATIVES.stream().filter(c -> !colonnes.contains(c.code())).toList();
        if (!absentes.isEmpty()) {
            executer(
                    h,
                    "update annuaire.import_ligne l set "
                            + absentes.stream()
                                    .map(c -> c.code() + " = " + connue(c))
                                    .collect(Collectors.joining(", "))
                            + " from annuaire.agent a left join annuaire.agent r on r.collectivite_id = :c and r.id = a.responsable_id left join annuaire.cadre_emplois k on k.id = a.cadre_emplois_id"
                            + " where l.import_id = :i and a.collectivite_id = :c and a.matricule = l.matricule",
                    importId,
                    collectiviteId);
        }
        if (!absentes.contains(Colonne.RESIDENCE)) {
            executer(h, COMMUNES, importId, collectiviteId);
        }
        executer(h, "with " + LIGNES + """
        , refusees as (
          select ligne, 'agent-en-double', 'matricule', matricule, 'Ce matricule figure déjà à la ligne ' || premiere || '.'
            from (select ligne, matricule, min(ligne) over (partition by matricule) as premiere from l) as t where premiere < ligne
          union all
          select ligne, 'cadre-emplois-inconnu', 'cadre_emplois', cadre_emplois,
                 'Aucun cadre d''emplois en vigueur au ' || to_char(outils.jour(:maintenant), 'DD/MM/YYYY') || ' ne porte ce nom.'
            from jugees where cadre_emplois is not null and cadre is null and garde is null and not reprise
          union all
          select ligne, 'cadre-emplois-categorie', 'categorie', categorie, 'Le cadre d''emplois « ' || cadre_nom || ' » est de catégorie '
                 || cadre_categorie || ' depuis le ' || to_char(valable_du, 'DD/MM/YYYY') || ' (' || source || ').'
            from jugees where cadre_categorie is distinct from categorie and cadre_categorie is not null and garde is null
          union all
        """ + SITUATIONS + ")" + REFUSER, importId, collectiviteId);
        // Un refus en découvre d'autres : un responsable refusé n'existe pas, une ligne laissée de côté garde son lien
        // d'avant.
        while (executer(h, "with " + LIGNES + """
        , refusees as (
          select ligne, 'responsable-inconnu', 'responsable', responsable, 'Ce matricule de responsable n''est ni dans votre collectivité ni parmi les lignes retenues.'
            from l where responsable is not null and not exists (select 1 from l as f where f.matricule = l.responsable)
             and not exists (select 1 from annuaire.agent r where r.collectivite_id = :c and r.matricule = l.responsable))
        """ + REFUSER, importId, collectiviteId)
                        + executer(h, "with recursive " + LIGNES + """
        , montee (ligne, depart, haut, niveau) as (
          select j.ligne, j.matricule, j.responsable, 1 from l as j where j.responsable is not null
          union all
          select m.ligne, m.depart, case when f.matricule is null then r.matricule else f.responsable end, m.niveau + 1
            from montee m left join l as f on f.matricule = m.haut
            left join annuaire.agent b on f.matricule is null and b.collectivite_id = :c and b.matricule = m.haut
            left join annuaire.agent r on r.collectivite_id = :c and r.id = b.responsable_id
           where m.haut is not null and m.haut <> m.depart and m.niveau < 30),
        refusees as (
          select l.ligne, 'responsable-en-cercle', 'responsable', l.responsable, 'En remontant de responsable en responsable, on revient à cet agent ou l''on dépasse trente niveaux.'
            from l where l.ligne in (select ligne from montee where haut = depart or niveau = 30))
        """ + REFUSER, importId, collectiviteId)
                > 0) {
            continue;
        }
        executer(h, "with " + LIGNES + """
        , verdict as (
          select j.ligne, j.connu, j.version, case when j.reprise then null else coalesce(j.garde, j.cadre) end as cadre, rn.id as responsable_id,
                 case when a.id is null then 'CREE'
                      when (a.nom, a.prenom, a.courriel, a.metier, a.service, a.categorie, a.parti_le, ra.matricule, %s) is distinct from
                           (j.nom, j.prenom, j.courriel, j.metier, j.service, j.categorie, j.parti_le, j.responsable, %s)
                        or not j.reprise and (a.cadre_emplois_id is distinct from coalesce(j.garde, j.cadre) or a.cadre_emplois is not null and j.cadre_emplois is null)
                        then 'CHANGE' else 'INCHANGE' end as sort
            from jugees j left join annuaire.agent a on a.collectivite_id = :c and a.id = j.connu left join annuaire.agent ra on ra.collectivite_id = :c and ra.id = a.responsable_id
            left join annuaire.agent rn on rn.collectivite_id = :c and rn.matricule = j.responsable)
        update annuaire.import_ligne t set sort = v.sort, agent_id = v.connu, agent_version = v.version, cadre_emplois_id = v.cadre, responsable_id = v.responsable_id
          from verdict v where t.import_id = :i and t.ligne = v.ligne
        """.formatted(situation("a.%s"), situation("j.%s")), importId, collectiviteId);
    }

    /**
     * Écrit ce qui est à créer, numéros donnés d'avance pour que chacun trouve son responsable, puis ce qui est à
     * changer.
     */
    public static void ecrire(Handle h, long importId, long collectiviteId, int lignes, String par) {
        preparerPour(h, lignes);
        h.createUpdate("""
        with neufs as materialized (
          select l.*, nextval('annuaire.agent_id_seq') as neuf from annuaire.import_ligne l where l.import_id = :i and l.sort = 'CREE')
        insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie, cadre_emplois_id,
                                    responsable_id, parti_le, modifie_par, %s) overriding system value
        select n.neuf, :c, n.matricule, n.nom, n.prenom, n.courriel, n.metier, n.service, n.categorie, n.cadre_emplois_id,
               coalesce(n.responsable_id, r.neuf), n.parti_le, :par, %s
          from neufs n left join neufs r on r.matricule = n.responsable
        """.formatted(situation("%s"), situation("n.%s")))
                .bind("i", importId)
                .bind("c", collectiviteId)
                .bind("par", par)
                .execute();
        h.createUpdate("""
        update annuaire.agent a
           set nom = l.nom, prenom = l.prenom, courriel = l.courriel, metier = l.metier, service = l.service, categorie = l.categorie,
               cadre_emplois_id = l.cadre_emplois_id, parti_le = l.parti_le, responsable_id = r.id,
               cadre_emplois = case when l.cadre_emplois_id is null and a.cadre_emplois = l.cadre_emplois then a.cadre_emplois end,
               version = a.version + 1, modifie_le = clock_timestamp(), modifie_par = :par, %s
          from annuaire.import_ligne l left join annuaire.agent r on r.collectivite_id = :c and r.matricule = l.responsable
         where l.import_id = :i and l.sort = 'CHANGE' and a.collectivite_id = :c and a.id = l.agent_id
        """.formatted(situation("%1$s = l.%1$s")))
                .bind("i", importId)
                .bind("c", collectiviteId)
                .bind("par", par)
                .execute();
    }

    /**
     * Des lignes qui viennent d'être posées n'ont pas de statistiques : au-delà de mille, jamais de boucle imbriquée.
     */
    private static void preparerPour(Handle h, int lignes) {
        if (lignes > BEAUCOUP) {
            h.execute("set local enable_nestloop = off");
            h.execute("set local work_mem = '64MB'");
        }
    }

    private static int executer(Handle h, String sql, long importId, long collectiviteId) {
        return h.createUpdate(sql).bind("i", importId).bind("c", collectiviteId).execute();
    }

    private static String situation(String forme) {
        return Colonne.SITUATION.stream().map(c -> forme.formatted(c.code())).collect(Collectors.joining(", "));
    }

    private static String connue(Colonne c) {
        return switch (c) {
            case CADRE_EMPLOIS -> "coalesce(k.nom, a.cadre_emplois)";
            case RESPONSABLE -> "r.matricule";
            default -> "a." + c.code();
        };
    }
}
