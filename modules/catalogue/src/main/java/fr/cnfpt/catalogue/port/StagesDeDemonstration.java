package fr.cnfpt.catalogue.port;

import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import java.util.List;

/** Les stages inventés de la démonstration et ce qu'il faut pour en faire des sessions. */
public interface StagesDeDemonstration {

    /** Les 27 spécialités, si elles n'y sont pas. */
    void chargerSpecialites();

    /** @return les stages chargés, ou rien si c'était déjà fait */
    List<StageInfo> chargerStages();

    boolean surInscription(long stageId);

    Modele modele(long stageId);

    List<Lieu> lieux();

    record Modele(String type, double presentielJours, double distanceHeures) {}

    record Lieu(String codeInsee, String ville, String adresse) {}
}
