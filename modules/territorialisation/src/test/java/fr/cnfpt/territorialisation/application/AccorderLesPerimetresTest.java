package fr.cnfpt.territorialisation.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.api.CarteChangee.EmployeurClos;
import fr.cnfpt.annuaire.api.CarteChangee.EpciCree;
import fr.cnfpt.annuaire.api.CarteChangee.EpciDisparu;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.territorialisation.port.PerimetresEnMemoire;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Les périmètres d'une carte à l'autre. */
class AccorderLesPerimetresTest {

    private final PerimetresEnMemoire perimetres = new PerimetresEnMemoire();
    private final AccorderLesPerimetres suivi = new AccorderLesPerimetres(perimetres);
    private final List<String> dit = new ArrayList<>();

    private void changer(List<EpciDisparu> disparus, List<EpciCree> crees, List<EmployeurClos> clos) {
        suivi.quand(new CarteChangee(
                2026,
                LocalDate.of(2026, 1, 1),
                disparus,
                crees,
                clos,
                List.of(),
                List.of(),
                new CarteChangee.Rapport() {
                    @Override
                    public void perimetre(String code, String nom, String detail) {
                        dit.add(nom + " : " + detail);
                    }

                    @Override
                    public void aire(String code, String nom, String detail) {
                        throw new AssertionError();
                    }

                    @Override
                    public void rattachement(String departement, String code, String nom, String detail) {
                        throw new AssertionError();
                    }

                    @Override
                    public void comptes(String departement, String code, String nom, String detail) {
                        throw new AssertionError();
                    }
                }));
    }

    @Test
    void l_intercommunalite_absorbee_laisse_sa_place_a_son_successeur() {
        perimetres.ajouter(7, "Pays", 70, List.of("200000001", "200000002"));
        changer(List.of(new EpciDisparu("200000001", "CC du Pays", "200000003", "CA")), List.of(), List.of());
        assertEquals(
                List.of("200000002", "200000003"),
                perimetres.deLaStructure(7).get(0).epci());
        assertEquals(List.of("Pays : CA y remplace CC du Pays."), dit);
    }

    @Test
    void si_le_successeur_est_deja_d_un_perimetre_l_absorbee_quitte_le_sien_sans_le_prendre() {
        perimetres.ajouter(7, "Pays", 70, List.of("200000001"));
        perimetres.ajouter(7, "Agglo", 71, List.of("200000003"));
        changer(List.of(new EpciDisparu("200000001", "CC", "200000003", "CA")), List.of(), List.of());
        assertEquals(List.of(), perimetres.deLaStructure(7).get(0).epci());
        assertEquals(List.of("200000003"), perimetres.deLaStructure(7).get(1).epci());
        assertTrue(dit.get(0).contains("Il n'a plus d'intercommunalité"), dit.toString());
    }

    @Test
    void une_nouvelle_intercommunalite_recoit_un_perimetre_la_ou_la_delegation_en_a() {
        perimetres.ajouter(7, "Pays", 70, List.of("200000001"));
        changer(
                List.of(),
                List.of(
                        new EpciCree("200000004", "Pays", "59", 74, 7L),
                        new EpciCree("200000005", "Ailleurs", "29", 75, 8L)),
                List.of());
        assertEquals(
                "Pays (200000004)",
                perimetres.deLEpci("200000004").orElseThrow().nom());
        assertTrue(perimetres.deLEpci("200000005").isEmpty());
    }

    @Test
    void une_coordinatrice_close_passe_la_main_et_une_fusion_de_delegations_emporte_les_perimetres() {
        perimetres.ajouter(7, "Pays", 70, List.of("200000001"));
        changer(List.of(), List.of(), List.of(new EmployeurClos(70, "200000001", "CC", "EPCI", "59", 71, "CA")));
        assertEquals(71, perimetres.deLaStructure(7).get(0).coordinatriceId());
        suivi.quand(new StructureRemplacee(7, 9));
        assertEquals(1, perimetres.deLaStructure(9).size());
    }
}
