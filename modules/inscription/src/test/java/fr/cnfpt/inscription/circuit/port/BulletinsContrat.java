package fr.cnfpt.inscription.circuit.port;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portee.Par;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Changement;
import fr.cnfpt.inscription.circuit.port.Bulletins.Filtre;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.liste.Tri;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ce que promettent les ports {@link Bulletins} et {@link Places}, quelle que soit l'implémentation. */
public abstract class BulletinsContrat {

    /** Les deux ports d'une même transaction. */
    /** Un jour d'où les sessions des exemples débutent dans les six semaines. */
    public static final LocalDate PROCHE = JOUR.plusDays(10);

    private static final Places.Periode BIENTOT = new Places.Periode(PROCHE, PROCHE.plusWeeks(6));

    public record Ports(Bulletins bulletins, Places places) {}

    private static final AtomicLong SESSIONS = new AtomicLong(System.nanoTime() / 1000);

    /** Exécute dans une transaction, validée à la fin. */
    protected abstract <T> T dans(Function<Ports, T> action);

    private SessionInfo ouverte(Integer capacite) {
        SessionInfo s = session(SESSIONS.incrementAndGet(), capacite);
        dans(b -> {
            b.places().ouvrirJauge(s);
            return null;
        });
        return s;
    }

    private List<Placement> inscrire(SessionInfo s, AgentInfo... agents) {
        return dans(b -> b.places().inscrire(s, List.of(agents), rh(), MAINTENANT));
    }

    private static AgentInfo[] agents(int de, int a) {
        AgentInfo[] t = new AgentInfo[a - de + 1];
        for (int i = de; i <= a; i++) {
            t[i - de] = agent(i);
        }
        return t;
    }

    @Test
    void donne_les_places_puis_les_rangs_dans_l_ordre() {
        SessionInfo s = ouverte(3);
        List<Placement> p = inscrire(s, agents(1, 5));
        assertEquals(
                List.of(true, true, true, false, false),
                p.stream().map(Placement::place).toList());
        assertEquals(List.of(0, 0, 0, 1, 2), p.stream().map(Placement::position).toList());
        assertEquals(
                3, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
        assertEquals(
                2, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).enAttente());
    }

    private Bulletins.Voisins voisins(Portee portee, Filtre filtre, long id) {
        return dans(b -> b.bulletins().voisins(portee, filtre, id)).orElseThrow();
    }

    @Test
    void un_bulletin_connait_ses_voisins_dans_la_liste_filtree_et_les_garde_quand_il_en_sort() {
        SessionInfo s = ouverte(4);
        List<Placement> p = inscrire(s, agents(1, 5));
        List<Long> ids = p.stream().map(Placement::bulletinId).toList();
        Filtre transmis = new Filtre(List.of(Etat.TRANSMISE), s.id(), null, Tri.AUCUN, 0, 10);
        Portee rh = new Portee(Par.COLLECTIVITES, Set.of(DENAIN), null);

        assertEquals(new Bulletins.Voisins(1, 4, true, null, ids.get(1)), voisins(rh, transmis, ids.get(0)));
        assertEquals(new Bulletins.Voisins(2, 4, true, ids.get(0), ids.get(2)), voisins(rh, transmis, ids.get(1)));
        assertEquals(new Bulletins.Voisins(4, 4, true, ids.get(2), null), voisins(rh, transmis, ids.get(3)));

        dans(b -> {
            b.bulletins().parId(ids.get(1)).orElseThrow().accepter(Moment.OUVERTE, delegation(), MAINTENANT);
            return null;
        });
        assertEquals(
                new Bulletins.Voisins(2, 3, false, ids.get(0), ids.get(2)),
                voisins(rh, transmis, ids.get(1)),
                "sorti de la liste, il y garde sa place");
        assertEquals(new Bulletins.Voisins(2, 3, true, ids.get(0), ids.get(3)), voisins(rh, transmis, ids.get(2)));
        Filtre tous = new Filtre(null, s.id(), null, Tri.AUCUN, 0, 10);
        assertEquals(5, voisins(rh, tous, ids.get(4)).position());
        assertEquals(
                List.of(0L, 0L),
                List.of(
                        voisins(new Portee(Par.COLLECTIVITES, Set.of(VALENCIENNES), null), tous, ids.get(1))
                                .total(),
                        voisins(new Portee(Par.STRUCTURES, Set.of(999L), 999L), tous, ids.get(1))
                                .total()),
                "nul n'y voit les bulletins d'un autre");
        assertEquals(Optional.empty(), dans(b -> b.bulletins().voisins(rh, tous, 999_999_999L)));
    }

