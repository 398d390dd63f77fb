package fr.cnfpt.ecommunautes.application;

import static fr.cnfpt.ecommunautes.Exemples.HDF;
import static fr.cnfpt.ecommunautes.Exemples.IDF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.ecommunautes.Exemples;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.port.EnMemoire;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Les cas d'usage, sur des ports en mémoire. L'agent 1 est stagiaire de la session 7, que la structure HDF organise.
 */
class CommunautesTest {

    private static final LocalDate PENDANT = LocalDate.of(2026, 3, 24);
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final PorteesEnMemoire portees = new PorteesEnMemoire(courant);
    private final EnMemoire.ContributionsEnMemoire contributions = new EnMemoire.ContributionsEnMemoire();
    private final EnMemoire.EspacesEnMemoire espaces = new EnMemoire.EspacesEnMemoire(contributions);
    private final EnMemoire.PassagesEnMemoire passages = new EnMemoire.PassagesEnMemoire();
    private final OuvrirCommunauteDeStage publication = new OuvrirCommunauteDeStage();
    private final PreuveDeConnexion preuve = new PreuveDeConnexion();
    private final SessionInfo session = Exemples.session(7, Modalite.MIXTE_COMMUNAUTE, 20L);
    private Communaute deStage;
    private Communaute reseau;

    @BeforeEach
    void publier() {
        publication.espaces = espaces;
        preuve.espaces = espaces;
        preuve.passages = passages;
        publication.aLaPublication(new SessionPubliee(session));
        deStage = espaces.deLaSession(7).orElseThrow();
        reseau = Communaute.nationale("État civil", "Réseau", LocalDate.of(2026, 1, 1));
        espaces.ajouter(reseau);
    }

    private Entree entree() {
        Entree e = new Entree();
        e.espaces = espaces;
        e.portees = portees;
        e.offre = (OffreDeFormation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {OffreDeFormation.class},
                (p, m, a) -> switch (m.getName()) {
                    case "session" -> Optional.of(session);
                    case "duFormateur" -> session.formateurCompteId().equals(a[0]) ? List.of(session) : List.of();
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        e.inscriptions = (Inscriptions) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Inscriptions.class}, (p, m, a) -> switch (m.getName()) {
                    case "stagiaire" ->
                        a[0].equals(7L) && a[1].equals(1L)
                                ? Optional.of(new Stagiaire(70, 7, 1, 50, Etat.CONVOQUEE))
                                : Optional.empty();
                    case "sessionsDe" -> a[0].equals(1L) ? List.of(7L) : List.of();
                    default -> throw new UnsupportedOperationException(m.getName());
                });
        return e;
    }

    private OuvrirLaPage.Page ouvrir(Utilisateur u, LocalDate jour, Communaute c) {
        OuvrirLaPage cas = new OuvrirLaPage();
        cas.courant = courant;
        cas.horloge = Horloge.arretee(jour);
        cas.entree = entree();
        cas.contributions = contributions;
        cas.passages = passages;
        return comme(u, () -> cas.executer(c.id(), 0, 30));
    }

    private Contribuer contribuer(LocalDate jour) {
        Contribuer cas = new Contribuer();
        cas.courant = courant;
        cas.horloge = Horloge.arretee(jour);
        cas.entree = entree();
        cas.contributions = contributions;
        return cas;
    }

    private List<String> liste(Utilisateur u) {
        ListerLesCommunautes cas = new ListerLesCommunautes();
        cas.courant = courant;
        cas.entree = entree();
        cas.portees = portees;
        cas.espaces = espaces;
        return comme(u, () -> cas.executer(null, 0, 10)).lignes().stream()
                .map(Espaces.Resume::titre)
                .toList();
    }

    private <T> T comme(Utilisateur u, Supplier<T> action) {
        return courant.agirComme(u, action);
    }

    @Test
    void la_publication_d_une_session_mixte_a_communaute_ouvre_une_communaute_et_une_seule() {
        publication.aLaPublication(new SessionPubliee(session));
        assertEquals(LocalDate.of(2026, 3, 9), deStage.ouverture());
        assertEquals(LocalDate.of(2026, 4, 24), deStage.fermeture());
        assertEquals(2, liste(Exemples.siege()).size());
    }

    @Test
    void une_session_d_une_autre_modalite_n_en_ouvre_pas() {
        publication.aLaPublication(new SessionPubliee(Exemples.session(8, Modalite.PRESENTIEL, 20L)));
        assertTrue(espaces.deLaSession(8).isEmpty());
    }

