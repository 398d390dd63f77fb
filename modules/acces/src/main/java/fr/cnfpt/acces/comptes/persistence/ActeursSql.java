package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.ComptesDesStructures;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les lectures des comptes et des intérims que les autres modules demandent. */
@ApplicationScoped
public class ActeursSql implements Acteurs, ComptesDesStructures {

    private static final String COMPTE = """
      select c.id, c.identifiant, c.nom, c.role, c.collectivite_id, c.structure_id, c.agent_id, c.actif, c.demonstration, '' as portee
        from acces.compte c
      """;

    @Inject
    Jdbi jdbi;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Override
    public Optional<CompteInfo> compte(String identifiant) {
        return jdbi.withHandle(h -> h.createQuery(COMPTE + " where c.identifiant = :i")
                .bind("i", identifiant)
                .mapTo(CompteInfo.class)
                .findOne());
    }

    @Override
    public Optional<Joignable> joignable(long compteId) {
        return jdbi.withHandle(
                h -> h.createQuery("select courriel, collectivite_id from acces.compte where id = :id and actif")
                        .bind("id", compteId)
                        .mapTo(Joignable.class)
                        .findOne());
    }

    @Override
    public List<CompteInfo> formateurs(long structureId) {
        return tenant("FORMATEUR", structureId);
    }

    @Override
    public List<CompteInfo> delegation(long structureId) {
        return tenant("DELEGATION", structureId);
    }

    private List<CompteInfo> tenant(String role, long structureId) {
        return jdbi.withHandle(h -> h.createQuery(COMPTE
                        + " where c.role = :r and c.structure_id = :s and c.actif order by outils.cle_tri(c.nom)")
                .bind("r", role)
                .bind("s", structureId)
                .mapTo(CompteInfo.class)
                .list());
    }

    @Override
    public List<AgentInfo> equipeDe(long agentId) {
        Set<Long> responsables = new HashSet<>(jdbi.withHandle(h -> h.createQuery("""
        select i.titulaire_id from acces.interim i join annuaire.collectivite_publiee c on c.id = i.collectivite_id
         where i.suppleant_id = :id and outils.jour(:maintenant, c.departement) between i.du and i.au
        """)
                .bind("id", agentId)
                .bind("maintenant", horloge.maintenant())
                .mapTo(Long.class)
                .list()));
        responsables.add(agentId);
        return annuaire.equipes(responsables).stream()
                .filter(a -> a.id() != agentId)
                .toList();
    }

    @Override
    public Set<Long> remplaces(Collection<Long> titulaires) {
        return new HashSet<>(jdbi.withHandle(h -> h.createQuery("""
        select distinct i.titulaire_id from acces.interim i join annuaire.collectivite_publiee c on c.id = i.collectivite_id
         where i.titulaire_id = any(:ids) and outils.jour(:maintenant, c.departement) between i.du and i.au
        """)
                .bind("ids", titulaires.toArray(Long[]::new))
                .bind("maintenant", horloge.maintenant())
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public Set<Long> suppleants(long titulaire) {
        return new HashSet<>(jdbi.withHandle(h -> h.createQuery("""
        select distinct i.suppleant_id from acces.interim i join annuaire.collectivite_publiee c on c.id = i.collectivite_id
         where i.titulaire_id = :t and outils.jour(:maintenant, c.departement) between i.du and i.au
        """)
                .bind("t", titulaire)
                .bind("maintenant", horloge.maintenant())
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public boolean seuleGestionnaire(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select count(distinct personne_id) = 1 from acces.compte
         where collectivite_id = :c and role = 'GESTIONNAIRE_RH' and actif and personne_id is not null
        """)
                .bind("c", collectiviteId)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public List<String> courrielsDesGestionnaires(long collectiviteId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select distinct courriel from acces.compte where collectivite_id = :c and role = 'GESTIONNAIRE_RH' and branche is null and actif and courriel is not null order by 1
        """).bind("c", collectiviteId).mapTo(String.class).list());
    }

    @Override
    public Map<Long, Long> ouverts() {
        return jdbi.withHandle(h -> h.createQuery("""
        select structure_id, count(*) from acces.compte where actif and structure_id is not null group by structure_id
        """)
                .map((r, contexte) -> Map.entry(r.getLong(1), r.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
