package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sans souris : se connecter, sauter au contenu, chercher dans le catalogue, demander une session, construire une
 * session hybride, avec Tab, Entrée et Espace. À chaque arrêt, l'élément tenu se voit et est dans l'écran.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClavierIT {

    private static final int ARRETS_AU_PLUS = 90;

    private Navigateur navigateur;
    private Donnees donnees;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        donnees = new Donnees(application);
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        donnees.close();
    }

    @Test
    void on_se_connecte_on_cherche_et_on_demande_une_session_au_clavier_seul() throws Exception {
        long session = donnees.session(5, donnees.denain());
        donnees.ecrire("update catalogue.session set ville = 'Clavierville' where id = ?", session);
        Page p = navigateur.anonyme(Navigateur.LARGE);

        p.navigate("/connexion.xhtml");
        aller(p, "[id='connexion:identifiant']");
        p.keyboard().type("agent");
        aller(p, "[id='connexion:motDePasse']");
        p.keyboard().type("pas le bon");
        envoyer(p, "Enter");
        assertThat(p.locator(".message.erreur")).containsText("Identifiant ou mot de passe incorrect");
        assertThat(p.locator("[id='connexion:identifiant']")).hasValue("agent");
        aller(p, "[id='connexion:motDePasse']");
        p.keyboard().type(Application.MOT_DE_PASSE);
        aller(p, "[id='connexion:entrer']");
        envoyer(p, "Space");
        p.waitForURL("**/aujourdhui.xhtml");

        p.keyboard().press("Tab");
        tenu(p, ".lien-evitement");
        p.keyboard().press("Enter");
        assertEquals("contenu", p.evaluate("() => document.activeElement.id"));
        p.keyboard().press("Tab");
        assertEquals(
                true,
                p.evaluate("() => document.activeElement.matches('main *, footer *')"),
                "après l'évitement, on est dans le contenu");

        p.navigate("/aujourdhui.xhtml");
        aller(p, "#recherche");
        p.keyboard().type("clavierville");
        envoyer(p, "Enter");
        p.waitForURL("**/inscription/catalogue.xhtml?q=clavierville");
        assertThat(p.locator(".page-sous-titre")).containsText("« clavierville »");
        aller(p, "main a[href$='session.xhtml?id=" + session + "']");
        envoyer(p, "Enter");
        p.waitForURL("**/inscription/session.xhtml?id=" + session);
        aller(p, "[id='demande:demander']");
        envoyer(p, "Space");
        p.waitForURL("**/inscription/bulletin.xhtml?id=*");
        assertThat(p.locator("#messages[role=status]")).containsText("Votre demande est déposée");
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));

        aller(p, "details.repli summary");
        p.keyboard().press("Enter");
        aller(p, "[id='gestes:motif']");
        p.keyboard().type("Changement de planning");
        p.onDialog(dialogue -> dialogue.accept());
        aller(p, "[id='gestes:annuler']");
        envoyer(p, "Enter");
        assertThat(p.locator("#t-situation")).hasText("Annulée");
        assertEquals(List.of(), navigateur.fautes());
    }

    @Test
    void une_delegation_construit_une_session_hybride_au_clavier_seul() throws Exception {
        String code = donnees.texte(
                "select code from catalogue.stage where modalite = 'MIXTE_MODULES' and presentiel_jours = 2 and demonstration order by id limit 1");
        LocalDate mardi = LocalDate.parse(donnees.texte("select outils.jour(now())::text"))
                .plusDays(40)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/catalogue/publier.xhtml");
        aller(p, "[id='session:stage_input']");
        p.keyboard().type(code);
        aller(p, "[id='session:debut']");
        jour(p, mardi);
        aller(p, "[id='session:fin']");
        jour(p, mardi.plusDays(1));
        aller(p, "[id='session:cloture']");
        jour(p, mardi.minusDays(14));
        aller(p, "[id='session:garder']");
        envoyer(p, "Space");
        p.waitForURL("**/catalogue/publier.xhtml?brouillon=*");
        long session = Long.parseLong(p.url().replaceAll(".*brouillon=", ""));
        assertThat(p.locator("#messages[role=status]")).containsText("Le brouillon est enregistré");

        aller(p, "main a[href*='deroule.xhtml']");
        envoyer(p, "Enter");
        p.waitForURL("**/catalogue/deroule.xhtml?session=" + session);
        aller(p, "[id='poser:demiJournees']");
        envoyer(p, "Space");
        assertThat(p.locator("#messages[role=status]")).containsText("4 demi-journées sont posées");

        aller(p, "[id='ajouterRepli'] > summary");
        p.keyboard().press("Enter");
        aller(p, "[id='seance:forme']");
        p.keyboard().press("ArrowDown");
        aller(p, "[id='seance:titre']");
        p.keyboard().type("Classe virtuelle");
        aller(p, "[id='seance:debut']");
        heure(p, "17:00");
        aller(p, "[id='seance:fin']");
        heure(p, "18:00");
        aller(p, "[id='seance:ajouter']");
        envoyer(p, "Space");
        assertThat(p.locator("[id='seance:lien-erreur']")).containsText("Une séquence en direct a son lien");
        aller(p, "[id='seance:lien']");
        p.keyboard().type("https://classe.exemple.fr/hybride");
        aller(p, "[id='seance:ajouter']");
        envoyer(p, "Space");
        assertThat(p.locator("#messages[role=status]")).containsText("La séance est au déroulé");
        aller(p, "[id='ajouterRepli'] > summary");
        p.keyboard().press("Enter");
        aller(p, "[id='seance:forme']");
        p.keyboard().press("ArrowDown");
        p.keyboard().press("ArrowDown");
        aller(p, "[id='seance:titre']");
        p.keyboard().type("Lire le dossier");
        aller(p, "[id='seance:jour']");
        jour(p, mardi.minusDays(10));
        aller(p, "[id='seance:jusquAu']");
        jour(p, mardi.minusDays(1));
        aller(p, "[id='seance:ajouter']");
        envoyer(p, "Space");
        assertThat(p.locator("#messages[role=status]")).containsText("La séance est au déroulé");

        aller(p, "[id='scenarioRepli'] > summary");
        p.keyboard().press("Enter");
        aller(p, "[id='scenario:criteres']");
        p.keyboard().type("Rendre l'étude de cas");
        aller(p, "[id='scenario:accompagnement']");
        p.keyboard().type("Un point par semaine, en direct");
        aller(p, "[id='scenario:ecrire']");
        envoyer(p, "Space");
        assertThat(p.locator("#messages[role=status]")).containsText("Le scénario est enregistré");
        assertEquals(
                "ASYNCHRONE PRESENCE PRESENCE SYNCHRONE PRESENCE PRESENCE Rendre l'étude de cas",
                donnees.texte(
                        "select string_agg(q.forme, ' ' order by q.jour, q.debut) || ' ' || max(s.criteres_validation) from catalogue.seance q join catalogue.session s on s.id = q.session_id where s.id = ?",
                        session));

        aller(p, "main a[href*='publier.xhtml']");
        envoyer(p, "Enter");
        p.waitForURL("**/catalogue/publier.xhtml?brouillon=" + session);
        aller(p, "[id='session:publierBouton']");
        envoyer(p, "Space");
        assertThat(p.locator("[id='session:commune_input-erreur']"))
                .containsText("Choisissez la commune où elle se tient");
        aller(p, "[id='session:commune_input']");
        p.keyboard().type("62498");
        aller(p, "[id='session:publierBouton']");
        envoyer(p, "Space");
        p.waitForURL("**/inscription/stagiaires.xhtml?session=" + session);
        assertEquals(
                "PUBLIEE Lens",
                donnees.texte("select etat || ' ' || ville from catalogue.session where id = ?", session));

        p.navigate("/catalogue/deroule.xhtml?session=" + session);
        aller(p, "[id='annulerRepli'] > summary");
        p.keyboard().press("Enter");
        aller(p, "[id='annulation:motif']");
        p.keyboard().type("Formatrice souffrante");
        p.onceDialog(dialogue -> dialogue.accept());
        aller(p, "[id='annulation:annuler']");
        envoyer(p, "Space");
        assertThat(p.locator(".situation")).containsText("« Formatrice souffrante » Ses demandes ont été annulées");
        assertEquals(List.of(), navigateur.fautes());
    }

    /** Chaque demande se lit, se valide et laisse la place à la suivante : une page lue, un envoi, une redirection. */
    private static final int INSTRUCTIONS_PAR_DEMANDE = 120;

    @Test
    void vingt_demandes_se_valident_au_clavier_seul_sans_revenir_a_la_liste() throws Exception {
        long session = donnees.session(15, donnees.denain());
        for (long agent : donnees.agents(21, donnees.denain())) {
            Reperes.bulletin(donnees, session, agent, "AVIS_RENDU");
        }
        Page p = navigateur.connecte("rh", Navigateur.LARGE);
        p.navigate("/inscription/bulletins.xhtml?etat=AVIS_RENDU&session=" + session);
        aller(p, "main a[href*='bulletin.xhtml?id=']");
        envoyer(p, "Enter");
        assertThat(p.locator(".file-position")).hasText("1 sur 21");
        String premiere = p.url();
        p.keyboard().press("v");
        assertThat(p.locator(".file-position")).hasText("1 sur 21");
        assertEquals(21, restent(session), "coupées, les touches ne font rien");

        aller(p, ".file-touches > summary");
        p.keyboard().press("Enter");
        aller(p, "button[data-touches]");
        p.keyboard().press("Space");
        assertThat(p.locator("button[data-touches]")).hasAttribute("aria-pressed", "true");
        assertThat(p.locator("[id='gestes:valider']")).hasAttribute("aria-keyshortcuts", "v");
        toucher(p, "s");
        assertThat(p.locator(".file-position")).hasText("2 sur 21");
        toucher(p, "p");
        assertThat(p.locator(".file-position")).hasText("1 sur 21");
        assertEquals(identifiant(premiere), identifiant(p.url()));

        p.keyboard().press("r");
        assertEquals("gestes:motif", p.evaluate("() => document.activeElement.id"));
        p.keyboard().type("v, trop tard dans l'année");
        assertThat(p.locator("[id='gestes:motif']")).hasValue("v, trop tard dans l'année");
        aller(p, "[id='gestes:refuser']");
        envoyer(p, "Enter");
        assertThat(p.locator("#messages")).containsText("Bulletin refusé.");
        assertThat(p.locator(".file-position")).hasText("1 sur 20");

        donnees.ecrire("create extension if not exists pg_stat_statements");
        donnees.texte("select pg_stat_statements_reset()::text");
        for (int reste = 20; reste > 0; reste--) {
            assertThat(p.locator(".file-position")).hasText("1 sur " + reste);
            toucher(p, "v");
            assertThat(p.locator("#messages"))
                    .containsText(
                            reste > 5
                                    ? "Une place est tenue."
                                    : 6 - reste + (reste == 5 ? "re" : "e") + " en liste d'attente.");
        }
        long instructions = donnees.nombre(
                "select sum(calls) from pg_stat_statements where userid = (select oid from pg_roles where rolname = 'iel')");
        assertTrue(
                instructions <= 20L * INSTRUCTIONS_PAR_DEMANDE,
                () -> instructions + " instructions pour vingt demandes");
        p.waitForURL("**/inscription/bulletins.xhtml?etat=AVIS_RENDU&session=" + session + "*");
        assertThat(p.locator("#messages")).containsText("C'était la dernière de cette liste.");
        assertEquals(0, restent(session));

        p.goBack();
        assertThat(p.locator(".file-position")).containsText("Plus rien dans cette liste");
        toucher(p, "z");
        p.waitForURL(u -> identifiant(u) != identifiant(premiere) && !u.contains("vu="));
        assertThat(p.locator("#t-situation")).containsText("En liste d'attente");
        toucher(p, "l");
        p.waitForURL("**/inscription/bulletins.xhtml?etat=AVIS_RENDU&session=" + session + "*");
        assertEquals(List.of(), navigateur.fautes());
    }

    private long restent(long session) throws Exception {
        return donnees.nombre(
                "select count(*) from inscription.bulletin where session_id = ? and etat = 'AVIS_RENDU'", session);
    }

    private static long identifiant(String adresse) {
        return Long.parseLong(adresse.replaceAll(".*[?&]id=([0-9]+).*", "$1"));
    }

    @Test
    void une_delegation_passe_les_demandes_d_une_session_de_l_une_a_la_suivante() throws Exception {
        long session = donnees.session(3, donnees.denain());
        for (long agent : donnees.agents(3, donnees.denain())) {
            Reperes.bulletin(donnees, session, agent, "TRANSMISE");
        }
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/inscription/stagiaires.xhtml?session=" + session + "&etat=TRANSMISE");
        aller(p, "main a[href*='bulletin.xhtml?id=']");
        envoyer(p, "Enter");
        for (int reste = 3; reste > 0; reste--) {
            assertThat(p.locator(".file-position")).hasText("1 sur " + reste);
            aller(p, "[id='gestes:accepter']");
            envoyer(p, "Enter");
            assertThat(p.locator("#messages")).containsText("Bulletin accepté.");
        }
        p.waitForURL("**/inscription/stagiaires.xhtml?*session=" + session + "*");
        assertThat(p.locator(".vide-titre")).hasText("Plus personne dans cet état");
        assertThat(p.locator("[id='tous:convoquer']")).isVisible();
        assertEquals(List.of(), navigateur.fautes());
    }

    /** Une date ou une heure se tape dans l'ordre où le navigateur la montre, à la française ou à l'américaine. */
    private static void jour(Page p, LocalDate jour) {
        saisir(
                p,
                jour.toString(),
                DateTimeFormatter.ofPattern("ddMMyyyy").format(jour),
                DateTimeFormatter.ofPattern("MMddyyyy").format(jour));
    }

    private static void heure(Page p, String heure) {
        LocalTime t = LocalTime.parse(heure);
        saisir(
                p,
                heure,
                DateTimeFormatter.ofPattern("HHmm").format(t),
                DateTimeFormatter.ofPattern("hhmma", Locale.ENGLISH).format(t));
    }

    private static void saisir(Page p, String valeur, String... frappes) {
        for (String frappe : frappes) {
            for (int i = 0; i < 3; i++) {
                p.keyboard().press("ArrowLeft");
            }
            p.keyboard().type(frappe);
            if (valeur.equals(p.evaluate("() => document.activeElement.value"))) {
                return;
            }
        }
        throw new AssertionError(valeur + " ne se tape pas : " + p.evaluate("() => document.activeElement.value"));
    }

    @Test
    void au_telephone_le_menu_du_compte_et_les_filtres_se_tiennent_au_clavier() {
        Page p = navigateur.connecte("agent", Navigateur.TELEPHONE);
        p.navigate("/inscription/catalogue.xhtml");
        aller(p, ".menu-compte summary");
        p.keyboard().press("Enter");
        aller(p, ".menu-compte a[href$='/mon-compte.xhtml']");
        envoyer(p, "Enter");
        p.waitForURL("**/mon-compte.xhtml");
    }

    /** Avance de Tab en Tab jusqu'à l'élément, en vérifiant chaque arrêt. */
    private static void aller(Page p, String cible) {
        for (int i = 0; i < ARRETS_AU_PLUS; i++) {
            p.keyboard().press("Tab");
            if ((boolean) p.evaluate("c => document.activeElement.matches(c)", cible)) {
                tenu(p, cible);
                return;
            }
        }
        throw new AssertionError("Tab ne mène pas à " + cible + " sur " + p.url());
    }

    /** Presse, et attend d'être ailleurs : un mot que la page quittée portait déjà ne prouve rien. */
    private static void envoyer(Page p, String touche) {
        p.evaluate("() => { document.documentElement.dataset.quittee = 'oui' }");
        p.keyboard().press(touche);
        p.locator("html:not([data-quittee])").waitFor();
        p.waitForLoadState(LoadState.DOMCONTENTLOADED);
    }

    /** Un raccourci, quand la page l'annonce : avant, personne ne l'écoute. */
    private static void toucher(Page p, String touche) {
        assertThat(p.locator("[data-touche=" + touche + "]")).hasAttribute("aria-keyshortcuts", touche);
        envoyer(p, touche);
    }

    /** L'élément tenu est celui-là, il est dans l'écran, et son contour se voit. */
    private static void tenu(Page p, String cible) {
        Object defaut = p.evaluate("""
        c => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
          if (!e.matches(c)) return 'tient ' + e.outerHTML.slice(0, 120);
          if (r.width === 0 || r.bottom <= 0 || r.top >= innerHeight || r.right <= 0) return 'hors de l\\'écran ' + JSON.stringify(r);
          if ((s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0) && s.boxShadow === 'none') return 'ne se voit pas';
          return null; }
        """, cible);
        assertTrue(defaut == null, () -> cible + " : " + defaut);
    }
}
