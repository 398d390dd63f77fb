package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.adhesion.application.Adherer;
import fr.cnfpt.acces.adhesion.application.InstruireLesAdhesions;
import fr.cnfpt.acces.adhesion.application.RemettreLesIdentifiants;
import fr.cnfpt.acces.adhesion.domain.GestionnaireDesigne;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.comptes.application.OuvrirLesAcces;
import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.comptes.persistence.Acces;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.entree.application.Connexions;
import fr.cnfpt.acces.entree.application.OuvrirUnLien;
import fr.cnfpt.acces.entree.application.RetrouverLeMotDePasse;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.liste.Tri;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * L'entrée d'une collectivité et de ses gens, les cas d'usage sur un vrai PostgreSQL ; chaque pas est une transaction.
 */
class EntreeTest {

    private static final String SECRET = "un mot de passe long";
    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static EntityManagerFactory emf;
    private static long hdf;
    private static int suivante;

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private Instant maintenant = Instant.now();

    @BeforeAll
    static void charger() {
        CarteDeTest.charger(JDBI);
        emf = POSTGRES.emf();
        hdf = nombre("select id from annuaire.structure where code = 'HDF'");
    }

    @AfterAll
    static void fermer() {
        emf.close();
    }

    private static long nombre(String sql, Object... v) {
        return JDBI.withHandle(h -> {
            var q = h.createQuery(sql);
            for (int i = 0; i < v.length; i++) {
                q.bind(i, v[i]);
            }
            return q.mapTo(Long.class).one();
        });
    }

    private static String texte(String sql, Object v) {
        return JDBI.withHandle(
                h -> h.createQuery(sql).bind(0, v).mapTo(String.class).one());
    }

    /** Une commune des Hauts-de-France qui n'est pas encore entrée. */
    private static long commune() {
        return nombre(
                "select id from annuaire.collectivite where structure_id = ? and nature = 'COMMUNE' and operationnelle_le is null order by id offset ? limit 1",
                hdf,
                100 + suivante++);
    }

    private <T> T dans(Function<Montage, T> pas) {
        return PostgresDeTest.dans(
                emf,
                em -> pas.apply(
                        new Montage(em, POSTGRES, new Horloge(Clock.fixed(maintenant, Horloge.PARIS)), courant)));
    }

    private <T> T delegation(Function<Montage, T> pas) {
        return courant.agirComme(
                new Utilisateur(0, "delegation", "Conseillère 7", Role.DELEGATION, null, hdf, null, "HDF"),
                () -> dans(pas));
    }

    private <T> T rh(long collectivite, long compte, Function<Montage, T> pas) {
        return courant.agirComme(
                new Utilisateur(compte, "rh", "La RH", Role.GESTIONNAIRE_RH, collectivite, null, null, "c"),
                () -> dans(pas));
    }

    private static GestionnaireDesigne lea(String courriel) {
        return new GestionnaireDesigne("Léa", "Petit", "DRH", courriel, "03 27 00 00 00", "Mairie");
    }

    /** Le jeton du dernier courriel envoyé à cette adresse. */
    private static String jeton(String courriel) {
        Matcher m = Pattern.compile("\\?lien=([A-Za-z0-9_-]{43})\\s")
                .matcher(texte(
                        "select texte from outils.envoi where destinataire = ? and texte like '%?lien=%' order by id desc limit 1",
                        courriel));
        assertTrue(m.find());
        return m.group(1);
    }

