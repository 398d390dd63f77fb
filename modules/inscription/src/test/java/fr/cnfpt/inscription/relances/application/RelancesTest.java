package fr.cnfpt.inscription.relances.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.AvisAttendus;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.DonnerAvis;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.LeverLesAvis;
import fr.cnfpt.inscription.circuit.application.Preinscrire;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.relances.domain.Etape;
import fr.cnfpt.inscription.relances.persistence.LiensDeCourriel;
import fr.cnfpt.inscription.relances.persistence.Relances;
import fr.cnfpt.inscription.relances.persistence.Venues;
import fr.cnfpt.inscription.relances.persistence.Venues.Venue;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ce qui dort se rappelle, et l'on répond depuis le courriel : sur PostgreSQL, un geste par transaction. */
class RelancesTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final Pattern JETON = Pattern.compile("repondre\\.xhtml\\?jeton=([A-Za-z0-9_-]{43})");

    private volatile LocalDate jour = JOUR;
    private final Clock montre = new Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return jour.atTime(9, 0).atZone(Horloge.PARIS).toInstant();
        }
    };
    private final Horloge horloge = new Horloge(montre);
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();

    private record Courriel(String a, String objet, String texte) {
        String jeton() {
            Matcher m = JETON.matcher(texte);
            assertTrue(m.find(), texte);
            return m.group(1);
        }
    }

    private final List<Courriel> partis = Collections.synchronizedList(new ArrayList<>());

    private final Courriers courriers = new Courriers() {
        @Override
        public void deposer(String a, String objet, String texte, Long collectivite) {
            assertFalse(JETON.matcher(texte).find(), "un lien ne reste pas dans la boîte d'envoi");
            partis.add(new Courriel(a, objet, texte));
        }

        @Override
        public void deposerUrgent(String a, String objet, String texte, Long collectivite) {
            throw new AssertionError();
        }

        @Override
        public void deposerFugace(String a, String objet, String texte, Long collectivite) {
            partis.add(new Courriel(a, objet, texte));
        }
    };

    /** Les cas d'usage, sur la connexion d'une transaction. */
    private final class Monde {
        private final UtilisateurCourant courant = new UtilisateurCourant();
        private final Preinscrire preinscription = new Preinscrire();
        private final DonnerAvis avis = new DonnerAvis();
        private final LeverLesAvis levee = new LeverLesAvis();
        private final InstruireBulletins instruction = new InstruireBulletins();
        private final AnnulerBulletin annulation = new AnnulerBulletin();
        private final RelancerUnLot relance = new RelancerUnLot();
        private final RappelerUneSession rappel = new RappelerUneSession();
        private final RepondreDepuisUnCourriel reponse = new RepondreDepuisUnCourriel();
        private final SuivreLesRelances suivi = new SuivreLesRelances();
        private final PlacesSql places = new PlacesSql();
        private final Jdbi jdbi;

        private Monde(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
            Injection.poser(places, em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            ReglesDuCircuit regles = Injection.poser(new ReglesDuCircuit(), jdbi, Injection.poser(new Regles(), jdbi));
            AvisAttendus attendus = Injection.poser(new AvisAttendus(), annuaire, horloge);
            RendreLaPlace rendu = Injection.poser(new RendreLaPlace(), places, regles, horloge);
            ConsulterBulletins consultation = Injection.poser(
                    new ConsulterBulletins(), courant, portees, annuaire, offre, bulletins, places, attendus, horloge);
            PrevenirLesAutresEmployeurs autres =
                    Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire, courriers);
            Injection.poser(preinscription, courant, annuaire, offre, bulletins, places, regles, autres, horloge);
            Injection.poser(avis, courant, annuaire, offre, bulletins, horloge);
            Injection.poser(levee, courant, attendus, bulletins, horloge);
            Injection.poser(instruction, courant, portees, offre, bulletins, places, rendu, horloge);
            Injection.poser(annulation, courant, consultation, offre, bulletins, places, rendu, horloge);
            LiensDeCourriel liens = Injection.poser(new LiensDeCourriel(), jdbi);
            Relances relances = Injection.poser(new Relances(), jdbi);
            Venues venues = Injection.poser(new Venues(), jdbi);
            EcrireUnLien lien = Injection.poser(new EcrireUnLien(), liens, horloge);
            Injection.poser(relance, relances, lien, annuaire, offre, regles, courriers, horloge);
            Injection.poser(rappel, venues, lien, annuaire, offre, regles, courriers, horloge);
            Injection.poser(reponse, courant, liens, venues, bulletins, avis, annulation, annuaire, offre, horloge);
            Injection.poser(suivi, consultation, relances, venues, portees, annuaire, horloge);
        }
    }

    private <T> T faire(Function<Monde, T> action) {
        return PostgresDeTest.dans(EMF, em -> action.apply(new Monde(em)));
    }

    private <T> T comme(Utilisateur u, Function<Monde, T> action) {
        return faire(m -> m.courant.agirComme(u, () -> action.apply(m)));
    }

    private String refus(Function<Monde, ?> action) {
        return assertThrows(Refus.class, () -> faire(action)).code();
    }

    private static AgentInfo avecCourriel(long id, Long responsable) {
        return new AgentInfo(
                id,
                DENAIN,
                "M" + id,
                "Nom" + id,
                "Prénom",
                "agent" + id + "@denain.fr",
                "Jardinier",
                null,
                "C",
                null,
                responsable);
    }

    @AfterAll
    static void fermer() {
        EMF.close();
    }

    @BeforeEach
    void installer() {
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute("truncate inscription.lien_de_courriel, inscription.venue, inscription.relance;"
                                + " alter table inscription.changement disable trigger user; truncate inscription.jauge cascade;"
                                + " alter table inscription.changement enable trigger user"));
        annuaire.collectivites.add(denain(true, true));
        annuaire.agents.add(avecCourriel(100, null));
        for (long i = 101; i < 106; i++) {
            annuaire.agents.add(avecCourriel(i, i == 105 ? null : Long.valueOf(100)));
        }
        offre.sessions.put(1L, session(1, 2));
        faire(m -> {
            m.places.ouvrirJauge(offre.sessions.get(1L));
            return null;
        });
    }

    private long demander(long agent) {
        return comme(agentConnecte(agent), m -> m.preinscription.executer(1));
    }

    private void passer() {
        comme(Utilisateur.SYSTEME, m -> m.relance.executer(0));
    }

    private void levee() {
        comme(Utilisateur.SYSTEME, m -> {
            m.levee.executer();
            return null;
        });
    }

    private Etat etat(long id) {
        return faire(m -> m.jdbi.withHandle(
                h -> Etat.valueOf(h.createQuery("select etat from inscription.bulletin where id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one())));
    }

    private List<String> a() {
        List<String> lus = partis.stream().map(Courriel::a).toList();
        partis.clear();
        return lus;
    }

    private String jetonDAvis(long bulletin) {
        passer();
        String jeton = partis.get(partis.size() - 1).jeton();
        partis.clear();
        assertEquals(Etat.PREINSCRIPTION, etat(bulletin));
        return jeton;
    }

    @Test
    void l_avis_se_demande_une_fois_puis_se_rappelle_au_responsable_a_qui_le_remplace_et_a_la_rh() {
        demander(101);
        passer();
        passer();
        assertEquals(List.of("agent100@denain.fr"), a());
        jour = JOUR.plusDays(4);
        passer();
        assertEquals(List.of(), a());
        jour = JOUR.plusDays(5);
        passer();
        passer();
        assertEquals(List.of("agent100@denain.fr"), a());
        annuaire.suppleants.put(100L, Set.of(105L));
        jour = JOUR.plusDays(10);
        passer();
        assertEquals(List.of("agent105@denain.fr"), a());
        jour = JOUR.plusDays(15);
        passer();
        assertTrue(
                partis.get(0).texte().contains("Prénom NOM101"), partis.get(0).texte());
        assertEquals(List.of("rh@59"), a());
        jour = JOUR.plusDays(29);
        passer();
        assertEquals(List.of(), a(), "la RH le sait : on n'insiste pas");
    }

    @Test
    void sans_remplacant_le_second_rappel_va_a_la_rh_et_le_retard_d_un_passage_n_en_fait_partir_qu_un() {
        long id = demander(101);
        jour = JOUR.plusDays(11);
        passer();
        assertEquals(List.of("rh@59"), a());
        assertEquals(
                List.of(Etape.Qui.SERVICE_FORMATION),
                comme(rh(), m -> m.suivi.chemin(id)).faites().stream()
                        .map(Relances.Faite::a)
                        .toList());
    }

    @Test
    void un_responsable_sans_adresse_ou_parti_ne_retient_pas_la_demande_en_silence() {
        annuaire.agents.removeIf(a -> a.id() == 100);
        annuaire.agents.add(
                new AgentInfo(100, DENAIN, "M100", "Nom100", "Prénom", null, "Jardinier", null, "C", null, null));
        demander(101);
        passer();
        assertEquals(List.of("rh@59"), a());
        annuaire.agents.removeIf(a -> a.id() == 100);
        annuaire.agents.add(avecCourriel(100, null));
        annuaire.departs.put(100L, JOUR.minusDays(1));
        annuaire.suppleants.put(100L, Set.of(105L));
        demander(102);
        passer();
        assertEquals(List.of("agent105@denain.fr"), a());
    }

    @Test
    void nul_n_est_prie_de_donner_un_avis_sur_sa_propre_demande() {
        annuaire.postes.put(9L, Set.of(100L, 101L));
        demander(101);
        passer();
        assertEquals(List.of("rh@59"), a());
    }

    @Test
    void la_rh_a_un_seul_courriel_pour_tout_ce_qui_dort_chez_elle() {
        annuaire.collectivites.clear();
        annuaire.collectivites.add(denain(true, false));
        demander(101);
        demander(102);
        passer();
        assertEquals(List.of(), a());
        jour = JOUR.plusDays(5);
        passer();
        passer();
        assertEquals(1, partis.size());
        assertEquals("2 demandes de formation dorment", partis.get(0).objet());
        assertTrue(partis.get(0).texte().contains("À valider par vous : Prénom NOM102"));
    }

    @Test
    void le_delai_passe_l_avis_n_est_plus_attendu_et_la_demande_le_dit() {
        annuaire.circuits.put(DENAIN, new Circuit(true, true, false, 5, 12));
        long id = demander(101);
        jour = JOUR.plusDays(11);
        levee();
        assertEquals(Etat.PREINSCRIPTION, etat(id));
        assertEquals(new EnCoursDansLeCircuit.Compte(1, 0, 0), comme(rh(), m -> m.suivi.combien(DENAIN, 12)));
        jour = JOUR.plusDays(12);
        assertEquals(new EnCoursDansLeCircuit.Compte(1, 1, 0), comme(rh(), m -> m.suivi.combien(DENAIN, 12)));
        levee();
        assertEquals(Etat.AVIS_RENDU, etat(id));
        assertEquals(
                "L'avis du responsable n'est plus attendu : sans réponse après 12 jours, le délai que la collectivité a choisi",
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select texte from inscription.changement where bulletin_id = :b order by id desc limit 1")
                                .bind("b", id)
                                .mapTo(String.class)
                                .one()));
        assertEquals(new EnCoursDansLeCircuit.Compte(0, 0, 1), comme(rh(), m -> m.suivi.combien(DENAIN, null)));
    }

    @Test
    void on_ne_cesse_pas_d_attendre_avant_d_avoir_rappele() {
        assertEquals(
                "attente-jours",
                assertThrows(Refus.class, () -> new Circuit(true, true, false, 5, 5))
                        .code());
        assertEquals(
                "rappel-jours",
                assertThrows(Refus.class, () -> new Circuit(true, true, false, 0, null))
                        .code());
    }

    @Test
    void le_lien_montre_la_demande_et_ne_repond_qu_au_bouton_une_seule_fois_au_nom_de_qui_l_a_recu() {
        long id = demander(101);
        String jeton = jetonDAvis(id);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "NOM101",
                    faire(m -> m.reponse.lire(jeton)).demandeur().nom().toUpperCase());
        }
        assertEquals(Etat.PREINSCRIPTION, etat(id), "lire n'agit pas");
        assertEquals("motif-absent", refus(m -> {
            m.reponse.donnerUnAvis(jeton, false, " ");
            return null;
        }));
        faire(m -> {
            m.reponse.donnerUnAvis(jeton, false, "Le service ferme ce mois-là");
            return null;
        });
        assertEquals(Etat.AVIS_RENDU, etat(id));
        assertEquals(
                List.of("Prénom NOM100, par le lien de son courriel", "RESPONSABLE", "100"),
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select par_nom, par_role, par_agent::text from inscription.changement where bulletin_id = :b order by id desc limit 1")
                                .bind("b", id)
                                .map((r, c) -> List.of(r.getString(1), r.getString(2), r.getString(3)))
                                .one()));
        assertEquals("lien-servi", refus(m -> m.reponse.lire(jeton)));
        assertEquals("lien-servi", refus(m -> {
            m.reponse.donnerUnAvis(jeton, true, null);
            return null;
        }));
    }

    @Test
    void un_lien_inconnu_expire_perime_ou_d_un_autre_responsable_le_dit() {
        long id = demander(101);
        String jeton = jetonDAvis(id);
        assertEquals("lien-inconnu", refus(m -> m.reponse.lire("x".repeat(43))));
        assertEquals("lien-inconnu", refus(m -> m.reponse.lire(null)));
        assertEquals(
                "lien-inconnu",
                refus(m -> {
                    m.reponse.venir(jeton);
                    return null;
                }),
                "un lien d'avis ne confirme pas une venue");
        jour = JOUR.plusDays(14);
        assertEquals("lien-expire", refus(m -> m.reponse.lire(jeton)));
        jour = JOUR;
        annuaire.agents.removeIf(a -> a.id() == 101);
        annuaire.agents.add(avecCourriel(101, 105L));
        assertEquals("plus-responsable", refus(m -> m.reponse.lire(jeton)));
        annuaire.agents.removeIf(a -> a.id() == 101);
        annuaire.agents.add(avecCourriel(101, 100L));
        comme(responsable(), m -> {
            m.avis.executer(id, true, null);
            return null;
        });
        assertEquals("avis-deja-donne", refus(m -> m.reponse.lire(jeton)));
        assertEquals("avis-deja-donne", refus(m -> {
            m.reponse.donnerUnAvis(jeton, false, "Trop tard");
            return null;
        }));
    }

    @Test
    void du_jeton_la_base_ne_garde_que_l_empreinte() {
        long id = demander(101);
        String jeton = jetonDAvis(id);
        assertEquals(
                Long.valueOf(0),
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select count(*) from inscription.lien_de_courriel l where to_jsonb(l)::text like '%' || :j || '%'")
                                .bind("j", jeton)
                                .mapTo(Long.class)
                                .one()));
    }

    @Test
    void huit_reponses_a_la_fois_par_le_meme_lien_une_seule_compte() throws Exception {
        long id = demander(101);
        String jeton = jetonDAvis(id);
        ExecutorService fils = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> tous = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tous.add(fils.submit((Callable<Boolean>) () -> {
                    try {
                        return faire(m -> {
                            m.reponse.donnerUnAvis(jeton, true, null);
                            return true;
                        });
                    } catch (Refus r) {
                        assertEquals("lien-servi", r.code());
                        return false;
                    }
                }));
            }
            int reussis = 0;
            for (Future<Boolean> f : tous) {
                reussis += f.get() ? 1 : 0;
            }
            assertEquals(1, reussis);
        } finally {
            fils.shutdownNow();
        }
    }

    /** Deux convoqués, et un troisième qui attend une place. */
    private List<Long> convoquer() {
        List<Long> ids = new ArrayList<>();
        for (long agent : List.of(101L, 102L, 103L)) {
            ids.add(comme(
                    rh(),
                    m -> m.places
                            .inscrire(
                                    offre.sessions.get(1L),
                                    List.of(annuaire.agents(List.of(agent)).get(agent)),
                                    rh(),
                                    horloge.maintenant())
                            .get(0)
                            .bulletinId()));
        }
        comme(delegation(), m -> m.instruction.accepterTous(1));
        assertEquals(Integer.valueOf(2), comme(delegation(), m -> m.instruction.convoquer(1)));
        return ids;
    }

    private void rappeler() {
        comme(Utilisateur.SYSTEME, m -> m.rappel.suivants());
    }

    @Test
    void chaque_convoque_est_rappele_une_fois_le_nombre_de_jours_de_la_regle_avant_la_session() {
        convoquer();
        LocalDate debut = offre.sessions.get(1L).debut();
        jour = debut.minusDays(8);
        rappeler();
        assertEquals(List.of(), a());
        jour = debut.minusDays(7);
        rappeler();
        rappeler();
        assertEquals(List.of("agent101@denain.fr", "agent102@denain.fr"), a());
        jour = debut;
        rappeler();
        assertEquals(List.of(), a());
    }

    @Test
    void qui_vient_le_dit_d_un_clic_et_la_delegation_le_voit_une_autre_non() {
        List<Long> ids = convoquer();
        jour = offre.sessions.get(1L).debut().minusDays(7);
        rappeler();
        String jeton = partis.get(0).jeton();
        assertEquals(2, comme(delegation(), m -> m.suivi.venues(1)).size());
        faire(m -> {
            m.reponse.venir(jeton);
            return null;
        });
        Map<Long, Venue> vues = comme(delegation(), m -> m.suivi.venues(1));
        assertEquals(Boolean.TRUE, vues.get(ids.get(0)).vient());
        assertEquals(null, vues.get(ids.get(1)).vient());
        assertEquals(Map.of(), comme(autreDelegation(), m -> m.suivi.venues(1)));
        assertEquals(null, comme(delegation(), m -> m.suivi.chemin(ids.get(0))).circuit(), "l'avant ne la regarde pas");
        assertEquals("lien-servi", refus(m -> m.reponse.lire(jeton)));
    }

    @Test
    void qui_ne_peut_pas_venir_annule_avec_un_motif_et_sa_place_va_a_la_file() {
        List<Long> ids = convoquer();
        jour = offre.sessions.get(1L).debut().minusDays(7);
        rappeler();
        String jeton = partis.get(1).jeton();
        assertEquals("motif-absent", refus(m -> {
            m.reponse.nePasVenir(jeton, "");
            return null;
        }));
        faire(m -> {
            m.reponse.nePasVenir(jeton, "Arrêt de travail");
            return null;
        });
        assertEquals(Etat.ANNULEE, etat(ids.get(1)));
        assertEquals(Etat.TRANSMISE, etat(ids.get(2)));
        assertEquals(1, comme(delegation(), m -> m.suivi.venues(1)).size(), "elle ne compte plus parmi les convoqués");
    }

    @Test
    void la_session_commencee_le_lien_ne_rend_plus_de_place() {
        List<Long> ids = convoquer();
        LocalDate debut = offre.sessions.get(1L).debut();
        jour = debut.minusDays(1);
        rappeler();
        String jeton = partis.get(0).jeton();
        jour = debut;
        assertEquals("lien-expire", refus(m -> {
            m.reponse.nePasVenir(jeton, "Trop tard");
            return null;
        }));
        assertEquals(Etat.CONVOQUEE, etat(ids.get(0)));
    }

    @Test
    void un_convoque_sans_adresse_se_voit_a_prevenir_autrement() {
        List<Long> ids = convoquer();
        annuaire.agents.removeIf(a -> a.id() == 101);
        annuaire.agents.add(fr.cnfpt.inscription.Exemples.agent(101));
        jour = offre.sessions.get(1L).debut().minusDays(7);
        rappeler();
        assertEquals(List.of("agent102@denain.fr"), a());
        assertFalse(comme(delegation(), m -> m.suivi.venues(1)).get(ids.get(0)).joignable());
    }
}
