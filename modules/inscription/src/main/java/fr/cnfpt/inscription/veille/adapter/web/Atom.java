package fr.cnfpt.inscription.veille.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation.Nouvelle;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.veille.application.LireLesFlux;
import java.io.Writer;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Un flux Atom (RFC 4287) : une entrée par session, dont l'identifiant ne change jamais. */
final class Atom {

    static final String TYPE = "application/atom+xml;charset=UTF-8";
    private static final String ESPACE = "http://www.w3.org/2005/Atom";

    private Atom() {}

    static void ecrire(Writer sortie, LireLesFlux.Flux flux) throws XMLStreamException {
        String adresse = Parametres.adresse();
        String racine = "tag:" + URI.create(adresse).getHost() + ",2026:";
        XMLStreamWriter x = XMLOutputFactory.newFactory().createXMLStreamWriter(sortie);
        x.writeStartDocument("UTF-8", "1.0");
        x.setDefaultNamespace(ESPACE);
        x.writeStartElement(ESPACE, "feed");
        x.writeDefaultNamespace(ESPACE);
        x.writeAttribute("xml:lang", "fr");
        dire(x, "id", racine + "recherche-" + flux.recherche().id());
        dire(x, "title", "Catalogue du CNFPT : " + flux.recherche().nom());
        lien(x, adresse + "/inscription/catalogue.xhtml?" + flux.recherche().question());
        x.writeStartElement(ESPACE, "author");
        dire(x, "name", "CNFPT");
        x.writeEndElement();
        dire(
                x,
                "updated",
                instant(flux.nouvelles().stream()
                        .map(Nouvelle::publieeLe)
                        .findFirst()
                        .orElse(flux.recherche().gardeeLe().toInstant())));
        for (Nouvelle n : flux.nouvelles()) {
            SessionInfo s = n.session();
            Jauge j = flux.jauges().get(s.id());
            x.writeStartElement(ESPACE, "entry");
            dire(x, "id", racine + "session-" + s.id());
            dire(x, "title", s.intitule());
            lien(x, adresse + "/inscription/session.xhtml?id=" + s.id());
            dire(x, "published", instant(n.publieeLe()));
            dire(x, "updated", instant(n.publieeLe()));
            dire(
                    x,
                    "summary",
                    s.typeLibelle() + ", " + s.modalite().libelle() + ", " + s.duree() + ". " + s.periode() + ", "
                            + s.lieu() + (j == null ? "" : ", " + j.enClair()) + ". Inscription jusqu'au "
                            + s.clotureEnClair() + ".");
            x.writeEndElement();
        }
        x.writeEndElement();
        x.writeEndDocument();
        x.close();
    }

    private static void dire(XMLStreamWriter x, String nom, String texte) throws XMLStreamException {
        x.writeStartElement(ESPACE, nom);
        x.writeCharacters(texte);
        x.writeEndElement();
    }

    private static void lien(XMLStreamWriter x, String adresse) throws XMLStreamException {
        x.writeStartElement(ESPACE, "link");
        x.writeAttribute("rel", "alternate");
        x.writeAttribute("type", "text/html");
        x.writeAttribute("href", adresse);
        x.writeEndElement();
    }

    private static String instant(Instant i) {
        return i.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