    /** Une demande de l'agent 1, que l'employeur refuse, qu'il annule, ou qu'on laisse là. */
    private long demande(SessionInfo s, String fin, int jours) {
        return dans(b -> {
            Bulletin x = Bulletin.preinscrire(
                    s, agent(1), true, agentConnecte(1), MAINTENANT.plus(java.time.Duration.ofDays(jours)));
            b.bulletins().ajouter(x);
            if (fin.equals("refus")) {
                x.refuser("Hors du plan", rh(), MAINTENANT);
            } else if (fin.equals("retrait")) {
                x.annuler("Finalement non", Moment.OUVERTE, agentConnecte(1), MAINTENANT);
            }
            return x.id();
        });
    }

    @Test
    void les_refus_de_suite_de_l_employeur_se_comptent_jusqu_a_une_demande_transmise() {
        SessionInfo s = ouverte(3);
        demande(s, "refus", 1);
        assertEquals(1, (int) dans(b -> b.bulletins().refusDeSuite(1, s.stageId(), 0)));
        demande(s, "retrait", 2);
        demande(s, "refus", 3);
        assertEquals(2, (int) dans(b -> b.bulletins().refusDeSuite(1, s.stageId(), 0)));
        long enCours = demande(s, "", 4);
        assertEquals(2, (int) dans(b -> b.bulletins().refusDeSuite(1, s.stageId(), enCours)));
        assertEquals(0, (int) dans(b -> b.bulletins().refusDeSuite(1, s.stageId(), 0)), "une autre attend");
        assertEquals(0, (int) dans(b -> b.bulletins().refusDeSuite(2, s.stageId(), 0)));
    }

    @Test
    void l_avis_d_un_autre_employeur_est_un_pas_de_l_histoire_et_le_dernier_vaut() {
        SessionInfo s = ouverte(3);
        long id = dans(b -> {
            Bulletin demande = Bulletin.preinscrire(s, agent(1), true, agentConnecte(1), MAINTENANT);
            b.bulletins().ajouter(demande);
            return demande.id();
        });
        for (boolean favorable : List.of(true, false)) {
            dans(b -> {
                b.bulletins()
                        .parId(id)
                        .orElseThrow()
                        .recevoirAvis(
                                valenciennes(),
                                favorable,
                                "Elle est seule ce jour-là",
                                Moment.OUVERTE,
                                rh(),
                                MAINTENANT);
                return null;
            });
        }
        Bulletin lu = dans(b -> {
            Bulletin x = b.bulletins().parId(id).orElseThrow();
            x.histoire();
            return x;
        });
        assertEquals(Optional.of("DEFAVORABLE"), lu.avisDe(VALENCIENNES));
        assertEquals(Optional.empty(), lu.avisDe(DENAIN));
        assertEquals(Etat.PREINSCRIPTION, lu.etat());
        assertEquals(3, lu.histoire().size());
    }

    @Test
    void ce_qui_attend_un_avis_se_lit_par_numero_d_ou_qu_il_soit() {
        SessionInfo s = ouverte(3);
        List<Long> deposees = dans(b -> Stream.of(agent(1), agent(2))
                .map(a -> {
                    Bulletin x = Bulletin.preinscrire(s, a, true, agentConnecte(a.id()), MAINTENANT);
                    b.bulletins().ajouter(x);
                    return x.id();
                })
                .toList());
        long un = deposees.get(0);
        long place = inscrire(s, agent(3)).get(0).bulletinId();
        List<Long> lus = dans(b -> b.bulletins().enAttenteDAvis(un - 1, 500)).stream()
                .map(Ligne::id)
                .toList();
        assertEquals(deposees, lus.stream().filter(i -> i <= place).toList());
        assertEquals(
                List.of(un),
                dans(b -> b.bulletins().enAttenteDAvis(un - 1, 1)).stream()
                        .map(Ligne::id)
                        .toList());
    }

    private long combienParmi(Portee voit, SessionInfo s, Bulletins.Parmi parmi) {
        return dans(b -> b.bulletins().lister(voit, new Filtre(null, s.id(), null, null, parmi, Tri.AUCUN, 0, 50)))
                .total();
    }

