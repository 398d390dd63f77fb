package fr.cnfpt.outils.taches.application;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Ce que fait une pièce d'un traitement (lecteur, tri, écrivain, clôture), au nom du système et dans la transaction de
 * son lot. Chaque pièce a la sienne : l'intercepteur de transaction de Payara garde dans un champ ce qu'il doit rendre
 * au fil ; partagé entre une page et un traitement, il rend à l'un ce qui était à l'autre, et le traitement ne peut
 * plus valider son lot. Celui-ci, que nul ne partage, est le dernier à rendre.
 */
@Dependent
public class PieceDeTraitement {

    @Inject
    UtilisateurCourant courant;

    @Transactional
    public <T> T agir(Supplier<T> action) {
        return courant.agirComme(Utilisateur.SYSTEME, action);
    }

    @Transactional
    public void agir(Runnable action) {
        courant.agirComme(Utilisateur.SYSTEME, action);
    }
}
