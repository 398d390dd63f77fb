package fr.cnfpt.inscription.sauvetage.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver.ASauver;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/** Les sessions qui n'ont pas leur minimum quand leur début approche : la plus proche d'abord. */
@Named("aSauver")
@RequestScoped
public class SauverView {

    private static final int MONTREES = 50;

    @Inject
    SessionsASauver sessions;

    private SessionsASauver.Liste liste;

    @PostConstruct
    void lire() {
        liste = sessions.lister(MONTREES);
    }

    public List<ASauver> getLignes() {
        return liste.lignes();
    }

    public String getResume() {
        return Texte.compte(liste.total(), "Aucune session", "session", "sessions") + " sous leur minimum, d'ici au "
                + Texte.date(liste.jusqu())
                + (liste.total() > liste.lignes().size()
                        ? " ; les " + liste.lignes().size() + " plus proches sont ici"
                        : "");
    }

    /** Une piste par ligne ; aucune, on le dit. */
    public List<String> pistes(ASauver s) {
        List<String> pistes = new ArrayList<>();
        if (s.voisines() > 0) {
            pistes.add(Texte.pluriel(s.voisines(), "autre session à réunir", "autres sessions où réunir"));
        }
        if (s.attendent() > 0) {
            pistes.add(Texte.pluriel(s.attendent(), "personne attend ailleurs", "personnes attendent ailleurs"));
        }
        if (pistes.isEmpty()) {
            pistes.add("ni voisine, ni file : d'autres jours, plus loin, à distance");
        }
        return pistes;
    }
}
