package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.annuaire.port.LignesDuJournal;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Le journal en base : un déclencheur numérote et enchaîne chaque ligne, un autre refuse toute réécriture. */
@ApplicationScoped
public class JournalSql implements LignesDuJournal {

  @Inject Jdbi jdbi;

  @Override
  public void ajouter(String action, String objet, String detail, Utilisateur auteur, Long collectiviteId) {
    jdbi.useHandle(h -> h.createUpdate("""
        insert into annuaire.journal (action, objet, detail, auteur, auteur_compte_id, collectivite_id, structure_id)
        values (:action, :objet, :detail, :auteur, :compte, :collectivite, :structure)
        """).bind("action", action).bind("objet", objet).bind("detail", detail).bind("auteur", auteur.nom())
        .bind("compte", auteur.compteId()).bind("collectivite", collectiviteId).bind("structure", auteur.structureId()).execute());
  }

  @Override
  public void ajouterEvenement(String genre, Long compteId, String adresse, String detail) {
    jdbi.useHandle(h -> h.createUpdate("insert into annuaire.evenement_securite (genre, compte_id, adresse, detail) values (:g, :c, :a, :d)")
        .bind("g", genre).bind("c", compteId).bind("a", adresse).bind("d", detail).execute());
  }

  @Override
  public List<Ligne> lire(Long collectiviteId, String recherche, int premiere, int combien) {
    return jdbi.withHandle(h -> h.createQuery("""
        select numero, le, action, objet, detail, auteur from annuaire.journal
         where (:c::bigint is null or collectivite_id = :c)
           and annuaire.cle_recherche(action || ' ' || objet || ' ' || detail || ' ' || auteur) like '%' || annuaire.cle_recherche(:q) || '%'
         order by numero desc offset :p limit :n
        """).bind("c", collectiviteId).bind("q", recherche).bind("p", premiere).bind("n", combien).mapTo(Ligne.class).list());
  }

  @Override
  public List<Evenement> evenements(String recherche, int premiere, int combien) {
    return jdbi.withHandle(h -> h.createQuery("""
        select e.le, e.genre, c.identifiant as compte, e.adresse, e.detail
          from annuaire.evenement_securite e left join annuaire.compte c on c.id = e.compte_id
         where annuaire.cle_recherche(concat_ws(' ', e.genre, c.identifiant, e.adresse, e.detail)) like '%' || annuaire.cle_recherche(:q) || '%'
         order by e.le desc, e.id desc offset :p limit :n
        """).bind("q", recherche).bind("p", premiere).bind("n", combien).mapTo(Evenement.class).list());
  }

  @Override
  public Optional<Long> premiereRupture() {
    return jdbi.withHandle(h -> h.createQuery("""
        with chaine as (
          select j.numero, j.empreinte_precedente, j.empreinte, annuaire.empreinte_du_journal(j) as recalculee,
                 lag(j.numero, 1, 0::bigint) over w as avant, lag(j.empreinte, 1, repeat('0', 64)) over w as attendue
            from annuaire.journal j window w as (order by j.numero)
        ), ruptures as (
          select case when numero <> avant + 1 then avant + 1 else numero end as numero from chaine
           where numero <> avant + 1 or empreinte_precedente <> attendue or empreinte <> recalculee
          union all
          select coalesce(d.numero, 0) + 1 from annuaire.journal_tete t
            left join (select numero, empreinte from annuaire.journal order by numero desc limit 1) d on true
           where t.numero <> coalesce(d.numero, 0) or t.empreinte <> coalesce(d.empreinte, repeat('0', 64)))
        select min(numero) from ruptures having min(numero) is not null
        """).mapTo(Long.class).findOne());
  }
}
