package fr.cnfpt.annuaire.agents.imports.persistence;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Ce qui, dans un essai, désigne peut-être deux fois la même personne ou deux personnes par la même adresse, entre ses
 * lignes et avec les agents de la collectivité que le fichier ne reprend pas. On le montre avant de confirmer et l'on
 * ne touche à rien : deux homonymes sont deux agents. Une ressemblance entre agents que l'import laisse tels quels
 * n'est pas de son fait et se tait.
 */
public final class Ressemblances {

    private static final int MONTREES = 12;

    /**
     * @param genre COURRIEL, HOMONYME ou CASSE @param lignes les premières du fichier @param nombre combien de lignes
     *     en tout @param connus les premiers matricules déjà dans l'annuaire @param nombreConnus combien en tout
     */
    public record Ressemblance(
            String genre, String valeur, Integer[] lignes, int nombre, String[] connus, int nombreConnus) {

        public String quoi() {
            return switch (genre) {
                case "COURRIEL" -> "Un même courriel";
                case "HOMONYME" -> "Mêmes nom et prénom";
                default -> "Un matricule à la casse près";
            };
        }

        public String ou() {
            return (nombre > 1 ? "Lignes " : "Ligne ")
                    + suite(List.of(lignes), nombre)
                    + (nombreConnus == 0
                            ? ""
                            : nombreConnus == 1
                                    ? " et l'agent " + connus[0]
                                    : " et les agents " + suite(List.of(connus), nombreConnus));
        }

        private static String suite(List<?> montres, int tous) {
            return montres.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (tous > montres.size() ? " et " + (tous - montres.size()) + " de plus" : "");
        }
    }

    private static final String GROUPES = """
      with l as materialized (
        select ligne, matricule, nom, prenom, courriel, sort in ('CREE', 'CHANGE') as ecrite from annuaire.import_ligne
         where import_id = :i and sort <> 'REFUSE'),
      tous as materialized (
        select ligne, null::text as connu, matricule, nom, prenom, courriel, ecrite from l
        union all
        select null, a.matricule, a.matricule, a.nom, a.prenom, a.courriel, false from annuaire.agent a left join l on l.matricule = a.matricule
         where a.collectivite_id = :c and a.efface_le is null and l.ligne is null),
      dits as (
        select 'COURRIEL' as genre, lower(courriel) as cle, lower(courriel) as valeur, ligne, connu, ecrite from tous where courriel is not null
        union all
        select 'HOMONYME', outils.lettres(nom) || '/' || outils.lettres(prenom), prenom || ' ' || nom, ligne, connu, ecrite from tous
        union all
        select 'CASSE', lower(matricule), matricule, ligne, connu, ecrite from tous),
      groupes as materialized (
        select genre, cle from dits group by genre, cle having count(*) > 1 and bool_or(ecrite))
      """;

    private Ressemblances() {}

    static int compter(Handle h, long importId, long collectiviteId) {
        return h.createQuery(GROUPES + " select count(*) from groupes")
                .bind("i", importId)
                .bind("c", collectiviteId)
                .mapTo(Integer.class)
                .one();
    }

    static List<Ressemblance> lire(Handle h, long importId, long collectiviteId, int premiere, int combien) {
        return h.createQuery(GROUPES + """
        select genre, array_to_string(trim_array(valeurs, greatest(0, cardinality(valeurs) - 5)), ', ') as valeur, nombre, nombre_connus,
               trim_array(lignes, greatest(0, cardinality(lignes) - %1$d)) as lignes, trim_array(connus, greatest(0, cardinality(connus) - %1$d)) as connus
          from (
        select genre, cle, array_agg(distinct valeur collate "C") as valeurs, count(ligne) as nombre, count(connu) as nombre_connus, min(ligne) as premiere,
               coalesce(array_agg(ligne order by ligne) filter (where ligne is not null), '{}') as lignes,
               coalesce(array_agg(connu order by connu collate "C") filter (where connu is not null), '{}') as connus
          from dits join groupes using (genre, cle) group by genre, cle order by premiere, genre limit :n offset :p) as t order by premiere, genre
        """.formatted(MONTREES))
                .bind("i", importId)
                .bind("c", collectiviteId)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Ressemblance.class)
                .list();
    }
}
