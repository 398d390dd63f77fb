package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.acces.api.Personnes.StatutCommun;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Les demandes que d'autres employeurs portent pour des agents au statut partagé : la session, ses dates, où elle en
 * est, et rien d'autre du dossier. Celles d'avant le partage n'y sont pas. Si la règle du jour du dépôt le demande, on
 * y donne son avis, que le porteur lit avant de valider (docs/adr/0031).
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class SuivreLesDemandesPartagees {

    /** Ce qu'on en lit, du plus récent au plus ancien. */
    public static final int LUES = 500;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Horloge horloge;

    /**
     * @param agent celui d'ici, sous son matricule d'ici
     * @param porteur l'employeur qui porte la demande
     * @param avis le dernier donné d'ici : FAVORABLE, DEFAVORABLE ou nul
     * @param avisAttendu vrai si on peut le donner, ou en changer
     */
    public record Partagee(
            Ligne ligne,
            AgentInfo agent,
            SessionInfo session,
            CollectiviteInfo porteur,
            String avis,
            boolean avisAttendu) {}

    public List<Partagee> lister() {
        return suivantes(null, LUES);
    }

    /** De la plus récente à la plus ancienne. @param apres la dernière lue, ou {@code null} pour commencer */
    @Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
    public List<Partagee> suivantes(Bulletins.Repere apres, int combien) {
        Map<Long, StatutCommun> parAutre = statuts();
        if (parAutre.isEmpty()) {
            return List.of();
        }
        List<Ligne> lignes = depuisLePartage(apres, combien, parAutre);
        Map<Long, AgentInfo> agents = annuaire.agents(
                parAutre.values().stream().map(StatutCommun::poste).toList());
        Map<Long, SessionInfo> sessions =
                offre.sessions(lignes.stream().map(Ligne::sessionId).distinct().toList());
        Map<Long, CollectiviteInfo> porteurs = annuaire.collectivites(
                lignes.stream().map(Ligne::collectiviteId).distinct().toList());
        return lignes.stream()
                .map(l -> {
                    boolean attendu = avisAttendu(l);
                    return new Partagee(
                            l.sansAvis(),
                            agents.get(parAutre.get(l.agentId()).poste()),
                            sessions.get(l.sessionId()),
                            porteurs.get(l.collectiviteId()),
                            attendu
                                    ? bulletins
                                            .parId(l.id())
                                            .flatMap(b -> b.avisDe(courant.get().collectivite()))
                                            .orElse(null)
                                    : null,
                            attendu);
                })
                .toList();
    }

    /** Donne l'avis de sa collectivité, ou en change, tant que le porteur n'a pas décidé. */
    public void donnerAvis(long bulletinId, boolean favorable, String motif) {
        Map<Long, StatutCommun> parAutre = statuts();
        Bulletin bulletin = bulletins
                .ligne(bulletinId, portee(parAutre))
                .filter(l -> depuisLePartage(l, parAutre) && avisAttendu(l))
                .flatMap(l -> bulletins.parId(l.id()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
        CollectiviteInfo moi =
                annuaire.collectivite(courant.get().collectivite()).orElseThrow();
        SessionInfo session = offre.session(bulletin.sessionId()).orElseThrow();
        bulletin.recevoirAvis(
                moi,
                favorable,
                motif,
                Moment.de(session, horloge.aujourdhui(session.fuseau())),
                courant.get(),
                horloge.maintenant());
    }

    private boolean avisAttendu(Ligne l) {
        return (l.etat() == Etat.PREINSCRIPTION || l.etat() == Etat.AVIS_RENDU)
                && regles.avisDesAutresEmployeurs(l.deposeLe());
    }

    /** Autant qu'on en demande : celles d'avant le partage, qu'on ne lit pas, ne raccourcissent pas la tranche. */
    private List<Ligne> depuisLePartage(Bulletins.Repere apres, int combien, Map<Long, StatutCommun> parAutre) {
        List<Ligne> gardees = new ArrayList<>();
        Bulletins.Repere ici = apres;
        while (true) {
            List<Ligne> lues = bulletins.suivants(
                    portee(parAutre), new Bulletins.Filtre(null, null, null, Tri.AUCUN, 0, combien), ici);
            lues.stream()
                    .filter(l -> depuisLePartage(l, parAutre))
                    .limit((long) combien - gardees.size())
                    .forEach(gardees::add);
            if (lues.size() < combien || gardees.size() == combien) {
                return gardees;
            }
            Ligne derniere = lues.get(lues.size() - 1);
            ici = new Bulletins.Repere(derniere.deposeLe(), derniere.id());
        }
    }

    private static boolean depuisLePartage(Ligne l, Map<Long, StatutCommun> parAutre) {
        return !l.deposeLe().isBefore(parAutre.get(l.agentId()).depuis());
    }

    /** Par le poste chez l'autre : il n'est qu'à une personne. */
    private Map<Long, StatutCommun> statuts() {
        Map<Long, StatutCommun> parAutre = new HashMap<>();
        personnes
                .statutsCommunsDe(portees.courante().cles())
                .forEach(s -> parAutre.merge(s.autre(), s, (a, b) -> a.depuis().isBefore(b.depuis()) ? a : b));
        return parAutre;
    }

    private static Portee portee(Map<Long, StatutCommun> parAutre) {
        return new Portee(Portee.Par.AGENTS, parAutre.keySet(), null);
    }
}
