package fr.cnfpt.inscription.concours.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.concours.domain.Assiduite;
import fr.cnfpt.inscription.concours.domain.Orientation;
import fr.cnfpt.inscription.concours.domain.Parcours;
import fr.cnfpt.inscription.concours.persistence.Preparations;
import fr.cnfpt.inscription.concours.persistence.Preparations.Mesure;
import fr.cnfpt.inscription.concours.persistence.Preparations.Suivi;
import fr.cnfpt.inscription.concours.persistence.ReglesDesConcours;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * La délégation tient une préparation aux concours : elle note le test d'orientation, puis les absences ; elle avertit,
 * et radie qui, averti, en a trop. La place d'une personne radiée va encore à la file si la règle du jour le permet.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TenirUnePreparation {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    Preparations preparations;

    @Inject
    ReglesDesConcours regles;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    private record Cas(Bulletin bulletin, SessionInfo session, LocalDate jour, Moment moment) {}

    /** Où en est chacun de cette session. @throws Refus introuvable, si elle n'est pas de son ressort */
    public Map<Long, Suivi> suivis(long sessionId) {
        offre.sessionOrganisee(sessionId, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
        return preparations.deLaSession(sessionId);
    }

    /** @throws Refus introuvable, si la session n'est pas de son ressort, ou la demande d'une autre */
    public void exigerQuElleEnSoit(long sessionId, long bulletinId) {
        offre.sessionOrganisee(sessionId, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
        if (bulletins
                .ligne(bulletinId, portees.courante())
                .filter(l -> l.sessionId() == sessionId)
                .isEmpty()) {
            throw ConsulterBulletins.bulletinInconnu();
        }
    }

    /** Récrit, le résultat remplace celui d'avant, jusqu'à ce que la demande soit acceptée. */
    public void noterLeTest(long bulletinId, BigDecimal points, LocalDate passeLe, Parcours parcours, String conseil) {
        Cas c = cas(bulletinId);
        Orientation o = Orientation.de(points, passeLe, parcours, conseil, c.jour());
        c.bulletin().orienter(o.parcours().libelle(), o.conseil(), c.moment(), courant.get(), horloge.maintenant());
        preparations.noter(bulletinId, o, horloge.maintenant());
        prevenir(
                c,
                "Votre test d'orientation : " + c.session().intitule(),
                "Le résultat du test d'orientation est noté : " + o.parcours().libelle() + "."
                        + (o.conseil() == null ? "" : " " + o.conseil()));
    }

    /** Un jour déjà noté se corrige. */
    public void noterUneAbsence(long bulletinId, LocalDate jour, int demiJournees, String justification) {
        Cas c = cas(bulletinId);
        exigerQuElleSuive(c);
        preparations.noter(
                bulletinId,
                Assiduite.Absence.de(jour, demiJournees, justification, c.session(), c.jour()),
                horloge.maintenant());
    }

    public void retirerUneAbsence(long bulletinId, LocalDate jour) {
        if (jour == null) {
            throw Refus.invalide("jour-impossible", "jour", "Dites de quel jour l'absence se retire.");
        }
        exigerQuElleSuive(cas(bulletinId));
        if (!preparations.retirer(bulletinId, jour)) {
            throw Refus.introuvable("absence-inconnue", "Cette absence n'est plus notée.");
        }
    }

    public void avertir(long bulletinId, String motif) {
        Cas c = cas(bulletinId);
        VersionDeRegle regle = regles.le(ReglesDesConcours.AVERTISSEMENT, c.jour());
        Assiduite a = preparations.assiduite(bulletinId);
        a.exigerDePouvoirAvertir(regle.entier(), regle.enRegle());
        c.bulletin().avertir(absences(a), motif, c.moment(), courant.get(), horloge.maintenant());
        preparations.avertir(bulletinId, mesure(a, regle));
        prevenir(
                c,
                "Un avertissement : " + c.session().intitule(),
                "Vous êtes averti pour " + absences(a) + ". "
                        + regles.le(ReglesDesConcours.RADIATION, c.jour()).texte());
    }

    /** @return vrai si sa place est allée à quelqu'un de la file */
    public boolean radier(long bulletinId, String motif) {
        // Le verrou avant la lecture, comme pour toute place qui se rend.
        places.verrouiller(bulletins
                .ligne(bulletinId, portees.courante())
                .orElseThrow(ConsulterBulletins::bulletinInconnu)
                .sessionId());
        Cas vu = cas(bulletinId);
        VersionDeRegle regle = regles.le(ReglesDesConcours.RADIATION, vu.jour());
        Assiduite a = preparations.assiduite(bulletinId);
        a.exigerDePouvoirRadier(regle.entier(), regle.enRegle());
        vu.bulletin().radier(absences(a), motif, vu.moment(), courant.get(), horloge.maintenant());
        preparations.radier(bulletinId, mesure(a, regle));
        boolean encore = !vu.jour()
                .isAfter(vu.session()
                        .debut()
                        .plusDays(regles.le(ReglesDesConcours.PLACE, vu.jour()).entier()));
        List<Places.Promu> promus = places.rendre(vu.session().id(), true, encore, horloge.maintenant())
                .map(List::of)
                .orElse(List.of());
        promus.forEach(p -> prevenirLePromu(p, vu.session()));
        prevenir(
                vu,
                "Radiation de la préparation : " + vu.session().intitule(),
                "Vous êtes radié de cette préparation pour " + absences(a) + ", après avertissement. Règle : "
                        + regle.texte() + " (" + regle.source() + ").");
        return !promus.isEmpty();
    }

    private static String absences(Assiduite a) {
        return Texte.pluriel(a.demiJournees(), "demi-journée", "demi-journées") + " d'absence sans justification";
    }

    private Mesure mesure(Assiduite a, VersionDeRegle regle) {
        return new Mesure(
                horloge.maintenant().atOffset(ZoneOffset.UTC),
                a.demiJournees(),
                regle.entier(),
                regle.texte(),
                regle.source() + ", " + regle.periode());
    }

    private void exigerQuElleSuive(Cas c) {
        if (!Geste.RADIER.admet(c.bulletin().etat(), c.moment())) {
            throw Refus.conflit(
                    "moment-de-la-session",
                    "Les absences se notent pour une personne convoquée, pendant la session. La session est "
                            + c.moment().libelle() + ".");
        }
    }

    private Cas cas(long bulletinId) {
        Bulletin b = bulletins
                .parId(bulletinId)
                .filter(x -> x.estVuPar(portees.courante()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
        SessionInfo s = offre.session(b.sessionId()).orElseThrow();
        if (!s.prepareUnConcours()) {
            throw Refus.conflit("pas-une-preparation", "Cette session ne prépare pas un concours.");
        }
        LocalDate jour = horloge.aujourdhui(s.fuseau());
        return new Cas(b, s, jour, Moment.de(s, jour));
    }

    /** L'agent et sa RH lisent le motif dans l'histoire ; le courriel y mène. */
    private void prevenir(Cas c, String objet, String quoi) {
        AgentInfo agent = annuaire.agents(List.of(c.bulletin().agentId()))
                .get(c.bulletin().agentId());
        String lien = Parametres.adresse() + "/inscription/bulletin.xhtml?id="
                + c.bulletin().id();
        if (agent != null && agent.courriel() != null) {
            courriers.deposer(
                    agent.courriel(),
                    objet,
                    "Bonjour,\n\n«\u00a0" + c.session().intitule() + "\u00a0», "
                            + c.session().periode() + ". " + quoi + "\nLe détail est dans votre demande : " + lien
                            + "\n",
                    c.bulletin().collectiviteId());
        }
        String qui = agent == null ? "un agent" : agent.nomComplet();
        acteurs.courrielsDesGestionnaires(c.bulletin().collectiviteId())
                .forEach(a -> courriers.deposer(
                        a,
                        objet.replaceFirst("^Votre test", "Test") + ", " + qui,
                        "Bonjour,\n\nPour " + qui + ", «\u00a0" + c.session().intitule() + "\u00a0», "
                                + c.session().periode() + ". Il lui est écrit : " + quoi
                                + "\nLe détail est dans sa demande : "
                                + lien + "\n",
                        c.bulletin().collectiviteId()));
    }

    private void prevenirLePromu(Places.Promu p, SessionInfo s) {
        AgentInfo agent = annuaire.agents(List.of(p.agentId())).get(p.agentId());
        if (agent != null && agent.courriel() != null) {
            courriers.deposer(
                    agent.courriel(),
                    "Une place pour vous : " + s.intitule(),
                    "Bonjour,\n\nUne place s'est libérée dans la préparation «\u00a0" + s.intitule()
                            + "\u00a0», déjà commencée, " + s.periode()
                            + ". Elle est tenue pour vous ; la délégation vous dira si vous pouvez encore la rejoindre : "
                            + Parametres.adresse() + "/inscription/bulletin.xhtml?id=" + p.bulletinId() + "\n",
                    p.collectiviteId());
        }
    }
}
