package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.ChangerUneSession;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ce qui sauve une session : d'autres jours, une aire plus large, à distance, ou la réunir à une autre. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ChangerPourTenir implements ChangerUneSession {

    /** Au-delà, on ne vient plus pour la journée. */
    private static final int ALENTOUR = 80;

    @Inject
    AnnulerUneSession annulation;

    @Inject
    ReprogrammerUneSession reprogrammation;

    @Inject
    Sessions sessions;

    @Inject
    Deroules deroules;

    @Inject
    OffreDeFormation offre;

    @Inject
    Portees portees;

    @Inject
    Geographie geographie;

    @Inject
    Horloge horloge;

    @Inject
    Journal journal;

    @Inject
    Event<SessionReprogrammee> annonce;

    @Override
    public void annulerPourReunir(long session, String motif, long reunieA) {
        annulation.reunir(session, motif, reunieA);
    }

    @Override
    public SessionInfo deplacer(long session, LocalDate debut) {
        if (debut == null) {
            throw Refus.invalide("session-invalide", "debut", "Choisissez le nouveau premier jour.");
        }
        Session.Publication p = sienne(session).publication();
        long jours = ChronoUnit.DAYS.between(p.debut(), debut);
        if (jours == 0) {
            throw Refus.invalide("session-invalide", "debut", "C'est déjà son premier jour : choisissez-en un autre.");
        }
        return reprogrammation.executer(session, p.decalee(jours));
    }

    @Override
    public List<DepartementVoisin> departementsVoisins(long session) {
        Session s = sienne(session);
        String commune = s.publication().codeInsee();
        if (commune == null || !s.recrute()) {
            return List.of();
        }
        Map<String, Integer> proches = new HashMap<>();
        geographie
                .autour(commune, ALENTOUR)
                .forEach((code, km) -> proches.merge(SessionInfo.departement(code), km, Math::min));
        Map<String, String> noms = geographie.departements();
        Map<String, String> regions = geographie.regions();
        return proches.entrySet().stream()
                .filter(d -> noms.containsKey(d.getKey()) && !s.recruteDans(d.getKey(), regions.get(d.getKey())))
                .map(d -> new DepartementVoisin(d.getKey(), noms.get(d.getKey()), d.getValue()))
                .sorted(Comparator.comparingInt(DepartementVoisin::kilometres).thenComparing(DepartementVoisin::code))
                .toList();
    }

    @Override
    public void ouvrirAussi(long session, String departement) {
        Session s = sienne(session);
        String region = geographie.regions().get(departement);
        if (region == null) {
            throw Refus.invalide("departement-inconnu", "departement", "Ce département n'existe pas.");
        }
        s.ouvrirAussi(departement, region, horloge.aujourdhui(s.fuseau()));
        sessions.ecrire();
        journal.noter("session-ouverte-ailleurs", "session " + session, "Département " + departement, null);
    }

    @Override
    public SessionInfo passerADistance(long session, String lien) {
        Session s = sienne(session);
        SessionInfo avant = offre.session(session).orElseThrow();
        s.passerADistance(lien, avant.enPresence(), horloge.aujourdhui(s.fuseau()));
        sessions.ecrire();
        deroules.passerADistance(session, lien.strip());
        SessionInfo apres = offre.session(session).orElseThrow();
        journal.noter("session-a-distance", "session " + session, "Se tenait à " + avant.lieu(), null);
        annonce.fire(new SessionReprogrammee(avant, apres));
        return apres;
    }

    private Session sienne(long id) {
        return sessions.parId(id)
                .filter(s -> portees.courante().voit(null, null, s.structureId()))
                .orElseThrow(() -> Refus.introuvable("session-inconnue", "Cette session n'existe pas."));
    }
}
