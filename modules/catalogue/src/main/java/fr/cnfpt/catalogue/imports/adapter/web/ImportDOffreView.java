package fr.cnfpt.catalogue.imports.adapter.web;

import fr.cnfpt.catalogue.imports.application.ConfirmerUneOffre;
import fr.cnfpt.catalogue.imports.application.ImporterUneOffre;
import fr.cnfpt.catalogue.imports.application.SuivreUneOffre;
import fr.cnfpt.catalogue.imports.domain.Verdict.Sort;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre.ImportDOffre;
import fr.cnfpt.catalogue.imports.persistence.ImportsDOffre.LigneJugee;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.FichierRecu;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** L'import d'une offre, là où il en est : à déposer, à confirmer, en écriture, fini. Le sort est dans l'adresse. */
@Named("importOffre")
@RequestScoped
public class ImportDOffreView {

    private static final int TAILLE = 50;
    private static final String PAGE = "/catalogue/import.xhtml";

    @Inject
    ImporterUneOffre importer;

    @Inject
    ConfirmerUneOffre confirmation;

    @Inject
    SuivreUneOffre suivi;

    private Part fichier;
    private ImportDOffre courant;
    private Map<Sort, Long> comptes = Map.of();
    private Long vu;
    private Sort sort;

    @PostConstruct
    void ouvrir() {
        relire();
        sort = Arrays.stream(Sort.values())
                .filter(s -> s.name().equals(Requete.texte("sort")))
                .findFirst()
                .orElseGet(() -> Arrays.stream(Sort.values())
                        .filter(comptes::containsKey)
                        .findFirst()
                        .orElse(Sort.REFUSE));
    }

    private void relire() {
        courant = suivi.dernier().orElse(null);
        vu = courant == null ? null : courant.id();
        comptes = isEssai() ? suivi.comptes(vu) : Map.of();
    }

    /** Appelée par la page tant qu'on écrit. */
    public void suivre() {
        relire();
        if (!isEnCours()) {
            Ecran.aller(PAGE);
        }
    }

    public void deposer() {
        if (!FichierRecu.present(fichier)) {
            Ecran.refuser("Choisissez un fichier CSV, XLSX ou LHEO.");
            return;
        }
        Ecran.tenter(() -> {
            FichierRecu recu = FichierRecu.de(fichier);
            try {
                importer.essayer(recu.nom(), recu.copie());
            } finally {
                recu.oter();
            }
            Ecran.aller(PAGE);
        });
    }

    public void confirmer() {
        if (Ecran.tenter(() -> confirmation.executer(vu))) {
            Ecran.aller(PAGE);
        }
    }

    public void abandonner() {
        if (Ecran.tenter(() -> suivi.abandonner(vu))) {
            Ecran.succes("L'essai est abandonné : le catalogue n'a pas changé.");
            Ecran.aller(PAGE);
        }
    }

    public void emporterLesRefus() {
        Ecran.telechargerEnFlux(
                "text/csv;charset=UTF-8", "refus-offre-" + vu + ".csv", sortie -> suivi.emporterLesRefus(vu, sortie));
    }

    /** L'essai que cette page montre : c'est lui, et nul autre, que l'on confirme ou que l'on abandonne. */
    public Long getVu() {
        return vu;
    }

    public void setVu(Long v) {
        vu = v;
    }

    public ImportDOffre getCourant() {
        return courant;
    }

    public boolean isEnCours() {
        return courant != null && courant.enCours();
    }

    public boolean isEssai() {
        return courant != null && courant.aLEssai();
    }

    public boolean isADeposer() {
        return !isEnCours() && !isEssai();
    }

    public List<Sort> getSorts() {
        return Arrays.stream(Sort.values())
                .filter(s -> s == Sort.REFUSE || comptes.containsKey(s))
                .toList();
    }

    public long nombre(Sort s) {
        return comptes.getOrDefault(s, 0L);
    }

    public Sort getSort() {
        return sort;
    }

    public boolean isRefus() {
        return sort == Sort.REFUSE;
    }

    public List<LigneJugee> getLignes() {
        return isEssai() ? suivi.lignes(vu, sort, Pagination.premiere(TAILLE), TAILLE) : List.of();
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, nombre(sort));
    }

    public String getSituation() {
        return switch (courant.etat()) {
            case "FAIT" ->
                "Offre importée : "
                        + Texte.pluriel(courant.ecrites(), "fiche ou session écrite", "fiches et sessions écrites");
            case "ABANDONNE" -> "Dernier essai abandonné : le catalogue n'a pas changé";
            case "ECRITURE" -> "Enregistrement en cours";
            default -> "Essai : rien n'est encore écrit";
        };
    }

    public String getAvancement() {
        return Texte.nombre(courant.ecrites()) + " sur " + Texte.nombre(courant.aEcrire());
    }

    public String getTon() {
        return switch (courant.etat()) {
            case "FAIT" -> "bon";
            case "ABANDONNE" -> "";
            default -> "accent";
        };
    }

    public String getQuand() {
        return courant.fichier() + ", déposé le " + Texte.moment(courant.creeLe()) + " · " + courant.lecture();
    }

    public String getIgnorees() {
        return String.join(", ", courant.ignorees());
    }

    public String getCeQuiSeraFait() {
        long sessions = nombre(Sort.SESSION) + nombre(Sort.A_VERIFIER);
        long fiches = nombre(Sort.FICHE) + nombre(Sort.BROUILLON);
        return "Confirmer : "
                + (fiches == 0
                        ? Texte.pluriel(sessions, "session à publier", "sessions à publier")
                        : Texte.pluriel(fiches, "fiche", "fiches") + ", "
                                + Texte.pluriel(sessions, "session", "sessions"));
    }

    public Part getFichier() {
        return fichier;
    }

    public void setFichier(Part v) {
        fichier = v;
    }
}
