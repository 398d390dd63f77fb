package fr.cnfpt.annuaire.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce que voit chaque rôle, chez soi, chez un autre, chez qui s'est rattaché, chez ceux à qui l'on a succédé. */
class PorteesSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("annuaire").jdbi();
    private static final UtilisateurCourant COURANT = new UtilisateurCourant();
    private static final PorteesSql PORTEES = Injection.poser(new PorteesSql(), JDBI, COURANT);

    /** Lille et Amiens ont formé Nord ; Nord et Caen, Ouest. Rennes est d'ailleurs. */
    private static final long LILLE = 1;

    private static final long AMIENS = 2;
    private static final long NORD = 3;
    private static final long CAEN = 4;
    private static final long OUEST = 5;
    private static final long RENNES = 6;

    /** Marconne, puis Sainte-Austreberthe, ont rejoint Hesdin. */
    private static final long HESDIN = 1;

    private static final long MARCONNE = 2;
    private static final long AUSTREBERTHE = 3;
    private static final long VOISINE = 4;
    private static final long RATTACHEE = 5;

    private static final long MOI = 70;
    private static final long COLLEGUE = 71;

    /** Une ligne d'un module : l'agent, son employeur d'alors, la structure d'alors, le formateur. */
    private record Ligne(Long agent, Long collectivite, Long structure, Long formateur) {}

    private static final Map<String, Ligne> LIGNES = Map.of(
            "la mienne", new Ligne(MOI, HESDIN, OUEST, 9L),
            "d'un collègue", new Ligne(COLLEGUE, HESDIN, RENNES, 8L),
            "d'une voisine", new Ligne(90L, VOISINE, OUEST, 8L),
            "de la rattachée", new Ligne(91L, RATTACHEE, CAEN, 8L),
            "de Marconne, au temps de Lille", new Ligne(92L, MARCONNE, LILLE, 8L),
            "de Sainte-Austreberthe, au temps de Nord", new Ligne(93L, AUSTREBERTHE, NORD, 9L),
            "sans personne", new Ligne(null, null, null, null));

    @BeforeAll
    static void charger() {
        JDBI.useHandle(h -> {
            h.execute("""
            insert into annuaire.region (code, nom, zone, millesime) values ('32', 'R', 'metro', 2026);
            insert into annuaire.departement (code, nom, region, zone, millesime) values ('62', 'D', '32', 'metro', 2026);
            insert into annuaire.structure (id, code, nom, type, ville, au, successeur_id) overriding system value values
              (5, 'OUE', 'Ouest', 'INSTITUT', 'V', null, null), (3, 'NOR', 'Nord', 'INSTITUT', 'V', '2021-01-01', 5),
              (1, 'LIL', 'Lille', 'INSTITUT', 'V', '2016-01-01', 3), (2, 'AMI', 'Amiens', 'INSTITUT', 'V', '2016-01-01', 3),
              (4, 'CAE', 'Caen', 'INSTITUT', 'V', '2021-01-01', 5), (6, 'REN', 'Rennes', 'INSTITUT', 'V', null, null);
            insert into annuaire.collectivite (id, siren, nom, nature, departement, close_le, successeur_id) overriding system value values
              (1, '200099000', 'Hesdin-la-Forêt', 'COMMUNE', '62', null, null), (4, '215901729', 'Voisine', 'COMMUNE', '62', null, null),
              (5, '245901160', 'Rattachée', 'COMMUNE', '62', null, null), (2, '200042190', 'Marconne', 'COMMUNE', '62', '2025-01-01', 1),
              (3, '215906066', 'Sainte-Austreberthe', 'COMMUNE', '62', '2024-01-01', 2);
            create table public.ligne (nom text, agent bigint, collectivite bigint, structure bigint, formateur bigint);
            """.replace("200099000", sirenValide(h)));
            LIGNES.forEach((nom, l) -> h.execute(
                    "insert into public.ligne values (?, ?, ?, ?, ?)",
                    nom,
                    l.agent(),
                    l.collectivite(),
                    l.structure(),
                    l.formateur()));
        });
    }

    private static String sirenValide(org.jdbi.v3.core.Handle h) {
        return h.createQuery(
                        "select s::text from generate_series(200099000, 200099099) as s where annuaire.siren_valide(s::text) limit 1")
                .mapTo(String.class)
                .one();
    }

    private static Utilisateur qui(Role role, Long collectivite, Long structure, Long agent) {
        return new Utilisateur(9, "moi", "Moi", role, collectivite, structure, agent, null);
    }

    private static Portee portee(Utilisateur u) {
        return COURANT.agirComme(u, PORTEES::courante);
    }

    /** Ce que voit cette portée, d'un objet et dans une liste : la même chose. */
    private static Set<String> vues(Portee p) {
        Set<String> uneAUne = LIGNES.entrySet().stream()
                .filter(e -> p.voit(
                        e.getValue().agent(),
                        e.getValue().collectivite(),
                        e.getValue().structure(),
                        e.getValue().formateur()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> enListe = JDBI.withHandle(h -> h.createQuery("select l.nom from public.ligne l where "
                        + p.sql("l.agent", "l.collectivite", "l.structure", "l.formateur"))
                .bindMap(p.valeurs())
                .mapTo(String.class)
                .collect(Collectors.toSet()));
        assertEquals(uneAUne, enListe, "la liste et l'objet se contredisent");
        return uneAUne;
    }

    @Test
    void un_agent_et_un_responsable_voient_ce_qui_est_a_eux() {
        for (Role role : List.of(Role.AGENT, Role.RESPONSABLE)) {
            assertEquals(Set.of("la mienne"), vues(portee(qui(role, HESDIN, null, MOI))));
        }
    }

    @Test
    void un_responsable_voit_aussi_son_equipe_et_nul_autre_n_y_gagne() {
        assertEquals(
                Set.of("la mienne", "d'un collègue"),
                vues(portee(qui(Role.RESPONSABLE, HESDIN, null, MOI)).avec(List.of(COLLEGUE))));
        Portee voisine = portee(qui(Role.GESTIONNAIRE_RH, VOISINE, null, null));
        assertEquals(vues(voisine), vues(voisine.avec(List.of(COLLEGUE, HESDIN))));
    }

    private static Utilisateur deBranche(long collectivite, String branche) {
        return new Utilisateur(9, "moi", "Moi", Role.GESTIONNAIRE_RH, collectivite, null, null, null, branche);
    }

    @Test
    void le_gestionnaire_d_une_branche_voit_ses_agents_et_ceux_de_ce_qui_est_en_dessous_et_les_suit() {
        JDBI.useHandle(h -> h.execute("""
            insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, categorie, service) overriding system value values
              (?, 1, 'B1', 'A', 'A', 'C', 'Technique > Voirie'), (?, 1, 'B2', 'B', 'B', 'C', 'Technique d''avant')
            on conflict (id) do update set service = excluded.service
            """, MOI, COLLEGUE));
        assertEquals(Set.of("la mienne"), vues(portee(deBranche(HESDIN, "Technique"))));
        assertEquals(Set.of("la mienne"), vues(portee(deBranche(HESDIN, "Technique > Voirie"))));
        assertEquals(Set.of(), vues(portee(deBranche(HESDIN, "Technique > Voi"))), "un chemin, non un début de mot");
        assertEquals(Set.of(), vues(portee(deBranche(VOISINE, "Technique"))), "la même branche chez une autre");
        JDBI.useHandle(h -> h.execute("update annuaire.agent set service = 'Écoles' where id = ?", MOI));
        assertEquals(Set.of(), vues(portee(deBranche(HESDIN, "Technique"))));
        assertEquals(Set.of("la mienne"), vues(portee(deBranche(HESDIN, "Écoles"))));
    }

    @Test
    void une_collectivite_voit_la_sienne_et_celles_a_qui_elle_a_succede_de_proche_en_proche() {
        for (Role role : List.of(Role.GESTIONNAIRE_RH, Role.PARTENAIRE)) {
            assertEquals(
                    Set.of(
                            "la mienne",
                            "d'un collègue",
                            "de Marconne, au temps de Lille",
                            "de Sainte-Austreberthe, au temps de Nord"),
                    vues(portee(qui(role, HESDIN, null, null))));
            assertEquals(Set.of("d'une voisine"), vues(portee(qui(role, VOISINE, null, null))));
        }
    }

    @Test
    void celle_qui_est_reprise_ne_voit_pas_qui_lui_a_succede() {
        assertEquals(
                Set.of("de Marconne, au temps de Lille", "de Sainte-Austreberthe, au temps de Nord"),
                vues(portee(qui(Role.GESTIONNAIRE_RH, MARCONNE, null, null))));
    }

    @Test
    void la_rattachee_ne_se_voit_qu_en_agissant_pour_elle() {
        assertEquals(Set.of("de la rattachée"), vues(portee(qui(Role.GESTIONNAIRE_RH, RATTACHEE, null, null))));
    }

    @Test
    void une_delegation_voit_la_sienne_et_celles_a_qui_elle_a_succede_de_proche_en_proche() {
        assertEquals(
                Set.of(
                        "la mienne",
                        "d'une voisine",
                        "de la rattachée",
                        "de Marconne, au temps de Lille",
                        "de Sainte-Austreberthe, au temps de Nord"),
                vues(portee(qui(Role.DELEGATION, null, OUEST, null))));
        assertEquals(Set.of("d'un collègue"), vues(portee(qui(Role.DELEGATION, null, RENNES, null))));
    }

    @Test
    void qui_est_encore_connecte_sous_une_structure_fermee_agit_sous_celle_qui_lui_succede() {
        for (long fermee : List.of(LILLE, AMIENS, NORD, CAEN)) {
            Portee p = portee(qui(Role.DELEGATION, null, fermee, null));
            assertEquals(OUEST, p.structureId());
            assertEquals(portee(qui(Role.DELEGATION, null, OUEST, null)), p);
        }
    }

    @Test
    void un_formateur_ne_voit_que_ce_qu_il_anime_meme_dans_sa_structure() {
        assertEquals(
                Set.of("la mienne", "de Sainte-Austreberthe, au temps de Nord"),
                vues(portee(qui(Role.FORMATEUR, null, OUEST, null))));
    }

    @Test
    void le_siege_et_les_traitements_voient_tout() {
        assertEquals(LIGNES.keySet(), vues(portee(qui(Role.SIEGE, null, null, null))));
        assertEquals(LIGNES.keySet(), vues(portee(Utilisateur.SYSTEME)));
    }

    @Test
    void sans_employeur_ni_structure_on_ne_voit_rien() {
        assertEquals(Set.of(), vues(portee(qui(Role.DELEGATION, null, null, null))));
        assertEquals(Set.of(), vues(portee(qui(Role.DELEGATION, null, 999L, null))));
        assertThrows(Refus.class, () -> portee(qui(Role.GESTIONNAIRE_RH, null, null, null)));
        assertThrows(Refus.class, () -> portee(qui(Role.AGENT, HESDIN, null, null)));
    }

    @Test
    void une_table_sans_la_colonne_ne_montre_rien_par_elle() {
        Portee rh = portee(qui(Role.GESTIONNAIRE_RH, HESDIN, null, null));
        assertEquals(" false ", rh.sql("l.agent", null, "l.structure"));
        assertEquals(" true ", portee(Utilisateur.SYSTEME).sql(null, null, null));
    }

    @Test
    void un_agent_un_formateur_et_le_siege_ne_coutent_aucune_lecture() {
        PorteesSql sansBase = Injection.poser(new PorteesSql(), COURANT);
        for (Utilisateur u : List.of(
                qui(Role.AGENT, HESDIN, null, MOI),
                qui(Role.RESPONSABLE, HESDIN, null, MOI),
                qui(Role.FORMATEUR, null, OUEST, null),
                qui(Role.SIEGE, null, null, null))) {
            assertEquals(portee(u), COURANT.agirComme(u, sansBase::courante));
        }
    }

    @Test
    void elle_se_lit_une_fois_par_requete_et_a_neuf_a_la_suivante() {
        Utilisateur rennes = qui(Role.DELEGATION, null, RENNES, null);
        Portee avant = COURANT.agirComme(rennes, () -> {
            Portee p = PORTEES.courante();
            JDBI.useHandle(
                    h -> h.execute(
                            "insert into annuaire.structure (id, code, nom, type, ville, au, successeur_id) overriding system value values (7, 'VAN', 'Vannes', 'INSTITUT', 'V', '2026-01-01', 6)"));
            assertEquals(p, PORTEES.courante());
            return p;
        });
        Portee apres = portee(rennes);
        JDBI.useHandle(h -> h.execute("delete from annuaire.structure where id = 7"));
        assertEquals(Set.of(RENNES), avant.cles());
        assertEquals(Set.of(RENNES, 7L), apres.cles());
    }
}
