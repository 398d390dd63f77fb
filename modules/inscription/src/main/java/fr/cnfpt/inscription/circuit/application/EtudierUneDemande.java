package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.acces.api.Personnes.StatutCommun;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.domain.MemeObjet;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ce que disent les règles d'un agent pour une session, une à une, avec leur source : à lui avant qu'il demande, puis à
 * qui décide.
 */
@ApplicationScoped
public class EtudierUneDemande {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Horloge horloge;

    /**
     * @param bulletinId le sien, à part des autres ; 0 avant toute demande
     * @param ligne la sienne, ou {@code null}
     */
    public List<Dossier.Constat> constats(
            long agentId, long bulletinId, SessionInfo session, Jauge jauge, Ligne ligne) {
        List<Dossier.Constat> c = new ArrayList<>();
        c.add(new Dossier.Constat(
                "attention", "Public visé : " + session.publicVise(), "fiche du stage " + session.stageCode()));
        if (ligne == null) {
            c.add(new Dossier.Constat(
                    Ouverture.estOuverte(session, horloge.aujourdhui(session.fuseau())) ? "oui" : "non",
                    "Inscriptions jusqu'au " + Texte.jour(session.cloture()),
                    "fiche de la session"));
        }
        c.addAll(deLaPersonne(agentId, bulletinId, session));
        if (jauge != null) {
            c.add(new Dossier.Constat(
                    ligne != null && ligne.etat().tientUnePlace() || !jauge.complete()
                            ? "oui"
                            : ligne == null && jauge.attentePleine() ? "non" : "attention",
                    jauge.aSelection()
                            ? "À sélection : " + Texte.pluriel(jauge.enSelection(), "demande", "demandes") + " pour "
                                    + Texte.pluriel(jauge.capacite(), "place", "places")
                                    + ", la délégation décide après la clôture"
                            : jauge.illimitee()
                                    ? "Places sans limite"
                                    : "Places : " + jauge.placesPrises()
                                            + (jauge.placesPrises() > 1 ? " prises sur " : " prise sur ")
                                            + jauge.capacite()
                                            + (jauge.enAttente() > 0 ? ", " + jauge.enAttente() + " en attente" : "")
                                            + (jauge.attenteMax() == null
                                                    ? ""
                                                    : " (" + jauge.attenteMax() + " au plus, que dit la délégation)"),
                    jauge.aSelection()
                            ? "priorités de droit, puis agents jamais formés, puis ordre d'arrivée"
                            : jauge.selectionDecidee()
                                    ? "sélection de la délégation, puis la file dans cet ordre"
                                    : "ordre d'arrivée des demandes transmises"));
            if (jauge.quota() != null) {
                c.add(quota(session.id(), employeur(agentId, ligne), ligne));
            }
        }
        return c;
    }

    private long employeur(long agentId, Ligne ligne) {
        return ligne != null
                ? ligne.collectiviteId()
                : annuaire.agents(List.of(agentId)).get(agentId).collectiviteId();
    }

    private Dossier.Constat quota(long session, long collectivite, Ligne ligne) {
        Quota q = places.quota(session, collectivite).orElseThrow();
        boolean arrete = q.atteint() && (ligne == null || !ligne.etat().tientUnePlace());
        return new Dossier.Constat(
                arrete ? "attention" : "oui",
                arrete
                        ? "Quota de la collectivité atteint, " + q.enClair()
                                + " : la demande attend que l'une des siennes se libère"
                        : "Quota de la collectivité : " + q.enClair(),
                "réglage de la session par sa délégation");
    }

    /** Combien de demandes la session admet encore, en place ou en attente. */
    public int admetEncore(SessionInfo session) {
        Jauge jauge = places.jauges(List.of(session.id())).get(session.id());
        return jauge == null ? Integer.MAX_VALUE : jauge.admetEncore();
    }

    /** Ce que la session laisse à cette collectivité ; vide, sans quota. */
    public Optional<Quota> quota(SessionInfo session, long collectivite) {
        return places.quota(session.id(), collectivite);
    }

    /**
     * Ce qui tient à la personne, à part de la session et de ses places : le même objet, les mêmes dates, un départ,
     * des refus.
     */
    public List<Dossier.Constat> deLaPersonne(long agentId, long bulletinId, SessionInfo session) {
        List<Dossier.Constat> c = new ArrayList<>();
        // Une délégation n'apprend pas, par là, une demande qui ne lui est pas transmise.
        boolean avantTransmission = portees.courante().voitAvantTransmission();
        List<Ligne> autres = bulletins.enCours(personnes.postesDeLaPersonne(agentId), bulletinId).stream()
                .filter(l -> avantTransmission || l.etat() != Etat.PREINSCRIPTION && l.etat() != Etat.AVIS_RENDU)
                .toList();
        c.add(memeObjet(
                session,
                autres.stream().filter(l -> l.stageId() == session.stageId()).toList(),
                agentId));
        List<Ligne> memesDates = session.presentielJours().signum() == 0
                ? List.of()
                : autres.stream()
                        .filter(l -> !l.sessionDebut().isAfter(session.fin())
                                && !l.sessionFin().isBefore(session.debut()))
                        .toList();
        c.add(
                !memesDates.isEmpty()
                        ? new Dossier.Constat(
                                "attention",
                                "Une autre session est demandée aux mêmes dates" + fondement(memesDates, agentId),
                                "autres demandes de l'agent")
                        : new Dossier.Constat("oui", "Aucune autre session à ces dates", "autres demandes de l'agent"));
        // Le départ est une donnée de l'employeur : la délégation ne le lit pas.
        LocalDate depart =
                avantTransmission ? annuaire.departs(List.of(agentId)).get(agentId) : null;
        if (depart != null && !session.fin().isBefore(depart)) {
            c.add(new Dossier.Constat(
                    "attention",
                    (session.debut().isBefore(depart) ? "La session finit" : "La session a lieu")
                            + " après le départ de l'agent, le " + Texte.jour(depart),
                    "fiche de l'agent"));
        }
        if (avantTransmission) {
            c.addAll(refusDeSuite(session, agentId, bulletinId));
        }
        return c;
    }

