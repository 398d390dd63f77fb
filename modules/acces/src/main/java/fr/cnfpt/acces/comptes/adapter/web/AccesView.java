package fr.cnfpt.acces.comptes.adapter.web;

import fr.cnfpt.acces.comptes.application.OuvrirLesAcces;
import fr.cnfpt.acces.comptes.persistence.Acces;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Qui a un compte dans la collectivité : inviter, renvoyer, fermer, rouvrir. État, recherche et page sont dans
 * l'adresse.
 */
@Named("acces")
@RequestScoped
public class AccesView {
    private static final int TAILLE = 50;

    @Inject
    OuvrirLesAcces acces;

    @Inject
    UtilisateurCourant courant;

    private Acces.Etat etat;
    private String recherche;
    private int premiere;
    private List<Acces.Ligne> lignes;
    private List<String> branches;
    private Map<Acces.Etat, Long> nombres;
    private String prenom;
    private String nom;
    private String courriel;
    private String matricules;
    private String branche;
    private String nouvelle;
    private Long changer;

    @PostConstruct
    void lire() {
        String demande = Requete.texte("etat");
        etat = Arrays.stream(Acces.Etat.values())
                .filter(e -> e.name().equals(demande))
                .findFirst()
                .orElse(null);
        recherche = Requete.texte("q");
        premiere = Pagination.premiere(TAILLE);
        changer = Requete.texte("changer").isEmpty() ? null : Requete.identifiant("changer");
    }

    public List<Acces.Ligne> getLignes() {
        if (lignes == null) {
            lignes = acces.lister(etat, recherche, premiere, TAILLE);
        }
        return lignes;
    }

    public Acces.Etat[] getEtats() {
        return Acces.Etat.values();
    }

    public long nombre(Acces.Etat e) {
        if (nombres == null) {
            nombres = acces.compter(recherche);
        }
        return e == null ? nombres.values().stream().mapToLong(Long::longValue).sum() : nombres.getOrDefault(e, 0L);
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, nombre(etat));
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
                : getLignes().stream()
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
        lignes = null;
        nombres = null;
        return fait;
    }

    public Acces.Etat getEtat() {
        return etat;
    }

    public String getRecherche() {
        return recherche;
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
