package fr.cnfpt.inscription.circuit.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.liste.Tri;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Les bulletins, leurs listes et leurs comptes ; ce qui prend ou rend une place est à {@link Places}. */
public interface Bulletins {

    /**
     * Ajoute une préinscription. @throws fr.cnfpt.commun.Refus conflit, si l'agent a déjà un bulletin en cours dans la
     * session
     */
    void ajouter(Bulletin bulletin);

    Optional<Bulletin> parId(long id);

    PageDeBulletins lister(Portee portee, Filtre filtre);

    /**
     * Où est ce bulletin dans cette liste, dans l'ordre même où {@link #lister} la montre. Sorti de la liste (on vient
     * de le traiter), il y garde ses voisins.
     *
     * @return rien s'il n'existe pas
     */
    Optional<Voisins> voisins(Portee portee, Filtre filtre, long bulletinId);

    /**
     * @param position la première est 1 ; où il serait, s'il n'est plus dedans
     * @param total combien la liste en compte
     * @param precedent {@code null} s'il est le premier
     */
    record Voisins(long position, long total, boolean dedans, Long precedent, Long suivant) {}

    /** Du plus récent au plus ancien, ceux qui viennent après ce repère ({@code null} : du premier). */
    List<Ligne> suivants(Portee portee, Filtre filtre, Repere apres);

    /** Où reprendre une liste : l'heure du dépôt, l'identifiant pour départager. */
    record Repere(Instant deposeLe, long id) {}

    /** Combien de bulletins dans chaque état, parmi ceux que le filtre retient sans regarder leur état. */
    Map<Etat, Long> compter(Portee portee, Filtre filtre);

    default Map<Etat, Long> compter(Portee portee) {
        return compter(portee, Filtre.TOUS);
    }

    /** Les sessions qui ont des bulletins dans cet état, et combien. */
    Attente attente(Portee portee, Etat etat);

    /** Les sessions où des bulletins sont dans cet état, la plus proche d'abord. */
    List<Long> sessionsQuiAttendent(Portee portee, Etat etat, int combien);

    /** Combien de bulletins, et dans combien de sessions. */
    record Attente(long bulletins, long sessions) {}

    /** Le plus ancien bulletin de cette session dans cet état. */
    Optional<Bulletin> premier(long sessionId, Etat etat);

    /**
     * Fait à tous les autres de sa session qui sont dans cet état ce qui vient d'être fait à celui-ci : son verbe a dit
     * la règle et le texte, un seul ordre l'étend à 13 000.
     *
     * @return combien d'autres
     */
    int suivre(Bulletin exemple, Etat de);

    /** @return le bulletin, s'il est dans cette portée */
    Optional<Ligne> ligne(long bulletinId, Portee portee);

    /** Les demandes qui attendent un avis, d'où qu'elles soient, après celle-ci, par numéro. */
    List<Ligne> enAttenteDAvis(long apres, int combien);

    /** Les bulletins en cours de cet agent, hors celui-ci : pour les règles qu'on lui montre. */
    List<Ligne> enCours(Collection<Long> agentIds, long saufBulletin);

    /**
     * Combien de fois de suite l'employeur a refusé, sans la transmettre, une demande de ce stage par cet agent ; une
     * demande annulée ne compte pas, une transmise arrête le compte.
     */
    int refusDeSuite(long agentId, long stageId, long saufBulletin);

    List<Stagiaire> stagiaires(long sessionId);

    /** Combien tiennent une place dans chacune de ces sessions, par état. */
    Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions);

    List<Long> sessionsDe(long agentId);

    /**
     * @param sessionId ou {@code null} ; {@code agents} : {@code null} pour tous
     * @param depuis rien que les sessions qui commencent ce jour-là ou après ; {@code null} : toutes
     * @param parmi ce que le tableau de bord a compté ; {@code null} : tous
     * @param tri {@code depose} ou {@code session} ; un autre : l'ordre où l'on s'en occupe
     */
    record Filtre(
            Collection<Etat> etats,
            Long sessionId,
            Collection<Long> agents,
            LocalDate depuis,
            Parmi parmi,
            Tri tri,
            int premiere,
            int combien) {

        static final Filtre TOUS = new Filtre(null, null, null, Tri.AUCUN, 0, 0);

        public Filtre(
                Collection<Etat> etats, Long sessionId, Collection<Long> agents, Tri tri, int premiere, int combien) {
            this(etats, sessionId, agents, null, null, tri, premiere, combien);
        }
    }

    /**
     * Les demandes pour les sessions qui commencent entre ces jours, compris.
     *
     * @param stages {@code null} : tous
     * @param structureId qui organise, ou {@code null}
     * @param collectiviteId qui inscrit, ou {@code null}
     */
    record Parmi(LocalDate du, LocalDate au, List<Long> stages, Long structureId, Long collectiviteId) {}

    record PageDeBulletins(List<Ligne> lignes, long total) {}

    /** Comment une demande annulée a fini, quand ce n'est pas un désistement. */
    enum Fin {
        RADIE("Radié"),
        CHANGEMENT_REFUSE("Annulée, changement refusé");

        private final String libelle;

        Fin(String libelle) {
            this.libelle = libelle;
        }
    }

    /**
     * @param version change à chaque pas de la demande ; un rang qui avance dans la file n'en est pas un
     * @param fin d'une demande annulée ; {@code null} : un désistement, ou la session n'a pas eu lieu
     */
    record Ligne(
            long id,
            long sessionId,
            long stageId,
            long structureId,
            long agentId,
            long collectiviteId,
            LocalDate sessionDebut,
            LocalDate sessionFin,
            Etat etat,
            String avis,
            Instant deposeLe,
            int position,
            int version,
            Fin fin) {

        /** Où elle en est : « Convoquée », « Radié ». */
        public String libelle() {
            return fin == null ? etat.libelle() : fin.libelle;
        }

        /** La même, sans l'avis du responsable : pour qui ne lit pas ce qui précède la transmission. */
        public Ligne sansAvis() {
            return new Ligne(
                    id,
                    sessionId,
                    stageId,
                    structureId,
                    agentId,
                    collectiviteId,
                    sessionDebut,
                    sessionFin,
                    etat,
                    null,
                    deposeLe,
                    position,
                    version,
                    fin);
        }
    }
}
