package fr.cnfpt.catalogue.mooc.application;

import fr.cnfpt.catalogue.mooc.domain.Edition;
import fr.cnfpt.catalogue.mooc.domain.Mooc;
import fr.cnfpt.catalogue.mooc.persistence.Moocs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;

/** Le siège tient les MOOC : il les ajoute, les retourne, note ce qui change, programme et chiffre leurs éditions. */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class TenirLesMoocs {

    @Inject
    Moocs moocs;

    @Inject
    Horloge horloge;

    /** @return son identifiant */
    public long ajouter(Mooc.Fiche fiche) {
        pasDemain(fiche.tourneeLe(), "tourneeLe");
        return moocs.ajouter(fiche);
    }

    /**
     * Une version nouvelle intègre ce qui attendait et datait d'avant elle. @return combien de changements
     *
     * @throws Refus invalide, si elle précède celle d'aujourd'hui
     */
    public int retourner(long mooc, int semaines, LocalDate tourneeLe, String note) {
        Mooc m = exiger(mooc);
        pasDemain(tourneeLe, "tourneeLe");
        if (!tourneeLe.isAfter(m.tourneeLe())) {
            throw Refus.invalide(
                    "version-invalide",
                    "tourneeLe",
                    "La version d'aujourd'hui a été tournée le " + Texte.date(m.tourneeLe())
                            + " : la suivante l'est après.");
        }
        if (semaines < 1 || semaines > 16) {
            throw Refus.invalide("version-invalide", "semaines", "Un MOOC dure de 1 à 16 semaines.");
        }
        moocs.version(mooc, semaines, tourneeLe, note == null || note.isBlank() ? null : note.strip());
        return moocs.integrer(mooc, null, tourneeLe);
    }

    public void noter(long mooc, LocalDate le, String texte, String source) {
        exiger(mooc);
        if (le == null) {
            throw Refus.invalide("changement-invalide", "depuisLe", "Dites depuis quand ce changement vaut.");
        }
        exigerTexte(texte, "texte", "Dites ce qui change, en 3 à 500 caractères.");
        exigerTexte(source, "source", "Citez le texte qui change la règle.");
        moocs.noter(mooc, le, texte.strip(), source.strip());
    }

    /** Par un rectificatif, sans retourner. @throws Refus conflit, s'il l'est déjà */
    public void rectifier(long mooc, long changement) {
        if (moocs.integrer(mooc, changement, horloge.aujourdhui()) == 0) {
            throw Refus.conflit(
                    "changement-deja-integre",
                    "Ce changement n'attend plus, ou ne vaut pas encore : rechargez la page pour voir où il en est.");
        }
    }

    /** @throws Refus invalide, si elle précède la version qu'elle joue */
    public void programmer(long mooc, Edition.Programme p) {
        if (p.debut().isBefore(exiger(mooc).tourneeLe())) {
            throw Refus.invalide(
                    "edition-invalide", "debut", "Une édition commence après le tournage de la version qu'elle joue.");
        }
        if (p.concoursId() != null
                && moocs.concours(horloge.aujourdhui()).stream().noneMatch(c -> c.id() == p.concoursId())) {
            throw Refus.invalide("edition-invalide", "concours", "Ce concours n'est pas au calendrier.");
        }
        moocs.programmer(mooc, p);
    }

    /** @throws Refus introuvable, ou invalide si elle n'a pas commencé */
    public void chiffrer(long mooc, long edition, Edition.Chiffres chiffres) {
        Edition e = editionDe(mooc, edition);
        if (e.debut().isAfter(horloge.aujourdhui())) {
            throw Refus.invalide("chiffres-invalides", "edition", "Cette édition n'a pas commencé.");
        }
        moocs.chiffrer(mooc, edition, chiffres);
    }

    /** Une séance de tutorat en présence, pendant une édition en intra. */
    public void tutorer(long mooc, long edition, LocalDate le, String lieu) {
        Edition e = editionDe(mooc, edition);
        if (!e.intra()) {
            throw Refus.invalide(
                    "tutorat-invalide", "editionTutoree", "Seule une édition en intra se tutore chaque semaine.");
        }
        if (le == null || le.isBefore(e.debut()) || le.isAfter(e.fin())) {
            throw Refus.invalide(
                    "tutorat-invalide", "seance", "La séance se tient pendant l'édition, " + e.periode() + ".");
        }
        if (lieu == null || lieu.strip().length() < 2 || lieu.length() > 160) {
            throw Refus.invalide("tutorat-invalide", "lieu", "Dites où elle se tient.");
        }
        int semaine = 1 + (int) (java.time.temporal.ChronoUnit.DAYS.between(e.debut(), le) / 7);
        moocs.tutorer(edition, semaine, le, lieu.strip());
    }

    public void annoncer(String intitule, LocalDate epreuve, String source) {
        if (intitule == null || intitule.strip().length() < 3 || intitule.length() > 255) {
            throw Refus.invalide("concours-invalide", "concoursIntitule", "Nommez le concours ou l'examen.");
        }
        if (epreuve == null || epreuve.isBefore(horloge.aujourdhui())) {
            throw Refus.invalide(
                    "concours-invalide", "epreuve", "Donnez le premier jour des épreuves, aujourd'hui ou après.");
        }
        exigerTexte(source, "concoursSource", "Dites où ce calendrier est publié.");
        moocs.annoncer(intitule.strip(), epreuve, source.strip());
    }

    private Mooc exiger(long mooc) {
        return moocs.un(mooc, horloge.aujourdhui())
                .orElseThrow(() -> Refus.introuvable("mooc-inconnu", "Ce MOOC n'existe pas."));
    }

    private Edition editionDe(long mooc, long edition) {
        return moocs.editions(mooc).stream()
                .filter(e -> e.id() == edition)
                .findFirst()
                .orElseThrow(() -> Refus.introuvable("edition-inconnue", "Cette édition n'existe pas."));
    }

    private void pasDemain(LocalDate tourneeLe, String champ) {
        if (tourneeLe == null || tourneeLe.isAfter(horloge.aujourdhui())) {
            throw Refus.invalide("mooc-invalide", champ, "Dites quand elle a été tournée, aujourd'hui au plus tard.");
        }
    }

    private static void exigerTexte(String texte, String champ, String message) {
        if (texte == null || texte.strip().length() < 3 || texte.length() > 500) {
            throw Refus.invalide("mooc-invalide", champ, message);
        }
    }
}