    /** Remet, inscrit. @return l'adresse du gestionnaire */
    private String inscrire(long collectivite) {
        RemettreLesIdentifiants.Remis r =
                delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(collectivite));
        String courriel = "lea." + collectivite + "@exemple.fr";
        return dans(m -> m.bean(Adherer.class).executer(r.code(), r.motDePasse(), lea(courriel), 1));
    }

    private static long adhesion(long collectivite) {
        return nombre("select max(id) from acces.adhesion where collectivite_id = ?", collectivite);
    }

    private static String etat(long collectivite) {
        return texte(
                "select etat from acces.adhesion where collectivite_id = ? order by id desc limit 1", collectivite);
    }

    private static boolean operationnelle(long c) {
        return nombre("select count(*) from annuaire.collectivite where id = ? and operationnelle_le is not null", c)
                == 1;
    }

    private String refus(Runnable action) {
        return assertThrows(Refus.class, action::run).code();
    }

    @Test
    void du_code_remis_a_l_ouverture_et_le_gestionnaire_sait_toujours_ou_il_en_est() {
        long c = commune();
        String courriel = inscrire(c);
        String jeton = jeton(courriel);
        assertEquals("INSCRITE", etat(c));
        String suite = dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, "lea." + c, SECRET));
        assertTrue(suite.contains("Délégation Hauts-de-France"), suite);
        Refus attente = assertThrows(
                Refus.class, () -> dans(m -> m.bean(Connexions.class).entrer("lea." + c, SECRET)));
        assertTrue(
                attente.getMessage().contains("attend la validation de la Délégation Hauts-de-France depuis le "),
                attente.getMessage());
        assertEquals(
                java.util.Optional.empty(),
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, "faux")),
                "sans le bon mot de passe, rien n'est dit");
        assertFalse(operationnelle(c));
        assertTrue((boolean) delegation(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c))));
        assertTrue(operationnelle(c));
        assertEquals("OPERATIONNELLE", etat(c));
        assertTrue(texte("select objet from outils.envoi where destinataire = ? order by id desc limit 1", courriel)
                .contains("vous pouvez inscrire"));
        assertEquals(
                Role.GESTIONNAIRE_RH,
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, SECRET))
                        .orElseThrow()
                        .utilisateur()
                        .role());
        assertEquals(
                0,
                nombre("select count(*) from garde.journal where detail like '%" + jeton.substring(0, 20)
                        + "%' or detail like '%" + SECRET + "%'"));
    }

    @Test
    void validee_d_abord_elle_ouvre_a_l_activation() {
        long c = commune();
        String courriel = inscrire(c);
        assertFalse(
                (boolean) delegation(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c))));
        String suite = dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(courriel), "lea." + c, SECRET));
        assertEquals("Votre compte est activé : connectez-vous.", suite);
        assertTrue(operationnelle(c));
    }

    @Test
    void deux_activations_simultanees_par_le_meme_lien_une_seule_reussit() throws Exception {
        long c = commune();
        String jeton = jeton(inscrire(c));
        CyclicBarrier depart = new CyclicBarrier(8);
        ExecutorService fils = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> tous = fils.invokeAll(java.util.stream.IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<String>) () -> {
                        depart.await();
                        try {
                            return dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, "lea" + i + "." + c, SECRET));
                        } catch (Refus r) {
                            return r.code();
                        }
                    })
                    .toList());
            int reussis = 0;
            for (Future<String> f : tous) {
                if (f.get().startsWith("Votre compte est activé")) {
                    reussis++;
                } else {
                    assertEquals("lien-servi", f.get());
                }
            }
            assertEquals(1, reussis);
        } finally {
            fils.shutdownNow();
        }
    }

    @Test
    void la_base_refuse_elle_meme_qu_un_lien_serve_deux_fois() {
        long c = commune();
        String jeton = jeton(inscrire(c));
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, "lea." + c, SECRET));
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> JDBI.useHandle(
                        h -> h.execute("update acces.lien set servi_le = now() where servi_le is not null")));
        assertTrue(e.getMessage().contains("ne sert qu'une fois"), e.getMessage());
    }

    @Test
    void un_lien_expire_se_renvoie_a_la_meme_adresse_et_le_nouveau_remplace_l_ancien() {
        long c = commune();
        String courriel = inscrire(c);
        String ancien = jeton(courriel);
        assertEquals(
                "lien-pas-expire",
                refus(() -> dans(m -> {
                    m.bean(OuvrirUnLien.class).renvoyer(ancien);
                    return null;
                })));
        maintenant = maintenant.plus(Duration.ofDays(8));
        assertEquals(
                Lien.Etat.EXPIRE,
                dans(m -> m.bean(OuvrirUnLien.class).lire(ancien, Lien.Usage.ACTIVATION))
                        .etat());
        assertEquals(
                "lien-expire", refus(() -> dans(m -> m.bean(OuvrirUnLien.class).activer(ancien, "lea." + c, SECRET))));
        dans(m -> {
            m.bean(OuvrirUnLien.class).renvoyer(ancien);
            return null;
        });
        assertEquals(
                Lien.Etat.RETIRE,
                dans(m -> m.bean(OuvrirUnLien.class).lire(ancien, Lien.Usage.ACTIVATION))
                        .etat());
        assertNotEquals(ancien, jeton(courriel));
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(courriel), "lea." + c, SECRET));
        assertEquals("ACTIVEE", etat(c));
    }

    @Test
    void un_code_inconnu_et_un_mot_de_passe_faux_recoivent_la_meme_reponse() {
        RemettreLesIdentifiants.Remis r =
                delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(commune()));
        Refus faux =
                assertThrows(Refus.class, () -> dans(m -> m.bean(Adherer.class).reconnaitre(r.code(), "faux")));
        Refus inconnu =
                assertThrows(Refus.class, () -> dans(m -> m.bean(Adherer.class).reconnaitre("ZZZZ-ZZZZ", "faux")));
        assertEquals(faux.getMessage(), inconnu.getMessage());
        assertEquals(faux.code(), inconnu.code());
    }

    @Test
    void un_code_qu_on_devine_se_ferme_un_quart_d_heure_meme_au_bon_mot_de_passe() {
        RemettreLesIdentifiants.Remis r =
                delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(commune()));
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    "identifiants-inconnus",
                    refus(() -> dans(m -> m.bean(Adherer.class).reconnaitre(r.code(), "faux"))));
        }
        assertEquals(
                "trop-d-essais", refus(() -> dans(m -> m.bean(Adherer.class).reconnaitre(r.code(), r.motDePasse()))));
        maintenant = maintenant.plus(Duration.ofMinutes(16));
        assertEquals(
                r.collectivite(),
                dans(m -> m.bean(Adherer.class).reconnaitre(r.code(), r.motDePasse()))
                        .nom());
    }

    @Test
    void les_anciens_identifiants_ne_valent_plus_une_fois_refaits() {
        long c = commune();
        RemettreLesIdentifiants.Remis r =
                delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(c));
        delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(c));
        assertEquals(
                "identifiants-inconnus",
                refus(() -> dans(m -> m.bean(Adherer.class).reconnaitre(r.code(), r.motDePasse()))));
        assertEquals(1, nombre("select count(*) from acces.adhesion where collectivite_id = ?", c));
    }

    @Test
    void sans_accepter_les_conditions_on_ne_s_inscrit_pas() {
        RemettreLesIdentifiants.Remis r =
                delegation(m -> m.bean(RemettreLesIdentifiants.class).executer(commune()));
        assertEquals(
                "conditions-non-acceptees",
                refus(() -> dans(m -> m.bean(Adherer.class).executer(r.code(), r.motDePasse(), lea("a@b.fr"), null))));
    }

    @Test
    void un_refus_part_par_courriel_ferme_le_compte_et_laisse_recommencer() {
        long c = commune();
        String courriel = inscrire(c);
        String jeton = jeton(courriel);
        delegation(m -> {
            m.bean(InstruireLesAdhesions.class).refuser(adhesion(c), "Cette personne n'est plus en poste");
            return null;
        });
        assertTrue(texte("select texte from outils.envoi where destinataire = ? order by id desc limit 1", courriel)
                .contains("n'est plus en poste"));
        assertEquals(
                "lien-retire", refus(() -> dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, "lea." + c, SECRET))));
        inscrire(c);
        assertEquals("INSCRITE", etat(c));
    }

    @Test
    void une_autre_delegation_ne_remet_ni_n_instruit() {
        long c = commune();
        inscrire(c);
        long bretagne = nombre("select id from annuaire.structure where code = 'BRE'");
        Utilisateur autre = new Utilisateur(0, "bre", "Bretagne", Role.DELEGATION, null, bretagne, null, "BRE");
        assertEquals(
                "collectivite-inconnue",
                refus(() -> courant.agirComme(
                        autre,
                        () -> dans(m -> m.bean(RemettreLesIdentifiants.class).executer(c)))));
        assertEquals(
                "adhesion-inconnue",
                refus(() -> courant.agirComme(
                        autre,
                        () -> dans(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c))))));
    }

    @Test
    void une_connexion_glisse_finit_apres_une_heure_sans_geste_et_se_reprend_par_la_meme_personne() {
        long c = commune();
        String courriel = inscrire(c);
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(courriel), "zoe." + c, SECRET));
        delegation(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c)));
        String secret = dans(m -> m.bean(Connexions.class).entrer("zoe." + c, SECRET))
                .orElseThrow()
                .secret();
        assertTrue(reconnue("un-autre-secret").isEmpty());
        for (int i = 0; i < 3; i++) {
            maintenant = maintenant.plus(Duration.ofMinutes(50));
            assertTrue(reconnue(secret).isPresent(), "chaque geste repousse l'échéance");
            assertTrue(reconnue(secret).isPresent());
        }
        maintenant = maintenant.plus(Duration.ofMinutes(61));
        assertTrue(reconnue(secret).isEmpty());
        assertEquals(
                "zoe." + c,
                dans(m -> m.bean(Connexions.class).quiEtaitLa(secret)).orElseThrow());
        assertTrue(dans(m -> m.bean(Connexions.class).revenir(secret, "pas le bon"))
                .isEmpty());
        String neuf = dans(m -> m.bean(Connexions.class).revenir(secret, SECRET))
                .orElseThrow()
                .secret();
        assertTrue(reconnue(neuf).isPresent());
        assertTrue(dans(m -> m.bean(Connexions.class).quiEtaitLa(secret)).isEmpty(), "l'ancienne n'est plus");
        for (int i = 0; i < 14; i++) {
            maintenant = maintenant.plus(Duration.ofMinutes(50));
            assertTrue(reconnue(neuf).isPresent());
        }
        maintenant = maintenant.plus(Duration.ofMinutes(50));
        assertTrue(reconnue(neuf).isEmpty(), "douze heures au plus, même en travaillant");
    }

    private java.util.Optional<Identification.Connecte> reconnue(String secret) {
        return dans(m -> m.bean(Connexions.class).reconnaitre(secret, null));
    }

    @Test
    void l_oubli_repond_pareil_et_son_lien_fait_tomber_les_sessions() {
        long c = commune();
        String courriel = inscrire(c);
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(courriel), "lea." + c, SECRET));
        delegation(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c)));
        Identification.Entree entree =
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, SECRET)).orElseThrow();
        long id = entree.utilisateur().compteId();
        assertTrue((boolean) dans(
                m -> m.bean(Connexions.class).reconnaitre(entree.secret(), null).isPresent()));
        long avant = nombre("select count(*) from outils.envoi");
        dans(m -> {
            m.bean(RetrouverLeMotDePasse.class).demander("personne@nulle-part.fr");
            return null;
        });
        dans(m -> {
            m.bean(RetrouverLeMotDePasse.class).executer();
            return null;
        });
        assertEquals(avant, nombre("select count(*) from outils.envoi"));
        dans(m -> {
            m.bean(RetrouverLeMotDePasse.class).demander(courriel.toUpperCase());
            return null;
        });
        dans(m -> {
            m.bean(RetrouverLeMotDePasse.class).executer();
            return null;
        });
        String jeton = jeton(courriel);
        assertEquals(
                Lien.Etat.AUTRE_USAGE,
                dans(m -> m.bean(OuvrirUnLien.class).lire(jeton, Lien.Usage.ACTIVATION))
                        .etat());
        dans(m -> {
            m.bean(OuvrirUnLien.class).choisirMotDePasse(jeton, "un autre mot de passe");
            return null;
        });
        assertFalse((boolean) dans(
                m -> m.bean(Connexions.class).reconnaitre(entree.secret(), null).isPresent()));
        assertTrue(
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, SECRET)).isEmpty());
        assertTrue(dans(m -> m.bean(Connexions.class).entrer("lea." + c, "un autre mot de passe"))
                .isPresent());
        assertEquals(
                "lien-servi",
                refus(() -> dans(m -> {
                    m.bean(OuvrirUnLien.class).choisirMotDePasse(jeton, "encore un autre mot");
                    return null;
                })));
    }

    @Test
    void un_meme_compte_ne_recoit_que_trois_liens_par_quart_d_heure() {
        long c = commune();
        String courriel = inscrire(c);
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(courriel), "lea." + c, SECRET));
        long avant = nombre("select count(*) from outils.envoi where destinataire = '" + courriel + "'");
        for (int i = 0; i < 6; i++) {
            dans(m -> {
                m.bean(RetrouverLeMotDePasse.class).demander("lea." + c);
                return null;
            });
            dans(m -> {
                m.bean(RetrouverLeMotDePasse.class).executer();
                return null;
            });
        }
        assertEquals(avant + 3, nombre("select count(*) from outils.envoi where destinataire = '" + courriel + "'"));
    }

    @Test
    void une_adresse_qui_echoue_trop_attend_les_reussites_ne_comptent_pas() {
        courant.venirDe("203.0.113." + suivante++);
        try {
            String adresse = courant.adresse();
            for (int i = 0; i < 30; i++) {
                assertTrue(dans(m -> m.bean(Connexions.class).entrer("personne", "faux"))
                        .isEmpty());
            }
            assertEquals(
                    "trop-d-essais",
                    refus(() -> dans(m -> m.bean(Connexions.class).entrer("personne", "faux"))));
            assertEquals(
                    1,
                    nombre("select count(*) from garde.evenement_securite where genre = 'frein-atteint' and adresse = '"
                            + adresse + "'"));
            assertEquals(
                    30,
                    nombre(
                            "select count(*) from garde.evenement_securite where genre = 'connexion-refusee' and adresse = '"
                                    + adresse + "'"));
        } finally {
            courant.venirDe(null);
        }
    }

    @Test
    void soixante_bons_essais_simultanes_d_une_meme_adresse_passent_tous_et_le_suivant_aussi() throws Exception {
        List<String> gens = new java.util.ArrayList<>();
        for (int i = 0; i < 60; i++) {
            gens.add(entrant());
        }
        String adresse = "203.0.113." + suivante++;
        assertEquals(60, combien(entrer(adresse, gens, SECRET), "entré"));
        assertEquals(List.of("entré"), entrer(adresse, gens.subList(0, 1), SECRET));
        assertEquals(
                0,
                nombre(
                        "select count(*) from acces.frein where genre = ? and cle = ?",
                        "CONNEXION_PAR_ADRESSE",
                        adresse));
    }

    @Test
    void soixante_essais_faux_simultanes_ferment_l_adresse_et_le_bon_d_apres_attend() throws Exception {
        String bon = entrant();
        String adresse = "203.0.113." + suivante++;
        List<String> faux = entrer(adresse, java.util.Collections.nCopies(60, "personne"), "faux");
        assertEquals(0, combien(faux, "entré"));
        assertEquals(List.of("trop-d-essais"), entrer(adresse, List.of(bon), SECRET));
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.evenement_securite where genre = 'frein-atteint' and adresse = ?",
                        adresse));
    }

    @Test
    void vingt_cinq_mots_de_passe_faux_simultanes_se_comptent_tous_et_bloquent_une_fois() throws Exception {
        String qui = entrant();
        entrer(null, java.util.Collections.nCopies(25, qui), "faux");
        assertEquals(List.of("refusé"), entrer(null, List.of(qui), SECRET));
        assertEquals(1, nombre("""
        select count(*) from garde.evenement_securite e join acces.compte c on c.id = e.compte_id
         where e.genre = 'compte-bloque' and c.identifiant = ?
        """, qui));
    }

    /** Quelqu'un qui peut entrer. @return son identifiant */
    @Test
    void deux_changements_de_mot_de_passe_simultanes_n_en_font_qu_un_et_les_connexions_tombent() throws Exception {
        long c = commune();
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton(inscrire(c)), "lea." + c, SECRET));
        delegation(m -> m.bean(InstruireLesAdhesions.class).valider(adhesion(c)));
        Identification.Entree entree =
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, SECRET)).orElseThrow();
        CountDownLatch ensemble = new CountDownLatch(2);
        ExecutorService fils = Executors.newFixedThreadPool(2);
        List<String> sorts = new ArrayList<>();
        try {
            for (Future<String> f : fils.invokeAll(java.util.stream.IntStream.range(0, 2)
                    .mapToObj(i -> (Callable<String>) () -> {
                        try {
                            return rh(c, entree.utilisateur().compteId(), m -> {
                                m.pendantLeCalcul(() -> attendre(ensemble))
                                        .bean(Connexions.class)
                                        .changerMotDePasse(SECRET, "mot de passe neuf " + i, entree.secret());
                                return "changé";
                            });
                        } catch (PersistenceException e) {
                            return e.getCause() instanceof OptimisticLockException ? "modifié entre-temps" : "" + e;
                        }
                    })
                    .toList())) {
                sorts.add(f.get());
            }
        } finally {
            fils.shutdownNow();
        }
        assertEquals(
                List.of("changé", "modifié entre-temps"),
                sorts.stream().sorted().toList());
        assertTrue(
                dans(m -> m.bean(Connexions.class).entrer("lea." + c, "mot de passe neuf " + sorts.indexOf("changé")))
                        .isPresent());
    }

    private static String entrant() {
        String identifiant = "agent." + suivante++;
        nombre("""
        with p as (insert into acces.personne default values returning id),
             m as (insert into acces.moyen (personne_id, identifiant, empreinte) select id, ?, ? from p)
        insert into acces.compte (identifiant, nom, role, personne_id) select ?, 'Siège', 'SIEGE', id from p returning id
        """, identifiant, "essai:" + SECRET, identifiant);
        return identifiant;
    }

    /** Tous ensemble. @return ce qui arrive à chacun : entré, refusé, ou le code du refus */
    private List<String> entrer(String adresse, List<String> gens, String motDePasse) throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(gens.size());
        CountDownLatch ensemble = new CountDownLatch(gens.size());
        try {
            List<Future<String>> tous = fils.invokeAll(gens.stream()
                    .map(qui -> (Callable<String>) () -> {
                        courant.venirDe(adresse);
                        try {
                            return dans(m -> m.pendantLeCalcul(() -> attendre(ensemble))
                                            .bean(Connexions.class)
                                            .entrer(qui, motDePasse)
                                            .isPresent()
                                    ? "entré"
                                    : "refusé");
                        } catch (Refus r) {
                            return r.code();
                        }
                    })
                    .toList());
            List<String> sorts = new java.util.ArrayList<>();
            for (Future<String> f : tous) {
                sorts.add(f.get());
            }
            return sorts;
        } finally {
            fils.shutdownNow();
        }
    }

    /** Tous se jugent au même instant ; si certains n'arrivent pas là, les autres finissent par continuer. */
    private static void attendre(CountDownLatch ensemble) {
        ensemble.countDown();
        try {
            ensemble.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long combien(List<String> sorts, String sort) {
        return sorts.stream().filter(sort::equals).count();
    }

    @Test
    void des_essais_simultanes_se_comptent_tous() throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> tous = fils.invokeAll(java.util.Collections.nCopies(
                    40,
                    () -> dans(m -> m.bean(fr.cnfpt.acces.securite.persistence.Freins.class)
                            .compter(Frein.CODE_PAR_CODE, "SIMU-LTAN", maintenant, maintenant.minusSeconds(60)))));
            java.util.Set<Integer> vus = new java.util.TreeSet<>();
            for (Future<Integer> f : tous) {
                vus.add(f.get());
            }
            assertEquals(40, vus.size());
        } finally {
            fils.shutdownNow();
        }
    }

    @Test
    void un_gestionnaire_n_ouvre_que_chez_lui_ne_se_ferme_pas_et_n_ouvre_pas_deux_fois() {
        long c = commune();
        JDBI.useHandle(h -> h.execute("update annuaire.collectivite set operationnelle_le = now() where id = ?", c));
        long moi = nombre("""
        with p as (insert into acces.personne default values returning id)
        insert into acces.compte (identifiant, nom, role, collectivite_id, personne_id) select 'moi.' || ?, 'Moi', 'GESTIONNAIRE_RH', ?, id from p returning id
        """, c, c);
        JDBI.useHandle(h -> h.execute(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, courriel) values (?, 'A1', 'Roux', 'Ana', 'C', 'ana@exemple.fr'), (?, 'A2', 'Sans', 'Adresse', 'C', null)",
                c,
                c));
        assertEquals(1, (int) rh(c, moi, m -> m.bean(OuvrirLesAcces.class).ouvrirAuxAgents("A1")));
        assertEquals(
                "acces-deja-ouvert",
                refus(() -> rh(c, moi, m -> m.bean(OuvrirLesAcces.class).ouvrirAuxAgents("A1"))));
        assertEquals(
                "courriel-absent",
                refus(() -> rh(c, moi, m -> m.bean(OuvrirLesAcces.class).ouvrirAuxAgents("A1, A2"))));
        assertEquals(
                "agent-inconnu",
                refus(() -> rh(c, moi, m -> m.bean(OuvrirLesAcces.class).ouvrirAuxAgents("1001"))));
        assertEquals(
                "soi-meme",
                refus(() -> rh(c, moi, m -> {
                    m.bean(OuvrirLesAcces.class).fermer(moi);
                    return null;
                })));
        long ailleurs = commune();
        assertEquals(
                "compte-inconnu",
                refus(() -> rh(ailleurs, -1, m -> {
                    m.bean(OuvrirLesAcces.class).fermer(moi);
                    return null;
                })));
        assertEquals(
                "dernier-gestionnaire",
                refus(() -> rh(c, -1, m -> {
                    m.bean(OuvrirLesAcces.class).fermer(moi);
                    return null;
                })));
        List<Acces.Ligne> lignes = rh(c, moi, m -> m.bean(OuvrirLesAcces.class).lister(null, "", Tri.AUCUN, 0, 10));
        assertEquals(
                List.of(Acces.Etat.ACTIF, Acces.Etat.INVITE),
                lignes.stream().map(Acces.Ligne::etat).toList());
    }

    @Test
    void deux_gestionnaires_qui_se_ferment_l_un_l_autre_en_laissent_un() throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(2);
        try {
            for (int fois = 0; fois < 15; fois++) {
                long c = commune();
                JDBI.useHandle(
                        h -> h.execute("update annuaire.collectivite set operationnelle_le = now() where id = ?", c));
                List<Long> deux = JDBI.withHandle(
                        h -> h.createQuery("""
            with p as (insert into acces.personne (sessions) select n from generate_series(1, 2) n returning id, sessions)
            insert into acces.compte (identifiant, nom, role, collectivite_id, personne_id)
            select 'g' || sessions || '.' || :c, 'G', 'GESTIONNAIRE_RH', :c, id from p returning id
            """).bind("c", c).mapTo(Long.class).list());
                CyclicBarrier depart = new CyclicBarrier(2);
                List<Future<String>> tous = fils.invokeAll(List.<Callable<String>>of(
                        () -> fermer(c, deux.get(0), deux.get(1), depart),
                        () -> fermer(c, deux.get(1), deux.get(0), depart)));
                assertEquals(
                        List.of("dernier-gestionnaire", "fermé"),
                        List.of(tous.get(0).get(), tous.get(1).get()).stream()
                                .sorted()
                                .toList());
            }
        } finally {
            fils.shutdownNow();
        }
    }

    private String fermer(long collectivite, long par, long qui, CyclicBarrier depart) throws Exception {
        depart.await();
        try {
            return rh(collectivite, par, m -> {
                m.bean(OuvrirLesAcces.class).fermer(qui);
                return "fermé";
            });
        } catch (Refus r) {
            return r.code();
        }
    }

    @Test
    void le_jeton_d_une_collectivite_qui_n_est_pas_operationnelle_n_ouvre_rien() {
        long c = commune();
        String empreinte = "jeton-" + c;
        JDBI.useHandle(h -> {
            long id = h.createQuery(
                            "insert into acces.compte (identifiant, nom, role, collectivite_id) values ('sirh.' || :c, 'S', 'PARTENAIRE', :c) returning id")
                    .bind("c", c)
                    .mapTo(Long.class)
                    .one();
            h.execute(
                    "insert into acces.jeton (compte_id, empreinte, libelle, expire_le) values (?, ?, 'x', now() + interval '1 day')",
                    id,
                    empreinte);
        });
        assertTrue(
                dans(m -> m.bean(Comptes.class).parJeton(empreinte, maintenant)).isEmpty());
        JDBI.useHandle(h -> h.execute("update annuaire.collectivite set operationnelle_le = now() where id = ?", c));
        assertTrue(
                dans(m -> m.bean(Comptes.class).parJeton(empreinte, maintenant)).isPresent());
    }
}
