package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Une personne de plusieurs qualités, dans un vrai navigateur : une seule connexion, deux onglets, deux qualités. */
class PersonnesIT extends DansUnNavigateur {

    private void choisir(Page p, String qualite) {
        p.locator(".entete-pour").getByText("changer").click();
        p.getByLabel("Agir comme " + qualite).click();
        p.waitForURL("**/aujourdhui.xhtml");
    }

    /** On entre là où l'on était : une autre épreuve a pu y changer quelque chose. */
    private void dernierePassee(String qualite) throws Exception {
        d.ecrire(
                "update acces.personne p set derniere_qualite = c.id from acces.compte c where c.identifiant = ? and p.id = c.personne_id",
                qualite);
    }

    @Test
    void deux_onglets_deux_qualites_un_geste_dans_chacun_tombe_ou_sa_page_le_dit() throws Exception {
        long aDenain = d.session(5, d.denain());
        long aValenciennes = d.session(5, d.valenciennes());
        dernierePassee("secretaire");
        Page denain = navigateur.connecte("secretaire", Navigateur.LARGE);
        denain.navigate("/aujourdhui.xhtml");
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");
        assertThat(denain.locator("[aria-labelledby='t-qualites']")).containsText("Agent, Valenciennes");
        denain.navigate("/inscription/session.xhtml?id=" + aDenain);

        Page valenciennes = denain.context().newPage();
        valenciennes.navigate("/aujourdhui.xhtml");
        choisir(valenciennes, "Agent, Valenciennes");
        assertThat(valenciennes.locator(".entete-pour")).containsText("pour Valenciennes, agent");

        denain.locator("[id='demande:demander']").click();
        assertThat(denain.locator("#messages")).containsText("Votre demande est déposée");
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");
        valenciennes.navigate("/inscription/session.xhtml?id=" + aValenciennes);
        valenciennes.locator("[id='demande:demander']").click();
        assertThat(valenciennes.locator("#messages")).containsText("Votre demande est déposée");

        String ou = "select collectivite_id from inscription.bulletin where session_id = ?";
        assertEquals(d.denain(), d.nombre(ou, aDenain));
        assertEquals(d.valenciennes(), d.nombre(ou, aValenciennes));
        assertEquals(
                "secretaire.valenciennes",
                d.texte(
                        "select c.identifiant from acces.compte c join inscription.bulletin b on b.agent_id = c.agent_id where b.session_id = ?",
                        aValenciennes));

        denain.locator(".navigation").getByText("Aujourd'hui").click();
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");

        denain.navigate("/mon-compte.xhtml");
        assertThat(denain.locator(".entete-pour")).containsText("pour Valenciennes, agent");
    }

    @Test
    void une_qualite_retiree_pendant_que_sa_page_est_ouverte_refuse_le_geste_et_le_dit() throws Exception {
        long agent = d.agents(1, d.valenciennes()).get(0);
        long ici = d.agents(1, d.denain()).get(0);
        long session = d.session(5, d.valenciennes());
        d.compte("retiree", "Qualité retirée", "AGENT", d.valenciennes(), null, agent, null);
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'retiree.denain', nom, role, ?, ?, personne_id from acces.compte where identifiant = 'retiree'",
                d.denain(),
                ici);
        Page p = navigateur.connecte("retiree", Navigateur.TELEPHONE);
        p.navigate("/inscription/session.xhtml?id=" + session);
        d.ecrire("update acces.compte set au = now() where identifiant = 'retiree'");
        p.locator("[id='demande:demander']").click();
        assertThat(p.locator("h1")).containsText("ouverte au nom d'une autre");
        assertThat(p.locator("main")).containsText("Rien n'a été fait");
        assertEquals(0, d.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
        p.navigate("/aujourdhui.xhtml");
        assertThat(p.locator("h1")).containsText("Aujourd'hui");
    }

