package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import fr.cnfpt.catalogue.echanges.persistence.OffreEnFlux;
import fr.cnfpt.catalogue.imports.domain.ColonneDOffre;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** L'offre que l'on organise, dans les colonnes mêmes que l'import relit : le modèle d'un fichier à déposer. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class OffreEnTableau {

    private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    @Inject
    OffreEnFlux offre;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Tableaux tableaux;

    @Inject
    Horloge horloge;

    /** @param format {@code csv} ou {@code xlsx} */
    public void ecrire(String format, OutputStream vers) {
        Map<Long, String> codes =
                annuaire.structures().stream().collect(Collectors.toMap(StructureInfo::id, StructureInfo::code));
        Map<ColonneDOffre, Function<Offert, Object>> colonnes = colonnes(codes);
        try (Tableaux.Sortie sortie = tableaux.ecrire(format, "Offre", vers)) {
            sortie.ligne(colonnes.keySet().stream().map(ColonneDOffre::libelle).toList());
            offre.parStage(portees.courante(), horloge.aujourdhui(), o -> {
                try {
                    sortie.ligne(colonnes.values().stream()
                            .map(c -> c.apply(o))
                            .map(v -> v == null ? "" : v.toString())
                            .toList());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<ColonneDOffre, Function<Offert, Object>> colonnes(Map<Long, String> structures) {
        Map<ColonneDOffre, Function<Offert, Object>> c = new LinkedHashMap<>();
        c.put(ColonneDOffre.CODE, Offert::code);
        c.put(ColonneDOffre.INTITULE, Offert::intitule);
        c.put(ColonneDOffre.SPECIALITE, Offert::specialite);
        c.put(ColonneDOffre.MODALITE, o -> o.modalite().libelle());
        c.put(ColonneDOffre.PRESENTIEL, o -> Texte.nombre(o.presentielJours()));
        c.put(ColonneDOffre.DISTANCE, o -> Texte.nombre(o.distanceHeures()));
        c.put(ColonneDOffre.PAYANT, o -> o.payant() ? "oui" : "non");
        c.put(ColonneDOffre.OBJECTIFS, Offert::objectifs);
        c.put(ColonneDOffre.PUBLIC_VISE, Offert::publicVise);
        c.put(ColonneDOffre.PREREQUIS, Offert::prerequis);
        c.put(ColonneDOffre.CONTENU, Offert::contenu);
        c.put(ColonneDOffre.SESSION, Offert::sessionId);
        c.put(ColonneDOffre.DELEGATION, o -> structures.get(o.structureId()));
        c.put(ColonneDOffre.TYPE, Offert::type);
        c.put(ColonneDOffre.DEBUT, o -> JOUR.format(o.debut()));
        c.put(ColonneDOffre.FIN, o -> JOUR.format(o.fin()));
        c.put(ColonneDOffre.HORAIRES, Offert::horaires);
        c.put(ColonneDOffre.VILLE, Offert::ville);
        c.put(ColonneDOffre.ADRESSE, Offert::adresse);
        c.put(ColonneDOffre.CODE_INSEE, Offert::codeInsee);
        c.put(ColonneDOffre.PLACES, Offert::capacite);
        c.put(ColonneDOffre.MINIMUM, Offert::minimum);
        c.put(ColonneDOffre.OUVERTURE, o -> JOUR.format(o.ouverture()));
        c.put(ColonneDOffre.CLOTURE, o -> JOUR.format(o.cloture()));
        return c;
    }
}
