package fr.cnfpt.lanceur;

import com.fasterxml.jackson.databind.JsonNode;
import fr.cnfpt.lanceur.Api.Reponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chaque exemple du contrat, pour qui tient l'offre, sur de quoi le jouer : un brouillon que l'exemple de création
 * vient d'écrire, ou une session de cette délégation où il a un sens.
 */
final class ExemplesDeLOffre {

    private final Api offre;
    private final Api sirh;
    private final Contrat contrat;
    private final Donnees donnees;
    private final long denain;

    ExemplesDeLOffre(Api offre, Api sirh, Contrat contrat, Donnees donnees) throws SQLException {
        this.offre = offre;
        this.sirh = sirh;
        this.contrat = contrat;
        this.donnees = donnees;
        this.denain = donnees.denain();
    }

    /** @param corps celui de l'exemple, vide s'il n'y en a pas */
    Reponse jouer(String methode, String chemin, String corps) throws SQLException {
        String geste = chemin.substring(chemin.lastIndexOf('/') + 1);
        Map<String, String> entetes = new HashMap<>();
        String ici = chemin;
        String dit = corps;
        if (chemin.startsWith("/offre/stages/{code}")) {
            ici = ici.replace("{code}", stage());
        } else if (chemin.startsWith("/offre/fiches/{id}")) {
            ici = ici.replace("{id}", cree("/offre/fiches"));
            entetes.put("If-Match", "\"1\"");
        } else if (chemin.contains("/deroule/")) {
            String brouillon = cree("/offre/sessions");
            entetes.put("If-Match", "\"1\"");
            ici = ici.replace("{id}", brouillon);
            if (chemin.contains("{seance}")) {
                ici = ici.replace("{seance}", seance(brouillon));
            }
        } else if (chemin.contains("/selection/")) {
            long bulletin = donnees.bulletinASelectionner(denain);
            dit = dit.replace("9001", String.valueOf(bulletin));
            String session = donnees.texte("select session_id from inscription.bulletin where id = ?", bulletin);
            ici = ici.replace("{id}", session);
            if (geste.equals("decision")) {
                entetes.put(
                        "If-Match",
                        offre.lire("/offre/sessions/" + session + "/selection").version());
            }
        } else if (chemin.contains("/preparation/")) {
            long session = donnees.sessionDeConcours(5, denain);
            long bulletin = inscrire(session, 1);
            ici = ici.replace("{id}", String.valueOf(session)).replace("{bulletin}", String.valueOf(bulletin));
            LocalDate jour = LocalDate.now().minusDays(2);
            dit = dit.replace("2026-11-24", jour.toString());
            suivre(geste, session, bulletin, jour);
        } else if (chemin.contains("/demandes/")) {
            long session = donnees.sessionAuDepartement(5, denain);
            long bulletin = inscrire(session, 1);
            if (geste.equals("absence")) {
                donnees.convoquer(bulletin);
                Reperes.passer(donnees, session);
            }
            dit = dit.replace("9001", String.valueOf(bulletin));
            ici = ici.replace("{id}", String.valueOf(session)).replace("{bulletin}", String.valueOf(bulletin));
        } else if (chemin.contains("/sauvetage/") || geste.equals("places") || geste.equals("annulation")) {
            long session = donnees.sessionAuDepartement(5, denain);
            entetes.put("If-Match", "\"0\"");
            ici = ici.replace("{id}", String.valueOf(session));
            dit = dit.replace("813", String.valueOf(donnees.sessionAuDepartement(5, denain)))
                    .replace("2027-06-15", LocalDate.now().plusDays(80).toString());
            inscrire(session, 1);
            if (geste.equals("emmener")) {
                offre.poster("/offre/sessions/" + session + "/annulation", Map.of("motif", "Salle inondée"))
                        .admise(200);
            }
            if (geste.equals("invitation")) {
                inscrire(donnees.sessionAuDepartement(1, denain), 2);
            }
        } else if (chemin.contains("{id}")) {
            ici = ici.replace("{id}", cree("/offre/sessions"));
            entetes.put("If-Match", "\"1\"");
        }
        return offre.envoyer(
                methode, ici, dit.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(dit), entetes);
    }

    /** Mène une préparation jusqu'où ce geste est permis. */
    private void suivre(String geste, long session, long bulletin, LocalDate jour) throws SQLException {
        if (geste.equals("test")) {
            return;
        }
        donnees.convoquer(bulletin);
        Reperes.enCours(donnees, session);
        String la = "/offre/sessions/" + session + "/demandes/" + bulletin + "/preparation";
        if (!geste.equals("absence")) {
            absente(la, jour);
        }
        if (geste.equals("radiation")) {
            offre.poster(la + "/avertissement", Map.of("motif", "Une journée sans prévenir"))
                    .admise(200);
            absente(la, jour.minusDays(1));
        }
    }

    private void absente(String la, LocalDate jour) {
        offre.poster(la + "/absence", Map.of("jour", jour.toString(), "demiJournees", 2))
                .admise(200);
    }

    /** @return le premier */
    private long inscrire(long session, int combien) throws SQLException {
        return sirh.inscrire(session, donnees.agents(combien, denain))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();
    }

    private String cree(String objet) {
        return offre.envoyer("POST", objet, exemple(objet))
                .admise(201)
                .corps()
                .path("id")
                .asText();
    }

    private String seance(String session) {
        String ici = "/offre/sessions/{id}/deroule/seances";
        return offre.envoyer("POST", ici.replace("{id}", session), exemple(ici))
                .admise(201)
                .corps()
                .at("/seances/0/id")
                .asText();
    }

    /** Un stage au catalogue, sans session. */
    private String stage() throws SQLException {
        String code = "EXO-" + donnees.nombre("select 100 + count(*) from catalogue.stage where code like 'EXO-%'");
        String neuf = exemple("/offre/fiches").replace("ZZZ-042", code);
        String fiche = offre.envoyer("POST", "/offre/fiches", neuf)
                .admise(201)
                .corps()
                .path("id")
                .asText();
        offre.envoyer(
                        "POST",
                        "/offre/fiches/" + fiche + "/publication",
                        BodyPublishers.noBody(),
                        Map.of("If-Match", "\"1\""))
                .admise(200);
        return code;
    }

    String exemple(String objet) {
        return corps(exemples("post", objet).get(0));
    }

    List<JsonNode> exemples(String methode, String objet) {
        JsonNode dits = contrat.document()
                .path("paths")
                .path("/api/v1" + objet)
                .path(methode.toLowerCase())
                .at("/requestBody/content/application~1json/examples");
        List<JsonNode> tous = new ArrayList<>();
        dits.forEach(tous::add);
        return tous;
    }

    static String corps(JsonNode exemple) {
        JsonNode valeur = exemple.path("value");
        return valeur.isTextual() ? valeur.asText() : valeur.toString();
    }
}
