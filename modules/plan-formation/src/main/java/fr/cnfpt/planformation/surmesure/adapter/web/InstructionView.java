package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.application.DemandeVue;
import fr.cnfpt.planformation.surmesure.application.EtablirLaConvention;
import fr.cnfpt.planformation.surmesure.application.InstruireLeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.Devis;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Les gestes de la délégation sur une demande. Le formulaire part de ce que l'employeur souhaite, ou de la dernière
 * proposition, qu'une autre remplace.
 */
@Named("instruction")
@RequestScoped
public class InstructionView {

    /** De quoi laisser aux employeurs le temps d'inscrire. */
    private static final int CLOTURE_AVANT = 14;

    @Inject
    InstruireLeSurMesure instruire;

    @Inject
    EtablirLaConvention etablissement;

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Communes communes;

    @Inject
    UtilisateurCourant courant;

    private final Choix stage = new Choix(this::stages);
    private final Choix commune = new Choix(this::communes);
    private long id;
    private LocalDate debut;
    private LocalDate fin;
    private LocalDate cloture;
    private String horaires = "9 h – 12 h 30, 13 h 30 – 16 h";
    private String adresse;
    private Integer places;
    private boolean nouvelle;
    private String message;
    private String motif;
    private LocalDate signeeLe;
    private Devis devis;

    @PostConstruct
    void ouvrir() {
        if (!courant.get().role().estCnfpt()) {
            return;
        }
        try {
            id = Requete.identifiant("id");
            partirDe(consulter.une(id));
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    private void partirDe(DemandeVue d) {
        DemandeVue.Offerte p = d.proposition();
        places = d.effectifTotal();
        if (p == null) {
            stage.avec(d.stageCode());
            debut = d.besoin().souhaitDu();
            cloture = debut.minusDays(CLOTURE_AVANT);
            adresse = d.besoin().salle();
            commune.avec(annuaire.collectivite(d.collectiviteId())
                    .map(CollectiviteInfo::codeInsee)
                    .orElse(null));
            nouvelle = d.stageCode() == null;
            return;
        }
        stage.avec(p.stageCode());
        debut = p.debut();
        fin = p.fin();
        cloture = p.cloture();
        horaires = p.horaires();
        commune.avec(p.codeInsee());
        adresse = p.adresse();
        places = p.places();
        nouvelle = p.nouvelle();
    }

    private List<Proposition> stages(String texte, int auPlus) {
        return offre.stages(texte, auPlus).stream()
                .map(s -> new Proposition(s.code(), s.intitule(), s.precision()))
                .toList();
    }

    private List<Proposition> communes(String texte, int auPlus) {
        return communes.communes(texte, auPlus).stream()
                .map(c -> new Proposition(c.code(), c.libelle(), c.precision()))
                .toList();
    }

    /** Calcule le prix sans rien proposer. */
    public void chiffrer() {
        Ecran.tenter(() -> devis = instruire.devis(id, stage.code(), nouvelle));
    }

    public void proposer() {
        faire(
                () -> instruire.proposer(
                        id,
                        new InstruireLeSurMesure.Offre(
                                stage.code(),
                                debut,
                                fin,
                                cloture,
                                horaires,
                                commune.code(),
                                adresse,
                                places,
                                nouvelle,
                                message)),
                "La proposition est envoyée : les employeurs en sont prévenus.");
    }

    public void refuser() {
        faire(() -> instruire.refuser(id, motif), "La demande est refusée : les employeurs en liront le motif.");
    }

    public void etablir() {
        faire(
                () -> etablissement.executer(id),
                "La convention est établie et archivée. Les employeurs sont prévenus qu'ils peuvent la télécharger et la signer.");
    }

    public void signer() {
        faire(() -> instruire.signer(id, signeeLe), "La signature est notée. La session peut se publier.");
    }

    public void publier() {
        Ecran.tenter(() -> {
            SessionInfo session = instruire.publier(id);
            Ecran.succes("La session est publiée pour ces employeurs, et eux seuls. Ils en sont prévenus.");
            Ecran.aller("/inscription/stagiaires.xhtml", Map.of("session", session.id()));
        });
    }

    private void faire(Runnable geste, String fait) {
        if (Ecran.tenter(geste)) {
            Ecran.succes(fait);
            Ecran.aller(PagesDuSurMesure.DEMANDE, Map.of("id", id));
        }
    }

    public List<Devis.Ligne> getLignes() {
        return devis == null ? List.of() : devis.lignes();
    }

    public String getTotal() {
        return devis.total().signum() == 0 ? "compris dans la cotisation" : Texte.nombre(devis.total()) + " €";
    }

    public String source(Devis.Ligne l) {
        return l.regle().texte() + " " + l.regle().source() + ", depuis le "
                + Texte.date(l.regle().depuis()) + ".";
    }

    public Choix getStage() {
        return stage;
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

    public Choix getCommune() {
        return commune;
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String v) {
        adresse = v;
    }

    public Integer getPlaces() {
        return places;
    }

    public void setPlaces(Integer v) {
        places = v;
    }

    public boolean isNouvelle() {
        return nouvelle;
    }

    public void setNouvelle(boolean v) {
        nouvelle = v;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String v) {
        message = v;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }

    public LocalDate getSigneeLe() {
        return signeeLe;
    }

    public void setSigneeLe(LocalDate v) {
        signeeLe = v;
    }
}
