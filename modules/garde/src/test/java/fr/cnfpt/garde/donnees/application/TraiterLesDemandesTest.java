package fr.cnfpt.garde.donnees.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.annuaire.persistence.AnnuaireSql;
import fr.cnfpt.annuaire.persistence.PorteesSql;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.garde.donnees.persistence.Demandes;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Une demande a un mois pour sa réponse : le successeur d'un employeur clos la trouve parmi les siennes. */
class TraiterLesDemandesTest {

    private static final long HESDIN = 1;
    private static final long MARCONNE = 2;
    private static final long VOISINE = 3;

    private final Jdbi jdbi = PostgresDeTest.neuve("annuaire", "acces", "garde").jdbi();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final TraiterLesDemandes traiter = Injection.poser(
            new TraiterLesDemandes(),
            courant,
            Injection.poser(new PorteesSql(), jdbi, courant),
            Injection.poser(new AnnuaireSql(), jdbi),
            Injection.poser(new Demandes(), jdbi),
            new JournalEnMemoire(),
            Horloge.arretee(LocalDate.of(2026, 3, 3)));

    TraiterLesDemandesTest() {
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'R', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('62', 'D', '32', 'metro', 2026);
        insert into annuaire.collectivite (id, siren, nom, nature, departement, close_le, successeur_id) overriding system value values
          (1, '215901729', 'Hesdin', 'COMMUNE', '62', null, null), (3, '215906066', 'Voisine', 'COMMUNE', '62', null, null),
          (2, '245901160', 'Marconne', 'COMMUNE', '62', '2025-01-01', 1);
        insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, categorie) overriding system value
        select c, c, 'M' || c, 'Nom' || c, 'A', 'C' from generate_series(1, 3) as c;
        insert into garde.demande (id, agent_id, collectivite_id, nature, texte, deposee_le, echeance) overriding system value
        select c, c, c, 'RECTIFICATION', 'Mon nom', '2026-03-01', date '2026-04-01' + c::int from generate_series(1, 3) as c;
        """));
    }

    private static Utilisateur rh(long collectivite) {
        return new Utilisateur(9, "rh", "La RH", Role.GESTIONNAIRE_RH, collectivite, null, null, "c");
    }

    private List<Long> vues(long collectivite) {
        return courant.agirComme(rh(collectivite), () -> {
            List<Long> vues = traiter.lister("", 0, 10).lignes().stream()
                    .map(Demande::id)
                    .sorted()
                    .toList();
            assertEquals(vues.size(), traiter.echeances().size());
            return vues;
        });
    }

    private void refuser(long collectivite, long demande) {
        courant.agirComme(rh(collectivite), () -> traiter.refuser(demande, "Votre nom est exact"));
    }

    @Test
    void l_employeur_traite_les_siennes_et_celles_de_qui_il_a_repris() {
        assertEquals(List.of(1L, 2L), vues(HESDIN));
        assertEquals(List.of(2L), vues(MARCONNE));
        assertEquals(List.of(3L), vues(VOISINE));
        refuser(HESDIN, 2);
        assertEquals(
                "REFUSEE",
                jdbi.withHandle(h -> h.select("select issue from garde.demande where id = 2")
                        .mapTo(String.class)
                        .one()));
    }

    @Test
    void la_trois_centieme_se_lit_et_se_traite_aussi() {
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, categorie) overriding system value
        select 1000 + n, 3, 'N' || n, 'Nombreux' || n, 'A', 'C' from generate_series(1, 300) n;
        insert into garde.demande (id, agent_id, collectivite_id, nature, texte, deposee_le, echeance) overriding system value
        select 1000 + n, 1000 + n, 3, 'RECTIFICATION', 'Mon nom', '2026-03-01', date '2027-01-01' + n from generate_series(1, 300) n
        """));
        courant.agirComme(rh(VOISINE), () -> {
            assertEquals(301, traiter.lister("", 0, 10).total());
            assertEquals(
                    List.of(1300L),
                    traiter.lister("nombreux300", 0, 10).lignes().stream()
                            .map(Demande::id)
                            .toList());
            assertEquals(
                    List.of(1300L),
                    traiter.ouvertes(1300).stream().map(Demande::id).toList());
            return null;
        });
        jdbi.useHandle(h -> h.execute("delete from garde.demande where id > 1000"));
    }

    @Test
    void celles_d_une_autre_n_existent_pas_ni_ses_agents() {
        for (long demande : List.of(1L, 2L)) {
            assertEquals(
                    "demande-inconnue",
                    assertThrows(Refus.class, () -> refuser(VOISINE, demande)).code());
            assertEquals(
                    "agent-inconnu",
                    assertThrows(Refus.class, () -> courant.agirComme(rh(VOISINE), () -> traiter.dossier(demande)))
                            .code());
        }
        assertEquals(
                "demande-inconnue",
                assertThrows(Refus.class, () -> refuser(MARCONNE, 1)).code());
    }
}
