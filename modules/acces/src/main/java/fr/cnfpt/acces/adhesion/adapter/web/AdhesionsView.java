package fr.cnfpt.acces.adhesion.adapter.web;

import fr.cnfpt.acces.adhesion.application.InstruireLesAdhesions;
import fr.cnfpt.acces.adhesion.application.RemettreLesIdentifiants;
import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Les adhésions du ressort : remettre des identifiants, valider, refuser, renvoyer un lien. État, recherche et page
 * sont dans l'adresse.
 */
@Named("adhesions")
@RequestScoped
public class AdhesionsView {
    private static final int TAILLE = 20;

    @Inject
    InstruireLesAdhesions adhesions;

    @Inject
    RemettreLesIdentifiants remise;

    private Onglet etat;
    private String recherche;
    private String candidate;
    private int premiere;
    private RemettreLesIdentifiants.Remis remis;
    private final Map<Long, String> motifs = new HashMap<>();
    private List<Adhesions.Ligne> lignes;
    private Map<Onglet, Long> nombres;

    /** Les états tels qu'on les filtre ; « à valider » en réunit deux. */
    public enum Onglet {
        A_VALIDER("À valider", "À valider", "attente", Adhesion.Etat.INSCRITE, Adhesion.Etat.ACTIVEE),
        REMISE("Identifiants remis", "Identifiants remis", "neutre", Adhesion.Etat.REMISE),
        INSCRITE("Inscrites", "Inscrite", "attente", Adhesion.Etat.INSCRITE),
        ACTIVEE("Activées, à valider", "Activée, à valider", "attente", Adhesion.Etat.ACTIVEE),
        VALIDEE("Validées, à activer", "Validée, à activer", "accent", Adhesion.Etat.VALIDEE),
        OPERATIONNELLE("Opérationnelles", "Opérationnelle", "bon", Adhesion.Etat.OPERATIONNELLE),
        REFUSEE("Refusées", "Refusée", "mauvais", Adhesion.Etat.REFUSEE),
        TOUTES("Toutes", "Toutes", "neutre", Adhesion.Etat.values());

        private final String libelle;
        private final String singulier;
        private final String ton;
        private final Set<Adhesion.Etat> etats;

        Onglet(String libelle, String singulier, String ton, Adhesion.Etat... etats) {
            this.libelle = libelle;
            this.singulier = singulier;
            this.ton = ton;
            this.etats = EnumSet.copyOf(List.of(etats));
        }

        public String getLibelle() {
            return libelle;
        }

        public String getSingulier() {
            return singulier;
        }

        public String getTon() {
            return ton;
        }
    }

    @PostConstruct
    void lire() {
        String demande = Requete.texte("etat");
        etat = List.of(Onglet.values()).stream()
                .filter(o -> o.name().equals(demande))
                .findFirst()
                .orElse(Onglet.TOUTES);
        recherche = Requete.texte("q");
        candidate = Requete.texte("collectivite");
        premiere = Pagination.premiere(TAILLE);
    }

    public List<Adhesions.Ligne> getLignes() {
        if (lignes == null) {
            lignes = adhesions.lister(etat.etats, recherche, premiere, TAILLE);
        }
        return lignes;
    }

    public Onglet[] getOnglets() {
        return Onglet.values();
    }

    public long nombre(Onglet onglet) {
        if (nombres == null) {
            Map<Adhesion.Etat, Long> n = adhesions.compter(recherche);
            nombres = new EnumMap<>(Onglet.class);
            for (Onglet o : Onglet.values()) {
                nombres.put(
                        o,
                        o.etats.stream().mapToLong(e -> n.getOrDefault(e, 0L)).sum());
            }
        }
        return nombres.get(onglet);
    }

    public Onglet onglet(Adhesion.Etat e) {
        return Onglet.valueOf(e.name());
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, nombre(etat));
    }

    public List<Adhesions.Candidate> getCandidates() {
        return remise.chercher(candidate);
    }

    public void remettre(long collectiviteId) {
        faire(() -> remis = remise.executer(collectiviteId));
    }

    public void valider(Adhesions.Ligne l) {
        faire(() -> Ecran.succes(
                adhesions.valider(l.id())
                        ? l.collectivite() + " est opérationnelle : son gestionnaire en est prévenu par courriel."
                        : "Inscription de " + l.collectivite()
                                + " validée. Il reste au gestionnaire à activer son compte."));
    }

    public void refuser(Adhesions.Ligne l) {
        faire(() -> {
            adhesions.refuser(l.id(), motifs.get(l.id()));
            Ecran.succes("Inscription de " + l.collectivite() + " refusée ; le motif part par courriel.");
        });
    }

    public void renvoyer(Adhesions.Ligne l) {
        faire(() -> Ecran.succes(
                "Un nouveau lien part à " + adhesions.renvoyerLeLien(l.id()) + ". Le précédent ne vaut plus."));
    }

    private void faire(Runnable action) {
        remis = null;
        Ecran.tenter(action);
        lignes = null;
        nombres = null;
    }

    public Onglet getEtat() {
        return etat;
    }

    public String getRecherche() {
        return recherche;
    }

    public String getCandidate() {
        return candidate;
    }

    public RemettreLesIdentifiants.Remis getRemis() {
        return remis;
    }

    public String getAdresse() {
        return Parametres.adresse() + "/acces/adhesion.xhtml";
    }

    public Map<Long, String> getMotifs() {
        return motifs;
    }
}
