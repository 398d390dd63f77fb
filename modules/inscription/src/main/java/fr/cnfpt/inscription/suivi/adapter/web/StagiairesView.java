package fr.cnfpt.inscription.suivi.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Une session vue par la délégation : qui y est, qui attend ; accepter, convoquer, aller aux présences. */
@Named("stagiaires")
@RequestScoped
public class StagiairesView {

    @Inject
    Horloge horloge;

    @Inject
    TableauDesSessions tableau;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    InstruireBulletins instruction;

    private long id;
    private final Map<Long, Boolean> choix = new LinkedHashMap<>();
    private TableauDesSessions.LigneDeSession ligne;
    private List<LigneComplete> lignes;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            ligne();
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    private TableauDesSessions.LigneDeSession ligne() {
        if (ligne == null) {
            ligne = tableau.session(id);
        }
        return ligne;
    }

    public SessionInfo getSession() {
        return ligne().session();
    }

    public Jauge getJauge() {
        return ligne().jauge();
    }

    public List<LigneComplete> getLignes() {
        if (lignes == null) {
            lignes = consultation.lister(null, id, null, 0, 500).lignes();
        }
        return lignes;
    }

    public boolean choisissable(LigneComplete l) {
        return l.etat() == Etat.TRANSMISE;
    }

    public boolean isAccepterPossible() {
        return getLignes().stream().anyMatch(this::choisissable);
    }

    public long getAConvoquer() {
        return getLignes().stream().filter(l -> l.etat() == Etat.ACCEPTEE).count();
    }

    public boolean isCommencee() {
        return !getSession().debut().isAfter(horloge.aujourdhui(getSession().fuseau()));
    }

    public void accepter() {
        List<Long> choisis = choix.entrySet().stream()
                .filter(e -> Boolean.TRUE.equals(e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        agir(() ->
                Ecran.succes(Texte.pluriel(instruction.accepter(choisis), "bulletin accepté.", "bulletins acceptés.")));
    }

    public void accepterTous() {
        List<Long> tous = getLignes().stream()
                .filter(this::choisissable)
                .map(LigneComplete::id)
                .toList();
        agir(() -> Ecran.succes(Texte.pluriel(instruction.accepter(tous), "bulletin accepté.", "bulletins acceptés.")));
    }

    public void convoquer() {
        agir(() ->
                Ecran.succes(Texte.pluriel(instruction.convoquer(id), "stagiaire convoqué.", "stagiaires convoqués.")));
    }

    private void agir(Runnable geste) {
        if (Ecran.tenter(geste)) {
            choix.clear();
        }
        lignes = null;
        ligne = null;
    }

    public Map<Long, Boolean> getChoix() {
        return choix;
    }

    public long getId() {
        return id;
    }
}
