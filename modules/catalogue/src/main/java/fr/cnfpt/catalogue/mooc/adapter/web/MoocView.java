package fr.cnfpt.catalogue.mooc.adapter.web;

import fr.cnfpt.catalogue.mooc.application.ConsulterLesMoocs;
import fr.cnfpt.catalogue.mooc.application.ConsulterLesMoocs.Fiche;
import fr.cnfpt.catalogue.mooc.application.TenirLesMoocs;
import fr.cnfpt.catalogue.mooc.domain.Edition;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Changement;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Concours;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Tutorat;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.dessin.Graphique;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Un MOOC : s'il est à retourner et pourquoi, ses éditions comparées, ses versions, ce qui reste à y intégrer. */
@Named("mooc")
@RequestScoped
public class MoocView {

    private static final String PAGE = "/catalogue/mooc.xhtml";

    @Inject
    ConsulterLesMoocs lecture;

    @Inject
    TenirLesMoocs tenue;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    private long id;
    private Fiche fiche;

    private LocalDate depuisLe;
    private String texte;
    private String source;
    private Long changement;
    private Integer semaines;
    private LocalDate tourneeLe;
    private String note;
    private LocalDate debut;
    private String mode = "FUN";
    private String collectivite;
    private Long concours;
    private Long edition;
    private Integer inscrits;
    private Integer reussites;
    private Integer part;
    private Long editionTutoree;
    private LocalDate seance;
    private String lieu;

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            fiche = lecture.voir(id);
        } catch (Refus inconnu) {
            Requete.introuvable();
        }
    }

    public Fiche getFiche() {
        return fiche;
    }

    public boolean isVieillit() {
        return fiche != null && !fiche.vieillit().isEmpty();
    }

    public String getPourquoi() {
        return String.join(" ", fiche.vieillit());
    }

    public boolean isSiege() {
        return courant.get().role() == Role.SIEGE;
    }

    /** Les plus récentes d'abord. */
    public List<Edition> getEditions() {
        return fiche.editions().stream()
                .sorted(Comparator.comparing(Edition::debut).reversed())
                .toList();
    }

    private List<Edition> chiffrees() {
        return fiche.editions().stream()
                .filter(e -> !e.intra() && e.inscrits() != null)
                .toList();
    }

    public boolean isComparable() {
        return fiche != null && chiffrees().size() > 1;
    }

    public boolean isInventees() {
        return fiche.editions().stream().anyMatch(Edition::demonstration);
    }

    public String getGraphique() {
        return Graphique.json(
                chiffrees(), Edition::nomCourt, "Inscrits", Edition::inscrits, "Réussite, en %", Edition::taux);
    }

    /** Ce que le graphique montre, en une phrase. */
    public String getLecture() {
        List<Edition> les = chiffrees();
        Edition premiere = les.get(0);
        Edition derniere = les.get(les.size() - 1);
        return "De la première édition chiffrée (" + premiere.debut().getYear() + ") à la dernière ("
                + derniere.debut().getYear() + ") : de " + Texte.milliers(premiere.inscrits()) + " à "
                + Texte.milliers(derniere.inscrits()) + " " + Texte.accord(derniere.inscrits(), "inscrit", "inscrits")
                + ", et de " + premiere.taux() + " % à "
                + derniere.taux() + " % de réussite.";
    }

    /** Celles qui ont commencé : elles se chiffrent. */
    public List<Edition> getCommencees() {
        return getEditions().stream()
                .filter(e -> !e.debut().isAfter(horloge.aujourdhui()))
                .toList();
    }

    public List<Edition> getIntras() {
        return getEditions().stream().filter(Edition::intra).toList();
    }

    public List<Tutorat> tutorats(Edition e) {
        return fiche.tutorats().stream().filter(t -> t.editionId() == e.id()).toList();
    }

    public List<Changement> getAttendus() {
        return fiche.changements().stream().filter(c -> c.integreLe() == null).toList();
    }

    public List<Concours> getConcoursAVenir() {
        return lecture.concours();
    }

    private void fait(String message) {
        Ecran.succes(message);
        Ecran.aller(PAGE, Map.of("id", id));
    }

    public void noter() {
        Ecran.tenter(() -> {
            tenue.noter(id, depuisLe, texte, source);
            fait("Le changement est noté : il attend d'être intégré.");
        });
    }

    public void rectifier() {
        Ecran.tenter(() -> {
            if (changement == null) {
                throw Refus.invalide("changement-absent", "changement", "Choisissez le changement.");
            }
            tenue.rectifier(id, changement);
            fait("Le changement est intégré par un rectificatif.");
        });
    }

    public void retourner() {
        Ecran.tenter(() -> {
            int integres = tenue.retourner(id, semaines == null ? 0 : semaines, tourneeLe, note);
            fait("La nouvelle version est enregistrée ; elle intègre "
                    + Texte.pluriel(integres, "changement", "changements") + ".");
        });
    }

    public void programmer() {
        Ecran.tenter(() -> {
            tenue.programmer(id, new Edition.Programme(debut, mode, collectivite, concours));
            fait("L'édition est programmée.");
        });
    }

    public void chiffrer() {
        Ecran.tenter(() -> {
            if (edition == null) {
                throw Refus.invalide("edition-absente", "edition", "Choisissez l'édition.");
            }
            tenue.chiffrer(id, edition, new Edition.Chiffres(inscrits, reussites, part));
            fait("Les chiffres sont enregistrés.");
        });
    }

    public void tutorer() {
        Ecran.tenter(() -> {
            if (editionTutoree == null) {
                throw Refus.invalide("edition-absente", "editionTutoree", "Choisissez l'édition.");
            }
            tenue.tutorer(id, editionTutoree, seance, lieu);
            fait("La séance de tutorat est au calendrier de l'édition.");
        });
    }

    public LocalDate getDepuisLe() {
        return depuisLe;
    }

    public void setDepuisLe(LocalDate v) {
        depuisLe = v;
    }

    public String getTexte() {
        return texte;
    }

    public void setTexte(String v) {
        texte = v;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String v) {
        source = v;
    }

    public Long getChangement() {
        return changement;
    }

    public void setChangement(Long v) {
        changement = v;
    }

    public Integer getSemaines() {
        return semaines;
    }

    public void setSemaines(Integer v) {
        semaines = v;
    }

    public LocalDate getTourneeLe() {
        return tourneeLe;
    }

    public void setTourneeLe(LocalDate v) {
        tourneeLe = v;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String v) {
        note = v;
    }

    public LocalDate getDebut() {
        return debut;
    }

    public void setDebut(LocalDate v) {
        debut = v;
    }

    public String getMode() {
        return mode;
    }

    public void setMode(String v) {
        mode = v;
    }

    public String getCollectivite() {
        return collectivite;
    }

    public void setCollectivite(String v) {
        collectivite = v;
    }

    public Long getConcours() {
        return concours;
    }

    public void setConcours(Long v) {
        concours = v;
    }

    public Long getEdition() {
        return edition;
    }

    public void setEdition(Long v) {
        edition = v;
    }

    public Integer getInscrits() {
        return inscrits;
    }

    public void setInscrits(Integer v) {
        inscrits = v;
    }

    public Integer getReussites() {
        return reussites;
    }

    public void setReussites(Integer v) {
        reussites = v;
    }

    public Integer getPart() {
        return part;
    }

    public void setPart(Integer v) {
        part = v;
    }

    public Long getEditionTutoree() {
        return editionTutoree;
    }

    public void setEditionTutoree(Long v) {
        editionTutoree = v;
    }

    public LocalDate getSeance() {
        return seance;
    }

    public void setSeance(LocalDate v) {
        seance = v;
    }

    public String getLieu() {
        return lieu;
    }

    public void setLieu(String v) {
        lieu = v;
    }
}
