package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.commun.Refus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Un découpage posé sur celui de la base, en SQL d'ensemble : COPY en tables de travail, comparaison, puis écriture.
 * L'employeur est son SIREN : un code de commune qui change ne le change pas ; un SIREN qui disparaît le clôt, et celui
 * de sa commune lui succède.
 */
final class Chargement {

    private final Handle h;
    private final Decoupage d;
    private final LocalDate effet;

    Chargement(Handle h, Decoupage d) {
        this.h = h;
        this.d = d;
        this.effet = d.effet();
    }

    /** Copie en tables de travail et refuse un découpage qui se contredit. */
    void lire() {
        h.execute(
                "drop table if exists lu_region, lu_departement, lu_epci, lu_commune, lu_heritage, lu_structure, succession_commune, succession_epci,"
                        + " employeur_voulu, siren_corrige, employeur_clos, employeur_rouvert, epci_nouveau, passage, bouge");
        copier(h, "lu_region", "code text, nom text, chef_lieu text, zone text", d.regions());
        copier(h, "lu_departement", "code text, nom text, region text, chef_lieu text, zone text", d.departements());
        copier(
                h,
                "lu_epci",
                "siren text, nom text, type text, mode_financement text, population_totale int, population int, communes int",
                d.epci());
        copier(
                h,
                "lu_commune",
                "code_insee text, nom text, siren text, departement text, region text, population int, epci_siren text, codes_postaux text",
                d.communes());
        copier(h, "lu_heritage", "code text, successeur text, lien text", d.heritages());
        h.execute(
                "create index on lu_commune (code_insee); create index on lu_commune (siren); analyze lu_commune; analyze lu_epci; analyze lu_heritage");
        h.createQuery("""
        select probleme from (
          select 'La commune ' || code_insee || ' y figure deux fois.' as probleme from lu_commune group by code_insee having count(*) > 1
          union all select 'Le SIREN ' || siren || ' y sert à deux communes.' from lu_commune where siren is not null group by siren having count(*) > 1
          union all select 'L''intercommunalité ' || siren || ' y figure deux fois.' from lu_epci group by siren having count(*) > 1
          union all select 'Un nom ou un code manque près de « ' || coalesce(nom, code_insee, '?') || ' ».' from lu_commune
             where nom is null or code_insee is null or code_insee !~ '^[0-9][0-9AB][0-9]{3}$'
          union all select 'Un nom, un type ou un SIREN d''intercommunalité manque.' from lu_epci where nom is null or siren is null or type is null
          union all select 'Le département de ' || c.nom || ' n''y est pas.' from lu_commune c
             where not exists (select 1 from lu_departement x where x.code = c.departement)
          union all select 'La région du département ' || c.nom || ' n''y est pas.' from lu_departement c
             where not exists (select 1 from lu_region x where x.code = c.region)
          union all select 'Il ne contient que ' || n || ' communes, quand la carte en vigueur en a ' || m || '.'
             from (select count(*) as n from lu_commune) l, (select count(*) as m from annuaire.commune where millesime_fin is null) a where n < m * 0.9
        ) p limit 1
        """).mapTo(String.class).findOne().ifPresent(probleme -> {
            throw Refus.invalide(
                    "paquet-refuse", "paquet", "Le paquet se contredit : " + probleme + " Rien n'est changé.");
        });
    }

    /** Les régions et les départements ; au tout premier chargement, les structures du CNFPT aussi. */
    void poserLesDivisions() {
        h.execute(
                "insert into annuaire.region (code, nom, zone, millesime) select code, nom, zone, ? from lu_region on conflict (code) do update"
                        + " set nom = excluded.nom, zone = excluded.zone, millesime_fin = null, successeur = null"
                        + " where (region.nom, region.zone, region.millesime_fin) is distinct from (excluded.nom, excluded.zone, null)",
                d.annee());
        h.execute(
                "insert into annuaire.departement (code, nom, region, zone, millesime) select code, nom, region, zone, ? from lu_departement on conflict (code) do update"
                        + " set nom = excluded.nom, region = excluded.region, zone = excluded.zone, millesime_fin = null"
                        + " where (departement.nom, departement.region, departement.zone, departement.millesime_fin)"
                        + " is distinct from (excluded.nom, excluded.region, excluded.zone, null)",
                d.annee());
        for (String table : new String[] {"region", "departement"}) {
            h.execute(
                    "update annuaire." + table
                            + " set millesime_fin = ? where millesime_fin is null and code not in (select code from lu_"
                            + table + ")",
                    d.annee());
        }
        if (!h.createQuery("select exists (select 1 from annuaire.structure)")
                .mapTo(Boolean.class)
                .one()) {
            copier(
                    h,
                    "lu_structure",
                    "code text, nom text, type text, region text, ville text",
                    ressource("structures.csv"));
            h.execute(
                    "insert into annuaire.structure (code, nom, type, region, ville) select code, nom, type, region, ville from lu_structure");
        }
        h.execute("select annuaire.regions_d_avant_2016(); select annuaire.delegations_d_avant_2021()");
    }

