package fr.cnfpt.catalogue.api;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Les sessions de la démonstration, passées, annulées ou à venir. */
public interface SessionsDeDemonstration {

    /** Pour chacune de ces collectivités, les sessions publiées pour elle, en une lecture. */
    Map<Long, Set<Long>> publieesPour(Collection<CollectiviteInfo> collectivites);
}
