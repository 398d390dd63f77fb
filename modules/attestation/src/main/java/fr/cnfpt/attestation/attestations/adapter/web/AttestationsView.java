package fr.cnfpt.attestation.attestations.adapter.web;

import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.application.PartagerMesAttestations;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.attestations.port.Attestations.Resume;
import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** La liste des attestations, dans la portée de chacun ; filtre : q. */
@Named("attestations")
@RequestScoped
public class AttestationsView implements Liste<Resume> {

    private static final String PARTAGEE = "partagée par l'agent, obtenue chez un autre employeur";

    @Inject
    ConsulterAttestations consulter;

    @Inject
    PartagerMesAttestations partage;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Resume> tableau;
    private Set<Long> partagees;
    private Boolean partageable;
    private BigDecimal heures = BigDecimal.ZERO;

    public Tableau<Resume> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "attestations";
    }

    @Override
    public String titre() {
        return getTitre();
    }

    @Override
    public List<ColonneDeListe<Resume>> colonnes() {
        List<ColonneDeListe<Resume>> c = new ArrayList<>();
        if (!isPersonnelles()) {
            c.add(ColonneDeListe.de("agent", "Agent", Resume::nom));
        }
        c.add(ColonneDeListe.de(
                "formation", "Formation", r -> r.intitule() + (r.partagee() ? " (" + PARTAGEE + ")" : "")));
        c.add(ColonneDeListe.de("dates", "Dates", Resume::periode));
        c.add(ColonneDeListe.<Resume>de("employeur", "Employeur", Resume::employeurMontre)
                .seulementSiElleVarie());
        c.add(ColonneDeListe.de("heures", "Heures", Resume::heuresEnClair));
        c.add(ColonneDeListe.<Resume>de("volume", "Volume", r -> Jfs.enClair(Jfs.deHeures(r.heures())))
                .surDemande());
        c.add(ColonneDeListe.de("delivree", "Délivrée", Resume::emiseLeEnClair));
        c.add(ColonneDeListe.de("numero", "Numéro", Resume::numero));
        c.add(ColonneDeListe.<Resume>de("etat", "État", r -> r.enVigueur() ? "en vigueur" : "révoquée")
                .seulementSiElleVarie());
        if (isPartageable()) {
            c.add(ColonneDeListe.de("partage", "Partage", this::partageDite));
        }
        return c;
    }

    @Override
    public Page<Resume> lire(DemandeDeListe d, int premiere, int combien) {
        Attestations.Page page = consulter.lister(d.texte("q"), d.identifiant("agent"), premiere, combien);
        heures = page.heures();
        return new Page<>(page.lignes(), page.total());
    }

    public void telecharger(long id, String numero) {
        try {
            Ecran.telecharger(consulter.pdf(id), "application/pdf", "attestation-" + numero + ".pdf");
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    /** Une personne qui a, ou a eu, plusieurs postes peut montrer à l'un de ses employeurs ce qui vient d'un autre. */
    public boolean isPartageable() {
        if (partageable == null) {
            partageable = isPersonnelles() && partage.aDAutresPostes();
        }
        return partageable;
    }

    /** Obtenue chez l'employeur au nom duquel la page agit, il la voit déjà. */
    public boolean obtenueIci(Resume r) {
        return courant.get().collectivite() == r.collectiviteId();
    }

    public boolean partagee(Resume r) {
        if (partagees == null) {
            partagees = partage.partagees();
        }
        return partagees.contains(r.id());
    }

    public String getPour() {
        return courant.get().pour();
    }

    private String partageDite(Resume r) {
        return obtenueIci(r) ? "obtenue ici" : partagee(r) ? "partagée" : "non partagée";
    }

    public void partager(long id) {
        changer(() -> {
            partage.partager(id);
            Ecran.succes(getPour()
                    + " voit désormais cette attestation. Vous pouvez cesser de la partager quand vous voulez.");
        });
    }

    public void partagerTout() {
        changer(() -> Ecran.succes(Texte.pluriel(partage.partagerTout(), "attestation", "attestations") + " de plus "
                + "à montrer à " + getPour() + ". Vous pouvez cesser de les partager quand vous voulez."));
    }

    public void reprendre(long id) {
        changer(() -> {
            partage.reprendre(id);
            Ecran.succes(getPour() + " ne voit plus cette attestation.");
        });
    }

    private void changer(Runnable geste) {
        Ecran.tenter(geste);
        partagees = null;
        getTableau().relire();
    }

    public boolean isFiltree() {
        return getTableau().getDemande().coche("q") || getTableau().getDemande().identifiant("agent") != null;
    }

    public boolean isPersonnelles() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public boolean isCnfpt() {
        return courant.get().role().estCnfpt();
    }

    public String getTitre() {
        return isPersonnelles() ? "Mes attestations" : "Attestations";
    }

    public String getSousTitre() {
        long total = getTableau().getTotal();
        return (total == 0
                        ? ""
                        : Texte.pluriel(total, "attestation", "attestations")
                                + (isPersonnelles() ? "" : ", " + Jfs.enClair(Jfs.deHeures(heures))) + ". ")
                + explication();
    }

    private String explication() {
        if (isPartageable()) {
            return "Celles de tous vos postes. Un employeur ne voit que celles obtenues chez lui, et celles que vous partagez avec lui.";
        }
        if (getTableau().getDemande().identifiant("agent") != null) {
            return "Celles d'un seul agent, celles qu'il partage comprises.";
        }
        return isPersonnelles()
                ? "Ce que vous avez suivi, heure par heure, à garder et à présenter. Quiconque peut en vérifier l'authenticité."
                : courant.get().est(Role.GESTIONNAIRE_RH)
                        ? "Celles de vos agents, et celles qu'ils partagent, de la plus récente à la plus ancienne."
                        : "De la plus récente à la plus ancienne.";
    }
}