    /** Qui succède à qui, et les employeurs que la carte veut. */
    void comparer() {
        h.execute("""
        update lu_commune n set siren = o.siren from annuaire.commune o
         where n.siren is null and o.code_insee = n.code_insee and o.millesime_fin is null and o.siren is not null
           and not exists (select 1 from lu_commune x where x.siren = o.siren)
        """);
        h.execute("""
        create temporary table succession_commune on commit drop as
        select distinct on (o.code_insee) o.code_insee as ancien, n.code_insee as nouveau, coalesce(n.siren = o.siren, false) as meme_siren
          from annuaire.commune o
          left join lateral (select x.code_insee, x.siren, 0 as rang from lu_commune x where x.siren = o.siren
                             union all
                             select x.code_insee, x.siren, case k.lien when 'deleguee' then 1 else 2 end
                               from lu_heritage k join lu_commune x on x.code_insee = k.successeur where k.code = o.code_insee) n on true
         where o.millesime_fin is null and not exists (select 1 from lu_commune l where l.code_insee = o.code_insee)
         order by o.code_insee, n.rang
        """);
        h.execute("""
        create temporary table succession_epci on commit drop as
        select distinct on (e.siren) e.siren as ancien, n.epci_siren as nouveau
          from annuaire.epci e
          left join annuaire.commune o on o.epci_siren = e.siren and o.millesime_fin is null
          left join succession_commune s on s.ancien = o.code_insee
          left join lu_commune n on n.code_insee = coalesce(s.nouveau, o.code_insee)
         where e.millesime_fin is null and not exists (select 1 from lu_epci l where l.siren = e.siren)
         group by e.siren, n.epci_siren order by e.siren, n.epci_siren is null, count(*) desc, n.epci_siren
        """);
        h.execute("""
        create temporary table employeur_voulu on commit drop as
        with tenue as materialized (select d.code, annuaire.delegation_de(d.region) as structure_id from lu_departement d)
        select c.siren, c.nom, 'COMMUNE' as nature, c.code_insee, c.departement, c.epci_siren, c.population, t.structure_id
          from lu_commune c join tenue t on t.code = c.departement
         where c.siren is not null
        union all
        (select distinct on (e.siren) e.siren, e.nom, 'EPCI', null, c.departement, e.siren, e.population, t.structure_id
          from lu_epci e join lu_commune c on c.epci_siren = e.siren join tenue t on t.code = c.departement
         order by e.siren, c.population desc nulls last, c.code_insee)
        """);
        h.execute("create unique index on employeur_voulu (siren); analyze employeur_voulu");
        h.execute("""
        create temporary table siren_corrige on commit drop as
        select c.id, c.siren as ancien, n.siren as nouveau from annuaire.collectivite c join lu_commune n on n.code_insee = c.code_insee
         where c.nature = 'COMMUNE' and c.close_le is null and n.siren <> c.siren
           and not exists (select 1 from lu_commune x where x.siren = c.siren)
           and not exists (select 1 from annuaire.collectivite x where x.siren = n.siren)
           and not exists (select 1 from succession_commune s where s.nouveau = n.code_insee)
        """);
        h.execute("""
        create temporary table employeur_clos on commit drop as
        select c.id, c.siren, c.nom, c.nature, c.departement, coalesce(n.siren, se.nouveau) as siren_successeur,
               (select count(*) from annuaire.agent a where a.collectivite_id = c.id)::int as agents
          from annuaire.collectivite c
          left join succession_commune s on c.nature = 'COMMUNE' and s.ancien = c.code_insee
          left join lu_commune n on c.nature = 'COMMUNE' and n.code_insee = coalesce(s.nouveau, c.code_insee)
          left join succession_epci se on c.nature = 'EPCI' and se.ancien = c.siren
         where c.nature in ('COMMUNE', 'EPCI') and c.close_le is null
           and not exists (select 1 from employeur_voulu v where v.siren = c.siren) and c.id not in (select id from siren_corrige)
           and (c.nature = 'COMMUNE' and c.code_insee is not null or c.nature = 'EPCI' and exists (select 1 from annuaire.epci e where e.siren = c.siren))
        """);
        h.execute(
                "create temporary table employeur_rouvert on commit drop as select c.id, c.successeur_id from annuaire.collectivite c"
                        + " join employeur_voulu v on v.siren = c.siren where c.close_le is not null");
        h.execute(
                "create temporary table epci_nouveau on commit drop as select l.siren from lu_epci l"
                        + " where not exists (select 1 from annuaire.epci e where e.siren = l.siren and e.millesime_fin is null)");
        h.execute("""
        create temporary table passage on commit drop as
        select o.code_insee, n.nom, n.departement, o.epci_siren as de, n.epci_siren as vers
          from annuaire.commune o join lu_commune n using (code_insee)
         where o.millesime_fin is null and o.epci_siren is distinct from n.epci_siren
        """);
    }

