package fr.cnfpt.annuaire.agents.application;

import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.Epreuves.BASE;
import static fr.cnfpt.annuaire.agents.imports.application.AtelierDImport.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.Statut;
import fr.cnfpt.annuaire.agents.imports.application.AtelierDImport;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.liste.Tri;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ce qu'un poste dit de plus : statut, grade, dates, quotité, résidence, nom de naissance, femme ou homme. */
class PosteTest {

    private static final Map<Colonne, String> ENTIERE = Map.ofEntries(
            Map.entry(Colonne.NOM_NAISSANCE, "Martin"),
            Map.entry(Colonne.SEXE, "F"),
            Map.entry(Colonne.STATUT, "TITULAIRE"),
            Map.entry(Colonne.STATUT_DEPUIS, "2019-03-01"),
            Map.entry(Colonne.GRADE, "Adjoint technique principal"),
            Map.entry(Colonne.GRADE_DEPUIS, "2023-01-01"),
            Map.entry(Colonne.ENTREE_FPT, "2018-03-01"),
            Map.entry(Colonne.RESPONSABILITE_DEPUIS, "2024-05-01"),
            Map.entry(Colonne.QUOTITE, "80"),
            Map.entry(Colonne.RESIDENCE, "99001"),
            Map.entry(Colonne.ARRIVE_LE, "2021-09-01"));

    private final AtelierDImport a = new AtelierDImport();

    @BeforeAll
    static void des_communes() {
        AtelierDImport.communes();
    }

    private String refus(AgentSaisi saisi) {
        Refus r = assertThrows(Refus.class, () -> a.faire(() -> a.fiches.creer(saisi)));
        return r.champ() + " : " + r.code();
    }

    private static AgentSaisi sansCategorie(Map<Colonne, String> situation) {
        return new AgentSaisi("M1", "Petit", "Ana", null, null, null, null, null, null, null, situation);
    }

    @Test
    void tout_se_relit_et_une_saisie_qui_n_en_parle_pas_n_y_touche_pas() {
        a.faire(() -> a.fiches.creer(agent("M1", "Petit", null).avec(ENTIERE)));
        for (int fois = 0; fois < 2; fois++) {
            Agents.Fiche f = a.fiche("M1");
            ENTIERE.forEach((c, v) -> assertEquals(v, f.valeur(c), c.name()));
            assertEquals("Ville-Neuve (99001)", f.enClair(Colonne.RESIDENCE));
            a.enregistrer("SIRH", agent("M1", "Petit-Durand", null), agent("M2", "Neuf", null));
        }
        assertNull(a.fiche("M2").valeur(Colonne.STATUT));
        a.enregistrer("SIRH", agent("M1", "Petit", null).avec(Map.of(Colonne.SEXE, "F")));
        assertNull(a.fiche("M1").valeur(Colonne.STATUT), "une situation s'écrit entière");
    }

    @ParameterizedTest
    @CsvSource({
        "SEXE, X",
        "STATUT, PATRON",
        "QUOTITE, 0",
        "QUOTITE, 101",
        "QUOTITE, 33.333",
        "ARRIVE_LE, 1949-12-31",
        "GRADE_DEPUIS, 2026-02-30"
    })
    void une_valeur_hors_de_sa_forme_est_refusee_en_nommant_son_champ(Colonne c, String v) {
        assertEquals(
                AgentSaisi.champ(c) + " : agent-invalide",
                refus(agent("M1", "P", null).avec(Map.of(c, v))));
    }

    @ParameterizedTest
    @CsvSource({
        "STATUT_DEPUIS, situation.statutDepuis, ck_agent_entre_avant_son_statut",
        "GRADE_DEPUIS, situation.gradeDepuis, ck_agent_entre_avant_sa_nomination",
        "RESPONSABILITE_DEPUIS, situation.responsabiliteDepuis, ck_agent_entre_avant_d_encadrer",
        "ARRIVE_LE, situation.arriveLe, ck_agent_entre_avant_ce_poste"
    })
    void nul_n_entre_dans_la_territoriale_apres_ce_qu_il_y_a_fait(Colonne c, String champ, String contrainte) {
        Map<Colonne, String> s = Map.of(
                Colonne.STATUT,
                "TITULAIRE",
                Colonne.GRADE,
                "Adjoint",
                Colonne.ENTREE_FPT,
                "2020-01-02",
                c,
                "2020-01-01");
        assertEquals(
                champ + " : dates-en-desordre", refus(agent("M1", "P", null).avec(s)));
        base(
                contrainte,
                "statut = 'TITULAIRE', grade = 'Adjoint', entree_fpt = '2020-01-02', " + c.code() + " = '2020-01-01'");
    }

