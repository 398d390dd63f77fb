package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.circuit.port.Bulletins.PageDeBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Parmi;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lire les bulletins, chacun dans sa portée : ses demandes, son équipe, sa collectivité, sa délégation. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class ConsulterBulletins {

    private static final Set<Etat> EN_COURS = EnumSet.complementOf(EnumSet.of(Etat.REFUSEE, Etat.ANNULEE));

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    EtudierUneDemande etude;

    @Inject
    AvisAttendus avis;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    public static Refus bulletinInconnu() {
        return Refus.introuvable("bulletin-inconnu", "Ce bulletin n'existe pas, ou n'est pas de votre ressort.");
    }

    /** Une ligne de liste : le bulletin, la personne, la session, la collectivité. */
    public record LigneComplete(Ligne ligne, AgentInfo agent, SessionInfo session, CollectiviteInfo collectivite) {
        public long id() {
            return ligne.id();
        }

        public Etat etat() {
            return ligne.etat();
        }

        public String avis() {
            return ligne.avis();
        }

        public String deposeLe() {
            return Texte.moment(ligne.deposeLe());
        }

        public String situation() {
            return ligne.etat() == Etat.LISTE_ATTENTE
                    ? "Liste d'attente, " + ligne.position() + (ligne.position() == 1 ? "er" : "e")
                    : ligne.libelle();
        }
    }

    public record Page(List<LigneComplete> lignes, long total) {}

    /**
     * Ce qu'une liste retient, et dans quel ordre.
     *
     * @param etats vide ou {@code null} : tous
     * @param nom celui d'un agent, pour la RH seulement
     * @param agentId une personne, ou {@code null}
     * @param aVenir rien que les sessions qui ne sont pas commencées
     * @param parmi ce que le tableau de bord a compté ; {@code null} : tous
     */
    public record Recherche(
            Collection<Etat> etats, Long sessionId, String nom, Long agentId, boolean aVenir, Parmi parmi, Tri tri) {

        public static Recherche de(Collection<Etat> etats, Long sessionId) {
            return new Recherche(etats, sessionId, null, null, false, null, Tri.AUCUN);
        }
    }

    /** Sans recherche, dans l'ordre où l'on s'en occupe. */
    public Page lister(Collection<Etat> etats, Long sessionId, int premiere, int combien) {
        return lister(Recherche.de(etats, sessionId), premiere, combien);
    }

    public Page lister(Recherche r, int premiere, int combien) {
        Portee portee = portee();
        PageDeBulletins page = bulletins.lister(portee, filtre(r, portee, premiere, combien));
        return new Page(completer(page.lignes(), portee), page.total());
    }

    /** Ce bulletin dans cette liste : sa position, le précédent, le suivant. */
    public Optional<Bulletins.Voisins> voisins(Recherche r, long id) {
        Portee portee = portee();
        ligne(id, portee);
        return bulletins.voisins(portee, filtre(r, portee, 0, 0), id);
    }

    private Bulletins.Filtre filtre(Recherche r, Portee portee, int premiere, int combien) {
        Collection<Long> agents = nommes(r.nom(), portee);
        if (r.agentId() != null) {
            agents = agents == null || agents.contains(r.agentId()) ? List.of(r.agentId()) : List.of();
        }
        return new Bulletins.Filtre(
                r.etats(),
                r.sessionId(),
                agents,
                r.aVenir() ? horloge.aujourdhui() : null,
                r.parmi(),
                r.tri(),
                premiere,
                combien);
    }

    /** @return {@code null} : tous */
    private Collection<Long> nommes(String recherche, Portee portee) {
        return recherche == null || recherche.isBlank() || portee.par() != Portee.Par.COLLECTIVITES
                ? null
                : annuaire.agentsNommes(portee.cles(), recherche);
    }

    /** Du plus récent au plus ancien, après ce repère ({@code null} : du premier). */
    public List<LigneComplete> suivants(Collection<Etat> etats, Long sessionId, Bulletins.Repere apres, int combien) {
        Portee portee = portee();
        return completer(
                bulletins.suivants(portee, new Bulletins.Filtre(etats, sessionId, null, Tri.AUCUN, 0, combien), apres),
                portee);
    }

    private List<LigneComplete> completer(List<Ligne> lues, Portee portee) {
        List<Ligne> lignes = lues.stream().map(l -> lisible(l, portee)).toList();
        Map<Long, AgentInfo> agents =
                annuaire.agents(lignes.stream().map(Ligne::agentId).distinct().toList());
        Map<Long, SessionInfo> sessions =
                offre.sessions(lignes.stream().map(Ligne::sessionId).distinct().toList());
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(
                lignes.stream().map(Ligne::collectiviteId).distinct().toList());
        return lignes.stream()
                .map(l -> new LigneComplete(
                        l, agents.get(l.agentId()), sessions.get(l.sessionId()), collectivites.get(l.collectiviteId())))
                .toList();
    }

    public Map<Etat, Long> compter() {
        return bulletins.compter(portee());
    }

    /** Combien dans chaque état, parmi ce que {@link #lister} montrerait de tous les états. */
    public Map<Etat, Long> compterParmi(Recherche r) {
        Portee portee = portee();
        return bulletins.compter(portee, filtre(r, portee, 0, 0));
    }

    /** Combien de convocations l'agent a pour une session à venir : les siennes, sans celles de son équipe. */
    public long mesConvocations() {
        Utilisateur u = courant.get();
        return u.agentId() == null
                ? 0
                : bulletins
                        .compter(
                                portee(),
                                new Bulletins.Filtre(
                                        List.of(Etat.CONVOQUEE),
                                        null,
                                        List.of(u.agentId()),
                                        horloge.aujourdhui(),
                                        null,
                                        Tri.AUCUN,
                                        0,
                                        0))
                        .getOrDefault(Etat.CONVOQUEE, 0L);
    }

    /** Les demandes en cours de ces agents pour cette session : l'agent, son bulletin. */
    public Map<Long, Long> enCours(long sessionId, Collection<Long> agents) {
        // Un agent n'a qu'un bulletin en cours par session : autant de lignes que d'agents, au plus.
        return bulletins
                .lister(portee(), new Bulletins.Filtre(EN_COURS, sessionId, agents, Tri.AUCUN, 0, agents.size()))
                .lignes()
                .stream()
                .collect(Collectors.toMap(Ligne::agentId, Ligne::id));
    }

    public Dossier dossier(long id) {
        Portee portee = portee();
        Ligne l = ligne(id, portee);
        AgentInfo agent = annuaire.agents(List.of(l.agentId())).get(l.agentId());
        SessionInfo session = offre.session(l.sessionId()).orElseThrow();
        Jauge jauge = places.jauges(List.of(l.sessionId())).get(l.sessionId());
        Bulletin bulletin = bulletins.parId(id).orElseThrow();
        List<Dossier.Pas> histoire = new ArrayList<>();
        bulletin.histoireVuePar(portee)
                .forEach(c -> histoire.add(0, new Dossier.Pas(c.quand(), c.etat(), c.texte(), c.motif(), c.parNom())));
        List<Dossier.Constat> lues = new ArrayList<>(etude.constats(agent.id(), id, session, jauge, l));
        if (portee.voitAvantTransmission()) {
            lues.addAll(avisDesAutresEmployeurs(bulletin));
        }
        return new Dossier(
                l,
                agent,
                annuaire.collectivite(l.collectiviteId()).orElseThrow(),
                session,
                jauge,
                lues,
                histoire,
                l.etat() == Etat.PREINSCRIPTION
                        ? avis.plusAttendus(List.of(new AvisAttendus.Attente(id, l.agentId(), l.deposeLe())))
                                .get(id)
                        : null,
                Moment.de(session, horloge.aujourdhui(session.fuseau())));
    }

    /** Ce que disent les règles à cet agent pour cette session, avant toute demande. */
    public List<Dossier.Constat> constats(long sessionId) {
        SessionInfo session = offre.session(sessionId).orElseThrow(Ouverture::sessionInconnue);
        return etude.constats(
                courant.get().agent(),
                0,
                session,
                places.jauges(List.of(sessionId)).get(sessionId),
                null);
    }

    /** Ce qu'ont dit les autres employeurs au statut partagé, à qui l'on a demandé un avis. */
    private List<Dossier.Constat> avisDesAutresEmployeurs(Bulletin b) {
        if (!b.attendUneDecision() || !regles.avisDesAutresEmployeurs(b.deposeLe())) {
            return List.of();
        }
        return personnes.statutsCommuns(List.of(b.agentId())).stream()
                .filter(s -> !b.deposeLe().isBefore(s.depuis()))
                .map(s -> {
                    Optional<String> avis = b.avisDe(s.autreCollectivite());
                    return new Dossier.Constat(
                            avis.filter("FAVORABLE"::equals).isPresent() ? "oui" : "attention",
                            "Avis de "
                                    + annuaire.collectivite(s.autreCollectivite())
                                            .orElseThrow()
                                            .nom()
                                    + ", autre employeur de cet agent : "
                                    + avis.map(a -> a.equals("FAVORABLE") ? "favorable" : "défavorable")
                                            .orElse("pas encore rendu"),
                            "statut partagé, avis demandé");
                })
                .toList();
    }

    public Jauge jauge(long sessionId) {
        return places.jauges(List.of(sessionId)).get(sessionId);
    }

    public Map<Long, Jauge> jauges(Collection<Long> sessionIds) {
        return places.jauges(sessionIds);
    }

    public Ligne ligne(long id) {
        return ligne(id, portee());
    }

    private Ligne ligne(long id, Portee portee) {
        return bulletins
                .ligne(id, portee)
                .map(l -> lisible(l, portee))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
    }

    private static Ligne lisible(Ligne l, Portee portee) {
        return portee.voitAvantTransmission() ? l : l.sansAvis();
    }

    /** Ce que voit qui lit des bulletins. */
    private record Mienne(Portee portee) {}

    /**
     * Un responsable voit aussi son équipe, et celles dont il assure l'intérim. Une page en a dix lecteurs : l'équipe
     * se lit une fois par requête.
     */
    private Portee portee() {
        if (!courant.get().est(Role.RESPONSABLE)) {
            return portees.courante();
        }
        return courant.retenir(
                        Mienne.class,
                        () -> new Mienne(portees.courante()
                                .avec(acteurs.equipeDe(courant.get().agent()).stream()
                                        .map(AgentInfo::id)
                                        .toList())))
                .portee();
    }
}
