package fr.cnfpt.outils.liste.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.liste.persistence.Exports;
import fr.cnfpt.outils.liste.persistence.Exports.Export;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Demander qu'une longue liste soit préparée en fichier, la suivre, l'abandonner, la prendre. Chacun ne voit que les
 * siens.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class PreparerExports {

    /** Autant qu'une personne en attend d'un coup ; au-delà, les autres attendraient derrière elle. */
    private static final int EN_COURS = 3;

    @Inject
    Exports exports;

    @Inject
    Documents documents;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * @param liste son nom pour CDI
     * @param question ce que demande son adresse
     * @throws Refus conflit, si trop d'exports attendent déjà
     */
    public void demander(String liste, String titre, String question, String format, long total) {
        Utilisateur u = courant.get();
        if (exports.enCours(u.compteId(), u.collectiviteId(), liste, question, format)
                .isPresent()) {
            return;
        }
        if (exports.combienEnCours(u.compteId()) >= EN_COURS) {
            throw Refus.conflit(
                    "trop-d-exports",
                    "Trois fichiers se préparent déjà pour vous. Attendez-en un, ou abandonnez-en un, puis recommencez.");
        }
        exports.demander(new Export(
                UUID.randomUUID(),
                u.compteId(),
                u.collectiviteId(),
                liste,
                titre,
                question,
                format,
                "ATTEND",
                0,
                total,
                null,
                null,
                horloge.maintenant().atOffset(ZoneOffset.UTC)));
    }

    public List<Export> miens() {
        Utilisateur u = courant.get();
        return exports.de(u.compteId(), u.collectiviteId());
    }

    /** @throws Refus introuvable s'il n'est pas à soi, conflit s'il est déjà fini */
    public void abandonner(UUID id) {
        if (!exports.abandonner(mien(id).id())) {
            throw Refus.conflit("export-fini", "Ce fichier n'est plus en préparation.");
        }
    }

    /** @throws Refus introuvable, s'il n'est pas à soi ou n'est plus là */
    public Documents.Ouvert ouvrir(UUID id) {
        UUID document = mien(id).documentId();
        if (document == null) {
            throw Refus.introuvable("export-pas-pret", "Ce fichier n'est pas prêt, ou n'est plus là.");
        }
        return documents.ouvrir(document, Proprietaire.de(courant.get()));
    }

    private Export mien(UUID id) {
        Utilisateur u = courant.get();
        return exports.un(id, u.compteId(), u.collectiviteId())
                .orElseThrow(
                        () -> Refus.introuvable("export-inconnu", "Ce fichier n'est pas à vous, ou n'est plus là."));
    }
}