    @Test
    void on_ne_part_pas_avant_d_arriver_et_une_date_date_quelque_chose() {
        AgentSaisi m = agent("M1", "P", null);
        AgentSaisi parti = new AgentSaisi(
                "M1",
                "P",
                "Ana",
                null,
                null,
                null,
                "C",
                null,
                null,
                LocalDate.of(2026, 3, 1),
                Map.of(Colonne.ARRIVE_LE, "2026-03-01"));
        assertEquals("partiLe : dates-en-desordre", refus(parti));
        base("ck_agent_arrive_avant_de_partir", "arrive_le = '2026-03-01', parti_le = '2026-03-01'");
        assertEquals(
                "situation.gradeDepuis : date-sans-objet", refus(m.avec(Map.of(Colonne.GRADE_DEPUIS, "2026-03-01"))));
        base("ck_agent_grade_depuis_avec_un_grade", "grade_depuis = '2026-03-01'");
        assertEquals(
                "situation.statutDepuis : date-sans-objet", refus(m.avec(Map.of(Colonne.STATUT_DEPUIS, "2026-03-01"))));
        base("ck_agent_statut_depuis_avec_un_statut", "statut_depuis = '2026-03-01'");
    }

    @Test
    void seul_un_statut_qui_n_en_a_pas_laisse_sans_categorie() {
        for (Statut s : Statut.values()) {
            AgentSaisi saisi = sansCategorie(Map.of(Colonne.STATUT, s.name()));
            if (s.aUneCategorie()) {
                assertEquals("categorie : agent-invalide", refus(saisi), s.name());
                base("ck_agent_sans_categorie_selon_le_statut", "categorie = null, statut = '" + s + "'");
            } else {
                a.enregistrer("X", saisi);
                assertNull(a.fiche("M1").categorie(), s.name());
            }
        }
        assertEquals("categorie : agent-invalide", refus(new AtelierDImport(), sansCategorie(Map.of())));
        assertEquals("categorie : agent-invalide", refus(new AtelierDImport(), sansCategorie(null)));
        base("ck_agent_sans_categorie_selon_le_statut", "categorie = null");
        a.enregistrer("SIRH", sansCategorie(null));
        assertEquals(
                "ASSISTANT_FAMILIAL", a.fiche("M1").valeur(Colonne.STATUT), "un client d'avant la relit, et la rend");
    }

    private static String refus(AtelierDImport ailleurs, AgentSaisi saisi) {
        Refus r = assertThrows(Refus.class, () -> ailleurs.faire(() -> ailleurs.fiches.creer(saisi)));
        return r.champ() + " : " + r.code();
    }

    @Test
    void un_cadre_d_emplois_ne_va_pas_sans_categorie() {
        AgentSaisi s = new AgentSaisi(
                "M1",
                "P",
                "Ana",
                null,
                null,
                null,
                null,
                "Adjoint technique territorial",
                null,
                null,
                Map.of(Colonne.STATUT, "APPRENTI"));
        assertEquals("categorie : cadre-emplois-categorie", refus(s));
        base(
                "ck_agent_sans_categorie_sans_cadre_d_emplois",
                "categorie = null, statut = 'APPRENTI', cadre_emplois_id = (select min(id) from annuaire.cadre_emplois)");
    }

