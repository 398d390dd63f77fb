package fr.cnfpt.inscription.equipe.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Annee;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Demande;
import fr.cnfpt.inscription.equipe.application.RegarderMonEquipe.Membre;
import fr.cnfpt.inscription.equipe.domain.JoursPartages;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** L'équipe d'un responsable : chacun, ce qu'il demande, ce qui l'attend ; et l'année de tous, mois par mois. */
@Named("equipe")
@RequestScoped
public class EquipeView {

    @Inject
    RegarderMonEquipe equipe;

    @Inject
    Horloge horloge;

    private Annee annee;

    @PostConstruct
    void lire() {
        int courante = horloge.aujourdhui().getYear();
        int voulue = Requete.entier("annee", courante);
        annee = equipe.annee(Math.abs(voulue - courante) > 10 ? courante : voulue);
    }

    /** Un mois d'une personne : ses jours acquis, ses jours demandés, et s'il y en a qu'elle partage. */
    public record Case(String mois, long pris, long demandes, boolean partage) {
        public boolean vide() {
            return pris + demandes == 0;
        }

        public String texte() {
            return (pris == 0 ? "" : pris + " j")
                    + (pris == 0 || demandes == 0 ? "" : ", ")
                    + (demandes == 0 ? "" : demandes + " j demandé" + (demandes > 1 ? "s" : ""));
        }

        public String ton() {
            return vide() ? "rien" : (pris > 0 ? "pris" : "demande") + (partage ? " partage" : "");
        }
    }

    public record LigneDAnnee(String nom, List<Case> mois) {}

    /** Une demande telle qu'elle se lit dans la ligne de qui l'a faite. */
    public record DemandeDite(String intitule, String quand, String situation, String ton, String lien, boolean avis) {}

    public record Fiche(String nom, String metier, List<DemandeDite> demandes, String jours) {}

    /** « acceptée », « demandée » : où en est une demande, vue de l'équipe. */
    static String ou(Demande d) {
        return d.etat() == Etat.ATTESTEE || d.etat() == Etat.PRESENTE
                ? "suivie"
                : d.acquise() ? "place tenue" : d.etat() == Etat.LISTE_ATTENTE ? "en liste d'attente" : "demandée";
    }

    public String getTitreDeLAnnee() {
        return "L'année " + annee.annee();
    }

    public int getAvant() {
        return annee.annee() - 1;
    }

    public int getApres() {
        return annee.annee() + 1;
    }

    public boolean isVide() {
        return annee.membres().isEmpty();
    }

    public String getResume() {
        return Texte.compte(annee.membres().size(), "Personne", "agent", "agents")
                + (annee.avis() == 0
                        ? ""
                        : ", "
                                + Texte.pluriel(
                                        annee.avis(), "demande attend votre avis", "demandes attendent votre avis"));
    }

    public boolean isAvisAttendus() {
        return annee.avis() > 0;
    }

    public List<String> getMois() {
        return Arrays.stream(Month.values()).map(EquipeView::nom).toList();
    }

    private static String nom(Month m) {
        return m.getDisplayName(TextStyle.FULL, Locale.FRENCH);
    }

    /** Ceux qui ont au moins un jour dans l'année. */
    public List<LigneDAnnee> getLignes() {
        return annee.membres().stream()
                .map(m -> new LigneDAnnee(
                        m.agent().nomComplet(),
                        Arrays.stream(Month.values()).map(x -> mois(m, x)).toList()))
                .filter(l -> l.mois().stream().anyMatch(c -> !c.vide()))
                .toList();
    }

    private Case mois(Membre m, Month mois) {
        List<LocalDate> pris = jours(m, true, mois);
        List<LocalDate> demandes =
                jours(m, false, mois).stream().filter(j -> !pris.contains(j)).toList();
        return new Case(
                nom(mois),
                pris.size(),
                demandes.size(),
                Stream.concat(pris.stream(), demandes.stream())
                        .anyMatch(j -> annee.partages().stream()
                                .anyMatch(p -> p.touche(m.agent().id(), j))));
    }

    /** @param mois {@code null} : de l'année */
    private List<LocalDate> jours(Membre m, boolean acquis, Month mois) {
        return m.demandes().stream()
                .filter(d -> d.acquise() == acquis)
                .flatMap(d -> d.jours().stream())
                .filter(j -> j.getYear() == annee.annee() && (mois == null || j.getMonth() == mois))
                .distinct()
                .toList();
    }

    /** Ceux que la table de l'année ne montre pas. */
    public String getSansJour() {
        long n = annee.membres().size() - getLignes().size();
        return n == 0
                ? ""
                : getLignes().isEmpty()
                        ? "Personne de l'équipe n'a de jour de formation, pris ou demandé, cette année-là."
                        : Texte.pluriel(n, "agent n'a", "agents n'ont") + " aucun jour de formation, pris ou demandé.";
    }

    /** « du 12 au 13 mai 2026 : Prénom NOM (place tenue), Prénom NOM (demandée) » */
    public List<String> getPartages() {
        Map<Long, Membre> parId =
                annee.membres().stream().collect(Collectors.toMap(m -> m.agent().id(), m -> m));
        return annee.partages().stream().map(p -> dire(p, parId)).toList();
    }

    private static String dire(JoursPartages p, Map<Long, Membre> parId) {
        return Texte.periode(p.du(), p.au()) + " : "
                + p.agents().stream()
                        .map(parId::get)
                        .map(m -> m.agent().nomComplet() + " ("
                                + m.demandes().stream()
                                        .filter(d -> d.jours().contains(p.du()))
                                        .map(EquipeView::ou)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Chacun, ce qu'il demande cette année et ce qui l'attend. */
    public List<Fiche> getFiches() {
        List<Fiche> f = new ArrayList<>();
        for (Membre m : annee.membres()) {
            List<LocalDate> pris = jours(m, true, null);
            long demandes = new TreeSet<>(jours(m, false, null))
                    .stream().filter(j -> !pris.contains(j)).count();
            f.add(new Fiche(
                    m.agent().nomComplet(),
                    m.agent().metier(),
                    m.demandes().stream().map(this::dite).toList(),
                    (pris.isEmpty() ? "Aucun jour pris" : Texte.pluriel(pris.size(), "jour pris", "jours pris"))
                            + (demandes == 0 ? "" : ", " + Texte.pluriel(demandes, "demandé", "demandés"))));
        }
        return f;
    }

    private DemandeDite dite(Demande d) {
        return new DemandeDite(
                d.session().intitule(),
                d.session().periode() + (d.jours().isEmpty() ? ", à distance, sans jour fixe" : ""),
                d.attendMonAvis() ? "Attend votre avis" : d.etat().libelle(),
                d.etat().getTon(),
                "/inscription/bulletin.xhtml?id=" + d.bulletinId()
                        + (d.attendMonAvis() ? "&liste=bulletins&etat=" + Etat.PREINSCRIPTION : ""),
                d.attendMonAvis());
    }
}
