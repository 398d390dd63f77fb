package fr.cnfpt.annuaire.agents.application;

import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.Epreuves.BASE;
import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.imports.application.AtelierDImport;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.liste.Tri;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** La fiche d'un agent : ses règles, deux personnes dessus, son départ ; et ce que la base refuse d'elle-même. */
class FichesTest {

    private final AtelierDImport a = new AtelierDImport();

    private Agents.Fiche creer(AgentSaisi saisi) {
        return a.faire(() -> a.fiches.creer(saisi));
    }

    private static AgentSaisi avec(AgentSaisi s, String service, String cadre, String categorie, LocalDate partiLe) {
        return new AgentSaisi(
                s.matricule(),
                s.nom(),
                s.prenom(),
                s.courriel(),
                s.metier(),
                service,
                categorie,
                cadre,
                s.responsable(),
                partiLe);
    }

    @Test
    void deux_personnes_sur_la_meme_fiche_la_seconde_voit_ce_que_la_premiere_a_ecrit() {
        Agents.Fiche lue = creer(agent("M1", "Petit", null));
        a.enregistrer("Paul", avec(lue.saisie(), "Voirie", lue.cadreEmplois(), "C", null));
        FicheModifieeException conflit = assertThrows(
                FicheModifieeException.class,
                () -> a.faire(() -> a.fiches.modifier(
                        lue.id(), lue.version(), avec(lue.saisie(), "Écoles", lue.cadreEmplois(), "C", null))));
        assertEquals("Voirie", conflit.actuelle().service());
        assertEquals("Paul", conflit.actuelle().modifiePar());
        assertEquals("Voirie", a.fiche("M1").service());
        Agents.Fiche enfin = a.faire(() -> a.fiches.modifier(
                lue.id(), conflit.actuelle().version(), avec(lue.saisie(), "Écoles", lue.cadreEmplois(), "C", null)));
        assertEquals("Écoles", enfin.service());
        assertEquals(3, enfin.version());
    }

