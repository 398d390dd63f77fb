package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.surmesure.application.DemandeVue;
import fr.cnfpt.planformation.surmesure.application.NommerDesAgents;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sur la page d'une demande, les agents nommés : les siens pour un employeur, tous pour la délégation. */
@Named("agentsNommes")
@RequestScoped
public class AgentsNommesView {

    private static final int MONTRES = 20;

    @Inject
    DemandeSurMesureView page;

    @Inject
    NommerDesAgents nommer;

    private final Set<Long> choisis = new LinkedHashSet<>();
    private String recherche = "";
    private String matricules;
    private List<AgentInfo> agents;
    private boolean dAutres;

    @PostConstruct
    void ouvrir() {
        recherche = Requete.texte("nommer:recherche");
        Requete.textes("agent").stream()
                .filter(a -> a.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .forEach(choisis::add);
    }

    private DemandeVue d() {
        return page.getD();
    }

    /** Refusé, le formulaire reste ouvert sur ce qu'on y avait mis. */
    public boolean isOuverte() {
        return !choisis.isEmpty() || matricules != null && !matricules.isBlank();
    }

    /** Rien à montrer à qui ne peut nommer, s'il n'y a personne. */
    public boolean isMontree() {
        return page.peut("NOMMER") || !d().nommes().isEmpty();
    }

    public String getTitre() {
        return page.isCnfpt() ? "Les agents nommés" : "Vos agents";
    }

    public List<DemandeVue.Nomme> getLignes() {
        return d().nommes();
    }

    public boolean isPubliee() {
        return page.isSessionOuverte();
    }

    /** L'employeur ne se dit que s'il y en a plusieurs. */
    public boolean isEmployeurDit() {
        return page.isCnfpt() && page.isUnion();
    }

    public String getPhrase() {
        int nommes = d().nommes().size();
        if (isPubliee()) {
            long inscrits =
                    d().nommes().stream().filter(n -> n.bulletinId() != null).count();
            return Texte.pluriel(inscrits, "agent nommé est inscrit", "agents nommés sont inscrits")
                    + (inscrits == nommes
                            ? "."
                            : ", sur " + nommes + "."
                                    + (page.isCnfpt() ? "" : " Pour les autres, voyez pourquoi ci-dessous."));
        }
        if (page.isCnfpt()) {
            return Texte.pluriel(nommes, "agent nommé", "agents nommés") + ", sur " + d().effectifTotal()
                    + " attendus. Publier la session les inscrit, au nom de leur employeur.";
        }
        int annonces = d().monEffectif() == null ? d().besoin().effectif() : d().monEffectif();
        return (nommes == 0
                        ? "Vous en annoncez " + annonces + ", et pouvez les nommer dès maintenant : "
                        : Texte.pluriel(nommes, "agent nommé", "agents nommés") + ", sur " + annonces + " annoncés : ")
                + "la publication de la session les inscrira, sans autre geste."
                + (page.isUnion() ? " Les autres employeurs ne voient pas ces noms." : "");
    }

    /** Ceux que l'on a cochés d'abord, où qu'on les ait trouvés ; puis ce que la recherche donne. */
    public List<AgentInfo> getAgents() {
        if (agents == null) {
            Map<Long, AgentInfo> lus = new LinkedHashMap<>();
            nommer.parmiLesMiens(choisis).forEach(a -> lus.put(a.id(), a));
            List<AgentInfo> trouves = nommer.proposer(page.getId(), recherche, MONTRES + 1);
            dAutres = trouves.size() > MONTRES;
            trouves.stream().limit(MONTRES).forEach(a -> lus.putIfAbsent(a.id(), a));
            agents = List.copyOf(lus.values());
        }
        return agents;
    }

    public boolean choisi(long agentId) {
        return choisis.contains(agentId);
    }

    /** Ce que la recherche donne d'autre, qu'on ne montre pas ; {@code null} si tout est là. */
    public String getAutres() {
        getAgents();
        return dAutres
                ? "Les " + MONTRES + " premiers : tapez un nom, un prénom ou un matricule pour trouver les autres."
                : null;
    }

    public void nommer() {
        Ecran.tenter(() -> {
            int n = nommer.executer(page.getId(), choisis, matricules);
            Ecran.succes(Texte.pluriel(n, "agent est nommé.", "agents sont nommés."));
            Ecran.aller(PagesDuSurMesure.DEMANDE, Map.of("id", page.getId()));
        });
    }

    public void retirer(long agent) {
        if (Ecran.tenter(() -> nommer.retirer(page.getId(), agent))) {
            Ecran.succes("Cet agent n'est plus nommé.");
            Ecran.aller(PagesDuSurMesure.DEMANDE, Map.of("id", page.getId()));
        }
    }

    public String getRecherche() {
        return recherche;
    }

    public void setRecherche(String r) {
        recherche = r == null ? "" : r;
        agents = null;
    }

    public String getMatricules() {
        return matricules;
    }

    public void setMatricules(String v) {
        matricules = v;
    }
}
