package fr.cnfpt.portail.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.liste.application.PreparerExports;
import fr.cnfpt.outils.liste.persistence.Exports.Export;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Les fichiers que la personne a demandés : ceux qui se préparent, ceux qui l'attendent, sept jours. */
@Named("fichiers")
@RequestScoped
public class FichiersView {

    @Inject
    PreparerExports exports;

    private List<Export> lignes;

    public List<Export> getLignes() {
        if (lignes == null) {
            lignes = exports.miens();
        }
        return lignes;
    }

    public boolean isEnCours() {
        return getLignes().stream().anyMatch(Export::enCours);
    }

    /** À l'appel de la page, pendant que l'un d'eux se prépare. */
    public void rafraichir() {
        lignes = null;
    }

    /** « En attente : 12 000 lignes », « 4 000 lignes sur 12 000 » */
    public String avancement(Export e) {
        return e.etat().equals("ATTEND")
                ? "En attente : " + Texte.pluriel(e.total(), "ligne", "lignes")
                : Texte.pluriel(e.fait(), "ligne", "lignes") + " sur " + Texte.nombre(e.total());
    }

    public String quand(Export e) {
        return Texte.moment(e.demandeLe().toInstant());
    }

    public String situation(Export e) {
        return switch (e.etat()) {
            case "PRET" -> Texte.pluriel(e.fait(), "ligne", "lignes");
            case "ECHEC" -> e.motif();
            case "ABANDONNE" -> "Abandonné";
            default -> avancement(e);
        };
    }

    public void telecharger(UUID id) {
        try (Documents.Ouvert fichier = exports.ouvrir(id)) {
            Ecran.telechargerEnFlux(fichier.fiche().type(), fichier.fiche().nom(), fichier::copierVers);
        } catch (Refus refus) {
            if (refus.genre() == Refus.Genre.OCCUPE) {
                Ecran.refuser(refus.getMessage());
            } else {
                Requete.introuvable();
            }
        } catch (java.io.IOException plusLa) {
            Requete.introuvable();
        }
    }

    public void abandonner(UUID id) {
        if (Ecran.tenter(() -> exports.abandonner(id))) {
            Ecran.succes(
                    "Ce fichier ne se prépare plus. La liste est toujours là : demandez-le de nouveau quand vous voudrez.");
        }
        lignes = null;
    }
}
