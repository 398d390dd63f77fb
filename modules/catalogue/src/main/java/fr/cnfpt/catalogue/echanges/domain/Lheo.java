package fr.cnfpt.catalogue.echanges.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Texte;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * L'offre en LHEO 2.3, le langage d'échange de l'offre de formation : une formation par fiche, une action, ses
 * sessions. Écrite au fil de l'eau : ni la fiche d'avant ni celle d'après ne sont en mémoire. L'ordre des éléments est
 * celui du schéma ; nos neuf modalités s'y réduisent à trois, la nôtre reste dans {@code extras}.
 */
public final class Lheo {

    public static final String VERSION = "2.3";
    public static final String ESPACE = "http://lheo.gouv.fr/" + VERSION;
    public static final int INTITULE = 255;
    public static final int TEXTE = 3000;
    private static final int LIGNE = 250;
    private static final String NON_PRECISE = "Non précisé";

    /** Le code de public exigé par le langage, tant que l'installation ne dit pas le nôtre. */
    public static final String PUBLIC_NON_DIT = "00000";

    /**
     * Qui répond de l'offre, et à qui elle s'adresse : dit à l'installation.
     *
     * @param publics des codes de cinq signes, un au moins, dix au plus
     */
    public record Organisme(String nom, String siret, String numeroActivite, List<String> publics) {}

    private final XMLStreamWriter xml;
    private final Organisme organisme;
    private final LocalDate jour;
    private long stage = -1;
    private int fiche;
    private Offert courant;

    public Lheo(OutputStream sortie, Organisme organisme, LocalDate jour) throws XMLStreamException {
        this.organisme = organisme;
        this.jour = jour;
        xml = XMLOutputFactory.newFactory().createXMLStreamWriter(sortie, StandardCharsets.UTF_8.name());
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.setDefaultNamespace(ESPACE);
        ouvrir("lheo");
        xml.writeDefaultNamespace(ESPACE);
        ouvrir("offres");
    }

    /** La session suivante ; une nouvelle fiche ferme la précédente. @param structure qui l'organise */
    public void ajouter(Offert o, String structure) throws XMLStreamException {
        if (o.stageId() != stage || o.fiche() != fiche) {
            finirLaFormation();
            commencerLaFormation(o, structure);
            stage = o.stageId();
            fiche = o.fiche();
            courant = o;
        }
        session(o, structure);
    }

    /** Une écriture interrompue ne passe pas par ici : le fichier resté ouvert se voit. */
    public void finir() throws XMLStreamException {
        finirLaFormation();
        xml.writeEndDocument();
        xml.close();
    }

    private void commencerLaFormation(Offert o, String structure) throws XMLStreamException {
        ouvrir("formation");
        xml.writeAttribute("numero", o.code());
        ouvrir("domaine-formation");
        extra("specialite", o.specialite());
        fermer();
        dire("intitule-formation", o.intitule(), INTITULE);
        dire("objectif-formation", o.objectifs(), TEXTE);
        dire("resultats-attendus", o.objectifs(), TEXTE);
        dire("contenu-formation", o.contenu(), TEXTE);
        dire("certifiante", "0", 1);
        ouvrir("contact-formation");
        dire("type-contact", "0", 1);
        coordonnees(structure);
        fermer();
        dire("parcours-de-formation", "1", 1);
        dire("code-niveau-entree", "0", 1);
        ouvrir("action");
        dire("rythme-formation", rythme(o), TEXTE);
        for (String code : organisme.publics()) {
            dire("code-public-vise", code, 5);
        }
        dire("info-public-vise", o.publicVise(), LIGNE);
        dire("niveau-entree-obligatoire", "0", 1);
        dire("modalites-alternance", "Sans alternance", TEXTE);
        dire("modalites-enseignement", enseignement(o.modalite()), 1);
        dire("conditions-specifiques", conditions(o), TEXTE);
        dire("prise-en-charge-frais-possible", o.payant() ? "0" : "1", 1);
        dire("modalites-entrees-sorties", "0", 1);
    }

    private void session(Offert o, String structure) throws XMLStreamException {
        ouvrir("session");
        xml.writeAttribute("numero", String.valueOf(o.sessionId()));
        ouvrir("periode");
        dire("debut", DateTimeFormatter.BASIC_ISO_DATE.format(o.debut()), 8);
        dire("fin", DateTimeFormatter.BASIC_ISO_DATE.format(o.fin()), 8);
        fermer();
        ouvrir("adresse-inscription");
        adresse(o);
        fermer();
        dire("etat-recrutement", recrutement(o), 1);
        // Ce que le langage ne sait pas dire, sous le nom de nos colonnes : notre import le relit.
        ouvrir("extras");
        info("session", String.valueOf(o.sessionId()));
        info("delegation", structure);
        info("type", o.type());
        info("horaires", o.horaires());
        info("places", o.capacite() == null ? null : o.capacite().toString());
        info("minimum", String.valueOf(o.minimum()));
        info("ouverture", o.ouverture().toString());
        info("cloture", o.cloture().toString());
        info("autres_lieux", o.autresLieux());
        fermer();
        fermer();
    }

