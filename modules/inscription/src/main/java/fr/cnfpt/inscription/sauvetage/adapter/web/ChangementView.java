package fr.cnfpt.inscription.sauvetage.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.ARefuser;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.Autre;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.Refuse;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.liste.Option;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Sur une demande dont la session a changé : ce qui a changé, jusqu'à quand le refuser, et où continuer. */
@Named("changement")
@RequestScoped
public class ChangementView {

    @Inject
    RefuserUnChangement refus;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private ARefuser aRefuser;
    private String autre;

    @PostConstruct
    void lire() {
        if (!courant.get().est(Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH)) {
            return;
        }
        try {
            id = Requete.identifiant("id");
            aRefuser = refus.lire(id).orElse(null);
        } catch (Refus r) {
            // Elle n'est pas à qui lit : la page le dit.
            aRefuser = null;
        }
    }

    public void refuser() {
        Ecran.tenter(() -> {
            Refuse fait = refus.executer(id, session(autre));
            Ecran.succes(
                    "Le changement est refusé, la place est rendue, et l'autre, de l'agent ou de son employeur, l'apprend par courriel."
                            + (fait.suite() == null
                                    ? ""
                                    : " La demande continue ici. "
                                            + fait.suite().enClair()));
            Ecran.aller(
                    "/inscription/bulletin.xhtml",
                    Map.of("id", fait.suite() == null ? id : fait.suite().bulletinId()));
        });
    }

    static Long session(String choisie) {
        return choisie == null || !choisie.matches("[0-9]{1,18}") ? null : Long.valueOf(choisie);
    }

    static List<Option> options(List<Autre> autres) {
        return autres.stream()
                .map(a -> Option.de(Long.toString(a.session().id()), a.enClair()))
                .toList();
    }

    public boolean isMontre() {
        return aRefuser != null;
    }

    public ARefuser getDit() {
        return aRefuser;
    }

    public String getJusqu() {
        return aRefuser == null ? "" : Texte.moment(aRefuser.jusqu());
    }

    public List<Option> getAutres() {
        return aRefuser == null ? List.of() : options(aRefuser.autres());
    }

    public String getAutre() {
        return autre;
    }

    public void setAutre(String v) {
        autre = v;
    }
}
