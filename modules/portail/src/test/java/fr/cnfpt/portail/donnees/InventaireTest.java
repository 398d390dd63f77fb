package fr.cnfpt.portail.donnees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Une table qui tient une ligne sur un agent, et que personne ne montre ni n'efface, fait échouer la construction. */
class InventaireTest {

    @Test
    void chaque_table_qui_nomme_un_agent_ou_un_compte_a_sa_rubrique() throws Exception {
        Set<String> tenues = new TreeSet<>();
        for (Class<? extends DonneesPersonnelles> c : Pieces.TENUES) {
            c.getDeclaredConstructor().newInstance().rubriques().forEach(r -> tenues.addAll(r.tables()));
        }
        Set<String> enBase = new TreeSet<>(Base.textes("""
        select table_schema || '.' || table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
         where table_type = 'BASE TABLE' and column_name ~ '(^|_)agent_id$|^titulaire_id$|^suppleant_id$|(^|_)compte_id$|^par_compte$' and column_name <> 'formateur_compte_id'
        union
        select conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid in ('annuaire.agent'::regclass, 'annuaire.compte'::regclass)
        """));
        enBase.removeAll(tenues);
        assertEquals(Set.of(), enBase, "Sans rubrique dans une DonneesPersonnelles");
    }

    @Test
    void chaque_module_qui_tient_des_donnees_est_dans_ces_epreuves() {
        Set<String> dansLeCode = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("fr.cnfpt").stream()
                        .filter(c -> !c.isInterface() && c.isAssignableTo(DonneesPersonnelles.class))
                        .map(c -> c.getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                dansLeCode,
                Pieces.TENUES.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new)));
    }
}
