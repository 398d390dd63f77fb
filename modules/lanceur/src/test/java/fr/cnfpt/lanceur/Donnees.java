package fr.cnfpt.lanceur;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ce que les épreuves posent et lisent dans la base, à côté de l'application : sessions sur mesure, agents, comptes.
 */
public final class Donnees implements AutoCloseable {

    private static final String DENAIN = "215901729";
    private static final String VALENCIENNES = "215906066";

    private final Connection base;

    public Donnees(Application application) throws IOException, SQLException {
        base = application.base();
    }

    public long denain() throws SQLException {
        return collectivite(DENAIN);
    }

    public long valenciennes() throws SQLException {
        return collectivite(VALENCIENNES);
    }

    private long collectivite(String siren) throws SQLException {
        return nombre("select id from annuaire.collectivite where siren = ?", siren);
    }

    /**
     * Un employeur fictif où un éditeur essaie, avec ce jeton ; deux sessions, d'une place et de vingt, pour lui seul.
     */
    public long bacASable(String siren, String jeton) throws SQLException {
        long bac = nombre("""
        insert into annuaire.collectivite (siren, nom, nature, departement, structure_id, operationnelle_le)
        select ?, 'Bac à sable ' || ?, 'COMMUNE', '59', id, now() from annuaire.structure where code = 'HDF' returning id
        """, siren, siren);
        jeton(jeton, "editeur." + siren, bac, null);
        session(1, bac);
        session(20, bac);
        return bac;
    }

    /** Une session ouverte, dans un mois, publiée pour une seule collectivité. */
    public long session(int capacite, long collectivite) throws SQLException {
        return sessions(1, capacite, collectivite, 30).get(0);
    }

    /** Une session dont les inscriptions sont closes depuis hier. */
    public long sessionClose(long collectivite) throws SQLException {
        return sessions(1, 10, collectivite, -1).get(0);
    }

    /** Une session d'un stage de cette modalité. */
    public long session(String modalite, int capacite, long collectivite) throws SQLException {
        return sessions(modalite, null, 1, capacite, collectivite, 30).get(0);
    }

    /** Une session d'un stage que vise la règle du même objet. */
    public long sessionDePerfectionnement(int capacite, long collectivite) throws SQLException {
        return sessions("PRESENTIEL", "PERFECTIONNEMENT", 1, capacite, collectivite, 30)
                .get(0);
    }

    /** Une session qui prépare un concours. */
    public long sessionDeConcours(int capacite, long collectivite) throws SQLException {
        return sessions("PRESENTIEL", "PREPARATION_CONCOURS", 1, capacite, collectivite, 30)
                .get(0);
    }

    /** @param cloture dans combien de jours les inscriptions ferment */
    public List<Long> sessions(int combien, int capacite, long collectivite, int cloture) throws SQLException {
        return sessions("PRESENTIEL", null, combien, capacite, collectivite, cloture);
    }

    private List<Long> sessions(
            String modalite, String nature, int combien, int capacite, long collectivite, int cloture)
            throws SQLException {
        return nombres("""
        with s as (
          insert into catalogue.session (stage_id, type, structure_id, debut, fin, code_insee, capacite, minimum, ouverture, cloture)
          select t.id, 'INTRA', d.id, current_date + ? + 14, current_date + ? + 15, '59350', ?, 1, current_date - 30, current_date + ?
            from (select id from catalogue.stage where modalite = ? and nature = coalesce(?::text, nature) order by id limit 1) t
            cross join (select id from annuaire.structure where code = 'HDF') d
            cross join generate_series(1, ?)
          returning id, structure_id, debut, capacite
        ), a as (insert into catalogue.aire_recrutement (session_id, cle) select id, 'C:' || ? from s
        ), j as (insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) select id, capacite, 1, structure_id, debut from s)
        select id from s order by id
        """, cloture, cloture, capacite, cloture, modalite, nature, combien, collectivite);
    }

    /** La session de ce bulletin vient de changer. @return ce que porte le lien où le refuser */
    public String sessionChangee(long bulletin, String avant) throws SQLException {
        String jeton = ("changement-" + bulletin + "-" + "x".repeat(43)).substring(0, 43);
        ecrire(
                "insert into inscription.proposition (genre, bulletin_id, session_id, empreinte, faite_le, echeance, avant)"
                        + " select 'CHANGEE', id, session_id, encode(sha256(convert_to(?, 'UTF8')), 'hex'), now(), now() + interval '7 days', ?"
                        + " from inscription.bulletin where id = ?",
                jeton,
                avant,
                bulletin);
        return jeton;
    }

    /** Cette demande, seule de sa session, y attend une sélection. */
    public void enSelection(long bulletin) throws SQLException {
        ecrire(
                "update inscription.jauge set a_selection = true, places_prises = 0, en_selection = 1 where session_id = (select session_id from inscription.bulletin where id = ?)",
                bulletin);
        ecrire("update inscription.bulletin set etat = 'EN_SELECTION' where id = ?", bulletin);
    }

    /**
     * Une session que la délégation du Nord règle et sauve : ouverte à tout le département et à qui la demande, sous
     * son minimum.
     */
    public long sessionAuDepartement(int capacite, long collectivite) throws SQLException {
        long session = session(capacite, collectivite);
        ecrire("update catalogue.session set type = 'INTER', minimum = ? where id = ?", capacite, session);
        ecrire("update inscription.jauge set minimum = ? where session_id = ?", capacite, session);
        ecrire("insert into catalogue.aire_recrutement (session_id, cle) values (?, 'D:59')", session);
        return session;
    }

