package fr.cnfpt.inscription.suivi.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.adapter.web.FileView;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.concours.application.TenirUnePreparation;
import fr.cnfpt.inscription.concours.persistence.Preparations.Suivi;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.relances.application.SuivreLesRelances;
import fr.cnfpt.inscription.relances.persistence.Venues.Venue;
import fr.cnfpt.inscription.sauvetage.application.ReglerLesOffres;
import fr.cnfpt.inscription.selection.application.ReglerLaSelection;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Une session vue par la délégation : qui y est, qui attend ; accepter, convoquer, aller aux présences. */
@Named("stagiaires")
@RequestScoped
public class StagiairesView implements Liste<LigneComplete> {

    @Inject
    Horloge horloge;

    @Inject
    TableauDesSessions tableau;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    InstruireBulletins instruction;

    @Inject
    ReglerLesOffres offres;

    @Inject
    ReglerLaSelection selection;

    @Inject
    SuivreLesRelances relances;

    @Inject
    TenirUnePreparation preparations;

    private Map<Long, Suivi> suivis;
    private Map<Long, Venue> venues;
    private long id;
    private TableauDesSessions.LigneDeSession ligne;
    private Tableau<LigneComplete> tableauDesBulletins;
    private Map<Etat, Long> comptes;
    private Boolean parOffre;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            ligne();
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    private TableauDesSessions.LigneDeSession ligne() {
        if (ligne == null) {
            ligne = tableau.session(id);
        }
        return ligne;
    }

    public SessionInfo getSession() {
        return ligne().session();
    }

    public Jauge getJauge() {
        return ligne().jauge();
    }

    public Tableau<LigneComplete> getTableau() {
        if (tableauDesBulletins == null) {
            tableauDesBulletins = Tableau.de(this);
        }
        return tableauDesBulletins;
    }

    @Override
    public String nom() {
        return "stagiaires";
    }

    @Override
    public String titre() {
        return "Bulletins de la session, par ordre d'arrivée";
    }

    @Override
    public List<ColonneDeListe<LigneComplete>> colonnes() {
        List<ColonneDeListe<LigneComplete>> c = new ArrayList<>(List.of(
                ColonneDeListe.de("agent", "Agent", l -> l.agent().nomComplet()),
                ColonneDeListe.<LigneComplete>de(
                                "metier", "Métier", l -> l.agent().metier())
                        .seulementSiElleVarie(),
                ColonneDeListe.<LigneComplete>de(
                                "collectivite",
                                "Collectivité",
                                l -> l.collectivite().nom())
                        .seulementSiElleVarie(),
                ColonneDeListe.<LigneComplete>de("situation", "Situation", LigneComplete::situation)
                        .seulementSiElleVarie(),
                ColonneDeListe.<LigneComplete>de("depose", "Déposé", LigneComplete::deposeLe)
                        .triee()));
        if (getSession().prepareUnConcours()) {
            c.add(ColonneDeListe.de("test", "Test d'orientation", this::test));
            c.add(ColonneDeListe.de("absences", "Absences", this::absences));
        }
        if (!lesVenues().isEmpty()) {
            c.add(ColonneDeListe.de("venue", "Venue", this::venue));
        }
        return c;
    }

    @Override
    public Page<LigneComplete> lire(DemandeDeListe d, int premiere, int combien) {
        ConsulterBulletins.Page page = consultation.lister(FileView.recherche(d, null), premiere, combien);
        return new Page<>(page.lignes(), page.total());
    }

    /** Ce qui, ajouté à l'adresse d'un bulletin, le montre dans cette liste. */
    public String getSuite() {
        return FileView.suite(getTableau().getDemande(), FileView.STAGIAIRES);
    }

