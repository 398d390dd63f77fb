package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.application.DemandeVue;
import fr.cnfpt.planformation.surmesure.application.DemanderDuSurMesure;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Préparer une demande : d'après une fiche ({@code ?stage=CODE}), d'après une recherche restée sans réponse
 * ({@code ?mots=…}), ou reprendre un brouillon ({@code ?id=}).
 */
@Named("demander")
@RequestScoped
public class DemanderView {

    private static final int MOTS_AU_PLUS = 255;

    @Inject
    DemanderDuSurMesure demander;

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    OffreDeFormation offre;

    @Inject
    Horloge horloge;

    private final Choix stage = new Choix(this::stages);
    private Long brouillon;
    private DemandeSurMesure.Type type = DemandeSurMesure.Type.INTRA;
    private String intitule;
    private String besoin;
    private Integer effectif;
    private LocalDate souhaitDu;
    private LocalDate souhaitAu;
    private String salle;
    private Integer sallePlaces;
    private String contraintes;

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        if (Requete.texte("id").isEmpty()) {
            String mots = Requete.texte("mots");
            intitule = mots.length() > MOTS_AU_PLUS ? mots.substring(0, MOTS_AU_PLUS) : mots;
            stage.avec(Requete.texte("stage"));
            return;
        }
        try {
            brouillon = Requete.identifiant("id");
            DemandeVue d = consulter.une(brouillon);
            if (!d.peut(GesteSurMesure.COMPLETER)) {
                Requete.introuvable();
                return;
            }
            reprendre(d);
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    private void reprendre(DemandeVue d) {
        BesoinSurMesure b = d.besoin();
        type = d.type();
        stage.avec(d.stageCode());
        intitule = b.stageId() == null ? b.intitule() : null;
        besoin = b.besoin();
        effectif = b.effectif();
        souhaitDu = b.souhaitDu();
        souhaitAu = b.souhaitAu();
        salle = b.salle();
        sallePlaces = b.sallePlaces();
        contraintes = b.contraintes();
    }

    private List<Proposition> stages(String texte, int auPlus) {
        return offre.stages(texte, auPlus).stream()
                .map(s -> new Proposition(s.code(), s.intitule(), s.precision()))
                .toList();
    }

    public void enregistrer() {
        Ecran.tenter(() -> {
            Long stageId = stage.code() == null
                    ? null
                    : offre.stages(stage.code(), 1).stream()
                            .filter(s -> s.code().equals(stage.code()))
                            .findFirst()
                            .map(StageInfo::id)
                            .orElse(null);
            BesoinSurMesure b = new BesoinSurMesure(
                    stageId,
                    stageId == null ? intitule : stage.getChoisie().libelle(),
                    besoin,
                    effectif,
                    souhaitDu,
                    souhaitAu,
                    salle,
                    sallePlaces,
                    contraintes);
            long id;
            if (brouillon == null) {
                id = demander.ouvrir(type, b);
            } else {
                demander.completer(brouillon, b);
                id = brouillon;
            }
            Ecran.succes(
                    type == DemandeSurMesure.Type.UNION
                            ? "La demande est préparée. Invitez maintenant les employeurs avec qui la faire."
                            : "La demande est préparée. Relisez-la, puis envoyez-la à votre délégation.");
            Ecran.aller(PagesDuSurMesure.DEMANDE, Map.of("id", id));
        });
    }

    public boolean isReprise() {
        return brouillon != null;
    }

    public Long getBrouillon() {
        return brouillon;
    }

    public String getDemain() {
        return horloge.aujourdhui().plusDays(1).toString();
    }

    public DemandeSurMesure.Type[] getTypes() {
        return DemandeSurMesure.Type.values();
    }

    public Choix getStage() {
        return stage;
    }

    public DemandeSurMesure.Type getType() {
        return type;
    }

    public void setType(DemandeSurMesure.Type v) {
        type = v;
    }

    public String getIntitule() {
        return intitule;
    }

    public void setIntitule(String v) {
        intitule = v;
    }

    public String getBesoin() {
        return besoin;
    }

    public void setBesoin(String v) {
        besoin = v;
    }

    public Integer getEffectif() {
        return effectif;
    }

    public void setEffectif(Integer v) {
        effectif = v;
    }

    public LocalDate getSouhaitDu() {
        return souhaitDu;
    }

    public void setSouhaitDu(LocalDate v) {
        souhaitDu = v;
    }

    public LocalDate getSouhaitAu() {
        return souhaitAu;
    }

    public void setSouhaitAu(LocalDate v) {
        souhaitAu = v;
    }

    public String getSalle() {
        return salle;
    }

    public void setSalle(String v) {
        salle = v;
    }

    public Integer getSallePlaces() {
        return sallePlaces;
    }

    public void setSallePlaces(Integer v) {
        sallePlaces = v;
    }

    public String getContraintes() {
        return contraintes;
    }

    public void setContraintes(String v) {
        contraintes = v;
    }
}
