package fr.cnfpt.inscription.selection.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes.Ligne;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes.Vue;
import fr.cnfpt.inscription.selection.application.DeciderLaSelection;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.Ecart;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Le classement d'une session à sélection, sa ligne de coupe, et la décision. {@code bulletin} à l'adresse : celui
 * qu'on déplace ou qu'on désigne à refuser.
 */
@Named("selection")
@RequestScoped
public class SelectionView {

    private static final String PAGE = "/inscription/selection.xhtml";

    @Inject
    ClasserLesDemandes classement;

    @Inject
    DeciderLaSelection decision;

    private long id;
    private Vue vue;
    private Long choisi;
    private Integer rang;
    private String motif;
    private String lue;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            vue = classement.classement(id);
            lue = vue.empreinte();
            String b = Requete.texte("bulletin");
            choisi = b.matches("[0-9]{1,18}") ? Long.valueOf(b) : null;
            if (getChoisie() != null && getChoisie().place().candidature().ecart() != null) {
                Ecart e = getChoisie().place().candidature().ecart();
                rang = e.rang();
                motif = e.motif();
            }
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    /** Ouvre avant que rien ne soit écrit. */
    public void entrer() {}

    public long getId() {
        return id;
    }

    public SessionInfo getSession() {
        return vue.session();
    }

    public List<Ligne> getLignes() {
        return vue.lignes();
    }

    public boolean isASelection() {
        return vue.aSelection();
    }

    public boolean isDecidee() {
        return vue.decision() != null;
    }

    public boolean isDecidable() {
        return vue.decidable();
    }

    public boolean isClose() {
        return vue.close();
    }

    /** « 24 demandes pour 12 places. » */
    public String getResume() {
        return Texte.pluriel(vue.lignes().size(), "demande", "demandes")
                + (vue.effectif() == null ? "" : " pour " + Texte.pluriel(vue.effectif(), "place", "places"));
    }

    public String getSituation() {
        return !isASelection()
                ? "Cette session n'est pas à sélection"
                : isDecidee()
                        ? "Décidée le " + Texte.moment(vue.decision().decideeLe())
                        : isClose() ? "À décider" : "Pas encore close";
    }

    public String getTon() {
        return !isASelection() ? "neutre" : isDecidee() ? "bon" : isClose() ? "a-faire" : "neutre";
    }

    public String getExplication() {
        return !isASelection()
                ? "Ses places vont dans l'ordre d'arrivée des demandes. Elle se met à sélection sur sa page, avant l'ouverture des inscriptions."
                : isDecidee()
                        ? "Ce classement est celui de la décision, refait de ce qu'elle a retenu et des règles d'alors. Chacun a reçu son rang et sa phrase."
                        : isClose()
                                ? "Déplacez une demande ou désignez-la à refuser, avec un motif ; rien ne part avant que vous décidiez."
                                : "On s'inscrit jusqu'au " + vue.session().clotureEnClair()
                                        + " : ce classement change encore. Vous pourrez le reprendre et décider ensuite.";
    }

    /** Vrai sous la dernière retenue, si d'autres la suivent. */
    public boolean coupeApres(Ligne l) {
        int i = vue.lignes().indexOf(l);
        return l.place().issue() == Issue.RETENUE
                && i + 1 < vue.lignes().size()
                && vue.lignes().get(i + 1).place().issue() != Issue.RETENUE;
    }

    public String getCoupe() {
        return "Ligne de coupe : " + Texte.pluriel(vue.effectif() == null ? 0 : vue.effectif(), "place", "places");
    }

    public String rangEnClair(Ligne l) {
        Integer r = l.place().rang();
        return r == null ? "–" : r + (r == 1 ? "re" : "e");
    }

    public String ton(Ligne l) {
        return switch (l.place().issue()) {
            case RETENUE -> "bon";
            case EN_ATTENTE -> "attente en-file";
            case REFUSEE -> "mauvais";
        };
    }

    /** Ce qu'elle devient, ou deviendra. */
    public String issue(Ligne l) {
        return switch (l.place().issue()) {
            case RETENUE -> isDecidee() ? "retenue" : "à retenir";
            case EN_ATTENTE -> "liste d'attente";
            case REFUSEE -> isDecidee() ? "refusée" : "à refuser";
        };
    }

    public String nom(Ligne l) {
        return l.agent() == null
                ? "Agent qui n'est plus à l'annuaire"
                : l.agent().nomComplet();
    }

    public String employeur(Ligne l) {
        return l.collectivite() == null ? "" : l.collectivite().nom();
    }

    public boolean ecartee(Ligne l) {
        return l.place().candidature().ecart() != null;
    }

    /** Celle qu'on déplace ou qu'on refuse ; {@code null} : on ne fait que lire. */
    public Ligne getChoisie() {
        return choisi == null || !isDecidable()
                ? null
                : vue.lignes().stream()
                        .filter(l -> l.place().bulletinId() == choisi)
                        .findFirst()
                        .orElse(null);
    }

    /** « Retenir 12 demandes, mettre 10 en liste d'attente, refuser 2. Chacun… » */
    public String getConfirmation() {
        Map<Issue, Integer> n = new EnumMap<>(Issue.class);
        vue.lignes().forEach(l -> n.merge(l.place().issue(), 1, Integer::sum));
        int attendent = n.getOrDefault(Issue.EN_ATTENTE, 0);
        int refusees = n.getOrDefault(Issue.REFUSEE, 0);
        return "Retenir " + Texte.pluriel(n.getOrDefault(Issue.RETENUE, 0), "demande", "demandes")
                + (attendent == 0 ? "" : ", mettre " + attendent + " en liste d'attente")
                + (refusees == 0 ? "" : ", refuser " + refusees)
                + " ? Chacun et son employeur reçoivent le rang et le motif. Cela ne se défait pas.";
    }

    /** La même, telle qu'un script la lit. */
    public String getConfirmationEchappee() {
        return getConfirmation().replace("\\", "\\\\").replace("'", "\\'");
    }

    public void deplacer() {
        agir(
                () -> classement.deplacer(id, choisi, rang, motif),
                "Le rang est donné. L'agent et la RH liront le motif, une fois la sélection décidée.");
    }

    public void refuser() {
        agir(
                () -> classement.refuser(id, choisi, motif),
                "Cette demande sera refusée quand vous déciderez. L'agent et la RH liront le motif.");
    }

    public void rendreAuxRegles() {
        agir(() -> classement.rendreAuxRegles(id, choisi), "Cette demande reprend le rang que disent les règles.");
    }

    public void decider() {
        agir(
                () -> Ecran.succes("La sélection est décidée : "
                        + DeciderLaSelection.enClair(decision.executer(id, lue))
                        + ". Chacun et son employeur en sont prévenus par courriel."),
                null);
    }

    private void agir(Runnable geste, String succes) {
        if (Ecran.tenter(geste)) {
            if (succes != null) {
                Ecran.succes(succes);
            }
            Ecran.aller(PAGE, Map.of("session", id));
        }
    }

    public Integer getRang() {
        return rang;
    }

    public void setRang(Integer r) {
        rang = r;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String m) {
        motif = m;
    }

    public String getLue() {
        return lue;
    }

    public void setLue(String l) {
        lue = l;
    }
}
