package fr.cnfpt.inscription.circuit.domain;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BulletinTest {

    private static Bulletin preinscription(boolean avisDemande) {
        return Bulletin.preinscrire(session(1, 15), agent(101), avisDemande, agentConnecte(101), MAINTENANT);
    }

    @Test
    void attend_l_avis_du_responsable_quand_la_collectivite_le_demande() {
        assertEquals(Etat.PREINSCRIPTION, preinscription(true).etat());
    }

    @Test
    void attend_directement_la_rh_quand_aucun_avis_n_est_demande() {
        assertEquals(Etat.AVIS_RENDU, preinscription(false).etat());
    }

    @Test
    void ne_part_pas_au_cnfpt_sans_l_avis_et_dit_la_regle() {
        Refus refus =
                assertThrows(Refus.class, () -> preinscription(true).valider(rh(), Bulletin.PourSoi.NON, MAINTENANT));
        assertEquals("avis-attendu", refus.code());
        assertEquals("CNFPT, L'inscription en ligne", refus.regle().source());
    }

    @Test
    void un_avis_defavorable_se_motive() {
        Bulletin b = preinscription(true);
        assertEquals(
                "motif",
                assertThrows(Refus.class, () -> b.donnerAvis(false, " ", Moment.OUVERTE, responsable(), MAINTENANT))
                        .champ());
        b.donnerAvis(false, "Période de forte charge", Moment.OUVERTE, responsable(), MAINTENANT);
        assertEquals("DEFAVORABLE", b.avis());
        assertEquals(Etat.AVIS_RENDU, b.etat());
    }

    @Test
    void un_avis_ne_se_rend_qu_une_fois() {
        Bulletin b = preinscription(true);
        b.donnerAvis(true, null, Moment.OUVERTE, responsable(), MAINTENANT);
        assertEquals(
                "etat-du-bulletin",
                assertThrows(Refus.class, () -> b.donnerAvis(true, null, Moment.OUVERTE, responsable(), MAINTENANT))
                        .code());
    }

    @Test
    void la_delegation_ne_refuse_pas_ce_qui_ne_lui_est_pas_transmis() {
        assertThrows(Refus.class, () -> preinscription(false).refuser("Pas le public visé", delegation(), MAINTENANT));
    }

    @Test
    void un_refus_dit_pourquoi() {
        Bulletin b = preinscription(false);
        assertEquals(
                "motif-absent",
                assertThrows(Refus.class, () -> b.refuser(null, rh(), MAINTENANT))
                        .code());
        b.refuser("Déjà suivie l'an dernier", rh(), MAINTENANT);
        assertEquals(Etat.REFUSEE, b.etat());
    }

    @Test
    void rien_ne_se_convoque_sans_acceptation_ni_ne_s_atteste_sans_presence() {
        Bulletin b = preinscription(false);
        assertThrows(Refus.class, () -> b.convoquer(Moment.OUVERTE, delegation(), MAINTENANT));
        assertThrows(Refus.class, () -> b.noterPresence(true, Moment.OUVERTE, delegation(), MAINTENANT));
        assertThrows(Refus.class, () -> b.noterAttestation("1", Moment.OUVERTE, delegation(), MAINTENANT));
    }

    @Test
    void chaque_changement_s_ajoute_a_l_histoire_avec_son_auteur() {
        Bulletin b = preinscription(true);
        b.donnerAvis(true, null, Moment.OUVERTE, responsable(), MAINTENANT);
        b.annuler("Empêchement", Moment.OUVERTE, agentConnecte(101), MAINTENANT);
        assertEquals(
                List.of("Préinscription déposée", "Avis favorable", "Annulé par l'agent"),
                b.histoire().stream().map(Changement::texte).toList());
        assertEquals(
                List.of("L'agente", "Le N+1", "L'agente"),
                b.histoire().stream().map(Changement::parNom).toList());
    }

    @Test
    void un_bulletin_annule_ne_s_annule_pas_deux_fois() {
        Bulletin b = preinscription(true);
        b.annuler("Empêchement", Moment.OUVERTE, rh(), MAINTENANT);
        assertThrows(Refus.class, () -> b.annuler("Encore", Moment.OUVERTE, rh(), MAINTENANT));
    }

    private static void motifRefuse(String champ, String code, Executable acte) {
        Refus refus = assertThrows(Refus.class, acte);
        assertEquals(code, refus.code());
        assertEquals(champ, refus.champ());
    }

    @Test
    void une_annulation_dit_pourquoi() {
        Bulletin b = preinscription(true);
        motifRefuse("motif", "motif-absent", () -> b.annuler(" ", Moment.OUVERTE, rh(), MAINTENANT));
        assertEquals(Etat.PREINSCRIPTION, b.etat());
    }

    @Test
    void un_motif_a_trois_caracteres_au_moins_et_mille_au_plus() {
        motifRefuse("motif", "motif-absent", () -> preinscription(false).refuser(" ab ", rh(), MAINTENANT));
        motifRefuse(
                "motif", "motif-trop-long", () -> preinscription(false).refuser("a".repeat(1001), rh(), MAINTENANT));
        for (String admis : List.of("abc", "a".repeat(1000))) {
            Bulletin b = preinscription(false);
            b.refuser(admis, rh(), MAINTENANT);
            assertEquals(admis, b.histoire().get(1).motif());
        }
    }

    @Test
    void aucun_motif_ne_garde_un_numero_de_securite_sociale() {
        String nir = "Voir 1 85 05 78 006 084 36";
        String code = "numero-de-securite-sociale";
        motifRefuse("motif", code, () -> preinscription(false).refuser(nir, rh(), MAINTENANT));
        motifRefuse(
                "motif",
                code,
                () -> preinscription(true).donnerAvis(true, nir, Moment.OUVERTE, responsable(), MAINTENANT));
        motifRefuse(
                "motif",
                code,
                () -> preinscription(true).recevoirAvis(valenciennes(), true, nir, Moment.OUVERTE, rh(), MAINTENANT));
    }

    @Test
    void un_motif_facultatif_laisse_blanc_n_est_pas_garde() {
        Bulletin b = preinscription(true);
        b.donnerAvis(true, "  ", Moment.OUVERTE, responsable(), MAINTENANT);
        assertNull(b.histoire().get(1).motif());
        Bulletin c = preinscription(true);
        c.donnerAvis(true, " Utile à l'équipe ", Moment.OUVERTE, responsable(), MAINTENANT);
        assertEquals("Utile à l'équipe", c.histoire().get(1).motif());
    }

    @Test
    void ne_doit_plus_de_decision_une_fois_refuse() {
        Bulletin b = preinscription(false);
        assertTrue(b.attendUneDecision());
        b.refuser("Hors du plan", rh(), MAINTENANT);
        assertFalse(b.attendUneDecision());
        assertEquals("Refusé par la collectivité", b.histoire().get(1).texte());
        assertEquals(MAINTENANT, b.histoire().get(1).quand());
    }
}
