package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.relances.domain.Etape;
import fr.cnfpt.inscription.relances.domain.Etape.Qui;
import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import fr.cnfpt.inscription.relances.persistence.Relances;
import fr.cnfpt.inscription.relances.persistence.Relances.EnAttente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Un lot de demandes qui attendent quelqu'un : l'avis se demande au responsable, se lui rappelle, puis à qui le
 * remplace, puis au service formation, qui a un seul courriel pour toutes les siennes. Noter l'étape et déposer le
 * courriel sont dans la même transaction : rien ne part deux fois.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class RelancerUnLot {

    private static final int LOT = 200;

    @Inject
    Relances relances;

    @Inject
    EcrireUnLien lien;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    /** Ce qu'il faut savoir d'une demande pour en écrire. */
    private record Vue(
            EnAttente demande, AgentInfo agent, CollectiviteInfo collectivite, Circuit circuit, SessionInfo session) {

        String enClair() {
            return agent.nomComplet() + ", «\u00a0" + session.intitule() + "\u00a0», " + session.periode()
                    + ", en attente depuis le "
                    + Texte.date(depuis());
        }

        LocalDate depuis() {
            return demande.depuis().atZone(collectivite.fuseau()).toLocalDate();
        }
    }

    /** @param apres le dernier numéro vu ; @return le dernier de ce lot, 0 s'il n'y en a plus */
    public long executer(long apres) {
        List<EnAttente> lot = relances.enAttente(apres, LOT);
        if (lot.isEmpty()) {
            return 0;
        }
        Map<Long, AgentInfo> agents =
                annuaire.agents(lot.stream().map(EnAttente::agentId).distinct().toList());
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(
                lot.stream().map(EnAttente::collectiviteId).distinct().toList());
        Map<Long, Circuit> circuits = annuaire.circuits(collectivites.keySet());
        Map<Long, SessionInfo> sessions =
                offre.sessions(lot.stream().map(EnAttente::sessionId).distinct().toList());
        Map<Long, List<String>> aDireALaRh = new LinkedHashMap<>();
        for (EnAttente d : lot) {
            Vue v = new Vue(
                    d,
                    agents.get(d.agentId()),
                    collectivites.get(d.collectiviteId()),
                    circuits.get(d.collectiviteId()),
                    sessions.get(d.sessionId()));
            if (d.etat() == Etat.PREINSCRIPTION) {
                avis(v, aDireALaRh);
            } else {
                validation(v, aDireALaRh);
            }
        }
        aDireALaRh.forEach(this::direALaRh);
        return lot.get(lot.size() - 1).bulletinId();
    }

    private Moment moment(Vue v) {
        return Moment.de(v.session(), horloge.aujourdhui(v.session().fuseau()));
    }

    private long jours(Vue v) {
        return ChronoUnit.DAYS.between(
                v.depuis(), horloge.aujourdhui(v.collectivite().fuseau()));
    }

    private void avis(Vue v, Map<Long, List<String>> aDireALaRh) {
        Etape due = Etape.due(jours(v), v.circuit().rappelJours());
        Integer derniere = v.demande().derniere();
        if (!Geste.DONNER_UN_AVIS.admet(moment(v))
                || v.agent().responsableId() == null
                || derniere != null && due.ordinal() <= derniere) {
            return;
        }
        List<AgentInfo> responsable = joignables(v, List.of(v.agent().responsableId()));
        List<AgentInfo> remplacants = joignables(v, acteurs.suppleants(v.agent().responsableId()));
        List<AgentInfo> destinataires = switch (due) {
            case DEMANDE ->
                Stream.concat(responsable.stream(), remplacants.stream()).toList();
            case RAPPEL -> responsable.isEmpty() ? remplacants : responsable;
            case REMPLACANT -> remplacants;
            default -> List.of();
        };
        Qui qui = !destinataires.isEmpty()
                ? responsable.contains(destinataires.get(0)) ? Qui.RESPONSABLE : Qui.REMPLACANT
                : acteurs.courrielsDesGestionnaires(v.collectivite().id()).isEmpty()
                        ? Qui.PERSONNE
                        : Qui.SERVICE_FORMATION;
        if (!relances.noter(v.demande().bulletinId(), due, horloge.maintenant(), qui)) {
            return;
        }
        destinataires.forEach(a -> demanderUnAvis(v, a, derniere == null));
        if (qui == Qui.SERVICE_FORMATION) {
            aDireALaRh
                    .computeIfAbsent(v.collectivite().id(), c -> new ArrayList<>())
                    .add("- Avis du responsable pas encore donné : " + v.enClair());
        }
    }

    /** Ceux de ces agents qui ont une adresse, sont là, et ne sont pas la personne qui demande. */
    private List<AgentInfo> joignables(Vue v, java.util.Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Set<Long> elleMeme = personnes.postesDeLaPersonne(v.agent().id());
        Map<Long, LocalDate> departs = annuaire.departs(ids);
        LocalDate jour = horloge.aujourdhui(v.collectivite().fuseau());
        return annuaire.agents(ids).values().stream()
                .filter(a -> a.courriel() != null
                        && !elleMeme.contains(a.id())
                        && (!departs.containsKey(a.id()) || departs.get(a.id()).isAfter(jour)))
                .sorted(java.util.Comparator.comparing(AgentInfo::id))
                .toList();
    }

    private void demanderUnAvis(Vue v, AgentInfo a, boolean premiere) {
        Instant expire = horloge.maintenant()
                .plus(regles.joursDUnLien(horloge.aujourdhui(v.collectivite().fuseau())), ChronoUnit.DAYS);
        Integer attente = v.circuit().attenteJours();
        courriers.deposerFugace(
                a.courriel(),
                (premiere ? "Votre avis sur" : "Rappel : votre avis sur") + " une demande de formation",
                """
            Bonjour,

            %s demande à suivre « %s », %s. Votre avis est demandé avant que le service formation décide.%s

            Lire la demande et répondre, sans vous connecter : %s

            Ce lien n'est que pour vous : il ne montre que cette demande, sert une fois et vaut jusqu'au %s. L'ouvrir ne répond pas, vous choisissez sur la page.
            """.formatted(
                        v.agent().nomComplet(),
                        v.session().intitule(),
                        v.session().periode(),
                        attente == null
                                ? ""
                                : " Sans réponse le "
                                        + Texte.date(v.depuis().plusDays(attente))
                                        + ", elle lui arrivera sans avis.",
                        lien.executer(LienDeCourriel.Pour.AVIS, v.demande().bulletinId(), a.id(), expire),
                        Texte.moment(expire)),
                v.collectivite().id());
    }

    private void validation(Vue v, Map<Long, List<String>> aDireALaRh) {
        if (v.demande().derniere() != null
                || !Geste.VALIDER.admet(moment(v))
                || jours(v) < v.circuit().rappelJours()) {
            return;
        }
        boolean joignable =
                !acteurs.courrielsDesGestionnaires(v.collectivite().id()).isEmpty();
        if (relances.noter(
                        v.demande().bulletinId(),
                        Etape.A_VALIDER,
                        horloge.maintenant(),
                        joignable ? Qui.SERVICE_FORMATION : Qui.PERSONNE)
                && joignable) {
            aDireALaRh
                    .computeIfAbsent(v.collectivite().id(), c -> new ArrayList<>())
                    .add("- À valider par vous : " + v.enClair());
        }
    }

    private void direALaRh(long collectivite, List<String> lignes) {
        acteurs.courrielsDesGestionnaires(collectivite)
                .forEach(c -> courriers.deposer(
                        c,
                        Texte.pluriel(lignes.size(), "demande de formation dort", "demandes de formation dorment"),
                        """
            Bonjour,

            Ces demandes n'avancent plus :

            %s

            Vous pouvez valider, refuser, ou changer ce qu'on attend dans Réglages : %s/inscription/bulletins.xhtml
            """.formatted(String.join("\n", lignes), Parametres.adresse()),
                        collectivite));
    }
}
