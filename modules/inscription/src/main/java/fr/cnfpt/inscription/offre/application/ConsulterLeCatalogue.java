package fr.cnfpt.inscription.offre.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Le catalogue tel que la collectivité le voit : par aire de recrutement, avec effectif attendu, inscriptions reçues et
 * places.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class ConsulterLeCatalogue {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    @Inject
    AgendaDesSessions agendas;

    public record Page(
            List<LigneDeSession> lignes,
            long total,
            List<OffreDeFormation.Facette> modalites,
            List<OffreDeFormation.Facette> natures,
            String proposition) {}

    /** @param avecPlaces vrai : rien que celles où une place est libre et sans file */
    public Page chercher(
            String recherche,
            Collection<String> modalites,
            Collection<String> natures,
            boolean avecPlaces,
            int premiere,
            int combien) {
        OffreDeFormation.PageDeSessions page = offre.visibles(
                collectivite(),
                new OffreDeFormation.Filtre(
                        recherche,
                        modalites,
                        natures,
                        avecPlaces ? Set.of(PlacesPrises.Critere.LIBRE) : Set.of(),
                        false,
                        premiere,
                        combien));
        return new Page(
                avecLeursPlaces(page.sessions()), page.total(), page.modalites(), page.natures(), page.proposition());
    }

    /** Par date, après ce repère ({@code null} : de la première). */
    public List<LigneDeSession> suivantes(
            String recherche, Collection<String> modalites, OffreDeFormation.Repere apres, int combien) {
        return avecLeursPlaces(offre.visiblesApres(
                collectivite(),
                new OffreDeFormation.Filtre(recherche, modalites, List.of(), Set.of(), false, 0, combien),
                apres));
    }

    private List<LigneDeSession> avecLeursPlaces(List<SessionInfo> sessions) {
        Map<Long, Jauge> jauges =
                places.jauges(sessions.stream().map(SessionInfo::id).toList());
        return sessions.stream()
                .map(s -> new LigneDeSession(s, jauges.get(s.id()), Map.of()))
                .toList();
    }

    /** @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas publiée pour la collectivité */
    public LigneDeSession session(long id) {
        SessionInfo session = offre.sessionVisible(id, collectivite()).orElseThrow(ConsulterBulletins::sessionInconnue);
        return avecLeursPlaces(List.of(session)).get(0);
    }

    /**
     * La même, pour un agenda.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas publiée pour la collectivité
     */
    public String agenda(long id) {
        offre.sessionVisible(id, collectivite()).orElseThrow(ConsulterBulletins::sessionInconnue);
        return agendas.ics(id).orElseThrow(ConsulterBulletins::sessionInconnue);
    }

    public boolean estOuverte(SessionInfo session) {
        return Ouverture.estOuverte(session, horloge.aujourdhui(session.fuseau()));
    }

    public CollectiviteInfo collectivite() {
        return annuaire.collectivite(courant.get().collectivite()).orElseThrow();
    }
}
