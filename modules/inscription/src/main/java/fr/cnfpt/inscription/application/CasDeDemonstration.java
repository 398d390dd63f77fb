package fr.cnfpt.inscription.application;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.concours.domain.Assiduite.Absence;
import fr.cnfpt.inscription.concours.domain.Orientation;
import fr.cnfpt.inscription.concours.domain.Parcours;
import fr.cnfpt.inscription.concours.persistence.Preparations;
import fr.cnfpt.inscription.concours.persistence.Preparations.Mesure;
import fr.cnfpt.inscription.concours.persistence.ReglesDesConcours;
import fr.cnfpt.inscription.convocations.persistence.Convocations;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes;
import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.selection.persistence.Selections.EnLice;
import fr.cnfpt.outils.calendrier.Calendrier;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.liste.Tri;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Les cas que le hasard ne donne pas à la démonstration, et que le guide montre : une sélection dont le classement est
 * en cours, les tests et les absences d'une préparation aux concours, une session à sauver qui a une voisine et des
 * gens qui attendent ailleurs, une convocation revenue.
 */
@ApplicationScoped
public class CasDeDemonstration {

    private static final int JOURS_POUR_SAUVER = 42;
    private static final int REVENUES = 3;

    @Inject
    Bulletins bulletins;

    @Inject
    BulletinsDeDemonstration lots;

    @Inject
    Preparations preparations;

    @Inject
    ReglesDesConcours reglesDesConcours;

    @Inject
    Selections selections;

    @Inject
    Priorites priorites;

    @Inject
    Coffre coffre;

    @Inject
    ClasserLesDemandes classement;

    @Inject
    Convocations convocations;

    @Inject
    Envois envois;

    @Inject
    Annuaire annuaire;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * Ce qu'il faut savoir avant d'écrire les demandes.
     *
     * @param aSelection celles qui donnent leurs places par une décision
     * @param voulues par session, combien de demandes, quand ce n'est pas au hasard
     */
    record Choisies(Set<Long> aSelection, Map<Long, Integer> voulues) {}

    /** Parmi les sessions de qui organise : une close à sélection, et une à sauver, sa voisine, celle qu'on attend. */
    static Choisies choisir(List<SessionInfo> sessions, CompteInfo delegation, LocalDate jour) {
        List<SessionInfo> siennes = sessions.stream()
                .filter(s -> s.structureId() == delegation.structureId()
                        && s.etat().equals("PUBLIEE")
                        && s.capacite() != null
                        && s.capacite() <= 20
                        && !s.prepareUnConcours()
                        && s.debut().isAfter(jour))
                .sorted(Comparator.comparing(SessionInfo::debut).thenComparing(SessionInfo::id))
                .toList();
        Map<Long, Integer> voulues = new HashMap<>();
        Set<Long> aSelection = siennes.stream()
                .filter(s -> s.cloture().isBefore(jour) && s.debut().isAfter(jour.plusDays(3)))
                .limit(1)
                .peek(s -> voulues.put(s.id(), s.capacite() + 6))
                .map(SessionInfo::id)
                .collect(Collectors.toCollection(HashSet::new));
        Map<Long, List<SessionInfo>> parStage = siennes.stream()
                .filter(s -> Ouverture.estOuverte(s, jour))
                .collect(Collectors.groupingBy(SessionInfo::stageId));
        siennes.stream()
                .filter(s -> Ouverture.estOuverte(s, jour)
                        && !s.debut().isAfter(jour.plusDays(JOURS_POUR_SAUVER))
                        && parStage.get(s.stageId()).size() > 2)
                .findFirst()
                .ifPresent(s -> {
                    List<SessionInfo> voisines = parStage.get(s.stageId()).stream()
                            .filter(v -> v.id() != s.id())
                            .toList();
                    voulues.put(s.id(), 3);
                    voulues.put(voisines.get(0).id(), voisines.get(0).capacite() + 6);
                    voulues.put(voisines.get(1).id(), voisines.get(1).capacite() / 2);
                });
        return new Choisies(aSelection, voulues);
    }

    /** Une fois les demandes écrites. */
    void executer(Choisies choisies, List<SessionInfo> sessions, CompteInfo delegation, CompteInfo rh) {
        Utilisateur conseillere = new Utilisateur(
                delegation.id(),
                delegation.identifiant(),
                delegation.nom(),
                Role.DELEGATION,
                null,
                delegation.structureId(),
                null,
                null);
        choisies.aSelection().forEach(s -> courant.agirComme(conseillere, () -> classer(s)));
        List<SessionInfo> preparees =
                sessions.stream().filter(SessionInfo::prepareUnConcours).toList();
        preparees.forEach(this::orienter);
        preparees.stream()
                .filter(s ->
                        s.structureId() == delegation.structureId() && s.fin().isBefore(horloge.aujourdhui()))
                .max(Comparator.comparing(SessionInfo::debut).thenComparing(SessionInfo::id))
                .ifPresent(s -> suivreLesAbsences(s, conseillere));
        rendreDesConvocations(sessions, delegation, rh);
    }

    /** Deux priorités dites, l'une par l'employeur ; la dernière demande mise en deuxième. */
    private void classer(long session) {
        List<EnLice> enLice = selections.enLice(session);
        if (enLice.size() < 5) {
            return;
        }
        // Sans clé, on ne garde aucun motif (docs/adr/0053) : la démonstration se charge quand même.
        if (coffre.pret()) {
            priorites.dire(
                    enLice.get(enLice.size() - 2).bulletinId(), MotifDePriorite.USURE, true, horloge.maintenant());
            priorites.dire(
                    enLice.get(enLice.size() - 4).bulletinId(), MotifDePriorite.HANDICAP, false, horloge.maintenant());
        }
        classement.deplacer(
                session, enLice.get(enLice.size() - 1).bulletinId(), 2, "Seul de sa commune à encadrer une équipe");
    }

