package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * La réserve de connexions ne s'attend pas elle-même : les pages et l'API, toutes leurs places prises, tiennent chacune
 * une connexion, le guichet aussi ; il en reste pour une seconde, que personne ne garde en en demandant une troisième.
 * Qui attend une seconde finit donc toujours par l'avoir.
 */
class ReserveTest {

    private static final int POUR_UNE_SECONDE = 8;

    @Test
    void toutes_les_places_prises_il_reste_des_connexions_pour_une_seconde_transaction() throws IOException {
        int reserve = nombres("Lanceur.java", "--maxpoolsize (\\d+)");
        int places = nombres("Partage.java", "new Part\\((\\d+),");
        int auGuichet =
                nombres("Guichet.java", " GUICHETS = (\\d+);") + nombres("Guichet.java", " ATTENDUES = (\\d+);");
        assertTrue(
                places > 0 && auGuichet > 0 && reserve >= places + auGuichet + POUR_UNE_SECONDE,
                "réserve de " + reserve + ", places des pages et de l'API : " + places
                        + ", et au guichet, qui n'en ont pas : " + auGuichet);
    }

    @Test
    void une_seconde_transaction_n_en_demande_pas_une_troisieme() {
        Set<String> troisiemes = new TreeSet<>();
        Set<String> aPart = new TreeSet<>();
        var maison = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("fr.cnfpt");
        for (JavaClass c : maison) {
            for (JavaMethod m : c.getMethods()) {
                if (estAPart(c, m)) {
                    aPart.add(m.getFullName().replaceAll(".*\\.(\\w+\\.\\w+)\\(.*", "$1"));
                    for (JavaMethodCall appel : m.getMethodCallsFromSelf()) {
                        JavaClass chez = appel.getTargetOwner();
                        if (maison.stream()
                                .filter(autre -> !autre.equals(c) && autre.isAssignableTo(chez.getName()))
                                .flatMap(autre -> autre.getMethods().stream()
                                        .filter(n -> n.getName().equals(appel.getName())
                                                && n.getRawParameterTypes().size()
                                                        == appel.getTarget()
                                                                .getRawParameterTypes()
                                                                .size()
                                                && estAPart(autre, n)))
                                .findAny()
                                .isPresent()) {
                            troisiemes.add(m.getFullName() + " appelle "
                                    + appel.getTarget().getFullName());
                        }
                    }
                }
            }
        }
        assertTrue(aPart.contains("TenirLeJournal.signaler"), "vues : " + aPart);
        assertEquals(Set.of(), troisiemes);
    }

    private static boolean estAPart(JavaClass c, JavaMethod m) {
        return m.tryGetAnnotationOfType(Transactional.class)
                        .or(() -> c.tryGetAnnotationOfType(Transactional.class))
                        .map(t -> t.value() == Transactional.TxType.REQUIRES_NEW)
                        .orElse(false)
                && !m.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE);
    }

    private static int nombres(String fichier, String motif) throws IOException {
        int somme = 0;
        for (Path f : SourcesDeLaMaison.toutes()) {
            if (f.endsWith(fichier)) {
                Matcher m = Pattern.compile(motif).matcher(Files.readString(f));
                while (m.find()) {
                    somme += Integer.parseInt(m.group(1));
                }
            }
        }
        return somme;
    }
}
