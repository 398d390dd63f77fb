package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.planformation.surmesure.domain.AgentNomme;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import fr.cnfpt.planformation.surmesure.domain.InvitationAUneUnion;
import fr.cnfpt.planformation.surmesure.domain.PropositionDeSession;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure.LigneDeDemande;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Les demandes sur mesure, dans la portée de chacun, et leur convention. */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.DELEGATION, Role.SIEGE, Role.PARTENAIRE})
public class ConsulterLeSurMesure {

    @Inject
    DemandesDeMaPortee portee;

    @Inject
    DemandesSurMesure demandes;

    @Inject
    JugerLaRecevabilite juge;

    @Inject
    SessionsSurMesure catalogue;

    @Inject
    Conventions conventions;

    @Inject
    Annuaire annuaire;

    @Inject
    UtilisateurCourant courant;

    /** Une ligne de liste, ses noms trouvés. */
    public record Ligne(LigneDeDemande demande, String employeur, boolean mienne) {}

    /** @param etats vide : tous */
    public List<Ligne> lister(List<DemandeSurMesure.Etat> etats, String recherche, int premiere, int combien) {
        return nommer(demandes.lister(portee.portee(), noms(etats), recherche, premiere, combien));
    }

    public long compter(List<DemandeSurMesure.Etat> etats, String recherche) {
        return demandes.compter(portee.portee(), noms(etats), recherche);
    }

    /** De la plus récente à la plus ancienne, avant cet identifiant. */
    public List<Ligne> avant(List<DemandeSurMesure.Etat> etats, Long avant, int combien) {
        return nommer(demandes.avant(portee.portee(), noms(etats), avant, combien));
    }

    /** Combien sont à chaque état ; un état sans demande manque. */
    public Map<String, Long> parEtat() {
        return demandes.parEtat(portee.portee());
    }

    /** Combien d'unions attendent que mon employeur réponde. */
    @Autorise(Role.GESTIONNAIRE_RH)
    public long invitationsSansReponse() {
        return demandes.invitationsSansReponse(courant.get().collectivite());
    }

    private static List<String> noms(List<DemandeSurMesure.Etat> etats) {
        return etats.stream().map(Enum::name).toList();
    }