    @Test
    void huit_personnes_qui_creent_le_meme_matricule_une_seule_y_parvient_et_nulle_n_ecrase() throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(8);
        try {
            for (String matricule : List.of("R1", "R2", "R3")) {
                CyclicBarrier depart = new CyclicBarrier(8);
                List<Future<String>> tous = fils.invokeAll(IntStream.range(0, 8)
                        .mapToObj(i -> (Callable<String>) () -> {
                            depart.await();
                            try {
                                return creer(agent(matricule, "Nom" + i, null)).nom();
                            } catch (Refus r) {
                                return r.code();
                            }
                        })
                        .toList());
                List<String> sorts = new ArrayList<>();
                for (Future<String> f : tous) {
                    sorts.add(f.get());
                }
                sorts.removeAll(List.of("matricule-pris"));
                assertEquals(List.of(a.fiche(matricule).nom()), sorts);
                assertEquals(1, a.fiche(matricule).version());
            }
        } finally {
            fils.shutdownNow();
        }
    }

    @Test
    void enregistrer_sans_rien_changer_ne_change_pas_la_version_ni_le_journal() {
        Agents.Fiche f = creer(agent("M1", "Petit", null));
        a.notes.clear();
        assertEquals(1, a.faire(() -> a.fiches.modifier(f.id(), 1, f.saisie())).version());
        assertEquals(List.of(), a.notes);
    }

    @Test
    void le_journal_dit_qui_devient_responsable_et_qui_cesse_de_l_etre_parce_que_des_fiches_le_disent() {
        creer(agent("CHEF", "Roux", null));
        a.notes.clear();
        Agents.Fiche m1 = creer(agent("M1", "Petit", "CHEF"));
        creer(agent("M2", "Noir", "CHEF"));
        assertEquals(
                List.of(
                        "agent-cree : Matricule M1, version 1",
                        "responsable-commence : Ana ROUX devient responsable d'une équipe : découle des fiches",
                        "agent-cree : Matricule M2, version 1"),
                a.notes);
        BASE.jdbi()
                .useHandle(h -> h.execute(
                        "update annuaire.encadrement set du = du - 9 where collectivite_id = ?", a.collectivite));
        a.notes.clear();
        a.enregistrer("SIRH", agent("M2", "Noir", null));
        LocalDate depart = LocalDate.of(2099, 3, 2);
        a.faire(() -> a.fiches.modifier(
                m1.id(), 1, avec(m1.saisie(), m1.service(), m1.cadreEmplois(), m1.categorie(), depart)));
        assertEquals(
                List.of(
                        "agent-modifie : Matricule M1, version 2",
                        "responsable-finit : Ana ROUX n'est plus responsable d'une équipe au 2 mars 2099 : découle des fiches"),
                a.notes);
    }

    @Test
    void un_import_qui_fait_beaucoup_de_responsables_le_dit_en_une_ligne() {
        StringBuilder lignes = new StringBuilder("Matricule;Nom;Prénom;Catégorie;Responsable\n");
        for (int n = 0; n < 30; n++) {
            lignes.append("C" + n + ";Chef;Léa;A;\nE" + n + ";Petit;Jo;C;C" + n + "\n");
        }
        a.confirmer(a.essayer(lignes.toString()).id());
        assertTrue(
                a.notes.contains(
                        "responsables : 30 agents deviennent responsables, 0 cesse ou cessera de l'être : découle des fiches"),
                a.notes.toString());
    }

    @Test
    void le_cadre_d_emplois_doit_s_accorder_a_la_categorie() {
        Refus r = assertThrows(
                Refus.class,
                () -> creer(avec(agent("M1", "Petit", null), null, "Aide-soignante territoriale", "C", null)));
        assertEquals("cadre-emplois-inconnu", r.code());
        r = assertThrows(
                Refus.class,
                () -> creer(avec(agent("M1", "Petit", null), null, "Aide-soignant territorial", "C", null)));
        assertEquals("categorie", r.champ());
        assertTrue(r.getMessage().contains("catégorie B depuis le 01/01/2022 (Décret n° 2021-1881"), r.getMessage());
        JdbiException base =
                assertThrows(JdbiException.class, () -> BASE.jdbi().useHandle(h -> h.execute("""
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, cadre_emplois_id)
        select ?, 'X', 'X', 'X', 'C', id from annuaire.cadre_emplois where decret = '2021-1881'
        """, a.collectivite)));
        assertTrue(base.getMessage().contains("fk_agent_cadre_emplois_de_sa_categorie"), base.getMessage());
    }

    @Test
    void chaque_metier_de_la_demonstration_a_son_cadre_d_emplois_en_vigueur() {
        for (var m : fr.cnfpt.outils.tableaux.Csv.lire(FichesTest.class, "/demonstration/metiers.csv")) {
            assertEquals(
                    1,
                    BASE.nombre(
                            "select count(*) from annuaire.cadre_emplois where cle = annuaire.cle_cadre_emplois(?) and categorie = ? and filiere = ?"
                                    + " and daterange(valable_du, valable_au, '[)') @> current_date",
                            m.get("cadre_emplois"),
                            m.get("categorie"),
                            m.get("filiere")),
                    m.toString());
        }
    }

    @Test
    void la_base_refuse_deux_categories_le_meme_jour_pour_un_cadre_d_emplois() {
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> BASE.jdbi()
                        .useHandle(
                                h -> h.execute(
                                        "insert into annuaire.cadre_emplois (filiere, nom, categorie, valable_du, source) values ('Technique', 'Technicien territorial', 'A', '2026-01-01', 'essai')")));
        assertTrue(e.getMessage().contains("ex_cadre_emplois_une_categorie_a_la_fois"), e.getMessage());
    }

    @Test
    void un_agent_parti_n_est_plus_inscriptible_mais_reste_trouvable() {
        Agents.Fiche f = creer(avec(agent("M1", "Petit", null), null, null, "C", LocalDate.now()));
        creer(avec(agent("M2", "Petit", null), null, null, "C", LocalDate.now().plusDays(1)));
        assertEquals(
                List.of("M2"),
                a.faire(() -> BASE.annuaire().chercherAgents(a.collectivite, "petit", 9)).stream()
                        .map(x -> x.matricule())
                        .toList());
        assertEquals(List.of(), a.faire(() -> BASE.annuaire().agentsDe(a.collectivite, List.of(f.id()))));
        assertEquals(
                2,
                a.faire(() -> BASE.annuaire().agentsNommes(List.of(a.collectivite), "petit"))
                        .size());
        assertEquals(
                1,
                a.faire(() -> a.consulter.page(new Agents.Filtre("", "", "", "", "partis"), Tri.AUCUN, 0, 9))
                        .total());
    }

    @Test
    void un_cercle_est_refuse_par_le_lot_et_par_la_base_meme_en_se_croisant() throws InterruptedException {
        creer(agent("A", "A", null));
        creer(agent("B", "B", "A"));
        assertEquals(
                "responsable-en-cercle",
                assertThrows(Refus.class, () -> a.enregistrer("X", agent("A", "A", "B")))
                        .code());
        creer(agent("C", "C", null));
        creer(agent("D", "D", null));
        CountDownLatch ecrits = new CountDownLatch(1);
        String poser =
                "update annuaire.agent a set responsable_id = r.id from annuaire.agent r where a.collectivite_id = ? and r.collectivite_id = a.collectivite_id and a.matricule = ? and r.matricule = ?";
        Thread autre = new Thread(() -> BASE.jdbi().useTransaction(h -> {
            h.execute(poser, a.collectivite, "C", "D");
            ecrits.countDown();
            Thread.yield();
        }));
        autre.start();
        ecrits.await();
        JdbiException e = assertThrows(
                JdbiException.class, () -> BASE.jdbi().useTransaction(h -> h.execute(poser, a.collectivite, "D", "C")));
        assertTrue(e.getMessage().contains("forment un cercle"), e.getMessage());
        autre.join();
    }

    @Test
    void un_responsable_d_une_autre_collectivite_est_refuse_par_la_base() {
        Agents.Fiche f = creer(agent("A", "A", null));
        AtelierDImport voisine = new AtelierDImport();
        Agents.Fiche chef = voisine.faire(() -> voisine.fiches.creer(agent("B", "B", null)));
        assertThrows(
                JdbiException.class,
                () -> BASE.jdbi()
                        .useHandle(h -> h.execute(
                                "update annuaire.agent set responsable_id = ? where id = ?", chef.id(), f.id())));
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(Refus.class, () -> a.faire(() -> a.fiches.lire(chef.id())))
                        .genre());
    }

    @Test
    void la_recherche_met_d_abord_les_debuts_de_nom_et_prend_les_mots_dans_tout_ordre() {
        a.enregistrer("X", agent("M1", "Abelard", null), agent("M2", "Bellon", null), agent("M3", "Dubois_", null));
        assertEquals(
                List.of("M2", "M1"),
                a.faire(() -> BASE.annuaire().chercherAgents(a.collectivite, "bel", 9)).stream()
                        .map(x -> x.matricule())
                        .toList());
        assertEquals(
                List.of("M1"),
                a.faire(() -> BASE.annuaire().chercherAgents(a.collectivite, "ana ABÉL", 9)).stream()
                        .map(x -> x.matricule())
                        .toList());
        for (String signe : List.of("_", "%", "\\")) {
            assertEquals(
                    3,
                    a.faire(() -> BASE.annuaire().chercherAgents(a.collectivite, signe, 9))
                            .size(),
                    "un signe seul ne cherche rien : tous");
        }
        assertEquals(
                "Ana Abelard",
                a.faire(() -> a.consulter.page(new Agents.Filtre("abellard", "", "", "", "tous"), Tri.AUCUN, 0, 9))
                        .proposition());
    }

    @Test
    void rejouer_un_lot_ne_change_rien_et_un_lot_refuse_ne_laisse_rien() {
        a.enregistrer("X", agent("M1", "Petit", "M2"), agent("M2", "Grand", null));
        a.enregistrer("X", agent("M1", "Petit", "M2"), agent("M2", "Grand", null));
        assertEquals(
                List.of(1, 1), List.of(a.fiche("M1").version(), a.fiche("M2").version()));
        assertThrows(Refus.class, () -> a.enregistrer("X", agent("M3", "Neuf", null), agent("M4", "Neuf", "FANTOME")));
        assertEquals(2, BASE.nombre("select count(*) from annuaire.agent where collectivite_id = ?", a.collectivite));
        assertEquals(0, BASE.nombre("select count(*) from annuaire.import where etat = 'LOT'"));
    }

    @Test
    void la_liste_se_suit_par_cle_sans_rien_sauter() {
        a.enregistrer("X", agent("M1", "P", null), agent("M2", "P", null), agent("M3", "P", null));
        assertEquals(
                List.of("M2", "M3"),
                a.faire(() -> a.consulter.apres("", "M1", 2)).stream()
                        .map(Agents.Fiche::matricule)
                        .toList());
    }
}