    private void finirLaFormation() throws XMLStreamException {
        if (courant == null) {
            return;
        }
        ouvrir("extras");
        info("fiche_remplacee", courant.ficheRemplacee() ? "version " + courant.fiche() : null);
        info("modalite", courant.modalite().name());
        info("situation_de_travail", courant.afest() ? "AFEST" : null);
        info("presentiel", Texte.chiffres(courant.presentielJours().stripTrailingZeros()));
        info("distance", Texte.chiffres(courant.distanceHeures().stripTrailingZeros()));
        info("payant", courant.payant() ? "oui" : "non");
        info("public_vise", courant.publicVise());
        info("prerequis", courant.prerequis());
        fermer();
        fermer();
        ouvrir("organisme-formation-responsable");
        dire("numero-activite", organisme.numeroActivite(), 11);
        ouvrir("SIRET-organisme-formation");
        dire("SIRET", organisme.siret(), 14);
        fermer();
        dire("nom-organisme", organisme.nom(), LIGNE);
        dire("raison-sociale", organisme.nom(), LIGNE);
        ouvrir("coordonnees-organisme");
        coordonnees(organisme.nom());
        fermer();
        ouvrir("contact-organisme");
        coordonnees(organisme.nom());
        fermer();
        fermer();
        fermer();
        courant = null;
    }

    private static String rythme(Offert o) {
        return Texte.chiffres(o.presentielJours().stripTrailingZeros()) + " j en présence, "
                + Texte.chiffres(o.distanceHeures().stripTrailingZeros()) + " h à distance";
    }

    /** 0 en présence, 1 mixte, 2 à distance. */
    private static String enseignement(Modalite m) {
        return switch (m.famille()) {
            case PRESENTIEL -> "0";
            case MIXTE -> "1";
            case DISTANCE -> "2";
        };
    }

    private static String conditions(Offert o) {
        String prerequis = o.prerequis() == null || o.prerequis().isBlank() ? "Aucun prérequis" : o.prerequis();
        return "Public : " + o.publicVise() + ". " + prerequis;
    }

    /** 1 ouvert, 2 fermé, 3 suspendu. */
    private String recrutement(Offert o) {
        return o.ouverture().isAfter(jour) || o.cloture().isBefore(jour) ? "2" : "1";
    }

    /** Le lieu se dit par la commune de l'Insee : le code postal n'est pas tenu. */
    private void adresse(Offert o) throws XMLStreamException {
        ouvrir("adresse");
        dire("ligne", o.adresse() == null ? "À distance" : o.adresse(), LIGNE);
        if (o.ville() != null) {
            dire("ville", o.ville(), LIGNE);
        }
        if (o.codeInsee() != null) {
            dire("code-INSEE-commune", o.codeInsee(), 5);
        }
        fermer();
    }

    private void coordonnees(String nom) throws XMLStreamException {
        ouvrir("coordonnees");
        dire("nom", nom, LIGNE);
        fermer();
    }

    private void extra(String cle, String valeur) throws XMLStreamException {
        ouvrir("extras");
        info(cle, valeur);
        fermer();
    }

    private void info(String cle, String valeur) throws XMLStreamException {
        if (valeur != null) {
            ouvrir("extra");
            xml.writeAttribute("info", cle);
            xml.writeCharacters(couper(valeur, TEXTE));
            fermer();
        }
    }

    private void dire(String nom, String valeur, int auPlus) throws XMLStreamException {
        ouvrir(nom);
        xml.writeCharacters(couper(valeur == null || valeur.isBlank() ? NON_PRECISE : valeur.strip(), auPlus));
        fermer();
    }

    /** Un caractère que XML ne sait pas dire n'y va pas ; un texte trop long se coupe, et se voit coupé. */
    static String couper(String valeur, int auPlus) {
        String propre = valeur.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (propre.codePointCount(0, propre.length()) <= auPlus) {
            return propre;
        }
        return propre.substring(0, propre.offsetByCodePoints(0, auPlus - 1)) + "…";
    }

    private void ouvrir(String nom) throws XMLStreamException {
        xml.writeStartElement(ESPACE, nom);
    }

    private void fermer() throws XMLStreamException {
        xml.writeEndElement();
    }
}
