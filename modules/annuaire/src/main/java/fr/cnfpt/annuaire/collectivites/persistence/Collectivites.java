package fr.cnfpt.annuaire.collectivites.persistence;

import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.OuvrirUneCollectivite;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.collectivites.domain.NatureDEmployeur;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** La recherche de collectivités par nom, sans accents, ou par SIREN ; et depuis quand chacune agit en ligne. */
@ApplicationScoped
public class Collectivites implements OuvrirUneCollectivite {

    /** @param proposition rien ne répond, mais ce nom-là est proche ; sinon {@code null} */
    public record Page(List<Ligne> lignes, long total, String proposition) {}

    public record Ligne(
            long id,
            String siren,
            String nom,
            String nature,
            String departement,
            String intercommunalite,
            Integer population,
            long agents,
            java.time.LocalDate closeLe,
            String successeur) {
        public String sirenLisible() {
            return siren.substring(0, 3) + " " + siren.substring(3, 6) + " " + siren.substring(6);
        }

        public String natureEnClair() {
            return switch (nature) {
                case "COMMUNE" -> "Commune";
                case "EPCI" -> "Intercommunalité";
                default -> NatureDEmployeur.valueOf(nature).libelle();
            };
        }

        public boolean close() {
            return closeLe != null;
        }

        /** « clos depuis le 1er janvier 2025, Hesdin-la-Forêt lui succède » */
        public String cloture() {
            return closeLe == null
                    ? ""
                    : "clos depuis le " + fr.cnfpt.commun.Texte.date(closeLe) + ", " + successeur + " lui succède";
        }
    }

    /** Les débuts de nom d'abord, puis les plus peuplées. */
    private static final String PROCHES =
            "c.cle like (select outils.debut(:q)) desc, c.cle like all ((select outils.debuts(:q))::text[]) desc, c.population desc nulls last, c.tri, c.id";

    private static final String PEUPLEES = "c.population desc nulls last, c.tri, c.id";

    private static final Map<String, String> TRIS = Map.of(
            "nom", "c.tri",
            "departement", "c.departement",
            "habitants", "c.population",
            "agents", "agents",
            "intercommunalite", "outils.cle_tri(e.nom)");

    @Inject
    Jdbi jdbi;

    /** @param closes vrai : aussi les employeurs clos */
    public Page chercher(
            Portee portee, String recherche, String nature, boolean closes, Tri tri, int premiere, int combien) {
        Map<String, Object> v = new HashMap<>(portee.valeurs());
        v.put("q", recherche == null ? "" : recherche.strip());
        v.put("closes", closes);
        v.put("nature", nature == null ? "" : nature);
        // Une condition que l'on n'a pas ne s'écrit pas : la base croirait que presque aucune ligne n'y répond.
        boolean cherche = !((String) v.get("q")).isEmpty();
        String ou = """
         from annuaire.collectivite c left join annuaire.epci e on e.siren = c.epci_siren and c.nature <> 'EPCI'
         left join annuaire.collectivite n on n.id = c.successeur_id
        where (:nature = '' or c.nature = :nature) and
        """
                + (closes ? "" : "c.close_le is null and ")
                + (cherche
                        ? "c.cle like (select outils.motif(:q)) and c.cle like all ((select outils.motifs(:q))::text[]) and "
                        : "")
                + dans(portee);
        return jdbi.withHandle(h -> {
            List<Ligne> lignes = h.createQuery(
                            "select c.id, c.siren, c.nom, c.nature, c.departement, coalesce(e.nom, '') as intercommunalite, c.population, c.close_le, n.nom as successeur,"
                                    + " (select count(*) from annuaire.agent a where a.collectivite_id = c.id) as agents"
                                    + ou
                                    + tri.ordre(
                                            TRIS,
                                            TRIS.containsKey(tri.colonne())
                                                    ? "c.tri, c.id"
                                                    : cherche ? PROCHES : PEUPLEES)
                                    + " limit :combien offset :premiere")
                    .bindMap(v)
                    .bind("combien", combien)
                    .bind("premiere", premiere)
                    .mapTo(Ligne.class)
                    .list();
            long total = h.createQuery("select count(*)" + ou)
                    .bindMap(v)
                    .mapTo(Long.class)
                    .one();
            return new Page(lignes, total, total > 0 ? null : proposer(h, portee, v));
        });
    }

    /** Comme {@link fr.cnfpt.annuaire.api.CollectiviteInfo#estVuePar}. */
    private static String dans(Portee portee) {
        return portee.sql(null, "c.id", "c.structure_id");
    }

    /** Le nom le plus proche, à une faute près, dans le ressort ; {@code null} si aucun ne l'est. */
    private static String proposer(Handle h, Portee portee, Map<String, Object> v) {
        return h.createQuery(
                        """
        select c.nom from annuaire.collectivite c
         where (:closes or c.close_le is null) and (:nature = '' or c.nature = :nature)
           and outils.lettres(c.nom) operator(public.%) outils.lettres(:q) and
        """
                                + dans(portee)
                                + " order by public.similarity(outils.lettres(c.nom), outils.lettres(:q)) desc, c.population desc nulls last limit 1")
                .bindMap(v)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** @return faux si les réglages n'étaient plus ceux d'avant : rien n'est alors changé */
    public boolean regler(long collectiviteId, Circuit avant, Circuit voulu) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update annuaire.collectivite set preinscription = :p, avis_hierarchique = :a, validation_de_soi = :s, rappel_jours = :r, attente_jours = :j
         where id = :id and preinscription = :pAvant and avis_hierarchique = :aAvant and validation_de_soi = :sAvant
           and rappel_jours = :rAvant and attente_jours is not distinct from cast(:jAvant as int)
        """)
                        .bind("id", collectiviteId)
                        .bind("pAvant", avant.preinscription())
                        .bind("aAvant", avant.avis())
                        .bind("sAvant", avant.pourSoi())
                        .bind("p", voulu.preinscription())
                        .bind("a", voulu.avis())
                        .bind("s", voulu.pourSoi())
                        .bind("rAvant", avant.rappelJours())
                        .bind("jAvant", avant.attenteJours())
                        .bind("r", voulu.rappelJours())
                        .bind("j", voulu.attenteJours())
                        .execute())
                == 1;
    }

    @Override
    public void ouvrir(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.collectivite set operationnelle_le = :le where id = :id and operationnelle_le is null")
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
    }

    /** Les employeurs en exercice de cette portée ; recherche et nature vides : tous */
    public Page chercher(Portee portee, String recherche, String nature, int premiere, int combien) {
        return chercher(portee, recherche, nature, false, Tri.AUCUN, premiere, combien);
    }
}
