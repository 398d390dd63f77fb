package fr.cnfpt.outils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.ecran.RecordELResolver;
import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.PropertyNotFoundException;
import jakarta.el.PropertyNotWritableException;
import jakarta.el.VariableMapper;
import org.junit.jupiter.api.Test;

/** Hors du paquet de ce qu'il éprouve : un record privé n'y est pas lu par voisinage. */
class RecordELResolverTest {

    interface Nommee extends Comparable<Nommee> {
        String nom();

        default String initiale() {
            return nom().substring(0, 1);
        }
    }

    /** Privé et niché : une page le lit quand même. */
    private record Personne(String prenom, String nom, boolean close) implements Nommee {

        static String espece() {
            return "humaine";
        }

        public String nomComplet() {
            return prenom + " " + nom;
        }

        public String nomSuiviDe(String suite) {
            return nom + suite;
        }

        public String fautif() {
            throw new IllegalStateException("ne se lit pas");
        }

        String discret() {
            return "entre nous";
        }

        @Override
        public int compareTo(Nommee autre) {
            return nom.compareTo(autre.nom());
        }
    }

    private final RecordELResolver resolver = new RecordELResolver();
    private final ELContext contexte = new Contexte();
    private final Personne zola = new Personne("Émile", "Zola", true);

    private Object lire(Object base, String propriete) {
        contexte.setPropertyResolved(false);
        return resolver.getValue(contexte, base, propriete);
    }

    @Test
    void lit_un_composant() {
        assertEquals("Zola", lire(zola, "nom"));
        assertTrue(contexte.isPropertyResolved());
        assertEquals(true, lire(zola, "close"));
    }

    @Test
    void lit_ce_qui_se_deduit_des_composants_et_ce_que_dit_une_interface() {
        assertEquals("Émile Zola", lire(zola, "nomComplet"));
        assertEquals("Z", lire(zola, "initiale"));
    }

    @Test
    void ne_connait_ni_methode_a_parametre_ni_statique_ni_cachee_ni_de_tous_les_objets() {
        for (String inconnue : new String[] {
            "nomSuiviDe",
            "compareTo",
            "espece",
            "discret",
            "hashCode",
            "toString",
            "getClass",
            "class",
            "notify",
            "getNom"
        }) {
            assertThrows(PropertyNotFoundException.class, () -> lire(zola, inconnue), inconnue);
        }
    }

    @Test
    void ne_laisse_rien_ecrire() {
        assertThrows(PropertyNotWritableException.class, () -> resolver.setValue(contexte, zola, "nom", "Hugo"));
        assertTrue(resolver.isReadOnly(contexte, zola, "nom"));
        assertNull(resolver.getType(contexte, zola, "nom"));
        assertTrue(contexte.isPropertyResolved());
    }

    @Test
    void laisse_passer_ce_que_leve_une_lecture() {
        ELException e = assertThrows(ELException.class, () -> lire(zola, "fautif"));
        assertEquals("ne se lit pas", e.getCause().getMessage());
    }

    @Test
    void ne_touche_a_rien_d_autre_qu_un_record() {
        assertNull(lire("un texte", "length"));
        assertNull(lire(null, "bean"));
        assertFalse(contexte.isPropertyResolved());
        assertFalse(resolver.isReadOnly(contexte, new StringBuilder(), "length"));
        resolver.setValue(contexte, new StringBuilder(), "length", 3);
        assertFalse(contexte.isPropertyResolved());
    }

    private static final class Contexte extends ELContext {
        @Override
        public ELResolver getELResolver() {
            return null;
        }

        @Override
        public FunctionMapper getFunctionMapper() {
            return null;
        }

        @Override
        public VariableMapper getVariableMapper() {
            return null;
        }
    }
}
