package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.catalogue.api.SessionsSurMesure.StageOffert;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.calendrier.Calendrier;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Type;
import fr.cnfpt.planformation.surmesure.domain.Devis;
import fr.cnfpt.planformation.surmesure.domain.PropositionDeSession;
import fr.cnfpt.planformation.surmesure.domain.Recevabilite;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.ReglesDuSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * La démonstration : des cotisations constatées, et une demande sur mesure à chaque état autour de Denain, comme un
 * automne ordinaire les laisse.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLeSurMesure implements Peuplement {

    private static final String DENAIN = "215901729";
    private static final String RH = "Service formation";
    static final String CONSEILLERE = "Service du sur-mesure de la délégation";
    private static final int HEURE = 9;

    @Inject
    DemandesSurMesure demandes;

    @Inject
    Cotisations cotisations;

    @Inject
    ReglesDuSurMesure regles;

    @Inject
    SessionsSurMesure catalogue;

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    Conventions conventions;

    /** Soi-même, par la porte qui ouvre une transaction : le dépôt d'une convention n'en veut aucune autour de lui. */
    @Inject
    PeuplerLeSurMesure moi;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 45;
    }

    @Override
    public void demontrer(Consumer<String> progres) {
        if (demandes.compter(Portee.ENTIERE, List.of(), "") > 0) {
            return;
        }
        moi.semer().forEach((id, but) -> moi.conclure(id, but, conventions.archiver(consulter.une(id))));
        progres.accept("Démonstration : "
                + demandes.compter(Portee.ENTIERE, List.of(), "") + " demandes de formation sur mesure envoyées, "
                + cotisations.compter(Portee.ENTIERE) + " cotisations constatées");
    }

    /** @return celles dont il reste à établir la convention, et jusqu'où les mener */
    @Transactional
    public Map<Long, Etat> semer() {
        Map<Long, Etat> aConvenir = new LinkedHashMap<>();
        List<CollectiviteInfo> toutes = annuaire.collectivitesDeDemonstration();
        CollectiviteInfo denain = toutes.stream()
                .filter(c -> c.siren().equals(DENAIN))
                .findFirst()
                .orElse(null);
        if (denain == null || denain.structureId() == null || denain.epciSiren() == null) {
            return aConvenir;
        }
        List<CollectiviteInfo> voisines = toutes.stream()
                .filter(c -> denain.epciSiren().equals(c.epciSiren())
                        && c.id() != denain.id()
                        && c.nature().equals("COMMUNE"))
                .sorted(Comparator.comparing(
                        CollectiviteInfo::population, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        LocalDate jour = horloge.aujourdhui();
        constater(denain, jour.plusMonths(7), jour);
        constater(voisines.get(0), jour.plusMonths(4), jour);
        constater(voisines.get(1), jour.minusMonths(2), jour);
        constater(voisines.get(2), jour.plusMonths(1), jour);
        CollectiviteInfo petite = voisines.get(voisines.size() - 1);
        CollectiviteInfo autrePetite = voisines.get(voisines.size() - 2);

        mener(Etat.BROUILLON, Type.INTRA, denain, null, null, "Apaiser un échange tendu au guichet", 14, jour);
        mener(Etat.BROUILLON, Type.UNION, petite, denain, "CUL-001", null, 4, jour);
        mener(Etat.ENVOYEE, Type.INTRA, denain, null, "RES-001", null, 12, jour);
        mener(Etat.ENVOYEE, Type.INTRA, voisines.get(0), null, null, "Conduire une balayeuse en sécurité", 9, jour);
        mener(Etat.PROPOSEE, Type.INTRA, denain, null, "EEJ-004", null, 16, jour);
        mener(Etat.ACCEPTEE, Type.UNION, autrePetite, petite, "ECV-014", null, 6, jour);
        aConvenir.put(
                mener(Etat.ACCEPTEE, Type.INTRA, voisines.get(0), null, "MGT-004", null, 11, jour), Etat.CONVENTION);
        aConvenir.put(mener(Etat.ACCEPTEE, Type.INTRA, voisines.get(2), null, "SSP-004", null, 10, jour), Etat.SIGNEE);
        aConvenir.put(mener(Etat.ACCEPTEE, Type.INTRA, denain, null, "EEJ-001", null, 15, jour), Etat.SIGNEE);
        mener(Etat.REFUSEE, Type.INTRA, denain, null, null, "Piloter un drone de surveillance", 8, jour);
        mener(Etat.RETIREE, Type.INTRA, voisines.get(2), null, "JUR-001", null, 9, jour);
        return aConvenir;
    }

    private void constater(CollectiviteInfo c, LocalDate au, LocalDate jour) {
        cotisations.constater(c.id(), c.structureId(), au, a(jour.minusDays(70)), CONSEILLERE);
    }

    private static Instant a(LocalDate jour) {
        return Calendrier.ouvreAuPlusTard(jour, null)
                .atTime(HEURE, 0)
                .atZone(Horloge.PARIS)
                .toInstant();
    }

    /** Conduit une demande à cet état par ses propres verbes, un pas tous les quelques jours. */
    private long mener(
            Etat but,
            Type type,
            CollectiviteInfo porteuse,
            CollectiviteInfo invitee,
            String code,
            String mots,
            int effectif,
            LocalDate jour) {
        StageOffert stage = code == null ? null : catalogue.stage(code).orElseThrow();
        DemandeSurMesure d = DemandeSurMesure.ouvrir(
                type,
                porteuse.id(),
                porteuse.structureId(),
                new BesoinSurMesure(
                        stage == null ? null : stage.id(),
                        stage == null ? mots : stage.intitule(),
                        stage == null
                                ? "Tout un service est concerné ; rien au catalogue ne part de nos situations de travail."
                                : null,
                        effectif,
                        jour.plusDays(60),
                        jour.plusDays(120),
                        "Salle du conseil, " + porteuse.nom(),
                        30,
                        "Pas le mercredi."),
                RH,
                a(jour.minusDays(40)));
        if (invitee != null) {
            d.inviter(invitee.id(), invitee.nom(), RH, a(jour.minusDays(39)));
        }
        demandes.ajouter(d);
        if (but == Etat.BROUILLON) {
            return d.id();
        }
        if (but == Etat.RETIREE) {
            d.retirer("Le besoin est couvert par une session inter.", RH, a(jour.minusDays(30)));
            return d.id();
        }
        if (invitee != null) {
            d.repondre(invitee.id(), invitee.nom(), 5, RH, a(jour.minusDays(36)));
            nommer(d, invitee, 2, a(jour.minusDays(36)));
        }
        if (stage != null) {
            nommer(d, porteuse, effectif - 3, a(jour.minusDays(35)));
        }
        // Jugée comme le jour où elle est partie : à jour, un plan en cours.
        d.envoyer(Recevabilite.de(d, jour, true, regles.recevabilite(jour), jour), RH, a(jour.minusDays(34)));
        if (but == Etat.ENVOYEE) {
            return d.id();
        }
        if (but == Etat.REFUSEE) {
            d.refuser(
                    "Aucun intervenant habilité sur ce territoire avant l'automne prochain.",
                    CONSEILLERE,
                    a(jour.minusDays(25)));
            return d.id();
        }
        proposer(d, stage, porteuse, jour);
        if (but == Etat.PROPOSEE) {
            return d.id();
        }
        d.accepter(RH, a(jour.minusDays(17)));
        return d.id();
    }

    @Transactional
    public void conclure(long id, Etat but, UUID convention) {
        LocalDate jour = horloge.aujourdhui();
        DemandeSurMesure d = demandes.pourModifier(id).orElseThrow();
        d.etablir(convention, CONSEILLERE, a(jour.minusDays(15)));
        if (but == Etat.CONVENTION) {
            return;
        }
        d.signer(Calendrier.ouvreAuPlusTard(jour.minusDays(8), null), jour, CONSEILLERE, a(jour.minusDays(7)));
    }

    /** Les premiers de ses agents par leur nom. */
    private void nommer(DemandeSurMesure d, CollectiviteInfo employeur, int combien, Instant quand) {
        d.nommer(
                employeur.id(),
                employeur.nom(),
                annuaire.chercherAgents(employeur.id(), "", combien).stream()
                        .map(AgentInfo::id)
                        .toList(),
                new Utilisateur(0, RH, RH, Role.GESTIONNAIRE_RH, employeur.id(), null, null, employeur.nom()),
                quand);
    }

    private void proposer(DemandeSurMesure d, StageOffert stage, CollectiviteInfo porteuse, LocalDate jour) {
        LocalDate debut = Calendrier.ouvreDes(jour.plusDays(66), null);
        LocalDate fin = Calendrier.ouvreDes(debut.plusDays(stage.jours().intValue() - 1L), null);
        d.proposer(
                new PropositionDeSession.Saisie(
                        stage.id(),
                        stage.intitule(),
                        stage.jours(),
                        debut,
                        fin,
                        debut.minusDays(14),
                        "9 h – 12 h 30, 13 h 30 – 16 h",
                        porteuse.nom(),
                        "Salle du conseil",
                        porteuse.codeInsee(),
                        d.effectifTotal(),
                        false,
                        "Une intervenante de la délégation connaît votre territoire et viendra chez vous."),
                Devis.calculer(
                        d.type(),
                        d.effectifTotal(),
                        stage.jours(),
                        stage.payant() ? stage.tarif() : null,
                        false,
                        regles.tarifs(jour)),
                jour,
                CONSEILLERE,
                a(jour.minusDays(22)));
    }
}
