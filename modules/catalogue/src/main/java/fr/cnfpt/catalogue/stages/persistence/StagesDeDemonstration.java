package fr.cnfpt.catalogue.stages.persistence;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.catalogue.api.SessionsDeDemonstration;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Les stages inventés de la démonstration et ce qu'il faut pour en faire des sessions, lus dans ses fichiers et écrits
 * par lots.
 */
@ApplicationScoped
public class StagesDeDemonstration implements SessionsDeDemonstration {

    public record Modele(String type, double presentielJours, double distanceHeures, boolean surInscription) {}

    public record Lieu(String codeInsee, String ville, String adresse) {
        /** Outre-mer, le département a un chiffre de plus. */
        public String departement() {
            return codeInsee.startsWith("97") ? codeInsee.substring(0, 3) : codeInsee.substring(0, 2);
        }
    }

    @Inject
    Jdbi jdbi;

    /** Les 27 spécialités, si elles n'y sont pas. */
    public void chargerSpecialites() {
        jdbi.useHandle(h -> {
            PreparedBatch lot = h.prepareBatch(
                    "insert into catalogue.specialite (code, domaine, libelle) values (:code, :domaine, :libelle) on conflict do nothing");
            Csv.lire(StagesDeDemonstration.class, "/reference/specialites.csv")
                    .forEach(l -> lot.bind("code", l.get("code"))
                            .bind("domaine", l.get("domaine"))
                            .bind("libelle", l.get("libelle"))
                            .add());
            lot.execute();
        });
    }

    /** @return les stages chargés, ou rien si c'était déjà fait */
    public List<StageInfo> chargerStages() {
        return jdbi.withHandle(h -> {
            if (h.createQuery("select exists (select 1 from catalogue.stage where demonstration)")
                    .mapTo(Boolean.class)
                    .one()) {
                return List.of();
            }
            PreparedBatch lot = h.prepareBatch("""
          insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, webinaire_isole,
                                       marque_blanche, payant, tarif, objectifs, public_vise, contenu, prerequis, situations, competences,
                                       methodes, moyens, sequencement, evaluation, conditions_attestation, acces, repas, hebergement,
                                       assistance_technique, assistance_pedagogique, publiee_par, demonstration)
          select :code, :intitule, :specialite, :modalite, :nature, :type, :presentiel, :distance, :isole, :blanche, :payant,
                 case when :payant then 120 end, :objectifs, :public, :contenu, coalesce(:prerequis, 'Aucun.'),
                 'Celles où exercent : ' || lower(left(:public, 1)) || substr(:public, 2) || '.', :objectifs,
                 'Apports, études de cas et échanges entre stagiaires.',
                 case when e.presence then 'Salle équipée, supports remis aux stagiaires.' else 'Ordinateur, casque et connexion ; plateforme de formation à distance.' end,
                 case when e.presence and e.distance then 'Les ressources à distance encadrent les journées en présence ; le calendrier est remis avec la convocation.' end,
                 'Exercices corrigés pendant la formation, bilan en fin de session.',
                 case when e.distance then 'Suivre les journées en présence et au moins la moitié de la partie à distance.' else 'Être présent à chaque demi-journée.' end,
                 case when e.presence then 'Plan d''accès joint à la convocation ; lieu accessible aux personnes à mobilité réduite.' end,
                 case when e.presence then 'Déjeuner libre, à proximité du lieu.' end,
                 case when e.presence then 'À demander à la délégation quand la résidence est éloignée.' end,
                 case when e.distance then 'Par courriel à la délégation, aux heures de bureau.' end,
                 case when e.distance then 'La formatrice ou le formateur répond sous deux jours ouvrés.' end,
                 'Démonstration', true
            from (select :presentiel > 0 as presence, :distance > 0 as distance) e
          """);
            for (Map<String, String> l : Csv.lire(StagesDeDemonstration.class, "/demonstration/stages.csv")) {
                lot.bind("code", l.get("code"))
                        .bind("intitule", l.get("intitule"))
                        .bind("specialite", l.get("specialite"))
                        .bind("modalite", l.get("modalite"))
                        .bind("nature", l.get("nature"))
                        .bind("type", l.get("type"))
                        .bind("presentiel", new BigDecimal(l.get("presentiel_jours")))
                        .bind("distance", new BigDecimal(l.get("distance_heures")))
                        .bind("isole", Boolean.parseBoolean(l.get("webinaire_isole")))
                        .bind("blanche", Boolean.parseBoolean(l.get("marque_blanche")))
                        .bind("payant", Boolean.parseBoolean(l.get("payant")))
                        .bind("objectifs", l.get("objectifs"))
                        .bind("public", l.get("public_vise"))
                        .bind("contenu", l.get("contenu"))
                        .bind("prerequis", l.get("prerequis").isBlank() ? null : l.get("prerequis"))
                        .add();
            }
            lot.execute();
            h.execute("""
          update catalogue.stage set publiee_par = 'Démonstration',
                 analyse_activite = 'Une matinée au service des espaces verts : ce que l''on taille, quand, avec quoi ; une haie à rabattre est retenue.',
                 tutorat = 'Un chef d''équipe du service, préparé une demi-journée par la formatrice ou le formateur.',
                 mises_en_situation = 'Reconnaître les arbustes du site' || chr(10) || 'Rabattre une haie' || chr(10) || 'Tailler une floraison d''été',
                 conditions_attestation = 'Pas d''attestation ici : l''employeur et le tuteur gardent la trace de chaque phase.',
                 phases_reflexives = 'Une heure après chaque mise en situation, hors du chantier, avec la formatrice ou le formateur.'
           where code = 'EVP-004' and demonstration
          """);
            return h.createQuery("""
          select t.id, t.code, t.intitule, t.modalite, p.libelle as specialite
            from catalogue.stage t join catalogue.specialite p on p.code = t.specialite where t.demonstration order by t.id
          """).mapTo(StageInfo.class).list();
        });
    }

