package fr.cnfpt.lanceur;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * De quoi ouvrir chaque page sur quelque chose : une session ouverte, une session passée dont l'agent de la
 * démonstration tient une attestation, une communauté. La table des adresses est tenue à la main, une ligne par page :
 * une page déclarée qui y manque fait échouer les épreuves.
 */
final class Reperes {

    /** Le compte de démonstration de chaque rôle. */
    static final Map<String, String> COMPTES = new TreeMap<>(Map.of(
            "AGENT",
            "agent",
            "RESPONSABLE",
            "responsable",
            "GESTIONNAIRE_RH",
            "rh",
            "FORMATEUR",
            "formateur",
            "DELEGATION",
            "delegation",
            "SIEGE",
            "siege"));

    private static int dernier;

    final long sessionOuverte;
    final long sessionPassee;
    final long bulletin;
    final long attestation;
    final String numero;
    final String jeton;
    final long communaute;
    final long mooc;
    final long demande;
    private final long abonnement;
    private final long preparation;
    private final long attestationDuResponsable;
    private final String lien;
    private final Map<String, String> parametres;

    Reperes(Application application) throws IOException, SQLException {
        try (Donnees d = new Donnees(application)) {
            sessionOuverte = d.session(10, d.denain());
            sessionPassee = passee(d, d.denain());
            long agent = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
            bulletin = bulletin(d, sessionPassee, agent, "ATTESTEE");
            int rang = ++dernier;
            numero = "2026-HDF-" + (900_000 + rang);
            jeton = "epreuve-epreuve-epreu" + (100 + rang);
            attestation = attestation(d, bulletin, numero, jeton);
            lien = ("reperes-" + rang + "-" + "x".repeat(43)).substring(0, 43);
            transmission(d, attestation, "jury@reperes.exemple", lien);
            long sienne = bulletin(
                    d,
                    sessionPassee,
                    d.nombre("select agent_id from acces.compte where identifiant = 'responsable'"),
                    "ATTESTEE");
            attestationDuResponsable =
                    attestation(d, sienne, "2026-HDF-" + (950_000 + rang), "responsable-responsab" + (100 + rang));
            d.ecrire("""
        insert into outils.export (id, compte_id, collectivite_id, liste, titre, question, format, etat, fait, total, motif, demande_le, bail_jusqu_a)
        select gen_random_uuid(), c.id, c.collectivite_id, 'agents', 'Agents', '', 'csv', e.etat, 4000, 12000, e.motif, now(), e.bail
          from acces.compte c cross join (values ('SE_PREPARE', null, now() + interval '1 day'),
            ('ECHEC', 'Votre compte ne peut plus lire cette liste.', null)) as e(etat, motif, bail)
         where c.identifiant = 'rh'
        """);
            mooc = d.nombre("select id from catalogue.mooc where code = 'ACP-001'");
            demande = d.nombre(
                    "select max(id) from plan_formation.demande where etat = 'PROPOSEE' and collectivite_id = ?",
                    d.denain());
            abonnement = abonnement(d, d.denain(), "https://sirh.exemple/reperes");
            preparation = bulletin(
                    d,
                    d.sessionDeConcours(5, d.denain()),
                    d.agents(1, d.denain()).get(0),
                    "TRANSMISE");
            communaute = d.nombre("select min(id) from e_communautes.communaute where nature = 'NATIONALE'");
        }
        parametres = Map.ofEntries(
                Map.entry("/fichiers.xhtml", ""),
                Map.entry("/index.xhtml", ""),
                Map.entry("/connexion.xhtml", ""),
                Map.entry("/accessibilite.xhtml", ""),
                Map.entry("/aide.xhtml", "?guide=gestionnaire-rh"),
                Map.entry("/relier.xhtml", ""),
                Map.entry("/reprise.xhtml", ""),
                Map.entry("/agir-pour.xhtml", ""),
                Map.entry("/garde/mes-donnees.xhtml", ""),
                Map.entry("/garde/demandes.xhtml", ""),
                Map.entry("/garde/conservation.xhtml", ""),
                Map.entry("/outils/regles.xhtml", ""),
                Map.entry("/outils/regle.xhtml", "?code=territoires.SEUIL_MINIMUM.CAN"),
                Map.entry("/garde/journal.xhtml", ""),
                Map.entry("/annuaire/reglages.xhtml", ""),
                Map.entry("/acces/mutualisation.xhtml", ""),
                Map.entry("/annuaire/employeur.xhtml", ""),
                Map.entry("/acces/interims.xhtml", ""),
                Map.entry("/aujourdhui.xhtml", ""),
                Map.entry("/mon-compte.xhtml", ""),
                Map.entry("/annuaire/agent.xhtml", ""),
                Map.entry("/annuaire/import.xhtml", ""),
                Map.entry("/annuaire/agents.xhtml", ""),
                Map.entry("/annuaire/collectivites.xhtml", ""),
                Map.entry("/acces/comptes.xhtml", ""),
                Map.entry("/annuaire/carte.xhtml", ""),
                Map.entry("/annuaire/structures.xhtml", "?passees=oui"),
                Map.entry("/acces/adhesion.xhtml", ""),
                Map.entry("/acces/activer.xhtml", "?lien=inconnu"),
                Map.entry("/acces/mot-de-passe.xhtml", ""),
                Map.entry("/garde/boite.xhtml", ""),
                Map.entry("/acces/adhesions.xhtml", ""),
                Map.entry("/acces/acces.xhtml", ""),
                Map.entry("/catalogue/import.xhtml", ""),
                Map.entry("/catalogue/brouillons.xhtml", ""),
                Map.entry("/catalogue/publier.xhtml", ""),
                Map.entry("/catalogue/stage.xhtml", ""),
                Map.entry("/catalogue/stages.xhtml", ""),
                Map.entry("/catalogue/deroule.xhtml", "?session=" + sessionOuverte),
                Map.entry("/catalogue/fiche.xhtml", "?code=JUR-001"),
                Map.entry("/catalogue/synonymes.xhtml", ""),
                Map.entry("/catalogue/moocs.xhtml", ""),
                Map.entry("/catalogue/mooc.xhtml", "?id=" + mooc),
                Map.entry("/planformation/cotisations.xhtml", ""),
                Map.entry("/planformation/importer-cotisations.xhtml", ""),
                Map.entry("/planformation/demande.xhtml", "?id=" + demande),
                Map.entry("/planformation/demander.xhtml", ""),
                Map.entry("/planformation/surmesure.xhtml", ""),
                Map.entry("/planformation/plan.xhtml", ""),
                Map.entry("/planformation/synthese.xhtml", ""),
                Map.entry("/inscription/catalogue.xhtml", ""),
                Map.entry("/inscription/session.xhtml", "?id=" + sessionOuverte),
                Map.entry("/inscription/abonnements.xhtml", ""),
                Map.entry("/inscription/abonnement.xhtml", "?id=" + abonnement),
                Map.entry("/inscription/groupe.xhtml", "?session=" + sessionOuverte),
                Map.entry("/inscription/recherches.xhtml", ""),
                Map.entry("/inscription/desabonner.xhtml", "?jeton=inconnu"),
                Map.entry("/inscription/place.xhtml", "?jeton=inconnu"),
                Map.entry("/inscription/remplacer.xhtml", "?bulletin=" + bulletin),
                Map.entry("/inscription/preparation.xhtml", "?bulletin=" + preparation),
                Map.entry("/inscription/sauver.xhtml", ""),
                Map.entry("/inscription/nonremises.xhtml", ""),
                Map.entry("/inscription/sauvetage.xhtml", "?session=" + sessionOuverte),
                Map.entry("/inscription/selection.xhtml", "?session=" + sessionOuverte),
                Map.entry("/inscription/repondre.xhtml", "?jeton=inconnu"),
                Map.entry("/inscription/amenagements.xhtml", ""),
                Map.entry("/inscription/sessions.xhtml", ""),
                Map.entry("/inscription/stagiaires.xhtml", "?session=" + sessionPassee),
                Map.entry("/inscription/bulletins.xhtml", ""),
                Map.entry("/inscription/equipe.xhtml", ""),
                Map.entry("/inscription/tableau.xhtml", ""),
                Map.entry("/inscription/partagees.xhtml", ""),
                Map.entry("/inscription/bulletin.xhtml", "?id=" + bulletin),
                Map.entry("/ecommunautes/communautes.xhtml", ""),
                Map.entry("/ecommunautes/communaute.xhtml", "?id=" + communaute),
                Map.entry("/attestation/attestations.xhtml", ""),
                Map.entry("/attestation/attestation.xhtml", "?id=" + attestation),
                Map.entry("/attestation/transmettre.xhtml", "?attestation=" + attestation),
                Map.entry("/attestation/transmissions.xhtml", ""),
                Map.entry("/attestation/recevoir.xhtml", "?jeton=" + lien),
                Map.entry("/attestation/mes-sessions.xhtml", ""),
                Map.entry("/attestation/a-delivrer.xhtml", ""),
                Map.entry("/attestation/presences.xhtml", "?session=" + sessionPassee),
                Map.entry("/attestation/verifier.xhtml", "?numero=" + numero + "&jeton=" + jeton));
    }

