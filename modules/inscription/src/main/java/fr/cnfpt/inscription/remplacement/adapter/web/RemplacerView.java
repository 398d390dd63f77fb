package fr.cnfpt.inscription.remplacement.adapter.web;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.remplacement.application.RemplacerUnAgent;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/**
 * Passer une place à un collègue : le chercher, lire ce que les règles disent de lui, puis la lui passer. Qui est
 * choisi est dans l'adresse ({@code agent}).
 */
@Named("remplacer")
@RequestScoped
public class RemplacerView {

    private static final int MONTRES = 20;

    @Inject
    RemplacerUnAgent remplacement;

    private long id;
    private String recherche;
    private Long choisi;
    private String motif;
    private RemplacerUnAgent.APasser place;
    private List<AgentInfo> collegues;
    private List<Dossier.Constat> regles;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("bulletin");
            recherche = Requete.texte("q");
            String agent = Requete.texte("agent");
            choisi = agent.matches("[0-9]{1,18}") ? Long.valueOf(agent) : null;
            place = remplacement.lire(id);
            if (choisi != null) {
                regles = remplacement.constats(id, choisi);
            }
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    /** Naît avant la page : introuvable, elle ne s'écrit pas. */
    public void entrer() {}

    public void passer() {
        Ecran.tenter(() -> {
            if (choisi == null) {
                throw Refus.invalide("agent-absent", null, "Choisissez d'abord le collègue qui prend la place.");
            }
            RemplacerUnAgent.Remplace r = remplacement.executer(id, choisi, motif);
            Ecran.succes("La place est à " + r.collegue().nomComplet() + ". Les deux sont prévenus par courriel.");
            Ecran.aller("/inscription/bulletin.xhtml", Map.of("id", r.nouveau()));
        });
    }

    public long getId() {
        return id;
    }

    public AgentInfo getAgent() {
        return place.agent();
    }

    public SessionInfo getSession() {
        return place.session();
    }

    public boolean isPossible() {
        return place.possible();
    }

    public String getRecherche() {
        return recherche;
    }

    public List<AgentInfo> getCollegues() {
        if (collegues == null) {
            collegues = remplacement.collegues(id, recherche, MONTRES);
        }
        return collegues;
    }

    /** @return {@code null} tant que personne n'est choisi */
    public String getNomDuChoisi() {
        return choisi == null ? null : remplacement.nom(choisi);
    }

    public Long getChoisi() {
        return choisi;
    }

    public List<Dossier.Constat> getRegles() {
        return regles;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }
}
