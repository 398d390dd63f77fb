package fr.cnfpt.inscription.veille.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.inscription.veille.persistence.Agendas;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import fr.cnfpt.outils.CourriersDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Les recherches gardées, leurs alertes et leurs flux, sur PostgreSQL. */
class VeilleTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("inscription");
    private static final Instant DEPART = Instant.parse("2026-11-02T08:00:00Z");
    private static final long MOI = 41;
    private static final long AUTRE = 42;

    private final AtomicReference<Instant> heure = new AtomicReference<>(DEPART);
    private final Horloge horloge = new Horloge(new java.time.Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public java.time.Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return heure.get();
        }
    });
    private final Jdbi jdbi = POSTGRES.jdbi(horloge);
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final List<String> partis = Collections.synchronizedList(new ArrayList<>());
    private final Courriers courriers = new CourriersDeTest((a, objet, texte) -> partis.add(a + "\n" + texte));

    private final RecherchesGardees recherches = Injection.poser(new RecherchesGardees(), jdbi);
    private final TenirMesRecherches tenir =
            Injection.poser(new TenirMesRecherches(), courant, recherches, journal, horloge);

    @BeforeEach
    void vider() {
        jdbi.useHandle(h -> h.execute("truncate inscription.recherche_gardee, inscription.agenda"));
        annuaire.collectivites.add(denain(true, true));
        annuaire.joignables.put(MOI, new Acteurs.Joignable("moi@denain.fr", DENAIN));
        annuaire.joignables.put(AUTRE, new Acteurs.Joignable("autre@denain.fr", DENAIN));
    }

    private static Utilisateur agent(long compte) {
        return new Utilisateur(compte, "agent" + compte, "Agent " + compte, Role.AGENT, DENAIN, null, compte, "Denain");
    }

    private long garder(long compte, String nom, String question, boolean alerte) {
        return courant.agirComme(agent(compte), () -> tenir.garder(nom, question, alerte));
    }

    private void paraitre(long session, Instant le) {
        offre.sessions.put(session, session(session, 10));
        offre.publieesLe.put(session, le);
    }

    private PrevenirUnePersonne prevenir(Jdbi connexion) {
        PlacesSql places = Injection.poser(new PlacesSql(), connexion);
        return Injection.poser(
                new PrevenirUnePersonne(),
                Injection.poser(new RecherchesGardees(), connexion),
                annuaire,
                offre,
                places,
                courriers,
                horloge);
    }

    /** Un passage de la tâche, une transaction par personne. */
    private void passer() {
        PrevenirUnePersonne dehors = prevenir(jdbi);
        while (dehors.enAttente()) {
            jdbi.useTransaction(h -> prevenir(Sql.configurer(Jdbi.create(h.getConnection()), horloge))
                    .suivante());
        }
    }

    private void plusTard(Duration d) {
        heure.updateAndGet(i -> i.plus(d));
    }

    @Test
    void un_courriel_par_jour_dit_ce_qui_a_paru_et_rien_n_est_dit_deux_fois() {
        garder(MOI, "Tout", "page=3&vue=carte", true);
        garder(MOI, "Encore tout", "", true);
        garder(AUTRE, "Sans alerte", "", false);
        paraitre(1, DEPART.minus(Duration.ofDays(2)));
        paraitre(2, DEPART.plus(Duration.ofHours(3)));
        plusTard(Duration.ofHours(23));
        passer();
        assertEquals(List.of(), partis, "pas avant un jour");
        plusTard(Duration.ofHours(2));
        passer();
        assertEquals(1, partis.size(), "un courriel pour ses deux recherches");
        assertTrue(partis.get(0).startsWith("moi@denain.fr") && partis.get(0).contains("session.xhtml?id=2\n"));
        assertFalse(partis.get(0).contains("id=1\n"), "elle était là quand on a gardé la recherche");
        assertEquals(1, partis.get(0).split("id=2\n", -1).length - 1, "une fois, fût-elle dans deux recherches");
        passer();
        plusTard(Duration.ofDays(1));
        passer();
        assertEquals(1, partis.size(), "rien de neuf, pas de courriel");
        paraitre(3, heure.get());
        plusTard(Duration.ofDays(1));
        passer();
        assertEquals(2, partis.size());
        assertTrue(partis.get(1).contains("id=3\n") && !partis.get(1).contains("id=2\n"));
    }

    @Test
    void ce_qui_s_ecrit_au_moment_du_passage_est_dit_au_suivant() {
        garder(MOI, "Tout", "", true);
        plusTard(Duration.ofHours(24));
        paraitre(4, heure.get().minus(Duration.ofMinutes(2)));
        passer();
        assertEquals(List.of(), partis);
        plusTard(Duration.ofHours(24));
        passer();
        assertEquals(1, partis.size());
    }

    @Test
    void une_session_que_la_personne_ne_voit_pas_ne_lui_est_jamais_annoncee() {
        garder(MOI, "Tout", "", true);
        paraitre(5, DEPART.plus(Duration.ofHours(1)));
        offre.cachees.add(5L);
        plusTard(Duration.ofDays(2));
        passer();
        assertEquals(List.of(), partis);
    }

    @Test
    void qui_n_a_plus_son_acces_n_est_plus_prevenu_et_sa_veille_s_efface() {
        garder(MOI, "Tout", "", true);
        paraitre(6, DEPART.plus(Duration.ofHours(1)));
        annuaire.joignables.remove(MOI);
        plusTard(Duration.ofDays(2));
        passer();
        assertEquals(List.of(), partis);
        Agendas agendas = Injection.poser(new Agendas(), jdbi);
        agendas.ouvrir(MOI, 7, "e".repeat(64), DEPART);
        Injection.poser(new FinirLesVeilles(), recherches, agendas).quand(new QualiteFinie(MOI));
        assertEquals(List.of(), recherches.siennes(MOI, false));
        assertTrue(agendas.ouvertLe(MOI).isEmpty());
    }

    @Test
    void huit_instances_n_envoient_qu_un_courriel() throws Exception {
        garder(MOI, "Une", "", true);
        garder(MOI, "Deux", "", true);
        paraitre(7, DEPART.plus(Duration.ofHours(1)));
        plusTard(Duration.ofHours(25));
        ExecutorService fils = Executors.newFixedThreadPool(8);
        List<Callable<Void>> passages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            passages.add(() -> {
                passer();
                return null;
            });
        }
        for (Future<Void> f : fils.invokeAll(passages)) {
            f.get();
        }
        fils.shutdown();
        assertEquals(1, partis.size());
    }

    @Test
    void le_lien_du_courriel_arrete_l_alerte_et_rien_d_autre() {
        long id = garder(MOI, "Tout", "q=x", true);
        ArreterUneAlerte arret = Injection.poser(new ArreterUneAlerte(), courant, recherches, journal, horloge);
        String jeton = recherches.sienne(MOI, id).orElseThrow().jeton();
        assertTrue(arret.lire(jeton).orElseThrow().alerte(), "lire n'arrête rien");
        arret.executer(jeton);
        RechercheGardee arretee = recherches.sienne(MOI, id).orElseThrow();
        assertFalse(arretee.alerte());
        assertTrue(journal.notes.contains("alerte-arretee : Par le lien du courriel"));
        assertTrue(arret.executer("un jeton de personne").isEmpty());
        plusTard(Duration.ofDays(2));
        paraitre(8, heure.get());
        courant.agirComme(agent(MOI), () -> tenir.alerter(id, true));
        plusTard(Duration.ofDays(2));
        passer();
        assertEquals(List.of(), partis, "rallumée, elle ne dit que ce qui paraît ensuite");
    }

    @Test
    void on_ne_garde_que_ce_qui_cherche_sous_un_nom_a_soi() {
        long id = garder(
                MOI, " Excel près de Lille ", "q=excel&page=2&departement=59&vue=carte&ordre=DATE&inconnu=1", false);
        assertEquals(
                "q=excel&departement=59",
                recherches.sienne(MOI, id).orElseThrow().question());
        assertEquals(
                "Excel près de Lille", recherches.sienne(MOI, id).orElseThrow().nom());
        assertThrows(Refus.class, () -> garder(MOI, "excel pres de lille", "", false), "le même nom");
        garder(AUTRE, "Excel près de Lille", "", false);
        assertThrows(Refus.class, () -> garder(MOI, "  ", "", false));
        assertThrows(Refus.class, () -> courant.agirComme(agent(AUTRE), () -> tenir.oublier(id)), "pas la sienne");
        courant.agirComme(agent(MOI), () -> {
            tenir.oublier(id);
            assertEquals(List.of(), tenir.lister());
            assertEquals(1, tenir.oubliees().size());
            tenir.remettre(id);
            assertEquals(1, tenir.lister().size());
            long autre = tenir.garder("Autre", "", false);
            assertThrows(Refus.class, () -> tenir.renommer(autre, "EXCEL près de Lille"));
            tenir.renommer(autre, "Autre chose");
            for (int i = tenir.lister().size(); i < TenirMesRecherches.AU_PLUS; i++) {
                tenir.garder("Recherche " + i, "", false);
            }
            assertThrows(Refus.class, () -> tenir.garder("Une de trop", "", false));
        });
    }

    @Test
    void un_agenda_a_ce_qui_est_accepte_et_dit_annule_ce_qui_l_a_ete() {
        jdbi.useHandle(h -> {
            for (Object[] b : new Object[][] {
                {101, 7, "ACCEPTEE", null},
                {102, 7, "CONVOQUEE", null},
                {103, 7, "TRANSMISE", null},
                {104, 7, "ANNULEE", "CONVOQUEE"},
                {105, 7, "ANNULEE", "TRANSMISE"},
                {106, 8, "ACCEPTEE", null},
                {107, 7, "ANNULEE", "ACCEPTEE"},
                {107, 7, "ACCEPTEE", null}
            }) {
                h.execute(
                        "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) values (?, 10, 1, 7, '2026-12-01') on conflict do nothing",
                        b[0]);
                h.execute("""
                    with b as (insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)
                               values (?, 1, 7, ?, 59, '2026-12-01', '2026-12-02', ?, (select count(*) + 1 from inscription.bulletin)) returning id)
                    insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
                    select id, now(), coalesce(?, 'PREINSCRIPTION'), 't', 0, 'n', 'SYSTEME' from b
                    """, b[0], b[1], b[2], b[3]);
            }
        });
        Agendas agendas = Injection.poser(new Agendas(), jdbi);
        assertEquals(
                Map.of(101L, false, 102L, false, 104L, true, 107L, false),
                agendas.sessions(Set.of(7L), LocalDate.of(2026, 6, 1)));
        assertEquals(Map.of(), agendas.sessions(Set.of(7L), LocalDate.of(2027, 1, 1)), "ce qui est loin n'y est plus");
    }
}
