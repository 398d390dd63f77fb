package fr.cnfpt.territorialisation.port;

import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.domain.Theme;
import java.time.LocalDate;
import java.util.List;

/** Les thèmes et leurs seuils datés. */
public interface Themes {

    /** Les thèmes, par libellé, chacun avec son seuil propre ce jour-là, à défaut le seuil commun. */
    List<Theme> le(LocalDate jour);

    boolean estVide();

    void ajouter(String code, String libelle, String specialite, boolean payant);

    /** Fixe le seuil d'un thème ({@code null} : de tous) à partir d'un jour, qui clôt le précédent. */
    void fixer(String theme, Seuil seuil, LocalDate du);
}
