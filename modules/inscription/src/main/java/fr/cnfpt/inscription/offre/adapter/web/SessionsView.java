package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Les sessions de la délégation ; filtres : q, modalite, sous (leur minimum), passees. */
@Named("sessions")
@RequestScoped
public class SessionsView implements Liste<LigneDeSession> {

    @Inject
    TableauDesSessions sessions;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    private Tableau<LigneDeSession> tableau;
    private List<OffreDeFormation.Facette> modalites;

    public Tableau<LigneDeSession> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    @Override
    public String nom() {
        return "sessions";
    }

    @Override
    public String titre() {
        return "Sessions";
    }

    @Override
    public List<ColonneDeListe<LigneDeSession>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", l -> l.session().intitule()),
                ColonneDeListe.de("dates", "Dates", l -> l.session().periode()),
                ColonneDeListe.de("attend", "À faire", l -> String.join(", ", aFaire(l))),
                ColonneDeListe.de("lieu", "Lieu", l -> l.session().lieu()),
                ColonneDeListe.de(
                        "places",
                        "Places",
                        l -> l.jauge() == null ? "" : l.jauge().enClair()),
                ColonneDeListe.de("minimum", "Minimum", SessionsView::minimum),
                ColonneDeListe.<LigneDeSession>de("volume", "Volume", LigneDeSession::volume)
                        .surDemande(),
                ColonneDeListe.<LigneDeSession>de("etat", "État", this::etatEnClair)
                        .seulementSiElleVarie(),
                ColonneDeListe.<LigneDeSession>de(
                                "modalite",
                                "Modalité",
                                l -> l.session().modalite().libelle())
                        .surDemande(),
                ColonneDeListe.<LigneDeSession>de(
                                "code", "Code du stage", l -> l.session().stageCode())
                        .surDemande());
    }

    /** Ce qu'une délégation a à faire dans ces sessions. */
    private static Optional<Etat> attend(DemandeDeListe d) {
        return Stream.of(Etat.TRANSMISE, Etat.EN_SELECTION, Etat.ACCEPTEE)
                .filter(e -> e.name().equals(d.texte("attend")))
                .findFirst();
    }

    public String etatEnClair(LigneDeSession l) {
        return l.etatEnClair(horloge.aujourdhui(l.session().fuseau()));
    }

    public String ton(LigneDeSession l) {
        return l.ton(horloge.aujourdhui(l.session().fuseau()));
    }

    /** Ce qu'il y a à faire dans cette session, une chose par ligne. */
    public List<String> aFaire(LigneDeSession l) {
        long instruire = l.inscrits().getOrDefault(Etat.TRANSMISE, 0L);
        long convoquer = l.inscrits().getOrDefault(Etat.ACCEPTEE, 0L);
        int selection = l.jauge() == null ? 0 : l.jauge().enSelection();
        return Stream.of(
                        selection == 0 ? "" : Texte.nombre(selection) + " en sélection",
                        instruire == 0 ? "" : Texte.nombre(instruire) + " à instruire",
                        convoquer == 0 ? "" : Texte.nombre(convoquer) + " à convoquer",
                        l.refusEnClair())
                .filter(s -> !s.isEmpty())
                .toList();
    }

    public List<Option> getAttentes() {
        return List.of(
                Option.de(Etat.TRANSMISE.name(), "À instruire"),
                Option.de(Etat.EN_SELECTION.name(), "À sélection, pas décidées"),
                Option.de(Etat.ACCEPTEE.name(), "À convoquer"));
    }

    private static String minimum(LigneDeSession l) {
        return l.jauge() == null
                ? ""
                : l.jauge().pourLeMinimum() + " sur " + l.jauge().minimum() + " minimum";
    }

    @Override
    public Page<LigneDeSession> lire(DemandeDeListe d, int premiere, int combien) {
        Set<PlacesPrises.Critere> criteres = EnumSet.noneOf(PlacesPrises.Critere.class);
        if (d.coche("sous")) {
            criteres.add(PlacesPrises.Critere.SOUS_LE_MINIMUM);
        }
        Optional<Etat> attend = attend(d);
        attend.ifPresent(e -> criteres.add(
                switch (e) {
                    case TRANSMISE -> PlacesPrises.Critere.A_INSTRUIRE;
                    case EN_SELECTION -> PlacesPrises.Critere.EN_SELECTION;
                    default -> PlacesPrises.Critere.A_CONVOQUER;
                }));
        TableauDesSessions.Page page = sessions.lister(new OffreDeFormation.Filtre(
                d.texte("q"),
                d.textes("modalite"),
                List.of(),
                criteres,
                d.coche("passees") || attend.isPresent(),
                premiere,
                combien));
        modalites = page.brute().modalites();
        return new Page<>(page.lignes(), page.total());
    }

    @Override
    public int taille() {
        return 20;
    }

    public String getResume() {
        DemandeDeListe d = getTableau().getDemande();
        return Texte.compte(getTableau().getTotal(), "Aucune session", "session", "sessions")
                + (d.coche("sous")
                        ? " sous leur minimum, qui débutent d'ici au " + Texte.date(sessions.sauverJusqu())
                        : attend(d)
                                .map(e -> switch (e) {
                                    case TRANSMISE -> " à instruire";
                                    case EN_SELECTION -> " à sélection, pas décidées";
                                    default -> " où convoquer";
                                })
                                .orElse(d.coche("passees") ? "" : " en cours ou à venir"));
    }

    public List<Option> getModalites() {
        getTableau().getLignes();
        return modalites.stream()
                .map(f -> new Option(f.code(), f.libelle(), f.nombre()))
                .toList();
    }
}
