package fr.cnfpt.ecommunautes.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.ecommunautes.domain.Communaute;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Les communautés gardées. */
public interface Espaces {

    void ajouter(Communaute communaute);

    Optional<Communaute> parId(long id);

    Optional<Communaute> deLaSession(long sessionId);

    Optional<Communaute> nationale(String titre);

    /**
     * Celles qu'une personne peut ouvrir : les siennes (de stage) d'abord, puis de la plus récemment animée à la plus
     * calme.
     *
     * @param sessions celles où elle tient une place, ou qu'elle anime
     */
    Page lister(Portee portee, Collection<Long> sessions, String recherche, int premiere, int combien);

    record Page(List<Resume> lignes, long total) {}

    /** Une communauté dans la liste. */
    record Resume(
            long id,
            String nature,
            Long sessionId,
            String titre,
            String description,
            LocalDate ouverture,
            LocalDate fermeture,
            long contributions,
            Instant derniereActivite) {
        public boolean deStage() {
            return nature.equals("STAGE");
        }

        public String contributionsEnClair() {
            return contributions == 0 ? "aucun message" : Texte.pluriel(contributions, "message", "messages");
        }

        public String activite() {
            return derniereActivite == null
                    ? "Personne n'a encore écrit"
                    : "Dernier message le " + Texte.moment(derniereActivite);
        }
    }
}
