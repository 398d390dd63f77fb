package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Le dernier et le premier jour de l'année, les deux nuits où l'heure change, un 29 février : toutes les pages, chacune
 * par un rôle qui change d'un instant à l'autre, l'API, la synthèse et le passage de conservation, sur l'application
 * entière menée à cet instant.
 */
@ExtendWith(ApplicationJetable.class)
class JoursParticuliersIT {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter JOUR =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRANCE).withZone(PARIS);

    private static Map<String, Instant> instants() {
        Map<String, Instant> i = new LinkedHashMap<>();
        i.put("la Saint-Sylvestre, avant minuit", a("2026-12-31T23:58:00"));
        i.put("le jour de l'An", a("2027-01-01T00:02:00"));
        i.put(
                "la nuit où l'heure avance, l'heure qui n'existe pas",
                a("2027-03-28T01:59:00").plusSeconds(120));
        i.put("la nuit où l'heure recule, la première fois", a("2027-10-31T02:30:00"));
        i.put(
                "la nuit où l'heure recule, la seconde fois",
                ZonedDateTime.of(LocalDateTime.parse("2027-10-31T02:30:00"), PARIS)
                        .withLaterOffsetAtOverlap()
                        .toInstant());
        i.put("le 29 février", a("2028-02-29T12:00:00"));
        return i;
    }

    private static Instant a(String heure) {
        return LocalDateTime.parse(heure).atZone(PARIS).toInstant();
    }

    @Test
    void chaque_page_l_api_et_les_traitements_passent_ces_jours_la(Application application) throws Exception {
        List<String> fautes = new ArrayList<>();
        int tour = 0;
        try (Donnees d = new Donnees(application)) {
            for (Map.Entry<String, Instant> i : instants().entrySet()) {
                application.menerA(i.getValue());
                List<PagesParRole.Page> pages = PagesParRole.de(application);
                assertTrue(pages.size() > 100, pages.size() + " pages");
                assertTrue(
                        accueil(application).contains(JOUR.format(i.getValue())),
                        "l'application n'y est pas : " + i.getKey());
                for (PagesParRole.Page p : unRoleParPage(pages, tour++)) {
                    int statut = p.visiteur().get();
                    if (statut != 200 && statut != 302 && statut != 404) {
                        fautes.add(i.getKey() + " : " + p.role() + " " + p.adresse() + " : " + statut);
                    }
                }
                for (String ressource : List.of("/sessions", "/bulletins", "/agents", "/attestations")) {
                    int statut = new Api(application, Application.JETON)
                            .lire(ressource)
                            .statut();
                    if (statut >= 500) {
                        fautes.add(i.getKey() + " : " + ressource + " : " + statut);
                    }
                }
                traiter(application, d, i.getKey(), fautes);
            }
        }
        application.menerA(Instant.now());
        assertEquals(List.of(), fautes);
        assertEquals(List.of(), application.tachesTombees());
    }

    /** Chaque page une fois, par l'un de ceux qui l'ouvrent. */
    private static List<PagesParRole.Page> unRoleParPage(List<PagesParRole.Page> pages, int tour) {
        return pages.stream().collect(Collectors.groupingBy(PagesParRole.Page::chemin)).values().stream()
                .map(p -> p.get(tour % p.size()))
                .toList();
    }

    private static String accueil(Application application) {
        Visiteur siege = new Visiteur(application);
        siege.entrer("siege");
        return siege.demander("/aujourdhui.xhtml").body();
    }

    /** La synthèse que la page propose ce jour-là, et un passage de conservation : chacun va à son terme. */
    private static void traiter(Application application, Donnees d, String quand, List<String> fautes)
            throws Exception {
        Visiteur delegation = new Visiteur(application);
        delegation.entrer("delegation");
        long lancees = d.nombre("select coalesce(sum(execution_id), 0) from plan_formation.synthese");
        String page = delegation.demander("/planformation/synthese.xhtml").body();
        if (page.contains("lancement:lancer") || page.contains("lancement:relancer")) {
            HttpResponse<String> r = delegation.presser(
                    "/planformation/synthese.xhtml",
                    page.contains("lancement:lancer\"") ? "lancement:lancer" : "lancement:relancer",
                    page);
            attendre(
                    d,
                    "select count(*) from plan_formation.synthese where etat = 'EN_COURS' or " + lancees
                            + " = (select coalesce(sum(execution_id), 0) from plan_formation.synthese)",
                    quand + " : la synthèse, " + r.statusCode(),
                    fautes);
        }
        Visiteur siege = new Visiteur(application);
        siege.entrer("siege");
        long passages = d.nombre("select count(*) from garde.passage_conservation");
        page = siege.demander("/garde/conservation.xhtml").body();
        HttpResponse<String> r = siege.presser("/garde/conservation.xhtml", "passage:lancer", page);
        attendre(
                d,
                "select case when (select count(*) from garde.passage_conservation) > " + passages
                        + " then (select count(*) from garde.passage_conservation where fini_le is null) else 1 end",
                quand + " : la conservation, " + r.statusCode(),
                fautes);
    }

    private static void attendre(Donnees d, String reste, String quoi, List<String> fautes) throws Exception {
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (d.nombre(reste) > 0) {
            if (System.nanoTime() > fin) {
                fautes.add(quoi + " ne finit pas");
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
    }
}
