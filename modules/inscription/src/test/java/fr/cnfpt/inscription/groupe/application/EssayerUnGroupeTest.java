package fr.cnfpt.inscription.groupe.application;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AvisAttendus;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.EtudierUneDemande;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.circuit.domain.MemeObjet;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.BulletinsEnMemoire;
import fr.cnfpt.inscription.groupe.application.EssayerUnGroupe.Essai;
import fr.cnfpt.inscription.groupe.domain.LigneDuGroupe;
import fr.cnfpt.inscription.groupe.domain.LigneDuGroupe.Sort;
import fr.cnfpt.inscription.places.application.Guichet;
import fr.cnfpt.inscription.places.application.LireLesSouhaits;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.application.TenirLeGuichet;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.tableaux.FichiersTableaux;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Un fichier de matricules, jugé ligne à ligne avant que quiconque ne soit inscrit. */
class EssayerUnGroupeTest {

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private Quota quota;
    private Integer attenteMax;
    private final BulletinsEnMemoire bulletins = new BulletinsEnMemoire() {
        @Override
        public Optional<Quota> quota(long sessionId, long collectiviteId) {
            return Optional.ofNullable(quota);
        }

        @Override
        public Map<Long, Jauge> jauges(Collection<Long> ids) {
            Map<Long, Jauge> lues = super.jauges(ids);
            lues.replaceAll((id, j) -> new Jauge(
                    id,
                    j.capacite(),
                    j.minimum(),
                    j.placesPrises(),
                    j.enAttente(),
                    j.selection(),
                    j.enSelection(),
                    j.quota(),
                    attenteMax));
            return lues;
        }
    };
    private final EssayerUnGroupe essai = new EssayerUnGroupe();
    private final InscrireAgents inscription = new InscrireAgents();

    @TempDir
    Path dossier;

