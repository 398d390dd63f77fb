package fr.cnfpt.acces.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import fr.cnfpt.outils.persistence.Releve;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ce que les accès tiennent d'un agent : ses qualités et ce par quoi il entre, son adhésion, ses intérims. La personne
 * survit à l'effacement d'un poste tant qu'elle tient une autre qualité.
 */
@ApplicationScoped
public class DonneesAccesSql extends DonneesEnBase {

    private static final String SOI_ET_RH = "Vous et le service formation de votre employeur.";

    /** Les noms par lesquels cette personne a pu se désigner en entrant. */
    private static final String IDENTIFIANTS = """
            select c.identifiant from acces.compte c where c.id = any(:comptes)
            union select m.identifiant from acces.moyen m join acces.compte c on c.personne_id = m.personne_id where c.id = any(:comptes)
            """;

    private static final Map<Rubrique, String> LECTURES = lectures();

    public DonneesAccesSql() {
        super(12, LECTURES);
    }

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Qualités",
                        "Savoir en quelle qualité vous agissez, et pour qui.",
                        "AGENT_PARTI",
                        "Vous, le service formation de votre employeur, le siège du CNFPT.",
                        "La qualité est fermée et n'est plus la vôtre ; son nom court, votre nom et votre courriel en sont ôtés.",
                        "acces.compte"),
                """
        select identifiant as "Nom court", nom as "Nom affiché", role as "Rôle", branche as "Répond de", courriel as "Courriel", personne_id is not null as "Prise",
               actif as "Ouverte", demonstration as "Démonstration", cree_le as "Donnée le", au as "Fermée le",
               (select d.nom from acces.compte d where d.id = c.donnee_par) as "Donnée par"
          from acces.compte c where id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Ce par quoi vous entrez",
                        "Vous laisser entrer, vous et personne d'autre à votre place.",
                        "AGENT_PARTI",
                        Rubrique.AU_SEUL_TITULAIRE
                                + " Personne ne lit votre mot de passe : seule son empreinte est gardée.",
                        "Supprimé, si vous ne tenez plus ici aucune autre qualité.",
                        "acces.personne",
                        "acces.moyen"),
                """
        select m.identifiant as "Identifiant", p.courriel as "Courriel", m.a_changer as "Mot de passe à changer", m.echecs as "Échecs de suite",
               m.bloque_jusqu_a as "Bloqué jusque", p.sessions as "Changements de session", m.cree_le as "Choisi le"
          from acces.personne p join acces.moyen m on m.personne_id = p.id
         where p.id in (select c.personne_id from acces.compte c where c.id = any(:comptes)) order by m.id
        """);
        l.put(
                Rubrique.vide(
                        "Identités reliées",
                        "Entrer par ProConnect.",
                        "AGENT_PARTI",
                        Rubrique.AU_SEUL_TITULAIRE,
                        "Supprimées, si vous ne tenez plus ici aucune autre qualité.",
                        "acces.identite_externe"),
                """
        select emetteur as "Fournisseur", sujet as "Votre numéro chez lui", reliee_le as "Reliée le", vue_le as "Vue le" from acces.identite_externe
         where personne_id in (select c.personne_id from acces.compte c where c.id = any(:comptes)) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Liens et jetons",
                        "Activer un compte, retrouver un mot de passe.",
                        "LIEN",
                        Rubrique.AU_SEUL_TITULAIRE,
                        "Supprimés.",
                        "acces.lien",
                        "acces.jeton"),
                """
        select case usage when 'ACTIVATION' then 'Activer le compte' else 'Choisir un mot de passe' end as "Pour", destinataire as "Envoyé à", cree_le as "Créé le", expire_le as "Finit le", servi_le as "Servi le", retire_le as "Retiré le"
          from acces.lien where compte_id = any(:comptes)
        union all select 'Jeton : ' || libelle, null, cree_le, expire_le, null, revoque_le from acces.jeton where compte_id = any(:comptes) order by 3
        """);
        l.put(
                Rubrique.vide(
                        "Connexions ouvertes",
                        "Vous reconnaître d'une page à l'autre, et rendre un formulaire à qui se reconnecte.",
                        "CONNEXION",
                        Rubrique.AU_SEUL_TITULAIRE
                                + " Le secret que porte votre navigateur n'est pas gardé : seule son empreinte l'est.",
                        "Supprimées.",
                        "acces.connexion"),
                """
        select ouverte_le as "Ouverte le", vue_le as "Vue le", expire_le as "Finit le" from acces.connexion where compte_id = any(:comptes) order by ouverte_le
        """);
        l.put(
                Rubrique.vide(
                        "Adhésion",
                        "Savoir qui s'est engagé pour la collectivité.",
                        "AGENT_PARTI",
                        "Le service formation de votre employeur, sa délégation, le siège du CNFPT.",
                        "Les coordonnées sont ôtées.",
                        "acces.adhesion"),
                """
        select nom as "Nom", prenom as "Prénom", fonction as "Fonction", courriel as "Courriel", telephone as "Téléphone", adresse as "Adresse", inscrite_le as "Inscrite le", etat as "État"
          from acces.adhesion where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Intérims",
                        "Ne pas laisser un avis attendre.",
                        "AGENT_PARTI",
                        SOI_ET_RH,
                        "Les dates restent, sans nom.",
                        "acces.interim"),
                """
        select case when titulaire_id = :agent then 'Vous êtes remplacé' else 'Vous remplacez' end as "Sens", du as "Du", au as "Au" from acces.interim where :agent in (titulaire_id, suppleant_id) order by du, id
        """);
        l.put(
                Rubrique.vide(
                        "Statut partagé",
                        "Réunir les demandes d'un agent intercommunal, quand ses deux employeurs le déclarent.",
                        "AGENT_PARTI",
                        SOI_ET_RH + " L'autre employeur, s'il l'a déclaré aussi.",
                        "Supprimé.",
                        "acces.statut_partage"),
                """
        select c.nom as "Avec", s.declare_le as "Déclaré le", s.retire_le as "Retiré le", (select k.nom from acces.compte k where k.id = s.par_compte) as "Par"
          from acces.statut_partage s join annuaire.collectivite_publiee c on c.id = s.avec_id
         where s.agent_id = :agent or s.par_compte = any(:comptes) order by s.id
        """);
        return l;
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select max(cree_le)::date from acces.compte where id = any (:comptes)
        """)
                .bind("comptes", s.tableauDesComptes())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(
                h -> Releve.oublier(
                        h,
                        s,
                        "delete from acces.lien where compte_id = any(:comptes) or lower(destinataire) = any(:adresses)",
                        "delete from acces.statut_partage where agent_id = :agent",
                        "delete from acces.jeton where compte_id = any(:comptes)",
                        "delete from acces.connexion where compte_id = any(:comptes)",
                        "delete from acces.oubli where lower(saisi) = any(:adresses) or lower(saisi) in ("
                                + IDENTIFIANTS + ")",
                        "delete from acces.frein where lower(cle) = any(:adresses) or cle in (select unnest(:comptes)::text)"
                                + " or lower(cle) in (" + IDENTIFIANTS + ")",
                        """
                with effacees as (
                  update acces.compte c set identifiant = 'efface-' || :code || '-' || c.id, nom = :pseudonyme, courriel = null, au = coalesce(c.au, now()), personne_id = null, version = c.version + 1
                    from acces.compte avant where avant.id = c.id and c.id = any(:comptes) returning avant.personne_id)
                delete from acces.personne p using effacees e
                 where p.id = e.personne_id and not exists (select 1 from acces.compte c where c.personne_id = p.id and c.id <> all(:comptes))
                """,
                        "update acces.adhesion set nom = 'Agent effacé', prenom = :code, fonction = 'effacée', courriel = 'efface@iel.invalid', telephone = 'effacé', adresse = 'effacée',"
                                + " motif = case when motif is null then null else 'effacé' end where compte_id = any(:comptes)"));
    }
}
