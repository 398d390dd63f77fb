package fr.cnfpt.annuaire.structures.application;

import fr.cnfpt.annuaire.api.ComptesDesStructures;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.annuaire.structures.port.Structures;
import fr.cnfpt.annuaire.structures.port.Structures.Fiche;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Le siège tient les structures du CNFPT : ouvrir une antenne ou un pôle, fermer, fusionner des délégations. Rien ne
 * s'efface : une structure fermée garde son nom sur ce qu'elle a fait, et dit qui lui a succédé.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class TenirLesStructures {

    @Inject
    Structures structures;

    @Inject
    ComptesDesStructures comptes;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    @Inject
    Event<StructureRemplacee> annonce;

    /** Une délégation à créer par la fusion. */
    public record Nouvelle(String code, String nom, String region, String ville) {}

    public List<Fiche> toutes() {
        return structures.toutes();
    }

    /** Les comptes ouverts de chaque structure qui en a. */
    public Map<Long, Long> comptes() {
        return comptes.ouverts();
    }

    public List<Structures.Region> regions() {
        return structures.regions();
    }

    /**
     * @param type ANTENNE ou POLE @param parenteId la délégation d'une antenne, la délégation ou l'institut d'un pôle
     */
    public long ouvrir(String type, String code, String nom, String ville, Long parenteId, LocalDate du) {
        if (!"ANTENNE".equals(type) && !"POLE".equals(type)) {
            throw Refus.invalide(
                    "type-inconnu",
                    "type",
                    "On ouvre ici une antenne ou un pôle de compétences ; une délégation naît d'une fusion.");
        }
        verifierLesMots(code, nom, ville);
        if (parenteId == null) {
            throw Refus.invalide("parente-absente", "parente", "Choisissez la structure dont elle dépend.");
        }
        Fiche parente = exister(parenteId);
        if (!parente.enVigueur(horloge.aujourdhui())
                || !"DELEGATION".equals(parente.type())
                        && !("POLE".equals(type) && "INSTITUT".equals(parente.type()))) {
            throw Refus.invalide(
                    "parente-invalide",
                    "parente",
                    "Une antenne dépend d'une délégation en vigueur, un pôle d'une délégation ou d'un institut.");
        }
        if (du == null) {
            throw Refus.invalide("date-absente", "du", "Donnez son premier jour.");
        }
        long id = structures.ouvrir(code, nom.strip(), type, null, ville.strip(), parenteId, du);
        journal.noter(
                "structure-ouverte", "structure " + id, nom.strip() + ", à partir du " + Texte.date(du) + ".", null);
        return id;
    }

    /** Ferme une antenne, un pôle ou un institut ; {@code au} est son premier jour de fermeture. */
    public void fermer(long id, LocalDate au) {
        Fiche f = exister(id);
        if ("DELEGATION".equals(f.type())) {
            throw Refus.conflit(
                    "delegation-a-fusionner",
                    "Une délégation ne se ferme pas seule : fusionnez-la, pour que ses collectivités et ses comptes aient qui les suit.");
        }
        verifierLaFermeture(f, au);
        if (structures.toutes().stream().anyMatch(x -> Long.valueOf(id).equals(x.parenteId()) && x.enVigueur(au))) {
            throw Refus.conflit(
                    "structure-avec-filles", f.nom() + " a encore des pôles ouverts ce jour-là : fermez-les d'abord.");
        }
        long siens = comptes.ouverts().getOrDefault(id, 0L);
        if (siens > 0) {
            throw Refus.conflit(
                    "structure-avec-comptes",
                    Texte.pluriel(siens, "compte ouvert s'y rattache", "comptes ouverts s'y rattachent")
                            + " : fermez d'abord ces comptes.");
        }
        structures.fermer(id, au, null);
        journal.noter("structure-fermee", "structure " + id, f.nom() + ", à partir du " + Texte.date(au) + ".", null);
    }

    /**
     * Des délégations deviennent une seule. Collectivités, comptes, périmètres et sessions non finies suivent ; le
     * reste garde l'ancienne, et se voit de celle qui succède.
     *
     * @param successeurId l'une d'elles ou une autre délégation en vigueur ; {@code null} : {@code nouvelle} est créée
     * @param le le premier jour de la fusion, aujourd'hui ou avant
     * @return l'identifiant de la délégation qui succède
     */
    public long fusionner(List<Long> anciennes, Long successeurId, Nouvelle nouvelle, LocalDate le) {
        List<Fiche> fermees = new LinkedHashSet<>(anciennes)
                .stream()
                        .filter(id -> !id.equals(successeurId))
                        .map(this::exister)
                        .toList();
        if (fermees.isEmpty() || successeurId == null && fermees.size() < 2) {
            throw Refus.invalide(
                    "fusion-incomplete",
                    "anciennes",
                    "Choisissez les délégations qui fusionnent : au moins une qui disparaît, et une qui reste ou une nouvelle.");
        }
        if (le == null || le.isAfter(horloge.aujourdhui())) {
            throw Refus.invalide(
                    "date-a-venir",
                    "le",
                    "Une fusion se saisit le jour où elle vaut, ou après : les comptes changent aussitôt de délégation.");
        }
        for (Fiche f : fermees) {
            if (!"DELEGATION".equals(f.type())) {
                throw Refus.invalide("pas-une-delegation", "anciennes", f.nom() + " n'est pas une délégation.");
            }
            verifierLaFermeture(f, le);
            structures.fermer(f.id(), le, null);
        }
        long vers = successeurId == null ? creer(nouvelle, le) : succeder(successeurId, le);
        for (Fiche f : fermees) {
            structures.fermer(f.id(), le, vers);
            Structures.Suite suite = structures.confier(f.id(), vers);
            journal.noter(
                    "delegation-fusionnee",
                    "structure " + f.id(),
                    f.nom() + " le " + Texte.date(le) + ", succession : structure " + vers + ". "
                            + Texte.pluriel(suite.collectivites(), "collectivité suit", "collectivités suivent") + ", "
                            + Texte.pluriel(suite.filles(), "antenne ou pôle", "antennes ou pôles") + ".",
                    null);
            annonce.fire(new StructureRemplacee(f.id(), vers));
        }
        return vers;
    }

    private long creer(Nouvelle n, LocalDate le) {
        if (n == null || n.region() == null || n.region().isBlank()) {
            throw Refus.invalide("region-absente", "region", "Choisissez la région de la nouvelle délégation.");
        }
        verifierLesMots(n.code(), n.nom(), n.ville());
        return structures.ouvrir(
                n.code(), n.nom().strip(), "DELEGATION", n.region(), n.ville().strip(), null, le);
    }

    private long succeder(long id, LocalDate le) {
        Fiche f = exister(id);
        if (!"DELEGATION".equals(f.type()) || !f.enVigueur(le) || !f.enVigueur(horloge.aujourdhui())) {
            throw Refus.invalide(
                    "successeur-invalide",
                    "successeur",
                    "La délégation qui succède doit être en vigueur le jour de la fusion et aujourd'hui.");
        }
        return id;
    }

    private void verifierLaFermeture(Fiche f, LocalDate au) {
        if (au == null) {
            throw Refus.invalide("date-absente", "au", "Donnez la date : le premier jour où elle n'existe plus.");
        }
        if (f.au() != null) {
            throw Refus.conflit("deja-fermee", f.nom() + " est déjà fermée depuis le " + Texte.date(f.au()) + ".");
        }
        if (f.du() != null && !au.isAfter(f.du())) {
            throw Refus.invalide("date-trop-tot", "au", f.nom() + " n'a ouvert que le " + Texte.date(f.du()) + ".");
        }
    }

    private static void verifierLesMots(String code, String nom, String ville) {
        if (code == null || !code.matches("[A-Z0-9-]{2,20}")) {
            throw Refus.invalide("code-invalide", "code", "Le code compte 2 à 20 majuscules, chiffres ou tirets.");
        }
        if (nom == null || nom.strip().length() < 3 || nom.strip().length() > 120) {
            throw Refus.invalide("nom-invalide", "nom", "Donnez son nom, de 3 à 120 caractères.");
        }
        if (ville == null || ville.isBlank()) {
            throw Refus.invalide("ville-absente", "ville", "Donnez sa ville.");
        }
    }

    private Fiche exister(long id) {
        return structures
                .parId(id)
                .orElseThrow(() -> Refus.introuvable("structure-inconnue", "Cette structure n'existe pas."));
    }
}
