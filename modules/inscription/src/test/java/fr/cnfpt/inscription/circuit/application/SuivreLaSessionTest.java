package fr.cnfpt.inscription.circuit.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionAnnulee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.places.application.PermettreDeRefuser;
import fr.cnfpt.inscription.places.persistence.ChangementsARefuser;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une session change ou s'annule : qui reçoit quoi, et qui ne reçoit rien. */
class SuivreLaSessionTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private SuivreLaSession suivre;

    private record Depose(String a, String objet, String texte, String agenda) {}

    private final List<Depose> deposes = new ArrayList<>();

    @BeforeEach
    void poser() {
        Courriers boite = (Courriers) Proxy.newProxyInstance(
                Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                    boolean joint = m.getName().equals("deposerAvecAgenda");
                    deposes.add(new Depose((String) a[0], (String) a[1], (String) a[2], joint ? (String) a[3] : null));
                    return null;
                });
        ReglesDuCircuit regles =
                Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), POSTGRES.jdbi()), POSTGRES.jdbi());
        suivre = Injection.poser(
                new SuivreLaSession(),
                Injection.poser(new SessionsSuivies(), POSTGRES.jdbi()),
                annuaire,
                boite,
                (AgendaDesSessions) new AgendaDesSessions() {
                    @Override
                    public Optional<String> ics(long session) {
                        return Optional.of("BEGIN:VCALENDAR " + session);
                    }

                    @Override
                    public String calendrier(String nom, Map<Long, Boolean> sessions) {
                        throw new UnsupportedOperationException();
                    }
                },
                courant,
                regles,
                Injection.poser(
                        new PermettreDeRefuser(),
                        Injection.poser(new ChangementsARefuser(), POSTGRES.jdbi()),
                        Horloge.arretee(JOUR)),
                Injection.poser(new RendreLaPlace(), regles, Horloge.arretee(JOUR)),
                Horloge.arretee(JOUR));
    }

    private static AgentInfo joignable(long id, String courriel) {
        AgentInfo a = agent(id);
        return new AgentInfo(
                a.id(),
                a.collectiviteId(),
                a.matricule(),
                a.nom(),
                a.prenom(),
                courriel,
                a.metier(),
                a.service(),
                a.categorie(),
                a.cadreEmplois(),
                a.responsableId());
    }

    private void inscrire(SessionInfo s, AgentInfo... agents) {
        annuaire.agents.addAll(List.of(agents));
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            PlacesSql places = Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em));
            places.ouvrirJauge(s);
            for (AgentInfo a : agents) {
                places.inscrire(s, List.of(a), rh(), MAINTENANT);
            }
            return null;
        });
    }

    private void dire(Object annonce) {
        courant.agirComme(delegation(), () -> {
            if (annonce instanceof SessionReprogrammee r) {
                suivre.quand(r);
            } else {
                suivre.quand((SessionAnnulee) annonce);
            }
            return null;
        });
    }

    private List<String> destinataires() {
        return deposes.stream().map(Depose::a).sorted().toList();
    }

    @Test
    void qui_est_inscrit_lit_l_ancien_jour_et_le_nouveau_et_son_employeur_une_fois() {
        SessionInfo s = session(91, 2);
        inscrire(
                s,
                joignable(9101, "une@denain.exemple"),
                joignable(9102, null),
                joignable(9103, "trois@denain.exemple"));
        dire(new SessionReprogrammee(
                s,
                dates(
                        s,
                        s.ouverture(),
                        s.cloture(),
                        s.debut().plusDays(7),
                        s.fin().plusDays(7))));
        assertEquals(List.of("rh@" + DENAIN, "trois@denain.exemple", "une@denain.exemple"), destinataires());
        Depose une = deposes.get(0);
        assertEquals("BEGIN:VCALENDAR 91", une.agenda());
        assertEquals(null, deposes.get(2).agenda(), "l'employeur n'y va pas");
        assertEquals("Session changée : " + s.intitule(), une.objet());
        assertTrue(une.texte().contains("devait se tenir " + s.periode()), une.texte());
        assertTrue(une.texte().contains("place.xhtml?jeton="), une.texte());
        assertTrue(une.texte().contains("ce refus ne vous est pas compté"), une.texte());
        assertTrue(
                deposes.get(2).texte().contains("pour cette session : 3"),
                deposes.get(2).texte());
    }

    @Test
    void un_effectif_qui_change_n_ecrit_a_personne() {
        inscrire(session(92, 2), joignable(9201, "une@denain.exemple"));
        dire(new SessionReprogrammee(session(92, 2), session(92, 12)));
        assertEquals(List.of(), destinataires());
    }

    @Test
    void une_annulation_dit_son_motif_a_chacun_et_le_refus_n_ecrit_a_personne() {
        SessionInfo s = session(93, 2);
        inscrire(s, joignable(9301, "une@denain.exemple"));
        dire(new SessionAnnulee(s, "Formatrice souffrante"));
        assertEquals(List.of("rh@" + DENAIN, "une@denain.exemple"), destinataires());
        assertTrue(
                deposes.get(0).texte().contains("est annulée : Formatrice souffrante."),
                deposes.get(0).texte());
        deposes.clear();
        POSTGRES.jdbi()
                .useHandle(h -> h.execute("update inscription.bulletin set etat = 'PRESENTE' where session_id = 93"));
        assertThrows(Refus.class, () -> dire(new SessionAnnulee(s, "Encore")));
        assertEquals(List.of(), destinataires());
    }
}
