package fr.cnfpt.territorialisation.persistence;

import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.domain.ActionMutualisee;
import fr.cnfpt.territorialisation.port.Actions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Les actions dans PostgreSQL : ôter celles qui ne sont plus demandées, poser ou mettre à jour les autres. */
@ApplicationScoped
public class ActionsSql implements Actions {

    private static final String ACTION = """
      select a.id, a.annee, a.perimetre_id, p.nom as perimetre, a.theme, t.libelle, a.fermes, a.indicatifs, a.collectivites, a.seuil,
             a.decision, a.groupes, a.manque, a.payant, a.regle, a.source
        from territorialisation.action_mutualisee a
        join territorialisation.perimetre p on p.id = a.perimetre_id
        join territorialisation.theme t on t.code = a.theme
      """;

    @Inject
    Jdbi jdbi;

    @Override
    public void remplacer(int annee, long perimetreId, List<ActionMutualisee> actions) {
        jdbi.useHandle(h -> {
            h.createUpdate(
                            "delete from territorialisation.action_mutualisee where annee = :a and perimetre_id = :p and theme <> all(:themes)")
                    .bind("a", annee)
                    .bind("p", perimetreId)
                    .bind(
                            "themes",
                            actions.stream().map(ActionMutualisee::theme).toArray(String[]::new))
                    .execute();
            if (actions.isEmpty()) {
                return;
            }
            PreparedBatch lot = h.prepareBatch("""
          insert into territorialisation.action_mutualisee
                 (annee, perimetre_id, theme, fermes, indicatifs, collectivites, seuil, decision, groupes, manque, payant, regle, source, regles)
          values (:annee, :perimetre, :theme, :fermes, :indicatifs, :collectivites, :seuil, :decision, :groupes, :manque, :payant, :regle, :source, :versions)
          on conflict on constraint uq_action_par_annee_perimetre_et_theme do update
             set fermes = excluded.fermes, indicatifs = excluded.indicatifs, collectivites = excluded.collectivites, seuil = excluded.seuil,
                 decision = excluded.decision, groupes = excluded.groupes, manque = excluded.manque, payant = excluded.payant,
                 regle = excluded.regle, source = excluded.source, regles = excluded.regles, decidee_le = now()
          """);
            for (ActionMutualisee a : actions) {
                lot.bind("annee", annee)
                        .bind("perimetre", perimetreId)
                        .bind("theme", a.theme())
                        .bind("fermes", a.fermes())
                        .bind("indicatifs", a.indicatifs())
                        .bind("collectivites", a.collectivites())
                        .bind("seuil", a.seuil())
                        .bind("decision", a.decision())
                        .bind("groupes", a.groupes())
                        .bind("manque", a.manque())
                        .bind("payant", a.payant())
                        .bind("regle", a.regle())
                        .bind("source", a.source())
                        .bind("versions", a.versions().toArray(Long[]::new))
                        .add();
            }
            lot.execute();
        });
    }

    @Override
    public List<ActionInfo> deLaStructure(int annee, long structureId) {
        return jdbi.withHandle(h -> h.createQuery(
                        ACTION
                                + " where a.annee = :a and p.structure_id = :s order by outils.cle_tri(p.nom), outils.cle_tri(t.libelle)")
                .bind("a", annee)
                .bind("s", structureId)
                .mapTo(ActionInfo.class)
                .list());
    }

    @Override
    public List<ActionInfo> duPerimetre(int annee, long perimetreId) {
        return jdbi.withHandle(h -> h.createQuery(
                        ACTION + " where a.annee = :a and a.perimetre_id = :p order by outils.cle_tri(t.libelle)")
                .bind("a", annee)
                .bind("p", perimetreId)
                .mapTo(ActionInfo.class)
                .list());
    }
}
