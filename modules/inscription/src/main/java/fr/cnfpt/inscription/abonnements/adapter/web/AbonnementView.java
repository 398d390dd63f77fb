package fr.cnfpt.inscription.abonnements.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.abonnements.application.TenirLesAbonnements;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Un abonnement : où il en est, ce qui est livré ou non, et pourquoi. */
@Named("abonnement")
@RequestScoped
public class AbonnementView {

    private static final int TAILLE = 50;
    private static final String PAGE = "/inscription/abonnement.xhtml";

    @Inject
    TenirLesAbonnements abonnements;

    private long id;
    private Abonnement lu;
    private List<Livraison> livraisons;
    private long total;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            lu = abonnements.lire(id);
            total = abonnements.combienDeLivraisons(id);
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    /** Appelé par la page avant de s'écrire : un abonnement inconnu répond 404, non une page coupée. */
    public void entrer() {}

    public void essayer() {
        faire(() -> abonnements.essayer(id), "L'essai part dans les secondes qui viennent : rechargez la page.");
    }

    public void rejouer(long livraison) {
        faire(
                () -> abonnements.rejouer(id, livraison),
                "Elle repart dans les secondes qui viennent, sous le même webhook-id.");
    }

    public void arreter() {
        faire(
                () -> abonnements.arreter(id),
                "Cette adresse n'est plus prévenue. Ce qui arrive se livrera à la reprise.");
    }

    public void reprendre() {
        faire(
                () -> abonnements.reprendre(id),
                "Cette adresse est de nouveau prévenue, de ce qui est arrivé depuis aussi.");
    }

    public void oter() {
        if (Ecran.tenter(() -> abonnements.oter(id))) {
            Ecran.succes("L'abonnement est ôté, avec ses livraisons.");
            Ecran.aller("/inscription/abonnements.xhtml");
        }
    }

    private void faire(Runnable acte, String fait) {
        if (Ecran.tenter(acte)) {
            Ecran.succes(fait);
            Ecran.aller(PAGE, Map.of("id", id));
        }
    }

    public Abonnement getLu() {
        return lu;
    }

    public String getEtats() {
        return lu.etatsVoulus().stream().map(Etat::libelle).collect(Collectors.joining(", "));
    }

    public List<Livraison> getLivraisons() {
        if (livraisons == null) {
            livraisons = abonnements.page(id, Pagination.premiere(TAILLE), TAILLE);
        }
        return livraisons;
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, total);
    }
}
