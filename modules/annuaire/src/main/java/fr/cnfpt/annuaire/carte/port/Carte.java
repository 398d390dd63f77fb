package fr.cnfpt.annuaire.carte.port;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** La carte en base, ses millésimes et leurs rapports. */
public interface Carte {

    /** Met les chargements en file : un seul à la fois, jusqu'à la fin de la transaction. */
    void verrouiller();

    /** Le millésime en vigueur, ou vide tant qu'aucune carte n'est chargée. */
    Optional<Millesime> enVigueur();

    /**
     * Met la carte dans l'état de ce découpage. Ce qui disparaît est fermé, jamais effacé.
     *
     * @param annonce reçoit ce qui a changé ; les autres modules y répondent et le disent au rapport
     * @return tout ce qui a bougé ; vide si rien, ou si la base n'avait pas de carte
     * @throws fr.cnfpt.commun.Refus invalide, si le découpage se contredit
     */
    List<LigneDeRapport> charger(Decoupage decoupage, Consumer<CarteChangee> annonce);

    /** Exécute puis défait tout ce qui vient d'être écrit, et rend le résultat. */
    <T> T essayer(Supplier<T> action);

    /**
     * Garde l'essai d'une archive et ses lignes ; l'essai d'avant de la même archive est remplacé. @return son
     * identifiant
     */
    long garderEssai(
            Decoupage d, String empreinte, byte[] archive, String par, int dureeMs, List<LigneDeRapport> lignes);

    /**
     * Marque l'essai appliqué (ou, si {@code essai} est nul, ajoute un millésime appliqué) avec ses lignes définitives.
     */
    long garderApplication(
            Long essai, Decoupage d, String empreinte, String par, int dureeMs, List<LigneDeRapport> lignes);

    /** L'archive d'un essai encore à appliquer. */
    Optional<byte[]> archive(long id);

    /** Tous, du plus récent au plus ancien. */
    List<Millesime> tous();

    /** Les lignes d'un rapport, dans l'ordre. @param genre vide : tous ; @param departement vide : tous */
    List<LigneDeRapport> lignes(long id, String genre, String departement);

    /** Combien de lignes par genre. */
    List<Compte> comptes(long id);

    /** Les départements que ce rapport cite. */
    List<String> departements(long id);

    record Compte(String genre, long nombre, long agents) {}

    record Millesime(
            long id,
            int annee,
            String version,
            String source,
            String empreinte,
            String etat,
            java.time.Instant deposeLe,
            String deposePar,
            java.time.Instant appliqueLe,
            String appliquePar,
            int dureeMs,
            int communes) {
        public boolean applique() {
            return "APPLIQUE".equals(etat);
        }
    }
}
