package fr.cnfpt.portail.donnees;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Une base où tous les modules ont migré, une collectivité, et de quoi y poser des agents et tout ce qui les suit. */
final class Base {

    static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
    static final Jdbi JDBI = PostgresDeTest.avec(
                    "annuaire",
                    "acces",
                    "garde",
                    "catalogue",
                    "territorialisation",
                    "plan-formation",
                    "inscription",
                    "e-communautes",
                    "attestation")
            .jdbi();
    static final UtilisateurCourant COURANT = new UtilisateurCourant();
    static final long COLLECTIVITE = preparer();

    private static int suivant;

    private Base() {}

    private static long preparer() {
        ecrire(
                "insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026)");
        ecrire(
                "insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026)");
        return nombre(
                "insert into annuaire.collectivite (siren, nom, nature, departement, operationnelle_le) values ('215901729', 'Denain', 'COMMUNE', '59', now()) returning id");
    }

    static void ecrire(String sql, Object... v) {
        JDBI.useHandle(h -> h.execute(sql, v));
    }

    static long nombre(String sql, Object... v) {
        return JDBI.withHandle(h -> h.select(sql, v).mapTo(Long.class).one());
    }

    static String texte(String sql, Object... v) {
        return JDBI.withHandle(
                h -> h.select(sql, v).mapTo(String.class).findOne().orElse(null));
    }

    static List<String> textes(String sql, Object... v) {
        return JDBI.withHandle(h -> h.select(sql, v).mapTo(String.class).list());
    }

    /** Dans une transaction, au nom de quelqu'un ; défaite si l'action échoue. */
    static <T> T comme(Utilisateur u, LocalDate jour, Function<Pieces, T> action) {
        return COURANT.agirComme(
                u,
                () -> JDBI.inTransaction(h -> action.apply(
                        new Pieces(Sql.configurer(Jdbi.create(h.getConnection())), Horloge.arretee(jour), COURANT))));
    }

    static long agent(String prenom, String nom) {
        int n = ++suivant;
        return nombre(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie) values (?, ?, ?, ?, ?, 'Jardinage', 'Espaces verts', 'C') returning id",
                COLLECTIVITE,
                "M" + n,
                nom,
                prenom,
                "agent" + n + "@denain.exemple");
    }

    static long compte(long agent, String identifiant, String nom) {
        return nombre(
                """
        with p as (insert into acces.personne (courriel) values (?) returning id),
             m as (insert into acces.moyen (personne_id, identifiant, empreinte) select id, ?, 'essai' from p)
        insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, courriel, personne_id) select ?, ?, 'AGENT', ?, ?, ?, id from p returning id
        """,
                identifiant + "@denain.exemple",
                identifiant,
                identifiant,
                nom,
                COLLECTIVITE,
                agent,
                identifiant + "@denain.exemple");
    }

    static long session(LocalDate debut) {
        long id = 1000 + ++suivant;
        ecrire(
                "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut, places_prises) values (?, 12, 1, 1, ?, 1)",
                id,
                debut);
        return id;
    }

    static long bulletin(long agent, LocalDate debut, String etat) {
        return nombre(
                """
        insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, avis, depose_le)
        values (?, 1, 1, ?, ?, ?, ?, ?, 1, 'FAVORABLE', ?) returning id
        """,
                session(debut),
                agent,
                COLLECTIVITE,
                debut,
                debut,
                etat,
                debut.minusDays(60).atStartOfDay().atOffset(java.time.ZoneOffset.UTC));
    }

    static void pas(long bulletin, String motif, long compte, String nom) {
        ecrire(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role) values (?, now(), 'AVIS_RENDU', 'Avis favorable', ?, ?, ?, 'RESPONSABLE')",
                bulletin,
                motif,
                compte,
                nom);
    }
}
