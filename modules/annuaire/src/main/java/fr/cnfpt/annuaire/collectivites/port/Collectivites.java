package fr.cnfpt.annuaire.collectivites.port;

import fr.cnfpt.annuaire.collectivites.domain.NatureDEmployeur;
import java.util.List;

/** La recherche de collectivités, et depuis quand chacune agit en ligne. */
public interface Collectivites {

    /**
     * Les employeurs en exercice. @param structureId le ressort, ou {@code null} pour toute la France ; recherche et
     * nature vides : toutes
     */
    default Page chercher(Long structureId, String recherche, String nature, int premiere, int combien) {
        return chercher(structureId, recherche, nature, false, premiere, combien);
    }

    /** @param closes vrai : aussi les employeurs clos */
    Page chercher(Long structureId, String recherche, String nature, boolean closes, int premiere, int combien);

    /** @return faux si les réglages n'étaient plus ceux d'avant : rien n'est alors changé */
    boolean regler(
            long collectiviteId, boolean preinscriptionAvant, boolean avisAvant, boolean preinscription, boolean avis);

    /** @param proposition rien ne répond, mais ce nom-là est proche ; sinon {@code null} */
    record Page(List<Ligne> lignes, long total, String proposition) {}

    record Ligne(
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
        public long getId() {
            return id;
        }

        public String getSiren() {
            return siren.substring(0, 3) + " " + siren.substring(3, 6) + " " + siren.substring(6);
        }

        public String getNom() {
            return nom;
        }

        public String getNature() {
            return switch (nature) {
                case "COMMUNE" -> "Commune";
                case "EPCI" -> "Intercommunalité";
                default -> NatureDEmployeur.valueOf(nature).libelle();
            };
        }

        public String getDepartement() {
            return departement;
        }

        public String getIntercommunalite() {
            return intercommunalite;
        }

        public Integer getPopulation() {
            return population;
        }

        public long getAgents() {
            return agents;
        }

        public boolean isClose() {
            return closeLe != null;
        }
        /** « clos depuis le 1er janvier 2025, Hesdin-la-Forêt lui succède » */
        public String getCloture() {
            return closeLe == null
                    ? ""
                    : "clos depuis le " + fr.cnfpt.commun.Texte.date(closeLe) + ", " + successeur + " lui succède";
        }
    }
}
