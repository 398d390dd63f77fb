package fr.cnfpt.catalogue.imports.persistence;

import fr.cnfpt.outils.francais.Francais;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Ce que le catalogue sait déjà de ce qu'un fichier lui apporte. */
@ApplicationScoped
public class SessionsConnues {

    @Inject
    Jdbi jdbi;

    public record Connue(long id, String code, LocalDate debut, LocalDate fin, String ville) {
        /** Deux sessions d'un stage qui commencent le même jour dans la même ville n'en sont qu'une. */
        public String cle() {
            return cle(code, debut, ville);
        }

        public static String cle(String code, LocalDate debut, String ville) {
            return code + " " + debut + " " + Francais.lettres(ville == null ? "" : ville);
        }
    }

    /** Celles d'une délégation qui ne sont pas finies. */
    public List<Connue> publiees(long structureId, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery("""
        select s.id, t.code, s.debut, s.fin, s.ville from catalogue.session s join catalogue.stage t on t.id = s.stage_id
         where s.structure_id = :s and s.etat = 'PUBLIEE' and s.fin >= :jour
        """)
                .bind("s", structureId)
                .bind("jour", jour)
                .mapTo(Connue.class)
                .list());
    }

    /** Le brouillon d'un stage neuf qui porte ce code. */
    public Optional<Long> brouillonDuCode(String code) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select min(id) from catalogue.stage_brouillon where stage_id is null and fiche ->> 'code' = :code having min(id) is not null")
                .bind("code", code)
                .mapTo(Long.class)
                .findOne());
    }
}
