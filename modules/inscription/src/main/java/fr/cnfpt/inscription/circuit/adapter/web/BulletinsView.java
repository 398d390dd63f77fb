package fr.cnfpt.inscription.circuit.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.ThemesDesStages;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.MesurerLActivite;
import fr.cnfpt.inscription.circuit.application.ValiderBulletins;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** La liste des bulletins, dans la portée de chacun ; filtres : etat, session, q. Les gestes par lot partent d'ici. */
@Named("bulletins")
@RequestScoped
public class BulletinsView implements Liste<LigneComplete> {

    @Inject
    ConsulterBulletins consultation;

    @Inject
    ValiderBulletins validation;

    @Inject
    InstruireBulletins instruction;

    @Inject
    OffreDeFormation offre;

    @Inject
    ThemesDesStages themes;

    @Inject
    MesurerLActivite activite;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    private Tableau<LigneComplete> tableau;

    public Tableau<LigneComplete> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "bulletins";
    }

    @Override
    public String titre() {
        return getTitre();
    }

    @Override
    public List<ColonneDeListe<LigneComplete>> colonnes() {
        List<ColonneDeListe<LigneComplete>> c = new ArrayList<>();
        ColonneDeListe<LigneComplete> session =
                ColonneDeListe.de("session", "Session", l -> l.session().intitule());
        if (isAgent()) {
            c.add(session);
        } else {
            c.add(ColonneDeListe.de("agent", "Agent", l -> l.agent().nomComplet()));
            c.add(session.seulementSiElleVarie());
        }
        c.add(ColonneDeListe.<LigneComplete>de(
                        "dates",
                        "Dates et lieu",
                        l -> l.session().periode() + ", " + l.session().lieu())
                .seulementSiElleVarie());
        if (isCollectiviteVisible()) {
            c.add(ColonneDeListe.<LigneComplete>de(
                            "collectivite",
                            "Collectivité",
                            l -> l.collectivite().nom())
                    .seulementSiElleVarie());
        }
        c.add(ColonneDeListe.<LigneComplete>de(
                        "situation",
                        "Situation",
                        l -> l.situation() + ("DEFAVORABLE".equals(l.avis()) ? ", avis défavorable" : ""))
                .seulementSiElleVarie());
        c.add(ColonneDeListe.<LigneComplete>de("depose", "Déposé", LigneComplete::deposeLe)
                .triee());
        if (!isAgent()) {
            c.add(ColonneDeListe.<LigneComplete>de(
                            "metier", "Métier", l -> l.agent().metier())
                    .surDemande());
            c.add(ColonneDeListe.<LigneComplete>de(
                            "matricule", "Matricule", l -> l.agent().matricule())
                    .surDemande());
        }
        return c;
    }

    @Override
    public Page<LigneComplete> lire(DemandeDeListe d, int premiere, int combien) {
        ConsulterBulletins.Page page = consultation.lister(FileView.recherche(d, themes), premiere, combien);
        return new Page<>(page.lignes(), page.total());
    }

    /** Vrai si l'on vient du tableau de bord. */
    public boolean isCompte() {
        return FileView.parmi(getTableau().getDemande(), themes) != null;
    }

    public String getTitre() {
        return switch (courant.get().role()) {
            case AGENT -> "Mes demandes";
            case RESPONSABLE -> "Demandes de mon équipe";
            default -> "Bulletins";
        };
    }

    /** Ce qui, ajouté à l'adresse d'un bulletin, le montre dans cette liste. */
    public String getSuite() {
        return FileView.suite(getTableau().getDemande(), FileView.BULLETINS);
    }

    public String getResume() {
        String quoi = Texte.compte(getTableau().getTotal(), "Aucun bulletin", "bulletin", "bulletins")
                + deQui()
                + (getTableau().getDemande().coche("avenir") ? " pour une session à venir" : "");
        Long session = getTableau().getDemande().identifiant("session");
        Bulletins.Parmi parmi = FileView.parmi(getTableau().getDemande(), themes);
        if (parmi != null) {
            return quoi + " pour une session qui commence du " + Texte.date(parmi.du()) + " au "
                    + Texte.date(parmi.au()) + theme(parmi);
        }
        return session == null
                ? quoi + (isRh() ? ". Cette année : " + activite.cetteAnnee().enClair() : "")
                : quoi + " pour "
                        + offre.session(session)
                                .map(s -> "« " + s.intitule() + " », " + s.periode())
                                .orElse("cette session");
    }

    /** « de Mme Untel », si la liste est celle d'une personne. */
    private String deQui() {
        return getTableau().getDemande().identifiant("agent") == null
                        || getTableau().getLignes().isEmpty()
                ? ""
                : " de " + getTableau().getLignes().get(0).agent().nomComplet();
    }

    private String theme(Bulletins.Parmi parmi) {
        return parmi.stages() == null || parmi.stages().isEmpty()
                ? ""
                : ", thème « "
                        + themes.themes(parmi.stages().subList(0, 1))
                                .values()
                                .iterator()
                                .next()
                                .libelle()
                        + " »";
    }

    /** Chaque état où il y a des bulletins, et combien en montrerait la liste, ses autres filtres gardés. */
    public List<Option> getOnglets() {
        DemandeDeListe d = getTableau().getDemande();
        Map<Etat, Long> comptes = consultation.compterParmi(FileView.recherche(d, themes));
        List<Option> o = new ArrayList<>();
        o.add(new Option(
                "", "Tous", comptes.values().stream().mapToLong(Long::longValue).sum()));
        comptes.forEach((e, n) -> o.add(new Option(e.name(), court(e), n)));
        return o;
    }

    private static String court(Etat e) {
        return switch (e) {
            case PREINSCRIPTION -> "Avis attendu";
            case AVIS_RENDU -> "À valider";
            case TRANSMISE -> "Transmis";
            case EN_SELECTION -> "En sélection";
            case LISTE_ATTENTE -> "En attente d'une place";
            case ACCEPTEE -> "Acceptés";
            case CONVOQUEE -> "Convoqués";
            case PRESENTE -> "Présents";
            case ABSENTE -> "Absents";
            case ATTESTEE -> "Attestés";
            case REFUSEE -> "Refusés";
            case ANNULEE -> "Annulés";
        };
    }

    public boolean isCollectiviteVisible() {
        return courant.get().role().estCnfpt();
    }

    public boolean isAgent() {
        return courant.get().est(Role.AGENT);
    }

    public boolean isDelegation() {
        return courant.get().est(Role.DELEGATION);
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    /** Vrai si l'on peut agir par lot sur cette ligne. */
    public boolean choisissable(LigneComplete l) {
        return isRh() && l.etat() == Etat.AVIS_RENDU
                || courant.get().role().estCnfpt()
                        && Geste.ACCEPTER.admet(
                                l.etat(),
                                Moment.de(
                                        l.session(),
                                        horloge.aujourdhui(l.session().fuseau())));
    }

    public boolean isLotPossible() {
        return getTableau().getLignes().stream().anyMatch(this::choisissable);
    }

    public String getGeste() {
        return isRh() ? "Valider la sélection et transmettre" : "Accepter la sélection";
    }

    public void agir() {
        List<Long> ids = getTableau().choisisEnNombres();
        boolean fait = Ecran.tenter(() -> {
            if (isRh()) {
                List<Placement> placements = validation.executer(ids);
                long places = placements.stream().filter(Placement::place).count();
                long selection =
                        placements.stream().filter(Placement::enSelection).count();
                long attente = placements.size() - places - selection;
                Ecran.succes(Texte.pluriel(placements.size(), "bulletin transmis", "bulletins transmis") + " : "
                        + (places == 0 ? "" : Texte.pluriel(places, "place tenue", "places tenues"))
                        + (places == 0 || attente == 0 ? "" : ", ")
                        + (attente == 0 ? "" : Texte.nombre(attente) + " en liste d'attente")
                        + (selection == 0 || places + attente == 0 ? "" : ", ")
                        + (selection == 0 ? "" : Texte.nombre(selection) + " en attente de la sélection")
                        + ".");
            } else {
                Ecran.succes(Texte.pluriel(instruction.accepter(ids), "bulletin accepté.", "bulletins acceptés."));
            }
        });
        if (fait) {
            getTableau().relire();
        }
    }
}
