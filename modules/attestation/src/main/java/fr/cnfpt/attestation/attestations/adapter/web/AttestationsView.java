package fr.cnfpt.attestation.attestations.adapter.web;

import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.attestations.port.Attestations.Resume;
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
import java.util.ArrayList;
import java.util.List;

/** La liste des attestations, dans la portée de chacun ; filtre : q. */
@Named("attestations")
@RequestScoped
public class AttestationsView implements Liste<Resume> {

    @Inject
    ConsulterAttestations consulter;

    @Inject
    UtilisateurCourant courant;

    private Tableau<Resume> tableau;

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
        c.add(ColonneDeListe.de("formation", "Formation", Resume::intitule));
        c.add(ColonneDeListe.de("dates", "Dates", Resume::periode));
        c.add(ColonneDeListe.<Resume>de("employeur", "Employeur", Resume::employeur)
                .seulementSiElleVarie());
        c.add(ColonneDeListe.de("heures", "Heures", Resume::heuresEnClair));
        c.add(ColonneDeListe.de("delivree", "Délivrée", Resume::emiseLeEnClair));
        c.add(ColonneDeListe.de("numero", "Numéro", Resume::numero));
        c.add(ColonneDeListe.<Resume>de("etat", "État", r -> r.enVigueur() ? "en vigueur" : "révoquée")
                .seulementSiElleVarie());
        return c;
    }

    @Override
    public Page<Resume> lire(DemandeDeListe d, int premiere, int combien) {
        Attestations.Page page = consulter.lister(d.texte("q"), null, premiere, combien);
        return new Page<>(page.lignes(), page.total());
    }

    public void telecharger(long id, String numero) {
        try {
            Ecran.telecharger(consulter.pdf(id), "application/pdf", "attestation-" + numero + ".pdf");
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    public boolean isFiltree() {
        return getTableau().getDemande().coche("q");
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
        return (total == 0 ? "" : Texte.pluriel(total, "attestation", "attestations") + ". ") + explication();
    }

    private String explication() {
        return isPersonnelles()
                ? "Ce que vous avez suivi, heure par heure, à garder et à présenter. Quiconque peut en vérifier l'authenticité."
                : courant.get().est(Role.GESTIONNAIRE_RH)
                        ? "Celles de vos agents, de la plus récente à la plus ancienne."
                        : "De la plus récente à la plus ancienne.";
    }
}
