package fr.cnfpt.acces.intercommunal.adapter.web;

import fr.cnfpt.acces.intercommunal.application.PartagerUnStatut;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Sur la fiche d'un agent : avec quels autres employeurs son statut est partagé. */
@Named("statutPartage")
@RequestScoped
public class StatutPartageView {

    @Inject
    PartagerUnStatut partage;

    @Inject
    Annuaire annuaire;

    private long agentId;
    private boolean presente;
    private List<PartagerUnStatut.Ligne> lignes = List.of();
    private final Choix avec = new Choix(this::chercher, this::parSiren);

    @PostConstruct
    void ouvrir() {
        relire();
    }

    /** Un agent parti n'a plus de statut à partager : la fiche s'ouvre, ce volet non. */
    private void relire() {
        try {
            agentId = Requete.identifiant("id");
            lignes = partage.lister(agentId);
            presente = true;
        } catch (Refus r) {
            presente = false;
        }
    }

    private List<Proposition> chercher(String texte, int auPlus) {
        return annuaire.chercherCollectivites(Portee.ENTIERE, texte, auPlus).stream()
                .map(StatutPartageView::proposition)
                .toList();
    }

    private Optional<Proposition> parSiren(String siren) {
        return siren.matches("\\d{9}")
                ? annuaire.chercherCollectivites(Portee.ENTIERE, siren, 1).stream()
                        .filter(c -> c.siren().equals(siren))
                        .map(StatutPartageView::proposition)
                        .findFirst()
                : Optional.empty();
    }

    private static Proposition proposition(CollectiviteInfo c) {
        return new Proposition(c.siren(), c.nom(), "département " + c.departement() + " · " + c.sirenLisible());
    }

    public boolean isPresente() {
        return presente;
    }

    public List<PartagerUnStatut.Ligne> getLignes() {
        return lignes;
    }

    public Choix getAvec() {
        return avec;
    }

    public String situation(PartagerUnStatut.Ligne l) {
        return l.communDepuis() == null
                ? "En attente de l'autre employeur"
                : "Partagé depuis le " + Texte.moment(l.communDepuis());
    }

    public String declare(PartagerUnStatut.Ligne l) {
        return Texte.moment(l.declaration().declareLe());
    }

    public void declarer() {
        if (Ecran.tenter(() -> Ecran.succes(
                partage.declarer(agentId, avec.code())
                        ? "L'autre employeur l'avait déclaré aussi : le statut est partagé."
                        : "Déclaration enregistrée, en attente de l'autre employeur."))) {
            avec.setChoisie(null);
        }
        relire();
    }

    public void retirer(long declaration) {
        Ecran.tenter(() -> {
            partage.retirer(agentId, declaration);
            Ecran.succes("Déclaration retirée.");
        });
        relire();
    }
}
