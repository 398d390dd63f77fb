package fr.cnfpt.acces.adhesion.adapter.web;

import fr.cnfpt.acces.adhesion.application.InstruireLesAdhesions;
import fr.cnfpt.acces.adhesion.application.RemettreLesIdentifiants;
import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Les adhésions du ressort : remettre des identifiants, valider, refuser, renvoyer un lien. État, recherche et page
 * sont dans l'adresse.
 */
@Named("adhesions")
@RequestScoped
public class AdhesionsView implements Liste<Adhesions.Ligne> {
    @Inject
    InstruireLesAdhesions adhesions;

    @Inject
    RemettreLesIdentifiants remise;

    private final Choix candidate = new Choix(this::candidates, this::parSiren);
    private Tableau<Adhesions.Ligne> tableau;
    private RemettreLesIdentifiants.Remis remis;
    private final Map<Long, String> motifs = new HashMap<>();

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

        private long somme(Map<Adhesion.Etat, Long> nombres) {
            return etats.stream().mapToLong(e -> nombres.getOrDefault(e, 0L)).sum();
        }

        public String getSingulier() {
            return singulier;
        }

        public String getTon() {
            return ton;
        }
    }

    public Tableau<Adhesions.Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "adhesions";
    }

    @Override
    public String titre() {
        return "Adhésions des collectivités";
    }

    @Override
    public List<ColonneDeListe<Adhesions.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("collectivite", "Collectivité", Adhesions.Ligne::collectivite),
                ColonneDeListe.de("siren", "SIREN", Adhesions.Ligne::siren),
                ColonneDeListe.de("departement", "Département", Adhesions.Ligne::departement),
                ColonneDeListe.de("etat", "État", l -> onglet(l.etat()).getSingulier()),
                ColonneDeListe.de("phrase", "Où elle en est", Adhesions.Ligne::phrase),
                ColonneDeListe.de("gestionnaire", "Gestionnaire désigné", Adhesions.Ligne::gestionnaire));
    }

    @Override
    public Page<Adhesions.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        Onglet onglet = Arrays.stream(Onglet.values())
                .filter(o -> o.name().equals(d.texte("etat")))
                .findFirst()
                .orElse(Onglet.TOUTES);
        return new Page<>(
                adhesions.lister(onglet.etats, d.texte("q"), premiere, combien),
                onglet.somme(adhesions.compter(d.texte("q"))));
    }

    @Override
    public int taille() {
        return 20;
    }

    public List<Option> getOnglets() {
        Map<Adhesion.Etat, Long> n = adhesions.compter(getTableau().getDemande().texte("q"));
        return Arrays.stream(Onglet.values())
                .map(o -> new Option(o == Onglet.TOUTES ? "" : o.name(), o.libelle, o.somme(n)))
                .toList();
    }

    public Onglet onglet(Adhesion.Etat e) {
        return Onglet.valueOf(e.name());
    }

    private List<Proposition> candidates(String texte, int auPlus) {
        return remise.chercher(texte, auPlus).stream()
                .map(c -> new Proposition(
                        c.siren(),
                        c.nom(),
                        "SIREN " + c.siren() + " · département " + c.departement()
                                + (c.commencee() ? " · identifiants déjà remis" : "")))
                .toList();
    }

    private Optional<Proposition> parSiren(String siren) {
        return candidates(siren, 2).stream()
                .filter(p -> p.code().equals(siren.replace(" ", "")))
                .findFirst();
    }

    /** À la collectivité choisie ; ses identifiants d'avant, s'il y en a, ne vaudront plus. */
    public void remettre() {
        remettre(remise.chercher(candidate.code(), 1).get(0).id());
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
        getTableau().relire();
    }

    public Choix getCandidate() {
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
