package fr.cnfpt.catalogue.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Ce que le catalogue tient de quelqu'un : les sessions et les séances qui lui sont confiées. */
@ApplicationScoped
public class DonneesCatalogueSql extends DonneesEnBase {

    private static final Map<Rubrique, String> LECTURES = Map.of(
            Rubrique.vide(
                    "Sessions confiées",
                    "Savoir qui anime une session, qui la suit et qui la gère.",
                    "AGENT_PARTI",
                    "Le CNFPT ; les stagiaires, pour qui anime.",
                    "Restent, par le seul numéro du compte, qui ne mène plus à un nom.",
                    "catalogue.session",
                    "catalogue.seance_formateur"),
            """
        select t.intitule as "Stage", s.debut as "Début", s.fin as "Fin", 'Formateur' as "Rôle" from catalogue.session s join catalogue.stage t on t.id = s.stage_id
         where s.formateur_compte_id = any(:comptes)
        union
        select t.intitule, e.jour, e.jour, 'Formateur de la séance' from catalogue.seance_formateur f join catalogue.seance e on e.id = f.seance_id
          join catalogue.session s on s.id = e.session_id join catalogue.stage t on t.id = s.stage_id where f.compte_id = any(:comptes)
        union
        select t.intitule, s.debut, s.fin, case when s.conseiller_compte_id = any(:comptes) then 'Conseiller' else 'Gestionnaire' end
          from catalogue.session s join catalogue.stage t on t.id = s.stage_id where s.conseiller_compte_id = any(:comptes) or s.gestionnaire_compte_id = any(:comptes)
         order by 2, 1, 4
        """);

    public DonneesCatalogueSql() {
        super(30, LECTURES);
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select max(fin) from catalogue.session where formateur_compte_id = any(:comptes) having max(fin) is not null")
                .bind("comptes", s.tableauDesComptes())
                .mapTo(LocalDate.class)
                .findOne());
    }

    /** Rien ne porte de nom. */
    @Override
    public void effacer(Sujet s) {}
}
