package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.application.AnnulerUneSession;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.application.ReprogrammerUneSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Les dates, le lieu et l'effectif d'une session publiée, ou son annulation, sur la page de son déroulé. */
@Named("reprogrammation")
@RequestScoped
public class ReprogrammerView {

    @Inject
    ReprogrammerUneSession cas;

    @Inject
    AnnulerUneSession annulation;

    @Inject
    PublierSession publication;

    @Inject
    Communes communes;

    @Inject
    DerouleView page;

    private SessionInfo session;
    private SaisieDeSession saisie;
    private String motif;
    private List<String> alertes = List.of();

    @PostConstruct
    void ouvrir() {
        saisie = new SaisieDeSession(communes);
        if (page.getDeroule() == null) {
            return;
        }
        session = page.getDeroule().session();
        saisie.remplir(new Session.Publication(
                session.stageId(),
                session.type(),
                session.debut(),
                session.fin(),
                session.horaires(),
                session.ville(),
                session.adresse(),
                session.codeInsee(),
                session.capacite(),
                session.minimum(),
                session.ouverture(),
                session.cloture(),
                session.formateurCompteId()));
    }

    public void changer() {
        Ecran.tenter(() -> {
            Session.Publication p = saisie.publication(
                    session.stageId(), session.type(), session.ouverture(), session.formateurCompteId());
            alertes = publication.alertes(p, session.structureId());
            if (!alertes.isEmpty() && !getEmpreinte().equals(Requete.texte("vu"))) {
                return;
            }
            cas.executer(session.id(), p);
            Ecran.succes(
                    "La session est changée. Si ses dates, ses horaires ou son lieu ont changé, les inscrits et leurs employeurs en sont prévenus par courriel.");
            Ecran.aller("/catalogue/deroule.xhtml", Map.of("session", session.id()));
        });
    }

    public void annuler() {
        Ecran.tenter(() -> {
            annulation.executer(session.id(), motif);
            Ecran.succes(
                    "La session est annulée. Ses demandes le sont avec elle ; les inscrits et leurs employeurs en sont prévenus par courriel.");
            Ecran.aller("/catalogue/deroule.xhtml", Map.of("session", session.id()));
        });
    }

    /** Publiée : un brouillon se corrige, une annulée ne change plus. */
    public boolean isPubliee() {
        return session != null && EtatDeSession.valueOf(session.etat()) == EtatDeSession.PUBLIEE;
    }

    public boolean isEnPresence() {
        return session != null && session.enPresence() && session.ville() != null;
    }

    public List<String> getAlertes() {
        return alertes;
    }

    /** Les jours dont on vient de dire qu'ils sont chômés : les redonner, c'est les confirmer. */
    public String getEmpreinte() {
        return saisie.getDebut() + " " + saisie.getFin();
    }

    public SaisieDeSession getSaisie() {
        return saisie;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }
}
