package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.entree.application.Connexions;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.secret.Secret;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Une base d'avant les personnes, puis migrée : chacun entre avec l'identifiant et le mot de passe d'hier, les comptes
 * d'un même agent sont une personne, qui n'était pas entré n'entre pas.
 */
class MigrationDesPersonnesTest {

    private static final String HIER = "le mot de passe d'hier";

    private static PostgresDeTest base;
    private static Jdbi jdbi;
    private static EntityManagerFactory emf;

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        base = PostgresDeTest.neuve("annuaire").puisJusqua("72?", "acces", "garde");
        jdbi = base.jdbi();
        jdbi.useHandle(h -> {
            h.execute("""
            insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026);
            insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026);
            insert into annuaire.structure (code, nom, type, region, ville) values ('HDF', 'Délégation Hauts-de-France', 'DELEGATION', '32', 'Lille');
            insert into annuaire.collectivite (siren, nom, nature, departement, structure_id, operationnelle_le) values ('215901729', 'Denain', 'COMMUNE', '59', 1, now());
            insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) values
              (1, 'M1', 'Roux', 'Ana', 'A'), (1, 'M2', 'Petit', 'Jo', 'C'), (1, 'M3', 'Blanc', 'Luc', 'C'), (1, 'M4', 'Noir', 'Max', 'A'), (1, 'M5', 'Vert', 'Eve', 'A');
            update annuaire.agent set responsable_id = 1 where id = 2;
            update annuaire.agent set responsable_id = 4 where id = 3;
            insert into acces.compte (identifiant, nom, role, collectivite_id, structure_id, agent_id, actif, sessions, courriel) values
              ('rh', 'La RH', 'GESTIONNAIRE_RH', 1, null, null, true, 3, 'rh@denain.exemple'),
              ('ana', 'Ana Roux', 'AGENT', 1, null, 1, true, 1, null),
              ('ana.chef', 'Ana Roux', 'RESPONSABLE', 1, null, 1, true, 4, 'ana@denain.exemple'),
              ('ana.avant', 'Ana Roux', 'AGENT', 1, null, 1, false, 2, null),
              ('jo', 'Jo Petit', 'AGENT', 1, null, 2, true, 0, null),
              ('luc', 'Luc Blanc', 'AGENT', 1, null, 3, true, 0, 'luc@denain.exemple'),
              ('conseillere', 'Conseillère', 'DELEGATION', null, 1, null, true, 0, null),
              ('siege', 'Siège', 'SIEGE', null, null, null, true, 0, null),
              ('sirh', 'SIRH', 'PARTENAIRE', 1, null, null, true, 0, null),
              ('max', 'Max Noir', 'RESPONSABLE', 1, null, 4, true, 0, 'max@denain.exemple'),
              ('eve', 'Eve Vert', 'RESPONSABLE', 1, null, 5, true, 0, 'eve@denain.exemple');
            insert into acces.jeton (compte_id, empreinte, libelle, expire_le) values (9, 'jeton', 'SIRH', now() + interval '1 year');
            insert into acces.identite_externe (emetteur, sujet, compte_id) values ('https://a.exemple', 's1', 2), ('https://a.exemple', 's2', 3);
            insert into acces.lien (empreinte, usage, compte_id, destinataire, cree_le, expire_le) values
              (repeat('a', 64), 'MOT_DE_PASSE', 3, 'ana@denain.exemple', now(), now() + interval '1 hour'),
              (repeat('b', 64), 'ACTIVATION', 6, 'luc@denain.exemple', now(), now() + interval '7 days');
            """);
            h.execute(
                    "update acces.compte set empreinte = ?, a_changer = identifiant = 'siege', echecs = case when identifiant = 'jo' then 2 else 0 end"
                            + " where identifiant not in ('luc', 'sirh')",
                    "essai:" + HIER);
            h.execute(
                    "insert into acces.connexion (empreinte, compte_id, version, ouverte_le, vue_le, expire_le) values (?, 3, 4, now(), now(), now() + interval '1 hour'), (?, 2, 0, now(), now(), now() + interval '1 hour')",
                    Secret.empreinte("ouverte hier"),
                    Secret.empreinte("déjà tombée"));
        });
        base.puis("acces", "garde");
        emf = base.emf();
    }

    @AfterAll
    static void fermer() {
        emf.close();
    }

    private static <T> T dans(Function<Connexions, T> pas) {
        return PostgresDeTest.dans(
                emf,
                em -> pas.apply(
                        new Montage(em, base, new Horloge(Clock.system(Horloge.PARIS)), new UtilisateurCourant())
                                .bean(Connexions.class)));
    }

    private static List<String> lire(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void chacun_entre_avec_son_mot_de_passe_d_hier_dans_la_qualite_d_hier() {
        for (String qui : List.of("rh", "ana", "max", "eve", "jo", "conseillere", "siege")) {
            Utilisateur u = dans(c -> c.entrer(qui, HIER)).orElseThrow().utilisateur();
            assertEquals(qui, u.identifiant());
            assertEquals(
                    List.of(String.valueOf(u.compteId())),
                    lire("select id from acces.compte where identifiant = '" + qui + "'"));
            assertTrue(dans(c -> c.entrer(qui, "un autre")).isEmpty());
        }
        assertTrue(dans(c -> c.entrer("siege", HIER)).orElseThrow().motDePasseAChanger());
        assertTrue(dans(c -> c.parJeton("iel_inconnu")).isEmpty());
    }

    @Test
    void un_responsable_l_est_si_les_fiches_le_disent_et_deux_comptes_d_un_meme_poste_n_en_font_plus_qu_un() {
        Utilisateur ana = dans(c -> c.entrer("ana.chef", HIER)).orElseThrow().utilisateur();
        assertEquals("ana", ana.identifiant());
        assertEquals(Role.RESPONSABLE, ana.role());
        assertEquals(
                Role.RESPONSABLE,
                dans(c -> c.entrer("max", HIER)).orElseThrow().utilisateur().role());
        assertEquals(
                Role.AGENT,
                dans(c -> c.entrer("eve", HIER)).orElseThrow().utilisateur().role());
        assertEquals(
                List.of("ana.avant", "ana.chef"),
                lire("select identifiant from acces.compte where not actif order by 1"));
    }

    @Test
    void ni_un_compte_ferme_ni_un_invite_n_entre_et_le_ferme_n_ouvre_pas_ce_que_tient_la_meme_agente() {
        assertTrue(dans(c -> c.entrer("ana.avant", HIER)).isEmpty());
        assertTrue(dans(c -> c.entrer("luc", HIER)).isEmpty());
        assertEquals(
                List.of("luc", "sirh"),
                lire("select identifiant from acces.compte where personne_id is null order by 1"));
    }

    @Test
    void les_comptes_ouverts_d_un_agent_sont_une_personne_avec_ses_deux_identifiants_et_ses_deux_identites() {
        assertEquals(
                List.of("ana, ana.chef"),
                lire(
                        "select string_agg(identifiant, ', ' order by identifiant) from acces.moyen group by personne_id having count(*) > 1"));
        assertEquals(List.of("s1, s2"), lire("""
                select string_agg(i.sujet, ', ' order by i.sujet) from acces.identite_externe i join acces.moyen m on m.personne_id = i.personne_id
                 where m.identifiant = 'ana' group by i.personne_id"""));
        assertEquals(
                List.of("ana@denain.exemple"),
                lire(
                        "select p.courriel from acces.personne p join acces.moyen m on m.personne_id = p.id where m.identifiant = 'ana'"));
        assertEquals(List.of("9"), lire("select count(*) from acces.moyen"));
        assertEquals(List.of("2"), lire("select echecs from acces.moyen where identifiant = 'jo'"));
    }

    @Test
    void la_connexion_ouverte_hier_vaut_encore_celle_qui_etait_tombee_non() {
        Optional<Connecte> connecte = dans(c -> c.reconnaitre("ouverte hier", null));
        assertEquals("ana", connecte.orElseThrow().utilisateur().identifiant());
        assertTrue(dans(c -> c.reconnaitre("déjà tombée", null)).isEmpty());
    }

    @Test
    void un_lien_en_route_mene_au_bon_mot_de_passe() {
        assertEquals(
                List.of("ana.chef", "-"),
                lire(
                        "select coalesce(m.identifiant, '-') from acces.lien l left join acces.moyen m on m.id = l.moyen_id order by l.id"));
    }
}
