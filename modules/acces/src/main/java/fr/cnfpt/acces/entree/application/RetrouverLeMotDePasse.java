package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.acces.securite.persistence.Oublis;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/**
 * Le mot de passe oublié. La demande, publique, ne fait que se déposer : même écriture, même temps, que le compte
 * existe ou non. La tâche cherche ensuite à qui écrire ; un invité qui n'a pas activé reçoit son lien d'activation.
 */
@ApplicationScoped
@Transactional
public class RetrouverLeMotDePasse implements Tache {

    private static final int LOT = 20;

    @Inject
    Oublis oublis;

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Freiner freiner;

    @Inject
    UtilisateurCourant courant;

    /** @param saisi un identifiant ou une adresse de courriel */
    public void demander(String saisi) {
        String s = saisi == null ? "" : saisi.strip();
        if (!freiner.depasse(Frein.DEMANDE_PAR_ADRESSE, courant.adresse()) && !s.isEmpty() && s.length() <= 254) {
            oublis.deposer(s);
        }
    }

    @Override
    public String nom() {
        return "Liens des mots de passe oubliés";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(2);
    }

    private boolean trop(Compte c) {
        return freiner.depasse(Frein.DEMANDE_PAR_COMPTE, String.valueOf(c.id()));
    }

    @Override
    @Autorise({})
    public void executer() {
        for (String saisi : oublis.prendre(LOT)) {
            for (Moyen m : moyens.parIdentifiantOuCourriel(saisi)) {
                comptes.ouvertes(m.personne().id(), m.identifiant(), null).stream()
                        .findFirst()
                        .filter(c -> m.personne().courriel() != null && !trop(c))
                        .ifPresent(c -> envois.motDePasse(m, c));
            }
            for (Compte c : comptes.invitations(saisi)) {
                if (c.courriel() != null && c.role() != Role.PARTENAIRE && !trop(c)) {
                    envois.activation(c);
                }
            }
        }
    }
}
