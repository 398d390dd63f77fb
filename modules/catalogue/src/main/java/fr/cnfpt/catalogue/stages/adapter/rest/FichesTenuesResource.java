package fr.cnfpt.catalogue.stages.adapter.rest;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Cree;
import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Écrire une fiche depuis ses propres outils : au brouillon, puis publiée, comme à l'écran (docs/adr/0038 et 0046). Une
 * fiche est à toute l'offre : qui la tient la change pour tous.
 */
@Path("offre/fiches")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class FichesTenuesResource {

    private static final String UNE_FICHE = """
            {"code": "ZZZ-042", "intitule": "Tenir un registre des délibérations", "specialite": "ECV", "modalite": "PRESENTIEL",
             "nature": "PERFECTIONNEMENT", "presentielJours": 2, "mentions": [
               {"mention": "OBJECTIFS", "texte": "Tenir le registre, de la convocation à la reliure."},
               {"mention": "SITUATIONS", "texte": "Préparer et suivre un conseil municipal."},
               {"mention": "COMPETENCES", "texte": "Rédiger une délibération\\nLa rendre exécutoire"},
               {"mention": "PUBLIC_VISE", "texte": "Secrétaires généraux de mairie, assistants des assemblées."},
               {"mention": "PREREQUIS", "texte": "Aucun"},
               {"mention": "CONTENU", "texte": "La convocation\\nLa séance\\nLe registre"},
               {"mention": "MOYENS", "texte": "Salle équipée, registres d'exemple."},
               {"mention": "CONDITIONS_ATTESTATION", "texte": "Avoir suivi les deux jours."},
               {"mention": "ACCES", "texte": "Gare à dix minutes à pied ; salle accessible."},
               {"mention": "REPAS", "texte": "Pris en charge, sur place."},
               {"mention": "HEBERGEMENT", "texte": "À la demande, au-delà de 70 kilomètres."}]}""";

    @Inject
    ConsulterLesFiches consulter;

    @Inject
    EcrireUneFiche ecriture;

    @Inject
    OffreDeFormation offre;

    /** Un texte de la fiche ; du programme, une ligne par point. */
    public record MentionJson(
            @Schema(
                    enumeration = {
                        "OBJECTIFS",
                        "SITUATIONS",
                        "COMPETENCES",
                        "PUBLIC_VISE",
                        "PREREQUIS",
                        "CONTENU",
                        "METHODES",
                        "MOYENS",
                        "SEQUENCEMENT",
                        "EVALUATION",
                        "CONDITIONS_ATTESTATION",
                        "ACCES",
                        "REPAS",
                        "HEBERGEMENT",
                        "ASSISTANCE_TECHNIQUE",
                        "ASSISTANCE_PEDAGOGIQUE",
                        "ANALYSE_ACTIVITE",
                        "TUTORAT",
                        "MISES_EN_SITUATION",
                        "PHASES_REFLEXIVES"
                    })
            String mention,

            String texte) {}

    /** Une fiche entière, telle que qui la tient la lit et l'écrit : ce qui est omis est effacé. */
    public record FicheEcriteJson(
            String code,
            String intitule,

            @Schema(description = "Son code : trois lettres")
            String specialite,

            @Schema(
                    enumeration = {
                        "PRESENTIEL",
                        "PRESENTIEL_ENRICHI",
                        "MIXTE_APPORT",
                        "MIXTE_COMMUNAUTE",
                        "MIXTE_MODULES",
                        "WEBINAIRE",
                        "E_FORMATION",
                        "MOOC",
                        "E_COMMUNAUTE"
                    })
            String modalite,

            String nature,

            @Schema(
                    description = "Celui de ses sessions ; INTER à défaut, ou celui que la nature impose",
                    enumeration = {"INTEGRATION", "INTER", "INTRA", "UNION", "CONCOURS"})
            String type,

            @Schema(description = "En jours de six heures") BigDecimal presentielJours,

            BigDecimal distanceHeures,
            Boolean webinaireIsole,
            Boolean marqueBlanche,
            Boolean payant,

            @Schema(description = "Par stagiaire et par jour, en euros")
            BigDecimal tarif,

            String itineraire,

            @Schema(description = "Sa place dans l'itinéraire")
            Integer etape,

            List<MentionJson> mentions) {}

    public record ManqueJson(String mention, String texte, String source) {}

    /**
     * @param surVersion celle qu'il suivra ; absente d'un stage neuf
     * @param manques ce que les règles du jour exigent pour le publier
     * @param fiche ce que rend un PUT, tel quel
     */
    public record BrouillonDeFicheJson(
            long id,

            @Schema(description = "Celle qu'il suivra ; absente d'un stage neuf")
            Integer surVersion,

            List<ManqueJson> manques,
            FicheEcriteJson fiche) {}

    public record FichePublieeJson(String code, int version) {}

    @POST
    @Operation(
            operationId = "commencerFiche",
            summary = "Écrire une fiche au brouillon",
            description =
                    "Celle du stage de ce code, ou d'un stage neuf. Rien ne change au catalogue tant qu'elle n'est pas publiée ; un stage n'a qu'un brouillon.")
    @APIResponseSchema(
            value = BrouillonDeFicheJson.class,
            responseCode = "201",
            responseDescription = "Le brouillon, et ce qui lui manque")
    @APIResponse(responseCode = "409", description = "Un brouillon de cette fiche est ouvert")
    @APIResponse(
            responseCode = "422",
            description = "Un champ est invalide, ou clé d'un autre envoi ; rien n'est écrit")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "stage-neuf", value = UNE_FICHE)))
    @Cree
    @UneSeuleFois
    public BrouillonDeFicheJson commencer(@HeaderParam(UneSeuleFois.CLE) String cle, FicheEcriteJson dite) {
        return json(ecriture.deposer(fiche(dite)));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "lireBrouillonDeFiche",
            summary = "Un brouillon de fiche",
            description = "L'en-tête `ETag` porte la version, à rendre dans `If-Match` pour le changer ou le publier.")
    @APIResponseSchema(value = BrouillonDeFicheJson.class, responseCode = "200", responseDescription = "Le brouillon")
    @APIResponse(responseCode = "404", description = "Il n'existe pas, ou plus")
    public BrouillonDeFicheJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        return rendre(consulter.brouillon(id), reponse);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "changerBrouillonDeFiche",
            summary = "Changer un brouillon de fiche",
            description = "La fiche entière ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = BrouillonDeFicheJson.class,
            responseCode = "200",
            responseDescription = "Le brouillon tel qu'enregistré")
    @APIResponse(responseCode = "404", description = "Il n'existe pas, ou plus")
    @APIResponse(responseCode = "412", description = "Il a changé depuis : relisez-le ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "stage-neuf", value = UNE_FICHE)))
    public BrouillonDeFicheJson changer(
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version,
            @Context HttpServletResponse reponse,
            FicheEcriteJson dite) {
        int lue = Version.exigee(version);
        FicheDeStage fiche = fiche(dite);
        return rendre(Version.siPareille(Stages.CHANGEE, () -> ecriture.enregistrer(id, lue, fiche)), reponse);
    }

    @POST
    @Path("{id}/publication")
    @Operation(
            operationId = "publierFiche",
            summary = "Publier un brouillon de fiche",
            description =
                    "Elle vaut dès lors pour les sessions à publier ; celles qui le sont gardent la leur. Sans corps ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = FichePublieeJson.class,
            responseCode = "200",
            responseDescription = "Le stage, et la version qui vaut désormais")
    @APIResponse(responseCode = "404", description = "Il n'existe pas, ou plus")
    @APIResponse(responseCode = "409", description = "Il dit la même chose que la fiche en vigueur")
    @APIResponse(
            responseCode = "412",
            description = "Le brouillon, ou la fiche qu'il suit, a changé depuis : rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Les mentions qui manquent et leur source, ou le champ invalide")
    @UneSeuleFois
    public FichePublieeJson publier(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version) {
        int lue = Version.exigee(version);
        var publie = Version.siPareille(Stages.CHANGEE, () -> ecriture.publier(id, lue))
                .enVigueur();
        return new FichePublieeJson(publie.fiche().code(), publie.version());
    }

    /** Ce qui n'est plus. */
    public record FicheAbandonneeJson(long id) {}

    @POST
    @Path("{id}/abandon")
    @Operation(
            operationId = "abandonnerFiche",
            summary = "Abandonner un brouillon de fiche",
            description = "La fiche en vigueur reste telle qu'elle est. Sans corps ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = FicheAbandonneeJson.class,
            responseCode = "200",
            responseDescription = "Le brouillon n'est plus")
    @APIResponse(responseCode = "404", description = "Il n'existe pas, ou plus")
    @APIResponse(responseCode = "412", description = "Il a changé depuis : relisez-le ; rien n'est ôté")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public FicheAbandonneeJson abandonner(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version) {
        int lue = Version.exigee(version);
        Version.siPareille(Stages.CHANGEE, () -> {
            ecriture.abandonner(id, lue);
            return null;
        });
        return new FicheAbandonneeJson(id);
    }

    private FicheDeStage fiche(FicheEcriteJson dite) {
        if (dite == null) {
            throw Refus.invalide("corps-absent", "code", "Envoyez la fiche entière.");
        }
        return LectureDUneFiche.fiche(dite, offre.specialites());
    }

    private BrouillonDeFicheJson rendre(BrouillonDeFiche b, HttpServletResponse reponse) {
        Version.rendre(b.revision(), reponse);
        return json(b);
    }

    private BrouillonDeFicheJson json(BrouillonDeFiche b) {
        return new BrouillonDeFicheJson(
                b.id(),
                b.surVersion(),
                consulter.manques(b.fiche()).stream()
                        .map(m -> new ManqueJson(
                                m.mention().name(), m.regle().texte(), m.regle().source()))
                        .toList(),
                LectureDUneFiche.json(b.fiche()));
    }
}