    private List<Ligne> nommer(List<LigneDeDemande> lignes) {
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                lignes.stream().map(LigneDeDemande::collectiviteId).distinct().toList());
        return lignes.stream()
                .map(l -> new Ligne(
                        l,
                        employeurs.containsKey(l.collectiviteId())
                                ? employeurs.get(l.collectiviteId()).nom()
                                : "Employeur clos",
                        portee.portee().voit(null, l.collectiviteId(), null)))
                .toList();
    }

    /** @throws Refus introuvable, si elle n'est pas dans la portée de qui demande */
    public DemandeVue une(long id) {
        DemandeSurMesure d = portee.lue(id);
        Set<Qui> qui = portee.qui(d);
        Set<Long> citees = new HashSet<>(Set.of(d.collectiviteId()));
        d.invitations().forEach(i -> citees.add(i.collectiviteId()));
        Map<Long, CollectiviteInfo> noms = annuaire.collectivites(citees);
        return new DemandeVue(
                d.id(),
                d.type(),
                d.etat(),
                nom(noms, d.collectiviteId()),
                d.collectiviteId(),
                d.structureId(),
                annuaire.structure(d.structureId()).map(StructureInfo::nom).orElse(""),
                d.besoin(),
                d.besoin().stageId() == null ? null : code(d.besoin().stageId()),
                d.effectifTotal(),
                d.invitations().stream()
                        .map(i -> new DemandeVue.Invitee(
                                i.collectiviteId(),
                                nom(noms, i.collectiviteId()),
                                i.attendue(),
                                i.vient(),
                                i.effectif()))
                        .toList(),
                nommes(d, qui, noms),
                gestes(d, qui),
                portee.invitation(d)
                        .filter(InvitationAUneUnion::vient)
                        .map(InvitationAUneUnion::effectif)
                        .orElse(null),
                qui.contains(Qui.CNFPT) || qui.contains(Qui.PORTEUSE) ? juge.recevabilite(d) : null,
                offerte(d.proposition()),
                d.convention(),
                d.signeeLe(),
                d.sessionId(),
                d.envoyeeLe(),
                histoire(d),
                d.version());
    }

    private List<DemandeVue.Nomme> nommes(DemandeSurMesure d, Set<Qui> qui, Map<Long, CollectiviteInfo> noms) {
        if (!qui.contains(Qui.EMPLOYEUR) && !qui.contains(Qui.CNFPT)) {
            return List.of();
        }
        Long employeur = qui.contains(Qui.CNFPT) ? null : portee.employeur(d);
        List<AgentNomme> vus = d.nommes().stream()
                .filter(n -> employeur == null || n.collectiviteId() == employeur)
                .toList();
        Map<Long, AgentInfo> agents = vus.isEmpty()
                ? Map.of()
                : annuaire.agents(vus.stream().map(AgentNomme::agentId).toList());
        return vus.stream()
                .sorted(Comparator.comparing((AgentNomme n) -> nom(noms, n.collectiviteId()), Francais.ORDRE)
                        .thenComparing(
                                n -> agents.get(n.agentId()),
                                Comparator.nullsLast(Francais.parNom(AgentInfo::nom, AgentInfo::prenom))))
                .map(n -> {
                    AgentInfo a = agents.get(n.agentId());
                    return new DemandeVue.Nomme(
                            n.agentId(),
                            nom(noms, n.collectiviteId()),
                            a == null ? "Agent effacé" : a.nomComplet(),
                            a == null ? "" : a.matricule(),
                            a == null ? "" : a.metier(),
                            n.bulletinId(),
                            n.dit());
                })
                .toList();
    }

    private static List<DemandeVue.Pas> histoire(DemandeSurMesure d) {
        List<DemandeVue.Pas> pas = new ArrayList<>();
        d.histoire().forEach(p -> pas.add(0, new DemandeVue.Pas(p.quand(), p.texte(), p.motif(), p.par())));
        return pas;
    }

    private static Set<GesteSurMesure> gestes(DemandeSurMesure d, Set<Qui> qui) {
        return Arrays.stream(GesteSurMesure.values())
                .filter(g -> qui.contains(g.qui()) && g.admet(d.etat()))
                .filter(g -> d.union() || g != GesteSurMesure.INVITER)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GesteSurMesure.class)));
    }

    private static String nom(Map<Long, CollectiviteInfo> noms, long id) {
        return noms.containsKey(id) ? noms.get(id).nom() : "Employeur clos";
    }

    private String code(long stageId) {
        return catalogue.stage(stageId).map(SessionsSurMesure.StageOffert::code).orElse(null);
    }

    private DemandeVue.Offerte offerte(PropositionDeSession p) {
        return p == null
                ? null
                : new DemandeVue.Offerte(
                        p.stageId(),
                        code(p.stageId()),
                        p.intitule(),
                        p.debut(),
                        p.fin(),
                        p.cloture(),
                        p.horaires(),
                        p.ville(),
                        p.adresse(),
                        p.codeInsee(),
                        p.places(),
                        p.nouvelle(),
                        p.jours(),
                        p.prix(),
                        p.message(),
                        p.lignes());
    }

    /** La convention archivée, au fil de l'eau. @throws Refus conflit, si elle n'est pas encore établie */
    public Documents.Ouvert convention(long id) {
        DemandeSurMesure d = portee.lue(id);
        if (d.convention() == null) {
            throw Refus.conflit("sans-convention", "La convention n'est pas encore établie.");
        }
        return conventions.ouvrir(d.convention(), d.structureId());
    }
}