    /** Les intercommunalités et les communes : fermer, mettre à jour, ajouter, dire qui succède. */
    void poserLesTerritoires() {
        h.execute("""
        insert into annuaire.epci (siren, nom, type, population, millesime) select siren, nom, type, population, ? from lu_epci
        on conflict (siren) do update set nom = excluded.nom, type = excluded.type, population = excluded.population, millesime_fin = null, successeur = null
         where (epci.nom, epci.type, epci.population, epci.millesime_fin) is distinct from (excluded.nom, excluded.type, excluded.population, null)
        """, d.annee());
        h.execute(
                "update annuaire.epci e set millesime_fin = ?, successeur = s.nouveau from succession_epci s where s.ancien = e.siren",
                d.annee());
        h.execute(
                "update annuaire.commune c set millesime_fin = ? from succession_commune s where s.ancien = c.code_insee",
                d.annee());
        h.execute("""
        update annuaire.commune o set siren = null from lu_commune n
         where n.code_insee = o.code_insee and o.siren is not null and o.siren is distinct from n.siren
        """);
        h.execute("""
        insert into annuaire.commune (code_insee, nom, siren, departement, population, epci_siren, codes_postaux, millesime)
        select code_insee, nom, siren, departement, population, epci_siren, codes_postaux, ? from lu_commune
        on conflict (code_insee) do update set nom = excluded.nom, siren = excluded.siren, departement = excluded.departement,
               population = excluded.population, epci_siren = excluded.epci_siren, codes_postaux = excluded.codes_postaux, millesime_fin = null, successeur = null
         where (commune.nom, commune.siren, commune.departement, commune.population, commune.epci_siren, commune.codes_postaux, commune.millesime_fin)
               is distinct from (excluded.nom, excluded.siren, excluded.departement, excluded.population, excluded.epci_siren, excluded.codes_postaux, null)
        """, d.annee());
        h.execute(
                "update annuaire.commune c set successeur = s.nouveau from succession_commune s where s.ancien = c.code_insee and s.nouveau is not null");
    }

    /**
     * Les employeurs : corriger, mettre à jour, rouvrir, ouvrir, clore ; celui qui est clos garde tout ce qui le
     * réfère.
     */
    void poserLesEmployeurs() {
        h.execute("update annuaire.collectivite c set siren = s.nouveau from siren_corrige s where s.id = c.id");
        h.execute("""
        update annuaire.collectivite c set nom = v.nom, code_insee = v.code_insee, departement = v.departement, epci_siren = v.epci_siren,
               population = v.population, close_le = null, successeur_id = null,
               structure_id = case when c.structure_id is null or c.departement <> v.departement then v.structure_id else c.structure_id end
          from employeur_voulu v
         where v.siren = c.siren and (c.nom, c.code_insee, c.departement, c.epci_siren, c.population, c.close_le)
               is distinct from (v.nom, v.code_insee, v.departement, v.epci_siren, v.population, null)
        """);
        h.execute("""
        insert into annuaire.collectivite (siren, nom, nature, code_insee, departement, epci_siren, population, structure_id)
        select v.siren, v.nom, v.nature, v.code_insee, v.departement, v.epci_siren, v.population, v.structure_id from employeur_voulu v
         where not exists (select 1 from annuaire.collectivite c where c.siren = v.siren)
        """);
        h.execute("""
        update annuaire.collectivite c set close_le = ?, successeur_id = n.id
          from employeur_clos k join annuaire.collectivite n on n.siren = k.siren_successeur where k.id = c.id
        """, effet);
        h.execute("""
        update annuaire.collectivite c set epci_siren = s.nouveau from succession_epci s
         where c.epci_siren = s.ancien and s.nouveau is not null and (c.close_le is not null or c.nature not in ('COMMUNE', 'EPCI'))
        """);
    }

    static void copier(Handle h, String table, String colonnes, byte[] csv) {
        h.execute("create temporary table " + table + " (" + colonnes + ") on commit drop");
        try {
            h.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + table + " from stdin with (format csv, header true, encoding 'UTF8')",
                            new ByteArrayInputStream(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw Refus.invalide(
                    "paquet-refuse",
                    "paquet",
                    "Une valeur du découpage n'est pas lisible (" + table.replace("lu_", "")
                            + ") : le paquet est refusé.");
        }
    }

    static byte[] ressource(String fichier) {
        try (InputStream flux = Chargement.class.getResourceAsStream("/carte/" + fichier)) {
            return flux.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
