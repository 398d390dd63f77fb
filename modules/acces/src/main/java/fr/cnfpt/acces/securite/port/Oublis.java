package fr.cnfpt.acces.securite.port;

import java.util.List;

/** Ce que des visiteurs ont tapé pour retrouver leur mot de passe, en attente d'être cherché. */
public interface Oublis {

    void deposer(String saisi);

    /** Les ôte de la file ; un autre serveur qui fait de même prend les suivants. */
    List<String> prendre(int combien);
}
