package fr.cnfpt.lanceur;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Trois collectivités et, dans chacune, les mêmes dossiers d'un agent témoin, dont le prénom ne se trouve nulle part
 * ailleurs : celle de la démonstration, sa voisine, et une troisième qui s'est rattachée à la première. Toutes du
 * ressort de la même délégation.
 */
final class Voisins {

    /** Une collectivité, et le prénom de son témoin. */
    enum Portee {
        SIENNE("Zdenain"),
        VOISINE("Zvoisine"),
        RATTACHEE("Zrattachee");

        final String temoin;

        Portee(String temoin) {
            this.temoin = temoin;
        }
    }

    static final String JETON_D_AILLEURS = "iel_matrice_ailleurs";
    static final String JETON_DU_SIEGE = "iel_matrice_siege";

    private final Map<Portee, Map<String, String>> objets = new EnumMap<>(Portee.class);
    final Map<Portee, Long> collectivites = new EnumMap<>(Portee.class);
    final String nomDeLaRattachee;
    final String sirenDeLaRattachee;
    final String sirenDeLaVoisine;

    Voisins(Application application) throws IOException, SQLException {
        try (Donnees d = new Donnees(application)) {
            collectivites.put(Portee.SIENNE, d.denain());
            collectivites.put(Portee.VOISINE, d.valenciennes());
            collectivites.put(
                    Portee.RATTACHEE,
                    d.nombre(
                            "select min(collectivite_id) from acces.rattachement where gestionnaire_id = ? and fin is null",
                            d.denain()));
            nomDeLaRattachee =
                    d.texte("select nom from annuaire.collectivite where id = ?", collectivites.get(Portee.RATTACHEE));
            sirenDeLaRattachee = d.texte(
                    "select siren from annuaire.collectivite where id = ?", collectivites.get(Portee.RATTACHEE));
            sirenDeLaVoisine = d.texte("select siren from annuaire.collectivite where id = ?", d.valenciennes());
            for (Portee p : Portee.values()) {
                objets.put(p, dossiers(d, p, collectivites.get(p)));
            }
            if (d.nombre("select count(*) from acces.compte where identifiant = 'rh.deux'") == 0) {
                d.compte("rh.deux", "La RH de deux communes", "GESTIONNAIRE_RH", d.denain(), null, null, null);
                d.ecrire(
                        "insert into acces.compte (identifiant, nom, role, collectivite_id, personne_id) select 'rh.deux.valenciennes', nom, role, ?, personne_id from acces.compte where identifiant = 'rh.deux'",
                        d.valenciennes());
            }
            for (String branche : new String[] {"Matrice", "Ailleurs"}) {
                String qui = "rh." + branche.toLowerCase();
                if (d.nombre("select count(*) from acces.compte where identifiant = ?", qui) == 0) {
                    d.compte(qui, "La RH de " + branche, "GESTIONNAIRE_RH", d.denain(), null, null, null);
                    d.ecrire("update acces.compte set branche = ? where identifiant = ?", branche, qui);
                }
            }
            if (d.nombre("select count(*) from acces.compte where identifiant = 'outil.ailleurs'") == 0) {
                d.jeton(
                        JETON_D_AILLEURS,
                        "outil.ailleurs",
                        null,
                        d.nombre(
                                "select min(id) from annuaire.structure where type = 'DELEGATION' and code <> 'HDF' and region is not null"));
                d.jeton(JETON_DU_SIEGE, "outil.siege", null, null);
            }
            if (d.nombre("select count(*) from acces.compte where identifiant = 'delegation.ailleurs'") == 0) {
                d.compte(
                        "delegation.ailleurs",
                        "Conseiller d'ailleurs",
                        "DELEGATION",
                        null,
                        d.nombre(
                                "select min(id) from annuaire.structure where type = 'DELEGATION' and code <> 'HDF' and region is not null"),
                        null,
                        null);
            }
        }
    }

