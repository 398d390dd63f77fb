package fr.cnfpt.acces.comptes.adapter.web;

import fr.cnfpt.acces.comptes.application.OuvrirLesAcces;
import fr.cnfpt.acces.comptes.persistence.Acces;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Qui a un compte dans la collectivité : inviter, renvoyer, fermer, rouvrir. État, recherche et page sont dans
 * l'adresse.
 */
@Named("acces")
@RequestScoped
public class AccesView implements Liste<Acces.Ligne> {
    @Inject
    OuvrirLesAcces acces;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Acces.Ligne> tableau;
    private List<String> branches;
    private String prenom;
    private String nom;
    private String courriel;
    private String matricules;
    private String branche;
    private String nouvelle;
    private Long changer;

    @PostConstruct
    void lire() {
        changer = Requete.texte("changer").isEmpty() ? null : Requete.identifiant("changer");
    }

    public Tableau<Acces.Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "acces";
    }

    @Override
    public String titre() {
        return "Accès de la collectivité";
    }

    @Override
    public List<ColonneDeListe<Acces.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.<Acces.Ligne>de("nom", "Personne", Acces.Ligne::nom)
                        .triee(),
                ColonneDeListe.de("role", "Rôle", l -> l.role().libelle()),
                ColonneDeListe.de("etat", "État", l -> (l.etat().getLibelle() + " " + l.precision()).strip()),
                ColonneDeListe.<Acces.Ligne>de("identifiant", "Identifiant", Acces.Ligne::identifiant)
                        .surDemande(),
                ColonneDeListe.<Acces.Ligne>de("courriel", "Courriel", Acces.Ligne::courriel)
                        .surDemande(),
                ColonneDeListe.<Acces.Ligne>de("matricule", "Matricule", Acces.Ligne::matricule)
                        .surDemande());
    }

    @Override
    public Page<Acces.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        Acces.Etat etat = Arrays.stream(Acces.Etat.values())
                .filter(e -> e.name().equals(d.texte("etat")))
                .findFirst()
                .orElse(null);
        Map<Acces.Etat, Long> n = acces.compter(d.texte("q"));
        return new Page<>(
                acces.lister(etat, d.texte("q"), d.tri(), premiere, combien),
                etat == null ? somme(n) : n.getOrDefault(etat, 0L));
    }

    private static long somme(Map<Acces.Etat, Long> n) {
        return n.values().stream().mapToLong(Long::longValue).sum();
    }

    public List<Option> getEtats() {
        Map<Acces.Etat, Long> n = acces.compter(getTableau().getDemande().texte("q"));
        List<Option> o = new ArrayList<>(List.of(new Option("", "Tous", somme(n))));
        for (Acces.Etat e : Acces.Etat.values()) {
            o.add(new Option(e.name(), e.getOnglet(), n.getOrDefault(e, 0L)));
        }
        return o;
    }

    public boolean moi(Acces.Ligne l) {
        return l.id() == courant.get().compteId();
    }

    public void inviter() {
        if (faire(() -> {
            acces.inviterUnGestionnaire(prenom, nom, courriel, branche);
            Ecran.succes("Une invitation part à " + courriel + ".");
        })) {
            prenom = nom = courriel = branche = null;
        }
    }

    public void ouvrir() {
        if (faire(() -> Ecran.succes(
                Texte.pluriel(acces.ouvrirAuxAgents(matricules), "courriel part", "courriels partent") + "."))) {
            matricules = null;
        }
    }

    /** Celui dont on change la branche, que nomme l'adresse ; {@code null} si l'on n'en change pas. */
    public Acces.Ligne getAChanger() {
        return changer == null
                ? null
                : getTableau().getLignes().stream()
                        .filter(l -> l.id() == changer && l.role() == Role.GESTIONNAIRE_RH)
                        .findFirst()
                        .orElse(null);
    }

    public void changerDeBranche() {
        Acces.Ligne l = getAChanger();
        if (l != null
                && faire(() -> {
                    acces.changerDeBranche(l.id(), nouvelle);
                    Ecran.succes(l.nom() + " répond désormais de "
                            + (nouvelle == null || nouvelle.isBlank() ? "toute la collectivité" : nouvelle) + ".");
                })) {
            Ecran.aller("/acces/acces.xhtml");
        }
    }

    public String getNouvelle() {
        return nouvelle == null && getAChanger() != null ? getAChanger().branche() : nouvelle;
    }

    public void setNouvelle(String v) {
        nouvelle = v;
    }

    public List<String> getBranches() {
        if (branches == null) {
            branches = acces.branches();
        }
        return branches;
    }

    public String getBranche() {
        return branche;
    }

    public void setBranche(String v) {
        branche = v;
    }

    public void renvoyer(Acces.Ligne l) {
        faire(() -> {
            acces.renvoyer(l.id());
            Ecran.succes("Un nouveau lien part à " + l.courriel() + ". Le précédent ne vaut plus.");
        });
    }

    public void fermer(Acces.Ligne l) {
        faire(() -> {
            acces.fermer(l.id());
            Ecran.succes("L'accès de " + l.nom() + " est fermé.");
        });
    }

    public void detacher(Acces.Ligne l) {
        faire(() -> {
            acces.detacher(l.id());
            Ecran.succes("L'accès de " + l.nom() + " n'est plus à qui l'avait pris. Une invitation part à "
                    + l.courriel() + ".");
        });
    }

    public void rouvrir(Acces.Ligne l) {
        faire(() -> {
            acces.rouvrir(l.id());
            Ecran.succes("L'accès de " + l.nom() + " est rouvert.");
        });
    }

    private boolean faire(Runnable action) {
        boolean fait = Ecran.tenter(action);
        getTableau().relire();
        return fait;
    }

    public String getPrenom() {
        return prenom;
    }

    public void setPrenom(String v) {
        prenom = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public String getCourriel() {
        return courriel;
    }

    public void setCourriel(String v) {
        courriel = v;
    }

    public String getMatricules() {
        return matricules;
    }

    public void setMatricules(String v) {
        matricules = v;
    }
}
