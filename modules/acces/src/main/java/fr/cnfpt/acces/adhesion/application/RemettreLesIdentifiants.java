package fr.cnfpt.acces.adhesion.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.domain.CodeDAdhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.acces.securite.domain.RegleAcces;
import fr.cnfpt.acces.securite.persistence.ReglesDAcces;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * La délégation de référence remet à une collectivité son code et son mot de passe, et les refait ; le mot de passe ne
 * se montre qu'une fois.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class RemettreLesIdentifiants {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Adhesions adhesions;

    @Inject
    Annuaire annuaire;

    @Inject
    Liens liens;

    @Inject
    ReglesDAcces regles;

    @Inject
    Empreintes empreintes;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Ce qu'on remet, en deux envois séparés. */
    public record Remis(String collectivite, String code, String motDePasse, String valableJusquAu) {}

    /** Les collectivités du ressort à qui l'on peut en remettre. */
    public List<Adhesions.Candidate> chercher(String recherche, int auPlus) {
        return adhesions.candidates(portees.courante(), recherche, auPlus);
    }

    /**
     * @throws Refus introuvable hors du ressort, conflit si la collectivité est opérationnelle ou son gestionnaire déjà
     *     activé
     */
    public Remis executer(long collectiviteId) {
        Utilisateur par = courant.get();
        CollectiviteInfo c = annuaire.collectivite(collectiviteId)
                .filter(x -> x.estVuePar(portees.courante()))
                .orElseThrow(() ->
                        Refus.introuvable("collectivite-inconnue", "Cette collectivité n'est pas de votre ressort."));
        if (annuaire.estOperationnelle(collectiviteId)) {
            throw Refus.conflit("collectivite-operationnelle", c.nom() + " est déjà opérationnelle.");
        }
        Instant maintenant = horloge.maintenant();
        Instant fin =
                maintenant.plus(Duration.ofDays(regles.valeur(RegleAcces.IDENTIFIANTS_JOURS, horloge.aujourdhui())));
        String motDePasse = MotDePasse.engendrer();
        String code = CodeDAdhesion.tirer();
        Optional<Adhesion> enCours = adhesions.enCours(collectiviteId);
        if (enCours.isPresent()) {
            enCours.get().refaire(code, empreintes.de(motDePasse), par.nom(), maintenant, fin);
            if (enCours.get().compteId() != null) {
                liens.retirer(enCours.get().compteId(), maintenant);
            }
        } else {
            adhesions.ajouter(
                    Adhesion.remettre(collectiviteId, code, empreintes.de(motDePasse), par.nom(), maintenant, fin));
        }
        journal.noter(
                "identifiants-remis",
                "collectivité " + collectiviteId,
                "Code " + code + (enCours.isPresent() ? ", les précédents ne valent plus" : ""),
                collectiviteId);
        return new Remis(
                c.nom(), code, motDePasse, Texte.date(fin.atZone(Horloge.PARIS).toLocalDate()));
    }
}
