package fr.cnfpt.inscription.amenagements.application;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.application.ScellerLesDonneesDeSante;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.persistence.PurgesInscriptionSql;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.inscription.suivi.application.SuivreLesStagiaires;
import fr.cnfpt.outils.CourriersDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Un besoin d'aménagement : qui l'écrit, qui le lit, ce qui s'en dit. Sur PostgreSQL. */
class AmenagementsTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final String BESOIN = "Une place au premier rang, je lis sur les lèvres";

    private final Horloge horloge = Horloge.arretee(JOUR);
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final List<String> courriels = new ArrayList<>();
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private final CompteInfo deLaDelegation = leCompte(delegation().compteId(), "Rose Référente");
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire() {
        @Override
        public List<CompteInfo> delegation(long structureId) {
            return structureId == DELEGATION ? List.of(deLaDelegation, leCompte(77, "Un Collègue")) : List.of();
        }
    };

    private static CompteInfo leCompte(long id, String nom) {
        return new CompteInfo(id, "c" + id, nom, Role.DELEGATION, null, DELEGATION, null, true, false, "");
    }

    private final Courriers courriers =
            new CourriersDeTest((a, objet, texte) -> courriels.add(a + " " + objet + " " + texte));

    private final class Monde {
        private final UtilisateurCourant courant = new UtilisateurCourant();
        private final EcrireUnBesoin ecriture = new EcrireUnBesoin();
        private final TenirLesAmenagements tenue = new TenirLesAmenagements();
        private final SuivreLesStagiaires suivi = new SuivreLesStagiaires();
        private final PlacesSql places = new PlacesSql();
        private final PurgesInscriptionSql purges = new PurgesInscriptionSql();
        private final ScellerLesDonneesDeSante scellement = new ScellerLesDonneesDeSante();
        private final Jdbi jdbi;

        private Monde(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
            Injection.poser(places, em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Amenagements amenagements = Injection.poser(new Amenagements(), jdbi, new Coffre());
            Priorites priorites = Injection.poser(new Priorites(), jdbi, new Coffre());
            Injection.poser(scellement, amenagements, priorites, new Coffre());
            Injection.poser(ecriture, courant, portees, bulletins, amenagements, annuaire, courriers, horloge);
            Injection.poser(
                    tenue, courant, portees, bulletins, amenagements, annuaire, offre, courriers, journal, horloge);
            Injection.poser(suivi, courant, bulletins, offre, amenagements, horloge);
            Injection.poser(purges, jdbi);
        }
    }

    private <T> T comme(Utilisateur u, Function<Monde, T> action) {
        return PostgresDeTest.dans(EMF, em -> {
            Monde m = new Monde(em);
            return m.courant.agirComme(u, () -> action.apply(m));
        });
    }

    private static Function<Monde, Void> geste(java.util.function.Consumer<Monde> g) {
        return m -> {
            g.accept(m);
            return null;
        };
    }

    private String refus(Utilisateur u, Function<Monde, ?> action) {
        return assertThrows(Refus.class, () -> comme(u, action)).code();
    }

    private static final Utilisateur COLLEGUE =
            new Utilisateur(77, "c77", "Un Collègue", Role.DELEGATION, null, DELEGATION, null, null);
    private static final Utilisateur FORMATEUR =
            new Utilisateur(78, "f", "Un Formateur", Role.FORMATEUR, null, DELEGATION, null, null);

    private long bulletin;

    @BeforeAll
    static void donnerUneCle() {
        System.setProperty("iel.cle", "une-cle-d-epreuve-de-trente-deux-signes-au-moins");
    }

    @AfterAll
    static void fermer() {
        EMF.close();
    }

    @BeforeEach
    void inscrire() {
        POSTGRES.jdbi()
                .useHandle(h -> h.execute("truncate inscription.amenagement, inscription.referent_handicap;"
                        + " alter table inscription.changement disable trigger user; truncate inscription.jauge cascade;"
                        + " alter table inscription.changement enable trigger user"));
        annuaire.collectivites.add(denain(true, true));
        AgentInfo elle = new AgentInfo(
                101, DENAIN, "M101", "Nom101", "Prénom", "elle@denain.fr", "Jardinière", null, "C", null, 100L);
        annuaire.agents.add(elle);
        annuaire.joignables.put(
                delegation().compteId(), new fr.cnfpt.acces.api.Acteurs.Joignable("referente@cnfpt.fr", null));
        offre.sessions.put(1L, session(1, 2));
        bulletin = comme(rh(), m -> {
            m.places.ouvrirJauge(offre.sessions.get(1L));
            return m.places
                    .inscrire(offre.sessions.get(1L), List.of(elle), rh(), horloge.maintenant())
                    .get(0)
                    .bulletinId();
        });
        comme(COLLEGUE, geste(m -> m.tenue.designer(delegation().compteId())));
    }

    private void ecrire() {
        comme(agentConnecte(101), geste(m -> m.ecriture.ecrire(bulletin, BESOIN)));
    }

    @Test
    void seul_le_referent_designe_lit_le_besoin_et_ni_ses_collegues_ni_une_autre_delegation() {
        ecrire();
        assertEquals(
                BESOIN,
                comme(delegation(), m -> m.tenue.besoins()).get(0).amenagement().besoin());
        assertEquals("acces-interdit", refus(COLLEGUE, m -> m.tenue.besoins()));
        assertEquals(
                "acces-interdit",
                refus(COLLEGUE, geste(m -> m.tenue.repondre(bulletin, BESOIN, "Je réponds à sa place", null))));
        assertEquals("acces-interdit", refus(autreDelegation(), m -> m.tenue.besoins()));
        assertEquals(1L, comme(COLLEGUE, m -> m.tenue.sansReponse()).longValue(), "le nombre, tous le voient");
        assertEquals("bulletin-inconnu", refus(agentConnecte(102), m -> m.ecriture.lire(bulletin)));
        assertEquals(
                List.of("referent-handicap : Rose Référente lit les besoins d'aménagement, et répond"), journal.notes);
    }

    @Test
    void un_referent_qu_on_remplace_ne_lit_plus_rien() {
        ecrire();
        comme(COLLEGUE, geste(m -> m.tenue.designer(77)));
        assertEquals("acces-interdit", refus(delegation(), m -> m.tenue.besoins()));
        assertEquals(1, comme(COLLEGUE, m -> m.tenue.besoins()).size());
        assertEquals("compte-inconnu", refus(COLLEGUE, geste(m -> m.tenue.designer(999))));
    }

    @Test
    void les_courriels_ne_disent_ni_qui_ni_quoi() {
        ecrire();
        comme(delegation(), geste(m -> m.tenue.repondre(bulletin, BESOIN, "Une place vous est réservée", null)));
        assertEquals(2, courriels.size());
        courriels.forEach(c -> assertFalse(
                c.contains("lèvres") || c.contains("Nom101") || c.contains("handicap") || c.contains("réservée"), c));
    }

    @Test
    void le_formateur_ne_lit_que_la_phrase_que_la_personne_a_acceptee_telle_qu_elle_l_a_lue() {
        ecrire();
        String phrase = "Parlez face à elle";
        assertEquals(Map.of(), comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)));
        comme(delegation(), geste(m -> m.tenue.repondre(bulletin, BESOIN, "C'est entendu", phrase)));
        assertEquals(Map.of(), comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)), "proposée n'est pas acceptée");
        assertEquals(
                "phrase-changee",
                refus(agentConnecte(101), geste(m -> m.ecriture.accorder(bulletin, "Une autre phrase", true))));
        comme(agentConnecte(101), geste(m -> m.ecriture.accorder(bulletin, phrase, true)));
        assertEquals(Map.of(bulletin, phrase), comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)));
        assertEquals(Map.of(), comme(delegation(), m -> m.suivi.amenagementsConvenus(1)));
        comme(delegation(), geste(m -> m.tenue.repondre(bulletin, BESOIN, "C'est entendu", "Parlez lentement")));
        assertEquals(
                Map.of(),
                comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)),
                "une autre phrase veut un autre accord");
        comme(agentConnecte(101), geste(m -> m.ecriture.accorder(bulletin, "Parlez lentement", false)));
        assertEquals(Map.of(), comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)));
    }

    @Test
    void un_besoin_recrit_efface_la_reponse_d_avant_et_ne_se_repond_que_lu() {
        ecrire();
        comme(delegation(), geste(m -> m.tenue.repondre(bulletin, BESOIN, "C'est entendu", "Parlez face à elle")));
        comme(agentConnecte(101), geste(m -> m.ecriture.accorder(bulletin, "Parlez face à elle", true)));
        ecrire();
        assertEquals(
                1, comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)).size(), "le même, renvoyé, ne change rien");
        comme(agentConnecte(101), geste(m -> m.ecriture.ecrire(bulletin, "Plutôt un sous-titrage")));
        assertEquals(Map.of(), comme(FORMATEUR, m -> m.suivi.amenagementsConvenus(1)));
        assertEquals(
                "besoin-change",
                refus(delegation(), geste(m -> m.tenue.repondre(bulletin, BESOIN, "C'est entendu", null))));
        comme(agentConnecte(101), geste(m -> m.ecriture.retirer(bulletin)));
        assertEquals(List.of(), comme(delegation(), m -> m.tenue.besoins()));
        assertTrue(comme(agentConnecte(101), m -> m.ecriture.lire(bulletin)).isEmpty());
    }

    @Test
    void rien_ne_s_ecrit_de_vide_ni_avec_un_numero_de_securite_sociale() {
        assertEquals("texte-absent", refus(agentConnecte(101), geste(m -> m.ecriture.ecrire(bulletin, " "))));
        assertEquals(
                "numero-de-securite-sociale",
                refus(agentConnecte(101), geste(m -> m.ecriture.ecrire(bulletin, "Je suis 1 85 05 59 172 123 45"))));
    }

    @Test
    void le_besoin_ne_survit_pas_a_la_session() {
        ecrire();
        assertEquals(
                0L,
                comme(Utilisateur.SYSTEME, m -> m.purges.purger("AMENAGEMENT", horloge.maintenant()))
                        .longValue());
        assertEquals(
                1L,
                comme(
                                Utilisateur.SYSTEME,
                                m -> m.purges.purger(
                                        "AMENAGEMENT",
                                        offre.sessions
                                                .get(1L)
                                                .fin()
                                                .plusDays(2)
                                                .atStartOfDay(Horloge.PARIS)
                                                .toInstant()))
                        .longValue());
    }

    private static String base(long bulletin) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select to_jsonb(a)::text from inscription.amenagement a where bulletin_id = :b")
                        .bind("b", bulletin)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void la_base_ne_lit_ni_le_besoin_ni_la_reponse_ni_la_phrase() {
        comme(agentConnecte(101), geste(m -> m.ecriture.ecrire(bulletin, "Je lis sur les lèvres")));
        comme(
                delegation(),
                geste(m ->
                        m.tenue.repondre(bulletin, "Je lis sur les lèvres", "Une place devant", "Parlez face à elle")));
        String lue = base(bulletin);
        assertFalse(lue.contains("lèvres") || lue.contains("devant") || lue.contains("face"), lue);
        assertEquals(
                "Une place devant",
                comme(agentConnecte(101), m -> m.ecriture.lire(bulletin))
                        .orElseThrow()
                        .reponse());
        assertThrows(
                JdbiException.class,
                () -> POSTGRES.jdbi()
                        .useHandle(h -> h.execute("update inscription.amenagement set reponse = 'En clair'")),
                "la base refuse un texte qui n'est pas scellé");
    }

    @Test
    void ce_qui_etait_en_clair_avant_la_cle_est_scelle_et_se_relit() {
        POSTGRES.jdbi().useHandle(h -> {
            h.execute("alter table inscription.amenagement drop constraint ck_amenagement_scelle");
            h.execute(
                    "insert into inscription.amenagement (bulletin_id, besoin, ecrit_le) values (?, 'Un fauteuil roulant', now())",
                    bulletin);
            h.execute(
                    "alter table inscription.amenagement add constraint ck_amenagement_scelle check (besoin like 'iel1.%' and (reponse is null or reponse like 'iel1.%') and (a_dire is null or a_dire like 'iel1.%')) not valid");
        });
        assertEquals(
                "Un fauteuil roulant",
                comme(agentConnecte(101), m -> m.ecriture.lire(bulletin))
                        .orElseThrow()
                        .besoin());
        comme(Utilisateur.SYSTEME, geste(m -> m.scellement.executer()));
        assertFalse(base(bulletin).contains("fauteuil"), base(bulletin));
        assertEquals(
                "Un fauteuil roulant",
                comme(agentConnecte(101), m -> m.ecriture.lire(bulletin))
                        .orElseThrow()
                        .besoin());
    }
}
