package fr.cnfpt.catalogue.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.catalogue.domain.AireRecrutement;
import fr.cnfpt.catalogue.domain.Session;
import fr.cnfpt.catalogue.persistence.Sessions;
import fr.cnfpt.catalogue.persistence.StagesDeDemonstration;
import fr.cnfpt.catalogue.persistence.StagesDeDemonstration.Lieu;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Les spécialités, toujours ; la démonstration, sur demande : 120 stages inventés et marqués comme tels, quelque 400
 * sessions dans le Nord et le Pas-de-Calais, de deux mois avant aujourd'hui à huit mois après. Graine fixe.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLeCatalogue implements Peuplement {

    private static final int SESSIONS = 400;

    @Inject
    StagesDeDemonstration stages;

    @Inject
    PublierSession publication;

    @Inject
    Sessions sessions;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 20;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        stages.chargerSpecialites();
        annuaire.structures().stream()
                .filter(s -> !s.fuseau().equals(Fuseau.PARIS))
                .forEach(s -> sessions.mettreALHeure(s.id(), s.fuseau()));
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        List<StageInfo> catalogue = stages.chargerStages();
        if (catalogue.isEmpty()) {
            return;
        }
        List<StageInfo> offerts =
                catalogue.stream().filter(s -> stages.surInscription(s.id())).toList();
        long delegation = annuaire.structures().stream()
                .filter(s -> s.code().equals("HDF"))
                .map(StructureInfo::id)
                .findFirst()
                .orElseThrow();
        Long formateur = acteurs.compte("formateur").map(CompteInfo::id).orElse(null);
        List<CollectiviteInfo> collectivites = annuaire.collectivitesDeDemonstration();
        List<Lieu> lieux = stages.lieux();
        Random hasard = new Random(2027);
        LocalDate aujourdhui = horloge.aujourdhui();
        for (int i = 0; i < SESSIONS; i++) {
            StageInfo stage = offerts.get(i % offerts.size());
            StagesDeDemonstration.Modele modele = stages.modele(stage.id());
            LocalDate debut = ouvre(aujourdhui.plusDays(hasard.nextInt(300) - 60L));
            LocalDate fin = debut;
            for (int j = 1; j < Math.ceil(modele.presentielJours()); j++) {
                fin = ouvre(fin.plusDays(1));
            }
            boolean enPresence = stage.modalite().enPresence();
            if (!enPresence && modele.distanceHeures() > 2) {
                fin = debut.plusDays(28);
            }
            Lieu lieu = enPresence ? lieux.get(hasard.nextInt(lieux.size())) : null;
            Integer capacite = switch (stage.modalite()) {
                case MOOC -> null;
                case WEBINAIRE -> 60;
                case E_FORMATION -> 30;
                default -> 12 + hasard.nextInt(9);
            };
            String aire = switch (modele.type()) {
                case "INTRA" ->
                    AireRecrutement.collectivite(collectivites
                            .get(hasard.nextInt(collectivites.size()))
                            .id());
                case "UNION" ->
                    AireRecrutement.epci(collectivites
                            .get(hasard.nextInt(collectivites.size()))
                            .epciSiren());
                default ->
                    !enPresence
                            ? AireRecrutement.NATIONALE
                            : i % 6 == 0
                                    ? AireRecrutement.departement(
                                            lieu.codeInsee().substring(0, 2))
                                    : AireRecrutement.region("32");
            };
            LocalDate cloture = debut.minusDays(14);
            publication.publier(Session.publier(
                            new Session.Publication(
                                    stage.id(),
                                    modele.type(),
                                    debut,
                                    fin,
                                    enPresence
                                            ? "9 h – 12 h 30, 13 h 30 – 16 h"
                                            : stage.modalite().name().equals("WEBINAIRE") ? "14 h" : null,
                                    lieu == null ? null : lieu.ville(),
                                    lieu == null ? null : lieu.adresse(),
                                    lieu == null ? null : lieu.codeInsee(),
                                    capacite,
                                    capacite == null ? 1 : Math.min(capacite, 8 + hasard.nextInt(5)),
                                    cloture.minusDays(200),
                                    cloture,
                                    i % 8 == 0 ? formateur : null),
                            delegation,
                            Fuseau.PARIS,
                            Set.of(aire))
                    .pourLaDemonstration());
        }
        progres.accept("Démonstration : " + catalogue.size() + " stages, " + SESSIONS + " sessions");
    }

    private static LocalDate ouvre(LocalDate d) {
        return d.getDayOfWeek() == DayOfWeek.SATURDAY
                ? d.plusDays(2)
                : d.getDayOfWeek() == DayOfWeek.SUNDAY ? d.plusDays(1) : d;
    }
}
