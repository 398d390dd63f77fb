package fr.cnfpt.catalogue.stages.adapter.web;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.persistence.Stages.LigneDeStage;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les fiches de l'offre ; filtres : q, etat. */
@Named("stages")
@RequestScoped
public class StagesView implements Liste<LigneDeStage> {

    @Inject
    ConsulterLesFiches fiches;

    private Tableau<LigneDeStage> tableau;

    public Tableau<LigneDeStage> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "stages";
    }

    @Override
    public String titre() {
        return "Fiches de stage";
    }

    @Override
    public List<ColonneDeListe<LigneDeStage>> colonnes() {
        return List.of(
                ColonneDeListe.de("stage", "Stage", LigneDeStage::intitule),
                ColonneDeListe.de("code", "Code", LigneDeStage::code),
                ColonneDeListe.de("specialite", "Spécialité", LigneDeStage::specialite),
                ColonneDeListe.de("modalite", "Modalité", StagesView::modaliteEnClair),
                ColonneDeListe.de("version", "Version", StagesView::versionEnClair),
                ColonneDeListe.de("etat", "État", StagesView::etatEnClair));
    }

    private static String modaliteEnClair(LigneDeStage l) {
        return l.modalite() == null ? "" : Modalite.valueOf(l.modalite()).libelle();
    }

    private static String versionEnClair(LigneDeStage l) {
        return l.version() == null ? "" : l.version() + ", depuis le " + Texte.moment(l.depuis());
    }

    private static String etatEnClair(LigneDeStage l) {
        return l.version() == null
                ? "jamais publiée"
                : l.retire() ? "retiré" : l.brouillonId() == null ? "en vigueur" : "en vigueur, un brouillon";
    }

    public String etat(LigneDeStage l) {
        return etatEnClair(l);
    }

    public String ton(LigneDeStage l) {
        return l.retire() ? "neutre" : l.version() == null || l.brouillonId() != null ? "attente" : "bon";
    }

    /** Un stage neuf n'a encore que son brouillon. */
    public String adresse(LigneDeStage l) {
        return l.version() == null
                ? "/catalogue/stage.xhtml?brouillon=" + l.brouillonId()
                : "/catalogue/fiche.xhtml?code=" + l.code();
    }

    public List<Option> getEtats() {
        return List.of(
                Option.de("VIGUEUR", "En vigueur"),
                Option.de("BROUILLON", "Au brouillon"),
                Option.de("RETIRE", "Retirés"));
    }

    public String getResume() {
        return Texte.compte(getTableau().getTotal(), "Aucune fiche", "fiche", "fiches")
                + ". Chacune garde ses versions ; une session garde celle sous laquelle elle est publiée.";
    }

    @Override
    public Page<LigneDeStage> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(
                fiches.lister(d.texte("q"), d.texte("etat"), premiere, combien),
                fiches.compter(d.texte("q"), d.texte("etat")));
    }
}
