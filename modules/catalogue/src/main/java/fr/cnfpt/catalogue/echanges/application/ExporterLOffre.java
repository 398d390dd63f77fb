package fr.cnfpt.catalogue.echanges.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.echanges.domain.Lheo;
import fr.cnfpt.catalogue.echanges.persistence.OffreEnFlux;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Une délégation emporte l'offre qu'elle organise, le siège celle de toute la France. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ExporterLOffre {

    private static final String NOM = "Centre national de la fonction publique territoriale";

    @Inject
    OffreEnFlux offre;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    /** En LHEO 2.3, au fil de l'eau, sous la fiche que garde chaque session : ce qu'on y promet. */
    public void lheo(OutputStream sortie) throws IOException {
        Map<Long, String> structures =
                annuaire.structures().stream().collect(Collectors.toMap(StructureInfo::id, StructureInfo::nom));
        Lheo.Organisme organisme = new Lheo.Organisme(
                NOM,
                Parametres.lire("iel.lheo.siret").orElse("0".repeat(14)),
                Parametres.lire("iel.lheo.numero-activite").orElse("0".repeat(11)),
                List.of(Parametres.lire("iel.lheo.publics")
                        .orElse(Lheo.PUBLIC_NON_DIT)
                        .split("[,\\s]+")));
        try {
            Lheo lheo = new Lheo(sortie, organisme, horloge.aujourdhui());
            offre.parFicheGardee(portees.courante(), horloge.aujourdhui(), o -> {
                try {
                    lheo.ajouter(o, structures.getOrDefault(o.structureId(), NOM));
                } catch (XMLStreamException e) {
                    throw new IllegalStateException(e);
                }
            });
            lheo.finir();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
