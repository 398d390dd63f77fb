package fr.cnfpt.annuaire.collectivites.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.Siren;
import fr.cnfpt.annuaire.collectivites.domain.NatureDEmployeur;
import fr.cnfpt.annuaire.collectivites.persistence.Employeurs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;

/**
 * Les employeurs que la carte ne donne pas : départements, régions, syndicats, CCAS, SDIS, centres de gestion. Leur
 * délégation de référence est celle de la région de leur département ; une délégation n'enregistre que dans son
 * ressort.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class EnregistrerUnEmployeur {

    @Inject
    Employeurs employeurs;

    @Inject
    Annuaire annuaire;

    @Inject
    Journal journal;

    @Inject
    Portees portees;

    /** Les départements où l'on peut enregistrer : ceux du ressort, ou tous pour le siège. */
    public List<Employeurs.Departement> departements() {
        return employeurs.departements(portees.courante());
    }

    /**
     * @param codeInsee la commune d'un CCAS, dont il suit l'intercommunalité ; ou {@code null}
     * @return l'employeur
     * @throws Refus invalide nommant le champ ; conflit si ce SIREN est déjà celui d'un employeur
     */
    public CollectiviteInfo executer(
            String siren, String nom, NatureDEmployeur nature, String departement, String codeInsee) {
        String n = siren == null ? "" : siren.replaceAll("\\s", "");
        if (!Siren.valide(n)) {
            throw Refus.invalide(
                    "siren-invalide",
                    "siren",
                    "« " + (siren == null ? "" : siren)
                            + " » n'est pas un SIREN : neuf chiffres dont le dernier est une clé.");
        }
        String intitule = nom == null ? "" : nom.strip();
        if (intitule.length() < 3 || intitule.length() > 150) {
            throw Refus.invalide("nom-invalide", "nom", "Donnez le nom entier, de 3 à 150 caractères.");
        }
        if (nature == null) {
            throw Refus.invalide("nature-absente", "nature", "Choisissez la nature de l'employeur.");
        }
        if (departements().stream().noneMatch(d -> Objects.equals(d.code(), departement))) {
            throw Refus.invalide(
                    "departement-hors-ressort", "departement", "Choisissez un département de votre ressort.");
        }
        long id = employeurs
                .enregistrer(n, intitule, nature.name(), departement, codeInsee)
                .orElseThrow(() -> Refus.conflit(
                        "employeur-existe",
                        "Un employeur porte déjà le SIREN " + n + " : cherchez-le dans « Collectivités »."));
        journal.noter(
                "employeur-enregistre",
                "collectivité " + n,
                intitule + ", " + nature.libelle().toLowerCase(java.util.Locale.FRENCH) + ", département "
                        + departement,
                id);
        return annuaire.collectivite(id).orElseThrow();
    }
}
