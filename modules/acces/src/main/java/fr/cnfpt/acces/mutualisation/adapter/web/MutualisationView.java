package fr.cnfpt.acces.mutualisation.adapter.web;

import fr.cnfpt.acces.mutualisation.application.MutualiserLesInscriptions;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Les mutualisations en cours, et de quoi en ouvrir une : une délégation choisit d'abord la collectivité, une RH est
 * déjà la sienne.
 */
@Named("mutualisation")
@RequestScoped
public class MutualisationView {
    private static final int LUES = 100;
    private static final int CANDIDATES = 10;

    @Inject
    MutualiserLesInscriptions mutualisation;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    UtilisateurCourant courant;

    private String recherche;
    private Long collectiviteId;
    private String collectivite;
    private String departement;

    @PostConstruct
    void ouvrir() {
        recherche = Requete.texte("q");
        collectiviteId = isRh()
                ? Long.valueOf(courant.get().collectivite())
                : Requete.texte("collectivite").isEmpty() ? null : Long.valueOf(Requete.identifiant("collectivite"));
        Optional<CollectiviteInfo> choisie =
                collectiviteId == null ? Optional.empty() : annuaire.collectivite(collectiviteId);
        collectivite = choisie.map(CollectiviteInfo::nom).orElse(null);
        departement = choisie.map(CollectiviteInfo::departement).orElse("");
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public List<Rattachements.Ligne> getLignes() {
        return mutualisation.enCours();
    }

    /**
     * Qui peut être choisie à cette étape : une du ressort d'abord ; ensuite n'importe laquelle, celles du département
     * en tête.
     */
    public List<CollectiviteInfo> getCandidates() {
        if (recherche.isEmpty()) {
            return List.of();
        }
        return annuaire
                .chercherCollectivites(collectivite == null ? portees.courante() : Portee.ENTIERE, recherche, LUES)
                .stream()
                .filter(c -> collectiviteId == null || c.id() != collectiviteId)
                .sorted(Comparator.comparing(c -> !c.departement().equals(departement)))
                .limit(CANDIDATES)
                .toList();
    }

    public void confier(long gestionnaire, String nom) {
        if (Ecran.tenter(() -> mutualisation.rattacher(collectiviteId, gestionnaire))) {
            Ecran.succes(nom + " peut désormais agir pour " + collectivite + ".");
            Ecran.aller("/acces/mutualisation.xhtml");
        }
    }

    public void finir(long id) {
        Ecran.tenter(() -> {
            mutualisation.finir(id);
            Ecran.succes("La mutualisation a pris fin.");
        });
    }

    public String date(LocalDate d) {
        return Texte.date(d);
    }

    public String getRecherche() {
        return recherche;
    }

    public Long getCollectiviteId() {
        return collectiviteId;
    }

    public String getCollectivite() {
        return collectivite;
    }
}
