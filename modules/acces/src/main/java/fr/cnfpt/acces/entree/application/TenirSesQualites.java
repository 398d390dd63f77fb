package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.acces.api.Qualites;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.entree.persistence.ConnexionsOuvertes;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Une personne et ses qualités. Deux personnes n'en deviennent une que par la preuve des deux : le nom ni l'adresse ne
 * suffisent jamais. Chaque employeur lit au journal ce qui touche la qualité qu'il a donnée, et rien de l'autre. Ouvert
 * à qui est connecté : pas de rôle exigé.
 */
@ApplicationScoped
@Transactional
public class TenirSesQualites implements Qualites {

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    ConnexionsOuvertes ouvertes;

    @Inject
    ProuverUnMoyen preuve;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    @Inject
    Event<QualiteFinie> finie;

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Utilisateur> siennes() {
        return comptes.qualites(courant.get().compteId());
    }

    @Override
    public Utilisateur choisir(String secret, long compteId) {
        Utilisateur u = sienne(compteId);
        ouvertes.choisir(secret, compteId, null);
        return u;
    }

    private Utilisateur sienne(long compteId) {
        return siennes().stream()
                .filter(q -> q.compteId() == compteId)
                .findFirst()
                .orElseThrow(() -> Refus.introuvable(
                        "qualite-inconnue", "Cette qualité n'est pas, ou n'est plus, l'une des vôtres."));
    }

    /** Une preuve manquée se rend, et non se refuse : l'échec doit se compter. */
    @Override
    public OptionalInt reunir(String identifiant, String motDePasse) {
        Optional<Personne> prouvee =
                preuve.prouver(identifiant, motDePasse).map(p -> p.moyen().personne());
        if (prouvee.isEmpty()) {
            return OptionalInt.empty();
        }
        Personne moi = moi();
        Personne autre = prouvee.get();
        if (autre.id().equals(moi.id())) {
            throw Refus.conflit("deja-soi", "C'est déjà vous : ses qualités sont parmi les vôtres.");
        }
        if (moi.courriel() == null && autre.courriel() != null) {
            moi.joindreA(autre.courriel());
        }
        List<Long> passees = comptes.reunir(autre.id(), moi.id());
        passees.forEach(c -> noter("qualites-reunies", c, "Rejoint les autres qualités de qui la tient"));
        return OptionalInt.of(passees.size());
    }

    @Override
    public void rendre(long compteId) {
        sienne(compteId);
        if (comptes.combien(moi().id()) < 2) {
            throw Refus.conflit(
                    "seule-qualite",
                    "C'est votre seule qualité ici : demandez plutôt sa fermeture à qui vous l'a donnée.");
        }
        noter("qualite-rendue", compteId, "Rendue par qui la tenait : ce n'est pas, ou plus, la sienne");
        comptes.rendre(comptes.parId(compteId).orElseThrow(), horloge.maintenant());
        finie.fire(new QualiteFinie(compteId));
    }

    private Personne moi() {
        Compte c = comptes.parId(courant.get().compteId()).orElseThrow();
        return moyens.personne(c.personneId()).orElseThrow();
    }

    /** En cette qualité-là : l'employeur qui l'a donnée ne lit pas les autres. */
    private void noter(String action, long compteId, String detail) {
        Utilisateur u = comptes.utilisateur(compteId);
        courant.agirComme(u, () -> journal.noter(action, "compte " + compteId, detail, u.collectiviteId()));
    }
}
