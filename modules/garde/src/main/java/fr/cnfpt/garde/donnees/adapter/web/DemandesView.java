package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.garde.donnees.application.DossierPersonnel;
import fr.cnfpt.garde.donnees.application.TraiterLesDemandes;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Les demandes des agents d'une collectivité, et le dossier de celui que l'adresse nomme. */
@Named("demandes")
@RequestScoped
public class DemandesView {

    @Inject
    TraiterLesDemandes cas;

    private Long agent;
    private List<Demande> lignes;
    private DossierPersonnel dossier;
    private String matricule;
    private String reponse;
    private boolean compris;

    @PostConstruct
    void lire() {
        agent = Requete.texte("agent").isEmpty() ? null : Requete.identifiant("agent");
        if (agent != null) {
            dossier = cas.dossier(agent);
        }
    }

    public List<Demande> getLignes() {
        if (lignes == null) {
            lignes = cas.lister();
        }
        return lignes;
    }

    /** Celles de l'agent choisi qui attendent. */
    public List<Demande> getSiennes() {
        return getLignes().stream()
                .filter(d -> d.ouverte() && agent != null && d.agentId() == agent)
                .toList();
    }

    public DossierPersonnel getDossier() {
        if (dossier == null && agent != null) {
            dossier = cas.dossier(agent);
        }
        return dossier;
    }

    public void chercher() {
        Ecran.tenter(() -> Ecran.aller("/garde/demandes.xhtml", Map.of("agent", cas.agent(matricule))));
    }

    public void exporter() {
        Ecran.telecharger(
                DossierJson.ecrire(cas.emporter(agent)),
                "application/json; charset=UTF-8",
                "donnees-agent-" + agent + ".json");
    }

    public void rectifier(long id) {
        repondre(() -> cas.rectifier(id, reponse), "L'agent est prévenu que ses données sont rectifiées.");
    }

    public void refuser(long id) {
        repondre(() -> cas.refuser(id, reponse), "L'agent est prévenu du refus et de son motif.");
    }

    public void effacer(long id) {
        if (!compris) {
            Ecran.refuser("Cochez d'abord la case : l'effacement ne se défait pas.");
            return;
        }
        repondre(() -> cas.effacer(id), "Les données de cet agent sont effacées ; il en est prévenu.");
    }

    private void repondre(Runnable geste, String succes) {
        if (Ecran.tenter(geste)) {
            Ecran.succes(succes);
            Ecran.aller("/garde/demandes.xhtml");
        }
    }

    public Long getAgent() {
        return agent;
    }

    public String getMatricule() {
        return matricule;
    }

    public void setMatricule(String v) {
        matricule = v;
    }

    public String getReponse() {
        return reponse;
    }

    public void setReponse(String v) {
        reponse = v;
    }

    public boolean isCompris() {
        return compris;
    }

    public void setCompris(boolean v) {
        compris = v;
    }
}
