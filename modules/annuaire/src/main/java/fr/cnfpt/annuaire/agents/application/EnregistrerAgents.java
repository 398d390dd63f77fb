package fr.cnfpt.annuaire.agents.application;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Crée ou rectifie des agents de sa collectivité, tous ou aucun. Rejouer le même envoi ne change rien. */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class EnregistrerAgents {

    public static final int MAXIMUM = 5_000;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Agents agents;

    @Inject
    Journal journal;

    @Inject
    DireLesEncadrements encadrements;

    /** @throws Refus invalide, nommant l'agent et le champ fautifs */
    public List<Agents.Resultat> executer(List<AgentSaisi> saisis) {
        if (saisis == null || saisis.isEmpty()) {
            throw Refus.invalide("liste-vide", "agents", "Donnez au moins un agent.");
        }
        if (saisis.size() > MAXIMUM) {
            throw Refus.invalide("liste-trop-longue", "agents", "5 000 agents au plus par envoi : partagez la liste.");
        }
        Set<String> vus = new HashSet<>();
        for (int i = 0; i < saisis.size(); i++) {
            AgentSaisi a = saisis.get(i);
            if (a == null) {
                throw Refus.invalide("agent-invalide", "agents[" + i + "]", "Cette ligne est vide.");
            }
            a.verifier("agents[" + i + "].");
            if (!vus.add(a.matricule())) {
                throw Refus.invalide(
                        "agent-en-double",
                        "agents[" + i + "].matricule",
                        "Le matricule " + a.matricule() + " figure deux fois dans l'envoi.");
            }
        }
        List<Agents.Resultat> resultats = agents.enregistrer(
                courant.get().collectivite(), saisis, courant.get().nom());
        journal.noter(
                "agents-enregistres",
                "agents",
                Texte.pluriel(resultats.size(), "fiche reçue, dont ", "fiches reçues, dont ")
                        + Texte.pluriel(
                                resultats.stream().filter(Agents.Resultat::cree).count(), "créée", "créées"),
                courant.get().collectivite());
        encadrements.noter();
        return resultats;
    }
}
