package fr.cnfpt.annuaire.persistence;

import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.api.TerritoireInfo;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.EmployeursFictifs;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les lectures de l'annuaire. */
@ApplicationScoped
public class AnnuaireSql implements Annuaire, Communes, EmployeursFictifs {

    private static final String COLLECTIVITE = """
      select c.id, c.siren, c.nom, c.nature, c.code_insee, c.departement, d.region, c.epci_siren, c.population, c.structure_id,
             c.preinscription, c.avis_hierarchique
        from annuaire.collectivite c join annuaire.departement d on d.code = c.departement
      """;
    private static final String AGENT = """
      select a.id, a.collectivite_id, a.matricule, a.nom, a.prenom, a.courriel, a.metier, a.service, a.categorie,
             coalesce(k.nom, a.cadre_emplois) as cadre_emplois, a.responsable_id
        from annuaire.agent a left join annuaire.cadre_emplois k on k.id = a.cadre_emplois_id
      """;
    private static final String PRESENT = " and (a.parti_le is null or a.parti_le > "
            + "outils.jour(:maintenant, (select departement from annuaire.collectivite where id = a.collectivite_id)))";
    private static final String DANS_LA_BRANCHE = " and (a.service = :b or starts_with(a.service, :b || ' > '))";
    private static final String TERRITOIRE = """
      select e.siren, e.nom, e.type, e.population, count(k.code_insee)::int as communes
        from annuaire.epci e join annuaire.commune k on k.epci_siren = e.siren and k.millesime_fin is null and e.millesime_fin is null
      """;
    private static final String STRUCTURE = "select id, code, nom, type, region, ville from annuaire.structure ";

    @Inject
    Jdbi jdbi;

    @Inject
    Collectivites collectivites;

    @Inject
    Agents agents;

    @Override
    public boolean estFictif(long collectiviteId) {
        return collectivite(collectiviteId)
                .filter(CollectiviteInfo::estUnBacASable)
                .isPresent();
    }

    @Override
    public List<CommuneInfo> communes(String texte, int combien) {
        return agents.communes(texte, combien);
    }

