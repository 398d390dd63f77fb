package fr.cnfpt.inscription.circuit.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.ValiderBulletins;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * La liste des bulletins, dans la portée de chacun ; les filtres (etat, session, q, page) sont dans l'adresse, les
 * gestes par lot ici.
 */
@Named("bulletins")
@RequestScoped
public class BulletinsView {
    private static final int TAILLE = 50;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    ValiderBulletins validation;

    @Inject
    InstruireBulletins instruction;

    @Inject
    OffreDeFormation offre;

    @Inject
    UtilisateurCourant courant;

    private String etat;
    private String recherche;
    private Long session;
    private int page;
    private final Map<Long, Boolean> choix = new LinkedHashMap<>();
    private ConsulterBulletins.Page lue;
    private Map<Etat, Long> comptes;

    /** Un état et combien de bulletins y sont. */
    public record Onglet(String code, String libelle, long nombre) {}

    @PostConstruct
    void ouvrir() {
        String demande = Requete.texte("etat");
        etat = Arrays.stream(Etat.values())
                .map(Etat::name)
                .filter(demande::equals)
                .findFirst()
                .orElse("");
        recherche = Requete.texte("q");
        session = Requete.texte("session").matches("[0-9]{1,18}") ? Long.valueOf(Requete.texte("session")) : null;
        page = Math.max(1, Requete.entier("page", 1));
    }

    private ConsulterBulletins.Page lue() {
        if (lue == null) {
            lue = consultation.lister(
                    etat.isEmpty() ? null : List.of(Etat.valueOf(etat)),
                    session,
                    recherche,
                    (page - 1) * TAILLE,
                    TAILLE);
        }
        return lue;
    }

    public String getTitre() {
        return switch (courant.get().role()) {
            case AGENT -> "Mes demandes";
            case RESPONSABLE -> "Demandes de mon équipe";
            default -> "Bulletins";
        };
    }

    public String getResume() {
        String quoi = Texte.pluriel(lue().total(), "bulletin", "bulletins");
        return session == null
                ? quoi
                : quoi + " pour "
                        + offre.session(session)
                                .map(s -> "« " + s.intitule() + " », " + s.periode())
                                .orElse("cette session");
    }

    public List<ConsulterBulletins.LigneComplete> getLignes() {
        return lue().lignes();
    }

    public Pagination getPagination() {
        return new Pagination(page, TAILLE, lue().total());
    }

    public List<Onglet> getOnglets() {
        if (comptes == null) {
            comptes = consultation.compter();
        }
        List<Onglet> o = new ArrayList<>();
        o.add(new Onglet(
                "", "Tous", comptes.values().stream().mapToLong(Long::longValue).sum()));
        comptes.forEach((e, n) -> o.add(new Onglet(e.name(), court(e), n)));
        return o;
    }

    private static String court(Etat e) {
        return switch (e) {
            case PREINSCRIPTION -> "Avis attendu";
            case AVIS_RENDU -> "À valider";
            case TRANSMISE -> "Transmis";
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

    public boolean isAgentVisible() {
        return !courant.get().est(Role.AGENT);
    }

    public boolean isCollectiviteVisible() {
        return courant.get().role().estCnfpt();
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    /** Vrai si l'on peut agir par lot sur cette ligne. */
    public boolean choisissable(ConsulterBulletins.LigneComplete l) {
        return courant.get().est(Role.GESTIONNAIRE_RH) && l.etat() == Etat.AVIS_RENDU
                || courant.get().role().estCnfpt() && l.etat() == Etat.TRANSMISE;
    }

    public boolean isLotPossible() {
        return getLignes().stream().anyMatch(this::choisissable);
    }

    public String getGeste() {
        return isRh() ? "Valider la sélection et transmettre" : "Accepter la sélection";
    }

    public void agir() {
        List<Long> ids = choix.entrySet().stream()
                .filter(e -> Boolean.TRUE.equals(e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        boolean fait = Ecran.tenter(() -> {
            if (isRh()) {
                List<Placement> placements = validation.executer(ids);
                long places = placements.stream().filter(Placement::place).count();
                Ecran.succes(Texte.pluriel(placements.size(), "bulletin transmis", "bulletins transmis") + " : "
                        + Texte.pluriel(places, "place tenue", "places tenues") + ", " + (placements.size() - places)
                        + " en liste d'attente.");
            } else {
                Ecran.succes(Texte.pluriel(instruction.accepter(ids), "bulletin accepté.", "bulletins acceptés."));
            }
        });
        if (fait) {
            choix.clear();
        }
        lue = null;
        comptes = null;
    }

    public String getEtat() {
        return etat;
    }

    public String getRecherche() {
        return recherche;
    }

    public Long getSession() {
        return session;
    }

    public Map<Long, Boolean> getChoix() {
        return choix;
    }
}
