package fr.cnfpt.catalogue.stages.adapter.web;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Écrire une fiche : un stage neuf, ou la version qui suivra. On enregistre le brouillon autant qu'il faut ; la page
 * dit ce qui manque pour publier, et ce qui change de la fiche en vigueur.
 */
@Named("nouveauStage")
@RequestScoped
public class StageView {

    @Inject
    ConsulterLesFiches fiches;

    @Inject
    EcrireUneFiche ecriture;

    @Inject
    OffreDeFormation offre;

    private String stage = "";
    private StageAuCatalogue enVigueur;
    private BrouillonDeFiche brouillon;
    private Integer revision;
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
    private BigDecimal tarif;
    private String itineraire;
    private Integer itineraireRang;
    private final Map<String, String> textes = new HashMap<>();

    @PostConstruct
    void ouvrir() {
        stage = Requete.texte("code");
        try {
            if (!Requete.texte("brouillon").isEmpty()) {
                brouillon = fiches.brouillon(Requete.identifiant("brouillon"));
                stage = brouillon.stageId() == null ? "" : brouillon.fiche().code();
            }
            if (!stage.isEmpty()) {
                enVigueur = fiches.stage(stage);
                brouillon = fiches.brouillonDuStage(enVigueur.id()).orElse(null);
            }
        } catch (Refus inconnu) {
            Requete.introuvable();
            return;
        }
        if (brouillon != null) {
            remplir(brouillon.fiche());
            revision = brouillon.revision();
        } else if (enVigueur != null) {
            remplir(enVigueur.enVigueur().fiche());
        }
    }

    private void remplir(FicheDeStage f) {
        code = f.code();
        intitule = f.intitule();
        specialite = f.specialite();
        modalite = f.modalite();
        nature = f.nature();
        presentiel = f.presentielJours();
        distance = f.distanceHeures();
        isole = f.webinaireIsole();
        marqueBlanche = f.marqueBlanche();
        payant = f.payant();
        tarif = f.tarif();
        itineraire = f.itineraire();
        itineraireRang = f.itineraireRang();
        f.textes().forEach((m, t) -> textes.put(m.code(), m == Mention.CONTENU ? t.replace(" ; ", "\n") : t));
    }

    private FicheDeStage saisie() {
        Map<Mention, String> dits = new EnumMap<>(Mention.class);
        for (Mention m : Mention.values()) {
            m.garder(textes.get(m.code())).ifPresent(t -> dits.put(m, t));
        }
        return new FicheDeStage(
                code == null ? null : code.strip().toUpperCase(Locale.ROOT),
                intitule == null ? null : intitule.strip(),
                specialite,
                modalite,
                nature,
                type(),
                presentiel == null ? BigDecimal.ZERO : presentiel,
                distance == null ? BigDecimal.ZERO : distance,
                isole,
                marqueBlanche,
                payant,
                tarif,
                itineraire == null || itineraire.isBlank() ? null : itineraire.strip(),
                itineraireRang,
                dits);
    }

    private String type() {
        return FicheDeStage.typeDe(
                nature,
                enVigueur == null ? "INTER" : enVigueur.enVigueur().fiche().type());
    }

    public void enregistrer() {
        Ecran.tenter(() -> {
            BrouillonDeFiche garde = garder();
            Ecran.succes("Le brouillon est enregistré. Rien ne change au catalogue tant qu'il n'est pas publié.");
            Ecran.aller("/catalogue/stage.xhtml", Map.of("brouillon", garde.id()));
        });
    }

    /** Le brouillon est gardé même si la publication est refusée. */
    public void publier() {
        Ecran.tenter(() -> {
            BrouillonDeFiche garde = garder();
            if (Ecran.tenter(() -> annoncer(ecriture.publier(garde.id())))) {
                return;
            }
            if (brouillon == null) {
                Ecran.aller("/catalogue/stage.xhtml", Map.of("brouillon", garde.id()));
            }
            brouillon = garde;
            revision = garde.revision();
        });
    }

    private void annoncer(StageAuCatalogue publie) {
        int version = publie.enVigueur().version();
        Ecran.succes(
                version == 1
                        ? "Le stage est au catalogue. Publiez-en une session."
                        : "La version " + version
                                + " vaut dès maintenant pour les sessions à publier ; celles déjà publiées gardent la leur.");
        Ecran.aller(
                "/catalogue/fiche.xhtml",
                Map.of("code", publie.enVigueur().fiche().code()));
    }

    private BrouillonDeFiche garder() {
        return brouillon == null
                ? ecriture.commencer(stage, saisie())
                : ecriture.enregistrer(brouillon.id(), revision == null ? 0 : revision, saisie());
    }

    public void abandonner() {
        if (Ecran.tenter(() -> ecriture.abandonner(brouillon.id()))) {
            Ecran.succes("Le brouillon est abandonné.");
            if (stage.isEmpty()) {
                Ecran.aller("/catalogue/stages.xhtml");
            } else {
                Ecran.aller("/catalogue/fiche.xhtml", Map.of("code", stage));
            }
        }
    }

    public String getTitre() {
        return enVigueur == null
                ? "Nouveau stage"
                : enVigueur.enVigueur().fiche().intitule();
    }

    public String getSousTitre() {
        return enVigueur == null
                ? "La fiche que liront les agents et les services formation."
                : "Version " + (enVigueur.enVigueur().version() + 1) + " de la fiche " + stage
                        + ", au brouillon. Les sessions déjà publiées garderont la leur.";
    }

    public BrouillonDeFiche getBrouillon() {
        return brouillon;
    }

    public StageAuCatalogue getEnVigueur() {
        return enVigueur;
    }

    public List<FicheDeStage.Manque> getManques() {
        return brouillon == null ? List.of() : fiches.manques(brouillon.fiche());
    }

    public List<FicheDeStage.Ecart> getEcarts() {
        return brouillon == null || enVigueur == null
                ? List.of()
                : brouillon.fiche().depuis(enVigueur.enVigueur().fiche(), offre.specialites(), offre.natures());
    }

    public Map<String, String> getSpecialites() {
        return offre.specialites();
    }

    public List<Modalite> getModalites() {
        return List.of(Modalite.values());
    }

    public Map<String, String> getNatures() {
        return offre.natures();
    }

    public List<Mention> getMentions() {
        return Arrays.stream(Mention.values()).filter(m -> !m.enSituation()).toList();
    }

    /** Celles d'une formation en situation de travail, à part : la plupart des fiches n'en disent rien. */
    public List<Mention> getMentionsEnSituation() {
        return Arrays.stream(Mention.values()).filter(Mention::enSituation).toList();
    }

    public boolean isEnSituation() {
        return getMentionsEnSituation().stream()
                .anyMatch(m ->
                        textes.get(m.code()) != null && !textes.get(m.code()).isBlank());
    }

    public Map<String, String> getTextes() {
        return textes;
    }

    public Integer getRevision() {
        return revision;
    }

    public void setRevision(Integer v) {
        revision = v;
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

    public BigDecimal getTarif() {
        return tarif;
    }

    public void setTarif(BigDecimal v) {
        tarif = v;
    }

    public String getItineraire() {
        return itineraire;
    }

    public void setItineraire(String v) {
        itineraire = v;
    }

    public Integer getItineraireRang() {
        return itineraireRang;
    }

    public void setItineraireRang(Integer v) {
        itineraireRang = v;
    }
}
