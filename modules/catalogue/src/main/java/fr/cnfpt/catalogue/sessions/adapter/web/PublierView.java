package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.francais.Francais;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publier une session d'un stage du catalogue. */
@Named("publier")
@RequestScoped
public class PublierView {

    @Inject
    PublierSession publication;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Portees portees;

    @Inject
    UtilisateurCourant courant;

    private final Choix stage = new Choix(this::stages, this::stage);
    private Long structure;
    private String type = "INTER";
    private LocalDate debut;
    private LocalDate fin;
    private LocalDate cloture;
    private String horaires = "9 h – 12 h 30, 13 h 30 – 16 h";
    private String ville;
    private String adresse;
    private Integer capacite = 15;
    private int minimum = 8;
    private final Choix formateur = new Choix(this::formateurs, this::formateur);
    private boolean nationale;
    private List<String> alertes = List.of();

    @PostConstruct
    void ouvrir() {
        structure = portees.courante().structureId();
        if (structure == null && Requete.texte("session:structure").matches("[0-9]{1,18}")) {
            structure = Long.valueOf(Requete.texte("session:structure"));
        }
        stage.avec(Requete.texte("stage"));
    }

    private List<Proposition> stages(String texte, int auPlus) {
        return offre.stages(texte, auPlus).stream()
                .map(s -> new Proposition(
                        s.code(),
                        s.intitule(),
                        s.code() + " · " + s.modalite().libelle().toLowerCase()))
                .toList();
    }

    private Optional<Proposition> stage(String code) {
        return stages(code, 1).stream().filter(p -> p.code().equals(code)).findFirst();
    }

    public List<StructureInfo> getStructures() {
        return annuaire.structures();
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    private List<Proposition> formateurs(String texte, int auPlus) {
        String cherche = Francais.lettres(texte);
        return (structure == null ? List.<CompteInfo>of() : acteurs.formateurs(structure))
                .stream()
                        .filter(c -> Francais.lettres(c.nom() + " " + c.identifiant())
                                .contains(cherche))
                        .limit(auPlus)
                        .map(c -> new Proposition(c.identifiant(), c.nom(), c.identifiant()))
                        .toList();
    }

    private Optional<Proposition> formateur(String identifiant) {
        return formateurs(identifiant, Integer.MAX_VALUE).stream()
                .filter(p -> p.code().equals(identifiant))
                .findFirst();
    }

    public void publier() {
        Ecran.tenter(() -> {
            if (structure == null) {
                throw Refus.invalide("champ-absent", "structure", "Choisissez qui organise.");
            }
            long stageId = offre.stages(stage.code(), 1).stream()
                    .filter(s -> s.code().equals(stage.code()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            Long formateurId = acteurs.formateurs(structure).stream()
                    .filter(c -> c.identifiant().equals(formateur.code()))
                    .findFirst()
                    .map(CompteInfo::id)
                    .orElse(null);
            Session.Publication saisie = new Session.Publication(
                    stageId,
                    type,
                    debut,
                    fin,
                    horaires,
                    ville,
                    adresse,
                    null,
                    capacite,
                    minimum,
                    null,
                    cloture == null ? debut : cloture,
                    formateurId);
            alertes = publication.alertes(saisie, structure);
            if (!alertes.isEmpty() && !getEmpreinte().equals(Requete.texte("vu"))) {
                return;
            }
            long id = publication.executer(saisie, structure, nationale).id();
            Ecran.succes("La session est publiée : les collectivités de son aire la voient dès maintenant.");
            Ecran.aller("/inscription/stagiaires.xhtml", Map.of("session", id));
        });
    }

    public List<String> getAlertes() {
        return alertes;
    }

    /**
     * Les jours dont on vient de dire qu'ils sont chômés : la page l'emporte, et publier une seconde fois les confirme.
     */
    public String getEmpreinte() {
        return debut + " " + fin;
    }

    public Choix getStage() {
        return stage;
    }

    public Long getStructure() {
        return structure;
    }

    public void setStructure(Long v) {
        structure = v;
    }

    public String getType() {
        return type;
    }

    public void setType(String v) {
        type = v;
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

    public String getVille() {
        return ville;
    }

    public void setVille(String v) {
        ville = v;
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String v) {
        adresse = v;
    }

    public Integer getCapacite() {
        return capacite;
    }

    public void setCapacite(Integer v) {
        capacite = v;
    }

    public int getMinimum() {
        return minimum;
    }

    public void setMinimum(int v) {
        minimum = v;
    }

    public Choix getFormateur() {
        return formateur;
    }

    public boolean isNationale() {
        return nationale;
    }

    public void setNationale(boolean v) {
        nationale = v;
    }
}