    @Test
    void un_compte_suit_le_filtre_et_une_session_sait_tout_ce_qui_l_attend() {
        Bulletins.Attente avant = dans(b -> b.bulletins().attente(voit(Par.STRUCTURES, DELEGATION), Etat.TRANSMISE));
        SessionInfo s = ouverte(3);
        SessionInfo autre = ouverte(null);
        List<Placement> p = inscrire(s, agents(1, 5));
        inscrire(autre, agent(1));
        dans(b -> {
            b.bulletins().parId(p.get(0).bulletinId()).orElseThrow().accepter(Moment.OUVERTE, delegation(), MAINTENANT);
            return null;
        });
        Portee voit = voit(Par.STRUCTURES, DELEGATION);
        assertEquals(
                Map.of(Etat.TRANSMISE, 2L, Etat.ACCEPTEE, 1L, Etat.LISTE_ATTENTE, 2L),
                this.<Map<Etat, Long>>dans(b -> b.bulletins()
                        .compter(voit, new Filtre(List.of(Etat.ACCEPTEE), s.id(), null, Tri.AUCUN, 0, 1))));
        assertEquals(
                Map.of(Etat.TRANSMISE, 1L),
                this.<Map<Etat, Long>>dans(b -> b.bulletins()
                        .compter(voit, new Filtre(null, autre.id(), List.of(1L), s.debut(), null, Tri.AUCUN, 0, 1))));
        assertEquals(
                Map.of(),
                this.<Map<Etat, Long>>dans(b -> b.bulletins()
                        .compter(
                                voit,
                                new Filtre(null, autre.id(), null, s.debut().plusDays(1), null, Tri.AUCUN, 0, 1))));
        List<Bulletins.Parmi> aucune = List.of(
                new Bulletins.Parmi(s.debut().plusDays(1), s.fin().plusYears(1), null, null, null),
                new Bulletins.Parmi(s.debut(), s.debut(), List.of(s.stageId() + 1), null, null),
                new Bulletins.Parmi(s.debut(), s.debut(), null, s.structureId() + 1, null),
                new Bulletins.Parmi(s.debut(), s.debut(), null, null, DENAIN + 1));
        Bulletins.Parmi toutes =
                new Bulletins.Parmi(s.debut(), s.debut(), List.of(s.stageId()), s.structureId(), DENAIN);
        assertEquals(5L, combienParmi(voit, s, toutes));
        aucune.forEach(p2 -> assertEquals(0L, combienParmi(voit, s, p2), p2::toString));
        assertEquals(
                new Bulletins.Attente(avant.bulletins() + 3, avant.sessions() + 2),
                this.<Bulletins.Attente>dans(b -> b.bulletins().attente(voit, Etat.TRANSMISE)));
        assertEquals(
                avant.sessions() + 2,
                dans(b -> b.bulletins().sessionsQuiAttendent(voit, Etat.TRANSMISE, 1_000))
                        .size());
        assertEquals(
                1,
                dans(b -> b.bulletins().sessionsQuiAttendent(voit, Etat.TRANSMISE, 1))
                        .size());
        assertEquals(
                Map.of(s.id(), Map.of(Etat.TRANSMISE, 2L, Etat.ACCEPTEE, 1L), autre.id(), Map.of(Etat.TRANSMISE, 1L)),
                this.<Map<Long, Map<Etat, Long>>>dans(b -> b.bulletins().combien(List.of(s.id(), autre.id(), -1L))));
    }

    @Test
    void ce_qui_est_fait_a_l_un_se_fait_a_tous_ceux_de_sa_session_qui_en_sont_la() {
        SessionInfo s = ouverte(3);
        SessionInfo autre = ouverte(3);
        List<Placement> p = inscrire(s, agents(1, 5));
        long ailleurs = inscrire(autre, agent(1)).get(0).bulletinId();
        assertEquals(
                2,
                dans(b -> {
                            Bulletin premier = b.bulletins()
                                    .premier(s.id(), Etat.TRANSMISE)
                                    .orElseThrow();
                            assertEquals(p.get(0).bulletinId(), premier.id());
                            premier.accepter(Moment.OUVERTE, delegation(), MAINTENANT);
                            return b.bulletins().suivre(premier, Etat.TRANSMISE);
                        })
                        .intValue());
        for (int i = 0; i < 3; i++) {
            long id = p.get(i).bulletinId();
            assertEquals(Etat.ACCEPTEE, etat(id));
            Changement c = dans(b -> {
                List<Changement> h = b.bulletins().parId(id).orElseThrow().histoire();
                return h.get(h.size() - 1);
            });
            assertEquals("Accepté par le CNFPT, La conseillère", c.texte() + ", " + c.parNom());
        }
        assertEquals(Etat.LISTE_ATTENTE, etat(p.get(3).bulletinId()));
        assertEquals(Etat.TRANSMISE, etat(ailleurs));
        assertTrue(dans(b -> b.bulletins().premier(s.id(), Etat.TRANSMISE)).isEmpty());
    }

