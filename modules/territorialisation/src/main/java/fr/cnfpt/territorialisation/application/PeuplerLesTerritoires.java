package fr.cnfpt.territorialisation.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.api.TerritoireInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.outils.tableaux.Csv;
import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.port.Perimetres;
import fr.cnfpt.territorialisation.port.Themes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Toujours : les thèmes et leurs seuils, sans quoi aucun plan ne se saisit. Pour la démonstration : un périmètre par
 * intercommunalité des Hauts-de-France, coordonné par elle-même.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesTerritoires implements Peuplement {

    private static final String SOURCE =
            "CNFPT Nord-Pas-de-Calais, fiche info AMN sur les plans de formation et les actions en proximité";
    /** La fiche n'est pas datée ; le dispositif qu'elle décrit est celui de la loi du 19 février 2007. */
    private static final LocalDate DEPUIS = LocalDate.of(2008, 1, 1);

    private static final int SEUIL_COMMUN = 15;
    private static final int GROUPE_MAX = 20;
    private static final String DELEGATION_DE_DEMONSTRATION = "HDF";

    @Inject
    Annuaire annuaire;

    @Inject
    Themes themes;

    @Inject
    Perimetres perimetres;

    @Override
    public int ordre() {
        return 30;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        if (!themes.estVide()) {
            return;
        }
        themes.fixer(null, seuil(SEUIL_COMMUN, "règle générale"), DEPUIS);
        List<Map<String, String>> lignes = Csv.lire(PeuplerLesTerritoires.class, "/reference/themes.csv");
        for (Map<String, String> ligne : lignes) {
            String code = ligne.get("code");
            themes.ajouter(
                    code, ligne.get("libelle"), ligne.get("specialite"), Boolean.parseBoolean(ligne.get("payant")));
            int propre = Integer.parseInt(ligne.get("seuil"));
            if (propre != SEUIL_COMMUN) {
                themes.fixer(code, seuil(propre, ligne.get("motif")), DEPUIS);
            }
        }
        progres.accept("Territoires : " + lignes.size() + " thèmes et leurs seuils");
    }

    private static Seuil seuil(int minimum, String motif) {
        return new Seuil(
                minimum,
                GROUPE_MAX,
                minimum + " stagiaires fermes au moins dans le périmètre (" + motif + ").",
                SOURCE);
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        StructureInfo delegation = annuaire.structures().stream()
                .filter(s -> s.code().equals(DELEGATION_DE_DEMONSTRATION))
                .findFirst()
                .orElse(null);
        if (delegation == null || !perimetres.deLaStructure(delegation.id()).isEmpty()) {
            return;
        }
        List<TerritoireInfo> territoires = annuaire.territoiresDeRegion(delegation.region());
        Map<String, CollectiviteInfo> employeurs =
                annuaire
                        .collectivitesDesEpci(
                                territoires.stream().map(TerritoireInfo::siren).toList())
                        .stream()
                        .filter(c -> c.siren().equals(c.epciSiren())
                                && Long.valueOf(delegation.id()).equals(c.structureId()))
                        .collect(Collectors.toMap(CollectiviteInfo::siren, c -> c));
        int crees = 0;
        for (TerritoireInfo t : territoires) {
            CollectiviteInfo coordinatrice = employeurs.get(t.siren());
            if (coordinatrice != null) {
                perimetres.ajouter(delegation.id(), t.nom(), coordinatrice.id(), List.of(t.siren()));
                crees++;
            }
        }
        progres.accept("Démonstration : " + crees + " périmètres, un par intercommunalité des Hauts-de-France");
    }
}