    @Test
    void une_residence_est_une_commune_connue() {
        assertEquals(
                "situation.residence : commune-inconnue",
                refus(agent("M1", "P", null).avec(Map.of(Colonne.RESIDENCE, "00000"))));
        base("agent_residence_fkey", "residence = '00000'");
        assertEquals(
                List.of("99003", "99001"),
                a.faire(() -> a.consulter.communes("ville", 9)).stream()
                        .map(c -> c.code())
                        .filter(c -> c.startsWith("99"))
                        .toList(),
                "la plus peuplée d'abord");
    }

    @Test
    void un_service_est_un_chemin_et_le_filtre_prend_toute_la_branche() {
        a.enregistrer(
                "X",
                service("M1", "Technique>  Voirie "),
                service("M2", " Technique > Voirie > Propreté"),
                service("M3", "Technique"),
                service("M4", "Technique et bâti"));
        assertEquals("Technique > Voirie", a.fiche("M1").service());
        assertEquals(
                List.of("Technique", "Technique > Voirie", "Technique > Voirie > Propreté", "Technique et bâti"),
                a.faire(a.consulter::services));
        assertEquals(
                List.of("M1", "M2"),
                a
                        .faire(() -> a.consulter.page(
                                new Agents.Filtre("", "Technique > Voirie", "", "", "tous"), Tri.AUCUN, 0, 9))
                        .lignes()
                        .stream()
                        .map(Agents.Fiche::matricule)
                        .toList());
        a.enregistrer("X", service("M5", "Écoles > Accueil"));
        assertTrue(
                a.faire(a.consulter::services).contains("Écoles"), "nul n'y est directement, et il est choisissable");
        base("ck_agent_service_chemin", "service = 'Technique >'");
    }

    private AgentSaisi passage(String arrive, String parti) {
        return new AgentSaisi(
                "M1",
                "P",
                "Ana",
                null,
                null,
                null,
                "C",
                null,
                null,
                parti == null ? null : LocalDate.parse(parti),
                arrive == null ? Map.of() : Map.of(Colonne.ARRIVE_LE, arrive));
    }

    private List<String> passages() {
        long id = a.fiche("M1").id();
        return a.faire(() -> a.fiches.passages(id)).stream()
                .map(p -> p.arriveLe() + " → " + p.partiLe())
                .toList();
    }

    @Test
    void qui_revient_garde_ses_passages_et_un_depart_corrige_n_en_fait_pas_un() {
        a.enregistrer("X", passage("2024-06-01", "2024-09-01"));
        a.enregistrer("X", passage("2024-06-01", "2024-08-31"));
        a.enregistrer("X", passage("2024-06-01", null));
        assertEquals(List.of(), passages(), "une correction");
        a.enregistrer("X", passage("2024-06-01", "2024-09-01"));
        a.enregistrer("X", passage("2025-06-01", null));
        a.enregistrer("X", passage("2025-06-01", "2025-09-01"));
        a.confirmer(a.essayer("matricule;nom;prenom;categorie;Arrivé le;Parti le\nM1;P;Ana;C;01/06/2026;01/09/2099\n")
                .id());
        assertEquals(List.of("2024-06-01 → 2024-09-01", "2025-06-01 → 2025-09-01"), passages());
        assertEquals(
                1,
                a.faire(() -> BASE.annuaire().chercherAgents(a.collectivite, "ana", 9))
                        .size(),
                "parti plus tard, il est encore là");
        long id = a.fiche("M1").id();
        AtelierDImport voisine = new AtelierDImport();
        assertEquals(
                List.of(),
                voisine.faire(() -> voisine.fiches.passages(id)),
                "ceux d'un autre employeur ne se lisent pas");
    }

    private static AgentSaisi service(String matricule, String service) {
        return new AgentSaisi(matricule, "P" + matricule, "Ana", null, null, service, "C", null, null, null);
    }

    private void base(String contrainte, String ecriture) {
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> BASE.jdbi().useTransaction(h -> {
                    h.execute(
                            "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) values (?, 'BASE', 'B', 'B', 'C')",
                            a.collectivite);
                    h.execute(
                            "update annuaire.agent set " + ecriture
                                    + " where collectivite_id = ? and matricule = 'BASE'",
                            a.collectivite);
                }));
        assertTrue(e.getMessage().contains(contrainte), e.getMessage());
    }
}