    /** Ce qu'il y a à faire, un onglet par geste ; une session où rien n'attend n'en a pas. */
    public List<Option> getOnglets() {
        List<Option> o = new ArrayList<>();
        o.add(new Option(
                "",
                "Tous",
                Arrays.stream(Etat.values()).mapToLong(this::combien).sum()));
        ajouter(o, Etat.TRANSMISE, "À instruire");
        ajouter(o, Etat.LISTE_ATTENTE, "En liste d'attente");
        ajouter(o, Etat.ACCEPTEE, "À convoquer");
        ajouter(o, Etat.CONVOQUEE, "Convoqués");
        return o;
    }

    public boolean isFiltree() {
        return getTableau().getDemande().coche("etat");
    }

    private void ajouter(List<Option> onglets, Etat etat, String nom) {
        if (combien(etat) > 0 || getTableau().getDemande().textes("etat").contains(etat.name())) {
            onglets.add(new Option(etat.name(), nom, combien(etat)));
        }
    }

    /** Une session ordinaire se lit d'un coup, du premier arrivé au dernier de la file ; un MOOC a ses pages. */
    @Override
    public int taille() {
        return 100;
    }

    public boolean choisissable(LigneComplete l) {
        return Geste.ACCEPTER.admet(l.etat(), moment());
    }

    private Map<Long, Venue> lesVenues() {
        if (venues == null) {
            venues = relances.venues(id);
        }
        return venues;
    }

    /** Ce qu'un convoqué a dit, ou rien s'il n'a pas été rappelé. */
    public String venue(LigneComplete l) {
        Venue v = lesVenues().get(l.id());
        return v == null
                ? ""
                : Boolean.TRUE.equals(v.vient()) ? "Vient" : v.joignable() ? "Sans réponse" : "À prévenir autrement";
    }

    public String tonDeLaVenue(LigneComplete l) {
        Venue v = lesVenues().get(l.id());
        return v == null ? "absente" : Boolean.TRUE.equals(v.vient()) ? "bon" : v.joignable() ? "neutre" : "mauvais";
    }

    private Suivi suivi(LigneComplete l) {
        if (suivis == null) {
            suivis = preparations.suivis(id);
        }
        return suivis.get(l.id());
    }

    private String test(LigneComplete l) {
        Suivi s = suivi(l);
        return s == null || s.parcours() == null ? "À noter" : s.parcours().libelle();
    }

    private String absences(LigneComplete l) {
        Suivi s = suivi(l);
        return s == null
                ? ""
                : Texte.compte(s.demiJournees(), "Aucune", "demi-journée", "demi-journées")
                        + (s.radiee() ? ", radié" : s.avertie() ? ", averti" : "");
    }

    /** « 9 viennent, 3 sans réponse, 1 sans adresse de courriel » */
    public String getVenues() {
        if (lesVenues().isEmpty()) {
            return "";
        }
        long viennent = lesVenues().values().stream()
                .filter(v -> Boolean.TRUE.equals(v.vient()))
                .count();
        long sansAdresse =
                lesVenues().values().stream().filter(v -> !v.joignable()).count();
        return Texte.pluriel(viennent, "convoqué vient", "convoqués viennent") + ", "
                + Texte.nombre(lesVenues().size() - viennent - sansAdresse) + " sans réponse"
                + (sansAdresse == 0
                        ? "."
                        : ", " + Texte.nombre(sansAdresse) + " sans adresse de courriel, à prévenir autrement.");
    }

    private long combien(Etat etat) {
        if (comptes == null) {
            comptes = consultation.compterParmi(ConsulterBulletins.Recherche.de(null, id));
        }
        return comptes.getOrDefault(etat, 0L);
    }

    public long getAAccepter() {
        return Geste.ACCEPTER.admet(Etat.TRANSMISE, moment()) ? combien(Etat.TRANSMISE) : 0;
    }

    public long getAConvoquer() {
        return Geste.CONVOQUER.admet(Etat.ACCEPTEE, moment()) ? combien(Etat.ACCEPTEE) : 0;
    }

