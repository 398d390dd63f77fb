package fr.cnfpt.outils.regles.persistence;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Les règles datées, lues dans la transaction de qui décide, en une instruction. Sans cache : deux serveurs disent la
 * même chose. La base tient la suite des versions et défend le passé ({@code outils.tenir_les_regles}).
 */
@ApplicationScoped
public class Regles {

    private static final String VERSION =
            "select id, famille, code, pour, unite, valeur, du, au, texte, source, version, preparee_par, preparee_le from outils.regle ";
    private static final String VAUT = " and du <= :jour and (au is null or au > :jour)";

    @Inject
    Jdbi jdbi;

    /** La règle commune qui vaut ce jour-là. @throws IllegalStateException s'il n'y en a pas */
    public VersionDeRegle le(String famille, String code, LocalDate jour) {
        return jdbi.withHandle(
                        h -> h.createQuery(VERSION + "where famille = :famille and code = :code and pour = ''" + VAUT)
                                .bind("famille", famille)
                                .bind("code", code)
                                .bind("jour", jour)
                                .mapTo(VersionDeRegle.class)
                                .findOne())
                .orElseThrow(() ->
                        new IllegalStateException("Aucune règle « " + famille + "." + code + " » ne vaut le " + jour));
    }

    /** Toutes celles d'une famille qui valent ce jour-là, précisions comprises. */
    public List<VersionDeRegle> le(String famille, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(VERSION + "where famille = :famille" + VAUT + " order by code, pour")
                .bind("famille", famille)
                .bind("jour", jour)
                .mapTo(VersionDeRegle.class)
                .list());
    }

    /** De toutes les familles, celles qui valent ce jour-là et celles à venir. */
    public List<VersionDeRegle> aPartirDu(LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery(VERSION + "where au is null or au > :jour order by famille, code, pour, du")
                        .bind("jour", jour)
                        .mapTo(VersionDeRegle.class)
                        .list());
    }

    /** Toutes les versions d'une règle, de la dernière à la première. */
    public List<VersionDeRegle> histoire(String famille, String code, String pour) {
        return jdbi.withHandle(h -> h.createQuery(
                        VERSION + "where famille = :famille and code = :code and pour = :pour order by du desc")
                .bind("famille", famille)
                .bind("code", code)
                .bind("pour", pour)
                .mapTo(VersionDeRegle.class)
                .list());
    }

    /** Pose une version, qui ferme celle d'avant le jour où elle vaut. */
    public void poser(ProjetDeRegle projet, String par) {
        poser(projet, par, null);
    }

    /**
     * De même, si c'est bien la version {@code rang} que l'on croit poser.
     *
     * @throws Refus conflit, si quelqu'un en a posé une entre-temps
     */
    public void poser(ProjetDeRegle projet, String par, Integer rang) {
        try {
            jdbi.useHandle(h -> h.createUpdate("""
        insert into outils.regle (famille, code, pour, unite, valeur, du, texte, source, version, preparee_par)
        values (:famille, :code, :pour, :unite, :valeur, :du, :texte, :source, :rang, :par)
        """)
                    .bind("famille", projet.famille())
                    .bind("code", projet.code())
                    .bind("pour", projet.pour())
                    .bind("unite", projet.unite().name())
                    .bind("valeur", projet.valeur())
                    .bind("du", projet.du())
                    .bind("texte", projet.texte())
                    .bind("source", projet.source())
                    .bind("rang", rang)
                    .bind("par", par)
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            throw enFrancais(e);
        }
    }

    /** Retire une version qui n'a pas commencé ; celle d'avant continue. @return faux si elle n'est plus là */
    public boolean retirer(long id) {
        try {
            return jdbi.withHandle(h -> h.createUpdate("delete from outils.regle where id = :id")
                            .bind("id", id)
                            .execute())
                    == 1;
        } catch (UnableToExecuteStatementException e) {
            throw enFrancais(e);
        }
    }

    private static RuntimeException enFrancais(UnableToExecuteStatementException e) {
        String etat = e.getCause() instanceof SQLException s ? s.getSQLState() : "";
        if (etat.equals("23P01") || etat.equals("23505")) {
            return Refus.conflit(
                    "regle-deja-preparee",
                    "Quelqu'un vient de préparer une version de cette règle : rien n'est enregistré de la vôtre. Relisez la sienne ; retirez-la d'abord si la vôtre doit la remplacer.");
        }
        if (etat.equals("23514") && e.getMessage().matches("(?s).*(ne se récrit pas|ne s'efface pas).*")) {
            return Refus.conflit(
                    "regle-passee",
                    "Une règle qui a valu ne se récrit pas. Préparez une version qui vaut à partir de demain au plus tôt.");
        }
        return e;
    }
}
