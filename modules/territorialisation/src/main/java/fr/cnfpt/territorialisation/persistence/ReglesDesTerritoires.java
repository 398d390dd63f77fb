package fr.cnfpt.territorialisation.persistence;

import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Les seuils, dits au siège. Une action garde le seuil qui l'a décidée ; seule une synthèse rejouée pour une année qui
 * commence sous la nouvelle version décide autrement.
 */
@ApplicationScoped
public class ReglesDesTerritoires implements FamilleDeRegles {

    private static final String TOUCHE =
            "Vaut pour les plans des années qui commencent sous elle : le seuil d'une année est celui de son 1er janvier.";

    @Inject
    Jdbi jdbi;

    public record Libelle(String code, String libelle) {}

    public record Compte(long themes, int annee, long decidees, long autrement) {}

    @Override
    public String code() {
        return ThemesSql.FAMILLE;
    }

    @Override
    public int ordre() {
        return 20;
    }

    @Override
    public String libelle() {
        return "Décider des actions d'un périmètre";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        ThemesSql.MINIMUM,
                        "Stagiaires fermes qui ouvrent une action",
                        Unite.NOMBRE,
                        "1",
                        "100",
                        TOUCHE),
                RegleDeclaree.de(ThemesSql.GROUPE, "Stagiaires par groupe, au plus", Unite.NOMBRE, "1", "100", TOUCHE));
    }

    @Override
    public Map<String, String> precisions(String code) {
        Map<String, String> themes = new LinkedHashMap<>();
        jdbi.useHandle(h -> h.createQuery(
                        "select code, libelle from territorialisation.theme order by outils.cle_tri(libelle)")
                .mapTo(Libelle.class)
                .forEach(t -> themes.put(t.code(), t.libelle())));
        return themes;
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        boolean minimum = projet.code().equals(ThemesSql.MINIMUM);
        Compte c = jdbi.withHandle(h -> h.createQuery("""
        select t.themes, p.annee, count(a.id) as decidees,
               count(a.id) filter (where case when :minimum then (a.fermes >= :valeur) <> (a.decision = 'DEPLOYABLE')
                                              else a.decision = 'DEPLOYABLE' and ceil(a.fermes::numeric / :valeur) <> a.groupes end) as autrement
          from (select coalesce(max(annee), extract(year from cast(:du as date))::int) as annee from territorialisation.action_mutualisee) as p
         cross join (select count(*) as themes from territorialisation.theme t where (:pour = '' or t.code = :pour)
                        and (:pour <> '' or not exists (select 1 from outils.regle r where r.famille = :famille and r.code = :code
                               and r.pour = t.code and r.du <= :du and (r.au is null or r.au > :du)))) as t
          left join territorialisation.action_mutualisee a on a.annee = p.annee
               and (a.theme = :pour or :pour = '' and not exists (select 1 from outils.regle r where r.famille = :famille and r.code = :code
                      and r.pour = a.theme and r.du <= :du and (r.au is null or r.au > :du)))
         group by t.themes, p.annee
        """)
                .bind("minimum", minimum)
                .bind("valeur", projet.valeur())
                .bind("pour", projet.pour())
                .bind("famille", projet.famille())
                .bind("code", projet.code())
                .bind("du", projet.du())
                .mapTo(Compte.class)
                .one());
        List<Touche> touche = new ArrayList<>();
        if (projet.pour().isEmpty()) {
            touche.add(Touche.de(c.themes(), "thème la suit", "thèmes la suivent", "les autres ont la leur"));
        }
        touche.add(Touche.de(
                c.decidees(),
                "action du plan " + c.annee() + " en a été décidée",
                "actions du plan " + c.annee() + " en ont été décidées",
                "elles gardent leur décision et sa règle"));
        touche.add(Touche.de(
                c.autrement(),
                minimum ? "d'entre elles serait décidée autrement" : "d'entre elles aurait un autre nombre de groupes",
                minimum
                        ? "d'entre elles seraient décidées autrement"
                        : "d'entre elles auraient un autre nombre de groupes",
                "avec cette valeur et les mêmes besoins"));
        return touche;
    }
}