    boolean connait(String chemin) {
        return parametres.containsKey(chemin);
    }

    /**
     * L'adresse de la page, paramètres compris ; le responsable n'ouvre que son attestation, pas celles de son équipe.
     */
    String adresse(String chemin, String role) {
        if (!connait(chemin)) {
            throw new AssertionError("Page nouvelle : dites dans Reperes avec quels paramètres l'ouvrir : " + chemin);
        }
        if (chemin.equals("/attestation/attestation.xhtml") && "RESPONSABLE".equals(role)) {
            return chemin + "?id=" + attestationDuResponsable;
        }
        if (chemin.equals("/attestation/transmettre.xhtml") && "RESPONSABLE".equals(role)) {
            return chemin + "?attestation=" + attestationDuResponsable;
        }
        return chemin + parametres.get(chemin);
    }

    /** Cette attestation, transmise par son employeur à cette adresse, sous ce lien ; sa copie n'est pas gardée. */
    static long transmission(Donnees d, long attestation, String destinataire, String jeton) throws SQLException {
        long id = d.nombre("""
        insert into attestation.transmission (empreinte, par, collectivite_id, agent_id, par_compte_id, par_nom, destinataire, transmise_le, expire_le)
        select encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'EMPLOYEUR', collectivite_id, agent_id, 0, 'Épreuve', ?, now(), now() + interval '20 days'
          from attestation.attestation where id = ? returning id
        """, jeton, destinataire, attestation);
        d.ecrire("""
        insert into attestation.piece_transmise (transmission_id, rang, nature, objet_id, agent_id, intitule, sha256, octets)
        select ?, 1, 'ATTESTATION', id, agent_id, intitule || ', n° ' || numero, encode(sha256('épreuve'), 'hex'), 14902 from attestation.attestation where id = ?
        """, id, attestation);
        return id;
    }

