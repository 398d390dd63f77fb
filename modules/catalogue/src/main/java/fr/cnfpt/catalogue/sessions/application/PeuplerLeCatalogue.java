package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration.Lieu;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration.Modele;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Les spécialités, toujours ; la démonstration, sur demande : 120 stages inventés et marqués comme tels, et les
 * sessions d'une année, de huit mois avant aujourd'hui à huit mois après, dans le Nord, le Pas-de-Calais et à La
 * Réunion. On s'inscrit dès la fin septembre pour l'an qui vient, dès juin pour l'automne. Graine fixe.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLeCatalogue implements Peuplement {

    private static final int MOITIE_EN_JOURS = 240;
    private static final int ANNULEE_TOUTES_LES = 23;

    /** Les places de chacune de ses sessions : ce que deploy/conformance demande. */
    private static final int[] DU_BAC_A_SABLE = {40, 8};

    /** Trois jours, en demi-journées. */
    private static final int CYCLE = 6;

    /** Qui organise, combien de sessions, dans quels départements. */
    private record Offre(String structure, int sessions, Set<String> departements) {}

    private static final List<Offre> OFFRES =
            List.of(new Offre("HDF", 440, Set.of("59", "62")), new Offre("REU", 40, Set.of("974")));

    @Inject
    StagesDeDemonstration stages;

    @Inject
    PublierSession publication;

    @Inject
    Sessions sessions;

    @Inject
    Deroules deroules;

    @Inject
    Annuaire annuaire;

    @Inject
    AgentsDeDemonstration employeurs;

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
        Map<Long, Modele> modeles = stages.modeles();
        List<StageInfo> offerts = catalogue.stream()
                .filter(s -> modeles.get(s.id()).surInscription())
                .toList();
        Long formateur = acteurs.compte("formateur").map(CompteInfo::id).orElse(null);
        Random hasard = new Random(2027);
        List<Long> annulees = new ArrayList<>();
        int publiees = 0;
        for (Offre offre : OFFRES) {
            StructureInfo structure = annuaire.structures().stream()
                    .filter(s -> s.code().equals(offre.structure()))
                    .findFirst()
                    .orElseThrow();
            List<CollectiviteInfo> collectivites = annuaire.collectivitesDeDemonstration().stream()
                    .filter(c -> Long.valueOf(structure.id()).equals(c.structureId()))
                    .toList();
            List<Lieu> lieux = stages.lieux().stream()
                    .filter(l -> offre.departements().contains(l.departement()))
                    .toList();
            LocalDate aujourdhui = horloge.aujourdhui(structure.fuseau());
            for (int i = 0; i < offre.sessions(); i++) {
                StageInfo stage = offerts.get(i % offerts.size());
                Session session = session(
                        i,
                        stage,
                        modeles.get(stage.id()),
                        structure,
                        collectivites,
                        lieux,
                        formateur,
                        aujourdhui,
                        hasard);
                long id = publication.publier(session.pourLaDemonstration()).id();
                publiees++;
                poserLeDeroule(id, session.publication(), modeles.get(stage.id()), lieux);
                if (i % ANNULEE_TOUTES_LES == ANNULEE_TOUTES_LES / 2) {
                    annulees.add(id);
                }
            }
        }
        StructureInfo prepare = annuaire.structures().stream()
                .filter(s -> s.code().equals(OFFRES.get(0).structure()))
                .findFirst()
                .orElseThrow();
        ecrireLesBrouillons(prepare, offerts, horloge.aujourdhui(prepare.fuseau()));
        ouvrirLeBacASable(prepare, offerts, modeles, horloge.aujourdhui(prepare.fuseau()));
        stages.annuler(annulees);
        progres.accept("Démonstration : " + catalogue.size() + " stages, " + publiees + " sessions, dont "
                + annulees.size() + " annulées");
    }

    /**
     * Ce qu'anime le formateur, matin et après-midi ; le dernier jour d'un cycle de trois jours et plus se tient dans
     * une autre commune.
     */
    private void poserLeDeroule(long id, Session.Publication s, Modele modele, List<Lieu> lieux) {
        int attendues = (int) (modele.presentielJours() * 2);
        if (s.formateurCompteId() == null || attendues == 0) {
            return;
        }
        Lieu ailleurs = lieux.stream()
                .filter(l -> attendues >= CYCLE && !l.codeInsee().equals(s.codeInsee()))
                .findFirst()
                .orElse(null);
        String departement = SessionInfo.departement(s.codeInsee());
        List<Seance> seances = new ArrayList<>();
        for (LocalDate j = s.debut(); !j.isAfter(s.fin()); j = j.plusDays(1)) {
            for (boolean matin : new boolean[] {true, false}) {
                if (seances.size() < attendues && Calendrier.ouvre(j, departement)) {
                    Seance seance = Seance.demiJournee(
                            matin ? "Apports et exemples" : "Cas pratiques",
                            j,
                            matin,
                            s.adresse(),
                            List.of(s.formateurCompteId()));
                    seances.add(
                            ailleurs != null && seances.size() >= attendues - 2
                                    ? seance.ailleurs(ailleurs.ville(), ailleurs.codeInsee(), ailleurs.adresse())
                                    : seance);
                }
            }
        }
        deroules.ajouter(id, seances);
    }

    /** Une session presque prête, et une dont rien n'est encore fixé. */
    private void ecrireLesBrouillons(StructureInfo structure, List<StageInfo> offerts, LocalDate aujourdhui) {
        LocalDate debut = Calendrier.ouvreDes(aujourdhui.plusDays(120), "62");
        sessions.ajouter(Session.brouillon(
                        new Session.Publication(
                                offerts.get(0).id(),
                                "INTER",
                                debut,
                                Calendrier.ouvreDes(debut.plusDays(1), "62"),
                                "9 h – 12 h 30, 13 h 30 – 16 h",
                                "Lens",
                                "Antenne du CNFPT, salle Artois",
                                "62498",
                                15,
                                8,
                                null,
                                null,
                                null),
                        structure.id(),
                        structure.fuseau(),
                        "")
                .pourLaDemonstration());
        sessions.ajouter(Session.brouillon(
                        new Session.Publication(
                                offerts.get(1).id(),
                                "UNION",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                12,
                                8,
                                null,
                                null,
                                null),
                        structure.id(),
                        structure.fuseau(),
                        "")
                .pourLaDemonstration());
    }

    /** Deux sessions pour lui seul, une grande et une petite, ouvertes presque toute l'année de la démonstration. */
    private void ouvrirLeBacASable(
            StructureInfo structure, List<StageInfo> offerts, Map<Long, Modele> modeles, LocalDate aujourdhui) {
        StageInfo stage = offerts.stream()
                .filter(s -> s.modalite().enPresence())
                .findFirst()
                .orElseThrow();
        LocalDate debut = Calendrier.ouvreDes(aujourdhui.plusDays(MOITIE_EN_JOURS), "59");
        LocalDate fin = dernierJour(debut, modeles.get(stage.id()), "59");
        for (int capacite : DU_BAC_A_SABLE) {
            publication.publier(Session.publier(
                            new Session.Publication(
                                    stage.id(),
                                    "INTRA",
                                    debut,
                                    fin,
                                    "9 h – 12 h 30, 13 h 30 – 16 h",
                                    "Lille",
                                    "Session fictive, pour l'essai d'un logiciel",
                                    "59350",
                                    capacite,
                                    1,
                                    aujourdhui,
                                    debut.minusDays(14),
                                    null),
                            true,
                            structure.id(),
                            structure.fuseau(),
                            Set.of(AireRecrutement.collectivite(
                                    employeurs.collectivite(AgentsDeDemonstration.BAC_A_SABLE))))
                    .pourLaDemonstration());
        }
    }

    private Session session(
            int i,
            StageInfo stage,
            Modele modele,
            StructureInfo structure,
            List<CollectiviteInfo> collectivites,
            List<Lieu> lieux,
            Long formateur,
            LocalDate aujourdhui,
            Random hasard) {
        boolean enPresence = stage.modalite().enPresence();
        Lieu lieu = enPresence ? lieux.get(hasard.nextInt(lieux.size())) : null;
        String departement = lieu == null ? lieux.get(0).departement() : lieu.departement();
        LocalDate debut = Calendrier.ouvreDes(
                horsVacances(aujourdhui, hasard, i % ANNULEE_TOUTES_LES == ANNULEE_TOUTES_LES / 2), departement);
        LocalDate fin = dernierJour(debut, modele, departement);
        if (!enPresence && modele.distanceHeures() > 2) {
            fin = Calendrier.ouvreAuPlusTard(debut.plusDays(28), departement);
        }
        Integer capacite = switch (stage.modalite()) {
            case MOOC -> null;
            case WEBINAIRE -> 60;
            case E_FORMATION -> 30;
            default -> 12 + hasard.nextInt(9);
        };
        String aire = switch (modele.type()) {
            case "INTRA" ->
                AireRecrutement.collectivite(
                        collectivites.get(hasard.nextInt(collectivites.size())).id());
            case "UNION" ->
                AireRecrutement.epci(
                        collectivites.get(hasard.nextInt(collectivites.size())).epciSiren());
            default ->
                !enPresence && structure.fuseau().equals(Fuseau.PARIS)
                        ? AireRecrutement.NATIONALE
                        : enPresence && i % 6 == 0
                                ? AireRecrutement.departement(departement)
                                : AireRecrutement.region(structure.region());
        };
        LocalDate cloture = debut.minusDays(14);
        return Session.publier(
                new Session.Publication(
                        stage.id(),
                        modele.type(),
                        debut,
                        fin,
                        enPresence
                                ? "9 h – 12 h 30, 13 h 30 – 16 h"
                                : stage.modalite() == Modalite.WEBINAIRE ? "14 h" : null,
                        lieu == null ? null : lieu.ville(),
                        lieu == null ? null : lieu.adresse(),
                        lieu == null ? null : lieu.codeInsee(),
                        capacite,
                        capacite == null ? 1 : Math.min(capacite, 8 + hasard.nextInt(5)),
                        ouverture(debut, departement),
                        cloture,
                        i % 8 == 0 && structure.fuseau().equals(Fuseau.PARIS) ? formateur : null),
                enPresence,
                structure.id(),
                structure.fuseau(),
                Set.of(aire));
    }

    /** Celui où finit sa part en présence, aux jours ouvrés. */
    private static LocalDate dernierJour(LocalDate debut, Modele modele, String departement) {
        LocalDate fin = debut;
        for (int j = 1; j < Math.ceil(modele.presentielJours()); j++) {
            fin = Calendrier.ouvreDes(fin.plusDays(1), departement);
        }
        return fin;
    }

    /** Un jour de l'année, hors du creux de l'été et des fêtes ; une session annulée l'a été : son début est proche. */
    private static LocalDate horsVacances(LocalDate aujourdhui, Random hasard, boolean annulee) {
        while (true) {
            LocalDate jour = aujourdhui.plusDays(hasard.nextInt(MOITIE_EN_JOURS * 2) - MOITIE_EN_JOURS);
            MonthDay quand = MonthDay.from(jour);
            boolean ete = quand.isAfter(MonthDay.of(7, 20)) && quand.isBefore(MonthDay.of(8, 22));
            boolean fetes = quand.isAfter(MonthDay.of(12, 21)) || quand.isBefore(MonthDay.of(1, 4));
            if (!ete && !fetes && !(annulee && jour.isAfter(aujourdhui.plusDays(10)))) {
                return jour;
            }
        }
    }

    /** L'offre d'une année ouvre fin septembre de la précédente ; celle de l'automne, en juin. */
    private static LocalDate ouverture(LocalDate debut, String departement) {
        return Calendrier.ouvreDes(
                debut.getMonthValue() >= 9
                        ? LocalDate.of(debut.getYear(), 6, 1)
                        : LocalDate.of(debut.getYear() - 1, 9, 21),
                departement);
    }
}
