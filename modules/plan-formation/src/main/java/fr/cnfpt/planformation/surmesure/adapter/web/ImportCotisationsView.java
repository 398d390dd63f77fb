package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.FichierRecu;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.surmesure.application.ImporterDesCotisations;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation.Sort;
import fr.cnfpt.planformation.surmesure.persistence.EssaisDeCotisations.Essai;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Un fichier de cotisations : à déposer, ou essayé et à confirmer. Le sort montré est dans l'adresse. */
@Named("importCotisations")
@RequestScoped
public class ImportCotisationsView {

    private static final int TAILLE = 50;

    @Inject
    ImporterDesCotisations importer;

    private Part fichier;
    private Essai essai;
    private Map<Sort, Long> comptes = Map.of();
    private Long vu;
    private Sort sort;

    @PostConstruct
    void ouvrir() {
        essai = importer.enAttente().orElse(null);
        if (essai != null) {
            vu = essai.id();
            comptes = importer.comptes(vu);
        }
        sort = Arrays.stream(Sort.values())
                .filter(s -> s.name().equals(Requete.texte("sort")))
                .findFirst()
                .orElseGet(() -> Arrays.stream(Sort.values())
                        .filter(comptes::containsKey)
                        .findFirst()
                        .orElse(Sort.REFUSE));
    }

    public void deposer() {
        if (!FichierRecu.present(fichier)) {
            Ecran.refuser("Choisissez un fichier CSV ou XLSX.");
            return;
        }
        Ecran.tenter(() -> {
            FichierRecu recu = FichierRecu.de(fichier);
            try {
                importer.essayer(recu.nom(), recu.copie());
            } finally {
                recu.oter();
            }
            Ecran.aller(PagesDuSurMesure.IMPORT);
        });
    }

    public void confirmer() {
        Ecran.tenter(() -> {
            Optional<Integer> constatees = importer.confirmer(vu);
            if (constatees.isEmpty()) {
                Ecran.avertir(
                        "Des cotisations ont été constatées depuis l'essai. Rien n'est écrit : relisez ce que ce fichier ferait maintenant, et confirmez de nouveau.");
                Ecran.aller(PagesDuSurMesure.IMPORT);
            } else {
                Ecran.succes(
                        Texte.pluriel(constatees.get(), "cotisation est constatée.", "cotisations sont constatées."));
                Ecran.aller(PagesDuSurMesure.COTISATIONS);
            }
        });
    }

    public void abandonner() {
        if (Ecran.tenter(() -> importer.abandonner(vu))) {
            Ecran.succes("L'essai est abandonné : aucune cotisation n'est constatée.");
            Ecran.aller(PagesDuSurMesure.IMPORT);
        }
    }

    public void emporterLesRefus() {
        Ecran.telechargerEnFlux(
                "text/csv;charset=UTF-8", "refus-cotisations.csv", sortie -> importer.emporterLesRefus(vu, sortie));
    }

    /** L'essai que cette page montre : c'est lui, et nul autre, que l'on confirme ou que l'on abandonne. */
    public Long getVu() {
        return vu;
    }

    public void setVu(Long v) {
        vu = v;
    }

    public boolean isEnAttente() {
        return essai != null;
    }

    public String getQuand() {
        return essai.fichier() + ", déposé le " + Texte.moment(essai.deposeLe()) + " par " + essai.par() + " · "
                + essai.lecture();
    }

    public List<Sort> getSorts() {
        return Arrays.stream(Sort.values())
                .filter(s -> s == Sort.REFUSE || comptes.containsKey(s))
                .toList();
    }

    public long nombre(Sort s) {
        return comptes.getOrDefault(s, 0L);
    }

    public long getRefusees() {
        return nombre(Sort.REFUSE);
    }

    public long getAEcrire() {
        return nombre(Sort.NOUVEAU) + nombre(Sort.RECULE);
    }

    public String getCeQuiSeraFait() {
        return "Confirmer : " + Texte.pluriel(getAEcrire(), "cotisation à constater", "cotisations à constater");
    }

    public Sort getSort() {
        return sort;
    }

    public boolean isRefus() {
        return sort == Sort.REFUSE;
    }

    public String getTitreDesLignes() {
        return switch (sort) {
            case REFUSE -> "Refusées, et pourquoi";
            case RECULE -> "À vérifier : le dernier constat va plus loin";
            case NOUVEAU -> "À constater";
            case CONNU -> "Déjà constatées : rien ne change";
        };
    }

    public List<LigneDeCotisation> getLignes() {
        return importer.lignes(vu, sort, Pagination.premiere(TAILLE), TAILLE);
    }

    public String jour(LigneDeCotisation l) {
        return Texte.date(l.aJourAu());
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, nombre(sort));
    }

    public Part getFichier() {
        return fichier;
    }

    public void setFichier(Part v) {
        fichier = v;
    }
}