    /** Ce que l'employeur a déjà refusé ne regarde que l'agent et lui. */
    private List<Dossier.Constat> refusDeSuite(SessionInfo session, long agentId, long bulletinId) {
        int refus = bulletins.refusDeSuite(agentId, session.stageId(), bulletinId);
        if (refus == 0) {
            return List.of();
        }
        VersionDeRegle regle = regles.refusDeSuite(horloge.aujourdhui());
        return refus < regle.entier()
                ? List.of()
                : List.of(new Dossier.Constat(
                        "attention",
                        (refus == 1
                                        ? "L'employeur a déjà refusé ce stage"
                                        : "L'employeur a déjà refusé ce stage " + refus + " fois de suite")
                                + " : avant un autre refus, il consulte la commission administrative paritaire",
                        regle.source() + ", " + regle.periode()));
    }

    private Dossier.Constat memeObjet(SessionInfo session, List<Ligne> autres, long agentId) {
        MemeObjet regle = regles.memeObjet(horloge.aujourdhui());
        Map<Long, SessionInfo> sessions =
                offre.sessions(autres.stream().map(Ligne::sessionId).distinct().toList());
        MemeObjet.Verdict verdict = regle.juger(
                session.nature(),
                action(session),
                autres.stream().map(l -> action(sessions.get(l.sessionId()))).toList());
        String ailleurs = fondement(autres, agentId);
        return switch (verdict) {
            case NON_VISEE -> constat("oui", "La règle du même objet ne vise pas ce genre de formation", regle);
            case AUCUNE -> constat("oui", "Pas d'autre formation sur le même objet", regle);
            case DELAI_PASSE ->
                constat("oui", "Le délai depuis la formation sur le même objet est passé" + ailleurs, regle);
            case TROP_TOT ->
                constat(
                        "non",
                        "Une formation sur le même objet à moins de " + regle.mois() + " mois" + ailleurs,
                        regle);
            case TROP_TOT_COURTE ->
                constat(
                        "non",
                        "Une formation sur le même objet à moins de " + regle.moisCourts() + " mois, même courte"
                                + ailleurs,
                        regle);
            case TROP_DE_JOURS ->
                constat(
                        "non",
                        "Plus de " + regle.jours() + " jours de formation sur le même objet en " + regle.mois()
                                + " mois" + ailleurs,
                        regle);
        };
    }

    private static Dossier.Constat constat(String verdict, String texte, MemeObjet regle) {
        return new Dossier.Constat(
                verdict,
                verdict.equals("non") ? texte + ". Hors du service, la règle ne s'applique pas" : texte,
                regle.source());
    }

    private static MemeObjet.Action action(SessionInfo s) {
        return new MemeObjet.Action(s.debut(), s.fin(), Jfs.de(s, 1));
    }

    /**
     * Ces règles regardent la personne, à travers ses postes : elle et la délégation en lisent le fondement. Un
     * employeur n'en lit que le verdict, même s'il vient de chez lui : à la différence, il saurait qu'il y en a un
     * autre. Un statut partagé dit celui-ci : de ses demandes, et d'elles seules, l'employeur lit le fondement.
     */
    private String fondement(List<Ligne> lignes, long agentId) {
        Utilisateur u = courant.get();
        boolean laPersonne = u.est(Role.AGENT, Role.RESPONSABLE) && u.agentId() != null && u.agentId() == agentId;
        List<Ligne> dites = laPersonne || u.role().estCnfpt() ? lignes : desStatutsCommuns(lignes, agentId);
        if (dites.isEmpty()) {
            return "";
        }
        Map<Long, SessionInfo> sessions =
                offre.sessions(dites.stream().map(Ligne::sessionId).distinct().toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                dites.stream().map(Ligne::collectiviteId).distinct().toList());
        return dites.stream()
                .map(l -> "« " + sessions.get(l.sessionId()).intitule() + " », "
                        + sessions.get(l.sessionId()).periode() + ", "
                        + employeurs.get(l.collectiviteId()).nom())
                .collect(Collectors.joining(" ; ", " : ", ""));
    }

    private List<Ligne> desStatutsCommuns(List<Ligne> lignes, long agentId) {
        List<StatutCommun> statuts = personnes.statutsCommuns(List.of(agentId));
        return lignes.stream()
                .filter(l -> statuts.stream()
                        .anyMatch(s -> s.autre() == l.agentId() && !l.deposeLe().isBefore(s.depuis())))
                .toList();
    }
}
