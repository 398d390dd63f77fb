package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.veille.persistence.Agendas;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** L'adresse secrète où un agent lit ses sessions dans son agenda : ouverte, renouvelée, fermée par lui seul. */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE})
public class TenirMonAgenda {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Agendas agendas;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Depuis quand son adresse d'aujourd'hui vaut ; vide : elle n'est pas ouverte. */
    public Optional<Instant> ouvertLe() {
        return agendas.ouvertLe(courant.get().compteId());
    }

    /** @return le secret de l'adresse, qu'on ne redira pas ; celle d'avant ne vaut plus */
    public String ouvrir() {
        String secret = Secret.aleatoire();
        agendas.ouvrir(courant.get().compteId(), courant.get().agent(), Secret.empreinte(secret), horloge.maintenant());
        noter("agenda-ouvert", "Adresse secrète de son agenda");
        return secret;
    }

    public void fermer() {
        if (agendas.fermer(courant.get().compteId())) {
            noter("agenda-ferme", "L'adresse de son agenda ne vaut plus");
        }
    }

    private void noter(String action, String detail) {
        journal.noter(action, "compte " + courant.get().compteId(), detail, null);
    }
}
