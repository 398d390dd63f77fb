package fr.cnfpt.acces.mutualisation.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Les vraies cartes de 2024, 2025 et 2026, l'une sur l'autre : qui agit pour qui, d'un employeur clos à l'autre. */
class ConfierAuSuccesseurTest {

    private final Jdbi jdbi = PostgresDeTest.neuve("annuaire", "acces").jdbi();

    private List<LigneDeRapport> charger(Decoupage d) {
        return CarteDeTest.charger(jdbi, d, (CarteChangee carte, Jdbi dedans) -> {
            ConfierAuSuccesseur suite = new ConfierAuSuccesseur();
            suite.rattachements = Injection.poser(new Rattachements(), dedans);
            suite.quand(carte);
        });
    }

    private List<String> rattachements(String condition) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select g.nom || ' depuis le ' || r.debut || coalesce(' jusqu''au ' || r.fin, '') || ' : ' || r.motif"
                                + " from acces.rattachement r join annuaire.collectivite c on c.id = r.collectivite_id"
                                + " join annuaire.collectivite g on g.id = r.gestionnaire_id where " + condition
                                + " order by r.debut, r.id")
                .mapTo(String.class)
                .list());
    }

    private void confier(String codeConfiee, String codeGestionnaire) {
        jdbi.useHandle(h -> h.execute(
                "insert into acces.rattachement (collectivite_id, gestionnaire_id, debut, motif) select c.id, g.id, '2020-01-01', 'Convention'"
                        + " from annuaire.collectivite c, annuaire.collectivite g where c.code_insee = ? and g.code_insee = ?",
                codeConfiee,
                codeGestionnaire));
    }

    @Test
    void le_successeur_agit_pour_l_employeur_clos_et_reprend_ce_qu_il_gerait() {
        charger(CarteDeTest.paquet("4.1.0"));
        // Le Parcq confie à Hesdin, Huby-Saint-Leu à Marconne ; au 1er janvier 2025 Hesdin, Huby et Marconne
        // fusionnent.
        confier("62647", "62447");
        confier("62461", "62549");
        List<LigneDeRapport> lignes = charger(CarteDeTest.paquet("5.3.0"));
        String fusion = "Hesdin-la-Forêt depuis le 2025-01-01 : Fusion de communes, COG 2025";
        assertEquals(List.of(fusion), rattachements("c.siren = '216204479'"), "Hesdin");
        assertEquals(
                List.of("Marconne depuis le 2020-01-01 jusqu'au 2025-01-01 : Convention", fusion),
                rattachements("c.siren = '216204610'"),
                "Huby-Saint-Leu");
        assertEquals(
                List.of(
                        "Hesdin depuis le 2020-01-01 jusqu'au 2025-01-01 : Convention",
                        "Hesdin-la-Forêt depuis le 2025-01-01 : Convention"),
                rattachements("c.code_insee = '62647'"),
                "Le Parcq");
        assertEquals(
                List.of("62 Le Parcq : Était confiée à Hesdin : Hesdin-la-Forêt reprend ce rattachement."),
                lignes.stream()
                        .filter(l -> l.genre().equals("RATTACHEMENT"))
                        .map(l -> l.departement() + " " + l.nom() + " : " + l.detail())
                        .toList());
        assertEquals(List.of(), charger(CarteDeTest.paquet("5.3.0")), "recharger ne bouge rien");
    }

    @Test
    void une_intercommunalite_qui_renait_n_est_plus_confiee_a_celle_qui_lui_avait_succede() {
        Decoupage d = CarteDeTest.paquet("6.0.0");
        charger(CarteDeTest.paquet("5.3.0"));
        String epci = new String(d.epci(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.contains("245901152"))
                .collect(Collectors.joining("\n"));
        String communes = new String(d.communes(), StandardCharsets.UTF_8).replace("\"245901152\"", "\"200042190\"");
        charger(new Decoupage(
                2026,
                "6.0.0",
                "épreuve",
                d.regions(),
                d.departements(),
                epci.getBytes(StandardCharsets.UTF_8),
                communes.getBytes(StandardCharsets.UTF_8),
                d.heritages()));
        assertEquals(
                List.of("200042190"),
                jdbi.withHandle(h -> h.createQuery(
                                "select g.siren from acces.rattachement r join annuaire.collectivite c on c.id = r.collectivite_id"
                                        + " join annuaire.collectivite g on g.id = r.gestionnaire_id"
                                        + " where c.siren = '245901152' and r.fin is null and r.motif = 'Fusion d''intercommunalités, COG 2026'")
                        .mapTo(String.class)
                        .list()));
        charger(d);
        assertEquals(List.of(), rattachements("r.fin is null"));
    }
}
