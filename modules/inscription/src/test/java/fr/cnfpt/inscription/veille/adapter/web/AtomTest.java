package fr.cnfpt.inscription.veille.adapter.web;

import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import fr.cnfpt.catalogue.api.OffreDeFormation.Nouvelle;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.veille.application.LireLesFlux;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Le flux d'une recherche, relu par une bibliothèque qui n'est pas la nôtre. */
class AtomTest {

    private static final Instant LE = Instant.parse("2026-11-02T08:00:00Z");
    private static final RechercheGardee RECHERCHE = new RechercheGardee(
            9,
            41,
            59,
            "Excel & <tableurs>",
            "q=excel&departement=59",
            LE.atOffset(ZoneOffset.UTC),
            true,
            LE.atOffset(ZoneOffset.UTC),
            "j",
            "f",
            null);

    private static SyndFeed relire(List<Nouvelle> nouvelles) throws Exception {
        StringWriter texte = new StringWriter();
        Atom.ecrire(texte, new LireLesFlux.Flux(RECHERCHE, nouvelles, Map.of(3L, new Jauge(3, 12, 5, 9, 0, null))));
        return new SyndFeedInput().build(new StringReader(texte.toString()));
    }

    @Test
    void un_lecteur_y_trouve_chaque_session_ses_places_et_son_adresse() throws Exception {
        SyndFeed lu = relire(List.of(
                new Nouvelle(session(3, 12), LE.plusSeconds(60)), new Nouvelle(session(2, 12), LE.plusSeconds(30))));
        assertEquals("atom_1.0", lu.getFeedType());
        assertEquals("Catalogue du CNFPT : Excel & <tableurs>", lu.getTitle());
        assertEquals("http://localhost:8080/inscription/catalogue.xhtml?q=excel&departement=59", lu.getLink());
        assertEquals(Date.from(LE.plusSeconds(60)), lu.getPublishedDate());
        assertEquals(2, lu.getEntries().size());
        SyndEntry premiere = lu.getEntries().get(0);
        assertEquals("tag:localhost,2026:session-3", premiere.getUri());
        assertEquals("http://localhost:8080/inscription/session.xhtml?id=3", premiere.getLink());
        assertEquals(Date.from(LE.plusSeconds(60)), premiere.getUpdatedDate());
        assertTrue(premiere.getDescription().getValue().contains("3 places"), premiere.toString());
    }

    @Test
    void sans_rien_de_neuf_il_reste_un_flux() throws Exception {
        SyndFeed lu = relire(List.of());
        assertEquals(List.of(), lu.getEntries());
        assertEquals(Date.from(LE), lu.getPublishedDate());
    }
}
