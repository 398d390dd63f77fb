package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Nouvelle;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import fr.cnfpt.outils.liste.DemandeDeListe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Un courriel par personne et par jour, au plus : ce qui a paru depuis le précédent et qu'elle voit. Prendre ses
 * recherches, déposer le courriel et noter ce qui est annoncé sont dans une transaction : rien ne s'annonce deux fois,
 * rien ne se perd.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class PrevenirUnePersonne {

    /** Une session qui s'écrit en ce moment porte déjà son heure et ne se voit pas encore : on la laisse finir. */
    private static final Duration RECUL = Duration.ofMinutes(5);

    /** Par recherche ; les autres sont derrière le lien. */
    static final int MONTREES = 10;

    @Inject
    RecherchesGardees recherches;

    @Inject
    Acteurs acteurs;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    public boolean enAttente() {
        return recherches.attendent(horloge.maintenant());
    }

    public void suivante() {
        List<RechercheGardee> siennes = recherches.prendre(horloge.maintenant());
        if (siennes.isEmpty()) {
            return;
        }
        Optional<Acteurs.Joignable> qui = acteurs.joignable(siennes.get(0).compteId())
                .filter(j -> j.courriel() != null && j.collectiviteId() != null);
        Optional<CollectiviteInfo> ici = qui.flatMap(j -> annuaire.collectivite(j.collectiviteId()));
        if (ici.isEmpty()) {
            return;
        }
        Instant jusque = horloge.maintenant().minus(RECUL);
        StringBuilder corps = new StringBuilder();
        Set<Long> dites = new HashSet<>();
        for (RechercheGardee r : siennes) {
            List<Nouvelle> nouvelles = offre
                    .nouvelles(
                            ici.get(),
                            Criteres.lire(DemandeDeListe.lire(r.question())).filtre(MONTREES + 1),
                            r.vueJusquA().toInstant(),
                            jusque)
                    .stream()
                    .filter(n -> dites.add(n.session().id()))
                    .toList();
            if (!nouvelles.isEmpty()) {
                corps.append(paragraphe(r, nouvelles));
            }
        }
        recherches.noterVues(siennes.stream().map(RechercheGardee::id).toList(), jusque);
        if (!corps.isEmpty()) {
            courriers.deposer(
                    qui.get().courriel(),
                    "Nouvelles formations pour vos recherches",
                    "Bonjour,\n\nVoici ce qui a paru au catalogue depuis la dernière fois.\n\n" + corps
                            + "Vos recherches : " + Parametres.adresse() + "/inscription/recherches.xhtml\n",
                    ici.get().id());
        }
    }

    private String paragraphe(RechercheGardee r, List<Nouvelle> nouvelles) {
        List<Nouvelle> montrees = nouvelles.subList(0, Math.min(MONTREES, nouvelles.size()));
        Map<Long, Jauge> jauges =
                places.jauges(montrees.stream().map(n -> n.session().id()).toList());
        StringBuilder p = new StringBuilder("« " + r.nom() + " » : "
                + (nouvelles.size() > MONTREES
                        ? "plus de " + MONTREES + " sessions"
                        : Texte.pluriel(nouvelles.size(), "session", "sessions"))
                + "\n\n");
        for (Nouvelle n : montrees) {
            SessionInfo s = n.session();
            p.append("- ")
                    .append(enClair(s, jauges.get(s.id())))
                    .append("\n  ")
                    .append(Parametres.adresse())
                    .append("/inscription/session.xhtml?id=")
                    .append(s.id())
                    .append('\n');
        }
        if (nouvelles.size() > MONTREES) {
            p.append("- et d'autres : ")
                    .append(Parametres.adresse())
                    .append("/inscription/catalogue.xhtml?")
                    .append(r.question())
                    .append('\n');
        }
        return p.append("\nNe plus être prévenu de « ")
                .append(r.nom())
                .append(" » : ")
                .append(Parametres.adresse())
                .append("/inscription/desabonner.xhtml?jeton=")
                .append(r.jeton())
                .append("\n\n")
                .toString();
    }

    /** « Rédiger un acte d'état civil, du 3 au 4 mars 2027, Lille, 5 places » */
    static String enClair(SessionInfo s, Jauge j) {
        return s.intitule() + ", " + s.periode() + ", " + s.lieu() + (j == null ? "" : ", " + j.enClair());
    }
}
