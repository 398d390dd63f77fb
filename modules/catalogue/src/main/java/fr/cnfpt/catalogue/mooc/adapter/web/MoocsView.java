package fr.cnfpt.catalogue.mooc.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.mooc.application.ConsulterLesMoocs;
import fr.cnfpt.catalogue.mooc.application.TenirLesMoocs;
import fr.cnfpt.catalogue.mooc.domain.Age;
import fr.cnfpt.catalogue.mooc.domain.Annee;
import fr.cnfpt.catalogue.mooc.domain.Mooc;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Concours;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.dessin.Graphique;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Les MOOC du CNFPT : ce qui est à retourner, ce que chaque année a donné, les concours sur lesquels on cale les dates.
 */
@Named("moocs")
@RequestScoped
public class MoocsView implements Liste<Mooc> {

    private static final String PAGE = "/catalogue/moocs.xhtml";

    @Inject
    ConsulterLesMoocs lecture;

    @Inject
    TenirLesMoocs tenue;

    @Inject
    OffreDeFormation offre;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    private Tableau<Mooc> tableau;
    private List<Mooc> tous;
    private List<Annee> annees;
    private Age age;

    private String code;
    private String intitule;
    private String specialite;
    private String pole;
    private boolean marqueBlanche;
    private Integer semaines;
    private LocalDate tourneeLe;
    private String concoursIntitule;
    private LocalDate epreuve;
    private String concoursSource;

    public Tableau<Mooc> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "moocs";
    }

    @Override
    public String titre() {
        return "MOOC";
    }

    @Override
    public List<ColonneDeListe<Mooc>> colonnes() {
        return List.of(
                ColonneDeListe.de("mooc", "MOOC", Mooc::intitule),
                ColonneDeListe.de("etat", "État", this::etat),
                ColonneDeListe.de("duree", "Durée", Mooc::duree),
                ColonneDeListe.de("version", "Version", Mooc::versionEnClair),
                ColonneDeListe.de("editions", "Éditions", m -> String.valueOf(m.editions())),
                ColonneDeListe.de("derniere", "Dernière édition", Mooc::derniers),
                ColonneDeListe.<Mooc>de("prochaine", "Prochaine", m -> Texte.date(m.prochaine()))
                        .surDemande(),
                ColonneDeListe.de("pole", "Pôle", Mooc::pole).surDemande(),
                ColonneDeListe.de("code", "Code", Mooc::code).surDemande());
    }

    /** Quelques dizaines : tous tiennent en mémoire ; ce qui est à retourner vient devant. */
    @Override
    public Page<Mooc> lire(DemandeDeListe d, int premiere, int combien) {
        String cherche = Francais.lettres(d.texte("q"));
        return Page.parmi(
                tous().stream()
                        .filter(m -> Francais.lettres(m.intitule() + " " + m.code() + " " + m.pole())
                                .contains(cherche))
                        .filter(m -> !d.coche("retourner") || aRetourner(m))
                        .filter(m -> !d.coche("mini") || m.mini())
                        .sorted(Comparator.comparing((Mooc m) -> !aRetourner(m)))
                        .toList(),
                premiere,
                combien);
    }

    private List<Mooc> tous() {
        if (tous == null) {
            tous = lecture.tous();
        }
        return tous;
    }

    private Age age() {
        if (age == null) {
            age = lecture.age();
        }
        return age;
    }

    public boolean aRetourner(Mooc m) {
        return !pourquoi(m).isEmpty();
    }

    public List<String> pourquoi(Mooc m) {
        return m.vieillit(age(), horloge.aujourdhui());
    }

    public String etat(Mooc m) {
        return aRetourner(m) ? "À retourner. " + String.join(" ", pourquoi(m)) : "À jour";
    }

    public long getNombreARetourner() {
        return tous().stream().filter(this::aRetourner).count();
    }

    public long getMinis() {
        return tous().stream().filter(Mooc::mini).count();
    }

    public int getCombien() {
        return tous().size();
    }

    public List<Annee> getAnnees() {
        if (annees == null) {
            annees = lecture.annees();
        }
        return annees;
    }

    /** Ce que compte le volume, dit par sa règle. */
    public String getVolume() {
        return lecture.volume().texte();
    }

    /** De la plus ancienne à la plus récente. */
    public String getGraphique() {
        return Graphique.json(
                getAnnees().stream()
                        .sorted(Comparator.comparingInt(Annee::annee))
                        .toList(),
                a -> String.valueOf(a.annee()),
                "Inscrits",
                Annee::inscrits,
                null,
                null);
    }

    public List<Concours> getConcours() {
        return lecture.concours();
    }

    public boolean isSiege() {
        return courant.get().role() == Role.SIEGE;
    }

    public Map<String, String> getSpecialites() {
        return offre.specialites();
    }

    public void ajouter() {
        Ecran.tenter(() -> {
            long id = tenue.ajouter(new Mooc.Fiche(
                    code == null ? null : code.strip().toUpperCase(Locale.ROOT),
                    intitule,
                    specialite,
                    pole,
                    marqueBlanche,
                    semaines == null ? 0 : semaines,
                    tourneeLe));
            Ecran.succes("Le MOOC est enregistré. Programmez sa première édition.");
            Ecran.aller("/catalogue/mooc.xhtml", Map.of("id", id));
        });
    }

    public void annoncer() {
        Ecran.tenter(() -> {
            tenue.annoncer(concoursIntitule, epreuve, concoursSource);
            Ecran.succes("Le concours est au calendrier : une édition peut s'y caler.");
            Ecran.aller(PAGE);
        });
    }

    public String getCode() {
        return code;
    }

    public void setCode(String v) {
        code = v;
    }

    public String getIntitule() {
        return intitule;
    }

    public void setIntitule(String v) {
        intitule = v;
    }

    public String getSpecialite() {
        return specialite;
    }

    public void setSpecialite(String v) {
        specialite = v;
    }

    public String getPole() {
        return pole;
    }

    public void setPole(String v) {
        pole = v;
    }

    public boolean isMarqueBlanche() {
        return marqueBlanche;
    }

    public void setMarqueBlanche(boolean v) {
        marqueBlanche = v;
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

    public String getConcoursIntitule() {
        return concoursIntitule;
    }

    public void setConcoursIntitule(String v) {
        concoursIntitule = v;
    }

    public LocalDate getEpreuve() {
        return epreuve;
    }

    public void setEpreuve(LocalDate v) {
        epreuve = v;
    }

    public String getConcoursSource() {
        return concoursSource;
    }

    public void setConcoursSource(String v) {
        concoursSource = v;
    }
}
