package fr.cnfpt.inscription.concours.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.concours.domain.Assiduite;
import fr.cnfpt.inscription.concours.domain.Orientation;
import fr.cnfpt.inscription.concours.persistence.Preparations;
import fr.cnfpt.inscription.concours.persistence.Preparations.Mesure;
import fr.cnfpt.inscription.concours.persistence.ReglesDesConcours;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Où en est une demande de préparation aux concours : son test, ses absences, ce qui en a été décidé et la règle qui le
 * fonde. Chacun dans sa portée ; les points du test ne sont qu'à la personne et au CNFPT.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class LireUnePreparation {

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Preparations preparations;

    @Inject
    ReglesDesConcours regles;

    @Inject
    Horloge horloge;

    /**
     * @param orientation {@code null} : le test n'a pas de résultat
     * @param voitLesPoints vrai pour la personne et le CNFPT
     * @param avertissement {@code null} : elle n'a pas été avertie ; de même la radiation
     * @param seuils les règles du jour : avertir, puis radier
     */
    public record Preparation(
            Ligne ligne,
            AgentInfo agent,
            SessionInfo session,
            Moment moment,
            Orientation orientation,
            boolean voitLesPoints,
            Assiduite assiduite,
            Mesure avertissement,
            Mesure radiation,
            Seuils seuils,
            Regle test,
            List<Regle> pourSePreparer) {

        /** Vrai tant que la demande attend d'être acceptée : son test peut encore se noter. */
        public boolean testANoter() {
            return Geste.ORIENTER.admet(ligne.etat(), moment);
        }

        public boolean absencesANoter() {
            return Geste.RADIER.admet(ligne.etat(), moment);
        }
    }

    public record Seuils(VersionDeRegle avertir, VersionDeRegle radier) {}

    /** @return rien si ce n'est pas une préparation aux concours */
    public Optional<Preparation> lire(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        SessionInfo s = offre.session(l.sessionId()).orElseThrow();
        if (!s.prepareUnConcours()) {
            return Optional.empty();
        }
        Utilisateur u = courant.get();
        LocalDate jour = horloge.aujourdhui(s.fuseau());
        return Optional.of(new Preparation(
                l,
                annuaire.agents(List.of(l.agentId())).get(l.agentId()),
                s,
                Moment.de(s, jour),
                preparations.orientation(bulletinId).orElse(null),
                u.role().estCnfpt() || u.est(Role.AGENT, Role.RESPONSABLE) && u.agent() == l.agentId(),
                preparations.assiduite(bulletinId),
                preparations.avertissement(bulletinId).orElse(null),
                preparations.radiation(bulletinId).orElse(null),
                new Seuils(
                        regles.le(ReglesDesConcours.AVERTISSEMENT, jour), regles.le(ReglesDesConcours.RADIATION, jour)),
                regles.le(ReglesDesConcours.TEST, jour).enRegle(),
                List.of(
                        personnelle(jour),
                        regles.le(ReglesDesConcours.DECHARGE, jour).enRegle())));
    }

    /** La règle dit « ce nombre de jours » : on dit lequel. */
    private Regle personnelle(LocalDate jour) {
        VersionDeRegle v = regles.le(ReglesDesConcours.PERSONNELLE, jour);
        return new Regle(v.texte().replaceFirst("^Ce nombre de jours", v.valeurEnClair()), v.source(), v.du());
    }
}
