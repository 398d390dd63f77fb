package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Identification.Entree;
import fr.cnfpt.acces.api.Identification.Situation;
import fr.cnfpt.acces.api.IdentitesExternes.Identite;
import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.acces.comptes.application.OuvrirLesAcces;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.PostesSql;
import fr.cnfpt.acces.entree.application.Connexions;
import fr.cnfpt.acces.entree.application.EntrerParUneIdentite;
import fr.cnfpt.acces.entree.application.OuvrirUnLien;
import fr.cnfpt.acces.entree.application.RetrouverLeMotDePasse;
import fr.cnfpt.acces.entree.application.TenirSesQualites;
import fr.cnfpt.acces.intercommunal.application.PartagerUnStatut;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Une secrétaire de deux communes : une personne, deux qualités. Les cas d'usage sur un vrai PostgreSQL, chaque pas est
 * une transaction.
 */
class PersonnesTest {

    private static final String SECRET = "un mot de passe long";
    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static EntityManagerFactory emf;
    private static int suivante;

    private final UtilisateurCourant courant = new UtilisateurCourant();

    private long premiere;
    private long seconde;
    private String moi;

    @BeforeAll
    static void charger() {
        CarteDeTest.charger(JDBI);
        emf = POSTGRES.emf();
    }

    @AfterAll
    static void fermer() {
        emf.close();
    }

    @BeforeEach
    void deux_communes_ou_elle_travaille() {
        premiere = commune();
        seconde = commune();
        moi = "zoe." + premiere;
    }

    private static long nombre(String sql, Object... v) {
        return JDBI.withHandle(h -> {
            var q = h.createQuery(sql);
            for (int i = 0; i < v.length; i++) {
                q.bind(i, v[i]);
            }
            return q.mapTo(Long.class).one();
        });
    }

    private static List<String> textes(String sql, Object v) {
        return JDBI.withHandle(
                h -> h.createQuery(sql).bind(0, v).mapTo(String.class).list());
    }

    private static long commune() {
        return nombre(
                "update annuaire.collectivite set operationnelle_le = now() where id = (select id from annuaire.collectivite where nature = 'COMMUNE' and operationnelle_le is null order by id desc offset ? limit 1) returning id",
                suivante++);
    }

