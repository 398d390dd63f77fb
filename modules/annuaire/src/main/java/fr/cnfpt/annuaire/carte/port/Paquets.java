package fr.cnfpt.annuaire.carte.port;

import fr.cnfpt.annuaire.carte.domain.Decoupage;

/** Les paquets du découpage administratif. */
public interface Paquets {

    /**
     * @param archive le paquet {@code @etalab/decoupage-administratif}, tel que le registre npm le donne (.tgz)
     * @throws fr.cnfpt.commun.Refus invalide, si l'archive n'est pas ce paquet, est abîmée, trop grande ou piégée
     */
    Decoupage lire(byte[] archive);

    /** La carte livrée avec l'application. */
    Decoupage livre();
}