    /** Les modèles de ces stages, en une lecture. */
    public Map<Long, Modele> modeles() {
        return jdbi.withHandle(h -> h.createQuery("""
        select id, type, presentiel_jours::float8 as presentiel_jours, distance_heures::float8 as distance_heures, modalite, marque_blanche
          from catalogue.stage where demonstration
        """)
                .map((r, c) -> Map.entry(
                        r.getLong("id"),
                        new Modele(
                                r.getString("type"),
                                r.getDouble("presentiel_jours"),
                                r.getDouble("distance_heures"),
                                Modalite.valueOf(r.getString("modalite"))
                                        .surInscription(r.getBoolean("marque_blanche")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Ces sessions ont été annulées. */
    public void annuler(Collection<Long> sessions) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.session set etat = 'ANNULEE', annulee_le = (debut - 12)::timestamptz, motif_annulation = 'Trop peu d''inscrits pour la tenir' where id = any(:ids)")
                .bind("ids", sessions.toArray(Long[]::new))
                .execute());
    }

    @Override
    public Map<Long, Set<Long>> publieesPour(Collection<CollectiviteInfo> collectivites) {
        Map<String, Set<Long>> parCle = jdbi.withHandle(h -> h.createQuery("""
        select a.cle, a.session_id from catalogue.aire_recrutement a join catalogue.session s on s.id = a.session_id where s.demonstration
        """)
                .map((r, c) -> Map.entry(r.getString(1), r.getLong(2)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet()))));
        return collectivites.stream()
                .collect(Collectors.toMap(
                        CollectiviteInfo::id,
                        c -> Arrays.stream(AireRecrutement.clesDe(c))
                                .flatMap(cle -> parCle.getOrDefault(cle, Set.of()).stream())
                                .collect(Collectors.toSet())));
    }

    public List<Lieu> lieux() {
        return Csv.lire(StagesDeDemonstration.class, "/demonstration/lieux.csv").stream()
                .map(l -> new Lieu(l.get("code_insee"), l.get("ville"), l.get("adresse")))
                .toList();
    }
}
