package fr.cnfpt.garde.donnees.persistence;

import fr.cnfpt.commun.donnees.Sujet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les agents, vus comme les personnes dont on tient des données : leur fiche et leurs comptes, réunis. */
@ApplicationScoped
public class Sujets {

    private static final String SUJET = """
      select a.id as agent_id, a.collectivite_id, a.nom, a.prenom,
             array(select c.id from acces.compte_publie c where c.agent_id = a.id order by c.id) as comptes,
             array(select distinct lower(x) from (select a.courriel union select c.courriel from acces.compte_publie c where c.agent_id = a.id) as t(x) where x is not null) as adresses
        from annuaire.agent_publie a where a.id = :id
      """;

    @Inject
    Jdbi jdbi;

    /**
     * @param pseudonyme ce qui remplacera son nom, ou {@code null} pour seulement lire @return vide s'il n'existe pas
     */
    public Optional<Sujet> sujet(long agentId, String pseudonyme) {
        return lire(SUJET, agentId, pseudonyme);
    }

    /** Comme {@link #sujet}, la fiche verrouillée ; vide aussi s'il est déjà effacé. */
    public Optional<Sujet> verrouiller(long agentId, String pseudonyme) {
        return lire(SUJET + " and a.efface_le is null for update of a", agentId, pseudonyme);
    }

    /**
     * Le même, avec les comptes que sa personne tient sans qu'ils soient ceux d'un poste : gestionnaire, formateur…
     * Pour lire.
     */
    public Sujet avecSesQualitesSansPoste(Sujet s) {
        List<Long> comptes = new ArrayList<>(s.comptes());
        comptes.addAll(jdbi.withHandle(h ->
                h.createQuery("""
        select distinct q.id from acces.compte_publie c join acces.compte_publie q on q.personne_id = c.personne_id
         where c.agent_id = :id and c.actif and q.agent_id is null order by 1
        """).bind("id", s.agentId()).mapTo(Long.class).list()));
        return new Sujet(s.agentId(), s.collectiviteId(), s.nom(), s.prenom(), comptes, s.adresses(), s.pseudonyme());
    }

    private Optional<Sujet> lire(String sql, long agentId, String pseudonyme) {
        return jdbi.withHandle(h -> h.createQuery(sql)
                .bind("id", agentId)
                .map((r, c) -> new Sujet(
                        r.getLong("agent_id"),
                        r.getLong("collectivite_id"),
                        r.getString("nom"),
                        r.getString("prenom"),
                        List.of((Long[]) r.getArray("comptes").getArray()),
                        List.of((String[]) r.getArray("adresses").getArray()),
                        pseudonyme))
                .findOne());
    }

    /**
     * Les agents pas encore effacés, partis avant cette date ou dont la fiche n'a pas bougé depuis cette autre, par
     * identifiant.
     */
    public List<Long> candidats(long apres, LocalDate partisAvant, LocalDate immobilesDepuis, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id from annuaire.agent_publie where id > :apres and efface_le is null and (parti_le < :partis or parti_le is null and modifie_le < :immobiles) order by id limit :n
        """)
                .bind("apres", apres)
                .bind("partis", partisAvant)
                .bind("immobiles", immobilesDepuis)
                .bind("n", combien)
                .mapTo(Long.class)
                .list());
    }

    /** Le jour de son départ. */
    public Optional<LocalDate> depart(long agentId) {
        return jdbi.withHandle(h -> h.createQuery("select parti_le from annuaire.agent_publie where id = :id")
                .bind("id", agentId)
                .mapTo(LocalDate.class)
                .findOne());
    }
}
