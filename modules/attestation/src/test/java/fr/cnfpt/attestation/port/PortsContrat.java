package fr.cnfpt.attestation.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portee.Par;
import fr.cnfpt.attestation.Exemples;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.preuve.domain.DemiJournees;
import fr.cnfpt.attestation.preuve.domain.Formation;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.catalogue.api.Modalite;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ce que les ports promettent, à tenir en mémoire comme dans PostgreSQL. */
public abstract class PortsContrat {

    protected static final Instant LE = Instant.parse("2026-04-02T08:00:00Z");
    private static final Portee TOUTES = Portee.ENTIERE;
    protected Suivis suivis;
    protected Attestations attestations;

    /** Exécute dans une transaction validée à la fin, là où il y en a une. */
    protected abstract void valider(Runnable ecriture);

    private Suivi suivi(long bulletin, long session, long structure, boolean present) {
        Suivi s = Suivi.ouvrir(bulletin, session, structure, bulletin * 10);
        s.recevoir(
                new Suivi.Saisie(bulletin, present, null, null, null),
                new Formation(Modalite.PRESENTIEL, new BigDecimal("3"), BigDecimal.ZERO, false, false),
                "Formatrice 12",
                LE);
        valider(() -> suivis.ajouter(s));
        return s;
    }

    protected Attestation attestation(
            long bulletin, long agent, long collectivite, long structure, String nom, Instant le) {
        Attestation.Objet o = new Attestation.Objet(
                bulletin,
                7,
                agent,
                collectivite,
                structure,
                nom,
                "Denain",
                "Délégation",
                "Espaces verts",
                "Présentiel",
                Exemples.DEBUT,
                Exemples.FIN,
                "Lille");
        Attestation a = Attestation.delivrer(
                o,
                new Preuve.Credit(
                        new BigDecimal("21"),
                        List.of(
                                new Preuve.Ligne(
                                        "3 jours suivis en présence",
                                        new BigDecimal("18"),
                                        Exemples.bareme().regle("heures_par_jour")),
                                new Preuve.Ligne(
                                        "Communauté de stage",
                                        new BigDecimal("3"),
                                        Exemples.bareme().regle("demi_journee_communaute")))),
                Exemples.FIN,
                "HDF",
                attestations.rangSuivant(),
                le,
                "Conseillère 7");
        valider(() -> attestations.ajouter(List.of(a)));
        return a;
    }

    private static Portee voit(Par par, long cle) {
        return new Portee(par, Set.of(cle), null);
    }

    private List<String> noms(Portee p, String q, LocalDate depuis) {
        return attestations.suivantes(p, q, depuis, null, 10).stream()
                .map(Attestations.Resume::nom)
                .toList();
    }

    @Test
    void rend_les_suivis_d_une_session() {
        suivi(71, 7, 3, true);
        suivi(70, 7, 3, false);
        suivi(80, 8, 3, true);
        assertEquals(
                List.of(70L, 71L),
                suivis.deLaSession(7).stream().map(Suivi::bulletinId).toList());
    }

    @Test
    void un_emargement_se_relit_et_se_complete() {
        Suivi s = Suivi.ouvrir(70, 7, 3, 700);
        Formation f = new Formation(Modalite.PRESENTIEL, BigDecimal.ONE, BigDecimal.ZERO, false, false);
        Set<Long> deux = Set.of(11L, 12L);
        s.recevoir(new Suivi.Saisie(70, true, null, Map.of(11L, true), null, null), f, deux, "Formatrice 12", LE);
        valider(() -> suivis.ajouter(s));
        suivi(71, 7, 3, true);
        assertEquals(Map.of(7L, 1L), suivis.aFinirDEmarger(List.of(6L, 7L)));
        assertEquals(2, suivis.deLaSession(7).size(), "une ligne par bulletin, si émargée soit-elle");
        valider(() -> suivis.deLaSession(7)
                .get(0)
                .recevoir(
                        new Suivi.Saisie(70, true, null, Map.of(11L, false, 12L, true), null, null),
                        f,
                        deux,
                        "Formatrice 12",
                        LE));
        assertEquals(Map.of(), suivis.aFinirDEmarger(List.of(6L, 7L)));
        assertEquals(Map.of(11L, false, 12L, true), suivis.deLaSession(7).get(0).emargements());
        assertEquals(new DemiJournees(1, 2, 2), suivis.deLaSession(7).get(0).demiJournees());
    }

    @Test
    void refuse_deux_suivis_d_un_meme_bulletin() {
        suivi(70, 7, 3, true);
        assertThrows(RuntimeException.class, () -> suivi(70, 7, 3, true));
    }

    @Test
    void compte_les_presents_non_examines_par_session_d_une_structure() {
        suivi(70, 7, 3, true);
        suivi(71, 7, 3, true);
        suivi(72, 7, 3, false);
        Suivi examine = suivi(80, 8, 3, true);
        suivi(90, 9, 4, true);
        valider(() -> examine.refuser("Sous le minimum.", LE));
        assertEquals(Map.of(7L, 2L), suivis.aExaminer(voit(Par.STRUCTURES, 3)));
        assertEquals(Map.of(7L, 2L, 9L, 1L), suivis.aExaminer(Portee.ENTIERE));
    }

    @Test
    void retrouve_une_attestation_par_son_jeton_avec_ses_lignes_dans_l_ordre() {
        Attestation a = attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        Attestation lue = attestations.parJeton(a.jeton()).orElseThrow();
        assertEquals(a.numero(), lue.numero());
        assertEquals(
                List.of("3 jours suivis en présence", "Communauté de stage"),
                lue.lignes().stream().map(Preuve.Ligne::libelle).toList());
        assertEquals(
                "source de demi_journee_communaute", lue.lignes().get(1).regle().source());
        assertTrue(attestations.parJeton("inconnu").isEmpty());
    }

