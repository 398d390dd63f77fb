package fr.cnfpt.commun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Qui passe la porte d'un cas d'usage. */
class AutoriseInterceptorTest {

    @Autorise(Role.GESTIONNAIRE_RH)
    static class DeToute {
        public void executer() {}
    }

    @Autorise(value = Role.GESTIONNAIRE_RH, deBranche = true)
    static class DeBranche {
        public void executer() {}
    }

    private final UtilisateurCourant courant = new UtilisateurCourant();

    private String appeler(Object cas, Role role, String branche) {
        AutoriseInterceptor porte = new AutoriseInterceptor();
        porte.courant = courant;
        InvocationContext appel = (InvocationContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (p, m, a) -> switch (m.getName()) {
                    case "getMethod" -> cas.getClass().getMethod("executer");
                    case "getTarget" -> cas;
                    case "proceed" -> "fait";
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        return courant.agirComme(new Utilisateur(1, "u", "U", role, 1L, null, null, "c", branche), () -> {
            try {
                return (String) porte.verifier(appel);
            } catch (Refus r) {
                throw r;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void ce_qui_engage_toute_la_collectivite_est_refuse_a_qui_ne_repond_que_d_une_branche_et_dit_pourquoi() {
        assertEquals("fait", appeler(new DeToute(), Role.GESTIONNAIRE_RH, null));
        assertEquals("fait", appeler(new DeBranche(), Role.GESTIONNAIRE_RH, "Voirie"));
        Refus refus = assertThrows(Refus.class, () -> appeler(new DeToute(), Role.GESTIONNAIRE_RH, "Voirie"));
        assertEquals(Refus.Genre.INTERDIT, refus.genre());
        assertEquals(AutoriseInterceptor.DE_TOUTE_LA_COLLECTIVITE, refus.getMessage());
    }

    @Test
    void un_role_qui_n_est_pas_admis_ne_passe_pas() {
        assertThrows(Refus.class, () -> appeler(new DeBranche(), Role.AGENT, null));
    }
}
