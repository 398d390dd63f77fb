package fr.cnfpt.inscription.places.persistence;

import fr.cnfpt.inscription.places.domain.Placement;

/**
 * Ce que la base exécute pour placer : une instruction, qui prend le verrou des jauges, compte, écrit les bulletins,
 * leur histoire et les jauges. Inscrire et placer ont le même cœur ; ils diffèrent par qui l'on place et ce qu'on en
 * rend.
 */
final class OrdresDePlacement {

    private OrdresDePlacement() {}

    /**
     * Le cœur commun : sous le verrou des jauges, pris dans l'ordre des sessions, à chaque candidat (cand.session_id,
     * cand.agent_id, cand.n dans sa session) une place ou un rang. Les sessions que leur délégation règle (un quota,
     * une liste d'attente limitée) ont leur instruction : les autres, presque toutes, n'en paient rien.
     */
    private static final String PLACEMENT = """
      with %s j as materialized (
        select session_id, capacite, places_prises, en_attente, dernier_rang, coalesce(quota, 2147483647) as quota, a_selection and decidee_le is null as selection
          from inscription.jauge where session_id = any(cast(:sessions as bigint[])) and %s (quota is null and attente_max is null) order by session_id for update %s
      ), cand as materialized (%s
      %s
      ), compte as (
        select session_id, count(*) filter (where place) as placees, count(*) filter (where not place and not selection) as attente,
               count(*) filter (where selection) as a_choisir, count(*) as tous
          from p group by session_id
      ), g as (
        update inscription.jauge g set places_prises = g.places_prises + compte.placees, en_attente = g.en_attente + compte.attente,
               en_selection = g.en_selection + compte.a_choisir, dernier_rang = g.dernier_rang + compte.tous
          from compte where g.session_id = compte.session_id
      ), b as (%s
        returning x.id, x.session_id, x.agent_id
      ), h as (
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select b.id, p.quand, v.etat, v.texte, p.compte, p.nom, p.role
          from b join p using (session_id, agent_id)
         cross join lateral (%s
           (2, case when p.place then 'TRANSMISE' when p.selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end,
            case when p.place then 'Une place est tenue'
                 when p.selection then 'En attente de la sélection, que la délégation décide après la clôture'
                 else 'En liste d''attente, ' || p.position || case p.position when 1 then 'er' else 'e' end
                      || coalesce(' : le quota de la collectivité est atteint (' || p.quota_atteint || case p.quota_atteint when 1 then ' place)' else ' places)' end, '') end)) as v(ordre, etat, texte)
         order by b.id, v.ordre
      )
      %s
      """;

    private static final String AU_FIL = """
      ), p as materialized (
        select cand.*, j.capacite, j.selection, j.dernier_rang + cand.n as rang, null::int as quota_atteint,
               (not j.selection and (j.capacite is null or (j.en_attente = 0 and j.places_prises + cand.n <= j.capacite))) as place,
               case when j.selection or j.capacite is null then 0
                    when j.en_attente > 0 then j.en_attente + cand.n
                    else greatest(j.places_prises + cand.n - j.capacite, 0) end as position
          from cand join j using (session_id)
      """;

    /**
     * Une place à qui n'a pas atteint le sien, s'il en reste et si personne qui pourrait la prendre n'attend. Une
     * session à sélection n'a ni quota ni limite.
     */
    private static final String REGLEE = """
      ), parts as materialized (
        select j.session_id, x.collectivite_id, x.tenues, x.tenues < j.quota and x.attendues > 0 as attend
          from j cross join lateral inscription.parts(j.session_id) x
      ), c as materialized (
        select cand.*, j.capacite, j.places_prises, j.en_attente, j.dernier_rang, j.quota,
               coalesce(parts.tenues, 0) as tenues,
               coalesce(parts.tenues, 0) + row_number() over (partition by cand.session_id, cand.collectivite_id order by cand.n) > j.quota as au_dela
          from cand join j using (session_id) left join parts using (session_id, collectivite_id)
      ), p as materialized (
        select d.*, false as selection, d.dernier_rang + d.n as rang,
               case when d.place then 0 else d.en_attente + count(*) filter (where not d.place) over (partition by d.session_id order by d.n) end as position,
               case when not d.place and d.tenues + count(*) filter (where d.place) over (partition by d.session_id, d.collectivite_id) >= d.quota then d.quota end as quota_atteint
          from (select c.*,
                       not c.au_dela and not exists (select 1 from parts x where x.session_id = c.session_id and x.attend)
                         and (c.capacite is null
                              or c.places_prises + count(*) filter (where not c.au_dela) over (partition by c.session_id order by c.n) <= c.capacite) as place
                  from c) d
      """;

