package fr.cnfpt.inscription.circuit.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.DonnerAvis;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.EditerLesPieces;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.ValiderBulletins;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Un bulletin : sa situation en une phrase, ce que disent les règles, son histoire, et les gestes possibles pour qui
 * regarde.
 */
@Named("bulletin")
@RequestScoped
public class BulletinView {

    @Inject
    ConsulterBulletins consultation;

    @Inject
    EditerLesPieces pieces;

    @Inject
    DonnerAvis avis;

    @Inject
    ValiderBulletins validation;

    @Inject
    InstruireBulletins instruction;

    @Inject
    AnnulerBulletin annulation;

    @Inject
    UtilisateurCourant courant;

    @Inject
    FileView file;

    private long id;
    private String motif;
    private Dossier dossier;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            dossier();
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    private Dossier dossier() {
        if (dossier == null) {
            dossier = consultation.dossier(id);
        }
        return dossier;
    }

    public String getTitre() {
        return (estLeMien() ? "Ma demande" : dossier().agent().nomComplet()) + ", «\u00a0"
                + dossier().session().intitule() + "\u00a0»";
    }

    public String getSousTitre() {
        return Texte.periode(dossier().session().debut(), dossier().session().fin()) + " · "
                + dossier().session().lieu() + " · déposé le "
                + Texte.moment(dossier().ligne().deposeLe());
    }

    public String getSituation() {
        return dossier().situation();
    }

    public String getExplication() {
        return dossier().explication();
    }

    public String getTon() {
        return dossier().etat().getTon();
    }

    public List<Dossier.Constat> getRegles() {
        return dossier().regles();
    }

    public List<Dossier.Pas> getHistoire() {
        return dossier().histoire();
    }

    public Dossier getDossier() {
        return dossier();
    }

    public fr.cnfpt.catalogue.api.SessionInfo getSession() {
        return dossier().session();
    }

    public fr.cnfpt.annuaire.api.AgentInfo getAgent() {
        return dossier().agent();
    }

    public fr.cnfpt.annuaire.api.CollectiviteInfo getCollectivite() {
        return dossier().collectivite();
    }

    public fr.cnfpt.inscription.api.Jauge getJauge() {
        return dossier().jauge();
    }

    public boolean isAutreVue() {
        return !estLeMien();
    }

    private Utilisateur moi() {
        return courant.get();
    }

    private Etat etat() {
        return dossier().etat();
    }

    /** Toutes les demandes de cette personne que l'on voit. */
    public String getSesDemandes() {
        return "/inscription/bulletins.xhtml?agent=" + dossier().agent().id();
    }

    private boolean estLeMien() {
        return moi().agentId() != null && moi().agentId() == dossier().agent().id();
    }

    public boolean isAvisPossible() {
        return moi().est(Role.RESPONSABLE)
                && etat() == Etat.PREINSCRIPTION
                && Geste.DONNER_UN_AVIS.admet(dossier().moment())
                && !estLeMien();
    }

    public boolean isValidationPossible() {
        return moi().est(Role.GESTIONNAIRE_RH) && dossier().aValider();
    }

    public boolean isAcceptationPossible() {
        return moi().role().estCnfpt() && dossier().admet(Geste.ACCEPTER);
    }

    public boolean isRefusPossible() {
        return moi().role().estCnfpt() && dossier().admet(Geste.REFUSER)
                || moi().est(Role.GESTIONNAIRE_RH) && dossier().admet(Geste.REFUSER_SANS_TRANSMETTRE);
    }

    public boolean isAnnulationPossible() {
        return (estLeMien() || moi().est(Role.GESTIONNAIRE_RH) || moi().role().estCnfpt())
                && (dossier().admet(Geste.RETIRER) || dossier().admet(Geste.ANNULER));
    }

    public boolean isRemplacementPossible() {
        return moi().est(Role.GESTIONNAIRE_RH)
                && dossier().admet(Geste.REMPLACER)
                && !dossier().session().prepareUnConcours();
    }

