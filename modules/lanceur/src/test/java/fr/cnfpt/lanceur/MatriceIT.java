package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.lanceur.Matrice.Ligne;
import fr.cnfpt.lanceur.Voisins.Portee;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * La promesse sur laquelle tout repose : nul ne voit ni ne touche ce qui n'est pas à lui. Chaque entrée du code a sa
 * ligne dans {@code matrice.csv} ({@link MatriceCompleteIT}) ; chaque ligne qui se joue l'est ici pour chaque acteur,
 * sur le dossier du même témoin chez soi, chez la voisine et chez la collectivité rattachée.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatriceIT {

    /** Un acteur : son compte, son rôle, et les collectivités dont il peut voir le témoin. */
    private enum Acteur {
        AGENT("agent", "AGENT"),
        RESPONSABLE("responsable", "RESPONSABLE"),
        RH("rh", "GESTIONNAIRE_RH", Portee.SIENNE),
        RH_POUR_LA_RATTACHEE("rh", "GESTIONNAIRE_RH", Portee.RATTACHEE),
        RH_DE_SA_BRANCHE("rh.matrice", "GESTIONNAIRE_RH", Portee.SIENNE),
        RH_D_UNE_AUTRE_BRANCHE("rh.ailleurs", "GESTIONNAIRE_RH"),
        RH_VOISINE("rh.valenciennes", "GESTIONNAIRE_RH", Portee.VOISINE),
        RH_DE_DEUX_A_DENAIN("rh.deux", "GESTIONNAIRE_RH", Portee.SIENNE),
        RH_DE_DEUX_CHEZ_LA_VOISINE("rh.deux", "GESTIONNAIRE_RH", Portee.VOISINE),
        FORMATEUR("formateur", "FORMATEUR", Portee.values()),
        DELEGATION("delegation", "DELEGATION", Portee.values()),
        DELEGATION_D_AILLEURS("delegation.ailleurs", "DELEGATION"),
        SIEGE("siege", "SIEGE", Portee.values()),
        ANONYME(null, null);

        final String compte;
        final String role;
        final Set<Portee> voit;

        Acteur(String compte, String role, Portee... voit) {
            this.compte = compte;
            this.role = role;
            this.voit = voit.length == 0 ? EnumSet.noneOf(Portee.class) : EnumSet.of(voit[0], voit);
        }
    }

    /** Ceux qui ne répondent que d'une branche, et les pages qui leur sont ouvertes : elles montrent leur portée. */
    private static final Set<Acteur> DE_BRANCHE = EnumSet.of(Acteur.RH_DE_SA_BRANCHE, Acteur.RH_D_UNE_AUTRE_BRANCHE);

    private static final Set<String> PAGES_DE_BRANCHE = Set.of(
            "/agir-pour.xhtml",
            "/annuaire/agents.xhtml",
            "/attestation/attestation.xhtml",
            "/attestation/attestations.xhtml",
            "/attestation/transmettre.xhtml",
            "/attestation/transmissions.xhtml",
            "/aujourdhui.xhtml",
            "/ecommunautes/communaute.xhtml",
            "/ecommunautes/communautes.xhtml",
            "/fichiers.xhtml",
            "/inscription/remplacer.xhtml",
            "/inscription/bulletin.xhtml",
            "/inscription/bulletins.xhtml",
            "/inscription/tableau.xhtml",
            "/inscription/catalogue.xhtml",
            "/inscription/groupe.xhtml",
            "/inscription/recherches.xhtml",
            "/inscription/session.xhtml",
            "/mon-compte.xhtml");

    /** Une session ouverte à une collectivité l'est à tous les siens, agents compris. */
    private static final Map<String, Set<String>> OUVERT_AUX_SIENS =
            Map.of("{session}", Set.of("AGENT", "RESPONSABLE"));

    private Application application;
    private Donnees donnees;
    private Voisins voisins;
    private Matrice matrice;
    private final Map<Acteur, Visiteur> visiteurs = new EnumMap<>(Acteur.class);

    @BeforeAll
    void ouvrir(Application a) throws Exception {
        application = a;
        donnees = new Donnees(a);
        voisins = new Voisins(a);
        matrice = new Matrice();
        for (Acteur acteur : Acteur.values()) {
            visiteurs.put(acteur, visiteur(acteur));
        }
    }

    @AfterAll
    void fermer() throws Exception {
        donnees.close();
    }

    @Test
    void chaque_page_pour_chaque_acteur_sur_chaque_dossier() {
        List<String> ecarts = Collections.synchronizedList(new ArrayList<>());
        visiteurs.keySet().parallelStream()
                .forEach(a -> matrice.lignes("page").stream()
                        .filter(Ligne::seJoue)
                        .forEach(l -> {
                            for (Portee p : l.aUnObjet() ? Portee.values() : new Portee[] {null}) {
                                ouvrir(l, a, p, ecarts);
                            }
                        }));
        assertEquals(List.of(), ecarts, () -> String.join("\n", ecarts));
    }

    private void ouvrir(Ligne l, Acteur a, Portee p, List<String> ecarts) {
        String adresse = l.nom() + (p == null ? l.demande() : voisins.remplir(l.demande(), p));
        HttpResponse<String> r = visiteurs.get(a).demander(adresse);
        boolean accueil = l.nom().equals("/index.xhtml");
        if (r.statusCode() == 302
                && a == Acteur.ANONYME
                && !accueil
                && !r.headers().firstValue("Location").orElse("").contains("/connexion.xhtml?retour=%2F")) {
            ecarts.add(a + " " + adresse + " mène à " + r.headers().map());
        }
        int attendu = accueil ? 302 : statut(l, a, p);
        if (r.statusCode() != attendu) {
            ecarts.add(a + " " + adresse + (p == null ? "" : " (" + p + ")") + " : " + r.statusCode() + ", attendu "
                    + attendu);
        }
        temoins(l, a, p, adresse, r, ecarts);
    }

    @Test
    void chaque_fichier_pour_chaque_acteur_sur_chaque_dossier() {
        List<String> ecarts = new ArrayList<>();
        for (Ligne l : matrice.lignes("fichier")) {
            if (!l.seJoue()) {
                continue;
            }
            String page = l.demande().substring(0, l.demande().indexOf('#'));
            String bouton = l.demande().substring(l.demande().indexOf('#') + 1);
            for (Acteur a : Acteur.values()) {
                for (Portee p : l.aUnObjet() ? Portee.values() : new Portee[] {null}) {
                    if (p == null && (!l.admet(a.role) || statut(l, a, null) == 403)) {
                        continue;
                    }
                    String adresse = p == null ? page : voisins.remplir(page, p);
                    HttpResponse<String> r = visiteurs.get(a).demander(adresse);
                    if (statut(l, a, p) != 200) {
                        if (r.statusCode() == 200) {
                            ecarts.add(a + " ouvre " + adresse + " (" + p + ")");
                        }
                        continue;
                    }
                    if (bouton.matches("(emporter|fiches|liste):.*") && r.body().contains("carte vide")) {
                        continue; // une liste vide ne s'emporte pas
                    }
                    HttpResponse<String> f = visiteurs.get(a).presser(adresse, bouton, r.body());
                    if (f.statusCode() != 200
                            || !f.headers()
                                    .firstValue("Content-Disposition")
                                    .orElse("")
                                    .contains("attachment")) {
                        ecarts.add(a + " ne reçoit pas " + l.nom() + " de " + adresse + " (" + p + ") : "
                                + f.statusCode() + " "
                                + f.headers().firstValue("Content-Type").orElse(""));
                    }
                    temoins(l, a, p, adresse, f, ecarts);
                }
            }
        }
        assertEquals(List.of(), ecarts, () -> String.join("\n", ecarts));
    }

    @Test
    void chaque_adresse_de_l_api_sur_chaque_dossier_et_le_dossier_des_autres_ne_change_pas() throws Exception {
        List<String> ecarts = new ArrayList<>();
        String avant = etat(Portee.VOISINE) + etat(Portee.RATTACHEE);
        // L'ordre compte : ce qui n'est pas permis d'abord, ce qui écrit chez soi ensuite.
        for (Portee p : List.of(Portee.VOISINE, Portee.RATTACHEE, Portee.SIENNE)) {
            for (Ligne l : deLaCollectivite()) {
                jouer(l, null, p, p == Portee.SIENNE, Set.of(Portee.SIENNE), ecarts);
            }
        }
        assertEquals(avant, etat(Portee.VOISINE) + etat(Portee.RATTACHEE), "un jeton a écrit chez un autre");
        String deDenain = etat(Portee.SIENNE);
        for (Portee p : List.of(Portee.VOISINE, Portee.SIENNE, Portee.RATTACHEE)) {
            for (Ligne l : deLaCollectivite()) {
                jouer(l, voisins.sirenDeLaRattachee, p, p == Portee.RATTACHEE, Set.of(Portee.RATTACHEE), ecarts);
            }
        }
        assertEquals(deDenain, etat(Portee.SIENNE), "agissant pour une autre, un jeton a écrit chez la sienne");
        for (Ligne l : deLaCollectivite()) {
            Visiteur v = new Visiteur(application).avecJeton(Application.JETON).pour(voisins.sirenDeLaVoisine);
            HttpResponse<String> r = v.envoyer(verbe(l), adresse(l, Portee.VOISINE), corps(l, Portee.VOISINE));
            if (r.statusCode() != 404
                    || !r.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
                ecarts.add(l.sujet() + " pour une collectivité non rattachée : " + r.statusCode());
            }
            HttpResponse<String> sans =
                    new Visiteur(application).envoyer(verbe(l), adresse(l, Portee.SIENNE), corps(l, Portee.SIENNE));
            if (sans.statusCode() != 401) {
                ecarts.add(l.sujet() + " sans jeton : " + sans.statusCode());
            }
            HttpResponse<String> session =
                    visiteurs.get(Acteur.RH).envoyer(verbe(l), adresse(l, Portee.SIENNE), corps(l, Portee.SIENNE));
            if (session.statusCode() != 401) {
                ecarts.add(l.sujet() + " avec une session de page : " + session.statusCode());
            }
        }
        assertEquals(List.of(), ecarts, () -> String.join("\n", ecarts));
        assertTrue(
                donnees.nombre("select count(*) from garde.evenement_securite where genre = 'jeton-hors-portee'") > 0,
                "le jeton hors de sa portée se signale");
    }

    private List<Ligne> deLaCollectivite() {
        return matrice.lignes("api").stream().filter(l -> l.admet("PARTENAIRE")).toList();
    }

    /** Ce que chaque jeton ouvre : le sien, et jamais l'autre côté. */
    private enum Jeton {
        SIRH(Application.JETON, "PARTENAIRE"),
        DELEGATION(Application.JETON + "_hdf", "DELEGATION"),
        DELEGATION_D_AILLEURS(Voisins.JETON_D_AILLEURS, "DELEGATION"),
        SIEGE(Voisins.JETON_DU_SIEGE, "SIEGE");

        final String secret;
        final String role;

        Jeton(String secret, String role) {
            this.secret = secret;
            this.role = role;
        }
    }

    @Test
    void chaque_adresse_de_l_api_n_ouvre_qu_aux_jetons_de_son_cote_et_l_offre_d_une_autre_delegation_est_introuvable() {
        List<String> ecarts = new ArrayList<>();
        for (Ligne l : matrice.lignes("api")) {
            boolean offre = l.admet("DELEGATION");
            for (Jeton j : Jeton.values()) {
                if (!offre && j == Jeton.SIRH) {
                    continue; // joué ci-dessus, dossier par dossier
                }
                HttpResponse<String> r = new Visiteur(application)
                        .avecJeton(j.secret)
                        .envoyer(verbe(l), adresse(l, Portee.SIENNE), corps(l, Portee.SIENNE));
                boolean aUneAutre = j == Jeton.DELEGATION_D_AILLEURS
                        && l.demande().matches(".*\\{(sessionTenue|aRegler|annulee|bulletin|preparee)}.*");
                int attendu = !l.admet(j.role) ? 403 : aUneAutre ? 404 : 0;
                if (attendu == 0
                        ? Set.of(401, 403, 404).contains(r.statusCode()) || r.statusCode() >= 500
                        : r.statusCode() != attendu) {
                    ecarts.add(l.sujet() + " par " + j + " : " + r.statusCode() + " " + r.body());
                }
                boolean montre = r.body().contains(Portee.SIENNE.temoin);
                if (montre && attendu != 0
                        || !montre && !aUneAutre && l.montre().contains(j.role) && j != Jeton.DELEGATION_D_AILLEURS) {
                    ecarts.add(l.sujet() + " par " + j + (montre ? " montre" : " ne montre pas") + " le témoin");
                }
            }
            if (offre) {
                int sans = new Visiteur(application)
                        .envoyer(verbe(l), adresse(l, Portee.SIENNE), corps(l, Portee.SIENNE))
                        .statusCode();
                int page = visiteurs
                        .get(Acteur.DELEGATION)
                        .envoyer(verbe(l), adresse(l, Portee.SIENNE), corps(l, Portee.SIENNE))
                        .statusCode();
                if (sans != 401 || page != 401) {
                    ecarts.add(l.sujet() + " sans jeton : " + sans + ", avec une session de page : " + page);
                }
            }
        }
        assertEquals(List.of(), ecarts, () -> String.join("\n", ecarts));
    }

    private void jouer(Ligne l, String pour, Portee p, boolean permis, Set<Portee> voit, List<String> ecarts) {
        HttpResponse<String> r = new Visiteur(application)
                .avecJeton(Application.JETON)
                .pour(pour)
                .envoyer(verbe(l), adresse(l, p), corps(l, p));
        boolean refuse = Set.of(401, 403, 404).contains(r.statusCode());
        if (l.aUnObjet() && permis == refuse || !l.aUnObjet() && refuse || r.statusCode() >= 500) {
            ecarts.add(l.sujet() + " sur " + p + (pour == null ? "" : ", agissant pour la rattachée") + " : "
                    + r.statusCode() + " " + r.body());
        }
        for (Portee autre : Portee.values()) {
            if (!voit.contains(autre)
                    && r.body().contains(autre.temoin)
                    && !corps(l, p).contains(autre.temoin)) {
                ecarts.add(l.sujet() + " sur " + p + " montre " + autre.temoin);
            }
        }
        if (permis && l.montre().contains("PARTENAIRE") && !r.body().contains(p.temoin)) {
            ecarts.add(l.sujet() + " sur " + p + " ne montre pas " + p.temoin + " : " + r.body());
        }
    }

    private static int statut(Ligne l, Acteur a, Portee p) {
        if (a.role == null) {
            return l.roles().isEmpty() ? 200 : 302;
        }
        if (!l.admet(a.role)) {
            return 403;
        }
        if (DE_BRANCHE.contains(a)) {
            String page = l.nom().startsWith("/") ? l.nom() : l.demande().replaceAll("[?#].*", "");
            if (!l.roles().isEmpty() && !PAGES_DE_BRANCHE.contains(page)) {
                return 403;
            }
            if (p == Portee.SIENNE && l.demande().contains("{session}")) {
                return 200;
            }
        }
        return p == null
                        || a.voit.contains(p)
                        || p == Portee.SIENNE
                                && OUVERT_AUX_SIENS.entrySet().stream()
                                        .anyMatch(o -> l.demande().contains(o.getKey())
                                                && o.getValue().contains(a.role))
                ? 200
                : 404;
    }

    private static void temoins(
            Ligne l, Acteur a, Portee p, String adresse, HttpResponse<String> r, List<String> ecarts) {
        for (Portee autre : Portee.values()) {
            if (!a.voit.contains(autre) && r.body().contains(autre.temoin)) {
                ecarts.add(a + " voit " + autre.temoin + " sur " + adresse);
            }
            if (r.statusCode() == 200
                    && a.role != null
                    && l.montre().contains(a.role)
                    && a.voit.contains(autre)
                    && (p == null || p == autre)
                    && !r.body().contains(autre.temoin)) {
                ecarts.add(a + " devrait voir " + autre.temoin + " sur " + adresse);
            }
        }
    }

    private static String verbe(Ligne l) {
        return l.nom().substring(0, l.nom().indexOf(' '));
    }

    /** L'adresse de la demande si elle en dit une, sinon celle du sujet. */
    private String adresse(Ligne l, Portee p) {
        String d =
                l.demande().contains("#") ? l.demande().substring(0, l.demande().indexOf('#')) : l.demande();
        return voisins.remplir(d.startsWith("/") ? d : l.nom().substring(l.nom().indexOf(' ') + 1) + d, p);
    }

    private String corps(Ligne l, Portee p) {
        return l.demande().contains("#")
                ? voisins.remplir(l.demande().substring(l.demande().indexOf('#') + 1), p)
                : "";
    }

    /** Tout ce que la base tient du témoin et des siens. */
    private String etat(Portee p) throws SQLException {
        Map<String, String> tables = new HashMap<>(Map.of(
                "annuaire.agent",
                "collectivite_id",
                "inscription.bulletin",
                "collectivite_id",
                "attestation.attestation",
                "collectivite_id"));
        StringBuilder b = new StringBuilder();
        for (Map.Entry<String, String> t : new TreeMap<>(tables).entrySet()) {
            b.append(donnees.texte(
                    "select coalesce(md5(string_agg(t::text, ',' order by id)), '') from " + t.getKey() + " t where "
                            + t.getValue() + " = ?",
                    voisins.collectivites.get(p)));
        }
        return b.toString();
    }

    private Visiteur visiteur(Acteur a) {
        Visiteur v = new Visiteur(application);
        if (a.compte != null) {
            v.entrer(a.compte);
        }
        if (a == Acteur.RH_POUR_LA_RATTACHEE) {
            v.agirPour(voisins.nomDeLaRattachee);
        }
        if (a == Acteur.RH_DE_DEUX_CHEZ_LA_VOISINE) {
            v.agirComme("Gestionnaire RH", "Valenciennes");
        }
        return v;
    }
}