    private static String texte(String t) {
        return "'" + t.replace("'", "''") + "'";
    }

    private static String inscrire(boolean reglee, String verrou) {
        return PLACEMENT.formatted(
                """
                d as materialized (
                  select * from unnest(cast(:rangs as int[]), cast(:lesSessions as bigint[]), cast(:stages as bigint[]), cast(:structures as bigint[]),
                                       cast(:debuts as date[]), cast(:fins as date[]), cast(:agents as bigint[]), cast(:collectivites as bigint[]),
                                       cast(:quands as timestamptz[]), cast(:comptes as bigint[]), cast(:noms as text[]), cast(:roles as text[]))
                    with ordinality as d(demande, session_id, stage_id, structure_id, debut, fin, agent_id, collectivite_id, quand, compte, nom, role, ordre)
                ), deja as materialized (
                  select distinct x.demande
                    from (select demande, session_id, agent_id from d
                          union all
                          select * from unnest(cast(:liees as int[]), cast(:sessionsLiees as bigint[]), cast(:postes as bigint[]))) as x(demande, session_id, agent_id)
                    join inscription.bulletin b
                      on b.session_id = x.session_id and b.agent_id = x.agent_id and b.etat not in ('REFUSEE', 'ANNULEE')
                ),
                """,
                reglee ? "not" : "",
                verrou,
                """
                 select d.*, row_number() over (partition by d.session_id order by d.ordre) as n
                   from d join j using (session_id) where d.demande not in (select demande from deja)
                """,
                reglee ? REGLEE : AU_FIL,
                """
                 insert into inscription.bulletin as x (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)
                 select session_id, stage_id, structure_id, agent_id, collectivite_id, debut, fin,
                        case when place then 'TRANSMISE' when selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end, rang, quand
                   from p order by ordre
                """,
                "values (1, 'TRANSMISE', case p.role when 'AGENT' then " + texte(Placement.SUR_INVITATION)
                        + " when 'DELEGATION' then " + texte(Placement.PAR_LE_CNFPT) + " when 'SIEGE' then "
                        + texte(Placement.PAR_LE_CNFPT)
                        + " else 'Inscrit par la collectivité et transmis au CNFPT' end),",
                """
                select d.demande, d.agent_id, j.session_id is not null as tenue, deja.demande is not null as deja,
                       coalesce(b.id, 0) as bulletin_id, coalesce(p.place, false) as place, coalesce(p.position, 0)::int as position, p.capacite,
                       p.quota_atteint as quota
                  from d left join j using (session_id) left join deja using (demande)
                  left join b on b.session_id = d.session_id and b.agent_id = d.agent_id
                  left join p on p.session_id = d.session_id and p.agent_id = d.agent_id
                 order by d.ordre
                """);
    }

    static final String INSCRIRE_EN_ATTENDANT = inscrire(false, "");
    static final String INSCRIRE_SANS_ATTENDRE = inscrire(false, "skip locked");
    static final String INSCRIRE_REGLEES_EN_ATTENDANT = inscrire(true, "");
    static final String INSCRIRE_REGLEES_SANS_ATTENDRE = inscrire(true, "skip locked");

    static final String PLACER = placer(false);
    static final String PLACER_REGLEES = placer(true);

    private static String placer(boolean reglee) {
        return PLACEMENT.formatted(
                "",
                reglee ? "not" : "",
                "",
                """
             select x.id, x.session_id, x.agent_id, x.collectivite_id, cast(:quand as timestamptz) as quand, cast(:compte as bigint) as compte,
                    cast(:nom as text) as nom, cast(:role as text) as role, row_number() over (order by x.depose_le, x.id) as n
               from inscription.bulletin x join j using (session_id) where x.id = any(:ids) and x.etat = 'AVIS_RENDU'
            """,
                reglee ? REGLEE : AU_FIL,
                """
             update inscription.bulletin x set etat = case when p.place then 'TRANSMISE' when p.selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end, rang = p.rang, version = x.version + 1
               from p where x.id = p.id
            """,
                "values",
                "select b.id as bulletin_id, p.agent_id, p.place, p.position::int as position, p.capacite, p.quota_atteint as quota from b join p on p.id = b.id order by p.n");
    }
}
