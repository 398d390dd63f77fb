package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Une épreuve dans un vrai navigateur, sur l'application que toutes partagent : ses fenêtres sont à elle seule, et
 * aucun de ses pas ne laisse d'erreur de script ni de panne.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DansUnNavigateur {

    protected Navigateur navigateur;
    protected Donnees d;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        d = new Donnees(application);
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        d.close();
    }

    @AfterEach
    void sans_erreur_de_script_ni_panne() {
        assertEquals(List.of(), navigateur.fautes());
    }
}
