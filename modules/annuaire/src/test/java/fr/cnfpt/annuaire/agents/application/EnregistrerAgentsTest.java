package fr.cnfpt.annuaire.agents.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnregistrerAgentsTest {

    private final List<String> actes = new ArrayList<>();
    private final EnregistrerAgents cas = new EnregistrerAgents();
    private final UtilisateurCourant courant = new UtilisateurCourant();

    EnregistrerAgentsTest() {
        cas.courant = courant;
        cas.journal = new fr.cnfpt.commun.Journal() {
            @Override
            public void noter(String action, String objet, String detail, Long collectiviteId) {
                actes.add(action);
            }

            @Override
            public void signaler(String genre, String detail) {
                actes.add(genre);
            }

            @Override
            public void signaler(String genre, Long compteId, String detail) {
                actes.add(genre);
            }
        };
        // Sans base : un agent écrit malgré le refus ferait échouer l'épreuve.
        cas.agents = new Agents();
    }

    private static AgentSaisi agent(String matricule) {
        return new AgentSaisi(matricule, "Petit", "Ana", null, "Jardinière", null, "C", null, null, null);
    }

    private Refus refus(List<AgentSaisi> agents) {
        return assertThrows(
                Refus.class,
                () -> courant.agirComme(
                        new Utilisateur(1, "rh", "RH", Role.GESTIONNAIRE_RH, 59L, null, null, "Denain"),
                        () -> cas.executer(agents)));
    }

    @Test
    void nomme_l_agent_et_le_champ_fautifs_et_n_ecrit_rien() {
        AgentSaisi sansNom = new AgentSaisi("M2", " ", "Léa", null, null, null, "C", null, null, null);
        assertEquals("agents[1].nom", refus(List.of(agent("M1"), sansNom)).champ());
        assertEquals(List.of(), actes);
    }

    @Test
    void refuse_un_matricule_qui_ressemble_a_un_numero_de_securite_sociale() {
        assertEquals(
                "agents[0].matricule", refus(List.of(agent("1850578006084"))).champ());
        assertEquals(
                "agents[0].matricule", refus(List.of(agent("285057800608436"))).champ());
    }

    @Test
    void refuse_un_matricule_double_une_liste_vide_une_liste_sans_fin() {
        assertEquals(
                "agents[1].matricule", refus(List.of(agent("M1"), agent("M1"))).champ());
        assertEquals("liste-vide", refus(List.of()).code());
        assertEquals(
                "liste-trop-longue",
                refus(IntStream.rangeClosed(0, EnregistrerAgents.MAXIMUM)
                                .mapToObj(i -> agent("M" + i))
                                .toList())
                        .code());
    }

    @Test
    void refuse_une_categorie_un_courriel_un_responsable_impossibles() {
        assertEquals(
                "agents[0].categorie",
                refus(List.of(new AgentSaisi("M1", "P", "A", null, null, null, "D", null, null, null)))
                        .champ());
        assertEquals(
                "agents[0].courriel",
                refus(List.of(new AgentSaisi("M1", "P", "A", "a.b", null, null, "C", null, null, null)))
                        .champ());
        assertEquals(
                "agents[0].responsable",
                refus(List.of(new AgentSaisi("M1", "P", "A", null, null, null, "C", null, "M1", null)))
                        .champ());
    }
}
