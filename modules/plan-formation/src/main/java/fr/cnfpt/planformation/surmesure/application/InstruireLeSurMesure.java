package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.catalogue.api.SessionsSurMesure.StageOffert;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.Devis;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import fr.cnfpt.planformation.surmesure.domain.PropositionDeSession;
import fr.cnfpt.planformation.surmesure.persistence.ReglesDuSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** La délégation : proposer à un prix, refuser, noter la signature, publier la session. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class InstruireLeSurMesure {

    @Inject
    DemandesDeMaPortee portee;

    @Inject
    SessionsSurMesure catalogue;

    @Inject
    OuvrirLaSession ouverture;

    @Inject
    ReglesDuSurMesure regles;

    @Inject
    Annuaire annuaire;

    @Inject
    Communes communes;

    @Inject
    AnnoncerLeSurMesure annonce;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * Ce que saisit la délégation.
     *
     * @param commune le code Insee de celle où l'on vient ; sans effet si le stage est à distance
     */
    public record Offre(
            String stage,
            LocalDate debut,
            LocalDate fin,
            LocalDate cloture,
            String horaires,
            String commune,
            String adresse,
            Integer places,
            boolean nouvelle,
            String message) {}

    /** Ce que coûterait cette fiche aujourd'hui. */
    public Devis devis(long id, String stage, boolean nouvelle) {
        return devis(portee.lue(id), offert(stage), nouvelle);
    }

    private Devis devis(DemandeSurMesure d, StageOffert stage, boolean nouvelle) {
        if (stage.payant() && stage.tarif() == null) {
            throw Refus.invalide(
                    "stage-sans-tarif",
                    "stage",
                    "Ce stage est payant et sa fiche ne dit pas son tarif : complétez-la d'abord.");
        }
        return Devis.calculer(
                d.type(),
                d.effectifTotal(),
                stage.jours(),
                stage.payant() ? stage.tarif() : null,
                nouvelle,
                regles.tarifs(horloge.aujourdhui()));
    }

    private StageOffert offert(String code) {
        return catalogue
                .stage(code == null ? "" : code)
                .orElseThrow(() -> Refus.invalide("stage-inconnu", "stage", "Choisissez un stage du catalogue."));
    }

    public void proposer(long id, Offre o) {
        DemandeSurMesure d = portee.aModifier(id, Qui.CNFPT);
        StageOffert stage = offert(o.stage());
        CommuneInfo ou = stage.enPresence() ? commune(o.commune()) : null;
        PropositionDeSession.Saisie saisie = new PropositionDeSession.Saisie(
                stage.id(),
                stage.intitule(),
                stage.jours(),
                o.debut(),
                o.fin(),
                o.cloture(),
                vide(o.horaires()),
                ou == null ? null : ou.nom(),
                vide(o.adresse()),
                ou == null ? null : ou.code(),
                o.places(),
                o.nouvelle(),
                o.message());
        Devis devis = devis(d, stage, o.nouvelle());
        d.proposer(saisie, devis, jour(d), courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "proposition, " + DemandeSurMesure.prix(devis.total()));
        annonce.auxEmployeurs(
                d,
                "Proposition de la délégation",
                "La délégation propose « " + stage.intitule() + " » " + Texte.periode(o.debut(), o.fin()) + ", "
                        + DemandeSurMesure.prix(devis.total())
                        + ". L'employeur qui porte la demande l'accepte ou la décline.");
    }

    private CommuneInfo commune(String code) {
        return Optional.ofNullable(code)
                .flatMap(communes::commune)
                .orElseThrow(() -> Refus.invalide(
                        "commune-absente", "commune", "On vient à ce stage : choisissez la commune où il se tiendra."));
    }

    private static String vide(String s) {
        return s == null || s.isBlank() ? null : s.strip();
    }

    public void refuser(long id, String motif) {
        DemandeSurMesure d = portee.aModifier(id, Qui.CNFPT);
        d.refuser(motif, courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "refusée");
        annonce.auxEmployeurs(
                d, "Demande refusée", "La délégation ne peut pas y répondre : « " + motif.strip() + " ».");
    }

    public void signer(long id, LocalDate le) {
        DemandeSurMesure d = portee.aModifier(id, Qui.CNFPT);
        d.signer(le, jour(d), courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "convention signée le " + Texte.date(le));
    }

    /** @param convention archivée ({@link EtablirLaConvention}) */
    public void porterLaConvention(long id, UUID convention) {
        DemandeSurMesure d = portee.aModifier(id, Qui.CNFPT);
        d.etablir(convention, courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "convention établie");
        annonce.auxEmployeurs(
                d,
                "Convention à signer",
                "La convention est prête : téléchargez-la, signez-la, et rendez-la à la délégation.");
    }

    /** Publie la session que dit la convention, pour ces employeurs seulement ; les agents nommés y sont inscrits. */
    public SessionInfo publier(long id) {
        DemandeSurMesure d = portee.aModifier(id, Qui.CNFPT);
        SessionInfo session = ouverture.executer(
                d,
                portee.portee().structureId() == null
                        ? d.structureId()
                        : portee.portee().structureId(),
                courant.get().nom(),
                horloge.maintenant());
        annonce.noter(d, "session " + session.id() + " publiée");
        annonce.deLOuverture(d, session);
        return session;
    }

    private LocalDate jour(DemandeSurMesure d) {
        return annuaire.structure(d.structureId())
                .map(s -> horloge.aujourdhui(s.fuseau()))
                .orElseGet(horloge::aujourdhui);
    }
}
