package fr.cnfpt.inscription.groupe.adapter.web;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.groupe.application.EssayerUnGroupe;
import fr.cnfpt.inscription.groupe.application.EssayerUnGroupe.Essai;
import fr.cnfpt.inscription.groupe.domain.LigneDuGroupe;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.FichierRecu;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Un groupe à inscrire à une session : un fichier déposé, essayé à blanc, puis ceux que l'on garde. L'essai vit dans la
 * page : la quitter l'oublie.
 */
@Named("groupe")
@RequestScoped
public class GroupeView {

    /** Une ligne telle que la page la garde : son rang, deux points, son matricule. */
    private static final String LIGNES = "ligne";

    private static final Pattern LIGNE = Pattern.compile("([0-9]{1,6}):(.{0,60})");

    @Inject
    ConsulterLeCatalogue catalogue;

    @Inject
    EssayerUnGroupe essai;

    @Inject
    InscrireAgents inscription;

    private long id;
    private LigneDeSession session;
    private Part fichier;
    private Essai lu;
    private final Set<Long> choisis = new LinkedHashSet<>();

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            Requete.textes("agent").stream()
                    .filter(a -> a.matches("[0-9]{1,18}"))
                    .map(Long::valueOf)
                    .forEach(choisis::add);
            session = catalogue.session(id);
            if (!Requete.textes(LIGNES).isEmpty()) {
                // L'envoi de la page d'essai : ses boutons n'y sont que s'il y a un essai.
                rejuger();
            }
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    /** Appelé par la page avant de s'écrire : une session inconnue répond 404, non une page coupée. */
    public void entrer() {}

    public void deposer() {
        if (!FichierRecu.present(fichier)) {
            Ecran.refuser("Choisissez un fichier CSV ou XLSX.");
            return;
        }
        Ecran.tenter(() -> {
            FichierRecu recu = FichierRecu.de(fichier);
            try {
                lu = essai.fichier(id, recu.nom(), recu.copie());
            } finally {
                recu.oter();
            }
        });
    }

    public void inscrire() {
        boolean fait = Ecran.tenter(() -> {
            List<Placement> placements = inscription.executer(id, dansLOrdreDuFichier());
            Ecran.succes(Placement.bilan(placements));
            Ecran.aller("/inscription/bulletins.xhtml", Map.of("session", id));
        });
        if (!fait) {
            rejuger();
        }
    }

    private List<Long> dansLOrdreDuFichier() {
        return lu == null
                ? List.copyOf(choisis)
                : lu.lignes().stream()
                        .filter(l ->
                                l.agent() != null && choisis.contains(l.agent().id()))
                        .map(l -> l.agent().id())
                        .distinct()
                        .toList();
    }

    public void emporterLesRefus() {
        Ecran.telechargerEnFlux(
                "text/csv;charset=UTF-8", "refus-session-" + id + ".csv", sortie -> essai.emporterLesRefus(lu, sortie));
    }

    private void rejuger() {
        Ecran.tenter(() -> lu = essai.matricules(
                id,
                Requete.textes(LIGNES).stream()
                        .map(LIGNE::matcher)
                        .filter(Matcher::matches)
                        .map(m -> new EssayerUnGroupe.Lue(Integer.parseInt(m.group(1)), m.group(2)))
                        .toList()));
    }

    public long getId() {
        return id;
    }

    public SessionInfo getSession() {
        return session.session();
    }

    public Jauge getJauge() {
        return session.jauge();
    }

    public boolean isOuverte() {
        return catalogue.estOuverte(getSession());
    }

    public boolean isEssaye() {
        return lu != null;
    }

    /** Comment le fichier a été lu, et ce qu'il donnerait. */
    public String getResume() {
        return (lu.lecture() == null ? "" : lu.lecture() + " · ")
                + Texte.pluriel(lu.lignes().size(), "ligne lue", "lignes lues");
    }

    /** Ce que les places d'à présent permettent, pour ceux qui sont cochés d'avance. */
    public String getPlaces() {
        long admises = nombre(LigneDuGroupe.Sort.ADMISE);
        Jauge j = getJauge();
        if (j.illimitee()) {
            return "Cette session n'a pas de limite : chacun a une place.";
        }
        long libres = j.enAttente() > 0 ? 0 : Math.max(0, j.capacite() - j.placesPrises());
        return admises <= libres
                ? "Il reste " + Texte.pluriel(libres, "place", "places") + " à cet instant."
                : "Il reste " + Texte.pluriel(libres, "place", "places")
                        + " à cet instant : les premiers du fichier l'auront, les autres prennent un rang en liste d'attente.";
    }

    public LigneDuGroupe.Sort[] getSorts() {
        return LigneDuGroupe.Sort.values();
    }

    public long nombre(LigneDuGroupe.Sort sort) {
        return lu.combien(sort);
    }

    public boolean isDesRefus() {
        return nombre(LigneDuGroupe.Sort.REFUSEE) > 0;
    }

    public boolean isDesAdmis() {
        return lu.lignes().size() > nombre(LigneDuGroupe.Sort.REFUSEE);
    }

    /** Ce qui demande une décision d'abord. */
    public List<LigneDuGroupe> getLignes() {
        return lu.lignes().stream()
                .sorted(Comparator.comparing(LigneDuGroupe::sort).thenComparing(LigneDuGroupe::ligne))
                .toList();
    }

    /** Tous, dans l'ordre du fichier : de quoi rejuger s'il le faut. */
    public List<LigneDuGroupe> getToutes() {
        return lu.lignes();
    }

    public boolean coche(LigneDuGroupe l) {
        return choisis.isEmpty()
                ? l.estCochee()
                : l.agent() != null && choisis.contains(l.agent().id());
    }

    public Part getFichier() {
        return fichier;
    }

    public void setFichier(Part f) {
        fichier = f;
    }
}