    public boolean isDepartPossible() {
        return moi().role().estCnfpt() && dossier().admet(Geste.NOTER_UN_DEPART);
    }

    public boolean isConvocationPrete() {
        return Set.of(Etat.CONVOQUEE, Etat.PRESENTE, Etat.ABSENTE, Etat.ATTESTEE)
                .contains(etat());
    }

    /** L'agent donne les siens à qui il veut, son employeur ceux qu'il a : le lien y mène. */
    public boolean isTransmissible() {
        return (isConvocationPrete() || isVisee())
                && !Set.of(Etat.REFUSEE, Etat.ANNULEE).contains(etat())
                && (estLeMien() || moi().est(Role.GESTIONNAIRE_RH));
    }

    public boolean isGeste() {
        return isAvisPossible()
                || isValidationPossible()
                || isAcceptationPossible()
                || isRefusPossible()
                || isAnnulationPossible()
                || isDepartPossible();
    }

    /** Ce qui ferme la porte se déplie : on n'y arrive pas par mégarde. */
    public String getAutreGeste() {
        return isAvisPossible()
                ? "Donner un avis défavorable…"
                : isRefusPossible()
                        ? (isAnnulationPossible() ? "Refuser ou annuler…" : "Refuser…")
                        : isDepartPossible() ? "Noter une absence ou un départ…" : "Annuler la demande…";
    }

    /** L'attribut {@code open} du volet : déplié après une erreur, pour garder sous les yeux ce qui a été saisi. */
    public String getOuvert() {
        return jakarta.faces.context.FacesContext.getCurrentInstance().isValidationFailed() ? "open" : null;
    }

    public void favorable() {
        faire(() -> avis.executer(id, true, motif), "Avis favorable enregistré. Le service formation prend la suite.");
    }

    public void defavorable() {
        faire(
                () -> avis.executer(id, false, motif),
                "Avis défavorable enregistré. Le service formation le lira avant de décider.");
    }

    public void valider() {
        AtomicReference<Placement> place = new AtomicReference<>();
        faire(
                () -> place.set(validation.executer(List.of(id)).get(0)),
                () -> "Bulletin transmis au CNFPT. "
                        + (place.get().place()
                                ? "Une place est tenue."
                                : "La session est complète : " + place.get().position()
                                        + (place.get().position() == 1 ? "re" : "e") + " en liste d'attente."));
    }

    public void accepter() {
        faire(() -> instruction.accepter(List.of(id)), "Bulletin accepté.");
    }

    public void refuser() {
        faire(
                () -> {
                    if (moi().role().estCnfpt()) {
                        instruction.refuser(id, motif);
                    } else {
                        validation.refuser(id, motif);
                    }
                },
                "Bulletin refusé. L'agent et la RH liront le motif.");
    }

    public void annuler() {
        faire(() -> annulation.executer(id, motif), "Demande annulée. La place, s'il y en avait une, est rendue.");
    }

    public void noterUnDepart() {
        faire(
                () -> instruction.noterUnDepart(id, motif),
                "Absence ou départ enregistré. L'agent et la RH liront le motif.");
    }

    private void faire(Runnable geste, String succes) {
        faire(geste, () -> succes);
    }

    private void faire(Runnable geste, Supplier<String> succes) {
        file.retenir();
        // La page suivante montre quelqu'un d'autre : le message dit de qui l'on parle.
        String qui = file.isMontree() ? dossier().agent().nomComplet() + " : " : "";
        if (Ecran.tenter(geste)) {
            motif = null;
            file.avancer(qui + succes.get());
        }
        dossier = null;
    }

    public void convocation() {
        Ecran.tenter(() -> Ecran.telecharger(pieces.convocation(id), "application/pdf", "convocation-" + id + ".pdf"));
    }

    public boolean isVisee() {
        return dossier().visa() != null;
    }

    public void imprimer() {
        Ecran.tenter(() -> Ecran.telecharger(pieces.bulletin(id), "application/pdf", "bulletin-" + id + ".pdf"));
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String m) {
        motif = m;
    }

    public long getId() {
        return id;
    }
}
