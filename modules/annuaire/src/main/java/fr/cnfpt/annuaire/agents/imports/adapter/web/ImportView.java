package fr.cnfpt.annuaire.agents.imports.adapter.web;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.imports.application.ImporterAgents;
import fr.cnfpt.annuaire.agents.imports.application.SuivreImports;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.agents.imports.persistence.Ressemblances;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.FichierRecu;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * L'import d'agents de la collectivité, là où il en est : à déposer, en lecture, à rapprocher, à l'essai, en écriture,
 * fini. Le sort et la page sont dans l'adresse.
 */
@Named("importAgents")
@RequestScoped
public class ImportView {
    private static final int TAILLE = 50;

    @Inject
    ImporterAgents importer;

    @Inject
    SuivreImports suivi;

    private Part fichier;
    private SuivreImports.ColonnesARapprocher rapprochement;
    private List<Reponse> reponses;
    private Imports.Import courant;
    private Long vu;
    private String sort;
    private int premiere;

    /** Une colonne inconnue, et ce que la personne en dit. */
    public static class Reponse {
        private final String entete;
        private final String exemples;
        private String colonne;

        Reponse(SuivreImports.ColonneInconnue c) {
            entete = c.entete();
            exemples = c.exemples().isEmpty() ? "Toujours vide dans ce fichier." : "Par exemple : " + c.exemples();
            colonne = c.proposee().map(Colonne::code).orElse("");
        }

        public String getEntete() {
            return entete;
        }

        public String getExemples() {
            return exemples;
        }

        public String getColonne() {
            return colonne;
        }

        public void setColonne(String c) {
            colonne = c;
        }
    }

    @PostConstruct
    void ouvrir() {
        String demande = Requete.texte("sort");
        sort = demande.matches("CREE|CHANGE|INCHANGE|REFUSE|ENTRE_TEMPS|A_VERIFIER") ? demande : "";
        premiere = Pagination.premiere(TAILLE);
        relire();
        if (sort.isEmpty() && courant != null) {
            sort = courant.refuses() > 0
                    ? "REFUSE"
                    : courant.aVerifier() > 0 ? "A_VERIFIER" : courant.changes() > 0 ? "CHANGE" : "CREE";
        }
    }

    /** Appelée par la page tant qu'un travail est en cours. */
    public void relire() {
        courant = suivi.dernier().orElse(null);
        vu = courant == null ? null : courant.id();
    }

    public void suivre() {
        relire();
        if (courant == null || !courant.enCours()) {
            Ecran.aller("/annuaire/import.xhtml");
        }
    }

    public void deposer() {
        if (!FichierRecu.present(fichier)) {
            Ecran.refuser("Choisissez un fichier CSV ou XLSX.");
            return;
        }
        Ecran.tenter(() -> {
            FichierRecu recu = FichierRecu.de(fichier);
            importer.deposer(recu.nom(), recu.copie());
            Ecran.aller("/annuaire/import.xhtml");
        });
    }

    public void confirmer() {
        if (Ecran.tenter(() -> importer.confirmer(vu))) {
            Ecran.aller("/annuaire/import.xhtml");
        }
    }

    public void rapprocher() {
        List<String> dits = getReponses().stream()
                .map(c -> c.colonne == null ? "" : c.colonne)
                .toList();
        if (Ecran.tenter(() -> importer.rapprocher(vu, dits))) {
            Ecran.aller("/annuaire/import.xhtml");
        }
    }

    public void revoirLesColonnes() {
        if (Ecran.tenter(() -> suivi.oublierLesColonnes(vu))) {
            Ecran.succes("L'essai est abandonné. Redéposez le fichier : ses colonnes seront redemandées.");
            Ecran.aller("/annuaire/import.xhtml");
        }
    }

    public void abandonner() {
        if (Ecran.tenter(() -> suivi.abandonner(vu))) {
            Ecran.succes("L'essai est abandonné : aucun agent n'a été touché.");
            Ecran.aller("/annuaire/import.xhtml");
        }
    }

    public void emporterLesRefus() {
        Ecran.telechargerEnFlux(
                "text/csv;charset=UTF-8",
                "refus-import-" + courant.id() + ".csv",
                sortie -> suivi.emporterLesRefus(courant.id(), sortie));
    }

    /** L'essai que cette page montre : c'est lui, et nul autre, que l'on confirme ou que l'on abandonne. */
    public Long getVu() {
        return vu;
    }

    public void setVu(Long v) {
        vu = v;
    }

    public Imports.Import getCourant() {
        return courant;
    }