    @BeforeEach
    void installer() {
        Horloge horloge = Horloge.arretee(JOUR);
        PorteesEnMemoire portees = new PorteesEnMemoire(courant);
        IntStream.range(100, 110).forEach(i -> annuaire.agents.add(agent(i)));
        annuaire.agents.add(agentDeValenciennes(200));
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        for (long id = 1; id <= 2; id++) {
            offre.sessions.put(id, session(id, 2));
            bulletins.ouvrirJauge(offre.sessions.get(id));
        }
        ReglesDuCircuit regles = new ReglesDuCircuit() {
            @Override
            public VersionDeRegle refusDeSuite(LocalDate jour) {
                return new VersionDeRegle(
                        1,
                        "inscription",
                        "refus_de_suite",
                        "",
                        Unite.NOMBRE,
                        BigDecimal.ONE,
                        LocalDate.of(2008, 1, 1),
                        null,
                        "",
                        "Loi n° 84-594",
                        1,
                        VersionDeRegle.LIVREE,
                        null);
            }

            @Override
            public MemeObjet memeObjet(LocalDate jour) {
                return new MemeObjet(12, 6, 8, "Décret n° 2007-1845, art. 7");
            }
        };
        EtudierUneDemande etude =
                Injection.poser(new EtudierUneDemande(), courant, portees, annuaire, offre, bulletins, regles, horloge);
        ConsulterBulletins consultation = Injection.poser(
                new ConsulterBulletins(),
                courant,
                portees,
                annuaire,
                offre,
                bulletins,
                regles,
                etude,
                horloge,
                Injection.poser(new AvisAttendus(), annuaire, horloge));
        Injection.poser(essai, courant, annuaire, offre, consultation, etude, new FichiersTableaux(), horloge);
        Courriers muets = (Courriers) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> null);
        TenirLeGuichet ecriture = Injection.poser(
                new TenirLeGuichet(),
                bulletins,
                annuaire,
                horloge,
                Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire, muets));
        Injection.poser(ecriture, Injection.poser(new LireLesSouhaits(), annuaire, offre));
        Injection.poser(inscription, courant, horloge, Injection.poser(new Guichet(), ecriture));
    }

    private Essai essayer(String texte, Charset encodage) throws IOException {
        Path fichier = Files.write(dossier.resolve("groupe.csv"), texte.getBytes(encodage));
        return courant.agirComme(rh(), () -> essai.fichier(1, "groupe.csv", fichier));
    }

    private Essai essayer(String texte) throws IOException {
        return essayer(texte, StandardCharsets.UTF_8);
    }

    private static List<String> dits(Essai e) {
        return e.lignes().stream()
                .map(l -> l.ligne() + " " + l.matricule() + " " + l.sort())
                .toList();
    }

    @Test
    void chaque_ligne_dit_si_l_agent_serait_inscrit_et_sinon_pourquoi() throws IOException {
        courant.agirComme(rh(), () -> inscription.executer(1, List.of(103L)));
        annuaire.postes.put(rh().compteId(), Set.of(104L));
        Essai e = essayer("Nom;N° matricule\nA;M101\nB;M999\nC;\nD;M101\nE;V200\nF;M103\nG;M104\n;\nH; M105 \n");
        assertEquals(
                List.of(
                        "2 M101 ADMISE",
                        "3 M999 REFUSEE",
                        "4  REFUSEE",
                        "5 M101 REFUSEE",
                        "6 V200 REFUSEE",
                        "7 M103 REFUSEE",
                        "8 M104 REFUSEE",
                        "10 M105 ADMISE"),
                dits(e));
        assertEquals(
                List.of("vide", "ligne 2", "demande en cours", "C'est vous"),
                List.of(4, 5, 7, 8).stream()
                        .map(n -> e.lignes().stream()
                                .filter(l -> l.ligne() == n)
                                .findFirst()
                                .orElseThrow()
                                .dit())
                        .map(d -> List.of("vide", "ligne 2", "demande en cours", "C'est vous").stream()
                                .filter(d::contains)
                                .findFirst()
                                .orElse(d))
                        .toList());
        ByteArrayOutputStream refus = new ByteArrayOutputStream();
        courant.agirComme(rh(), () -> essai.emporterLesRefus(e, refus));
        assertEquals(7, refus.toString(StandardCharsets.UTF_8).strip().split("\n").length, "l'en-tête et six refus");
    }

    @Test
    void une_regle_a_regarder_n_empeche_rien_et_se_lit_a_la_ligne() throws IOException {
        offre.sessions.put(
                2L,
                dates(
                        offre.sessions.get(2L),
                        JOUR.minusDays(5),
                        JOUR.plusDays(5),
                        offre.sessions.get(1L).debut(),
                        offre.sessions.get(1L).fin()));
        courant.agirComme(rh(), () -> inscription.executer(2, List.of(102L)));
        LigneDuGroupe l = essayer("matricule\nM102").lignes().get(0);
        assertEquals(Sort.A_VERIFIER, l.sort());
        assertTrue(l.dit().contains("mêmes dates"), l.dit());
        assertEquals(
                1,
                courant.agirComme(rh(), () -> inscription.executer(1, List.of(102L)))
                        .size());
    }

    @Test
    void au_dela_de_ce_que_le_quota_laisse_chaque_ligne_dit_qu_elle_attendrait() throws IOException {
        quota = new Quota(3, 2);
        Essai e = essayer("Matricule\nM999\nM101\nM103\n");
        assertEquals(List.of("2 M999 REFUSEE", "3 M101 ADMISE", "4 M103 A_VERIFIER"), dits(e));
        assertEquals(
                "Le quota de votre collectivité serait atteint (3 places) : irait en liste d'attente",
                e.lignes().get(2).dit());
    }

    @Test
    void au_dela_de_ce_que_la_liste_d_attente_prend_chaque_ligne_est_refusee() throws IOException {
        attenteMax = 1;
        Essai e = essayer("Matricule\nM101\nM999\nM103\nM104\nM105\n");
        assertEquals(
                List.of("2 M101 ADMISE", "3 M999 REFUSEE", "4 M103 ADMISE", "5 M104 ADMISE", "6 M105 REFUSEE"),
                dits(e));
        assertEquals(
                "La session serait complète, et sa liste d'attente aussi : sa délégation la limite.",
                e.lignes().get(4).dit());
    }

    @Test
    void l_essai_n_ecrit_rien_et_ceux_qu_il_admet_s_inscrivent_ensuite_dans_l_ordre_du_fichier() throws IOException {
        Essai e = essayer("Matricule\nM107\nM101\nM105\n");
        assertEquals(0, bulletins.jauges(List.of(1L)).get(1L).placesPrises());
        List<Long> admis = e.lignes().stream().map(l -> l.agent().id()).toList();
        assertEquals(
                "[107 place, 101 place, 105 rang]",
                courant.agirComme(rh(), () -> inscription.executer(1, admis)).stream()
                        .map(p -> p.agentId() + (p.place() ? " place" : " rang"))
                        .collect(Collectors.toList())
                        .toString());
        assertEquals(
                3, essayer("Matricule\nM107\nM101\nM105\n").combien(Sort.REFUSEE), "le rejouer n'inscrit personne");
    }

    @Test
    void un_fichier_irrecevable_est_refuse_entier_en_disant_quoi_faire() {
        assertEquals("entete-manquante", refus("Agent\nM101\n"));
        assertEquals("entete-en-double", refus("Matricule;N° matricule\nM101;M102\n"));
        assertEquals("fichier-vide", refus("Matricule\n\n"));
        assertEquals(
                "fichier-trop-long",
                refus("Matricule\n"
                        + IntStream.rangeClosed(0, 1000).mapToObj(i -> "X" + i).collect(Collectors.joining("\n"))));
        assertEquals("fichier-trop-grand", refus("Matricule\n" + "x".repeat(1 << 20)));
    }

    private String refus(String texte) {
        return assertThrows(Refus.class, () -> essayer(texte)).code();
    }

    @Test
    void un_fichier_d_un_vieux_tableur_se_lit_aussi() throws IOException {
        assertEquals(
                List.of("2 M101 ADMISE"),
                dits(essayer("Prénom;Matricule\r\nHélène;M101\r\n", Charset.forName("windows-1252"))));
    }

    @Test
    void la_session_doit_etre_ouverte_a_qui_essaie_et_ses_agents_les_siens() throws IOException {
        Path fichier = Files.writeString(dossier.resolve("v.csv"), "matricule\nM101\nV200");
        assertEquals(
                List.of("2 M101 REFUSEE", "3 V200 ADMISE"),
                dits(courant.agirComme(rhDeValenciennes(), () -> essai.fichier(1, "v.csv", fichier))));
        offre.sessions.put(
                1L,
                dates(
                        offre.sessions.get(1L),
                        JOUR.minusDays(20),
                        JOUR.minusDays(1),
                        JOUR.plusDays(10),
                        JOUR.plusDays(12)));
        assertEquals("session-close", refus("Matricule\nM101"));
    }
}
