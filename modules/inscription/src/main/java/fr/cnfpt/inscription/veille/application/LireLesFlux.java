package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.inscription.veille.persistence.Agendas;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Ce qu'une adresse secrète ouvre, à un lecteur d'actualités ou à un agenda qui ne se connecte pas. Elle ne montre
 * jamais plus que ce que verrait qui l'a ouverte, et rien s'il n'a plus son accès.
 */
@ApplicationScoped
@Transactional
public class LireLesFlux {

    /** Un lecteur qui revient chaque jour ne manque rien ; un fichier plus long se lirait mal. */
    static final int AU_PLUS = 50;

    /** Ce qui a paru avant n'est plus nouveau. */
    private static final Period NOUVEAU = Period.ofDays(90);

    private static final Period PASSE = Period.ofDays(180);

    @Inject
    RecherchesGardees recherches;

    @Inject
    Agendas agendas;

    @Inject
    AgendaDesSessions calendriers;

    @Inject
    Acteurs acteurs;

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    /** @param jauges les places de chacune, par session */
    public record Flux(RechercheGardee recherche, List<OffreDeFormation.Nouvelle> nouvelles, Map<Long, Jauge> jauges) {}

    public Optional<Flux> recherche(String secret) {
        Optional<RechercheGardee> gardee = recherches.parFlux(Secret.empreinte(secret));
        Optional<CollectiviteInfo> ici = gardee.flatMap(r -> acteurs.joignable(r.compteId()))
                .filter(j -> j.collectiviteId() != null)
                .flatMap(j -> annuaire.collectivite(j.collectiviteId()));
        return ici.map(c -> {
            Instant maintenant = horloge.maintenant();
            List<OffreDeFormation.Nouvelle> nouvelles = offre.nouvelles(
                    c,
                    Criteres.lire(DemandeDeListe.lire(gardee.get().question())).filtre(AU_PLUS),
                    horloge.aujourdhui()
                            .minus(NOUVEAU)
                            .atStartOfDay(Horloge.PARIS)
                            .toInstant(),
                    maintenant);
            return new Flux(
                    gardee.get(),
                    nouvelles,
                    places.jauges(nouvelles.stream().map(n -> n.session().id()).toList()));
        });
    }

    /** @return le fichier iCalendar */
    public Optional<String> agenda(String secret) {
        OptionalLong compte = agendas.compte(Secret.empreinte(secret));
        return compte.isEmpty() || acteurs.joignable(compte.getAsLong()).isEmpty()
                ? Optional.empty()
                : Optional.of(calendriers.calendrier(
                        "Mes formations",
                        agendas.sessions(
                                personnes.postesDuCompte(compte.getAsLong()),
                                horloge.aujourdhui().minus(PASSE))));
    }
}