    public String getAccepterEnClair() {
        if (getSession().prepareUnConcours()) {
            return "Accepter ceux que leur test admet";
        }
        return getAAccepter() == 1
                ? "Accepter la personne qui tient une place"
                : "Accepter les " + Texte.nombre(getAAccepter()) + " qui tiennent une place";
    }

    public String getConvoquerEnClair() {
        return getAConvoquer() == 1
                ? "Convoquer la personne acceptée"
                : "Convoquer les " + Texte.nombre(getAConvoquer()) + " personnes acceptées";
    }

    private Moment moment() {
        return Moment.de(getSession(), horloge.aujourdhui(getSession().fuseau()));
    }

    public String getVolume() {
        return ligne().volume();
    }

    public String getTon() {
        return ligne().ton(horloge.aujourdhui(getSession().fuseau()));
    }

    public String getEtatEnClair() {
        return ligne().etatEnClair(horloge.aujourdhui(getSession().fuseau()));
    }

    public boolean isCommencee() {
        return !getSession().debut().isAfter(horloge.aujourdhui(getSession().fuseau()));
    }

    public boolean isParOffre() {
        if (parOffre == null) {
            parOffre = offres.parOffre(id);
        }
        return parOffre;
    }

    public String getHeuresDOffre() {
        return String.valueOf(offres.heures());
    }

    /** Une file ne se forme que là où les places sont comptées, et n'avance plus dès le début. */
    public boolean isOffrable() {
        return !isAnnulee() && !isCommencee() && !getJauge().illimitee();
    }

    public void changerLesOffres() {
        boolean voulu = !isParOffre();
        agir(() -> {
            offres.executer(id, voulu);
            parOffre = voulu;
            Ecran.succes(
                    voulu
                            ? "Une place rendue sera offerte à la première demande de la file, avec un délai pour répondre."
                            : "Une place rendue sera donnée d'office à la première demande de la file. Celles déjà offertes gardent leur échéance.");
        });
    }

    /** Avant l'ouverture, la délégation choisit comment les places se donneront. */
    public boolean isSelectionReglable() {
        return getJauge() != null && ReglerLaSelection.reglable(getSession(), moment());
    }

    /** La clôture est passée, et la sélection attend. */
    public boolean isADecider() {
        return getJauge().aSelection()
                && Ouverture.estClose(
                        getSession(), horloge.aujourdhui(getSession().fuseau()));
    }

    public void changerLaSelection() {
        boolean voulue = !getJauge().aSelection();
        agir(() -> {
            selection.executer(id, voulue);
            Ecran.succes(
                    voulue
                            ? "Session à sélection : nul n'aura de place avant votre décision, après la clôture."
                            : "Les places iront dans l'ordre d'arrivée des demandes.");
        });
    }

    public boolean isAnnulee() {
        return moment() == Moment.ANNULEE;
    }

    /** Elle n'a pas son minimum, ou ses inscrits n'ont plus rien. */
    public boolean isSauvable() {
        return isAnnulee() || !isCommencee() && getJauge().sousLeMinimum();
    }

    public void accepter() {
        List<Long> choisis = getTableau().choisisEnNombres();
        agir(() ->
                Ecran.succes(Texte.pluriel(instruction.accepter(choisis), "bulletin accepté.", "bulletins acceptés.")));
    }

    public void accepterTous() {
        agir(() ->
                Ecran.succes(Texte.pluriel(instruction.accepterTous(id), "bulletin accepté.", "bulletins acceptés.")));
    }

    public void convoquer() {
        agir(() ->
                Ecran.succes(Texte.pluriel(instruction.convoquer(id), "stagiaire convoqué.", "stagiaires convoqués.")));
    }

    private void agir(Runnable geste) {
        if (Ecran.tenter(geste)) {
            getTableau().relire();
        }
        comptes = null;
        suivis = null;
        ligne = null;
        venues = null;
    }

    public long getId() {
        return id;
    }
}