    /** L'adresse d'un SIRH, et une livraison faite. */
    static long abonnement(Donnees d, long collectivite, String adresse) throws SQLException {
        long id = d.nombre("""
        insert into inscription.abonnement (collectivite_id, adresse, etats, secret, cree_le, essayer_le)
        values (?, ?, array['ACCEPTEE'], 'whsec_' || repeat('A', 43) || '=', now(), now()) returning id
        """, collectivite, adresse);
        d.ecrire(
                "insert into inscription.livraison (abonnement_id, type, corps, deposee_le, livree_le, essais) values (?, 'essai', '{}', now(), now(), 1)",
                id);
        return id;
    }

    /** Une session d'une délégation finie il y a dix jours, que tient le formateur de la démonstration. */
    static long passee(Donnees d, long collectivite) throws SQLException {
        long session = d.session(10, collectivite);
        passer(d, session);
        d.ecrire(
                "update catalogue.session set formateur_compte_id = (select id from acces.compte where identifiant = 'formateur') where id = ?",
                session);
        return session;
    }

    /** Recule une session et ses inscriptions : commencée il y a onze jours, finie la veille du dixième. */
    static void passer(Donnees d, long session) throws SQLException {
        d.ecrire(
                "update catalogue.session set ouverture = current_date - 60, cloture = current_date - 20, debut = current_date - 11, fin = current_date - 10 where id = ?",
                session);
        d.ecrire("update inscription.jauge set debut = current_date - 11 where session_id = ?", session);
        d.ecrire(
                "update inscription.bulletin set session_debut = current_date - 11, session_fin = current_date - 10 where session_id = ?",
                session);
    }

