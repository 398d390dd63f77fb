package fr.cnfpt.acces.interims.application;

import fr.cnfpt.acces.interims.persistence.Interims;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/**
 * Un avis ne doit pas dormir parce qu'un responsable est absent : entre deux dates, un collègue les donne aussi, et ils
 * portent son nom. Le gestionnaire RH l'organise pour tous, un responsable pour lui-même. Le titulaire garde la main.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.RESPONSABLE})
public class OrganiserLesInterims {

    private static final int JOURS_AU_PLUS = 366;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Interims interims;

    @Inject
    Annuaire annuaire;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Le jour qu'il est dans la collectivité. */
    private LocalDate jour() {
        return horloge.aujourdhui(annuaire.collectivite(courant.get().collectivite())
                .orElseThrow()
                .fuseau());
    }

    public Liste.Page<Interims.Ligne> enCours(String recherche, Tri tri, int premiere, int combien) {
        Utilisateur u = courant.get();
        return interims.lire(
                u.collectivite(),
                u.est(Role.RESPONSABLE) ? u.agent() : null,
                jour(),
                recherche,
                tri,
                premiere,
                combien);
    }

    /**
     * @param titulaire le matricule du responsable remplacé ; ignoré pour un responsable, qui n'organise que le sien
     * @param suppleant le matricule de qui le remplace
     * @throws Refus invalide si les dates ou les personnes ne conviennent pas ; conflit si cet intérim existe déjà
     */
    public void ouvrir(String titulaire, String suppleant, LocalDate du, LocalDate au) {
        Utilisateur u = courant.get();
        AgentInfo absent = u.est(Role.RESPONSABLE)
                ? annuaire.agents(List.of(u.agent())).get(u.agent())
                : agent(titulaire, "titulaire");
        AgentInfo remplacant = agent(suppleant, "suppleant");
        if (absent.id() == remplacant.id()) {
            throw Refus.invalide(
                    "interim-de-soi", "suppleant", "Choisissez un autre agent : on ne se remplace pas soi-même.");
        }
        if (du == null || au == null || au.isBefore(du)) {
            throw Refus.invalide("interim-dates", "au", "Donnez un premier et un dernier jour, dans cet ordre.");
        }
        if (au.isBefore(jour()) || du.plusDays(JOURS_AU_PLUS).isBefore(au)) {
            throw Refus.invalide(
                    "interim-dates", "au", "Un intérim finit aujourd'hui ou plus tard, et dure un an au plus.");
        }
        interims.ouvrir(u.collectivite(), absent.id(), remplacant.id(), du, au)
                .orElseThrow(() -> Refus.conflit(
                        "interim-existe",
                        remplacant.nomComplet() + " remplace déjà " + absent.nomComplet()
                                + " sur une partie de ces dates."));
        String periode = Texte.periode(du, au);
        journal.noter(
                "interim-ouvert",
                "agent " + absent.id(),
                "L'agent " + remplacant.id() + " remplace l'agent " + absent.id() + " " + periode,
                u.collectivite());
        if (remplacant.courriel() != null) {
            courriers.deposer(
                    remplacant.courriel(),
                    "Vous assurez un intérim " + periode,
                    """
          Bonjour,

          %s, vous donnez aussi les avis sur les demandes de formation de l'équipe de %s.
          Elles sont dans « Bulletins » : %s/inscription/bulletins.xhtml
          """.formatted(
                                    Character.toUpperCase(periode.charAt(0)) + periode.substring(1),
                                    absent.nomComplet(),
                                    Parametres.adresse()),
                    u.collectivite());
        }
    }

    /** Hier en fut le dernier jour ; s'il n'avait pas commencé, il n'aura pas lieu. */
    public void finir(long interimId) {
        Utilisateur u = courant.get();
        Interims.Ligne i = interims.parId(interimId)
                .filter(x -> x.collectiviteId() == u.collectivite()
                        && (u.est(Role.GESTIONNAIRE_RH) || x.titulaireId() == u.agent()))
                .orElseThrow(
                        () -> Refus.introuvable("interim-inconnu", "Cet intérim n'existe pas, ou n'est pas le vôtre."));
        interims.finir(interimId, jour());
        journal.noter(
                "interim-fini",
                "agent " + i.titulaireId(),
                "L'agent " + i.suppleantId() + " ne remplace plus l'agent " + i.titulaireId(),
                u.collectivite());
    }

    private AgentInfo agent(String matricule, String champ) {
        return annuaire
                .agentsParMatricule(courant.get().collectivite(), List.of(matricule == null ? "" : matricule.strip()))
                .stream()
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "agent-inconnu",
                        champ,
                        "Votre collectivité n'a pas d'agent de matricule « " + (matricule == null ? "" : matricule)
                                + " »."));
    }
}
