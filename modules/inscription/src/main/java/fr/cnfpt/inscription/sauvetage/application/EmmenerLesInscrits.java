package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Empechement;
import fr.cnfpt.inscription.places.port.Places.Obtenu;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions.AEmmener;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Les inscrits d'une session annulée ont une place dans une autre, tant qu'il y en a : qui en tenait une d'abord, dans
 * l'ordre de leur arrivée. Chaque place est prise par le même ordre que toutes ({@link Places#inscrire}), sous le
 * verrou des deux jauges : rien n'est surréservé, et qui est déjà là ne l'est pas deux fois.
 */
@ApplicationScoped
public class EmmenerLesInscrits {

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    Propositions propositions;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * Ce qu'un inscrit est devenu.
     *
     * @param bulletinId le nouveau, ou {@code null}
     * @param secret ce que porte le lien où refuser, ou {@code null}
     * @param empeche pourquoi il n'a pas de place, ou {@code null}
     */
    public record Emmene(AEmmener inscrit, AgentInfo agent, Long bulletinId, String secret, Sort empeche) {}

    /** Pourquoi un inscrit n'est pas emmené. */
    public enum Sort {
        SANS_PLACE("plus de place"),
        QUOTA_ATTEINT("le quota de sa collectivité y est atteint"),
        DEJA_LA("y a déjà une demande"),
        HORS_DE_L_AIRE("la session n'est pas ouverte à son employeur"),
        PARTI("n'est plus chez cet employeur");

        private final String libelle;

        Sort(String libelle) {
            this.libelle = libelle;
        }

        public String libelle() {
            return libelle;
        }
    }

    /** Les deux jauges sont tenues par l'appelant ({@link #verrouiller}). */
    List<Emmene> executer(SessionInfo annulee, SessionInfo accueil) {
        List<AEmmener> inscrits = propositions.aEmmener(annulee.id());
        List<Long> ids = inscrits.stream().map(AEmmener::agentId).toList();
        Map<Long, AgentInfo> agents = annuaire.agents(ids);
        Map<Long, Set<Long>> autresPostes = personnes.autresPostes(ids);
        Map<Long, Boolean> ouverte = new HashMap<>();
        int libres = libres(accueil.id());
        List<Emmene> faits = new ArrayList<>();
        for (AEmmener i : inscrits) {
            AgentInfo a = agents.get(i.agentId());
            Sort empeche = a == null || a.collectiviteId() != i.collectiviteId()
                    ? Sort.PARTI
                    : !ouverte.computeIfAbsent(i.collectiviteId(), c -> voit(accueil, c))
                            ? Sort.HORS_DE_L_AIRE
                            : libres == 0
                                    ? Sort.SANS_PLACE
                                    : quotaAtteint(accueil.id(), i.collectiviteId()) ? Sort.QUOTA_ATTEINT : null;
            if (empeche != null) {
                faits.add(new Emmene(i, a, null, null, empeche));
                continue;
            }
            Obtenu obtenu = places.inscrire(
                            List.of(new Places.Demande(accueil, List.of(a), courant.get(), horloge.maintenant())),
                            autresPostes,
                            true)
                    .get(0);
            if (obtenu.empechement() == Empechement.DEJA_INSCRIT) {
                faits.add(new Emmene(i, a, null, null, Sort.DEJA_LA));
                continue;
            }
            if (obtenu.empechement() == Empechement.ATTENTE_PLEINE) {
                faits.add(new Emmene(i, a, null, null, Sort.SANS_PLACE));
                continue;
            }
            if (obtenu.empechement() != null) {
                throw new IllegalStateException("La jauge de la session " + accueil.id() + " n'est pas ouverte.");
            }
            libres--;
            faits.add(poser(annulee, accueil, i, a, obtenu.placements().get(0).bulletinId()));
            if (autresPostes.containsKey(a.id())) {
                autresEmployeurs.executer(accueil, List.of(a), false);
            }
        }
        return faits;
    }

    private Emmene poser(SessionInfo annulee, SessionInfo accueil, AEmmener i, AgentInfo a, long bulletin) {
        Utilisateur par = courant.get();
        Instant quand = horloge.maintenant();
        propositions.noter(
                bulletin,
                "Vient de la session annulée, " + annulee.periode() + " : bulletin n° " + i.bulletinId(),
                par,
                quand);
        propositions.noter(
                i.bulletinId(),
                "Une place est donnée dans une autre session, " + accueil.periode() + ", " + accueil.lieu()
                        + " : bulletin n° " + bulletin,
                par,
                quand);
        if (i.avant() == Etat.ACCEPTEE || i.avant() == Etat.CONVOQUEE) {
            bulletins
                    .parId(bulletin)
                    .orElseThrow()
                    .accepter(Moment.de(accueil, horloge.aujourdhui(accueil.fuseau())), par, quand);
        }
        String secret = Secret.aleatoire();
        propositions.donner(i.bulletinId(), bulletin, accueil.id(), Secret.empreinte(secret), quand, jusqu(accueil));
        return new Emmene(i, a, bulletin, secret, null);
    }

    /** Jusqu'à quand refuser une place donnée aujourd'hui dans cette session, qui n'a pas commencé. */
    Instant jusqu(SessionInfo accueil) {
        return Ouverture.echeanceDeRefus(
                        accueil, horloge.maintenant(), regles.joursPourRefuser(horloge.aujourdhui(accueil.fuseau())))
                .orElse(horloge.maintenant());
    }

    private boolean voit(SessionInfo s, long collectivite) {
        Optional<CollectiviteInfo> c = annuaire.collectivite(collectivite);
        return c.isPresent() && offre.sessionVisible(s.id(), c.get()).isPresent();
    }

    /** Combien de places on y donne : aucune si quelqu'un les attend déjà, ou si une sélection les donnera. */
    int libres(long session) {
        var jauge = places.jauges(List.of(session)).get(session);
        return jauge == null || jauge.enAttente() > 0 || jauge.aSelection() ? 0 : jauge.placesDisponibles();
    }

    boolean quotaAtteint(long session, long collectivite) {
        return places.quota(session, collectivite).filter(Quota::atteint).isPresent();
    }

    /** Les personnes, puis les jauges, dans l'ordre de tous : nul n'attend qui l'attend. */
    void verrouiller(long une, long autre, List<Long> agents) {
        Map<Long, Set<Long>> autresPostes = personnes.autresPostes(agents);
        if (!autresPostes.isEmpty()) {
            places.uneParUne(autresPostes.entrySet().stream()
                    .map(p -> Math.min(p.getKey(), Collections.min(p.getValue())))
                    .toList());
        }
        places.verrouiller(Math.min(une, autre));
        places.verrouiller(Math.max(une, autre));
    }
}