    @Test
    void au_telephone_la_gestionnaire_demande_comme_agente_et_ne_valide_pas_sa_demande() throws Exception {
        long session = d.session(5, d.denain());
        dernierePassee("gestionnaire");
        Page p = navigateur.connecte("gestionnaire", Navigateur.TELEPHONE);
        p.navigate("/aujourdhui.xhtml");
        assertThat(p.locator(".entete-pour")).containsText("pour Denain, gestionnaire RH");
        choisir(p, "Agent, Denain");
        assertThat(p.locator(".entete-pour")).containsText("pour Denain, agent");
        String bulletin = Voyage.preinscrire(p, session);
        d.ecrire(
                "update inscription.bulletin set etat = 'AVIS_RENDU', avis = 'FAVORABLE' where session_id = ?",
                session);
        choisir(p, "Gestionnaire RH, Denain");
        p.navigate(bulletin.replaceAll("[?&]pour=[0-9-]+", ""));
        p.locator("[id='gestes:valider']").click();
        assertThat(p.locator("#messages")).containsText("C'est votre propre demande");
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'AVIS_RENDU'",
                        session));
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        Voyage.valider(rh, bulletin.replaceAll("[?&]pour=[0-9-]+", ""));
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'TRANSMISE'",
                        session));
    }

    private void declarer(Page p, long agent, long avec) throws Exception {
        p.navigate("/annuaire/agent.xhtml?id=" + agent);
        p.locator("[id='declarer:avec_input']")
                .fill(d.texte("select siren from annuaire.collectivite where id = ?", avec));
        p.keyboard().press("Tab");
        p.locator("[id='declarer:declarer']").click();
    }

    @Test
    void deux_employeurs_declarent_une_agente_et_l_un_donne_son_avis_sur_ce_que_l_autre_porte() throws Exception {
        long ici = d.agents(1, d.denain()).get(0);
        long la = d.agents(1, d.valenciennes()).get(0);
        d.compte("partagee", "Agente partagée", "AGENT", d.denain(), null, ici, null);
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'partagee.valenciennes', nom, role, ?, ?, personne_id from acces.compte where identifiant = 'partagee'",
                d.valenciennes(),
                la);
        d.compte(
                "rh.partage",
                "RH de Valenciennes",
                "GESTIONNAIRE_RH",
                d.valenciennes(),
                null,
                null,
                "rh@partage.exemple");
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        declarer(rh, ici, d.valenciennes());
        assertThat(rh.locator("[aria-labelledby='t-statut-partage']")).containsText("En attente de l'autre employeur");
        Page autre = navigateur.connecte("rh.partage", Navigateur.TELEPHONE);
        declarer(autre, la, d.denain());
        assertThat(autre.locator("[aria-labelledby='t-statut-partage']")).containsText("Partagé depuis");

        long session = d.session(5, d.denain());
        String bulletin = Voyage.preinscrire(navigateur.connecte("partagee", Navigateur.TELEPHONE), session)
                .replaceAll("[?&]pour=[0-9-]+", "");
        autre.navigate("/inscription/partagees.xhtml");
        assertThat(autre.locator("[id='demandes']")).containsText("Denain");
        autre.getByText("Donner un avis…").click();
        autre.locator("[id='demandes'] textarea").fill("Elle est seule ce jour-là");
        autre.locator("input[value='Défavorable']").click();
        assertThat(autre.locator("#messages")).containsText("Avis enregistré");
        assertEquals(404, autre.navigate(bulletin).status(), "le dossier reste au porteur");

        rh.navigate(bulletin);
        assertThat(rh.locator("[aria-labelledby='t-regles']"))
                .containsText("Avis de Valenciennes, autre employeur de cet agent : défavorable");
        rh.navigate("/annuaire/agent.xhtml?id=" + ici);
        rh.onDialog(x -> x.accept());
        rh.locator("[aria-labelledby='t-statut-partage']").getByText("Retirer").click();
        assertThat(rh.locator("#messages")).containsText("Déclaration retirée");
        autre.navigate("/inscription/partagees.xhtml");
        assertThat(autre.locator("main")).containsText("Aucune demande portée ailleurs");
    }

    @Test
    void deux_comptes_se_reunissent_par_la_preuve_des_deux() throws Exception {
        d.compte(
                "aussi.un",
                "Aussi Un",
                "AGENT",
                d.denain(),
                null,
                d.agents(1, d.denain()).get(0),
                "un@aussi.exemple");
        d.compte(
                "aussi.deux",
                "Aussi Deux",
                "AGENT",
                d.valenciennes(),
                null,
                d.agents(1, d.valenciennes()).get(0),
                "deux@aussi.exemple");
        Page p = navigateur.connecte("aussi.un", Navigateur.TELEPHONE);
        p.navigate("/mon-compte.xhtml");
        p.getByLabel("Identifiant de l'autre compte").fill("aussi.deux");
        p.getByLabel("Mot de passe de l'autre compte").fill("ce n'est pas le bon");
        p.locator("[id='aussi:reunir']").click();
        assertThat(p.locator("main")).containsText("incorrect");
        p.getByLabel("Mot de passe de l'autre compte").fill(Application.MOT_DE_PASSE);
        p.locator("[id='aussi:reunir']").click();
        assertThat(p.locator("#messages")).containsText("1 qualité rejoint les vôtres");
        choisir(p, "Agent, Valenciennes");
        Page autre = navigateur.connecte("aussi.deux", Navigateur.TELEPHONE);
        autre.navigate("/aujourdhui.xhtml");
        assertThat(autre.locator(".entete-pour")).containsText("pour Valenciennes, agent");
        assertThat(autre.locator("[aria-labelledby='t-qualites']")).containsText("Agent, Denain");
    }

    @Test
    void ce_qui_fut_tape_dans_une_qualite_retiree_se_relit_et_s_envoie_dans_celle_qui_reste() throws Exception {
        long communaute = d.nombre("select min(id) from e_communautes.communaute where nature = 'NATIONALE'");
        d.compte(
                "retiree.texte",
                "Qualité retirée",
                "AGENT",
                d.valenciennes(),
                null,
                d.agents(1, d.valenciennes()).get(0),
                null);
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'retiree.texte.denain', nom, role, ?, ?, personne_id from acces.compte where identifiant = 'retiree.texte'",
                d.denain(),
                d.agents(1, d.denain()).get(0));
        Page p = navigateur.connecte("retiree.texte", Navigateur.TELEPHONE);
        p.navigate("/ecommunautes/communaute.xhtml?id=" + communaute);
        p.getByLabel("Titre").fill("Une question longue à taper");
        p.getByLabel("Message").fill("Trois lignes,\nqu'on ne veut pas\nretaper.");
        d.ecrire("update acces.compte set au = now() where identifiant = 'retiree.texte'");
        p.getByText("Publier", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(p.locator("h1")).containsText("ouverte au nom d'une autre");
        assertThat(p.locator("#tape")).containsText("Une question longue à taper");
        assertThat(p.locator("#tape")).containsText("qu'on ne veut pas");
        assertThat(p.locator("main")).containsText("Vous êtes encore agent, Denain");
        String publiees = "select count(*) from e_communautes.contribution where titre = 'Une question longue à taper'";
        assertEquals(0, d.nombre(publiees));
        p.locator("#envoyer").click();
        assertThat(p.locator("main")).containsText("Une question longue à taper");
        assertEquals(1, d.nombre(publiees));
        assertEquals(
                "retiree.texte.denain",
                d.texte(
                        "select c.identifiant from acces.compte c join e_communautes.contribution x on x.auteur_compte_id = c.id where x.titre = 'Une question longue à taper'"));
    }

    /** Une attestation de plus pour cet agent. @return son numéro */
    private String attestation(long agent, long collectivite) throws Exception {
        long session = Reperes.passee(d, collectivite);
        long bulletin = Reperes.bulletin(d, session, agent, "ATTESTEE");
        String numero = "2026-HDF-" + (800_000 + bulletin);
        Reperes.attestation(d, bulletin, numero, "mutation-mutation-mut" + (100_000 + bulletin));
        return numero;
    }

    @Test
    void une_agente_qui_change_de_ville_retrouve_ses_attestations_et_les_partage() throws Exception {
        long ancien = d.agents(1, d.denain()).get(0);
        d.compte("mutee", "Mutée Épreuve", "AGENT", d.denain(), null, ancien, "mutee@denain.exemple");
        String obtenueADenain = attestation(ancien, d.denain());

        // L'ancien employeur annonce son départ ; le nouveau l'inscrit à l'annuaire et l'invite.
        Page denain = navigateur.connecte("rh", Navigateur.LARGE);
        denain.navigate("/annuaire/agent.xhtml?id=" + ancien);
        denain.getByLabel("Parti le").fill(LocalDate.now().plusDays(20).toString());
        denain.locator("[id='fiche:enregistrer']").click();
        assertThat(denain.locator("main")).containsText("Il part le");
        long nouveau = d.agents(1, d.valenciennes()).get(0);
        d.ecrire("update annuaire.agent set courriel = 'mutee@valenciennes.exemple' where id = ?", nouveau);
        Page valenciennes = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
        valenciennes.navigate("/acces/acces.xhtml");
        valenciennes.getByLabel("Matricules").fill(Donnees.matricule(nouveau));
        valenciennes.locator("[id='agents:ouvrir']").click();
        assertThat(valenciennes.locator("#messages")).containsText("1 courriel part");
        Matcher lien = Pattern.compile("/acces/activer\\.xhtml\\?lien=[A-Za-z0-9_-]+")
                .matcher(
                        d.texte(
                                "select texte from outils.envoi where destinataire = 'mutee@valenciennes.exemple' order by id desc limit 1"));
        assertTrue(lien.find());

        // Elle entre avec ce qu'elle a, gagne le poste, retrouve ses attestations et les partage.
        Page elle = navigateur.connecte("mutee", Navigateur.TELEPHONE);
        elle.navigate(lien.group());
        elle.getByText("Ajouter à mon compte").click();
        elle.navigate("/aujourdhui.xhtml");
        choisir(elle, "Agent, Valenciennes");
        String obtenueAValenciennes = attestation(nouveau, d.valenciennes());
        elle.navigate("/attestation/attestations.xhtml");
        assertThat(elle.locator("main")).containsText(obtenueADenain);
        assertThat(elle.locator("main")).containsText(obtenueAValenciennes);
        valenciennes.navigate("/attestation/attestations.xhtml?q=" + obtenueADenain);
        assertThat(valenciennes.locator("main")).containsText("Aucune attestation");
        elle.getByLabel("Partager l'attestation " + obtenueADenain + " avec Valenciennes")
                .click();
        assertThat(elle.locator("#messages")).containsText("Valenciennes voit désormais cette attestation");

        // Chaque employeur voit ce qui est à lui, et ce qu'elle partage.
        valenciennes.navigate("/annuaire/agent.xhtml?id=" + nouveau);
        valenciennes.getByText("Ses attestations").click();
        assertThat(valenciennes.locator("main")).containsText(obtenueAValenciennes);
        assertThat(valenciennes.locator("main")).containsText(obtenueADenain);
        assertThat(valenciennes.locator("#liste"))
                .containsText("partagée par l'agent, obtenue chez un autre employeur");
        assertThat(valenciennes.locator("#liste")).not().containsText("Denain");
        denain.navigate("/annuaire/agent.xhtml?id=" + ancien);
        denain.getByText("Ses attestations").click();
        assertThat(denain.locator("main")).containsText(obtenueADenain);
        assertThat(denain.locator("main")).not().containsText(obtenueAValenciennes);
        assertThat(denain.locator("main")).not().containsText("partagée par l'agent");
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from garde.journal where action = 'attestation-partagee' and collectivite_id = ?",
                        d.valenciennes()));

        elle.getByLabel("Ne plus partager l'attestation " + obtenueADenain + " avec Valenciennes")
                .click();
        assertThat(elle.locator("#messages")).containsText("ne voit plus cette attestation");
        valenciennes.navigate("/attestation/attestations.xhtml?q=" + obtenueADenain);
        assertThat(valenciennes.locator("main")).containsText("Aucune attestation");
    }

    @Test
    void un_referent_formation_ne_voit_et_ne_valide_que_sa_branche_et_le_reste_lui_dit_pourquoi() throws Exception {
        long sien = d.agents(1, d.denain()).get(0);
        long autre = d.agents(1, d.denain()).get(0);
        d.ecrire("update annuaire.agent set service = 'Épreuves > Branche', nom = 'Debranche' where id = ?", sien);
        d.ecrire("update annuaire.agent set service = 'Épreuves', nom = 'Horsbranche' where id = ?", autre);
        long session = d.session(9, d.denain());
        Reperes.bulletin(d, session, sien, "AVIS_RENDU");
        Reperes.bulletin(d, session, autre, "AVIS_RENDU");

        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/acces/acces.xhtml");
        rh.getByLabel("Prénom").fill("Lou");
        rh.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("Référente");
        rh.getByLabel("Courriel").fill("lou@branche.exemple");
        rh.locator("[id='gestionnaire:branche']").selectOption("Épreuves > Branche");
        rh.locator("[id='gestionnaire:inviter']").click();
        assertThat(rh.locator("#messages")).containsText("Une invitation part à lou@branche.exemple");
        rh.navigate("/acces/acces.xhtml?q=branche.exemple");
        assertThat(rh.locator("#liste")).containsText("répond de Épreuves > Branche");
        rh.getByText("Changer…").click();
        assertThat(rh.locator("[id='changement:nouvelle']")).hasValue("Épreuves > Branche");
        rh.locator("[id='changement:nouvelle']").selectOption("Épreuves");
        rh.locator("[id='changement:changer']").click();
        assertThat(rh.locator("#messages")).containsText("Lou Référente répond désormais de Épreuves");

        d.compte("referente", "Référente", "GESTIONNAIRE_RH", d.denain(), null, null, null);
        d.ecrire("update acces.compte set branche = 'Épreuves > Branche' where identifiant = 'referente'");
        Page elle = navigateur.connecte("referente", Navigateur.LARGE);
        elle.navigate("/aujourdhui.xhtml");
        assertThat(elle.locator(".entete-pour")).containsText("Denain, Épreuves > Branche");
        assertThat(elle.locator(".navigation")).not().containsText("Réglages");
        elle.navigate("/annuaire/agents.xhtml");
        assertThat(elle.locator("main")).containsText("DEBRANCHE");
        assertThat(elle.locator("main")).not().containsText("HORSBRANCHE");
        elle.navigate("/annuaire/reglages.xhtml");
        assertThat(elle.locator("main")).containsText("Vous répondez d'une partie des services");
        elle.navigate("/inscription/bulletins.xhtml?etat=AVIS_RENDU&session=" + session);
        assertThat(elle.locator("main")).containsText("DEBRANCHE");
        assertThat(elle.locator("main")).not().containsText("HORSBRANCHE");
        Voyage.valider(
                elle,
                "/inscription/bulletin.xhtml?id="
                        + d.nombre(
                                "select id from inscription.bulletin where session_id = ? and agent_id = ?",
                                session,
                                sien));
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'TRANSMISE'",
                        session));
    }
}