    /** Qui est accepté avait son résultat ; une demande sur trois de celles qui attendent ne l'a pas encore. */
    private void orienter(SessionInfo s) {
        LocalDate jour = horloge.aujourdhui();
        for (Ligne l : demandes(s)) {
            boolean acceptee = l.etat().tientUnePlace() && l.etat() != Etat.TRANSMISE;
            boolean attend = l.etat() == Etat.TRANSMISE || l.etat() == Etat.LISTE_ATTENTE;
            if (!acceptee && !(attend && l.id() % 3 != 0)) {
                continue;
            }
            LocalDate passe = Calendrier.ouvreAuPlusTard(
                    min(LocalDate.ofInstant(l.deposeLe(), s.fuseau()).plusDays(7), jour), "59");
            boolean admis = acceptee || l.id() % 3 == 1;
            preparations.noter(
                    l.id(),
                    Orientation.de(
                            BigDecimal.valueOf(admis ? 20 + l.id() % 17 : 12 + l.id() % 6, 0)
                                    .divide(BigDecimal.valueOf(2)),
                            passe,
                            admis ? Parcours.ADMIS : Parcours.REMISE_A_NIVEAU,
                            admis ? null : "Une remise à niveau en français et en mathématiques, puis la préparation",
                            jour),
                    passe.atTime(17, 30).atZone(s.fuseau()).toInstant());
        }
    }

    /** Une absence justifiée, une personne avertie, une radiée : le deuxième jour, puis le troisième. */
    private void suivreLesAbsences(SessionInfo s, Utilisateur par) {
        List<Ligne> convoques =
                demandes(s).stream().filter(l -> l.etat() == Etat.CONVOQUEE).toList();
        if (convoques.size() < 4 || !s.fin().isAfter(s.debut().plusDays(3))) {
            return;
        }
        LocalDate un = Calendrier.ouvreDes(s.debut().plusDays(1), "59");
        LocalDate deux = Calendrier.ouvreDes(un.plusDays(1), "59");
        absent(convoques.get(0), un, "Convocation à une épreuve de concours, justifiée par courriel");
        absent(convoques.get(1), un, null);
        avertir(convoques.get(1), s, un, par);
        absent(convoques.get(2), un, null);
        avertir(convoques.get(2), s, un, par);
        absent(convoques.get(2), deux, null);
        Instant quand = soir(s, deux);
        long radie = convoques.get(2).id();
        lots.ajouter(
                radie,
                quand,
                Etat.ANNULEE,
                "Radié de la préparation par le CNFPT : 4 demi-journées d'absence sans justification",
                "Absent deux jours sans prévenir, malgré l'avertissement",
                par);
        preparations.radier(radie, mesure(ReglesDesConcours.RADIATION, 4, deux, quand));
    }

    private void absent(Ligne l, LocalDate jour, String justification) {
        preparations.noter(l.id(), new Absence(jour, 2, justification), horloge.maintenant());
    }

    private void avertir(Ligne l, SessionInfo s, LocalDate jour, Utilisateur par) {
        Instant quand = soir(s, jour);
        lots.ajouter(
                l.id(),
                quand,
                l.etat(),
                "Averti par le CNFPT : 2 demi-journées d'absence sans justification",
                "Absent une journée sans prévenir",
                par);
        preparations.avertir(l.id(), mesure(ReglesDesConcours.AVERTISSEMENT, 2, jour, quand));
    }

    private Mesure mesure(String code, int demiJournees, LocalDate jour, Instant quand) {
        VersionDeRegle regle = reglesDesConcours.le(code, jour);
        return new Mesure(
                quand.atOffset(ZoneOffset.UTC),
                demiJournees,
                regle.entier(),
                regle.texte(),
                regle.source() + ", " + regle.periode());
    }

    /**
     * Des convocations de sessions à venir sont revenues : chez qui organise, et d'abord à l'employeur qu'on montre.
     */
    private void rendreDesConvocations(List<SessionInfo> sessions, CompteInfo delegation, CompteInfo rh) {
        LocalDate jour = horloge.aujourdhui();
        List<Ligne> convoques = sessions.stream()
                .filter(s -> s.debut().isAfter(jour) && s.debut().isBefore(jour.plusDays(15)))
                .flatMap(s -> demandes(s).stream())
                .filter(l -> l.etat() == Etat.CONVOQUEE)
                .sorted(Comparator.comparing((Ligne l) -> l.structureId() != delegation.structureId())
                        .thenComparing(l -> l.collectiviteId() != rh.collectiviteId())
                        .thenComparing(Ligne::id))
                .toList();
        Map<Long, AgentInfo> agents =
                annuaire.agents(convoques.stream().map(Ligne::agentId).toList());
        convoques.stream()
                .filter(l -> agents.get(l.agentId()).courriel() != null)
                .limit(REVENUES)
                .forEach(l -> convocations.noter(
                        l.id(),
                        null,
                        envois.montrerUnRetour(
                                agents.get(l.agentId()).courriel(),
                                "Convocation",
                                "550 5.1.1 Cette adresse n'existe pas",
                                horloge.maintenant()),
                        horloge.maintenant()));
    }

    private List<Ligne> demandes(SessionInfo s) {
        return bulletins
                .lister(
                        Portee.ENTIERE,
                        new Bulletins.Filtre(null, s.id(), null, Tri.AUCUN, 0, s.capacite() == null ? 1 : 60))
                .lignes();
    }

    private static Instant soir(SessionInfo s, LocalDate jour) {
        return jour.atTime(17, 45).atZone(s.fuseau()).toInstant();
    }

    private static LocalDate min(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
