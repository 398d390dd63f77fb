package fr.cnfpt.catalogue.stages.adapter.web;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.stages.domain.Stage;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Créer un stage au catalogue, puis en publier une session. */
@Named("nouveauStage")
@RequestScoped
public class StageView {

    @Inject
    PublierSession publication;

    @Inject
    OffreDeFormation offre;

    private String code;
    private String intitule;
    private String specialite;
    private Modalite modalite = Modalite.PRESENTIEL;
    private String nature = "PERFECTIONNEMENT";
    private BigDecimal presentiel = BigDecimal.ONE;
    private BigDecimal distance = BigDecimal.ZERO;
    private boolean isole;
    private boolean marqueBlanche;
    private boolean payant;
    private String objectifs;
    private String publicVise;
    private String contenu;
    private String prerequis;

    public Map<String, String> getSpecialites() {
        return offre.specialites();
    }

    public List<Modalite> getModalites() {
        return List.of(Modalite.values());
    }

    public Map<String, String> getNatures() {
        return offre.natures();
    }

    public void creer() {
        Ecran.tenter(() -> {
            long id = publication.creerStage(new Stage.Fiche(
                    code == null ? null : code.strip().toUpperCase(),
                    intitule,
                    specialite,
                    modalite,
                    nature,
                    nature.equals("INTEGRATION")
                            ? "INTEGRATION"
                            : nature.equals("PREPARATION_CONCOURS") ? "CONCOURS" : "INTER",
                    presentiel == null ? BigDecimal.ZERO : presentiel,
                    distance == null ? BigDecimal.ZERO : distance,
                    isole,
                    marqueBlanche,
                    payant,
                    objectifs,
                    publicVise,
                    contenu == null ? null : contenu.replaceAll("\\R+", " ; "),
                    prerequis));
            Ecran.succes("Le stage est au catalogue. Publiez-en une session.");
            Ecran.aller("/catalogue/publier.xhtml", Map.of("stage", code));
        });
    }

    public String getCode() {
        return code;
    }

    public void setCode(String v) {
        code = v;
    }

    public String getIntitule() {
        return intitule;
    }

    public void setIntitule(String v) {
        intitule = v;
    }

    public String getSpecialite() {
        return specialite;
    }

    public void setSpecialite(String v) {
        specialite = v;
    }

    public Modalite getModalite() {
        return modalite;
    }

    public void setModalite(Modalite v) {
        modalite = v;
    }

    public String getNature() {
        return nature;
    }

    public void setNature(String v) {
        nature = v;
    }

    public BigDecimal getPresentiel() {
        return presentiel;
    }

    public void setPresentiel(BigDecimal v) {
        presentiel = v;
    }

    public BigDecimal getDistance() {
        return distance;
    }

    public void setDistance(BigDecimal v) {
        distance = v;
    }

    public boolean isIsole() {
        return isole;
    }

    public void setIsole(boolean v) {
        isole = v;
    }

    public boolean isMarqueBlanche() {
        return marqueBlanche;
    }

    public void setMarqueBlanche(boolean v) {
        marqueBlanche = v;
    }

    public boolean isPayant() {
        return payant;
    }

    public void setPayant(boolean v) {
        payant = v;
    }

    public String getObjectifs() {
        return objectifs;
    }

    public void setObjectifs(String v) {
        objectifs = v;
    }

    public String getPublicVise() {
        return publicVise;
    }

    public void setPublicVise(String v) {
        publicVise = v;
    }

    public String getContenu() {
        return contenu;
    }

    public void setContenu(String v) {
        contenu = v;
    }

    public String getPrerequis() {
        return prerequis;
    }

    public void setPrerequis(String v) {
        prerequis = v;
    }
}
