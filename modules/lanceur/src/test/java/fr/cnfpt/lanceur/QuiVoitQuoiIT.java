package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ce que la matrice ({@link MatriceIT}) ne dit pas : les adresses écrites autrement, les dossiers tordus. Ce qui n'est
 * pas à soi n'existe pas ; ce qui n'est pas une page n'est pas servi ; un envoi sans état de vue, ou avec un vieux,
 * n'agit pas.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuiVoitQuoiIT {

    /** Inclus par d'autres pages : ils n'ont pas d'adresse. */
    private static final Set<String> FRAGMENTS = Set.of("/inscription/aujourdhui.xhtml");

    private Application application;
    private Donnees donnees;
    private Reperes reperes;
    private PagesDeclarees declarees;
    private final Map<String, Visiteur> visiteurs = new HashMap<>();

    @BeforeAll
    void ouvrir(Application a) throws Exception {
        application = a;
        donnees = new Donnees(a);
        reperes = new Reperes(a);
        declarees = new PagesDeclarees();
    }

    @AfterAll
    void fermer() throws Exception {
        donnees.close();
    }

    @Test
    void chaque_fichier_est_une_page_declaree_ou_un_fragment_et_chaque_page_a_son_fichier() {
        Set<String> attendus = new TreeSet<>(FRAGMENTS);
        declarees.toutes().forEach(p -> attendus.add(p.chemin()));
        Set<String> pages = new TreeSet<>(declarees.fichiers());
        pages.removeIf(f -> f.startsWith("/WEB-INF/"));
        assertEquals(attendus, pages);
        assertTrue(declarees.toutes().size() > 20, () -> "déclarées : " + declarees.toutes());
    }

    @Test
    void ce_qui_n_est_pas_une_page_n_est_pas_servi() {
        List<String> introuvables = List.of(
                "/n-existe-pas.xhtml",
                "/inscription/aujourdhui.xhtml",
                "/WEB-INF/gabarit.xhtml",
                "/WEB-INF/jauge.xhtml",
                "/WEB-INF/web.xml",
                "/META-INF/resources/inscription/catalogue.xhtml",
                "/jakarta.faces.resource/gabarit.xhtml.xhtml",
                "/jakarta.faces.resource/../WEB-INF/web.xml.xhtml",
                "/erreur.xhtml");
        for (String compte : List.of("agent", "siege")) {
            assertAll(introuvables.stream().map(a -> () -> refusee(visiteur(compte), compte + " " + a, a)));
        }
        assertEquals(
                404, new Visiteur(application).demander("/n-existe-pas.xhtml").statusCode());
    }

    @Test
    void ecrire_l_adresse_autrement_n_ouvre_pas_la_page_d_un_autre_role() {
        List<String> detours = List.of(
                "/acces/comptes.xhtml;x",
                "/acces/comptes.xhtml;jsessionid=0",
                "/acces;x/comptes.xhtml",
                "/acces/%63omptes.xhtml",
                "/acces//comptes.xhtml",
                "/inscription/../acces/comptes.xhtml",
                "/acces/comptes.xhtml/",
                "/acces/comptes.xhtml%3Bx",
                "/acces/comptes.XHTML",
                "/catalogue/stage.xhtml;x",
                "/catalogue/%73tage.xhtml",
                "/jakarta.faces.resource/../acces/comptes.xhtml",
                "/jakarta.faces.resource/%2e%2e/acces/comptes.xhtml");
        assertAll(detours.stream().map(a -> () -> refusee(visiteur("agent"), "agent " + a, a)));
        assertAll(detours.stream()
                .map(a -> () -> assertNotEquals(
                        200, new Visiteur(application).demander(a).statusCode(), "anonyme " + a)));
        for (String a : List.of(
                "/api;x/v1/agents",
                "/api/v1;x/agents",
                "/%61pi/v1/agents",
                "//api/v1/agents",
                "/aujourdhui.xhtml/../api/v1/agents")) {
            assertNotEquals(
                    200, visiteur("rh").demander(a).statusCode(), "une session de page ne vaut pas sous l'API : " + a);
        }
    }

    private void ouvre(String qui, String adresse) throws Exception {
        assertEquals(200, visiteur(qui).demander(adresse).statusCode(), qui + " " + adresse);
    }

    private static void refusee(Visiteur v, String quoi, String adresse) {
        HttpResponse<String> r = v.demander(adresse);
        assertTrue(Set.of(301, 400, 403, 404).contains(r.statusCode()), () -> quoi + " : " + r.statusCode());
        sansTrace(quoi, r);
    }

    @Test
    void le_dossier_d_un_autre_n_existe_pas() throws Exception {
        long agent = donnees.nombre("select agent_id from acces.compte where identifiant = 'agent'");
        long autre = donnees.agents(1, donnees.denain()).get(0);
        long bulletinDUnAutre = Reperes.bulletin(donnees, reperes.sessionOuverte, autre, "TRANSMISE");
        long valenciennois = donnees.agents(1, donnees.valenciennes()).get(0);
        long bulletinDeValenciennes =
                Reperes.bulletin(donnees, donnees.session(10, donnees.valenciennes()), valenciennois, "TRANSMISE");
        long sessionDeValenciennes =
                donnees.nombre("select session_id from inscription.bulletin where id = ?", bulletinDeValenciennes);
        long dAilleurs = Reperes.passee(donnees, donnees.denain());
        donnees.ecrire(
                "update catalogue.session set structure_id = (select id from annuaire.structure where code <> 'HDF' and type = 'DELEGATION' order by id limit 1), formateur_compte_id = null where id = ?",
                dAilleurs);
        donnees.ecrire(
                "update inscription.jauge set structure_id = (select structure_id from catalogue.session where id = ?) where session_id = ?",
                dAilleurs,
                dAilleurs);
        long bulletinDAilleurs = Reperes.bulletin(donnees, dAilleurs, autre, "CONVOQUEE");
        long pasAuFormateur = Reperes.passee(donnees, donnees.denain());
        donnees.ecrire("update catalogue.session set formateur_compte_id = null where id = ?", pasAuFormateur);
        long unePartAuFormateur = Reperes.passee(donnees, donnees.denain());
        donnees.ecrire("update catalogue.session set formateur_compte_id = null where id = ?", unePartAuFormateur);
        donnees.ecrire(
                "insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin) select id, 'PRESENCE', 'Les cas', debut, debut, '09:00', '12:00' from catalogue.session where id = ?",
                unePartAuFormateur);
        donnees.ecrire(
                "insert into catalogue.seance_formateur select q.id, c.id from catalogue.seance q, acces.compte c where q.session_id = ? and c.identifiant = 'formateur'",
                unePartAuFormateur);
        String brouillon =
                "insert into catalogue.session (stage_id, type, structure_id, etat) select (select min(id) from catalogue.stage), 'INTER', id, 'BROUILLON' from annuaire.structure where type = 'DELEGATION' and code %s 'HDF' order by id limit 1 returning id";
        long brouillonDIci = donnees.nombre(brouillon.formatted("="));
        long brouillonDAilleurs = donnees.nombre(brouillon.formatted("<>"));
        assertNotEquals(agent, autre);

        assertAll(
                () -> introuvable("rh.valenciennes", "/inscription/bulletin.xhtml?id=" + reperes.bulletin),
                () -> introuvable("rh", "/inscription/bulletin.xhtml?id=" + bulletinDeValenciennes),
                () -> introuvable("agent", "/inscription/bulletin.xhtml?id=" + bulletinDUnAutre),
                () -> introuvable("responsable", "/inscription/bulletin.xhtml?id=" + bulletinDUnAutre),
                () -> introuvable("agent", "/inscription/session.xhtml?id=" + sessionDeValenciennes),
                () -> introuvable("rh", "/inscription/session.xhtml?id=" + sessionDeValenciennes),
                () -> introuvable("delegation", "/inscription/stagiaires.xhtml?session=" + dAilleurs),
                () -> introuvable("delegation", "/attestation/presences.xhtml?session=" + dAilleurs),
                () -> introuvable("delegation", "/inscription/bulletin.xhtml?id=" + bulletinDAilleurs),
                () -> introuvable("formateur", "/attestation/presences.xhtml?session=" + pasAuFormateur),
                () -> introuvable("formateur", "/attestation/presences.xhtml?session=" + dAilleurs),
                () -> introuvable("rh.valenciennes", "/attestation/attestation.xhtml?id=" + reperes.attestation),
                () -> introuvable("delegation", "/catalogue/publier.xhtml?brouillon=" + brouillonDAilleurs),
                () -> introuvable("delegation", "/catalogue/deroule.xhtml?session=" + brouillonDAilleurs),
                () -> introuvable("delegation", "/inscription/stagiaires.xhtml?session=" + brouillonDIci),
                () -> introuvable("rh", "/inscription/session.xhtml?id=" + brouillonDIci),
                () -> introuvable("agent", "/inscription/session.xhtml?id=" + brouillonDIci),
                () -> ouvre("delegation", "/catalogue/publier.xhtml?brouillon=" + brouillonDIci),
                () -> ouvre("delegation", "/catalogue/deroule.xhtml?session=" + brouillonDIci),
                () -> ouvre("siege", "/catalogue/publier.xhtml?brouillon=" + brouillonDAilleurs),
                () -> ouvre("formateur", "/attestation/presences.xhtml?session=" + unePartAuFormateur),
                () -> assertEquals(
                        200,
                        visiteur("siege")
                                .demander("/inscription/stagiaires.xhtml?session=" + dAilleurs)
                                .statusCode()));
        for (String mauvais : List.of(
                "",
                "?id=",
                "?id=x",
                "?id=-1",
                "?id=999999999999999999",
                "?id=1%27%20or%201=1",
                "?id=99999999999999999999")) {
            introuvable("agent", "/inscription/bulletin.xhtml" + mauvais);
            introuvable("agent", "/ecommunautes/communaute.xhtml" + mauvais);
            introuvable("agent", "/inscription/session.xhtml" + mauvais);
            introuvable("rh", "/attestation/attestation.xhtml" + mauvais);
        }
    }

    @Test
    void l_attestation_d_une_autre_collectivite_n_existe_pas_pour_un_sirh() throws Exception {
        long session = Reperes.passee(donnees, donnees.valenciennes());
        long bulletin = Reperes.bulletin(
                donnees, session, donnees.agents(1, donnees.valenciennes()).get(0), "ATTESTEE");
        long attestation = Reperes.attestation(
                donnees, bulletin, "2026-HDF-" + (800_000 + bulletin), "voisine-voisine-" + (100_000 + bulletin));
        Visiteur sirh = new Visiteur(application).avecJeton(Application.JETON);
        assertEquals(
                200,
                sirh.demander("/api/v1/attestations/" + reperes.attestation + "/pdf")
                        .statusCode());
        assertEquals(
                404,
                sirh.demander("/api/v1/attestations/" + attestation + "/pdf").statusCode());
        assertEquals(404, sirh.demander("/api/v1/attestations/" + attestation).statusCode());
        assertEquals(
                401,
                visiteur("rh")
                        .demander("/api/v1/attestations/" + reperes.attestation)
                        .statusCode(),
                "une session de page ne vaut pas sous /api");
        assertEquals(302, sirh.demander("/aujourdhui.xhtml").statusCode(), "un jeton ne vaut pas sur les pages");
    }

    @Test
    void la_session_change_d_identifiant_a_l_entree_et_meurt_a_la_sortie() {
        Visiteur v = new Visiteur(application);
        String avant = "choisi-d-avance-par-quelqu-un-d-autre";
        v.avecSession(avant).entrer("agent");
        assertNotEquals(avant, v.session());
        Visiteur ancien = new Visiteur(application).avecSession(avant);
        assertEquals(302, ancien.demander("/aujourdhui.xhtml").statusCode(), "l'ancien identifiant n'ouvre rien");
        String pendant = v.session();
        HttpResponse<String> page = v.demander("/aujourdhui.xhtml");
        String lien = page.body().replaceAll("(?s).*'(sortie:[^']+)'.*", "$1");
        v.presser("/aujourdhui.xhtml", lien, page.body());
        assertEquals(
                302,
                new Visiteur(application)
                        .avecSession(pendant)
                        .demander("/aujourdhui.xhtml")
                        .statusCode(),
                "après la sortie, elle n'ouvre plus rien");
    }

    @Test
    void un_caractere_invisible_dans_un_formulaire_est_refuse_en_le_nommant_et_une_recherche_l_ignore() {
        Visiteur v = new Visiteur(application);
        String page = v.demander("/connexion.xhtml").body();
        HttpResponse<String> r = v.poster(
                "/connexion.xhtml",
                Map.of(
                        "connexion",
                        "connexion",
                        "connexion:identifiant",
                        "ag\u200bent",
                        "connexion:motDePasse",
                        Application.MOT_DE_PASSE,
                        "connexion:entrer",
                        "Se connecter",
                        Visiteur.ETAT,
                        Visiteur.etat(page)));
        assertEquals(200, r.statusCode());
        assertTrue(r.body().contains("une espace sans largeur (U+200B)"), r.body());
        assertEquals(
                200,
                visiteur("rh")
                        .demander("/annuaire/agents.xhtml?q=%00%E2%80%8Bdub")
                        .statusCode());
    }

    @Test
    void un_retour_ne_mene_pas_hors_du_site() {
        for (String retour : List.of(
                "https://exemple.invalid/",
                "//exemple.invalid/a.xhtml",
                "/\\exemple.invalid/a.xhtml",
                "javascript:alert(1)")) {
            Visiteur v = new Visiteur(application);
            assertTrue(v.entrer("agent", retour).endsWith("/aujourdhui.xhtml"), retour);
        }
        assertTrue(new Visiteur(application)
                .entrer("agent", "/inscription/catalogue.xhtml?q=lille")
                .endsWith("/inscription/catalogue.xhtml?q=lille"));
    }

    @Test
    void un_lien_d_avant_la_coupe_de_l_annuaire_mene_a_sa_page() {
        HttpResponse<String> r = new Visiteur(application).demander("/annuaire/activer.xhtml?lien=abc");
        assertEquals(302, r.statusCode());
        assertEquals(
                "/acces/activer.xhtml?lien=abc",
                r.headers().firstValue("Location").orElse(""));
        assertEquals(
                404,
                new Visiteur(application).demander("/annuaire/nulle-part.xhtml").statusCode());
    }

    @Test
    void un_envoi_forge_vieux_venu_d_ailleurs_ou_au_nom_d_un_autre_n_agit_pas() throws Exception {
        String adresse = "/inscription/session.xhtml?id=" + reperes.sessionOuverte;
        Visiteur agent = visiteur("agent");
        String combien = "select count(*) from inscription.bulletin where session_id = ?";
        long avant = donnees.nombre(combien, reperes.sessionOuverte);
        String moi = agent.demander(adresse).body().replaceAll("(?s).*[?&;]pour=([0-9-]+)\".*", "$1");
        Map<String, String> bon = Map.of("demande", "demande", "demande:demander", "x", Visiteur.ETAT, "stateless");
        Map<String, String> sansEtat = Map.of("demande", "demande", "demande:demander", "x");
        Map<String, String> vieux =
                Map.of("demande", "demande", "demande:demander", "x", Visiteur.ETAT, "-123456:654321");
        Map<String, String> forge = Map.of("demande", "demande", "demande:demander", "x", Visiteur.ETAT, "n'importe");
        for (Map<String, String> corps : List.of(sansEtat, vieux, forge)) {
            HttpResponse<String> r = agent.poster(adresse + "&pour=" + moi, corps);
            assertTrue(r.statusCode() < 500, () -> corps + " : " + r.statusCode() + " " + r.body());
            sansTrace(corps.toString(), r);
        }
        for (String pour : List.of("", "&pour=1", "&pour=" + moi + "0")) {
            HttpResponse<String> r = agent.poster(adresse + pour, bon);
            assertEquals(409, r.statusCode(), pour);
            assertTrue(r.body().contains("Rien n'a été fait"), r.body());
        }
        for (String site : List.of("https://ailleurs.exemple", "null", "http://localhost:1")) {
            Visiteur piege =
                    new Visiteur(application).avecSession(agent.session()).venantDe(site);
            assertEquals(403, piege.poster(adresse + "&pour=" + moi, bon).statusCode(), site);
        }
        assertEquals(avant, donnees.nombre(combien, reperes.sessionOuverte));
        for (String page : List.of("/connexion.xhtml", "/aujourdhui.xhtml", "/attestation/verifier.xhtml")) {
            HttpResponse<String> r = agent.poster(page, Map.of("x", "y", Visiteur.ETAT, "-1:1"));
            assertTrue(r.statusCode() < 500, () -> page + " : " + r.statusCode());
            sansTrace(page, r);
        }
        assertEquals(302, new Visiteur(application).poster(adresse, vieux).statusCode());
    }

    private void introuvable(String compte, String adresse) {
        HttpResponse<String> r = visiteur(compte).demander(adresse);
        assertEquals(404, r.statusCode(), () -> compte + " " + adresse);
        assertTrue(r.body().contains("Cette page n'existe pas"), () -> compte + " " + adresse + " : " + r.body());
        sansTrace(adresse, r);
    }

    private static void sansTrace(String quoi, HttpResponse<String> r) {
        // PrimeFaces écrit dans chaque page le nom de l'exception qu'il sait traiter : ce n'est pas une trace
        String corps = r.body().replaceAll("errorPages:\\{[^}]*}", "");
        assertFalse(
                corps.contains("\tat ") || corps.contains("Exception") || corps.contains("Payara"),
                () -> quoi + " : " + corps);
    }

    private Visiteur visiteur(String compte) {
        return visiteurs.computeIfAbsent(compte, c -> {
            Visiteur v = new Visiteur(application);
            v.entrer(c);
            return v;
        });
    }
}