    private static Map<String, String> dossiers(Donnees d, Portee p, long collectivite) throws SQLException {
        Map<String, String> o = new HashMap<>();
        long agent = agent(d, p, collectivite, "ZMATRICE");
        long session = d.session(10, collectivite);
        long passee = Reperes.passee(d, collectivite);
        Reperes.bulletin(d, passee, agent, "CONVOQUEE");
        long attestee = Reperes.passee(d, collectivite);
        long bulletinAtteste = Reperes.bulletin(d, attestee, agent, "ATTESTEE");
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, au) values (?, ?, 'AGENT', ?, ?, now())",
                p.temoin.toLowerCase(),
                p.temoin + " ZMATRICE",
                collectivite,
                agent);
        o.put("agent", String.valueOf(agent));
        o.put("collegue", String.valueOf(agent(d, p, collectivite, "ZMATRICE-BIS")));
        o.put("matriculeDuCollegue", "ZMATRICE-BIS-" + p.temoin);
        o.put("matricule", d.texte("select matricule from annuaire.agent where id = ?", agent));
        o.put("collectivite", String.valueOf(collectivite));
        o.put("session", String.valueOf(session));
        o.put("passee", String.valueOf(passee));
        o.put("bulletin", String.valueOf(Reperes.bulletin(d, session, agent, "TRANSMISE")));
        long preparee = d.sessionDeConcours(5, collectivite);
        o.put("preparee", String.valueOf(preparee));
        o.put("preparation", String.valueOf(Reperes.bulletin(d, preparee, agent, "TRANSMISE")));
        o.put(
                "convoque",
                d.texte("select id from inscription.bulletin where session_id = ? and agent_id = ?", passee, agent));
        o.put("aRegler", String.valueOf(d.sessionAuDepartement(5, collectivite)));
        long annulee = d.session(5, collectivite);
        d.ecrire(
                "update catalogue.session set etat = 'ANNULEE', annulee_le = now(), motif_annulation = 'Épreuve' where id = ?",
                annulee);
        d.ecrire("update inscription.jauge set annulee = true where session_id = ?", annulee);
        o.put("annulee", String.valueOf(annulee));
        o.put("sessionTenue", String.valueOf(d.nombre("""
        insert into catalogue.session (stage_id, type, structure_id, ville, etat)
        select (select min(id) from catalogue.stage where presentiel_jours > 0), 'INTER', id, ?, 'BROUILLON'
          from annuaire.structure where code = 'HDF' returning id
        """, p.temoin)));
        o.put("ficheTenue", String.valueOf(d.nombre("""
        insert into catalogue.stage_brouillon (fiche, modifie_le, modifie_par)
        values (jsonb_build_object('code', 'ZMA-001', 'intitule', 'Une épreuve de la matrice'), now(), 'HDF') returning id
        """)));
        o.put("surMesure", String.valueOf(d.nombre("""
        insert into plan_formation.demande (type, collectivite_id, structure_id, etat, intitule, besoin, effectif, souhait_du, souhait_au, creee_le, envoyee_le)
        select 'INTRA', c.id, c.structure_id, 'ENVOYEE', ?, 'Une épreuve', 12, current_date + 60, current_date + 90, now(), now()
          from annuaire.collectivite c where c.id = ? returning id
        """, "Former " + p.temoin, collectivite)));
        long abonnement = Reperes.abonnement(d, collectivite, "https://sirh.exemple/" + p.temoin);
        o.put("abonnement", String.valueOf(abonnement));
        o.put(
                "livraison",
                d.texte("select min(id)::text from inscription.livraison where abonnement_id = ?", abonnement));
        long attestation = Reperes.attestation(
                d,
                bulletinAtteste,
                "2026-HDF-" + (700_000 + bulletinAtteste),
                "matrice-matrice-matri" + (100_000 + bulletinAtteste));
        o.put("attestation", String.valueOf(attestation));
        o.put(
                "transmission",
                String.valueOf(Reperes.transmission(
                        d,
                        attestation,
                        "zmatrice@tiers.exemple",
                        ("matrice-" + attestation + "-" + "x".repeat(43)).substring(0, 43))));
        return o;
    }

    private static long agent(Donnees d, Portee p, long collectivite, String nom) throws SQLException {
        return d.nombre(
                """
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, categorie, service)
        values (?, ?, ?, ?, ?, 'C', 'Matrice') returning id
        """, collectivite, nom + "-" + p.temoin, nom, p.temoin, p.temoin.toLowerCase() + "@matrice.exemple");
    }

    /** La demande, où chaque {@code {objet}} est devenu celui de cette collectivité. */
    String remplir(String demande, Portee p) {
        String r = demande;
        for (Map.Entry<String, String> o : objets.get(p).entrySet()) {
            r = r.replace("{" + o.getKey() + "}", o.getValue());
        }
        if (r.matches(".*\\{[a-zA-Z]+}.*")) {
            throw new AssertionError("Objet inconnu de Voisins dans la demande : " + demande);
        }
        return r;
    }
}
