package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.Releve;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Ce que l'annuaire tient d'un agent : sa fiche, ses comptes, ses intérims, ses demandes, et la trace de ses actes. */
@ApplicationScoped
public class DonneesAnnuaireSql implements DonneesPersonnelles {

    private static final String EMPLOYEUR =
            "Vous, le service formation de votre employeur et ceux qui agissent pour lui, votre responsable, la délégation du CNFPT où vous êtes inscrit.";
    private static final String SOI_ET_RH = "Vous et le service formation de votre employeur.";
    private static final String SIEGE = "Le siège du CNFPT, qui répond de la sécurité du site.";

    private static final Map<Rubrique, String> LECTURES = lectures();

    @Inject
    Jdbi jdbi;

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Fiche",
                        "Vous reconnaître et vous inscrire aux formations.",
                        "AGENT_PARTI",
                        EMPLOYEUR,
                        "Le nom, le prénom, le courriel, le matricule, le métier, le service, le cadre d'emplois et le responsable sont ôtés. La catégorie et la collectivité restent, pour les comptes.",
                        "annuaire.agent"),
                """
        select a.id as "Numéro interne", c.nom as "Employeur", a.matricule as "Matricule", a.nom as "Nom", a.prenom as "Prénom", a.courriel as "Courriel",
               a.metier as "Métier", a.service as "Service", a.categorie as "Catégorie", coalesce(e.nom, a.cadre_emplois) as "Cadre emplois",
               r.matricule as "Matricule du responsable", a.parti_le as "Parti le", a.modifie_le as "Modifiée le", a.modifie_par as "Modifiée par",
               a.version as "Version", a.efface_le as "Effacée le"
          from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id left join annuaire.agent r on r.id = a.responsable_id
          left join annuaire.cadre_emplois e on e.id = a.cadre_emplois_id where a.id = :agent
        """);
        l.put(
                Rubrique.vide(
                        "Comptes",
                        "Vous laisser entrer, vous et personne d'autre à votre place.",
                        "AGENT_PARTI",
                        "Vous, le service formation de votre employeur, le siège du CNFPT. Personne ne lit votre mot de passe : seule son empreinte est gardée.",
                        "Le compte est fermé, son identifiant, son nom, son courriel et l'empreinte du mot de passe sont ôtés.",
                        "annuaire.compte"),
                """
        select identifiant as "Identifiant", nom as "Nom affiché", role as "Rôle", courriel as "Courriel", empreinte is not null as "Mot de passe choisi",
               a_changer as "Mot de passe à changer", actif as "Ouvert", echecs as "Échecs de suite", bloque_jusqu_a as "Bloqué jusque",
               sessions as "Changements de session", demonstration as "Démonstration", cree_le as "Créé le"
          from annuaire.compte where id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Identités reliées",
                        "Entrer par ProConnect.",
                        "AGENT_PARTI",
                        "Personne d'autre que vous.",
                        "Supprimées.",
                        "annuaire.identite_externe"),
                """
        select emetteur as "Fournisseur", sujet as "Votre numéro chez lui", reliee_le as "Reliée le", vue_le as "Vue le" from annuaire.identite_externe where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Liens et jetons",
                        "Activer un compte, retrouver un mot de passe.",
                        "LIEN",
                        "Personne d'autre que vous.",
                        "Supprimés.",
                        "annuaire.lien",
                        "annuaire.jeton"),
                """
        select case usage when 'ACTIVATION' then 'Activer le compte' else 'Choisir un mot de passe' end as "Pour", destinataire as "Envoyé à", cree_le as "Créé le", expire_le as "Finit le", servi_le as "Servi le", retire_le as "Retiré le"
          from annuaire.lien where compte_id = any(:comptes)
        union all select 'Jeton : ' || libelle, null, cree_le, expire_le, null, revoque_le from annuaire.jeton where compte_id = any(:comptes) order by 3
        """);
        l.put(
                Rubrique.vide(
                        "Adhésion",
                        "Savoir qui s'est engagé pour la collectivité.",
                        "AGENT_PARTI",
                        "Le service formation de votre employeur, sa délégation, le siège du CNFPT.",
                        "Les coordonnées sont ôtées.",
                        "annuaire.adhesion"),
                """
        select nom as "Nom", prenom as "Prénom", fonction as "Fonction", courriel as "Courriel", telephone as "Téléphone", adresse as "Adresse", inscrite_le as "Inscrite le", etat as "État"
          from annuaire.adhesion where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Intérims",
                        "Ne pas laisser un avis attendre.",
                        "AGENT_PARTI",
                        SOI_ET_RH,
                        "Les dates restent, sans nom.",
                        "annuaire.interim"),
                """
        select case when titulaire_id = :agent then 'Vous êtes remplacé' else 'Vous remplacez' end as "Sens", du as "Du", au as "Au" from annuaire.interim where :agent in (titulaire_id, suppleant_id) order by du, id
        """);
        l.put(
                Rubrique.vide(
                        "Demandes sur vos données",
                        "Répondre à vos demandes et pouvoir le montrer.",
                        "DEMANDE",
                        SOI_ET_RH,
                        "Leurs textes sont ôtés ; leurs dates restent.",
                        "annuaire.demande"),
                """
        select nature as "Nature", texte as "Texte", deposee_le as "Déposée le", echeance as "Échéance", issue as "Issue", reponse as "Réponse", repondue_le as "Répondue le", repondue_par as "Répondue par"
          from annuaire.demande where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Courriels envoyés", "Vous prévenir.", "COURRIER", SIEGE, "Supprimés.", "annuaire.courrier"),
                """
        select depose_le as "Déposé le", destinataire as "Envoyé à", objet as "Objet", texte as "Texte", parti_le as "Parti le", abandonne_le as "Abandonné le" from annuaire.courrier where lower(destinataire) = any(:adresses) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Connexions et sécurité",
                        "Protéger votre compte.",
                        "EVENEMENT_SECURITE",
                        SIEGE,
                        "L'adresse IP et le détail sont ôtés ; la date et le genre restent un an.",
                        "annuaire.evenement_securite"),
                """
        select le as "Le", genre as "Genre", adresse as "Adresse IP", detail as "Détail" from annuaire.evenement_securite where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Imports",
                        "Reprendre les agents d'un fichier, après relecture.",
                        "IMPORT",
                        SOI_ET_RH,
                        "Les lignes de l'agent sont supprimées des essais ; un import qu'il a déposé ne porte plus son nom.",
                        "annuaire.import",
                        "annuaire.import_ligne",
                        "annuaire.import_refus"),
                """
        select i.fichier as "Fichier", i.cree_le as "Déposé le", x.ligne as "Ligne", x.nom as "Nom", x.prenom as "Prénom", x.courriel as "Courriel", x.metier as "Métier",
               x.service as "Service", x.sort as "Sort" from annuaire.import_ligne x join annuaire.import i on i.id = x.import_id where x.agent_id = :agent
        union all select i.fichier, i.cree_le, null, null, null, null, null, null, 'déposé par vous' from annuaire.import i where i.par_compte_id = any(:comptes) order by 2, 3
        """);
        l.put(
                Rubrique.vide(
                        "Journal des actes",
                        "Prouver qui a fait quoi.",
                        "JOURNAL",
                        "Le service formation de votre employeur, sa délégation, le siège du CNFPT.",
                        "Reste : il ne porte que votre numéro interne, qui ne mène plus à un nom.",
                        "annuaire.journal"),
                """
        select numero as "Acte", le as "Le", action as "Action", objet as "Objet", detail as "Détail", auteur as "Auteur" from annuaire.journal
         where objet = 'agent ' || :agent or auteur_compte_id = any(:comptes) or objet in (select 'compte ' || c from unnest(:comptes) c)
            or action like 'interim-%' and detail ~ ('\\magent ' || :agent || '\\M') order by numero
        """);
        return l;
    }

    @Override
    public List<Rubrique> rubriques() {
        return List.copyOf(LECTURES.keySet());
    }

    @Override
    public List<Rubrique> lire(Sujet s) {
        Map<String, ?> valeurs = Map.of(
                "agent",
                s.agentId(),
                "comptes",
                s.tableauDesComptes(),
                "adresses",
                s.adresses().toArray(String[]::new));
        return LECTURES.entrySet().stream()
                .map(l -> l.getKey().avec(Releve.lire(jdbi, l.getValue(), valeurs)))
                .toList();
    }

    @Override
    public Optional<String> empechement(Sujet s, LocalDate jour) {
        return Optional.empty();
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select greatest(a.modifie_le::date, a.parti_le, (select max(cree_le)::date from annuaire.compte where id = any(:comptes)),
               (select max(le)::date from annuaire.evenement_securite where compte_id = any(:comptes) and genre = 'connexion-reussie')) from annuaire.agent a where a.id = :agent
        """)
                .bind("agent", s.agentId())
                .bind("comptes", s.tableauDesComptes())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> {
            jouer(
                    h,
                    s,
                    "with lignes as (delete from annuaire.import_ligne x using annuaire.import i, annuaire.agent a where a.id = :agent and i.id = x.import_id"
                            + " and i.collectivite_id = a.collectivite_id and (x.agent_id = a.id or x.matricule = a.matricule) returning x.import_id, x.ligne)"
                            + " delete from annuaire.import_refus r using lignes l where r.import_id = l.import_id and r.ligne = l.ligne");
            jouer(
                    h,
                    s,
                    "update annuaire.import_ligne set responsable = null, responsable_id = null where responsable_id = :agent");
            jouer(h, s, "update annuaire.import set par = :pseudonyme where par_compte_id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "update annuaire.agent set nom = 'Agent effacé', prenom = :code, matricule = 'efface-' || :code, courriel = null, metier = null, service = null,"
                            + " cadre_emplois = null, cadre_emplois_id = null, responsable_id = null, parti_le = least(parti_le, outils.jour(now(), (select c.departement from annuaire.collectivite c where c.id = collectivite_id))), efface_le = clock_timestamp(), modifie_le = clock_timestamp(),"
                            + " modifie_par = 'effacement', version = version + 1 where id = :agent");
            jouer(h, s, "update annuaire.agent set responsable_id = null where responsable_id = :agent");
            jouer(h, s, "delete from annuaire.identite_externe where compte_id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "delete from annuaire.lien where compte_id = any(:comptes) or lower(destinataire) = any(:adresses)");
            jouer(h, s, "delete from annuaire.jeton where compte_id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "delete from annuaire.oubli where lower(saisi) = any(:adresses) or lower(saisi) in (select identifiant from annuaire.compte where id = any(:comptes))");
            jouer(
                    h,
                    s,
                    "delete from annuaire.frein where lower(cle) = any(:adresses) or cle in (select unnest(:comptes)::text)"
                            + " or lower(cle) in (select identifiant from annuaire.compte where id = any(:comptes))");
            jouer(
                    h,
                    s,
                    "update annuaire.compte set identifiant = 'efface-' || :code || '-' || id, nom = :pseudonyme, courriel = null, empreinte = null, actif = false,"
                            + " echecs = 0, bloque_jusqu_a = null, sessions = sessions + 1 where id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "update annuaire.adhesion set nom = 'Agent effacé', prenom = :code, fonction = 'effacée', courriel = 'efface@iel.invalid', telephone = 'effacé', adresse = 'effacée',"
                            + " motif = case when motif is null then null else 'effacé' end where compte_id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "update annuaire.evenement_securite set adresse = null, detail = 'effacé' where compte_id = any(:comptes)");
            jouer(
                    h,
                    s,
                    "update annuaire.demande set texte = null, reponse = case when issue = 'REFUSEE' then 'effacée' end where agent_id = :agent");
            jouer(
                    h,
                    s,
                    "delete from annuaire.courrier where lower(destinataire) = any(:adresses) or (objet || ' ' || texte) ~* :motif");
        });
    }

    private static void jouer(Handle h, Sujet s, String sql) {
        h.createUpdate(sql)
                .bind("agent", s.agentId())
                .bind("comptes", s.tableauDesComptes())
                .bind("adresses", s.adresses().toArray(String[]::new))
                .bind("code", s.code())
                .bind("pseudonyme", s.pseudonyme())
                .bind("motif", s.motif(false))
                .execute();
    }
}
