package fr.cnfpt.catalogue.imports.domain;

import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.tableaux.Cellules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** La session qu'une ligne donne, sous les règles mêmes de la page où l'on en publie une. */
public record SessionLue(LigneDOffre ligne) {

    private static final int TEXTE = 255;
    private static final Map<String, ColonneDOffre> CHAMPS = Map.of(
            "type",
            ColonneDOffre.TYPE,
            "debut",
            ColonneDOffre.DEBUT,
            "fin",
            ColonneDOffre.FIN,
            "ouverture",
            ColonneDOffre.OUVERTURE,
            "cloture",
            ColonneDOffre.CLOTURE,
            "capacite",
            ColonneDOffre.PLACES,
            "minimum",
            ColonneDOffre.MINIMUM,
            "aire",
            ColonneDOffre.POUR);

    /**
     * @param type celui de la fiche, si la ligne n'en dit rien
     * @param jour aujourd'hui, à son heure : elle ouvre ce jour-là si rien ne dit quand
     * @throws LigneRefusee si une case ne se lit pas
     */
    public Session.Publication publication(long stageId, String type, LocalDate jour, Long formateur) {
        LocalDate debut = date(ColonneDOffre.DEBUT);
        LocalDate fin = date(ColonneDOffre.FIN);
        LocalDate cloture = date(ColonneDOffre.CLOTURE);
        BigDecimal minimum = entier(ColonneDOffre.MINIMUM);
        BigDecimal places = entier(ColonneDOffre.PLACES);
        Map<String, String> types = new LinkedHashMap<>();
        FicheDeStage.TYPES.forEach(t -> types.put(t, t));
        String sien = FicheLue.parmi(ligne, ColonneDOffre.TYPE, types);
        String insee = court(ColonneDOffre.CODE_INSEE);
        if (insee != null && !insee.matches("[0-9][0-9AB][0-9]{3}")) {
            throw new LigneRefusee(
                    ColonneDOffre.CODE_INSEE,
                    ligne,
                    insee.matches("[0-9]{4}")
                            ? "Un tableur a ôté son premier zéro : est-ce 0" + insee
                                    + " ? Mettez la colonne au format Texte."
                            : "Le code Insee d'une commune a cinq caractères : 59350, 2A004.");
        }
        return new Session.Publication(
                        stageId,
                        sien == null ? type : sien,
                        debut,
                        fin == null ? debut : fin,
                        court(ColonneDOffre.HORAIRES),
                        court(ColonneDOffre.VILLE),
                        court(ColonneDOffre.ADRESSE),
                        insee,
                        places == null ? null : places.intValue(),
                        minimum == null ? 1 : minimum.intValue(),
                        date(ColonneDOffre.OUVERTURE),
                        cloture == null ? debut : cloture,
                        formateur)
                .ouverteAuPlusTard(jour);
    }

    /**
     * Tout, hors le lieu, que le fichier peut dire de deux façons. @throws LigneRefusee sous une règle d'une session
     */
    public void exigerPubliable(Session.Publication p, long structureId, ZoneId fuseau) {
        try {
            Session.publier(p, false, structureId, fuseau, Set.of(AireRecrutement.NATIONALE));
        } catch (Refus r) {
            throw new LigneRefusee(CHAMPS.getOrDefault(r.champ(), ColonneDOffre.DEBUT), ligne, r.getMessage());
        }
    }

    /**
     * Pour qui, comme {@link AireRecrutement#lire} le lit : la région de qui organise si la ligne n'en dit rien.
     *
     * @param departements code et nom
     */
    public String aire(Map<String, String> departements) {
        return switch (Cellules.net(ligne.dit(ColonneDOffre.POUR))) {
            case "", "region", "la region", "sa region" -> "";
            case "france", "france entiere", "nationale", "toutes", "toutes les collectivites" ->
                AireRecrutement.NATIONALE;
            default ->
                Arrays.stream(ligne.dit(ColonneDOffre.POUR)
                                .toUpperCase(Locale.ROOT)
                                .split("[\\s,;+]+"))
                        .peek(d -> {
                            if (!departements.containsKey(d)) {
                                throw new LigneRefusee(
                                        ColonneDOffre.POUR,
                                        ligne,
                                        "Dites « région », « France entière », ou des numéros de département : 59, 62. Une intercommunalité ou un employeur se choisit en publiant la session.");
                            }
                        })
                        .map(AireRecrutement::departement)
                        .collect(Collectors.joining(" "));
        };
    }

    private LocalDate date(ColonneDOffre c) {
        return !ligne.parle(c)
                ? null
                : Cellules.date(ligne.dit(c))
                        .orElseThrow(() -> new LigneRefusee(
                                c, ligne, "Cette date n'existe pas. Formes attendues : 31/03/2027 ou 2027-03-31."));
    }

    private BigDecimal entier(ColonneDOffre c) {
        BigDecimal n = FicheLue.nombre(ligne, c);
        if (n != null && n.stripTrailingZeros().scale() > 0) {
            throw new LigneRefusee(c, ligne, "Donnez un nombre entier.");
        }
        return n;
    }

    private String court(ColonneDOffre c) {
        if (!ligne.parle(c)) {
            return null;
        }
        if (ligne.dit(c).length() > TEXTE) {
            throw new LigneRefusee(c, ligne, TEXTE + " caractères au plus.");
        }
        return ligne.dit(c);
    }
}