    @Test
    void la_file_continue_d_un_envoi_a_l_autre() {
        SessionInfo s = ouverte(1);
        inscrire(s, agents(1, 2));
        assertEquals(2, inscrire(s, agent(3)).get(0).position());
    }

    @Test
    void une_session_sans_limite_place_tout_le_monde() {
        SessionInfo s = ouverte(null);
        assertTrue(inscrire(s, agents(1, 40)).stream().allMatch(Placement::place));
    }

    @Test
    void le_meme_agent_deux_fois_est_refuse_et_rien_n_est_ecrit() {
        SessionInfo s = ouverte(10);
        inscrire(s, agent(1));
        assertEquals(
                "deja-inscrit",
                assertThrows(Refus.class, () -> inscrire(s, agent(2), agent(1))).code());
        assertEquals(
                1,
                dans(b -> b.bulletins().lister(Portee.ENTIERE, new Filtre(null, s.id(), null, Tri.AUCUN, 0, 10)))
                        .total());
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    @Test
    void apres_une_annulation_l_agent_peut_redemander() {
        SessionInfo s = ouverte(10);
        long id = inscrire(s, agent(1)).get(0).bulletinId();
        annuler(s, id);
        assertTrue(inscrire(s, agent(1)).get(0).place());
    }

    @Test
    void une_place_rendue_va_au_premier_de_la_file() {
        SessionInfo s = ouverte(2);
        List<Placement> p = inscrire(s, agents(1, 4));
        annuler(s, p.get(0).bulletinId());
        assertEquals(Etat.TRANSMISE, etat(p.get(2).bulletinId()));
        assertEquals(Etat.LISTE_ATTENTE, etat(p.get(3).bulletinId()));
        assertEquals(
                1,
                dans(b -> b.bulletins().ligne(p.get(3).bulletinId(), Portee.ENTIERE))
                        .orElseThrow()
                        .position());
        assertEquals(
                2, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).enAttente());
    }

