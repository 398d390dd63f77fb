package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * L'entrée d'une collectivité dans un vrai navigateur, du code remis par la délégation à l'agent invité ; les courriels
 * se lisent dans la boîte de la démonstration. Le gestionnaire est au téléphone.
 */
class AdhesionIT extends DansUnNavigateur {

    private static final String SECRET = "un mot de passe long";

    @Test
    void une_collectivite_entre_du_code_remis_a_la_premiere_invitation() throws Exception {
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        Page telephone = inscrire(delegation, "Caudry", "lea.caudry@epreuve.exemple");

        String lien = lien("lea.caudry@epreuve.exemple");
        telephone.navigate(lien);
        telephone.navigate(lien);
        assertThat(telephone.locator("#t-activer")).hasText("Léa Petit, pour Caudry");
        assertThat(telephone.getByLabel("Identifiant")).hasValue(Pattern.compile("lea\\.petit[0-9]*"));
        navigateur.photographier(telephone, "visiteur/activer", telephone.locator("[id='activation']"));
        telephone.getByLabel("Identifiant").fill("rh");
        telephone.getByLabel("Mot de passe").fill(SECRET);
        telephone.locator("[id='activation:activer']").click();
        assertThat(telephone.locator(".champ .erreur").first()).containsText("déjà pris");
        telephone.getByLabel("Identifiant").fill("formation.caudry");
        telephone.getByLabel("Mot de passe").fill(SECRET);
        telephone.locator("[id='activation:activer']").click();
        telephone.waitForURL("**/connexion.xhtml");
        assertThat(telephone.locator(".message.succes"))
                .containsText("attend encore la validation de la Délégation Hauts-de-France");

        entrer(telephone, "formation.caudry", SECRET);
        assertThat(telephone.locator(".message.erreur"))
                .containsText("Votre collectivité attend la validation de la Délégation Hauts-de-France depuis le ");

        delegation.navigate("/aujourdhui.xhtml");
        delegation.locator("a.tuile[href$='etat=A_VALIDER']").click();
        Locator demande = demande(delegation, "Caudry");
        assertThat(demande).containsText("elle n'attend plus que votre validation");
        navigateur.photographier(delegation, "delegation/valider-une-adhesion", demande);
        demande.getByText("Valider", new Locator.GetByTextOptions().setExact(true))
                .or(demande.locator("input[value='Valider']"))
                .first()
                .click();
        assertThat(delegation.locator("#messages")).containsText("Caudry est opérationnelle");
        delegation.navigate("/acces/adhesions.xhtml?etat=OPERATIONNELLE&q=Caudry");
        assertThat(demande(delegation, "Caudry")).containsText("Opérationnelle depuis le ");

        entrer(telephone, "formation.caudry", SECRET);
        telephone.waitForURL("**/aujourdhui.xhtml");
        assertThat(telephone.locator(".entete-pour")).containsText("Caudry");

        telephone.navigate("/acces/acces.xhtml");
        telephone.locator("[id='gestionnaire:prenom']").fill("Marc");
        telephone.locator("[id='gestionnaire:nom']").fill("Second");
        telephone.locator("[id='gestionnaire:courriel']").fill("marc.second@epreuve.exemple");
        telephone.locator("[id='gestionnaire:inviter']").click();
        assertThat(telephone.locator("#messages")).containsText("Une invitation part à marc.second@epreuve.exemple.");
        assertThat(telephone.locator("tr").filter(new Locator.FilterOptions().setHasText("Marc Second")))
                .containsText("invité");

        Page quiconque = navigateur.anonyme(Navigateur.TELEPHONE);
        quiconque.navigate(lien);
        assertThat(quiconque.locator("main")).containsText("Ce lien a servi le ");
        quiconque.navigate(lien.replace("lien=", "lien=x"));
        assertThat(quiconque.locator("main")).containsText("Ce lien n'est pas le nôtre");
        quiconque.navigate(lien.replace("activer", "mot-de-passe"));
        assertThat(quiconque.locator("main")).containsText("Ce lien sert à activer un compte");
    }

    @Test
    void un_lien_expire_se_renvoie_a_la_meme_adresse() throws Exception {
        inscrire(navigateur.connecte("delegation", Navigateur.LARGE), "Solesmes", "lea.solesmes@epreuve.exemple");
        String ancien = lien("lea.solesmes@epreuve.exemple");
        d.ecrire(
                "update acces.lien set cree_le = cree_le - interval '10 days', expire_le = now() - interval '3 days' where destinataire = 'lea.solesmes@epreuve.exemple'");
        Page telephone = navigateur.anonyme(Navigateur.TELEPHONE);
        telephone.navigate(ancien);
        assertThat(telephone.locator("main")).containsText("Ce lien a expiré le ");
        telephone.locator("[id='renvoi:renvoyer']").click();
        assertThat(telephone.locator(".message.succes")).containsText("Un nouveau lien part");
        telephone.navigate(ancien);
        assertThat(telephone.locator("main")).containsText("ouvrez le plus récent de nos courriels");
        telephone.navigate(lien("lea.solesmes@epreuve.exemple"));
        assertThat(telephone.locator("#t-activer")).containsText("Solesmes");
    }