    /** Une demande de cet agent neuf, qui attend la sélection d'une session close depuis hier. */
    public long bulletinASelectionner(long collectivite) throws SQLException {
        long bulletin = Reperes.bulletin(
                this, sessionClose(collectivite), agents(1, collectivite).get(0), "TRANSMISE");
        enSelection(bulletin);
        return bulletin;
    }

    /** Cette demande est convoquée, sa convocation partie, et son agent a une adresse. */
    public void convoquer(long bulletin) throws SQLException {
        ecrire(
                "update annuaire.agent set courriel = 'convoque@epreuve.exemple' where id = (select agent_id from inscription.bulletin where id = ?)",
                bulletin);
        ecrire("update inscription.bulletin set etat = 'CONVOQUEE' where id = ?", bulletin);
        ecrire(
                "insert into inscription.convocation (bulletin_id, envoyee_le) values (?, now()) on conflict do nothing",
                bulletin);
    }

    /** Le matricule d'un agent de {@link #agents}. */
    public static String matricule(long agent) {
        return "E" + agent;
    }

    /** Des agents neufs de cette collectivité ; leur matricule se déduit de leur identifiant. */
    public List<Long> agents(int combien, long collectivite) throws SQLException {
        return nombres("""
        insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, categorie) overriding system value
        select i, ?, 'E' || i, 'Épreuve', 'N' || n, 'C'
          from (select nextval(pg_get_serial_sequence('annuaire.agent', 'id')) as i, n from generate_series(1, ?) as n) as neufs returning id
        """, collectivite, combien);
    }

    /**
     * Une personne neuve et sa seule qualité, qui entre par cet identifiant et le mot de passe de la démonstration.
     *
     * @return le compte
     */
    public long compte(
            String identifiant, String nom, String role, Long collectivite, Long structure, Long agent, String courriel)
            throws SQLException {
        return nombre("""
        with p as (insert into acces.personne (courriel) values (?) returning id),
             m as (insert into acces.moyen (personne_id, identifiant, empreinte)
                   select p.id, ?, n.empreinte from p, acces.moyen n where n.identifiant = 'agent')
        insert into acces.compte (identifiant, nom, role, collectivite_id, structure_id, agent_id, courriel, personne_id)
        select ?, ?, ?, ?::bigint, ?::bigint, ?::bigint, ?, id from p returning id
        """, courriel, identifiant, identifiant, nom, role, collectivite, structure, agent, courriel);
    }

    /** Un outil et son jeton, d'une collectivité, d'une structure, ou du siège si aucune des deux n'est dite. */
    public void jeton(String jeton, String identifiant, Long collectivite, Long structure) throws SQLException {
        ecrire("""
        with c as (insert into acces.compte (identifiant, nom, role, collectivite_id, structure_id) values (?, ?, 'PARTENAIRE', ?::bigint, ?::bigint) returning id)
        insert into acces.jeton (compte_id, empreinte, libelle, expire_le)
        select id, encode(sha256(convert_to(?, 'UTF8')), 'hex'), 'épreuve', now() + interval '1 day' from c
        """, identifiant, identifiant, collectivite, structure, jeton);
    }

    /** Ce qu'une validation attend avant d'écrire, en plus ; rien de ce qu'elle garantit n'est relâché. */
    public void retarderLesValidations(Duration attente) throws SQLException {
        ecrire("alter system set commit_siblings = 0");
        ecrire("alter system set commit_delay = " + TimeUnit.MILLISECONDS.toMicros(attente.toMillis()));
        nombre("select pg_reload_conf()::int");
    }

    public long nombre(String sql, Object... valeurs) throws SQLException {
        return nombres(sql, valeurs).get(0);
    }

    public List<Long> nombres(String sql, Object... valeurs) throws SQLException {
        try (PreparedStatement p = preparer(sql, valeurs);
                ResultSet r = p.executeQuery()) {
            List<Long> tous = new ArrayList<>();
            while (r.next()) {
                tous.add(r.getLong(1));
            }
            return tous;
        }
    }

    public String texte(String sql, Object... valeurs) throws SQLException {
        try (PreparedStatement p = preparer(sql, valeurs);
                ResultSet r = p.executeQuery()) {
            r.next();
            return r.getString(1);
        }
    }

    public int ecrire(String sql, Object... valeurs) throws SQLException {
        try (PreparedStatement p = preparer(sql, valeurs)) {
            return p.executeUpdate();
        }
    }

    private PreparedStatement preparer(String sql, Object... valeurs) throws SQLException {
        PreparedStatement p = base.prepareStatement(sql);
        for (int i = 0; i < valeurs.length; i++) {
            p.setObject(i + 1, valeurs[i]);
        }
        return p;
    }

    /**
     * Les sessions dont la jauge ne dit pas le vrai compte, ou qui ont plus de places prises que d'effectif : il n'y en
     * a jamais.
     */
    public List<Long> jaugesFausses() throws SQLException {
        return nombres("""
        select j.session_id from inscription.jauge j left join inscription.bulletin b on b.session_id = j.session_id
         group by j.session_id
        having j.places_prises <> count(*) filter (where b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE'))
            or j.en_attente <> count(*) filter (where b.etat = 'LISTE_ATTENTE')
            or j.en_selection <> count(*) filter (where b.etat = 'EN_SELECTION')
            or j.places_prises > j.capacite
        """);
    }

    @Override
    public void close() throws SQLException {
        base.close();
    }
}
