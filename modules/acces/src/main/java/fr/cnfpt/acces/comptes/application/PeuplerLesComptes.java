package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.intercommunal.persistence.StatutsPartages;
import fr.cnfpt.acces.interims.persistence.Interims;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Les premiers comptes : un administrateur du siège quand il n'y en a aucun, dont le mot de passe
 * ({@code iel.admin.motdepasse}) est à changer à la première connexion ; et, dans la démonstration seule, un compte par
 * rôle, dont le mot de passe commun ({@code iel.demo.motdepasse}) et le jeton ({@code iel.demo.jeton}) sont tirés par
 * le lanceur.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesComptes implements Peuplement {

    /**
     * Denain, dont les gens tiennent les rôles de la démonstration ; Valenciennes sert à montrer qu'on ne voit pas ses
     * voisins.
     */
    public static final String DENAIN = "215901729";

    static final String VALENCIENNES = "215906066";

    /** Ce qui suit le jeton du SIRH dans celui de la délégation. */
    private static final String JETON_DE_LA_DELEGATION = "_hdf";

    /** De même, dans celui d'un éditeur, pour son bac à sable. */
    private static final String JETON_DU_BAC_A_SABLE = "_bac";

    private static final String RESPONSABLE_ABSENT = "1008";

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    Empreintes empreintes;

    @Inject
    Annuaire annuaire;

    @Inject
    AgentsDeDemonstration agents;

    @Inject
    StatutsPartages statuts;

    @Inject
    Interims interims;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 12;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        Parametres.lire("iel.admin.motdepasse")
                .filter(m -> !comptes.existeRole(Role.SIEGE))
                .ifPresent(motDePasse -> {
                    Compte admin = Compte.ouvrir(
                            "administrateur", "Administratrice ou administrateur", Role.SIEGE, null, null, null);
                    comptes.ajouter(admin);
                    admin.prendre(moyens.ajouter(Moyen.pour(
                                    Personne.jointeA(null), admin.identifiant(), empreintes.de(motDePasse), true))
                            .personne()
                            .id());
                });
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        int crees = agents.engendrer(DENAIN, VALENCIENNES);
        if (crees > 0) {
            progres.accept("Démonstration : " + crees
                    + " agents, dont trois mille chez un grand employeur, et quatre collectivités à La Réunion");
        }
        String motDePasse = Parametres.lire("iel.demo.motdepasse")
                .orElseThrow(() -> new IllegalStateException("La démonstration demande iel.demo.motdepasse"));
        // Le même mot de passe au redémarrage garde la même empreinte : personne n'est déconnecté.
        String empreinte = moyens.parIdentifiant("agent")
                .map(Moyen::empreinte)
                .filter(connue -> empreintes.convient(motDePasse, connue))
                .orElseGet(() -> empreintes.de(motDePasse));
        long denain = agents.collectivite(DENAIN);
        long valenciennes = agents.collectivite(VALENCIENNES);
        // Nulle si elle a fusionné depuis : ses comptes de démonstration sont déjà là, et ont suivi.
        Long hdf = structure("HDF");
        long responsable = agents.premierResponsable(denain);
        long agent = agents.membre(responsable, 1);
        ouvrir("agent", nom(agent), Role.AGENT, denain, null, agent, empreinte);
        ouvrir("responsable", nom(responsable), Role.AGENT, denain, null, responsable, empreinte);
        ouvrir("rh", "Service formation de Denain", Role.GESTIONNAIRE_RH, denain, null, null, empreinte);
        ouvrir(
                "rh.valenciennes",
                "Service formation de Valenciennes",
                Role.GESTIONNAIRE_RH,
                valenciennes,
                null,
                null,
                empreinte);
        ouvrir("formateur", "Formatrice 12", Role.FORMATEUR, null, hdf, null, empreinte);
        ouvrir("delegation", "Conseillère 7", Role.DELEGATION, null, hdf, null, empreinte);
        ouvrir("siege", "Chargée de mission 3", Role.SIEGE, null, null, null, empreinte);
        // Une personne, plusieurs qualités : deux employeurs ; gestionnaire et agente. Une agente que des fiches disent
        // N+1.
        long secretaire = agents.membre(responsable, 2);
        ouvrir("secretaire", nom(secretaire), Role.AGENT, denain, null, secretaire, empreinte);
        long secretaireAussi = agents.aussiChez(secretaire, valenciennes);
        aussi("secretaire", "secretaire.valenciennes", Role.AGENT, valenciennes, secretaireAussi);
        long gestionnaire = agents.membre(responsable, 3);
        ouvrir("gestionnaire", nom(gestionnaire), Role.GESTIONNAIRE_RH, denain, null, null, empreinte);
        aussi("gestionnaire", "gestionnaire.agent", Role.AGENT, denain, gestionnaire);
        long cheffe = agents.premierResponsable(valenciennes);
        ouvrir("cheffe", nom(cheffe), Role.AGENT, valenciennes, null, cheffe, empreinte);
        // Les cas difficiles, un compte chacun (docs/visite.md).
        long lille = agents.collectivite(AgentsDeDemonstration.GRAND_EMPLOYEUR);
        ouvrir("rh.lille", "Service formation de la Métropole", Role.GESTIONNAIRE_RH, lille, null, null, empreinte);
        long saintDenis = agents.collectivite(AgentsDeDemonstration.OUTRE_MER);
        ouvrir(
                "rh.saint-denis",
                "Service formation de Saint-Denis",
                Role.GESTIONNAIRE_RH,
                saintDenis,
                null,
                null,
                empreinte);
        ouvrir("delegation.reunion", "Conseiller 21", Role.DELEGATION, null, structure("REU"), null, empreinte);
        seuleALaMairie(empreinte);
        venueDeDenain(denain, valenciennes, empreinte);
        intercommunale(denain, valenciennes, empreinte);
        if (crees > 0) {
            remplacer(valenciennes, cheffe);
        }
        Compte partenaire = ouvrir("partenaire", "SIRH de Denain", Role.PARTENAIRE, denain, null, null, null);
        Compte outil = ouvrir("outil", "Planification des Hauts-de-France", Role.PARTENAIRE, null, hdf, null, null);
        Compte editeur =
                ouvrir("editeur", "Éditeur, en bac à sable", Role.PARTENAIRE, agents.bacASable(), null, null, null);
        Parametres.lire("iel.demo.jeton").ifPresent(jeton -> {
            remettre(partenaire, jeton);
            remettre(outil, jeton + JETON_DE_LA_DELEGATION);
            remettre(editeur, jeton + JETON_DU_BAC_A_SABLE);
        });
    }

    private void remettre(Compte compte, String jeton) {
        comptes.ajouterJeton(
                compte.id(),
                Secret.empreinte(jeton),
                "Jeton de démonstration",
                horloge.maintenant().plus(Duration.ofDays(30)));
    }

    private Long structure(String code) {
        return annuaire.structures().stream()
                .filter(s -> s.code().equals(code))
                .map(StructureInfo::id)
                .findFirst()
                .orElse(null);
    }

    /** Une petite commune, une seule gestionnaire, agente aussi : elle valide ses propres demandes. */
    private void seuleALaMairie(String empreinte) {
        long commune = agents.collectivite(AgentsDeDemonstration.PETITE_COMMUNE);
        long elle = agents.premierResponsable(commune);
        ouvrir("mairie", nom(elle), Role.GESTIONNAIRE_RH, commune, null, null, empreinte);
        aussi("mairie", "mairie.agent", Role.AGENT, commune, elle);
    }

    /** Elle a quitté Denain pour Valenciennes ; ses attestations l'ont suivie. */
    private void venueDeDenain(long denain, long valenciennes, String empreinte) {
        long ancien = agents.agent(denain, AgentsDeDemonstration.PARTIE_A_VALENCIENNES)
                .orElseThrow();
        if (comptes.parIdentifiant("nouvelle").isEmpty()) {
            agents.partir(ancien, horloge.aujourdhui().minusDays(120));
        }
        ouvrir("nouvelle", nom(ancien), Role.AGENT, denain, null, ancien, empreinte);
        aussi("nouvelle", "nouvelle.valenciennes", Role.AGENT, valenciennes, agents.aussiChez(ancien, valenciennes));
    }

    /** Un même statut chez deux employeurs, que chacun a déclaré. */
    private void intercommunale(long denain, long valenciennes, String empreinte) {
        boolean neuve = comptes.parIdentifiant("intercommunale").isEmpty();
        long ici = agents.agent(denain, AgentsDeDemonstration.INTERCOMMUNALE).orElseThrow();
        long la = agents.aussiChez(ici, valenciennes);
        ouvrir("intercommunale", nom(ici), Role.AGENT, denain, null, ici, empreinte);
        aussi("intercommunale", "intercommunale.valenciennes", Role.AGENT, valenciennes, la);
        if (!neuve) {
            return;
        }
        long rh = comptes.parIdentifiant("rh").orElseThrow().id();
        long voisin = comptes.parIdentifiant("rh.valenciennes").orElseThrow().id();
        Instant quand = horloge.maintenant();
        statuts.declarer(ici, denain, valenciennes, rh, quand.minus(Duration.ofDays(200)));
        statuts.declarer(la, valenciennes, denain, voisin, quand.minus(Duration.ofDays(193)));
    }

    /** La cheffe de Valenciennes remplace un autre responsable, depuis quelques jours et pour quelques autres. */
    private void remplacer(long valenciennes, long cheffe) {
        interims.ouvrir(
                valenciennes,
                agents.agent(valenciennes, RESPONSABLE_ABSENT).orElseThrow(),
                cheffe,
                horloge.aujourdhui().minusDays(5),
                horloge.aujourdhui().plusDays(10));
    }

    private String nom(long agent) {
        return annuaire.agents(List.of(agent)).get(agent).nomComplet();
    }

    /** La personne qui entre par cet identifiant tient aussi cette qualité. */
    private void aussi(String identifiant, String compte, Role role, long collectivite, long agent) {
        if (comptes.parIdentifiant(compte).isEmpty()) {
            Compte neuf = Compte.ouvrir(compte, nom(agent), role, collectivite, null, agent)
                    .pourLaDemonstration();
            neuf.prendre(
                    moyens.parIdentifiant(identifiant).orElseThrow().personne().id());
            comptes.ajouter(neuf);
        }
    }

    private Compte ouvrir(
            String identifiant,
            String nom,
            Role role,
            Long collectivite,
            Long structure,
            Long agent,
            String empreinte) {
        Compte compte = comptes.parIdentifiant(identifiant).orElseGet(() -> {
            Compte neuf = Compte.ouvrir(identifiant, nom, role, collectivite, structure, agent)
                    .pourLaDemonstration();
            comptes.ajouter(neuf);
            return neuf;
        });
        if (empreinte != null) {
            String adresse = identifiant + "@iel.exemple";
            Moyen moyen = moyens.parIdentifiant(identifiant)
                    .orElseGet(
                            () -> moyens.ajouter(Moyen.pour(Personne.jointeA(adresse), identifiant, empreinte, false)));
            if (!compte.estPrise()) {
                compte.joindreA(adresse).prendre(moyen.personne().id());
            }
            if (!empreinte.equals(moyen.empreinte())) {
                moyen.recevoirEmpreinte(empreinte, false);
            }
        }
        return compte;
    }
}
