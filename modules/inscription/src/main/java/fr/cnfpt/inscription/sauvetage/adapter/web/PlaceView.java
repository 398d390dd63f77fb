package fr.cnfpt.inscription.sauvetage.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.sauvetage.application.RepondreAUneProposition;
import fr.cnfpt.inscription.sauvetage.application.RepondreAUneProposition.Lue;
import fr.cnfpt.inscription.sauvetage.application.RepondreAUneProposition.Situation;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Refuser, ou prendre, une place depuis son courriel : la page dit laquelle, ses boutons répondent. */
@Named("placeProposee")
@RequestScoped
public class PlaceView {

    @Inject
    RepondreAUneProposition reponse;

    private Optional<Lue> lue;
    private String autre;

    private Optional<Lue> lue() {
        if (lue == null) {
            lue = reponse.lire(getJeton());
        }
        return lue;
    }

    public void refuser() {
        Ecran.tenter(() -> reponse.refuser(getJeton(), ChangementView.session(autre)));
        lue = null;
    }

    public void prendre() {
        Ecran.tenter(() -> reponse.prendre(getJeton()));
        lue = null;
    }

    /** INCONNUE, ou le nom d'une {@link Situation}. */
    public String getSituation() {
        return lue().map(l -> l.situation().name()).orElse("INCONNUE");
    }

    public SessionInfo getSession() {
        return lue().map(Lue::session).orElse(null);
    }

    public String getEcheance() {
        return lue().map(Lue::echeance).map(Texte::moment).orElse("");
    }

    /** D'une session changée, ce qu'elle était ; sinon {@code null}. */
    public String getAvant() {
        return lue().map(Lue::avant).orElse(null);
    }

    public List<Option> getAutres() {
        return lue().map(l -> ChangementView.options(l.autres())).orElse(List.of());
    }

    public String getAutre() {
        return autre;
    }

    public void setAutre(String v) {
        autre = v;
    }

    public String getJeton() {
        return Requete.texte("jeton");
    }
}
