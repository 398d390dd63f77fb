package fr.cnfpt.acces.comptes.adapter.persistence;

import fr.cnfpt.acces.comptes.port.Acces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Les comptes d'une collectivité, hors ceux de ses partenaires que tient le siège. */
@ApplicationScoped
public class AccesSql implements Acces {

    private static final String SIENS = """
       from (select c.*, case when not c.actif then 'FERME' when c.empreinte is null then 'INVITE' else 'ACTIF' end as etat from annuaire.compte c
              where c.collectivite_id = :c and c.role in ('GESTIONNAIRE_RH', 'RESPONSABLE', 'AGENT')) as c
       left join annuaire.agent a on a.id = c.agent_id
      where outils.cle_recherche(concat_ws(' ', c.nom, c.identifiant, c.courriel, a.matricule)) like all ((select outils.motifs(:q))::text[])
      """;

    @Inject
    Jdbi jdbi;

    public record Compte(Etat etat, long nombre) {}

    @Override
    public List<Ligne> lister(long collectiviteId, Etat etat, String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select c.id, c.identifiant, c.nom, c.role, c.courriel, c.etat, a.matricule, clock_timestamp() as maintenant,
               (select l.cree_le from annuaire.lien l where l.compte_id = c.id and l.usage = 'ACTIVATION' order by l.id desc limit 1) as lien_cree_le,
               (select l.expire_le from annuaire.lien l where l.compte_id = c.id and l.usage = 'ACTIVATION' order by l.id desc limit 1) as lien_expire_le
        """ + SIENS
                                + " and (:etat::text is null or c.etat = :etat) order by c.role <> 'GESTIONNAIRE_RH', outils.cle_tri(c.nom), c.id limit :n offset :p")
                .bind("c", collectiviteId)
                .bind("etat", etat == null ? null : etat.name())
                .bind("q", recherche)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Ligne.class)
                .list());
    }

    @Override
    public Map<Etat, Long> compter(long collectiviteId, String recherche) {
        Map<Etat, Long> n = new EnumMap<>(Etat.class);
        jdbi.useHandle(h -> h.createQuery("select c.etat, count(*) as nombre" + SIENS + " group by c.etat")
                .bind("c", collectiviteId)
                .bind("q", recherche)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.etat(), c.nombre())));
        return n;
    }

    @Override
    public List<Long> gestionnairesActifs(long collectiviteId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select id from annuaire.compte where collectivite_id = :c and role = 'GESTIONNAIRE_RH' and actif and empreinte is not null order by id for update
        """).bind("c", collectiviteId).mapTo(Long.class).list());
    }
}
