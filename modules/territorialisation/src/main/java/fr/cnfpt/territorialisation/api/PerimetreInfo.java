package fr.cnfpt.territorialisation.api;

import java.io.Serializable;
import java.util.List;

/**
 * Un périmètre tel que les autres modules le voient.
 *
 * @param coordinatriceId la collectivité qui fait l'interface avec les autres
 * @param epci les SIREN de ses intercommunalités, dans l'ordre
 */
public record PerimetreInfo(long id, long structureId, String nom, long coordinatriceId, List<String> epci)
        implements Serializable {}
