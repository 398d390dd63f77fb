package fr.cnfpt.annuaire.carte.adapter.persistence;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.domain.GenreDeChangement;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Ce qu'un chargement change, dit en lignes : lu entre la comparaison et l'écriture, quand l'ancienne et la nouvelle
 * carte sont là.
 */
final class Comparaison implements CarteChangee.Rapport {

    private static final String[] LIGNES = {"""
      select case when s.nouveau is null then 'A_TRAITER' when s.meme_siren then 'CODE' else 'FUSION' end, o.departement, o.code_insee, o.nom,
             case when s.nouveau is null then 'N''est plus dans la carte, qui ne dit pas qui lui succède : son employeur reste ouvert.'
                  when s.meme_siren then 'Devient ' || n.nom || ', code ' || n.code_insee || ', avec le même SIREN : l''employeur reste le même.'
                  else 'Fusionne dans ' || n.nom || ' (' || n.code_insee || ').' end,
             (select count(*) from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id where c.siren = o.siren)
        from succession_commune s join annuaire.commune o on o.code_insee = s.ancien left join lu_commune n on n.code_insee = s.nouveau
      """, """
      select 'CREEE', n.departement, n.code_insee, n.nom, case when o.code_insee is null then 'Entre dans la carte.' else 'Rétablie : elle avait cessé d''exister en ' || o.millesime_fin || '.' end, 0
        from lu_commune n left join annuaire.commune o on o.code_insee = n.code_insee
       where (o.code_insee is null or o.millesime_fin is not null) and not exists (select 1 from succession_commune s where s.nouveau = n.code_insee and s.meme_siren)
      """, """
      select 'RENOMMEE', n.departement, n.code_insee, o.nom, 'Devient « ' || n.nom || ' ».', 0
        from annuaire.commune o join lu_commune n using (code_insee) where o.millesime_fin is null and o.nom <> n.nom
      """, """
      select 'DEPARTEMENT', n.departement, n.code_insee, n.nom, 'Passe du département ' || o.departement || ' au ' || n.departement || '.', 0
        from annuaire.commune o join lu_commune n using (code_insee) where o.millesime_fin is null and o.departement <> n.departement
      """, """
      select 'SIREN', n.departement, n.code_insee, n.nom, coalesce(o.siren, 'Sans SIREN') || ' → ' || coalesce(n.siren, 'sans SIREN')
             || case when exists (select 1 from siren_corrige k where k.nouveau = n.siren) then ' : même employeur, nouveau numéro.'
                     else ' : la commune a un nouvel employeur.' end, 0
        from annuaire.commune o join lu_commune n using (code_insee) where o.millesime_fin is null and o.siren is distinct from n.siren
      """, """
      select 'INTERCOMMUNALITE', p.departement, p.code_insee, p.nom, 'Passe de ' || coalesce(a.nom, 'aucune intercommunalité') || ' à ' || coalesce(b.nom, 'aucune') || '.',
             (select count(*) from annuaire.agent g join annuaire.collectivite c on c.id = g.collectivite_id where c.code_insee = p.code_insee and c.close_le is null)
        from passage p left join annuaire.epci a on a.siren = p.de left join lu_epci b on b.siren = p.vers
      """, """
      select case when s.nouveau is null then 'A_TRAITER' else 'EPCI_DISPARU' end, null, e.siren, e.nom,
             case when s.nouveau is null then 'N''est plus dans la carte, et aucune de ses communes n''a rejoint une autre intercommunalité.'
                  else n.nom || ' lui succède : elle a reçu le plus de ses communes.' end,
             (select count(*) from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id where c.siren = e.siren)
        from succession_epci s join annuaire.epci e on e.siren = s.ancien left join lu_epci n on n.siren = s.nouveau
      """, """
      select 'EPCI_CREE', v.departement, n.siren, n.nom, 'Réunit ' || n.communes || case when n.communes > 1 then ' communes.' else ' commune.' end, 0
        from epci_nouveau x join lu_epci n using (siren) left join employeur_voulu v on v.siren = n.siren
      """, """
      select g.genre, v.departement, n.siren, e.nom, g.detail, 0
        from annuaire.epci e join lu_epci n using (siren) left join employeur_voulu v using (siren)
       cross join lateral (values ('EPCI_RENOMME', e.nom <> n.nom, 'Devient « ' || n.nom || ' ».'),
                                  ('EPCI_TYPE', e.type <> n.type, 'Passe de ' || e.type || ' à ' || n.type || '.')) as g (genre, change, detail)
       where e.millesime_fin is null and g.change
      """, """
      select 'DIVISION', null, coalesce(o.code, n.code), coalesce(o.nom, n.nom), case when n.code is null then 'N''existe plus.'
             when o.code is null or o.millesime_fin is not null then 'Est créé.' else 'Change de nom ou de région : ' || n.nom || ', région ' || n.region || '.' end, 0
        from (select code, nom, region, millesime_fin from annuaire.departement union all select code, nom, '', millesime_fin from annuaire.region where code not in (select code from annuaire.departement)) o
        full join (select code, nom, region from lu_departement union all select code, nom, '' from lu_region where code not in (select code from lu_departement)) n on n.code = o.code
       where n.code is null and o.millesime_fin is null or n.code is not null and (o.code is null or o.millesime_fin is not null or (o.nom, o.region) <> (n.nom, n.region))
      """, """
      select 'EMPLOYEUR_CLOS', k.departement, k.siren, k.nom, 'Clos ; ' || v.nom || ' (' || v.siren || ') lui succède et agit en son nom par un rattachement daté. '
             || 'Comptes ouverts : ' || (select count(*) from annuaire.compte c where c.collectivite_id = k.id and c.actif) || '.', k.agents
        from employeur_clos k join employeur_voulu v on v.siren = k.siren_successeur
      """, """
      select 'EMPLOYEUR_OUVERT', v.departement, v.siren, v.nom, case when c.id is null then 'Entre à l''annuaire.' else 'Rouvert.' end, 0
        from employeur_voulu v left join annuaire.collectivite c on c.siren = v.siren
       where (c.id is null or c.close_le is not null) and not exists (select 1 from siren_corrige k where k.nouveau = v.siren)
      """, """
      select 'RATTACHEMENT', c.departement, c.siren, c.nom, 'Était confiée à ' || k.nom || ' : ' || v.nom || ' reprend ce rattachement.', 0
        from annuaire.rattachement r join employeur_clos k on k.id = r.gestionnaire_id join annuaire.collectivite c on c.id = r.collectivite_id
        join employeur_voulu v on v.siren = k.siren_successeur
       where (r.fin is null or r.fin > outils.jour(now())) and r.collectivite_id not in (select id from employeur_clos)
      """, """
      select 'POPULATION', null, null, 'Populations municipales', n || case when n > 1 then ' communes changent' else ' commune change' end || ' de population.', 0
        from (select count(*) as n from annuaire.commune o join lu_commune l using (code_insee)
               where o.millesime_fin is null and o.population is distinct from l.population) t where n > 0
      """};

