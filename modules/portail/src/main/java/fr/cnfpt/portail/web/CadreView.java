package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.AllersRetours;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.portail.aide.Guides;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.OidcServlet;
import fr.cnfpt.portail.securite.Visite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Ce que le gabarit montre sur toutes les pages : qui, pour qui, où l'on est, où l'on peut aller. */
@Named("cadre")
@RequestScoped
public class CadreView {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Pages pages;

    @Inject
    Guides guides;

    @Inject
    Horloge horloge;

    @Inject
    FournisseurDIdentite fournisseur;

    @Inject
    Mutualisation mutualisation;

    @Inject
    Identification identification;

    @Inject
    AllersRetours passages;

    /** Une entrée de navigation. */
    public record Entree(String nom, String lien, boolean courante) {}

    public boolean isConnecte() {
        return courant.estConnecte();
    }

    public String getNom() {
        return courant.get().nom();
    }

    /** Qui tient plusieurs qualités lit toujours laquelle, et chez qui. */
    public String getPour() {
        Utilisateur u = courant.get();
        if (!isPlusieurs()) {
            return u.role() == Role.AGENT ? "moi" : u.pour();
        }
        String role = u.role().libelle();
        return u.pour() + ", " + Character.toLowerCase(role.charAt(0)) + role.substring(1);
    }

    /** Vrai si cette personne tient d'autres qualités : on peut en changer. */
    public boolean isPlusieurs() {
        return Visite.connecte(requete()).map(Connecte::plusieurs).orElse(false);
    }

    /** Ce que les liens de la page doivent répéter pour rester dans la qualité qu'elle montre, ou {@code null}. */
    public String getRepeter() {
        return isConnecte() && (isPlusieurs() || isPourUneAutre())
                ? AdresseDesFormulaires.auNomDe(courant.get())
                : null;
    }

    /** Vrai si d'autres collectivités se sont rattachées à la sienne : on peut changer de « pour ». */
    public boolean isMandataire() {
        return mutualisation.peutAgirPourDAutres(courant.get());
    }

    /** Vrai si l'on agit en ce moment pour une collectivité rattachée. */
    public boolean isPourUneAutre() {
        return Visite.connecte(requete()).map(Connecte::pourUneAutre).orElse(false);
    }

    public String getRole() {
        return courant.get().role().libelle();
    }

    public String getInitiales() {
        StringBuilder b = new StringBuilder();
        for (String mot : courant.get().nom().split("[ -]")) {
            if (!mot.isEmpty() && b.length() < 2 && Character.isLetterOrDigit(mot.charAt(0))) {
                b.append(Character.toUpperCase(mot.charAt(0)));
            }
        }
        return b.toString();
    }

    public List<Entree> getNavigation() {
        String ici = ici();
        return pages.navigation(courant.get()).stream()
                .map(p -> new Entree(p.rubrique(), p.chemin(), p.chemin().equals(ici)))
                .toList();
    }

    /** Où mène « Aide » : au paragraphe qui explique cette page à ce rôle. */
    public String getAide() {
        return guides.adresse(courant.estConnecte() ? courant.get().role() : null, ici());
    }

    private static String ici() {
        return FacesContext.getCurrentInstance().getViewRoot().getViewId();
    }

    /** Où mène la recherche de l'en-tête, ou {@code null} si ce rôle n'a rien à chercher. */
    public String getRecherche() {
        return List.of("/inscription/catalogue.xhtml", "/inscription/sessions.xhtml").stream()
                .filter(c -> pages.trouver(c).map(p -> p.admet(courant.get())).orElse(false))
                .findFirst()
                .orElse(null);
    }

    public String getAujourdhui() {
        return Texte.jour(horloge.aujourdhui());
    }

    private static HttpServletRequest requete() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    /** Finit la connexion d'ici, et celle du fournisseur d'identité si l'on est entré par lui. */
    public void deconnecter() throws IOException {
        ExternalContext ext = FacesContext.getCurrentInstance().getExternalContext();
        HttpServletResponse reponse = (HttpServletResponse) ext.getResponse();
        Visite.secret(requete()).ifPresent(identification::sortir);
        Visite.fermer(reponse);
        String jeton = Visite.connecte(requete()).map(Connecte::jetonDIdentite).orElse(null);
        ext.redirect(ext.getRequestContextPath() + OidcServlet.sortir(reponse, jeton, fournisseur, passages));
    }
}
