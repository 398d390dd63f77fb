package fr.cnfpt.acces.adhesion.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.domain.CodeDAdhesion;
import fr.cnfpt.acces.adhesion.domain.GestionnaireDesigne;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.OuvrirUneCollectivite;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * La démonstration des adhésions : une douzaine de collectivités des Hauts-de-France, dans chacun des états, avec des
 * gestionnaires inventés. Les liens de celles qui attendent leur activation sont dans la boîte de la démonstration.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesAdhesions implements Peuplement {

    private static final List<Adhesion.Etat> ETATS = List.of(
            Adhesion.Etat.REMISE,
            Adhesion.Etat.REMISE,
            Adhesion.Etat.INSCRITE,
            Adhesion.Etat.INSCRITE,
            Adhesion.Etat.INSCRITE,
            Adhesion.Etat.ACTIVEE,
            Adhesion.Etat.ACTIVEE,
            Adhesion.Etat.VALIDEE,
            Adhesion.Etat.VALIDEE,
            Adhesion.Etat.OPERATIONNELLE,
            Adhesion.Etat.OPERATIONNELLE,
            Adhesion.Etat.REFUSEE);
    private static final List<String> GENS = List.of(
            "Agathe Allard",
            "Bruno Carpentier",
            "Chloé Dubreuil",
            "Denis Evrard",
            "Estelle Fontaine",
            "Farid Guérin",
            "Gaëlle Hamel",
            "Hugo Imbert",
            "Inès Jacquet",
            "Julien Keller",
            "Karine Lemoine",
            "Luc Maillard");
    private static final String CONSEILLERE = "Conseillère 7";

    @Inject
    Adhesions adhesions;

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    OuvrirUneCollectivite ouverture;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Empreintes empreintes;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 13;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        Long hdf = annuaire.structures().stream()
                .filter(s -> s.code().equals("HDF"))
                .map(StructureInfo::id)
                .findFirst()
                .orElse(null);
        if (hdf == null) {
            return;
        }
        Portee portee = portees.deLaStructure(hdf);
        if (!adhesions.compter(portee, "").isEmpty()) {
            return;
        }
        String empreinte = empreintes.de(MotDePasse.engendrer());
        List<Adhesions.Candidate> choisies = choisies(portee);
        for (int i = 0; i < choisies.size(); i++) {
            poser(
                    annuaire.collectivite(choisies.get(i).id()).orElseThrow(),
                    ETATS.get(i),
                    GENS.get(i),
                    empreinte,
                    20 - i);
        }
        progres.accept("Démonstration : " + choisies.size() + " adhésions de collectivités, dans chaque état");
    }

    /** Des collectivités moyennes, prises de loin en loin dans la liste des plus peuplées. */
    private List<Adhesions.Candidate> choisies(Portee portee) {
        List<Adhesions.Candidate> toutes = adhesions.candidates(portee, "", 60 + ETATS.size() * 5);
        List<Adhesions.Candidate> choisies = new ArrayList<>();
        for (int i = 0; i < ETATS.size(); i++) {
            choisies.add(toutes.get(60 + i * 5));
        }
        return choisies;
    }

    private void poser(CollectiviteInfo c, Adhesion.Etat etat, String nom, String empreinte, int jours) {
        Instant debut = horloge.maintenant().minus(Duration.ofDays(jours));
        Adhesion a = Adhesion.remettre(
                c.id(), CodeDAdhesion.tirer(), empreinte, CONSEILLERE, debut, debut.plus(Duration.ofDays(60)));
        adhesions.ajouter(a);
        if (etat == Adhesion.Etat.REMISE) {
            return;
        }
        String prenom = nom.substring(0, nom.indexOf(' '));
        String domaine = Compte.proposerIdentifiant(c.nom()).replace('.', '-') + ".exemple";
        Compte compte = Compte.ouvrir(envois.identifiantLibre(nom), nom, Role.GESTIONNAIRE_RH, c.id(), null, null)
                .joindreA(Compte.proposerIdentifiant(nom) + "@" + domaine)
                .pourLaDemonstration();
        comptes.ajouter(compte);
        GestionnaireDesigne g = new GestionnaireDesigne(
                prenom,
                nom.substring(prenom.length() + 1),
                "Responsable des ressources humaines",
                compte.courriel(),
                "03 00 00 00 00",
                (c.nature().equals("EPCI") ? "Siège de la " : "Mairie de ") + c.nom());
        a.inscrire(
                g, adhesions.conditions(horloge.aujourdhui()).version(), compte.id(), debut.plus(Duration.ofDays(2)));
        boolean activee = etat == Adhesion.Etat.ACTIVEE || etat == Adhesion.Etat.OPERATIONNELLE;
        if (etat == Adhesion.Etat.VALIDEE || etat == Adhesion.Etat.OPERATIONNELLE) {
            a.valider(CONSEILLERE, debut.plus(Duration.ofDays(3)));
        }
        if (activee) {
            compte.prendre(moyens.ajouter(
                            Moyen.pour(Personne.jointeA(compte.courriel()), compte.identifiant(), empreinte, false))
                    .personne()
                    .id());
            a.activer(debut.plus(Duration.ofDays(4)));
        }
        if (etat == Adhesion.Etat.OPERATIONNELLE) {
            ouverture.ouvrir(c.id(), debut.plus(Duration.ofDays(4)));
        }
        if (etat == Adhesion.Etat.REFUSEE) {
            a.refuser(
                    CONSEILLERE,
                    "La personne désignée n'est plus en poste : désignez un autre gestionnaire.",
                    debut.plus(Duration.ofDays(5)));
            compte.fermer(horloge.maintenant());
        }
        comptes.ecrire();
        if (etat == Adhesion.Etat.INSCRITE || etat == Adhesion.Etat.VALIDEE) {
            envois.activation(compte);
        }
    }
}
