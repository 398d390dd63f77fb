package fr.cnfpt.inscription.veille.adapter.web;

import fr.cnfpt.inscription.veille.application.ArreterUneAlerte;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Arrêter une alerte depuis son courriel : la page dit laquelle, son bouton l'arrête. */
@Named("desabonner")
@RequestScoped
public class DesabonnerView {

    @Inject
    ArreterUneAlerte arret;

    private Optional<RechercheGardee> recherche;

    private Optional<RechercheGardee> recherche() {
        if (recherche == null) {
            recherche = arret.lire(getJeton());
        }
        return recherche;
    }

    public void arreter() {
        arret.executer(getJeton());
        recherche = null;
    }

    public boolean isConnue() {
        return recherche().isPresent();
    }

    public boolean isEnCours() {
        return recherche().filter(RechercheGardee::alerte).isPresent();
    }

    public String getNom() {
        return recherche().map(RechercheGardee::nom).orElse("");
    }

    public String getJeton() {
        return Requete.texte("jeton");
    }
}
