package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.garde.donnees.application.DossierPersonnel;
import fr.cnfpt.garde.donnees.application.TraiterLesDemandes;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Les demandes des agents d'une collectivité, et le dossier de celui que l'adresse nomme. */
@Named("demandes")
@RequestScoped
public class DemandesView implements Liste<Demande> {

    @Inject
    TraiterLesDemandes cas;

    private Long agent;
    private Tableau<Demande> tableau;
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

    public Tableau<Demande> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "demandes";
    }

    @Override
    public String titre() {
        return "Demandes sur les données";
    }

    @Override
    public List<ColonneDeListe<Demande>> colonnes() {
        return List.of(
                ColonneDeListe.de("agent", "Agent", Demande::agent),
                ColonneDeListe.de(
                        "demande",
                        "Demande",
                        d -> d.nature().getLibelle() + (d.texte() == null ? "" : " : " + d.texte())),
                ColonneDeListe.de(
                        "echeance",
                        "Échéance",
                        d -> d.ouverte()
                                ? "à répondre " + d.echeanceEnClair()
                                : d.issue().getLibelle() + " le " + d.repondueLeEnClair()),
                ColonneDeListe.<Demande>de("matricule", "Matricule", Demande::matricule)
                        .surDemande());
    }

    @Override
    public Page<Demande> lire(DemandeDeListe d, int premiere, int combien) {
        return cas.lister(d.texte("q"), premiere, combien);
    }

    /** Celles de l'agent choisi qui attendent. */
    public List<Demande> getSiennes() {
        return cas.ouvertes(agent);
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
