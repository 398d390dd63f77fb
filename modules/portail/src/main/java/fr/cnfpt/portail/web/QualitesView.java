package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Qualites;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.ecran.Attente;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.portail.securite.Visite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Les qualités de qui est connecté, ce qui attend dans chacune, et le passage de l'une à l'autre. */
@Named("qualites")
@RequestScoped
public class QualitesView {

    @Inject
    Qualites qualites;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    @Inject
    Instance<Attente> attentes;

    private List<Ligne> lignes;
    private String identifiant;
    private String motDePasse;

    /** Une qualité et ce qui l'attend. */
    public record Ligne(long id, String role, String pour, boolean courante, String attend) {}

    /** Toutes, celle de cette page comprise ; vide pour qui n'en a qu'une. */
    public List<Ligne> getLignes() {
        if (lignes == null) {
            lignes = Visite.connecte(requete()).map(Connecte::plusieurs).orElse(false)
                    ? qualites.siennes().stream().map(this::ligne).toList()
                    : List.of();
        }
        return lignes;
    }

    /** Les autres que celle de cette page. */
    public List<Ligne> getAutres() {
        return getLignes().stream().filter(l -> !l.courante()).toList();
    }

    private Ligne ligne(Utilisateur u) {
        boolean ici = u.compteId() == courant.get().compteId();
        return new Ligne(u.compteId(), u.role().libelle(), u.pour(), ici, ici ? "" : attend(u));
    }

    /** Ce qui attend cet utilisateur, en quelques mots ; vide si rien. */
    public String attend(Utilisateur u) {
        return courant.agirComme(
                u,
                () -> Attente.de(u, attentes.stream())
                        .filter(t -> t.nombre() > 0)
                        .map(t -> t.nombre() + " " + t.libelle())
                        .collect(Collectors.joining(", ")));
    }

    public void choisir(long compteId) {
        Ecran.tenter(() -> {
            Utilisateur u = qualites.choisir(Visite.secret(requete()).orElseThrow(), compteId);
            journal.signaler(
                    "qualite-choisie",
                    u.compteId(),
                    "Agit désormais comme " + u.role().libelle() + ", " + u.pour());
            // Ce qu'on vient de choisir, et non ce que nommait la page d'où l'on choisit.
            Ecran.aller("/aujourdhui.xhtml", Map.of(AdresseDesFormulaires.POUR, ""));
        });
    }

    public void rendre(long compteId) {
        if (Ecran.tenter(() -> qualites.rendre(compteId))) {
            Ecran.succes("Cette qualité n'est plus la vôtre.");
            Ecran.aller("/agir-pour.xhtml");
        }
    }

    /** « C'est aussi moi ». */
    public void reunir() {
        Ecran.tenter(() -> {
            int combien = qualites.reunir(identifiant, motDePasse)
                    .orElseThrow(
                            () -> Refus.invalide(
                                    "preuve-fausse",
                                    "motDePasseAutre",
                                    "Identifiant ou mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure."));
            Ecran.succes(Texte.pluriel(combien, "qualité rejoint les vôtres", "qualités rejoignent les vôtres")
                    + ". Vos deux identifiants valent toujours.");
            Ecran.aller("/agir-pour.xhtml");
        });
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public void setIdentifiant(String v) {
        identifiant = v;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String v) {
        motDePasse = v;
    }

    private static HttpServletRequest requete() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }
}
