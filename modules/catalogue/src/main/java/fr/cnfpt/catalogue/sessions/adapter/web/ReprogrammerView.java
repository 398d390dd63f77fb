package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.application.ReprogrammerUneSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/** Les dates, le lieu et l'effectif d'une session, sur la page de son déroulé. */
@Named("reprogrammation")
@RequestScoped
public class ReprogrammerView {

    @Inject
    ReprogrammerUneSession cas;

    @Inject
    DerouleView page;

    private SessionInfo session;
    private LocalDate debut;
    private LocalDate fin;
    private LocalDate cloture;
    private String horaires;
    private String ville;
    private String adresse;
    private Integer capacite;
    private int minimum;

    @PostConstruct
    void ouvrir() {
        if (page.getDeroule() == null) {
            return;
        }
        session = page.getDeroule().session();
        debut = session.debut();
        fin = session.fin();
        cloture = session.cloture();
        horaires = session.horaires();
        ville = session.ville();
        adresse = session.adresse();
        capacite = session.capacite();
        minimum = session.minimum();
    }

    public void changer() {
        boolean memeVille = Objects.equals(vide(ville), session.ville());
        if (Ecran.tenter(() -> cas.executer(
                session.id(),
                new Session.Publication(
                        session.stageId(),
                        session.type(),
                        debut,
                        fin,
                        vide(horaires),
                        vide(ville),
                        vide(adresse),
                        memeVille ? session.codeInsee() : null,
                        capacite,
                        minimum,
                        session.ouverture(),
                        cloture,
                        session.formateurCompteId())))) {
            Ecran.succes(
                    "La session est changée. Si ses dates, ses horaires ou son lieu ont changé, les inscrits et leurs employeurs en sont prévenus par courriel.");
            Ecran.aller("/catalogue/deroule.xhtml", Map.of("session", session.id()));
        }
    }

    private static String vide(String texte) {
        return texte == null || texte.isBlank() ? null : texte.strip();
    }

    public LocalDate getDebut() {
        return debut;
    }

    public void setDebut(LocalDate v) {
        debut = v;
    }

    public LocalDate getFin() {
        return fin;
    }

    public void setFin(LocalDate v) {
        fin = v;
    }

    public LocalDate getCloture() {
        return cloture;
    }

    public void setCloture(LocalDate v) {
        cloture = v;
    }

    public String getHoraires() {
        return horaires;
    }

    public void setHoraires(String v) {
        horaires = v;
    }

    public String getVille() {
        return ville;
    }

    public void setVille(String v) {
        ville = v;
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String v) {
        adresse = v;
    }

    public Integer getCapacite() {
        return capacite;
    }

    public void setCapacite(Integer v) {
        capacite = v;
    }

    public int getMinimum() {
        return minimum;
    }

    public void setMinimum(int v) {
        minimum = v;
    }
}