    @Test
    void refuse_deux_attestations_en_vigueur_pour_un_bulletin_mais_en_admet_une_apres_revocation() {
        Attestation a = attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        valider(() -> attestations.parId(a.id()).orElseThrow().revoquer("Erreur de durée", "Conseillère 7", LE));
        Attestation b = attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        assertFalse(attestations.parId(a.id()).orElseThrow().enVigueur());
        Attestations.Page page = attestations.lister(TOUTES, "", null, 0, 9);
        assertEquals(0, page.heures().compareTo(b.heures()), "une révoquée ne crédite plus rien");
        assertTrue(attestations.parId(b.id()).orElseThrow().enVigueur());
        assertEquals(2, attestations.deLaSession(7).size());
        assertThrows(RuntimeException.class, () -> attestation(70, 1, 50, 3, "Awa DIALLO", LE));
    }

    @Test
    void ne_liste_que_la_portee_de_la_plus_recente_a_la_plus_ancienne() {
        attestation(70, 1, 50, 3, "Awa", LE);
        attestation(71, 2, 50, 3, "Béa", LE.plusSeconds(60));
        attestation(72, 3, 51, 4, "Cyr", LE.plusSeconds(120));
        assertEquals(List.of("Cyr", "Béa", "Awa"), noms(TOUTES, "", null));
        assertEquals(List.of("Awa"), noms(voit(Par.AGENTS, 1), "", null));
        assertEquals(List.of("Béa", "Awa"), noms(voit(Par.COLLECTIVITES, 50), "", null));
        assertEquals(List.of("Cyr"), noms(voit(Par.STRUCTURES, 4), "", null));
        Attestations.Page derniere = attestations.lister(TOUTES, "", null, 2, 1);
        assertEquals(3, derniere.total());
        BigDecimal dUne = derniere.lignes().get(0).heures();
        assertEquals(0, derniere.heures().compareTo(dUne.multiply(BigDecimal.valueOf(3))), "de toutes les pages");
        assertEquals(
                "Awa",
                attestations.lister(TOUTES, "", null, 2, 1).lignes().get(0).nom());
    }

    @Test
    void un_employeur_voit_ce_que_le_titulaire_partage_avec_lui_sous_le_poste_qu_il_lui_connait() {
        Attestation a = attestation(70, 1, 50, 3, "Awa", LE);
        attestation(71, 2, 51, 3, "Béa", LE.plusSeconds(60));
        Portee autre = voit(Par.COLLECTIVITES, 51);
        assertTrue(attestations.posteDuPartage(a.id(), autre).isEmpty());
        assertTrue(attestations.partager(a.id(), 9, 51, 400, LE));
        assertFalse(attestations.partager(a.id(), 9, 51, 400, LE), "une fois suffit");
        assertEquals(List.of("Béa", "Awa"), noms(autre, "", null));
        assertEquals(Optional.of(9L), attestations.posteDuPartage(a.id(), autre));
        Attestations.Page sienne = attestations.lister(autre, "", 9L, 0, 10);
        assertEquals(1, sienne.total());
        assertEquals(9, sienne.lignes().get(0).agentId());
        assertTrue(sienne.lignes().get(0).partagee());
        assertEquals("un autre employeur", sienne.lignes().get(0).employeurMontre());
        assertEquals(
                0, attestations.lister(autre, "", 1L, 0, 10).total(), "le numéro d'un autre employeur ne dit rien");
        assertEquals(List.of("Awa"), noms(voit(Par.COLLECTIVITES, 50), "", null));
        assertFalse(attestations
                .lister(voit(Par.COLLECTIVITES, 50), "", 1L, 0, 10)
                .lignes()
                .get(0)
                .partagee());
        assertEquals(List.of(), noms(voit(Par.AGENTS, 9), "", null), "ni son responsable, ni l'autre poste");
        assertEquals(List.of(), noms(voit(Par.STRUCTURES, 4), "", null));
        assertEquals(Set.of(a.id()), attestations.partagees(9));
        assertTrue(attestations.reprendre(a.id(), 9, LE.plusSeconds(5)));
        assertFalse(attestations.reprendre(a.id(), 9, LE.plusSeconds(5)));
        assertEquals(List.of("Béa"), noms(autre, "", null));
        attestations.partager(a.id(), 9, 51, 400, LE.plusSeconds(9));
        attestations.reprendreTout(401, LE.plusSeconds(10));
        assertEquals(2, attestations.lister(autre, "", null, 0, 10).total());
        attestations.reprendreTout(400, LE.plusSeconds(10));
        assertEquals(1, attestations.lister(autre, "", null, 0, 10).total());
    }

    @Test
    void cherche_sans_accent_et_depuis_un_jour_de_paris() {
        attestation(70, 1, 50, 3, "Awa", Instant.parse("2026-03-31T21:59:00Z"));
        attestation(71, 2, 50, 3, "Béa", Instant.parse("2026-03-31T22:00:00Z"));
        assertEquals(List.of("Béa"), noms(TOUTES, "bea", null));
        assertEquals(List.of("Béa"), noms(TOUTES, "", LocalDate.of(2026, 4, 1)));
        assertEquals(List.of("Béa", "Awa"), noms(TOUTES, "espaces", LocalDate.of(2026, 3, 31)));
    }
}
