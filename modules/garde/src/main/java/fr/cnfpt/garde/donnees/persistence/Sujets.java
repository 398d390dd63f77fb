package fr.cnfpt.garde.donnees.persistence;

import fr.cnfpt.commun.donnees.Sujet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** L'identifiant d'aucune fiche, d'aucune collectivité. */
    private static final long AUCUN_POSTE = 0;

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

    /** Les comptes d'aucun poste, tenus par quelqu'un, fermés avant cet instant et pas encore effacés. */
    public List<Long> comptesFermes(Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id from acces.compte_publie where au < :avant and agent_id is null and role <> 'PARTENAIRE' and identifiant not like 'efface-%' order by id
        """)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .list());
    }

    /** Qui tenait ce compte ; son nom entier se lit « prénom nom ». */
    public Sujet titulaire(long compteId, String pseudonyme) {
        return jdbi.withHandle(h -> h.createQuery("select nom, courriel from acces.compte_publie where id = :id")
                .bind("id", compteId)
                .map((r, c) -> {
                    String[] mots = r.getString("nom").strip().split("\\s+", 2);
                    String courriel = r.getString("courriel");
                    return new Sujet(
                            AUCUN_POSTE,
                            AUCUN_POSTE,
                            mots[mots.length - 1],
                            mots[0],
                            List.of(compteId),
                            courriel == null ? List.of() : List.of(courriel.toLowerCase(Locale.ROOT)),
                            pseudonyme);
                })
                .one());
    }

    /** Le jour de son départ. */
    public Optional<LocalDate> depart(long agentId) {
        return jdbi.withHandle(h -> h.createQuery("select parti_le from annuaire.agent_publie where id = :id")
                .bind("id", agentId)
                .mapTo(LocalDate.class)
                .findOne());
    }
}
