package fr.cnfpt.portail.donnees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import java.util.List;
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
         where table_type = 'BASE TABLE' and column_name ~ '(^|_)agent_id$|^titulaire_id$|^suppleant_id$|(^|_)compte_id$|(^|_)personne_id$|^par_compte$' and column_name <> 'formateur_compte_id'
        union
        select conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid in ('annuaire.agent'::regclass, 'acces.compte'::regclass, 'acces.personne'::regclass)
        """));
        enBase.removeAll(tenues);
        assertEquals(Set.of(), enBase, "Sans rubrique dans une DonneesPersonnelles");
    }

    @Test
    void chaque_module_qui_tient_ou_purge_des_donnees_est_dans_ces_epreuves() {
        assertEquals(noms(Pieces.TENUES), dansLeCode(DonneesPersonnelles.class));
        assertEquals(noms(Pieces.PURGES), dansLeCode(Purges.class));
    }

    @Test
    void chaque_duree_dit_qui_efface() {
        Set<String> codes = new TreeSet<>(Base.textes(
                "select distinct code from outils.regle where famille = 'conservation' and valeur is not null"));
        // Ces deux-là effacent un agent entier, que garde fait effacer par tous les modules.
        codes.removeAll(Set.of("AGENT_PARTI", "AGENT_SANS_ACTIVITE"));
        Base.comme(
                fr.cnfpt.commun.Utilisateur.SYSTEME,
                Base.JOUR,
                p -> codes.removeAll(p.piece(SuivreLaConservation.class).purges()));
        assertEquals(Set.of(), codes, "Une durée que personne n'applique");
    }

    private static Set<String> noms(List<? extends Class<?>> classes) {
        return classes.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> dansLeCode(Class<?> contrat) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("fr.cnfpt").stream()
                        .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(c -> c.isAssignableTo(contrat))
                        .map(c -> c.getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
