package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.FichesDeStage;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.circuit.application.Preinscrire;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** La fiche d'une session : l'agent demande à y participer, la RH y inscrit un ou plusieurs agents. */
@Named("fiche")
@RequestScoped
public class SessionView {
    private static final int AGENTS_MONTRES = 40;

    @Inject
    ConsulterLeCatalogue catalogue;

    @Inject
    FichesDeStage fiches;

    @Inject
    DerouleDeSession deroules;

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    Preinscrire preinscription;

    @Inject
    InscrireAgents inscription;

    @Inject
    Annuaire annuaire;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private String recherche = "";
    private final Set<Long> choisis = new LinkedHashSet<>();
    private LigneDeSession ligne;
    private Set<Long> inscrits;
    private List<AgentInfo> agents;
    private Map<Long, LocalDate> departs;
    private boolean dAutres;
    private List<DerouleDeSession.Temps> temps;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            recherche = Requete.texte("inscrire:recherche");
            Requete.textes("agent").stream()
                    .filter(a -> a.matches("[0-9]{1,18}"))
                    .map(Long::valueOf)
                    .forEach(choisis::add);
            ligne();
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    private LigneDeSession ligne() {
        if (ligne == null) {
            ligne = catalogue.session(id);
        }
        return ligne;
    }

    /** Pour l'agenda de qui la lit : relue, elle y suit ses changements. */
    public void agenda() {
        Ecran.telecharger(
                catalogue.agenda(id).getBytes(StandardCharsets.UTF_8),
                "text/calendar;charset=UTF-8",
                "session-" + id + ".ics");
    }

    public SessionInfo getSession() {
        return ligne().session();
    }

    /** La fiche que garde cette session : ce qu'on doit avoir lu avant de s'inscrire. */
    public List<Map.Entry<String, List<String>>> getMentions() {
        return List.copyOf(fiches.deLaSession(id).entrySet());
    }

    public List<DerouleDeSession.Temps> getTemps() {
        if (temps == null) {
            temps = deroules.temps(id);
        }
        return temps;
    }

    /** « Arras, Lens » : les communes d'un cycle, en plus de celle de la session ; {@code null}, il n'y en a pas. */
    public String getAutresLieux() {
        List<String> villes = getTemps().stream()
                .map(DerouleDeSession.Temps::ville)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return villes.isEmpty() ? null : String.join(", ", villes);
    }

    public Jauge getJauge() {
        return ligne().jauge();
    }

    public boolean isOuverte() {
        return catalogue.estOuverte(getSession());
    }

    public boolean isAgent() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public List<Dossier.Constat> getRegles() {
        return bulletins.constats(id);
    }

    public String getCircuit() {
        return catalogue.collectivite().avisHierarchique()
                ? "Votre responsable puis le service formation doivent être d'accord."
                : "Le service formation doit être d'accord.";
    }

    /** La demande en cours de l'agent pour cette session, ou {@code null}. */
    public Long getDemande() {
        if (!isAgent()) {
            return null;
        }
        long moi = courant.get().agent();
        return bulletins.enCours(id, List.of(moi)).get(moi);
    }

    public void demander() {
        Ecran.tenter(() -> {
            long bulletin = preinscription.executer(id);
            Ecran.succes("Votre demande est déposée. Vous en suivez ici chaque étape.");
            Ecran.aller("/inscription/bulletin.xhtml", Map.of("id", bulletin));
        });
    }

    /** Ceux que l'on a cochés d'abord, où qu'on les ait trouvés ; puis ce que la recherche donne. */
    public List<AgentInfo> getAgents() {
        if (agents == null) {
            Utilisateur moi = courant.get();
            Map<Long, AgentInfo> lus = new LinkedHashMap<>();
            if (!choisis.isEmpty()) {
                annuaire.agentsDe(moi.collectivite(), choisis).stream()
                        .filter(a -> moi.repondDe(a.service()))
                        .forEach(a -> lus.put(a.id(), a));
            }
            List<AgentInfo> trouves = annuaire.chercherLesSiens(moi, recherche, AGENTS_MONTRES + 1);
            dAutres = trouves.size() > AGENTS_MONTRES;
            trouves.stream().limit(AGENTS_MONTRES).forEach(a -> lus.putIfAbsent(a.id(), a));
            agents = List.copyOf(lus.values());
        }
        return agents;
    }

    /** Ce que la recherche donne d'autre, qu'on ne montre pas ; {@code null} si tout est là. */
    public String getAutres() {
        getAgents();
        return dAutres
                ? "Les " + AGENTS_MONTRES
                        + " premiers : tapez un nom, un prénom ou un matricule pour trouver les autres."
                : null;
    }

    public boolean choisi(long agentId) {
        return choisis.contains(agentId);
    }

    public boolean dejaInscrit(long agentId) {
        if (inscrits == null) {
            inscrits = bulletins
                    .enCours(id, getAgents().stream().map(AgentInfo::id).toList())
                    .keySet();
        }
        return inscrits.contains(agentId);
    }

    /** « part le 3 mars 2026, avant la fin de la session », ou rien. */
    public String depart(long agentId) {
        if (departs == null) {
            departs = annuaire.departs(getAgents().stream().map(AgentInfo::id).toList());
        }
        LocalDate depart = departs.get(agentId);
        return depart == null || getSession().fin().isBefore(depart)
                ? null
                : " · part le " + Texte.jour(depart) + ", avant la fin de la session";
    }

    public void inscrire() {
        Ecran.tenter(() -> {
            List<Placement> placements = inscription.executer(id, List.copyOf(choisis));
            Ecran.succes(Placement.bilan(placements));
            Ecran.aller("/inscription/bulletins.xhtml", Map.of("session", id));
        });
    }

    public String getRecherche() {
        return recherche;
    }

    public void setRecherche(String r) {
        recherche = r == null ? "" : r;
        agents = null;
        departs = null;
        inscrits = null;
    }

    public long getId() {
        return id;
    }
}
