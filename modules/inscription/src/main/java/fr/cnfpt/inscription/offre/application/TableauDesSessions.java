package fr.cnfpt.inscription.offre.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Les sessions que la délégation organise, avec leurs places ; le siège les voit toutes. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TableauDesSessions {

    @Inject
    Portees portees;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Bulletins bulletins;

    @Inject
    Horloge horloge;

    /** Une session et ses places ; {@code jauge} est nulle pour un stage sans inscription. */
    public record LigneDeSession(SessionInfo session, Jauge jauge) {
        public long id() {
            return session.id();
        }
    }

    public record Page(List<LigneDeSession> lignes, long total, OffreDeFormation.PageDeSessions brute) {}

    public Page lister(OffreDeFormation.Filtre filtre) {
        OffreDeFormation.PageDeSessions page = offre.organisees(portees.courante(), filtre);
        Map<Long, Jauge> jauges =
                places.jauges(page.sessions().stream().map(SessionInfo::id).toList());
        return new Page(
                page.sessions().stream()
                        .map(s -> new LigneDeSession(s, jauges.get(s.id())))
                        .toList(),
                page.total(),
                page);
    }

    /** Les sessions à venir dans les six semaines qui n'ont pas leur minimum. */
    public List<Jauge> sousLeMinimum() {
        LocalDate jour = horloge.aujourdhui();
        return places.sousLeMinimum(portees.courante(), jour, jour.plusWeeks(6));
    }

    /** Les sessions qui ont des bulletins dans cet état, et combien : une délégation s'en occupe par session. */
    public Map<Long, Long> quiAttendent(Etat etat) {
        return bulletins.parSession(portees.courante(), etat);
    }

    /** @throws fr.cnfpt.commun.Refus introuvable, si une autre structure l'organise */
    public LigneDeSession session(long id) {
        SessionInfo session = offre.session(id)
                .filter(s -> s.estVuePar(portees.courante()))
                .orElseThrow(ConsulterBulletins::sessionInconnue);
        return new LigneDeSession(session, places.jauges(List.of(id)).get(id));
    }
}
