package fr.cnfpt.annuaire.agents.imports.port;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Les imports d'agents : leur état, leurs lignes à l'essai, la comparaison et la réconciliation, ensemblistes. */
public interface Imports {

    /** @param lecture ce qu'on a reconnu du fichier, en clair @param octets combien ont été lus, sur {@code taille} */
    record Import(
            long id,
            long collectiviteId,
            String fichier,
            long taille,
            String lecture,
            String[] ignorees,
            String etat,
            long octets,
            int lignes,
            int crees,
            int changes,
            int inchanges,
            int refuses,
            int entreTemps,
            String motif,
            String par,
            OffsetDateTime creeLe,
            OffsetDateTime finiLe)
            implements java.io.Serializable {

        public String ignoreesEnClair() {
            return String.join(", ", ignorees);
        }

        public int pourcent() {
            return taille == 0 ? 0 : (int) Math.min(100, 100 * octets / taille);
        }

        public boolean enCours() {
            return etat.equals("LECTURE") || etat.equals("CONFIRMATION");
        }

        public int aEcrire() {
            return crees + changes;
        }
    }

    /** Une ligne lue : ce qu'elle porte et ce qui n'y va pas. */
    record LigneLue(int ligne, AgentSaisi agent, List<AgentSaisi.Faute> fautes) {}

    /** Une ligne montrée, avant et après. */
    record LigneVue(
            int ligne,
            String matricule,
            String nom,
            String prenom,
            String sort,
            String detail,
            Long agentId,
            boolean entreTemps) {}

    record RefusDeLigne(int ligne, String colonne, String valeur, String regle) {
        public String colonneEnClair() {
            return Colonne.parCode(colonne).libelle();
        }
    }

    /** @return le numéro de l'import ouvert, ou vide si un autre l'est déjà pour cette collectivité */
    Optional<Long> ouvrir(long collectiviteId, String fichier, long taille, String par, long compteId);

    Optional<Import> lire(long id);

    /** Celui qui est en cours, sinon le dernier fini. */
    Optional<Import> dernier(long collectiviteId);

    /** Se dit vivant jusqu'à la fin de la transaction. @return faux si un autre le traite déjà */
    boolean tenir(long id);

    void reconnaitre(long id, String lecture, Set<Colonne> colonnes, List<String> ignorees);

    void ajouter(long id, List<LigneLue> lignes);

    void avancer(long id, int lignes, long octets, Instant le);

    /** Donne son sort à chaque ligne, d'après l'existant, et compte. */
    void comparer(long id, long collectiviteId);

    /**
     * Vrai si un agent de la collectivité a été écrit depuis la comparaison ; plus aucun ne le sera avant la fin de la
     * transaction.
     */
    boolean aBouge(long id, long collectiviteId);

    /** Marque les lignes dont l'agent a changé depuis la comparaison. @return combien */
    int marquerEntreTemps(long id, long collectiviteId);

    /** Écrit ce qui est à créer et à changer. */
    void reconcilier(long id, long collectiviteId, String par);

    /** @return faux si l'import n'était pas dans l'état attendu */
    boolean passer(long id, String de, String a, String motif, Instant le);

    List<LigneVue> lignes(long id, String sort, int premiere, int combien);

    /** Combien de lignes de ce sort ; pour REFUSE, combien de refus : une ligne peut en avoir plusieurs. */
    long nombre(long id, String sort);

    List<RefusDeLigne> refus(long id, int premiere, int combien);

    void parcourirRefus(long id, Consumer<RefusDeLigne> suite);

    /** Marque interrompus ceux que plus personne ne traite. @return combien */
    int interrompre(Instant inactifsDepuis, Instant le);

    /** Ôte les lignes des imports finis que personne ne relira. */
    void nettoyer();
}
