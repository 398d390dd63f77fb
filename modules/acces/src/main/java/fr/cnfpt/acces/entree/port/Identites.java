package fr.cnfpt.acces.entree.port;

import java.util.Optional;

/** Les identités externes reliées à un compte. */
public interface Identites {

    /** @return le compte relié */
    Optional<Long> compte(String emetteur, String sujet);

    boolean estRelie(String emetteur, long compteId);

    /** @return faux si le compte ou l'identité avait déjà un lien avec ce fournisseur */
    boolean relier(String emetteur, String sujet, long compteId);

    void noterPassage(String emetteur, String sujet);

    /** @return vrai s'il y avait un lien */
    boolean delier(String emetteur, long compteId);

    /** Vrai si ce SIREN est celui de la collectivité de ce compte, ou si le compte n'en a pas. */
    boolean sirenConvient(long compteId, String siren);
}
