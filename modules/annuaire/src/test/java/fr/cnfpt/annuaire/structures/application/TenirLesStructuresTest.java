package fr.cnfpt.annuaire.structures.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.annuaire.structures.port.Structures;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ouvrir, fermer, fusionner : ce que le siège ne peut pas faire de travers. */
class TenirLesStructuresTest {

    private static final LocalDate LE_1ER_JUIN = LocalDate.of(2026, 6, 1);
    private final List<Structures.Fiche> fiches = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final TenirLesStructures tenue = new TenirLesStructures();

    private final Map<Long, Long> comptes = new HashMap<>();

    private final class EnMemoire implements Structures {
        @Override
        public List<Fiche> toutes() {
            return fiches;
        }

        @Override
        public Optional<Fiche> parId(long id) {
            return fiches.stream().filter(f -> f.id() == id).findFirst();
        }

        @Override
        public List<Region> regions() {
            return List.of();
        }

        @Override
        public long ouvrir(
                String code, String nom, String type, String region, String ville, Long parenteId, LocalDate du) {
            fiches.add(fiche(fiches.size() + 1, type, du, null, parenteId));
            return fiches.size();
        }

        @Override
        public void fermer(long id, LocalDate au, Long successeurId) {
            fiches.replaceAll(f -> f.id() != id ? f : fiche(id, f.type(), f.du(), au, f.parenteId()));
        }

        @Override
        public Suite confier(long ancienne, long nouvelle) {
            return new Suite(0, 0);
        }
    }

    private static Structures.Fiche fiche(long id, String type, LocalDate du, LocalDate au, Long parente) {
        return new Structures.Fiche(
                id, "C" + id, type + " " + id, type, null, "Lille", du, au, parente, null, null, null, 0);
    }

    @BeforeEach
    void poser() {
        tenue.structures = new EnMemoire();
        tenue.comptes = () -> comptes;
        tenue.horloge = Horloge.arretee(LocalDate.of(2026, 6, 15));
        tenue.journal = new Journal() {
            @Override
            public void noter(String action, String objet, String detail, Long collectiviteId) {
                notes.add(action);
            }

            @Override
            public void signaler(String genre, String detail) {
                throw new AssertionError();
            }

            @Override
            public void signaler(String genre, Long compteId, String detail) {
                throw new AssertionError();
            }
        };
        fiches.add(fiche(1, "DELEGATION", null, null, null));
        fiches.add(fiche(2, "INSTITUT", null, null, null));
        fiches.add(fiche(3, "DELEGATION", null, null, null));
    }

    private static String refus(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(Refus.class, action).code();
    }

    @Test
    void une_antenne_s_ouvre_dans_une_delegation_et_un_pole_aussi_dans_un_institut() {
        tenue.ouvrir("ANTENNE", "ARR", "Antenne d'Arras", "Arras", 1L, LE_1ER_JUIN);
        tenue.ouvrir("POLE", "POL", "Pôle social", "Angers", 2L, LE_1ER_JUIN);
        assertEquals(List.of("structure-ouverte", "structure-ouverte"), notes);
        assertEquals(
                "parente-invalide",
                refus(() -> tenue.ouvrir("ANTENNE", "ANG", "Antenne d'Angers", "Angers", 2L, LE_1ER_JUIN)));
        assertEquals(
                "type-inconnu", refus(() -> tenue.ouvrir("DELEGATION", "NEW", "Nouvelle", "Lille", 1L, LE_1ER_JUIN)));
        assertEquals(
                "code-invalide",
                refus(() -> tenue.ouvrir("ANTENNE", "arras", "Antenne d'Arras", "Arras", 1L, LE_1ER_JUIN)));
    }

    @Test
    void une_delegation_ne_se_ferme_pas_seule_et_un_institut_garde_ses_poles() {
        assertEquals("delegation-a-fusionner", refus(() -> tenue.fermer(1, LE_1ER_JUIN)));
        long pole = tenue.ouvrir("POLE", "POL", "Pôle social", "Angers", 2L, LocalDate.of(2026, 1, 1));
        assertEquals("structure-avec-filles", refus(() -> tenue.fermer(2, LE_1ER_JUIN)));
        assertEquals("date-trop-tot", refus(() -> tenue.fermer(pole, LocalDate.of(2025, 1, 1))));
        tenue.fermer(pole, LE_1ER_JUIN);
        comptes.put(2L, 3L);
        assertEquals("structure-avec-comptes", refus(() -> tenue.fermer(2, LE_1ER_JUIN)));
        comptes.clear();
        tenue.fermer(2, LE_1ER_JUIN);
        assertEquals("deja-fermee", refus(() -> tenue.fermer(2, LE_1ER_JUIN)));
    }

    @Test
    void une_fusion_veut_deux_delegations_un_jour_passe_et_un_successeur_en_vigueur() {
        assertEquals("fusion-incomplete", refus(() -> tenue.fusionner(List.of(1L), 1L, null, LE_1ER_JUIN)));
        assertEquals("fusion-incomplete", refus(() -> tenue.fusionner(List.of(1L), null, null, LE_1ER_JUIN)));
        assertEquals("date-a-venir", refus(() -> tenue.fusionner(List.of(1L), 3L, null, LocalDate.of(2026, 7, 1))));
        assertEquals("pas-une-delegation", refus(() -> tenue.fusionner(List.of(2L), 3L, null, LE_1ER_JUIN)));
        assertEquals("successeur-invalide", refus(() -> tenue.fusionner(List.of(1L), 2L, null, LE_1ER_JUIN)));
    }
}