    public boolean isADeposer() {
        return courant == null || !courant.enCours() && !isEssai() && !isARapprocher();
    }

    public boolean isARapprocher() {
        return courant != null && courant.etat().equals("COLONNES");
    }

    private SuivreImports.ColonnesARapprocher rapprochement() {
        if (rapprochement == null) {
            rapprochement = suivi.aRapprocher(courant.id());
        }
        return rapprochement;
    }

    /** Nommées par leur rang : l'import montré ({@code vu}) a toujours les mêmes, et c'est lui seul qui les reçoit. */
    public List<Reponse> getReponses() {
        if (!isARapprocher()) {
            return List.of();
        }
        if (reponses == null) {
            reponses = new ArrayList<>();
            rapprochement().colonnes().forEach(c -> reponses.add(new Reponse(c)));
        }
        return reponses;
    }

    public List<SelectItem> getOffertes() {
        return isARapprocher()
                ? rapprochement().offertes().stream()
                        .map(c -> new SelectItem(
                                c.code(), c.estObligatoire() ? c.libelle() + " (obligatoire)" : c.libelle()))
                        .toList()
                : List.of();
    }

    public boolean isColonnesRetenues() {
        return isEssai() && courant.lecture() != null && courant.lecture().contains("d'après votre choix");
    }

    public boolean isEnCours() {
        return courant != null && courant.enCours();
    }

    public boolean isEssai() {
        return courant != null && courant.etat().equals("ESSAI");
    }

    public boolean isMontreSesLignes() {
        return isEssai() || courant != null && courant.etat().equals("CONFIRME") && courant.refuses() > 0;
    }

    public String getSort() {
        return isEssai() ? sort : "REFUSE";
    }

    public List<Imports.LigneVue> getLignes() {
        return getSort().matches("REFUSE|A_VERIFIER")
                ? List.of()
                : suivi.lignes(courant.id(), getSort(), premiere, TAILLE);
    }

    public List<Imports.RefusDeLigne> getRefus() {
        return getSort().equals("REFUSE") ? suivi.refus(courant.id(), premiere, TAILLE) : List.of();
    }

    public List<Ressemblances.Ressemblance> getRessemblances() {
        return getSort().equals("A_VERIFIER") ? suivi.ressemblances(courant.id(), premiere, TAILLE) : List.of();
    }

    public Pagination getPagination() {
        return Pagination.demandee(
                TAILLE, getSort().equals("A_VERIFIER") ? courant.aVerifier() : suivi.nombre(courant.id(), getSort()));
    }

    public String getSituation() {
        return switch (courant.etat()) {
            case "CONFIRME" ->
                "Import fait : " + Texte.pluriel(courant.crees(), "agent créé", "agents créés") + ", "
                        + Texte.pluriel(courant.changes(), "changé", "changés");
            case "ABANDONNE" -> "Dernier essai abandonné : aucun agent touché";
            case "REFUSE" -> "Fichier refusé : aucun agent touché";
            case "INTERROMPU" -> "Import interrompu : aucun agent touché";
            case "LECTURE" ->
                courant.lignes() == 0
                        ? "Le fichier est reçu, la lecture commence"
                        : Texte.pluriel(courant.lignes(), "ligne lue", "lignes lues") + " sur le fichier";
            case "CONFIRMATION" -> "Enregistrement de " + Texte.pluriel(courant.aEcrire(), "agent", "agents");
            case "COLONNES" -> "Des colonnes sont à rapprocher : rien n'est encore lu";
            default -> "Essai : rien n'est encore écrit";
        };
    }

    public String getTon() {
        return switch (courant.etat()) {
            case "CONFIRME" -> "bon";
            case "REFUSE", "INTERROMPU" -> "mauvais";
            case "ABANDONNE" -> "";
            default -> "accent";
        };
    }

    public String getQuand() {
        return courant.fichier() + ", déposé par " + courant.par() + " le "
                + Texte.moment(courant.creeLe().toInstant());
    }

    public String getCeQuiSeraFait() {
        return courant.refuses() == 0
                ? "Confirmer : " + Texte.pluriel(courant.aEcrire(), "agent à écrire", "agents à écrire")
                : courant.refuses() == 1
                        ? "Confirmer sans la ligne refusée"
                        : "Confirmer sans les " + Texte.pluriel(courant.refuses(), "ligne refusée", "lignes refusées");
    }

    public Part getFichier() {
        return fichier;
    }

    public void setFichier(Part v) {
        fichier = v;
    }
}