    /** Un agent de cette collectivité, et un compte de gestionnaire pour l'inviter. */
    private static long agent(long collectivite) {
        JDBI.useHandle(h -> h.execute("""
        with p as (insert into acces.personne default values returning id)
        insert into acces.compte (identifiant, nom, role, collectivite_id, personne_id) select 'rh.' || ?, 'La RH', 'GESTIONNAIRE_RH', ?, id from p
        on conflict do nothing
        """, collectivite, collectivite));
        int n = ++suivante;
        return nombre(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, courriel) values (?, ?, 'Roux', 'Zoé', 'B', ?) returning id",
                collectivite,
                "M" + n,
                "zoe" + n + "@exemple.fr");
    }

    private <T> T dans(Function<Montage, T> pas) {
        return PostgresDeTest.dans(
                emf,
                em -> pas.apply(
                        new Montage(em, POSTGRES, new Horloge(Clock.fixed(Instant.now(), Horloge.PARIS)), courant)));
    }

    private <T> T comme(Utilisateur u, Function<Montage, T> pas) {
        return courant.agirComme(u, () -> dans(pas));
    }

    private <T> T rh(long collectivite, Function<Montage, T> pas) {
        long compte = nombre("select id from acces.compte where identifiant = ?", "rh." + collectivite);
        return comme(new Utilisateur(compte, "rh", "La RH", Role.GESTIONNAIRE_RH, collectivite, null, null, "c"), pas);
    }

    /** Le lien que son employeur envoie à cet agent. */
    private String invitation(long agent) {
        long collectivite = nombre("select collectivite_id from annuaire.agent where id = ?", agent);
        String matricule = textes("select matricule from annuaire.agent where id = ?", agent)
                .get(0);
        rh(collectivite, m -> m.bean(OuvrirLesAcces.class).ouvrirAuxAgents(matricule));
        return jeton(textes("select courriel from annuaire.agent where id = ?", agent)
                .get(0));
    }

    private static String jeton(String courriel) {
        Matcher m = Pattern.compile("\\?lien=([A-Za-z0-9_-]{43})\\s")
                .matcher(textes(
                                "select texte from outils.envoi where destinataire = ? and texte like '%?lien=%' order by id desc limit 1",
                                courriel)
                        .get(0));
        assertTrue(m.find());
        return m.group(1);
    }

    /** Elle active chez la première. */
    private void activer(String identifiant, long agent) {
        String jeton = invitation(agent);
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, identifiant, SECRET));
    }

    private Entree entrer(String identifiant) {
        return dans(m -> m.bean(Connexions.class).entrer(identifiant, SECRET)).orElseThrow();
    }

    private Connecte reconnaitre(String secret, Situation voulue) {
        return dans(m -> m.bean(Connexions.class).reconnaitre(secret, voulue)).orElseThrow();
    }

    private static Situation de(Utilisateur u) {
        return new Situation(u.compteId(), u.collectiviteId());
    }

    private static String refus(Runnable geste) {
        return assertThrows(Refus.class, geste::run).code();
    }

    /**
     * Connectée chez la première, elle prend par son lien la qualité de la seconde. @return les deux, dans cet ordre
     */
    private List<Utilisateur> prendreLaSeconde(Entree e) {
        String jeton = invitation(agent(seconde));
        comme(e.utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        return comme(e.utilisateur(), m -> m.bean(TenirSesQualites.class).siennes());
    }

    @Test
    void invitee_ailleurs_elle_gagne_une_qualite_et_non_un_second_compte() {
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        assertFalse(reconnaitre(e.secret(), null).plusieurs());
        List<Utilisateur> siennes = prendreLaSeconde(e);
        assertEquals(
                List.of(premiere, seconde),
                siennes.stream().map(Utilisateur::collectiviteId).toList());
        assertTrue(reconnaitre(e.secret(), null).plusieurs());
        assertEquals(
                1,
                nombre(
                        "select count(*) from acces.moyen m join acces.compte c on c.personne_id = m.personne_id where c.id = ?",
                        siennes.get(1).compteId()));
        assertEquals(
                0,
                nombre(
                        "select count(*) from garde.journal where collectivite_id = ? and (auteur_compte_id = ? or detail like '%' || ? || '%')",
                        seconde, siennes.get(0).compteId(), moi),
                "la seconde ne lit rien de la première");
    }

    @Test
    void chaque_page_agit_dans_la_qualite_qu_elle_nomme_quoi_qu_on_ait_choisi_depuis() {
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        List<Utilisateur> siennes = prendreLaSeconde(e);
        comme(
                e.utilisateur(),
                m -> m.bean(TenirSesQualites.class)
                        .choisir(e.secret(), siennes.get(1).compteId()));
        Connecte sansRienDire = reconnaitre(e.secret(), null);
        assertEquals(seconde, sansRienDire.utilisateur().collectiviteId());
        assertFalse(sansRienDire.nommee());
        Connecte restee = reconnaitre(e.secret(), de(siennes.get(0)));
        assertEquals(premiere, restee.utilisateur().collectiviteId());
        assertTrue(restee.nommee());
        assertEquals(seconde, reconnaitre(e.secret(), null).utilisateur().collectiviteId(), "rien n'a été choisi");
    }

    @Test
    void une_qualite_fermee_par_son_employeur_n_agit_plus_et_la_personne_vit_avec_l_autre() {
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        List<Utilisateur> siennes = prendreLaSeconde(e);
        rh(premiere, m -> {
            m.bean(OuvrirLesAcces.class).fermer(siennes.get(0).compteId());
            return null;
        });
        Connecte restee = reconnaitre(e.secret(), de(siennes.get(0)));
        assertEquals(seconde, restee.utilisateur().collectiviteId(), "la page qui nomme l'ancienne ne la retrouve pas");
        assertEquals(seconde, entrer(moi).utilisateur().collectiviteId(), "le même mot de passe mène à l'autre");
        rh(seconde, m -> {
            m.bean(OuvrirLesAcces.class).fermer(siennes.get(1).compteId());
            return null;
        });
        assertTrue(dans(m -> m.bean(Connexions.class).reconnaitre(e.secret(), null))
                .isEmpty());
        assertTrue(dans(m -> m.bean(Connexions.class).entrer(moi, SECRET)).isEmpty());
    }

    @Test
    void nommer_la_qualite_d_une_autre_personne_n_y_mene_pas() {
        activer(moi, agent(premiere));
        activer("luc." + seconde, agent(seconde));
        Utilisateur luc = entrer("luc." + seconde).utilisateur();
        Entree e = entrer(moi);
        assertEquals(premiere, reconnaitre(e.secret(), de(luc)).utilisateur().collectiviteId());
        assertEquals(
                "qualite-inconnue",
                refus(() -> comme(
                        e.utilisateur(), m -> m.bean(TenirSesQualites.class).choisir(e.secret(), luc.compteId()))));
        assertEquals(
                "qualite-inconnue",
                refus(() -> comme(e.utilisateur(), m -> {
                    m.bean(TenirSesQualites.class).rendre(luc.compteId());
                    return null;
                })));
    }

    @Test
    void deux_comptes_prouves_deviennent_une_personne_et_les_deux_mots_de_passe_valent() {
        activer(moi, agent(premiere));
        String autre = "zoe." + seconde;
        activer(autre, agent(seconde));
        Entree la = entrer(autre);
        Entree ici = entrer(moi);
        assertEquals(
                OptionalInt.empty(),
                comme(ici.utilisateur(), m -> m.bean(TenirSesQualites.class).reunir(autre, "pas le bon")));
        assertEquals(1, nombre("select echecs from acces.moyen where identifiant = ?", autre), "l'échec se compte");
        assertEquals(
                OptionalInt.of(1),
                comme(ici.utilisateur(), m -> m.bean(TenirSesQualites.class).reunir(autre, SECRET)));
        assertTrue(
                dans(m -> m.bean(Connexions.class).reconnaitre(la.secret(), null))
                        .isEmpty(),
                "les connexions de l'autre tombent");
        assertEquals(premiere, entrer(moi).utilisateur().collectiviteId());
        assertEquals(seconde, entrer(autre).utilisateur().collectiviteId());
        assertTrue(reconnaitre(entrer(autre).secret(), null).plusieurs());
        assertEquals(
                "deja-soi",
                refus(() -> comme(
                        ici.utilisateur(), m -> m.bean(TenirSesQualites.class).reunir(autre, SECRET))));
    }

    @Test
    void le_lien_qu_une_autre_a_pris_ne_sert_plus() {
        String jeton = invitation(agent(premiere));
        activer("luc." + seconde, agent(seconde));
        comme(
                entrer("luc." + seconde).utilisateur(),
                m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        activer(moi, agent(seconde));
        assertEquals(
                "lien-servi",
                refus(() -> comme(
                        entrer(moi).utilisateur(),
                        m -> m.bean(OuvrirUnLien.class).prendre(jeton))));
    }

    private static void fiche(long agent, Long responsable, String parti) {
        JDBI.useHandle(h -> h.execute(
                "update annuaire.agent set responsable_id = ?, parti_le = ?::date where id = ?",
                responsable,
                parti,
                agent));
    }

    /** Le jour est celui du lieu : ces communes sont à La Réunion, où demain commence trois heures avant Paris. */
    private static List<String> encadrements(long agent) {
        return textes("""
        select (e.du = j.jour) || ' ' || coalesce(e.au - j.jour, -1)
          from annuaire.encadrement e join annuaire.collectivite c on c.id = e.collectivite_id
          cross join lateral (select outils.jour(now(), c.departement) as jour) j
         where e.agent_id = ? order by e.id
        """, agent);
    }

    private String dansTantDeJours(int jours) {
        return JDBI.withHandle(
                h -> h.createQuery("select outils.jour(now(), departement) + ? from annuaire.collectivite where id = ?")
                        .bind(0, jours)
                        .bind(1, premiere)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void qui_est_nommee_dans_une_fiche_devient_responsable_sans_que_personne_le_lui_donne_et_cesse_de_meme() {
        long chef = agent(premiere);
        long membre = agent(premiere);
        activer(moi, chef);
        assertEquals(Role.AGENT, entrer(moi).utilisateur().role());

        fiche(membre, chef, null);
        Entree e = entrer(moi);
        assertEquals(Role.RESPONSABLE, e.utilisateur().role());
        assertFalse(reconnaitre(e.secret(), null).plusieurs(), "une qualité qui s'étend, et non une de plus");
        assertEquals(List.of("true -1"), encadrements(chef));

        // Une fin connue d'avance vaut jusqu'à ce jour ; un second membre l'efface.
        JDBI.useHandle(h -> h.execute("update annuaire.encadrement set du = du - 30 where agent_id = ?", chef));
        fiche(membre, chef, dansTantDeJours(10));
        assertEquals(List.of("false 10"), encadrements(chef));
        assertEquals(
                Role.RESPONSABLE, reconnaitre(e.secret(), null).utilisateur().role());
        long second = agent(premiere);
        fiche(second, chef, null);
        assertEquals(List.of("false -1"), encadrements(chef));

        fiche(second, null, null);
        fiche(membre, null, null);
        assertEquals(Role.AGENT, reconnaitre(e.secret(), null).utilisateur().role());
        assertEquals(List.of("false 0"), encadrements(chef));

        // Nommée de nouveau, puis dénommée le même jour : l'ancien temps reste, l'autre n'a pas été.
        fiche(membre, chef, null);
        assertEquals(List.of("false 0", "true -1"), encadrements(chef));
        fiche(membre, null, null);
        assertEquals(List.of("false 0"), encadrements(chef));
    }

    @Test
    void un_agent_parti_ne_fait_pas_de_responsable_et_une_fiche_ne_vaut_que_chez_son_employeur() {
        long chef = agent(premiere);
        activer(moi, chef);
        comme(entrer(moi).utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(invitation(agent(seconde))));
        fiche(agent(premiere), chef, dansTantDeJours(-3));
        assertEquals(Role.AGENT, entrer(moi).utilisateur().role());
        fiche(agent(premiere), chef, null);
        assertEquals(
                List.of(Role.RESPONSABLE, Role.AGENT),
                comme(
                                entrer(moi).utilisateur(),
                                m -> m.bean(TenirSesQualites.class).siennes())
                        .stream()
                        .map(Utilisateur::role)
                        .toList());
    }

    @Test
    void nul_n_ouvre_un_compte_de_responsable() {
        assertEquals(
                "role-inconnu",
                refus(() -> Compte.ouvrir("chef", "Chef", Role.RESPONSABLE, premiere, null, agent(premiere))));
    }

    @Test
    void elle_entre_la_ou_elle_etait_si_rien_ne_dit_la_qualite() {
        activer(moi, agent(premiere));
        comme(entrer(moi).utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(invitation(agent(seconde))));
        Entree e = entrer(moi);
        assertEquals(premiere, e.utilisateur().collectiviteId(), "au départ, la plus ancienne");
        long autre = comme(e.utilisateur(), m -> m.bean(TenirSesQualites.class).siennes()).stream()
                .filter(u -> u.collectivite() == seconde)
                .findFirst()
                .orElseThrow()
                .compteId();
        comme(e.utilisateur(), m -> m.bean(TenirSesQualites.class).choisir(e.secret(), autre));
        assertEquals(seconde, entrer(moi).utilisateur().collectiviteId());
        JDBI.useHandle(h -> h.execute("update acces.compte set au = now() where id = ?", autre));
        assertEquals(premiere, entrer(moi).utilisateur().collectiviteId(), "fermée, elle ne compte plus");
    }

    @Test
    void un_gestionnaire_d_une_branche_s_invite_change_de_branche_et_ne_compte_pas_pour_le_dernier() {
        long voirie = agent(premiere);
        JDBI.useHandle(h -> h.execute("update annuaire.agent set service = 'Technique > Voirie' where id = ?", voirie));
        assertEquals(
                List.of("Technique", "Technique > Voirie"),
                rh(premiere, m -> m.bean(OuvrirLesAcces.class).branches()));
        assertEquals(
                "branche-inconnue",
                refus(() -> rh(premiere, m -> {
                    m.bean(OuvrirLesAcces.class).inviterUnGestionnaire("Lou", "Noir", "lou@exemple.fr", "Écoles");
                    return null;
                })));
        String courriel = "lou" + premiere + "@exemple.fr";
        rh(premiere, m -> {
            m.bean(OuvrirLesAcces.class).inviterUnGestionnaire("Lou", "Noir", courriel, "Technique");
            return null;
        });
        String jeton = jeton(courriel);
        dans(m -> m.bean(OuvrirUnLien.class).activer(jeton, "lou." + premiere, SECRET));
        Entree e = entrer("lou." + premiere);
        assertEquals("Technique", e.utilisateur().branche());
        assertTrue(
                e.utilisateur().pour().endsWith(", Technique"), e.utilisateur().pour());
        assertTrue(e.utilisateur().repondDe("Technique > Voirie"));
        assertFalse(e.utilisateur().repondDe("Techniques"));
        long lou = e.utilisateur().compteId();
        changerDeBranche(lou, "Technique > Voirie");
        assertEquals(
                "Technique > Voirie",
                reconnaitre(e.secret(), null).utilisateur().branche());
        assertEquals(
                "Technique > Voirie",
                rh(
                                premiere,
                                m -> m.bean(OuvrirLesAcces.class)
                                        .lister(null, "lou", fr.cnfpt.outils.liste.Tri.AUCUN, 0, 9))
                        .get(0)
                        .branche());

        // La RH est seule à répondre de toute la collectivité : on ne lui donne pas une branche, on ne la ferme pas.
        long rh = nombre("select id from acces.compte where identifiant = ?", "rh." + premiere);
        Utilisateur louEntiere = new Utilisateur(lou, "lou", "Lou", Role.GESTIONNAIRE_RH, premiere, null, null, "c");
        for (String branche : new String[] {"Technique", null}) {
            assertEquals(
                    "dernier-gestionnaire",
                    refus(() -> comme(louEntiere, m -> {
                        if (branche == null) {
                            m.bean(OuvrirLesAcces.class).fermer(rh);
                        } else {
                            m.bean(OuvrirLesAcces.class).changerDeBranche(rh, branche);
                        }
                        return null;
                    })));
        }
        changerDeBranche(lou, "");
        assertFalse(reconnaitre(e.secret(), null).utilisateur().estDeBranche());
        assertEquals(
                List.of(
                        "Invité comme gestionnaire RH, répond de Technique",
                        "Répond de Technique > Voirie",
                        "Répond de toute la collectivité"),
                textes("select detail from garde.journal where objet = ? order by numero", "compte " + lou).stream()
                        .filter(d -> d.contains("épond"))
                        .toList());
    }

    private void changerDeBranche(long compte, String branche) {
        rh(premiere, m -> {
            m.bean(OuvrirLesAcces.class).changerDeBranche(compte, branche);
            return null;
        });
    }

    @Test
    void prise_par_la_mauvaise_personne_une_qualite_se_detache_et_une_autre_invitation_part() {
        long agent = agent(seconde);
        String jeton = invitation(agent);
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        comme(e.utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        long prise = nombre("select id from acces.compte where agent_id = ?", agent);
        rh(seconde, m -> {
            m.bean(OuvrirLesAcces.class).detacher(prise);
            assertEquals(List.of(new QualiteFinie(prise)), m.annonces);
            return null;
        });
        assertFalse(reconnaitre(e.secret(), null).plusieurs());
        assertEquals(
                "qualite-rendue",
                refus(() -> rh(seconde, m -> {
                    m.bean(OuvrirLesAcces.class).rouvrir(prise);
                    return null;
                })));
        String neuf = jeton(textes("select courriel from annuaire.agent where id = ?", agent)
                .get(0));
        dans(m -> m.bean(OuvrirUnLien.class).activer(neuf, "la.bonne." + seconde, SECRET));
        assertEquals(seconde, entrer("la.bonne." + seconde).utilisateur().collectiviteId());
        assertEquals(
                List.of("acces-detache", "acces-ouvert"),
                textes(
                                "select action from garde.journal where collectivite_id = ? and action like 'acces-%' order by numero desc limit 2",
                                seconde)
                        .stream()
                        .sorted()
                        .toList());
    }

    @Test
    void elle_rend_une_qualite_qui_n_est_pas_la_sienne_mais_pas_la_seule() {
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        List<Utilisateur> siennes = prendreLaSeconde(e);
        comme(e.utilisateur(), m -> {
            m.bean(TenirSesQualites.class).rendre(siennes.get(1).compteId());
            return null;
        });
        assertFalse(reconnaitre(e.secret(), null).plusieurs());
        assertEquals(
                "seule-qualite",
                refus(() -> comme(e.utilisateur(), m -> {
                    m.bean(TenirSesQualites.class).rendre(siennes.get(0).compteId());
                    return null;
                })));
    }

    @Test
    void ses_postes_se_lisent_depuis_chacun_et_un_poste_rendu_n_en_est_plus() {
        long ici = agent(premiere);
        activer(moi, ici);
        Entree e = entrer(moi);
        List<Utilisateur> siennes = prendreLaSeconde(e);
        long la = siennes.get(1).agentId();
        PostesSql postes = Injection.poser(new PostesSql(), JDBI, new Horloge(Clock.systemUTC()));
        assertEquals(Set.of(ici, la), postes.postesDeLaPersonne(ici));
        assertEquals(Set.of(ici, la), postes.postesDeLaPersonne(la));
        assertEquals(Set.of(ici, la), postes.postesDuCompte(e.utilisateur().compteId()));
        assertEquals(Set.of(-1L), postes.postesDeLaPersonne(-1), "un poste que personne ne tient est seul");
        comme(e.utilisateur(), m -> {
            m.bean(TenirSesQualites.class).rendre(siennes.get(1).compteId());
            return null;
        });
        assertEquals(Set.of(ici), postes.postesDeLaPersonne(ici));
        assertEquals(Set.of(la), postes.postesDeLaPersonne(la));
    }

    /** Ce que lit cet employeur de ses déclarations pour cet agent : l'autre employeur, et s'il a confirmé. */
    private List<String> statuts(long collectivite, long agent) {
        return rh(
                collectivite,
                m -> m.bean(PartagerUnStatut.class).lister(agent).stream()
                        .map(l -> l.declaration().siren() + (l.communDepuis() == null ? " attend" : " partagé"))
                        .toList());
    }

    private boolean declarer(long collectivite, long agent, long avec) {
        return rh(collectivite, m -> m.bean(PartagerUnStatut.class).declarer(agent, siren(avec)));
    }

    private static String siren(long collectivite) {
        return textes("select siren from annuaire.collectivite where id = ?", collectivite)
                .get(0);
    }

    @Test
    void un_statut_n_est_partage_que_quand_les_deux_employeurs_l_ont_declare_de_la_meme_personne() {
        long ici = agent(premiere);
        long la = agent(seconde);
        PostesSql postes = Injection.poser(new PostesSql(), JDBI, new Horloge(Clock.systemUTC()));
        assertFalse(declarer(premiere, ici, seconde));
        assertEquals(List.of(siren(seconde) + " attend"), statuts(premiere, ici));
        assertEquals(List.of(), statuts(seconde, la), "l'autre n'en apprend rien");
        assertEquals(
                0,
                nombre(
                        "select count(*) from outils.envoi where collectivite_id = ? and objet like 'Un agent interc%'",
                        seconde));
        assertFalse(declarer(seconde, la, premiere), "deux déclarations, mais rien ne dit que c'est une personne");
        assertEquals(List.of(), postes.statutsCommuns(List.of(ici, la)));
        activer(moi, ici);
        String jeton = invitation(la);
        comme(entrer(moi).utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        assertEquals(List.of(siren(seconde) + " partagé"), statuts(premiere, ici));
        assertEquals(List.of(siren(premiere) + " partagé"), statuts(seconde, la));
        assertEquals(
                List.of(la),
                postes.statutsCommunsDe(List.of(premiere)).stream()
                        .map(s -> s.autre())
                        .toList());
        long declaration = nombre("select id from acces.statut_partage where agent_id = ?", la);
        rh(seconde, m -> {
            m.bean(PartagerUnStatut.class).retirer(la, declaration);
            return null;
        });
        assertEquals(List.of(siren(seconde) + " attend"), statuts(premiere, ici), "l'un des deux suffit à le défaire");
        assertEquals(List.of(), postes.statutsCommuns(List.of(ici, la)));
        assertEquals(
                List.of("statut-partage-declare", "statut-partage-retire"),
                textes(
                        "select action from garde.journal where collectivite_id = ? and action like 'statut-%' order by numero",
                        seconde));
        assertTrue(declarer(seconde, la, premiere), "déclarée de nouveau, elle répond aussitôt");
    }

    @Test
    void une_declaration_attend_de_meme_que_la_personne_soit_connue_de_l_autre_ou_non() {
        long ici = agent(premiere);
        long inconnue = agent(premiere);
        long la = agent(seconde);
        activer(moi, ici);
        String jeton = invitation(la);
        comme(entrer(moi).utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        assertFalse(declarer(premiere, ici, seconde));
        assertFalse(declarer(premiere, inconnue, seconde));
        assertEquals(statuts(premiere, inconnue), statuts(premiere, ici));
        assertEquals("statut-deja-declare", refus(() -> declarer(premiere, ici, seconde)));
        assertEquals("employeur-soi-meme", refus(() -> declarer(premiere, ici, premiere)));
        assertEquals("agent-inconnu", refus(() -> declarer(premiere, la, seconde)));
        // L'autre employeur déclare une autre personne : les deux ne se répondent pas.
        long collegue = agent(seconde);
        activer("col." + seconde, collegue);
        assertFalse(declarer(seconde, collegue, premiere));
        assertEquals(List.of(siren(seconde) + " attend"), statuts(premiere, ici));
    }

    @Test
    void qui_a_quitte_l_un_des_deux_postes_n_y_partage_plus_rien() {
        long ici = agent(premiere);
        long la = agent(seconde);
        activer(moi, ici);
        String jeton = invitation(la);
        comme(entrer(moi).utilisateur(), m -> m.bean(OuvrirUnLien.class).prendre(jeton));
        declarer(premiere, ici, seconde);
        assertTrue(declarer(seconde, la, premiere));
        nombre("update annuaire.agent set parti_le = current_date - 1 where id = ? returning id", la);
        assertEquals(List.of(siren(seconde) + " attend"), statuts(premiere, ici));
    }

    @Test
    void le_siret_du_jour_mene_a_la_qualite_de_cet_employeur() {
        activer(moi, agent(premiere));
        Entree e = entrer(moi);
        prendreLaSeconde(e);
        String sujet = "sujet-" + premiere;
        dans(m -> m.bean(EntrerParUneIdentite.class).relier(identite(sujet, premiere), "jeton", moi, SECRET));
        for (long c : List.of(seconde, premiere)) {
            assertEquals(
                    c,
                    dans(m -> m.bean(EntrerParUneIdentite.class).entrer(identite(sujet, c), "jeton"))
                            .orElseThrow()
                            .utilisateur()
                            .collectiviteId());
        }
    }

    private static Identite identite(String sujet, long collectivite) {
        String siren = textes("select siren from annuaire.collectivite where id = ?", collectivite)
                .get(0);
        return new Identite("https://a.exemple", sujet, "Zoé", "Roux", "zoe@exemple.fr", siren + "00012");
    }

    @Test
    void le_lien_d_un_mot_de_passe_oublie_ne_part_pas_a_l_adresse_qu_un_second_employeur_a_ecrite() {
        activer(moi, agent(premiere));
        prendreLaSeconde(entrer(moi));
        String chezLaSeconde = textes(
                        "select courriel from acces.compte where collectivite_id = ? and role = 'AGENT'", seconde)
                .get(0);
        long avant = nombre("select count(*) from outils.envoi");
        for (String saisi : List.of(chezLaSeconde, moi)) {
            dans(m -> {
                m.bean(RetrouverLeMotDePasse.class).demander(saisi);
                return null;
            });
            dans(m -> {
                m.bean(RetrouverLeMotDePasse.class).executer();
                return null;
            });
        }
        assertEquals(avant + 1, nombre("select count(*) from outils.envoi"));
        assertEquals(
                textes("select courriel from acces.compte where collectivite_id = ? and role = 'AGENT'", premiere),
                textes("select destinataire from outils.envoi where id > ? order by id desc limit 1", 0L));
    }
}
