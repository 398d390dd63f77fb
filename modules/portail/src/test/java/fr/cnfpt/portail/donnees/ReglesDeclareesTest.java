package fr.cnfpt.portail.donnees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Une règle en base que personne ne nomme, ou une règle nommée qui n'est pas en base, fait échouer la construction. */
class ReglesDeclareesTest {

    private static final List<FamilleDeRegles> FAMILLES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("fr.cnfpt").stream()
                    .filter(c -> !c.isInterface() && c.isAssignableTo(FamilleDeRegles.class))
                    .map(c -> neuve(c.reflect()))
                    .toList();

    private static FamilleDeRegles neuve(Class<?> classe) {
        try {
            return (FamilleDeRegles) classe.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void chaque_regle_en_base_est_declaree_et_chaque_regle_declaree_est_en_base() {
        Set<String> declarees = new TreeSet<>();
        FAMILLES.stream()
                // Ses valeurs viennent du chargement des thèmes, au premier démarrage.
                .filter(f -> !f.code().equals("territoires"))
                .forEach(f -> f.regles().forEach(r -> declarees.add(f.code() + " " + r.code() + " " + r.unite())));
        assertEquals(
                declarees,
                new TreeSet<>(Base.textes("select distinct famille || ' ' || code || ' ' || unite from outils.regle")));
    }

    @Test
    void chaque_valeur_en_base_tient_dans_ses_bornes() {
        Set<String> hors = new TreeSet<>(
                Base.textes(
                        "select famille || ' ' || code || ' ' || coalesce(trim_scale(valeur)::text, '-') from outils.regle where au is null"));
        FAMILLES.forEach(f -> f.regles()
                .forEach(r -> hors.removeIf(ligne -> {
                    String[] x = ligne.split(" ");
                    return x[0].equals(f.code())
                            && x[1].equals(r.code())
                            && r.admet(x[2].equals("-") ? null : new java.math.BigDecimal(x[2]));
                })));
        assertEquals(Set.of(), hors);
    }

    @Test
    void deux_familles_n_ont_ni_le_meme_nom_ni_le_meme_rang() {
        assertEquals(
                FAMILLES.size(),
                FAMILLES.stream().map(FamilleDeRegles::code).distinct().count());
        assertEquals(
                FAMILLES.size(),
                FAMILLES.stream().map(FamilleDeRegles::ordre).distinct().count());
    }
}
