package fr.cnfpt.inscription.circuit.domain;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Moment;
import org.junit.jupiter.api.Test;

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
                java.util.List.of("Préinscription déposée", "Avis favorable", "Annulé par l'agent"),
                b.histoire().stream().map(Changement::texte).toList());
        assertEquals(
                java.util.List.of("L'agente", "Le N+1", "L'agente"),
                b.histoire().stream().map(Changement::parNom).toList());
    }

    @Test
    void un_bulletin_annule_ne_s_annule_pas_deux_fois() {
        Bulletin b = preinscription(true);
        b.annuler("Empêchement", Moment.OUVERTE, rh(), MAINTENANT);
        assertThrows(Refus.class, () -> b.annuler("Encore", Moment.OUVERTE, rh(), MAINTENANT));
    }
}