    /** Commencée depuis cinq jours, elle dure encore un mois. */
    static void enCours(Donnees d, long session) throws SQLException {
        d.ecrire(
                "update catalogue.session set ouverture = current_date - 60, cloture = current_date - 20, debut = current_date - 5, fin = current_date + 30 where id = ?",
                session);
        d.ecrire("update inscription.jauge set debut = current_date - 5 where session_id = ?", session);
        d.ecrire(
                "update inscription.bulletin set session_debut = current_date - 5, session_fin = current_date + 30 where session_id = ?",
                session);
    }

    /** Un bulletin posé dans cet état, avec son histoire d'une ligne et la jauge de sa session. */
    static long bulletin(Donnees d, long session, long agent, String etat) throws SQLException {
        d.ecrire(
                "update inscription.jauge set dernier_rang = dernier_rang + 1, places_prises = places_prises + ? where session_id = ?",
                etat.equals("PREINSCRIPTION") || etat.equals("AVIS_RENDU") ? 0 : 1,
                session);
        long id = d.nombre("""
        insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)
        select s.id, s.stage_id, s.structure_id, a.id, a.collectivite_id, s.debut, s.fin, ?,
               case when ? in ('PREINSCRIPTION', 'AVIS_RENDU') then null else j.dernier_rang end
          from catalogue.session s join inscription.jauge j on j.session_id = s.id cross join annuaire.agent a where s.id = ? and a.id = ? returning id
        """, etat, etat, session, agent);
        d.ecrire(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role) values (?, now(), ?, 'Posé par une épreuve', 0, 'Épreuve', 'SYSTEME')",
                id,
                etat);
        return id;
    }

    static long attestation(Donnees d, long bulletin, String numero, String jeton) throws SQLException {
        d.ecrire("""
        insert into attestation.suivi (bulletin_id, session_id, structure_id, agent_id, present, jours_suivis, saisi_par, saisi_le, examine_le, version)
        select id, session_id, structure_id, agent_id, true, 2, 'Épreuve', now(), now(), 1 from inscription.bulletin where id = ?
        """, bulletin);
        long id = d.nombre("""
        insert into attestation.attestation (numero, jeton, bulletin_id, session_id, agent_id, collectivite_id, structure_id, nom, employeur,
               organisateur, intitule, modalite, debut, fin, lieu, heures, regles_au, emise_le, emise_par)
        select ?, ?, b.id, b.session_id, b.agent_id, b.collectivite_id, b.structure_id, a.prenom || ' ' || a.nom, c.nom, s.nom, t.intitule,
               'Présentiel', b.session_debut, b.session_fin, 'Lille', 12, b.session_fin, now(), 'Épreuve'
          from inscription.bulletin b join annuaire.agent a on a.id = b.agent_id join annuaire.collectivite c on c.id = b.collectivite_id
          join annuaire.structure s on s.id = b.structure_id join catalogue.stage t on t.id = b.stage_id where b.id = ? returning id
        """, numero, jeton, bulletin);
        d.ecrire("""
        insert into attestation.ligne (attestation_id, rang, libelle, heures, regle, source, depuis)
        select ?, 1, 'En présence, 2 jours', 12, texte, source, du from outils.regle where famille = 'preuve' and code = 'heures_par_jour' and version = 1
        """, id);
        return id;
    }
}
