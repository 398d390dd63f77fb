package fr.cnfpt.catalogue.recherche.application;

import fr.cnfpt.catalogue.recherche.persistence.Synonymes;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Les mots que les gens tapent et que les fiches ne disent pas : sigles, marques, usages. Le siège les tient ; un ajout
 * ou un retrait vaut à la recherche suivante, et le journal le garde.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class TenirLesSynonymes {

    private static final int TERME = 60;
    private static final int EQUIVALENT = 120;

    @Inject
    Synonymes synonymes;

    @Inject
    Journal journal;

    public Liste.Page<Synonymes.Ligne> lister(String recherche, int premiere, int combien) {
        return synonymes.lire(recherche, premiere, combien);
    }

    /** @throws Refus invalide, nommant le champ ; conflit s'il y est déjà */
    public void ajouter(String terme, String equivalent) {
        String t = dit(terme, "terme", TERME);
        String e = dit(equivalent, "equivalent", EQUIVALENT);
        if (!synonymes.aDesMots(t)) {
            throw Refus.invalide(
                    "synonyme-sans-mot",
                    "terme",
                    "« " + t + " » n'a que des mots qu'on ne cherche pas (le, de, pour…).");
        }
        if (!synonymes.aDesMots(e)) {
            throw Refus.invalide(
                    "synonyme-sans-mot",
                    "equivalent",
                    "« " + e + " » n'a que des mots qu'on ne cherche pas (le, de, pour…).");
        }
        long id = synonymes
                .ajouter(t, e)
                .orElseThrow(() -> Refus.conflit("synonyme-existe", "« " + t + " » vaut déjà « " + e + " »."));
        journal.noter("synonyme-ajoute", "synonyme " + id, "Qui cherche « " + t + " » trouve « " + e + " »", null);
    }

    private static String dit(String texte, String champ, int auPlus) {
        String s = texte == null ? "" : texte.strip();
        if (s.length() < 2 || s.length() > auPlus) {
            throw Refus.invalide("synonyme-longueur", champ, "De 2 à " + auPlus + " caractères.");
        }
        return s;
    }

    public void retirer(long id) {
        Synonymes.Ligne l = synonymes
                .retirer(id)
                .orElseThrow(() -> Refus.introuvable("synonyme-inconnu", "Ce synonyme est déjà retiré."));
        journal.noter(
                "synonyme-retire",
                "synonyme " + id,
                "« " + l.terme() + " » ne vaut plus « " + l.equivalent() + " »",
                null);
    }
}
