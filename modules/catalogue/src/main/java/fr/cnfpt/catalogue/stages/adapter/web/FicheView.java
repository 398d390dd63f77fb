package fr.cnfpt.catalogue.stages.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.domain.VersionDeFiche;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** La fiche d'un stage : celle en vigueur ou une version d'avant, ce qui a changé de l'une à l'autre, et le retrait. */
@Named("stageFiche")
@RequestScoped
public class FicheView {

    /** Une ligne de la fiche, telle qu'on la lit. */
    public record LigneDeFiche(String libelle, List<String> textes) {}

    /** Une version, et ce qui y a changé depuis celle d'avant. */
    public record Pas(VersionDeFiche version, List<String> change) {}

    @Inject
    ConsulterLesFiches fiches;

    @Inject
    EcrireUneFiche ecriture;

    @Inject
    OffreDeFormation offre;

    private String code;
    private StageAuCatalogue stage;
    private List<VersionDeFiche> versions;
    private VersionDeFiche montree;
    private String motif;

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        code = Requete.texte("code");
        try {
            stage = fiches.stage(code);
            versions = fiches.versions(stage.id());
            int voulue = Requete.entier("version", stage.enVigueur().version());
            montree = versions.stream()
                    .filter(v -> v.version() == voulue)
                    .findFirst()
                    .orElseThrow(() -> Refus.introuvable("version-inconnue", "Cette fiche n'a pas cette version."));
        } catch (Refus inconnue) {
            Requete.introuvable();
        }
    }

    public StageAuCatalogue getStage() {
        return stage;
    }

    public VersionDeFiche getMontree() {
        return montree;
    }

    public FicheDeStage getFiche() {
        return montree.fiche();
    }

    public boolean isEnVigueur() {
        return montree.version() == stage.enVigueur().version();
    }

    public List<LigneDeFiche> getLignes() {
        List<LigneDeFiche> lignes = new ArrayList<>();
        montree.fiche().enClair(offre.specialites(), offre.natures()).forEach((libelle, texte) -> {
            if (texte != null) {
                lignes.add(new LigneDeFiche(libelle, texte.lines().toList()));
            }
        });
        return lignes;
    }

    /** Ce qu'exigent les règles d'aujourd'hui, et que la fiche en vigueur ne dit pas : elle date d'avant elles. */
    public List<FicheDeStage.Manque> getManques() {
        return fiches.manques(stage.enVigueur().fiche());
    }

    public List<Pas> getHistoire() {
        Map<String, String> specialites = offre.specialites();
        Map<String, String> natures = offre.natures();
        List<Pas> pas = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            VersionDeFiche v = versions.get(i);
            pas.add(new Pas(
                    v,
                    i + 1 == versions.size()
                            ? List.of()
                            : v.fiche().depuis(versions.get(i + 1).fiche(), specialites, natures).stream()
                                    .map(FicheDeStage.Ecart::libelle)
                                    .toList()));
        }
        return pas;
    }

    public BrouillonDeFiche getBrouillon() {
        return fiches.brouillonDuStage(stage.id()).orElse(null);
    }

    /** « Retiré le 3 mars 2026, 9 h 12, par la délégation … » */
    public String getRetrait() {
        return "Retiré le " + Texte.moment(stage.retireLe()) + ", par " + stage.retirePar();
    }

    public void retirer() {
        if (Ecran.tenter(() -> ecriture.retirer(code, motif))) {
            Ecran.succes("Le stage est retiré : on n'en publie plus de session. Vous pouvez le remettre au catalogue.");
            Ecran.aller("/catalogue/fiche.xhtml", Map.of("code", code));
        }
    }

    public void remettre() {
        if (Ecran.tenter(() -> ecriture.remettre(code))) {
            Ecran.succes("Le stage est de nouveau au catalogue.");
            Ecran.aller("/catalogue/fiche.xhtml", Map.of("code", code));
        }
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }
}