    @Override
    public List<CommuneInfo> nommees(String nom) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select code_insee as code, nom, departement from annuaire.commune
         where millesime_fin is null and outils.lettres(nom) = outils.lettres(:nom) order by code_insee
        """).bind("nom", nom).mapTo(CommuneInfo.class).list());
    }

    @Override
    public List<String> branches(long collectiviteId) {
        return agents.services(collectiviteId);
    }

    @Override
    public Optional<CollectiviteInfo> collectivite(long id) {
        return jdbi.withHandle(h -> h.createQuery(COLLECTIVITE + " where c.id = :id")
                .bind("id", id)
                .mapTo(CollectiviteInfo.class)
                .findOne());
    }

    @Override
    public Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> parCle(
                        h.createQuery(COLLECTIVITE + " where c.id = any(:ids)")
                                .bind("ids", longs(ids))
                                .mapTo(CollectiviteInfo.class)
                                .list(),
                        CollectiviteInfo::id));
    }

    @Override
    public Map<String, CollectiviteInfo> enExercice(Collection<String> sirens) {
        return jdbi.withHandle(h -> parCle(
                h.createQuery(COLLECTIVITE + " where c.siren = any(:s) and c.close_le is null")
                        .bind("s", sirens.toArray(String[]::new))
                        .mapTo(CollectiviteInfo.class)
                        .list(),
                CollectiviteInfo::siren));
    }

    @Override
    public List<CollectiviteInfo> chercherCollectivites(Portee portee, String recherche, int limite) {
        List<Long> ids = collectivites.chercher(portee, recherche, "", 0, limite).lignes().stream()
                .map(Collectivites.Ligne::id)
                .toList();
        Map<Long, CollectiviteInfo> lues = collectivites(ids);
        return ids.stream().map(lues::get).toList();
    }

    @Override
    public boolean laisseValiderSaPropreDemande(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery("select validation_de_soi from annuaire.collectivite where id = :id")
                .bind("id", collectiviteId)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Map<Long, Circuit> circuits(Collection<Long> collectivites) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id, preinscription, avis_hierarchique as avis, validation_de_soi as pour_soi, rappel_jours, attente_jours
          from annuaire.collectivite where id = any(:ids)
        """)
                .bind("ids", longs(collectivites))
                .reduceRows(new java.util.HashMap<Long, Circuit>(), (lus, r) -> {
                    lus.put(r.getColumn("id", Long.class), r.getRow(Circuit.class));
                    return lus;
                }));
    }

    @Override
    public boolean estOperationnelle(long collectiviteId) {
        return jdbi.withHandle(
                h -> h.createQuery("select operationnelle_le is not null from annuaire.collectivite where id = :id")
                        .bind("id", collectiviteId)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    @Override
    public List<CollectiviteInfo> collectivitesDesEpci(Collection<String> sirens) {
        return jdbi.withHandle(h -> h.createQuery(COLLECTIVITE + """
         where c.epci_siren = any(:s) and (c.close_le is null or exists (select 1 from annuaire.agent a where a.collectivite_id = c.id)) order by c.id
        """)
                .bind("s", sirens.toArray(String[]::new))
                .mapTo(CollectiviteInfo.class)
                .list());
    }

    @Override
    public Map<Long, AgentInfo> agents(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> parCle(
                        h.createQuery(AGENT + " where a.id = any(:ids)")
                                .bind("ids", longs(ids))
                                .mapTo(AgentInfo.class)
                                .list(),
                        AgentInfo::id));
    }

    @Override
    public List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids) {
        return jdbi.withHandle(h -> h.createQuery(
                        AGENT + " where a.id = any(:ids) and a.collectivite_id = :c" + PRESENT + " order by a.id")
                .bind("ids", longs(ids))
                .bind("c", collectiviteId)
                .mapTo(AgentInfo.class)
                .list());
    }

    @Override
    public boolean tientUnPosteAResponsabilite(long agentId) {
        return jdbi.withHandle(
                h -> h.createQuery("select responsabilite_depuis is not null from annuaire.agent where id = :id")
                        .bind("id", agentId)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }

    /** Un agent qui s'en va, et quand. */
    public record Depart(long id, LocalDate partiLe) {}

    @Override
    public Map<Long, LocalDate> departs(Collection<Long> ids) {
        return jdbi.withHandle(h -> h
                .createQuery("select id, parti_le from annuaire.agent where id = any(:ids) and parti_le is not null")
                .bind("ids", longs(ids))
                .mapTo(Depart.class)
                .stream()
                .collect(Collectors.toMap(Depart::id, Depart::partiLe)));
    }

    @Override
    public List<AgentInfo> agentsParMatricule(Map<Long, ? extends Collection<String>> deChacune) {
        List<Long> collectivites = new ArrayList<>();
        List<String> matricules = new ArrayList<>();
        deChacune.forEach((c, siens) -> siens.forEach(m -> {
            collectivites.add(c);
            matricules.add(m);
        }));
        return jdbi.withHandle(h -> h.createQuery(AGENT + """
         where (a.collectivite_id, a.matricule) in (select * from unnest(cast(:c as bigint[]), cast(:m as text[])))
        """ + PRESENT + " order by a.id")
                .bind("c", longs(collectivites))
                .bind("m", matricules.toArray(String[]::new))
                .mapTo(AgentInfo.class)
                .list());
    }

    @Override
    public List<AgentInfo> chercherAgents(long collectiviteId, String recherche, int limite) {
        return chercher(PRESENT, collectiviteId, null, recherche, limite);
    }

    @Override
    public List<AgentInfo> chercherLesSiens(Utilisateur u, String recherche, int limite) {
        return chercher(
                u.estDeBranche() ? PRESENT + DANS_LA_BRANCHE : PRESENT,
                u.collectivite(),
                u.branche(),
                recherche,
                limite);
    }

    @Override
    public Collection<Long> agentsNommes(Collection<Long> collectivites, String recherche) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id from annuaire.agent where collectivite_id = any(:c) and cle like all ((select outils.motifs(:q))::text[])")
                .bind("c", longs(collectivites))
                .bind("q", recherche)
                .mapTo(Long.class)
                .list());
    }

    /**
     * Les noms qui commencent par ce qu'on cherche, puis ceux qui l'ont d'un tenant, puis les autres. Tout se lit dans
     * l'index ; la table, pour les seuls retenus. Le motif n'est calculé qu'une fois.
     */
    private List<AgentInfo> chercher(
            String presence, long collectiviteId, String branche, String recherche, int limite) {
        return jdbi.withHandle(h -> h.createQuery(AGENT + """
          join (select a.id, a.tri, a.cle like (select outils.debut(:q)) as debut, a.cle like all ((select outils.debuts(:q))::text[]) as mots,
                       a.cle like (select '%' || outils.debut(:q)) as suite from annuaire.agent a
                 where a.collectivite_id = :c and a.cle like all ((select outils.motifs(:q))::text[])
        """ + PRESENT + """
                 order by debut desc, mots desc, suite desc, a.tri, a.id limit :n) as t on t.id = a.id
         order by t.debut desc, t.mots desc, t.suite desc, t.tri, t.id
        """)
                .bind("c", collectiviteId)
                .bind("b", branche)
                .bind("q", recherche)
                .bind("n", limite)
                .mapTo(AgentInfo.class)
                .list());
    }

    @Override
    public List<AgentInfo> equipes(Collection<Long> responsables) {
        return jdbi.withHandle(h -> h.createQuery(AGENT + " where a.responsable_id = any(:ids) order by a.tri, a.id")
                .bind("ids", longs(responsables))
                .mapTo(AgentInfo.class)
                .list());
    }

    @Override
    public Optional<StructureInfo> structure(long id) {
        return jdbi.withHandle(h -> h.createQuery(STRUCTURE + " where id = :id")
                .bind("id", id)
                .mapTo(StructureInfo.class)
                .findOne());
    }

    @Override
    public List<StructureInfo> structures() {
        return jdbi.withHandle(
                h -> h.createQuery(STRUCTURE + """
         where type in ('DELEGATION', 'INSTITUT') and daterange(du, au, '[)') @> outils.jour(:maintenant) order by type, outils.cle_tri(nom)
        """).mapTo(StructureInfo.class).list());
    }

    @Override
    public List<TerritoireInfo> territoiresDeRegion(String region) {
        return jdbi.withHandle(h -> h.createQuery(TERRITOIRE + """
          join annuaire.departement d on d.code = k.departement
         where d.region = :r group by e.siren order by e.population desc nulls last
        """)
                .bind("r", region)
                .mapTo(TerritoireInfo.class)
                .list());
    }

    @Override
    public Map<String, TerritoireInfo> territoires(Collection<String> sirens) {
        return jdbi.withHandle(h -> parCle(
                h.createQuery(TERRITOIRE + " where e.siren = any(:s) group by e.siren")
                        .bind("s", sirens.toArray(String[]::new))
                        .mapTo(TerritoireInfo.class)
                        .list(),
                TerritoireInfo::siren));
    }

    @Override
    public List<CollectiviteInfo> collectivitesDeDemonstration() {
        return jdbi.withHandle(h -> h.createQuery(COLLECTIVITE + " where c.demonstration order by c.tri")
                .mapTo(CollectiviteInfo.class)
                .list());
    }

    private static Long[] longs(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    private static <K, V> Map<K, V> parCle(List<V> lignes, Function<V, K> cle) {
        return lignes.stream().collect(Collectors.toMap(cle, Function.identity()));
    }
}