    @Test
    void le_stagiaire_son_formateur_la_structure_et_le_siege_y_entrent() {
        for (Utilisateur u :
                List.of(Exemples.agent(1), Exemples.formateur(20), Exemples.delegation(HDF), Exemples.siege())) {
            assertEquals(
                    "Espaces verts", ouvrir(u, PENDANT, deStage).communaute().titre());
            assertEquals(List.of("Espaces verts", "État civil"), liste(u));
        }
    }

    @Test
    void la_delegation_qui_succede_a_celle_qui_organisait_y_entre_et_la_trouve() {
        portees.fusionner(IDF, HDF);
        for (long connectee : List.of(IDF, HDF)) {
            Utilisateur u = Exemples.delegation(connectee);
            assertEquals(
                    "Espaces verts", ouvrir(u, PENDANT, deStage).communaute().titre());
            assertEquals(List.of("Espaces verts", "État civil"), liste(u));
        }
    }

    @Test
    void pour_tout_autre_elle_n_existe_pas() {
        for (Utilisateur u :
                List.of(Exemples.agent(2), Exemples.formateur(21), Exemples.delegation(IDF), Exemples.rh())) {
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> ouvrir(u, PENDANT, deStage)).genre());
            assertEquals(List.of("État civil"), liste(u));
        }
    }

    @Test
    void une_communaute_nationale_est_a_tous() {
        assertTrue(ouvrir(Exemples.agent(2), PENDANT, reseau).ouverte());
        assertTrue(ouvrir(Exemples.rh(), PENDANT, reseau).ouverte());
    }

    @Test
    void ouvrir_la_page_prouve_la_connexion_de_l_agent() {
        ouvrir(Exemples.agent(1), PENDANT, deStage);
        assertEquals(
                Horloge.arretee(PENDANT).maintenant(), preuve.aEteConnecte(7, 1).orElseThrow());
    }

    @Test
    void avant_l_ouverture_et_apres_la_fermeture_rien_n_est_prouve() {
        ouvrir(Exemples.agent(1), LocalDate.of(2026, 3, 8), deStage);
        ouvrir(Exemples.agent(1), LocalDate.of(2026, 4, 25), deStage);
        assertTrue(preuve.aEteConnecte(7, 1).isEmpty());
    }

    @Test
    void une_session_sans_communaute_ne_prouve_rien() {
        assertTrue(preuve.aEteConnecte(99, 1).isEmpty());
        assertEquals(LocalDate.of(2026, 4, 24), preuve.fermeture(7).orElseThrow());
    }

    @Test
    void on_ecrit_et_on_repond_et_la_discussion_la_plus_animee_est_devant() {
        Contribuer cas = contribuer(PENDANT);
        long premier = comme(Exemples.agent(1), () -> cas.publier(deStage.id(), "Bonjour", "Présentons-nous"));
        contribuer(PENDANT.plusDays(1));
        comme(
                Exemples.formateur(20),
                () -> contribuer(PENDANT.plusDays(1)).publier(deStage.id(), "Documents", "Les voici"));
        comme(
                Exemples.formateur(20),
                () -> contribuer(PENDANT.plusDays(2)).repondre(deStage.id(), premier, "Bienvenue"));
        OuvrirLaPage.Page page = ouvrir(Exemples.agent(1), PENDANT.plusDays(3), deStage);
        assertEquals(
                List.of("Bonjour", "Documents"),
                page.lues().discussions().stream().map(d -> d.message().titre()).toList());
        assertEquals(
                "Bienvenue", page.lues().discussions().get(0).reponses().get(0).texte());
    }

    @Test
    void on_n_ecrit_pas_dans_une_communaute_fermee() {
        assertEquals(
                "communaute-fermee",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        Exemples.agent(1),
                                        () -> contribuer(LocalDate.of(2026, 4, 25))
                                                .publier(deStage.id(), "Trop tard", "?")))
                        .code());
    }

    @Test
    void on_ne_repond_pas_a_un_message_d_une_communaute_ou_l_on_n_entre_pas() {
        long secret = comme(Exemples.agent(1), () -> contribuer(PENDANT).publier(deStage.id(), "Entre nous", "Chut"));
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        Exemples.agent(2),
                                        () -> contribuer(PENDANT).repondre(reseau.id(), secret, "Je vous vois")))
                        .genre());
    }
}
