package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.catalogue.echanges.domain.FicheEchangee;
import fr.cnfpt.catalogue.echanges.domain.MoocOffert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les stages et les MOOC, par code : c'est la clé que les autres systèmes gardent. */
@ApplicationScoped
public class Fiches {

    private static final String STAGE = """
      select f.*, md5(f::text) as empreinte from (
        select t.code, t.intitule, p.libelle as specialite, t.modalite, t.nature, t.presentiel_jours, t.distance_heures, t.payant, t.objectifs,
               t.public_vise, t.contenu, t.prerequis
          from catalogue.stage t join catalogue.specialite p on p.code = t.specialite where t.retire_le is null) as f
      """;

    /** Une édition ouverte à tous, la plus proche de celles qui ne sont pas finies. */
    private static final String MOOC = """
      select f.*, md5(f::text) as empreinte from (
        select m.code, m.intitule, p.libelle as specialite, m.marque_blanche, v.semaines, v.numero as version, e.debut, e.fin
          from catalogue.mooc m join catalogue.specialite p on p.code = m.specialite
          join lateral (select x.semaines, x.numero from catalogue.mooc_version x where x.mooc_id = m.id order by x.numero desc limit 1) as v on true
          left join lateral (select x.debut, x.fin from catalogue.mooc_edition x join catalogue.mooc_version y on y.id = x.version_id
                 where y.mooc_id = m.id and x.mode <> 'INTRA' and x.fin >= :jour order by x.debut, x.id limit 1) as e on true) as f
      """;

    @Inject
    Jdbi jdbi;

    /** @param apres le dernier code lu ; vide pour commencer */
    public List<FicheEchangee> stages(String apres, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        STAGE + " where f.code > :apres collate \"C\" order by f.code collate \"C\" limit :n")
                .bind("apres", apres)
                .bind("n", combien)
                .mapTo(FicheEchangee.class)
                .list());
    }

    public Optional<FicheEchangee> stage(String code) {
        return jdbi.withHandle(h -> h.createQuery(STAGE + " where f.code = :code")
                .bind("code", code)
                .mapTo(FicheEchangee.class)
                .findOne());
    }

    /** @param apres le dernier code lu ; vide pour commencer */
    public List<MoocOffert> moocs(String apres, int combien, LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery(MOOC + " where f.code > :apres collate \"C\" order by f.code collate \"C\" limit :n")
                        .bind("apres", apres)
                        .bind("n", combien)
                        .bind("jour", jour)
                        .mapTo(MoocOffert.class)
                        .list());
    }

    public Optional<MoocOffert> mooc(String code, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(MOOC + " where f.code = :code")
                .bind("code", code)
                .bind("jour", jour)
                .mapTo(MoocOffert.class)
                .findOne());
    }
}
