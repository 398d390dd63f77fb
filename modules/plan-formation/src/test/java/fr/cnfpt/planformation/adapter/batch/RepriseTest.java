package fr.cnfpt.planformation.adapter.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.AnnuaireEnMemoire;
import fr.cnfpt.planformation.application.RegrouperBesoins;
import fr.cnfpt.planformation.application.SuivreSynthese;
import fr.cnfpt.planformation.application.TerritoiresEnMemoire;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.PlansEnMemoire;
import fr.cnfpt.planformation.port.SynthesesEnMemoire;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Les pièces du traitement, menées par lots de trois comme le fait le serveur, et arrêtées à chaque lot. */
class RepriseTest {

    private static final int PERIMETRES = 11;
    private static final int LOT = 3;
    private static final OffsetDateTime MAINTENANT = OffsetDateTime.parse("2026-11-22T09:00:00+01:00");

    private final PlansEnMemoire plans = new PlansEnMemoire();
    private final SynthesesEnMemoire syntheses = new SynthesesEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final TerritoiresEnMemoire territoires = new TerritoiresEnMemoire();
    private final SuivreSynthese suivi = new SuivreSynthese(syntheses, Horloge.arretee(LocalDate.of(2026, 11, 22)));
    private final Synthese synthese = Synthese.lancer(2027, 7, PERIMETRES, "P1", "Conseillère 7", MAINTENANT);
    private Serializable point;

    RepriseTest() {
        syntheses.ajouter(synthese);
        for (int i = 1; i <= PERIMETRES; i++) {
            territoires.perimetres.add(new PerimetreInfo(i * 10, 7, "P" + i, i, List.of("E" + i)));
            annuaire.mettre(i, "E" + i, 7L);
            Plan plan = Plan.ouvrir(i, 7L, 2027);
            plan.ajouter(new BesoinSaisi("ETC", Nature.PERFECTIONNEMENT, "Agents", i, true, 1, null));
            plan.transmettre(null, null, MAINTENANT);
            plans.ajouter(plan);
        }
    }

    @Test
    void un_passage_entier_decide_chaque_perimetre_une_fois() {
        mener(Integer.MAX_VALUE);
        assertEquals(PERIMETRES, territoires.appels);
        assertEquals(PERIMETRES, synthese.traites());
        assertEquals(List.of(new BesoinRegroupe("ETC", 4, 0, 1)), territoires.decides.get(40L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void arretee_puis_reprise_elle_donne_le_meme_resultat_sans_rien_refaire(int lots) {
        mener(lots);
        assertEquals(Math.min(lots * LOT, PERIMETRES), synthese.traites());
        mener(Integer.MAX_VALUE);
        assertEquals(PERIMETRES, territoires.appels);
        assertEquals(PERIMETRES, synthese.traites());
        assertEquals(attendu(), territoires.decides);
    }

    @Test
    void relancee_du_debut_elle_donne_encore_le_meme_resultat() {
        mener(2);
        point = null;
        mener(Integer.MAX_VALUE);
        assertEquals(PERIMETRES, synthese.traites());
        assertEquals(attendu(), territoires.decides);
    }

    @Test
    void dit_le_perimetre_qui_vient() {
        mener(1);
        assertEquals("P4", synthese.perimetreEnCours());
    }

    private void mener(int lots) {
        SyntheseReader lecteur = new SyntheseReader();
        lecteur.synthese = synthese.id().toString();
        lecteur.suivi = suivi;
        lecteur.territoires = territoires;
        lecteur.piece = Injection.poser(new PieceDeTraitement(), new UtilisateurCourant());
        SyntheseProcessor reunion = new SyntheseProcessor();
        reunion.regrouper = new RegrouperBesoins(plans, annuaire);
        reunion.piece = Injection.poser(new PieceDeTraitement(), new UtilisateurCourant());
        SyntheseWriter ecriture = new SyntheseWriter();
        ecriture.synthese = lecteur.synthese;
        ecriture.territoires = territoires;
        ecriture.suivi = suivi;
        ecriture.piece = Injection.poser(new PieceDeTraitement(), new UtilisateurCourant());
        lecteur.open(point);
        for (int n = 0; n < lots; n++) {
            List<Object> lot = new ArrayList<>();
            PerimetreATraiter p;
            while (lot.size() < LOT && (p = lecteur.readItem()) != null) {
                lot.add(reunion.processItem(p));
            }
            if (lot.isEmpty()) {
                return;
            }
            ecriture.writeItems(lot);
            point = lecteur.checkpointInfo();
        }
    }

    private static Map<Long, List<BesoinRegroupe>> attendu() {
        Map<Long, List<BesoinRegroupe>> m = new java.util.TreeMap<>();
        for (int i = 1; i <= PERIMETRES; i++) {
            m.put(i * 10L, List.of(new BesoinRegroupe("ETC", i, 0, 1)));
        }
        return m;
    }
}