    private final Handle h;
    private final List<LigneDeRapport> lignes = new ArrayList<>();

    Comparaison(Handle h) {
        this.h = h;
    }

    /** À lire avant l'écriture. */
    void lire() {
        h.execute(
                "create temporary table bouge (genre text, departement text, code text, nom text, detail text, agents int) on commit drop");
        for (String ligne : LIGNES) {
            h.execute("insert into bouge " + ligne);
        }
        lignes.addAll(
                h.createQuery("select * from bouge").mapTo(LigneDeRapport.class).list());
    }

    /** À lire après l'écriture. */
    CarteChangee annonce(int annee) {
        return new CarteChangee(
                annee,
                h.createQuery(
                                "select e.siren, e.nom, n.siren as successeur, n.nom as nom_successeur from succession_epci s"
                                        + " join annuaire.epci e on e.siren = s.ancien join annuaire.epci n on n.siren = s.nouveau order by 1")
                        .mapTo(CarteChangee.EpciDisparu.class)
                        .list(),
                h.createQuery(
                                "select c.siren, c.nom, c.departement, c.id as collectivite_id, c.structure_id from epci_nouveau x"
                                        + " join annuaire.collectivite c on c.siren = x.siren order by 1")
                        .mapTo(CarteChangee.EpciCree.class)
                        .list(),
                h.createQuery(
                                "select c.id, c.nom, n.id as successeur_id, n.nom as nom_successeur from employeur_clos k join annuaire.collectivite c on c.id = k.id"
                                        + " join annuaire.collectivite n on n.id = c.successeur_id order by 1")
                        .mapTo(CarteChangee.EmployeurClos.class)
                        .list(),
                h.createQuery("select code_insee, nom, de, vers from passage order by 1")
                        .mapTo(CarteChangee.Passage.class)
                        .list(),
                this);
    }

    @Override
    public void perimetre(String code, String nom, String detail) {
        ajouter(GenreDeChangement.PERIMETRE, code, nom, detail);
    }

    @Override
    public void aire(String code, String nom, String detail) {
        ajouter(GenreDeChangement.AIRE, code, nom, detail);
    }

    private void ajouter(GenreDeChangement genre, String code, String nom, String detail) {
        lignes.add(new LigneDeRapport(genre.name(), null, code, nom, detail, 0));
    }

    /** Toutes les lignes, dans l'ordre du rapport. */
    List<LigneDeRapport> lignes() {
        return lignes.stream()
                .sorted(Comparator.comparing((LigneDeRapport l) -> GenreDeChangement.valueOf(l.genre()))
                        .thenComparing(l -> l.departement() == null ? "" : l.departement())
                        .thenComparing(l -> l.code() == null ? "" : l.code()))
                .toList();
    }
}