    @Test
    void un_depart_de_la_file_ne_libere_pas_de_place_mais_avance_les_suivants() {
        SessionInfo s = ouverte(1);
        List<Placement> p = inscrire(s, agents(1, 3));
        annuler(s, p.get(1).bulletinId());
        assertEquals(
                1,
                dans(b -> b.bulletins().ligne(p.get(2).bulletinId(), Portee.ENTIERE))
                        .orElseThrow()
                        .position());
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    @Test
    void une_preinscription_ne_prend_place_qu_une_fois_placee() {
        SessionInfo s = ouverte(1);
        long id = dans(b -> {
            Bulletin x = Bulletin.preinscrire(s, agent(1), false, agentConnecte(1), MAINTENANT);
            b.bulletins().ajouter(x);
            return x.id();
        });
        assertEquals(
                0, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
        assertTrue(dans(b -> b.places().placer(s.id(), List.of(id), rh(), MAINTENANT))
                .get(0)
                .place());
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    @Test
    void un_bulletin_deja_place_ou_refuse_ne_se_place_pas_encore() {
        SessionInfo s = ouverte(5);
        long id = preinscrire(s, 1);
        dans(b -> b.places().placer(s.id(), List.of(id), rh(), MAINTENANT));
        assertEquals(List.of(), dans(b -> b.places().placer(s.id(), List.of(id), rh(), MAINTENANT)));
        long refuse = preinscrire(s, 2);
        dans(b -> {
            b.bulletins().parId(refuse).orElseThrow().refuser("Hors du public visé", rh(), MAINTENANT);
            return null;
        });
        assertEquals(List.of(), dans(b -> b.places().placer(s.id(), List.of(refuse), rh(), MAINTENANT)));
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    @Test
    void une_place_rendue_sans_promouvoir_ne_va_a_personne() {
        SessionInfo s = ouverte(1);
        List<Placement> p = inscrire(s, agents(1, 2));
        annuler(s, p.get(0).bulletinId(), false);
        assertEquals(Etat.LISTE_ATTENTE, etat(p.get(1).bulletinId()));
        assertEquals(
                0, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    private long preinscrire(SessionInfo s, long agent) {
        return dans(b -> {
            Bulletin x = Bulletin.preinscrire(s, agent(agent), false, agentConnecte(agent), MAINTENANT);
            b.bulletins().ajouter(x);
            return x.id();
        });
    }

    @Test
    void une_seconde_preinscription_du_meme_agent_est_refusee() {
        SessionInfo s = ouverte(5);
        inscrire(s, agent(1));
        assertEquals(
                "deja-inscrit",
                assertThrows(
                                Refus.class,
                                () -> dans(b -> {
                                    b.bulletins()
                                            .ajouter(Bulletin.preinscrire(
                                                    s, agent(1), false, agentConnecte(1), MAINTENANT));
                                    return null;
                                }))
                        .code());
    }

    @Test
    void chacun_ne_voit_que_sa_portee_et_la_delegation_que_ce_qui_est_transmis() {
        SessionInfo s = ouverte(5);
        inscrire(s, agent(1), agentDeValenciennes(2));
        dans(b -> {
            b.bulletins().ajouter(Bulletin.preinscrire(s, agent(3), true, agentConnecte(3), MAINTENANT));
            return null;
        });
        assertEquals(2, total(s, voit(Par.COLLECTIVITES, DENAIN)));
        assertEquals(1, total(s, voit(Par.COLLECTIVITES, VALENCIENNES)));
        assertEquals(1, total(s, voit(Par.AGENTS, 3L)));
        assertEquals(2, total(s, voit(Par.STRUCTURES, DELEGATION)));
        assertEquals(0, total(s, voit(Par.STRUCTURES, DELEGATION + 1)));
        assertEquals(2, total(s, Portee.ENTIERE), "le siège non plus");
    }

    @Test
    void refusee_ou_annulee_avant_d_etre_transmise_la_delegation_ne_la_voit_pas_et_apres_si() {
        SessionInfo s = ouverte(5);
        Portee delegation = voit(Par.STRUCTURES, DELEGATION);
        long refusee = preinscrire(s, 1);
        long annulee = preinscrire(s, 2);
        long transmise = inscrire(s, agent(3)).get(0).bulletinId();
        dans(b -> {
            b.bulletins().parId(refusee).orElseThrow().refuser("Interne", rh(), MAINTENANT);
            b.bulletins().parId(annulee).orElseThrow().annuler("Interne", Moment.OUVERTE, rh(), MAINTENANT);
            return null;
        });
        annuler(s, transmise);
        List<Ligne> vues = dans(b -> b.bulletins()
                .lister(delegation, new Filtre(null, s.id(), null, Tri.AUCUN, 0, 10))
                .lignes());
        assertEquals(List.of(transmise), vues.stream().map(Ligne::id).toList());
        assertEquals(
                List.of(transmise),
                dans(b -> b.bulletins().suivants(delegation, new Filtre(null, s.id(), null, Tri.AUCUN, 0, 10), null))
                        .stream()
                        .map(Ligne::id)
                        .toList());
        assertEquals(1, total(s, Portee.ENTIERE));
        for (long id : List.of(refusee, annulee)) {
            for (Portee cnfpt : List.of(delegation, Portee.ENTIERE)) {
                assertTrue(dans(b -> b.bulletins().ligne(id, cnfpt)).isEmpty());
                assertFalse(estVu(id, cnfpt));
            }
            assertTrue(estVu(id, voit(Par.COLLECTIVITES, DENAIN)));
        }
        assertTrue(estVu(transmise, delegation));
    }

    @Test
    void ce_qui_s_ecrit_sous_l_ancienne_structure_est_vu_de_celle_qui_lui_succede() {
        SessionInfo s = ouverte(5);
        long id = inscrire(s, agent(1)).get(0).bulletinId();
        Portee apresFusion = new Portee(Par.STRUCTURES, Set.of(DELEGATION + 1, DELEGATION), DELEGATION + 1);
        assertEquals(1, total(s, apresFusion));
        assertEquals(
                id,
                dans(b -> b.bulletins().ligne(id, apresFusion)).orElseThrow().id());
        Map<Etat, Long> comptes = dans(b -> b.bulletins().compter(voit(Par.STRUCTURES, DELEGATION)));
        assertEquals(comptes, this.<Map<Etat, Long>>dans(b -> b.bulletins().compter(apresFusion)));
        long avant = sousLeMinimum(apresFusion);
        ouverte(9);
        assertEquals(avant + 1, sousLeMinimum(apresFusion));
    }

    @Test
    void compte_les_sessions_sous_leur_minimum_d_une_portee() {
        Portee voit = voit(Par.STRUCTURES, DELEGATION);
        long avant = sousLeMinimum(voit);
        SessionInfo pleine = ouverte(1);
        ouverte(9);
        assertEquals(avant + 2, sousLeMinimum(voit));
        inscrire(pleine, agent(1));
        assertEquals(avant + 1, sousLeMinimum(voit));
        List<Long> proches = dans(b -> b.places().plusProchesSousLeMinimum(voit, BIENTOT, null, 1_000));
        assertTrue(proches.size() == avant + 1 && !proches.contains(pleine.id()));
    }

    @Test
    void les_sessions_sous_leur_minimum_se_suivent_d_une_tranche_a_l_autre() {
        Portee voit = voit(Par.STRUCTURES, DELEGATION);
        List<SessionInfo> siennes = List.of(ouverte(7), ouverte(8), ouverte(9));
        List<Long> toutes = dans(b -> b.places().plusProchesSousLeMinimum(voit, BIENTOT, null, 1_000));
        SessionInfo derniere = siennes.stream()
                .max(Comparator.comparing(s -> toutes.indexOf(s.id())))
                .orElseThrow();
        int apres = toutes.indexOf(derniere.id()) + 1;
        assertEquals(
                toutes.subList(apres, toutes.size()),
                dans(b -> b.places()
                        .plusProchesSousLeMinimum(
                                voit, BIENTOT, new Places.Rang(derniere.debut(), derniere.id()), 1_000)));
        SessionInfo premiere = siennes.stream()
                .min(Comparator.comparing(s -> toutes.indexOf(s.id())))
                .orElseThrow();
        int suite = toutes.indexOf(premiere.id()) + 1;
        assertEquals(
                toutes.subList(suite, suite + 2),
                dans(b -> b.places()
                        .plusProchesSousLeMinimum(voit, BIENTOT, new Places.Rang(premiere.debut(), premiere.id()), 2)));
    }

    @Test
    void l_histoire_se_relit_dans_l_ordre() {
        SessionInfo s = ouverte(5);
        long id = dans(b -> {
            Bulletin x = Bulletin.preinscrire(s, agent(1), true, agentConnecte(1), MAINTENANT);
            b.bulletins().ajouter(x);
            return x.id();
        });
        dans(b -> {
            b.bulletins().parId(id).orElseThrow().annuler("Empêchement", Moment.OUVERTE, rh(), MAINTENANT);
            return null;
        });
        assertEquals(
                List.of("Préinscription déposée", "Annulé par la collectivité"),
                dans(b -> b.bulletins().parId(id).orElseThrow().histoire().stream()
                        .map(Changement::texte)
                        .toList()));
    }

    private boolean estVu(long id, Portee p) {
        return dans(b -> b.bulletins().parId(id).orElseThrow().estVuPar(p));
    }

    private static Portee voit(Par par, long cle) {
        return new Portee(par, Set.of(cle), null);
    }

    private long sousLeMinimum(Portee portee) {
        return this.<Long>dans(b -> b.places().sousLeMinimum(portee, BIENTOT));
    }

    private long total(SessionInfo s, Portee portee) {
        return dans(b -> b.bulletins().lister(portee, new Filtre(null, s.id(), null, Tri.AUCUN, 0, 50)))
                .total();
    }

    private Etat etat(long id) {
        return dans(b -> b.bulletins().parId(id)).orElseThrow().etat();
    }

    private void annuler(SessionInfo s, long id) {
        annuler(s, id, true);
    }

    private void annuler(SessionInfo s, long id, boolean promouvoir) {
        dans(b -> {
            b.places().verrouiller(s.id());
            Bulletin x = b.bulletins().parId(id).orElseThrow();
            boolean placee = x.etat().tientUnePlace();
            x.annuler("Empêchement", Moment.OUVERTE, rh(), MAINTENANT);
            b.places().rendre(s.id(), placee, promouvoir, MAINTENANT);
            return null;
        });
    }
}