    @Test
    void le_mot_de_passe_oublie_se_choisit_par_un_lien_et_ferme_les_autres_sessions() throws Exception {
        d.compte("oubli", "Siège oublieux", "SIEGE", null, null, null, "oubli@epreuve.exemple");
        Page ailleurs = navigateur.connecte("oubli", Navigateur.LARGE);
        ailleurs.navigate("/aujourdhui.xhtml");

        Page p = navigateur.anonyme(Navigateur.TELEPHONE);
        p.navigate("/connexion.xhtml");
        p.getByText("Mot de passe oublié").click();
        p.getByLabel("Identifiant ou courriel").fill("personne-de-ce-nom");
        p.locator("[id='demande:demander']").click();
        String inconnu = p.locator(".message.info").innerText();
        p.navigate("/acces/mot-de-passe.xhtml");
        p.getByLabel("Identifiant ou courriel").fill("OUBLI@epreuve.exemple");
        p.locator("[id='demande:demander']").click();
        assertThat(p.locator(".message.info")).hasText(inconnu);

        p.navigate(lien("oubli@epreuve.exemple"));
        p.getByLabel("Nouveau mot de passe").fill("court");
        p.locator("[id='choix:choisir']").click();
        assertThat(p.locator(".champ .erreur").first()).containsText("14 caractères");
        p.getByLabel("Nouveau mot de passe").fill("encore un mot de passe");
        p.locator("[id='choix:choisir']").click();
        p.waitForURL("**/connexion.xhtml");
        assertThat(p.locator(".message.succes")).containsText("Votre mot de passe est changé");
        entrer(p, "oubli", "encore un mot de passe");
        p.waitForURL("**/aujourdhui.xhtml");

        ailleurs.navigate("/aujourdhui.xhtml");
        assertThat(ailleurs.locator("h1")).hasText("Se connecter");
    }

    /** La délégation remet les identifiants, la collectivité s'inscrit. @return la page du gestionnaire */
    private Page inscrire(Page delegation, String nom, String courriel) throws Exception {
        delegation.navigate("/acces/adhesions.xhtml");
        delegation
                .getByLabel("Collectivité de votre ressort")
                .fill(d.texte("select siren from annuaire.collectivite where nom = ? and departement = '59'", nom));
        delegation.locator("[id='remise:remettre']").click();
        String code = delegation.locator("#code-remis").innerText();
        String motDePasse = delegation.locator("#mot-de-passe-remis").innerText();

        Page p = navigateur.anonyme(Navigateur.TELEPHONE);
        p.navigate("/acces/adhesion.xhtml");
        p.getByLabel("Code").fill(code.toLowerCase());
        p.getByLabel("Mot de passe").fill("pas le bon");
        navigateur.photographier(p, "visiteur/donner-le-code", p.locator("[aria-labelledby='t-identifiants']"));
        p.locator("[id='identifiants:continuer']").click();
        assertThat(p.locator("#messages")).containsText("n'ouvrent pas d'inscription");
        p.getByLabel("Mot de passe").fill(motDePasse);
        p.locator("[id='identifiants:continuer']").click();
        assertThat(p.locator("#t-inscription")).hasText(nom);
        p.getByLabel("Prénom").fill("Léa");
        p.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("Petit");
        p.getByLabel("Fonction").fill("Responsable des ressources humaines");
        p.getByLabel("Courriel").fill(courriel);
        p.getByLabel("Téléphone").fill("03 27 00 00 00");
        p.getByLabel("Adresse postale").fill("1 place de la Mairie");
        p.locator("[id='inscription:inscrire']").click();
        assertThat(p.locator(".champ .erreur")
                        .filter(new Locator.FilterOptions().setHasText("acceptez les conditions")))
                .isVisible();
        p.getByLabel("J'accepte ces conditions").check();
        p.locator("[id='inscription:inscrire']").click();
        assertThat(p.locator("#t-fait")).isVisible();
        return p;
    }

    private static void entrer(Page p, String identifiant, String motDePasse) {
        p.navigate("/connexion.xhtml");
        p.getByLabel("Identifiant").fill(identifiant);
        p.getByLabel("Mot de passe").fill(motDePasse);
        p.locator("[id='connexion:entrer']").click();
    }

    private static Locator demande(Page p, String nom) {
        return p.locator("section.carte")
                .filter(new Locator.FilterOptions()
                        .setHas(p.locator("h2").filter(new Locator.FilterOptions().setHasText(nom))));
    }

    /** Le lien du dernier courriel de cette adresse, cliquable dans la boîte de la démonstration. @return son chemin */
    private String lien(String courriel) {
        Page boite = navigateur.anonyme(Navigateur.LARGE);
        Locator message = boite.locator("article")
                .filter(new Locator.FilterOptions().setHasText("à " + courriel))
                .first()
                .locator("a")
                .first();
        for (int i = 0; i < 20; i++) {
            boite.navigate("/garde/boite.xhtml");
            if (message.count() > 0) {
                break;
            }
            boite.waitForTimeout(500);
        }
        assertThat(message).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(5_000));
        String chemin = message.getAttribute("href");
        boite.context().close();
        return chemin;
    }
}
