package fr.cnfpt.acces.adhesion.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.domain.CodeDAdhesion;
import fr.cnfpt.acces.adhesion.domain.GestionnaireDesigne;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * La collectivité s'inscrit avec les identifiants remis. Public : c'est le code et le mot de passe, vérifiés à chaque
 * pas, qui ouvrent. La réponse à un échec est la même, et prend le même temps, que le code existe ou non.
 */
@ApplicationScoped
@Transactional
public class Adherer {

    @Inject
    Adhesions adhesions;

    @Inject
    Comptes comptes;

    @Inject
    Annuaire annuaire;

    @Inject
    Empreintes empreintes;

    @Inject
    Freiner freiner;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    @Inject
    UtilisateurCourant courant;

    /** Ce qu'on sait déjà de la collectivité, et ce qu'elle doit accepter. */
    public record Accueil(CollectiviteInfo collectivite, String delegation, Adhesions.Conditions conditions) {
        public String nom() {
            return collectivite.nom();
        }

        public String siren() {
            return collectivite.siren();
        }

        public Integer population() {
            return collectivite.population();
        }
    }

    /** @throws Refus conflit, si les identifiants ne conviennent pas ou si l'on essaie trop */
    public Accueil reconnaitre(String code, String motDePasse) {
        Adhesion a = exiger(code, motDePasse);
        return new Accueil(
                annuaire.collectivite(a.collectiviteId()).orElseThrow(),
                delegation(a),
                adhesions.conditions(horloge.aujourdhui()));
    }

    /** @param acceptees la version des conditions acceptées @return où part le courriel d'activation */
    public String executer(String code, String motDePasse, GestionnaireDesigne gestionnaire, Integer acceptees) {
        int enVigueur = adhesions.conditions(horloge.aujourdhui()).version();
        if (acceptees == null || acceptees != enVigueur) {
            throw Refus.invalide(
                    "conditions-non-acceptees",
                    "conditions",
                    "Lisez et acceptez les conditions d'utilisation pour inscrire la collectivité.");
        }
        Adhesion a = exiger(code, motDePasse);
        Compte compte =
                a.compteId() == null ? null : comptes.parId(a.compteId()).orElseThrow();
        if (compte == null) {
            compte = Compte.ouvrir(
                            envois.identifiantLibre(gestionnaire.nomComplet()),
                            gestionnaire.nomComplet(),
                            Role.GESTIONNAIRE_RH,
                            a.collectiviteId(),
                            null,
                            null)
                    .joindreA(gestionnaire.courriel());
            comptes.ajouter(compte);
        } else {
            compte.reprendrePour(gestionnaire.nomComplet(), gestionnaire.courriel());
        }
        a.inscrire(gestionnaire, enVigueur, compte.id(), horloge.maintenant());
        comptes.ecrire();
        envois.activation(compte);
        journal.noter(
                "collectivite-inscrite",
                "collectivité " + a.collectiviteId(),
                "Compte " + compte.id() + " désigné gestionnaire ; conditions d'utilisation version " + enVigueur
                        + " acceptées",
                a.collectiviteId());
        return compte.courriel();
    }

    private Adhesion exiger(String saisi, String motDePasse) {
        String code = CodeDAdhesion.net(saisi);
        freiner.exiger(Frein.CODE_PAR_ADRESSE, courant.adresse());
        freiner.exiger(Frein.CODE_PAR_CODE, code);
        Optional<Adhesion> a = adhesions.parCode(code);
        boolean bon = empreintes.convient(
                motDePasse == null ? "" : motDePasse.strip(),
                a.map(Adhesion::empreinte).orElse(null));
        if (!bon || !a.get().accueille(horloge.maintenant())) {
            freiner.compterUnEchec(Frein.CODE_PAR_ADRESSE, courant.adresse());
            freiner.compterUnEchec(Frein.CODE_PAR_CODE, code);
            journal.signaler("adhesion-refusee", "Code ou mot de passe d'adhésion qui ne convient pas");
            throw Refus.conflit(
                    "identifiants-inconnus",
                    "Ce code et ce mot de passe n'ouvrent pas d'inscription : ils sont faux, ont déjà servi, ou ont expiré. Vérifiez-les, ou demandez-en d'autres à votre délégation.");
        }
        freiner.exiger(Frein.CODE_PAR_ADRESSE, courant.adresse());
        freiner.exiger(Frein.CODE_PAR_CODE, code);
        return a.get();
    }

    private String delegation(Adhesion a) {
        return annuaire.collectivite(a.collectiviteId())
                .map(CollectiviteInfo::structureId)
                .flatMap(annuaire::structure)
                .map(StructureInfo::nom)
                .orElse("Délégation");
    }
}
