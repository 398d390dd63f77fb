package fr.cnfpt.portail.donnees;

import static fr.cnfpt.portail.donnees.Base.COLLECTIVITE;
import static fr.cnfpt.portail.donnees.Base.JOUR;
import static fr.cnfpt.portail.donnees.Base.comme;
import static fr.cnfpt.portail.donnees.Base.ecrire;
import static fr.cnfpt.portail.donnees.Base.nombre;
import static fr.cnfpt.portail.donnees.Base.texte;
import static fr.cnfpt.portail.donnees.Base.textes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.attestation.attestations.domain.NomScelle;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.garde.donnees.application.ConsulterMesDonnees;
import fr.cnfpt.garde.donnees.application.DossierPersonnel;
import fr.cnfpt.garde.donnees.application.TraiterLesDemandes;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.secret.Coffre;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Un agent dont le nom est partout : ce qu'on lui montre est tout ce qu'il y a, ce qu'on efface ne laisse rien de lui,
 * la preuve tient.
 */
class EffacementTest {

    private static final Utilisateur RH =
            new Utilisateur(9_000, "rh", "Service formation", Role.GESTIONNAIRE_RH, COLLECTIVITE, null, null, "Denain");
    private static final Utilisateur VOISINE = new Utilisateur(
            9_001, "rh.v", "RH voisine", Role.GESTIONNAIRE_RH, COLLECTIVITE + 1, null, null, "Valenciennes");
    private static final Coffre COFFRE = new Coffre();
    private static int suivant;

    static {
        System.setProperty("iel.cle", "une-cle-d-epreuve-de-trente-deux-signes-au-moins");
    }

    /** Un nom par épreuve : on le cherche ensuite dans toute la base. */
    private final String nom = "Quatremère-d'Œuf" + (char) ('a' + ++suivant);

    private final String prenom = "Zéphirine" + (char) ('a' + suivant);
    private final String nomComplet = prenom + " " + nom.toUpperCase(java.util.Locale.FRENCH);
    private final long agent = Base.agent(prenom, nom);
    private final long compte = Base.compte(agent, cle(prenom), nomComplet);
    private final Utilisateur soi =
            new Utilisateur(compte, cle(prenom), nomComplet, Role.RESPONSABLE, COLLECTIVITE, null, agent, "Denain");
    private final long collegue = Base.agent("Ana", "Petit");
    private final long bulletin = Base.bulletin(agent, JOUR.minusDays(200), "ATTESTEE");
    private String jeton;
    private String numero;

    private static String cle(String s) {
        return s.toLowerCase().replace("é", "e");
    }

