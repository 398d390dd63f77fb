package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.echanges.domain.DemiJournee;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Ce qui s'échange de l'offre, lu par morceaux : la mémoire ne suit pas le nombre de sessions. */
@ApplicationScoped
public class OffreEnFlux {

    private static final int MORCEAU = 500;
    private static final String OFFERT = """
      select t.id as stage_id, t.code, t.intitule, t.modalite, p.libelle as specialite, t.objectifs, t.public_vise, t.contenu, t.prerequis,
             t.payant, t.presentiel_jours, t.distance_heures, s.id as session_id, s.version, s.type, s.structure_id, s.debut, s.fin, s.horaires,
             s.ville, s.adresse, s.code_insee, s.capacite, s.minimum, s.ouverture, s.cloture, s.etat
        from catalogue.session s join catalogue.stage t on t.id = s.stage_id join catalogue.specialite p on p.code = t.specialite
      """;

    @Inject
    Jdbi jdbi;

    /**
     * Les sessions publiées de cette portée qui ne sont pas finies, stage par stage ; ni l'intra ni l'union, qui ne
     * s'offrent qu'à ceux qui les ont demandées. À lire dans une transaction : PostgreSQL n'y envoie qu'un morceau à la
     * fois.
     */
    public void parStage(Portee portee, LocalDate jour, Consumer<Offert> suite) {
        jdbi.useHandle(h -> {
            try (var lues = h.createQuery(
                            OFFERT + " where " + portee.sql(null, null, "s.structure_id", "s.formateur_compte_id")
                                    + " and s.etat = 'PUBLIEE' and s.fin >= :jour and s.type not in ('INTRA', 'UNION') order by t.code, t.id, s.debut, s.id")
                    .bindMap(portee.valeurs())
                    .bind("jour", jour)
                    .setFetchSize(MORCEAU)
                    .mapTo(Offert.class)
                    .iterator()) {
                for (Iterator<Offert> i = lues; i.hasNext(); ) {
                    suite.accept(i.next());
                }
            }
        });
    }

    /** Par date. */
    public List<Offert> sessions(Collection<Long> ids) {
        return jdbi.withHandle(h -> h.createQuery(OFFERT + " where s.id = any(:ids) order by s.debut, s.id")
                .bind("ids", ids.toArray(Long[]::new))
                .mapTo(Offert.class)
                .list());
    }

    /** Ce qui, dans ces sessions, réunit les stagiaires à une heure dite. */
    public List<DemiJournee> demiJournees(Collection<Long> sessions) {
        return jdbi.withHandle(h -> h.createQuery("""
        select a.id, a.session_id, a.titre, (a.jour + a.debut) at time zone s.fuseau as debut, (a.jour + a.fin) at time zone s.fuseau as fin,
               a.salle, a.forme = 'SYNCHRONE' as a_distance
          from catalogue.seance a join catalogue.session s on s.id = a.session_id
         where a.session_id = any(:ids) and a.forme <> 'ASYNCHRONE' order by a.jour, a.debut, a.id
        """)
                .bind("ids", sessions.toArray(Long[]::new))
                .mapTo(DemiJournee.class)
                .list());
    }

    public Optional<Offert> session(long id) {
        return jdbi.withHandle(h -> h.createQuery(OFFERT + " where s.id = :id")
                .bind("id", id)
                .mapTo(Offert.class)
                .findOne());
    }
}