    private void partout() {
        jeton = "jeton-de-vingt-quatre-" + agent;
        numero = "2026-HDF-" + (100_000 + agent);
        ecrire("update annuaire.agent set responsable_id = ? where id = ?", agent, collegue);
        ecrire("""
        update annuaire.agent set nom_naissance = ?, sexe = 'F', statut = 'TITULAIRE', statut_depuis = '2019-03-01', grade = 'Adjoint technique', grade_depuis = '2021-04-02',
               entree_fpt = '2018-02-03', responsabilite_depuis = '2022-06-07', quotite = 57.14, arrive_le = '2020-08-09' where id = ?
        """, nom, agent);
        ecrire(
                "insert into acces.lien (empreinte, usage, compte_id, destinataire, cree_le, expire_le, servi_le) values (encode(sha256(?::bytea), 'hex'), 'ACTIVATION', ?, ?, now() - interval '2 days', now() + interval '5 days', now())",
                jeton,
                compte,
                cle(prenom) + "@perso.exemple");
        ecrire(
                "insert into acces.jeton (compte_id, empreinte, libelle, expire_le) values (?, ?, ?, now())",
                compte,
                jeton,
                "Jeton de " + prenom);
        ecrire(
                "insert into acces.identite_externe (emetteur, sujet, personne_id) select 'https://proconnect.exemple', ?, personne_id from acces.compte where id = ?",
                cle(prenom),
                compte);
        ecrire(
                "insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) values (?, ?, ?, ?, ?)",
                COLLECTIVITE,
                agent,
                collegue,
                JOUR.minusDays(9),
                JOUR.minusDays(3));
        ecrire(
                "insert into garde.evenement_securite (genre, compte_id, adresse, detail) values ('connexion-reussie', ?, '192.0.2.7', ?)",
                compte,
                prenom + " est entrée");
        ecrire("insert into acces.oubli (saisi) select identifiant from acces.compte where id = ?", compte);
        ecrire(
                "insert into acces.frein (genre, cle, debut, essais) select 'DEMANDES_PAR_COMPTE', identifiant, now(), 1 from acces.compte where id = ?",
                compte);
        ecrire(
                "insert into outils.envoi (canal, destinataire, objet, texte) select 'courriel', courriel, 'Convocation', 'Bonjour,' from annuaire.agent where id = ?",
                agent);
        ecrire(
                "insert into outils.envoi (canal, destinataire, objet, texte) values ('courriel', 'collegue@denain.exemple', 'Intérim', ?)",
                "Vous remplacez\n" + nomComplet + ".");
        Base.pas(bulletin, prenom + " en a besoin", 9_000, "Service formation");
        ecrire(
                "insert into inscription.amenagement (bulletin_id, besoin, ecrit_le, reponse, repondu_le, a_dire) values (?, ?, now(), ?, now(), ?)",
                bulletin,
                COFFRE.sceller(prenom + " lit sur les lèvres", Amenagements.lieu(bulletin)),
                COFFRE.sceller("Bonjour " + prenom, Amenagements.lieu(bulletin)),
                COFFRE.sceller("Parlez face à " + nom, Amenagements.lieu(bulletin)));
        ecrire(
                "insert into inscription.priorite (bulletin_id, motif, par_employeur, dite_le) values (?, ?, false, now())",
                bulletin,
                COFFRE.sceller("USURE", Priorites.lieu(bulletin)));
        ecrire(
                "insert into inscription.ecart_de_selection (bulletin_id, session_id, rang, motif, pose_le) select id, session_id, 1, ?, now() from inscription.bulletin where id = ?",
                prenom + " remplace un absent",
                bulletin);
        ecrire(
                "insert into inscription.selection (session_id, decidee_le, places, regle_priorite, regle_premiere) select session_id, now(), 2, 1, 2 from inscription.bulletin where id = ?",
                bulletin);
        ecrire(
                "insert into inscription.candidature (bulletin_id, session_id, prioritaire, premiere, arrivee, ecart_rang, ecart_motif, rang, issue) select id, session_id, true, false, 1, 1, ?, 1, 'RETENUE' from inscription.bulletin where id = ?",
                prenom + " remplace un absent",
                bulletin);
        ecrire(
                "insert into inscription.orientation (bulletin_id, points, passe_le, parcours, conseil, note_le) values (?, 8, current_date, 'AUTRE_PARCOURS', ?, now())",
                bulletin,
                prenom + " gagnerait à attendre un an");
        ecrire(
                "insert into inscription.absence_en_preparation (bulletin_id, jour, demi_journees, justification, notee_le) values (?, current_date, 2, ?, now())",
                bulletin,
                prenom + " " + nom + " a envoyé son justificatif");
        ecrire(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role, par_agent) values (?, now(), 'AVIS_RENDU', 'Avis favorable', 0, ?, 'RESPONSABLE', ?)",
                Base.bulletin(collegue, JOUR.minusDays(90), "ATTESTEE"),
                nomComplet + ", par le lien de son courriel",
                agent);
        ecrire(
                "insert into inscription.lien_de_courriel (empreinte, pour, bulletin_id, agent_id, emis_le, expire_le) values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'VENUE', ?, ?, now(), now() + interval '1 day')",
                prenom,
                bulletin,
                agent);
        for (long a : new long[] {agent, collegue}) {
            ecrire(
                    "insert into attestation.transmission (empreinte, par, collectivite_id, agent_id, par_compte_id, par_nom, destinataire, transmise_le, expire_le, reprise_le, reprise_par)"
                            + " values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'EMPLOYEUR', 1, ?, ?, ?, 'jury@exemple.fr', now(), now() + interval '1 day', now(), ?)",
                    prenom + " " + a,
                    a,
                    compte,
                    nomComplet,
                    nomComplet);
        }
        Base.pas(
                Base.bulletin(collegue, JOUR.minusDays(100), "ATTESTEE"),
                "Vu avec " + prenom + " " + nom + " hier",
                compte,
                nomComplet);
        ecrire(
                "insert into attestation.suivi (bulletin_id, session_id, structure_id, agent_id, present, jours_suivis, saisi_par, saisi_le, version) values (?, 1, 1, ?, true, 2, 'Formatrice', now(), 1)",
                bulletin,
                agent);
        ecrire(
                """
        insert into attestation.attestation (numero, jeton, bulletin_id, session_id, agent_id, collectivite_id, structure_id, nom, employeur, organisateur, intitule, modalite, debut, fin, lieu, heures, regles_au, emise_le, emise_par)
        values (?, ?, ?, 1, ?, ?, 1, ?, 'Denain', 'CNFPT', 'Élagage', 'PRESENTIEL', ?, ?, 'Lille', 12, ?, now(), 'Conseillère 7')
        """,
                numero,
                jeton,
                bulletin,
                agent,
                COLLECTIVITE,
                nomComplet,
                JOUR.minusDays(200),
                JOUR.minusDays(199),
                JOUR.minusDays(199));
        long surMesure = nombre(
                "insert into plan_formation.demande (type, collectivite_id, structure_id, etat, intitule, besoin, effectif, souhait_du, souhait_au, creee_le) values ('INTRA', ?, 1, 'BROUILLON', 'Élaguer', 'Savoir élaguer', 9, ?, ?, now()) returning id",
                COLLECTIVITE,
                JOUR.plusDays(60),
                JOUR.plusDays(90));
        for (long nomme : List.of(agent, collegue)) {
            ecrire(
                    "insert into plan_formation.demande_agent (demande_id, collectivite_id, agent_id, nomme_le, par_compte, par_nom, par_role) values (?, ?, ?, now() - interval '3 days', ?, ?, 'GESTIONNAIRE_RH')",
                    surMesure,
                    COLLECTIVITE,
                    nomme,
                    compte,
                    nomComplet);
        }
        long communaute = nombre(
                "insert into e_communautes.communaute (nature, titre, description, ouverture) values ('NATIONALE', ?, 'd', ?) returning id",
                "Jardins " + agent,
                JOUR.minusDays(300));
        ecrire(
                "insert into e_communautes.contribution (communaute_id, auteur_compte_id, auteur_nom, auteur_role, titre, texte, le) values (?, ?, ?, 'RESPONSABLE', 'Tailler', ?, now())",
                communaute,
                compte,
                nomComplet,
                "Quand taillez-vous ? " + prenom);
        ecrire(
                "insert into e_communautes.contribution (communaute_id, auteur_compte_id, auteur_nom, auteur_role, titre, texte, le) values (?, 1, 'Un autre', 'AGENT', 'Réponse', ?, now())",
                communaute,
                "Comme dit " + nomComplet + " : en mars.");
        ecrire(
                "insert into e_communautes.connexion (communaute_id, agent_id, jour, premiere, derniere) values (?, ?, ?, now(), now())",
                communaute,
                agent,
                JOUR.minusDays(20));
    }

    private long demander(Demande.Nature nature) {
        comme(
                soi,
                JOUR,
                p -> p.piece(ConsulterMesDonnees.class).demander(nature, "Je suis " + prenom + " et je pars."));
        return nombre("select id from garde.demande where agent_id = ? and issue is null", agent);
    }

    private void effacer(long demande) {
        comme(RH, JOUR, p -> {
            p.piece(TraiterLesDemandes.class).effacer(demande);
            return null;
        });
    }

    /** Chaque table de chaque schéma où ce nom figure, où que ce soit dans la ligne. */
    private static Set<String> tablesOuFigure(String mot) {
        Set<String> tables = new TreeSet<>();
        for (String t : textes(
                "select table_schema || '.' || table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
            if (nombre(
                            "select count(*) from " + t
                                    + " as t where annuaire.cle_recherche("
                                    + (t.equals("outils.document_morceau")
                                            ? "convert_from(octets, 'UTF8')"
                                            : "to_jsonb(t)::text")
                                    + ") like '%' || annuaire.cle_recherche(?) || '%'",
                            mot)
                    > 0) {
                tables.add(t);
            }
        }
        return tables;
    }

    @Test
    void l_effacement_ne_laisse_le_nom_dans_aucune_colonne_d_aucune_table_et_la_preuve_tient() {
        partout();
        long demande = demander(Demande.Nature.EFFACEMENT);
        Set<String> avant = tablesOuFigure(prenom);
        assertTrue(
                avant.containsAll(Set.of(
                        "annuaire.agent",
                        "acces.compte",
                        "acces.personne",
                        "acces.moyen",
                        "acces.lien",
                        "outils.envoi",
                        "acces.oubli",
                        "acces.frein",
                        "garde.demande",
                        "acces.jeton",
                        "acces.identite_externe",
                        "garde.evenement_securite",
                        "inscription.changement",
                        "plan_formation.demande_agent",
                        "attestation.attestation",
                        "inscription.ecart_de_selection",
                        "inscription.candidature",
                        "inscription.orientation",
                        "inscription.absence_en_preparation",
                        "e_communautes.contribution")),
                avant::toString);
        assertFalse(avant.contains("inscription.amenagement"), "scellé, il ne dit son nom à personne");
        assertFalse(avant.contains("garde.journal"), "le journal, qui ne se récrit pas, n'a jamais porté le nom");
        String matricule = texte("select matricule from annuaire.agent where id = ?", agent);
        long pas = nombre("select count(*) from inscription.changement");
        long places = nombre("select sum(places_prises) from inscription.jauge");

        effacer(demande);
        Envoi dernier = comme(RH, JOUR, p -> p.piece(Envois.class).derniers(1)).get(0);
        assertEquals("Vos données ont été effacées", dernier.objet());
        comme(RH, JOUR, p -> {
            p.piece(Envois.class).noterDepart(dernier, Instant.now());
            return null;
        });

        assertEquals(Set.of(), tablesOuFigure(prenom));
        assertEquals(Set.of(), tablesOuFigure(nom));
        assertEquals(
                0,
                nombre("select count(*) from annuaire.agent where matricule = ?", matricule),
                "le matricule non plus");
        assertEquals("statut", texte("""
        select string_agg(e.key, ', ') from annuaire.agent a, jsonb_each(to_jsonb(a)) as e where a.id = ? and e.value <> 'null'::jsonb
           and e.key in ('nom_naissance', 'sexe', 'statut', 'statut_depuis', 'grade', 'grade_depuis', 'entree_fpt', 'responsabilite_depuis', 'quotite', 'residence', 'arrive_le')
        """, agent), "de la situation, le statut seul reste, pour les comptes");
        assertEquals(pas, nombre("select count(*) from inscription.changement"), "l'histoire garde ses pas");
        assertEquals(places, nombre("select sum(places_prises) from inscription.jauge"), "la jauge, ses places");
        assertEquals("ATTESTEE", texte("select etat from inscription.bulletin where id = ?", bulletin));
        assertEquals(
                0,
                nombre(
                        "select count(*) from acces.compte where id = ? and (actif or personne_id is not null)",
                        compte));
        assertEquals(
                0,
                nombre("select count(*) from acces.moyen where identifiant = ?", cle(prenom)),
                "sans plus une qualité, la personne n'est plus");
        assertEquals(0, nombre("select count(*) from inscription.lien_de_courriel where agent_id = ?", agent));
        assertEquals(0, nombre("select count(*) from attestation.transmission where agent_id = ?", agent));
        assertEquals(0, nombre("select count(*) from inscription.amenagement where bulletin_id = ?", bulletin));
        assertEquals(0, nombre("select count(*) from inscription.priorite where bulletin_id = ?", bulletin));
        assertEquals(
                1,
                nombre("select rang from inscription.candidature where bulletin_id = ?", bulletin),
                "les faits de la sélection restent, sans nom");
        assertEquals(0, nombre("select count(*) from annuaire.agent where responsable_id = ?", agent));
        assertEquals(0, nombre("select count(*) from plan_formation.demande_agent where agent_id = ?", agent));
        assertEquals(
                1,
                nombre("select count(*) from plan_formation.demande_agent where agent_id = ?", collegue),
                "qui il a nommé le reste");
        assertEquals(
                numero,
                texte("select numero from attestation.attestation where jeton = ?", jeton),
                "le QR mène toujours à son attestation");
        NomScelle scelle = new NomScelle(
                texte("select sel from attestation.attestation where jeton = ?", jeton),
                texte("select empreinte_nom from attestation.attestation where jeton = ?", jeton));
        assertTrue(
                scelle.reconnait(cle(prenom) + "   " + nom.replace("è", "e")) && scelle.reconnait(nomComplet),
                "qui tient le document fait confirmer le nom");
        assertFalse(scelle.reconnait(prenom + " Petit"));
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.journal where action = 'agent-efface' and objet = ?",
                        "agent " + agent));
        assertEquals(
                "agent-efface",
                assertThrows(Refus.class, () -> {
                            ecrire(
                                    "update garde.demande set issue = null, repondue_le = null, repondue_par = null where id = ?",
                                    demande);
                            effacer(demande);
                        })
                        .code());
    }

    private static UUID document(String proprietaire, String conservation, String nom, String contenu) {
        UUID id = UUID.randomUUID();
        ecrire(
                "insert into outils.document (id, proprietaire, conservation, nom, type, taille, sha256, magasin, etat, cree_le) values (?, ?, ?, ?, 'text/plain', 10, repeat('0', 64), 'postgresql', 'PRET', now())",
                id,
                proprietaire,
                conservation,
                nom);
        ecrire("insert into outils.document_morceau values (?, 0, convert_to(?, 'UTF8'))", id, contenu);
        return id;
    }

    @Test
    void un_fichier_d_agents_qui_attend_ses_colonnes_part_avec_l_agent_efface() {
        UUID fichier = document("collectivite " + COLLECTIVITE, "IMPORT", "paie.csv", nomComplet);
        ecrire(
                "insert into annuaire.import (collectivite_id, fichier, taille, etat, par, par_compte_id, document_id, entetes, exemples) values (?, 'paie.csv', 10, 'COLONNES', 'Service formation', 9000, ?, '{Qui}', array[?])",
                COLLECTIVITE,
                fichier,
                nomComplet);
        long demande = demander(Demande.Nature.EFFACEMENT);
        assertTrue(tablesOuFigure(prenom).containsAll(Set.of("annuaire.import", "outils.document_morceau")));
        effacer(demande);
        assertFalse(tablesOuFigure(prenom).contains("annuaire.import"));
        assertFalse(tablesOuFigure(prenom).contains("outils.document_morceau"));
        assertEquals(0, nombre("select count(*) from outils.document where id = ?", fichier));
        assertEquals(
                1,
                nombre(
                        "select count(*) from annuaire.import where collectivite_id = ? and fichier = 'paie.csv' and etat = 'ABANDONNE' and fini_le is not null",
                        COLLECTIVITE));
    }

    @Test
    void les_exports_ou_il_peut_figurer_partent_avec_lui_ceux_des_autres_collectivites_restent() {
        document("collectivite " + COLLECTIVITE, "EXPORT", "agents.csv", nomComplet);
        document("structure 1", "EXPORT", "bulletins.csv", nomComplet);
        UUID ailleurs = document("collectivite " + (COLLECTIVITE + 1), "EXPORT", "agents.csv", "Quelqu'un d'autre");
        document("collectivite " + (COLLECTIVITE + 1), "IMPORT", nomComplet + ".csv", "Quelqu'un d'autre");
        long demande = demander(Demande.Nature.EFFACEMENT);
        assertTrue(tablesOuFigure(prenom).containsAll(Set.of("outils.document", "outils.document_morceau")));
        effacer(demande);
        assertFalse(tablesOuFigure(prenom).contains("outils.document_morceau"));
        assertFalse(tablesOuFigure(prenom).contains("outils.document"));
        assertEquals(1, nombre("select count(*) from outils.document where id = ?", ailleurs));
    }

    @Test
    void ce_qu_on_montre_est_tout_ce_que_la_base_contient() {
        partout();
        demander(Demande.Nature.RECTIFICATION);
        DossierPersonnel d =
                comme(soi, JOUR, p -> p.piece(ConsulterMesDonnees.class).lire());
        Set<String> montre = new HashSet<>();
        d.rubriques().forEach(t -> {
            assertNotEquals(null, t.duree(), () -> t.rubrique().titre() + " a une durée");
            t.rubrique().lignes().forEach(l -> l.values().forEach(v -> montre.add(net(String.valueOf(v)))));
        });
        List<String> absents = new ArrayList<>();
        for (String table : d.rubriques().stream()
                .flatMap(t -> t.rubrique().tables().stream())
                .distinct()
                .toList()) {
            String[] nom = table.split("\\.");
            String sien = textes(
                            "select column_name from information_schema.columns where table_schema = ? and table_name = ?",
                            nom[0],
                            nom[1])
                    .stream()
                    .filter(
                            Set.of(
                                    "agent_id",
                                    "compte_id",
                                    "titulaire_id",
                                    "suppleant_id",
                                    "auteur_compte_id",
                                    "par_compte")::contains)
                    .map(c -> "t." + c + " = " + (c.contains("compte") ? compte : agent))
                    .reduce((a, b) -> a + " or " + b)
                    .orElse(
                            table.equals("annuaire.agent")
                                    ? "t.id = " + agent
                                    : table.equals("acces.compte")
                                            ? "t.agent_id = " + agent
                                            : table.equals("outils.envoi")
                                                    ? "t.destinataire like 'agent%' and t.destinataire = (select courriel from annuaire.agent where id = "
                                                            + agent + ")"
                                                    : "false");
            for (String paire : textes("select e.key || '|' || e.value from " + table
                    + " as t, jsonb_each_text(to_jsonb(t)) as e where (" + sien + ") and e.value is not null")) {
                String colonne = paire.substring(0, paire.indexOf('|'));
                String valeur = paire.substring(paire.indexOf('|') + 1);
                boolean technique = colonne.equals("id")
                        || colonne.endsWith("_id")
                        || colonne.startsWith("empreinte")
                        || colonne.equals("cle")
                        || colonne.equals("tri")
                        || colonne.startsWith("etage")
                        || colonne.equals("usage")
                        || colonne.equals("libelle")
                        || colonne.equals("par_compte")
                        || colonne.equals("essais")
                        || colonne.equals("essayer_le")
                        || colonne.equals("canal")
                        || colonne.equals("retour")
                        || colonne.equals("fugace");
                if (!technique && !montre.contains(net(valeur))) {
                    absents.add(table + "." + paire);
                }
            }
        }
        assertEquals(List.of(), absents);
    }

    private static String net(String v) {
        try {
            return java.time.OffsetDateTime.parse(v).toInstant().toString();
        } catch (java.time.format.DateTimeParseException pasUneDate) {
            return v.matches("-?[0-9]+\\.[0-9]+")
                    ? new java.math.BigDecimal(v).stripTrailingZeros().toPlainString()
                    : v.equals("t") ? "true" : v.equals("f") ? "false" : v;
        }
    }

    @Test
    void une_inscription_a_venir_retient_l_effacement_et_dit_quoi_faire() {
        long enCours = Base.bulletin(agent, JOUR.plusDays(40), "CONVOQUEE");
        long demande = demander(Demande.Nature.EFFACEMENT);
        Refus refus = assertThrows(Refus.class, () -> effacer(demande));
        assertEquals("effacement-empeche", refus.code());
        assertTrue(
                refus.getMessage().contains("1er janvier 2027")
                        && refus.getMessage().contains("annulez d'abord chaque bulletin"),
                refus.getMessage());
        assertEquals(nom, texte("select nom from annuaire.agent where id = ?", agent));
        assertEquals(null, texte("select issue from garde.demande where id = ?", demande), "rien n'est à moitié fait");
        ecrire("update inscription.bulletin set etat = 'ANNULEE' where id = ?", enCours);
        effacer(demande);
        assertEquals("Agent effacé", texte("select nom from annuaire.agent where id = ?", agent));
    }

    @Test
    void une_demande_a_un_mois_un_texte_sans_numero_de_securite_sociale_et_une_seule_ouverte() {
        assertEquals(
                "numero-de-securite-sociale",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        soi,
                                        JOUR,
                                        p -> p.piece(ConsulterMesDonnees.class)
                                                .demander(
                                                        Demande.Nature.RECTIFICATION,
                                                        "Mon numéro est 2 84 05 59 123 456 78")))
                        .code());
        LocalDate echeance = comme(
                soi,
                JOUR,
                p -> p.piece(ConsulterMesDonnees.class).demander(Demande.Nature.RECTIFICATION, "Mon métier a changé"));
        assertEquals(LocalDate.of(2026, 12, 22), echeance);
        assertEquals(
                "demande-deja-deposee",
                assertThrows(Refus.class, () -> demander(Demande.Nature.RECTIFICATION))
                        .code());
    }

    @Test
    void la_personne_emporte_tous_ses_postes_l_employeur_le_sien_et_elle_survit_au_poste_qu_on_efface() {
        partout();
        long ailleurs = Base.agent(prenom, nom);
        ecrire("update annuaire.agent set metier = 'Fauconnière' where id = ?", ailleurs);
        ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'ailleurs.' || ?, ?, 'AGENT', a.collectivite_id, a.id, c.personne_id from annuaire.agent a, acces.compte c where a.id = ? and c.id = ?",
                agent,
                nomComplet,
                ailleurs,
                compte);
        long personne = nombre("select personne_id from acces.compte where id = ?", compte);

        String sien =
                dit(comme(soi, JOUR, p -> p.piece(ConsulterMesDonnees.class).emporter()));
        assertTrue(sien.contains("Fauconnière") && sien.contains("Jardinage"), sien);
        assertTrue(sien.contains("https://proconnect.exemple"), sien);
        String deDenain =
                dit(comme(RH, JOUR, p -> p.piece(TraiterLesDemandes.class).emporter(agent)));
        assertTrue(deDenain.contains("Jardinage"), deDenain);
        assertFalse(deDenain.contains("Fauconnière") || deDenain.contains("https://proconnect.exemple"), deDenain);
        assertFalse(deDenain.contains("ailleurs." + agent), deDenain);

        effacer(demander(Demande.Nature.EFFACEMENT));
        assertEquals(
                personne, nombre("select personne_id from acces.compte where identifiant = 'ailleurs.' || ?", agent));
        assertEquals(1, nombre("select count(*) from acces.moyen where personne_id = ?", personne));
        assertEquals(1, nombre("select count(*) from acces.identite_externe where personne_id = ?", personne));
    }

    private static String dit(DossierPersonnel d) {
        return d.rubriques().stream()
                .map(t -> String.valueOf(t.rubrique().lignes()))
                .collect(java.util.stream.Collectors.joining());
    }

    @Test
    void la_voisine_ne_voit_ni_la_demande_ni_l_agent_et_chaque_reponse_ecrit_a_l_agent() {
        long demande = demander(Demande.Nature.RECTIFICATION);
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        VOISINE,
                                        JOUR,
                                        p -> p.piece(TraiterLesDemandes.class).dossier(agent)))
                        .genre());
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(
                                Refus.class,
                                () -> comme(VOISINE, JOUR, p -> {
                                    p.piece(TraiterLesDemandes.class).refuser(demande, "non");
                                    return null;
                                }))
                        .genre());
        assertEquals(
                "demande-autre",
                assertThrows(Refus.class, () -> effacer(demande)).code());
        comme(RH, JOUR, p -> {
            p.piece(TraiterLesDemandes.class).rectifier(demande, "Le métier est corrigé");
            return null;
        });
        assertEquals(
                2,
                nombre(
                        "select count(*) from outils.envoi where destinataire = (select courriel from annuaire.agent where id = ?)",
                        agent));
        assertEquals(
                "demande-repondue",
                assertThrows(
                                Refus.class,
                                () -> comme(RH, JOUR, p -> {
                                    p.piece(TraiterLesDemandes.class).refuser(demande, "trop tard");
                                    return null;
                                }))
                        .code());
    }
}
