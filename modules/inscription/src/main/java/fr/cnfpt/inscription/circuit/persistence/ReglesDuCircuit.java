package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.circuit.domain.MemeObjet;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les règles datées du circuit des demandes : les lire, les dire au siège. */
@ApplicationScoped
public class ReglesDuCircuit implements FamilleDeRegles {

    private static final String PROMOTION = "promotion_apres_cloture";
    private static final String AVIS = "avis_autre_employeur";
    private static final String MEME_OBJET = "meme_objet";
    private static final String MEME_OBJET_COURT = "meme_objet_court";
    private static final String MEME_OBJET_JOURS = "meme_objet_jours";
    private static final String REFUS_DE_SUITE = "refus_de_suite";
    private static final String SAUVER = "sauver_avant";
    private static final String OFFRE = "offre_delai";
    private static final String REFUS_DE_CHANGEMENT = "refus_de_changement";
    private static final String LIEN = "lien_de_courriel";
    private static final String RAPPEL = "rappel_avant_session";
    private static final String MONTRE = "Montré à qui demande et à qui décide, à partir de ce jour ; n'arrête rien.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    /** Vrai si l'on demande, d'une préinscription déposée alors, l'avis des autres employeurs. */
    public boolean avisDesAutresEmployeurs(Instant depot) {
        return regles.le(code(), AVIS, LocalDate.ofInstant(depot, Horloge.PARIS))
                        .entier()
                == 1;
    }

    /** Après la clôture, jusqu'à combien de jours du début une place rendue va encore à la file. */
    public int joursDePromotion(LocalDate jour) {
        return regles.le(code(), PROMOTION, jour).entier();
    }

    /** À combien de jours de son début une session sans son minimum se montre à qui l'organise. */
    public int joursPourSauver(LocalDate jour) {
        return regles.le(code(), SAUVER, jour).entier();
    }

    /** Combien d'heures l'on a pour répondre à une place offerte. */
    public int heuresDOffre(LocalDate jour) {
        return regles.le(code(), OFFRE, jour).entier();
    }

    /** Combien de jours l'on a pour refuser que sa session ait changé. */
    public int joursPourRefuser(LocalDate jour) {
        return regles.le(code(), REFUS_DE_CHANGEMENT, jour).entier();
    }

    /** Combien de jours vaut le lien qui permet de donner un avis sans se connecter. */
    public int joursDUnLien(LocalDate jour) {
        return regles.le(code(), LIEN, jour).entier();
    }

    /** Combien de jours avant une session ses convoqués sont rappelés. */
    public int joursDeRappel(LocalDate jour) {
        return regles.le(code(), RAPPEL, jour).entier();
    }

    /** Après ce nombre de refus de suite, la commission se consulte avant d'en opposer un autre. */
    public VersionDeRegle refusDeSuite(LocalDate jour) {
        return regles.le(code(), REFUS_DE_SUITE, jour);
    }

    /** Le délai entre deux formations sur le même objet, ce jour-là. */
    public MemeObjet memeObjet(LocalDate jour) {
        Map<String, VersionDeRegle> duJour = regles.le(code(), jour).stream()
                .filter(v -> v.pour().isEmpty())
                .collect(Collectors.toMap(VersionDeRegle::code, v -> v));
        VersionDeRegle delai = duJour.get(MEME_OBJET);
        return new MemeObjet(
                delai.entier(),
                duJour.get(MEME_OBJET_COURT).entier(),
                duJour.get(MEME_OBJET_JOURS).entier(),
                delai.source() + ", " + delai.periode());
    }

    @Override
    public String code() {
        return "inscription";
    }

    @Override
    public int ordre() {
        return 15;
    }

    @Override
    public String libelle() {
        return "Demander et valider";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        AVIS,
                        "Avis des autres employeurs d'un agent intercommunal (1 : demandé, 0 : non)",
                        Unite.NOMBRE,
                        "0",
                        "1",
                        "Vaut pour les préinscriptions déposées sous elle ; celles d'avant gardent la leur. Un avis n'arrête rien."),
                RegleDeclaree.de(
                        PROMOTION,
                        "Jours avant le début où une place rendue après la clôture va encore à la file",
                        Unite.JOURS,
                        "1",
                        "60",
                        "Vaut pour les places rendues à partir de ce jour ; celles déjà données le restent."),
                RegleDeclaree.de(
                        OFFRE,
                        "Heures pour répondre à une place offerte",
                        Unite.HEURES,
                        "1",
                        "240",
                        "Vaut pour les places offertes à partir de ce jour ; celles d'avant gardent leur échéance."),
                RegleDeclaree.de(
                        REFUS_DE_CHANGEMENT,
                        "Jours pour refuser que sa session ait changé",
                        Unite.JOURS,
                        "1",
                        "60",
                        "Vaut pour les changements faits à partir de ce jour ; ceux d'avant gardent leur échéance."),
                RegleDeclaree.de(
                        SAUVER,
                        "Jours avant le début où une session sous son minimum se montre",
                        Unite.JOURS,
                        "7",
                        "120",
                        "Montré à qui organise, à partir de ce jour ; ne change aucune session."),
                RegleDeclaree.de(MEME_OBJET, "Même objet : délai", Unite.MOIS, "1", "60", MONTRE),
                RegleDeclaree.de(
                        MEME_OBJET_COURT,
                        "Même objet : délai après une formation courte",
                        Unite.MOIS,
                        "1",
                        "60",
                        MONTRE),
                RegleDeclaree.de(MEME_OBJET_JOURS, "Même objet : formation courte", Unite.JOURS, "1", "60", MONTRE),
                RegleDeclaree.de(
                        REFUS_DE_SUITE,
                        "Refus de suite avant de consulter la commission",
                        Unite.NOMBRE,
                        "1",
                        "9",
                        MONTRE),
                RegleDeclaree.de(
                        LIEN,
                        "Jours où le lien d'un courriel permet de donner un avis",
                        Unite.JOURS,
                        "1",
                        "60",
                        "Vaut pour les liens envoyés à partir de ce jour ; ceux d'avant gardent leur échéance."),
                RegleDeclaree.de(
                        RAPPEL,
                        "Jours avant le début où un convoqué est rappelé",
                        Unite.JOURS,
                        "1",
                        "30",
                        "Vaut pour les convoqués pas encore rappelés ; nul ne l'est deux fois."));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        if (projet.code().equals(PROMOTION) || projet.code().equals(OFFRE)) {
            return List.of(Touche.de(
                    jdbi.withHandle(h -> h.createQuery(
                                    "select count(*) from inscription.jauge where en_attente > 0 and debut >= :jour")
                            .bind("jour", projet.du())
                            .mapTo(Long.class)
                            .one()),
                    "session à venir a une file",
                    "sessions à venir ont une file",
                    "les places déjà données le restent"));
        }
        if (projet.code().equals(SAUVER)) {
            return List.of(Touche.de(
                    jdbi.withHandle(h -> h.createQuery(
                                    "select count(*) from inscription.jauge where places_prises + en_selection < minimum and not annulee and debut >= :jour")
                            .bind("jour", projet.du())
                            .mapTo(Long.class)
                            .one()),
                    "session à venir est sous son minimum",
                    "sessions à venir sont sous leur minimum",
                    "elles se montrent plus tôt ou plus tard, et ne changent pas"));
        }
        if (projet.code().equals(LIEN) || projet.code().equals(RAPPEL)) {
            boolean lien = projet.code().equals(LIEN);
            return List.of(Touche.de(
                    jdbi.withHandle(h -> h.createQuery(
                                    lien
                                            ? "select count(*) from inscription.bulletin where etat = 'PREINSCRIPTION'"
                                            : "select count(*) from inscription.bulletin b where etat = 'CONVOQUEE' and session_debut > :jour"
                                                    + " and not exists (select 1 from inscription.venue v where v.bulletin_id = b.id)")
                            .bindMap(lien ? java.util.Map.of() : java.util.Map.of("jour", projet.du()))
                            .mapTo(Long.class)
                            .one()),
                    lien ? "demande attend un avis" : "convoqué n'est pas encore rappelé",
                    lien ? "demandes attendent un avis" : "convoqués ne sont pas encore rappelés",
                    lien ? "leurs liens déjà partis gardent leur échéance" : "ils le seront selon ce délai"));
        }
        if (projet.code().equals(REFUS_DE_CHANGEMENT)) {
            return List.of(Touche.de(
                    jdbi.withHandle(h -> h.createQuery(
                                    "select count(*) from inscription.jauge where places_prises > 0 and not annulee and debut >= :jour")
                            .bind("jour", projet.du())
                            .mapTo(Long.class)
                            .one()),
                    "session à venir a des inscrits",
                    "sessions à venir ont des inscrits",
                    "si elles changent, ils auront ce délai"));
        }
        if (!projet.code().equals(AVIS)) {
            return List.of(Touche.de(
                    jdbi.withHandle(h -> h.createQuery(
                                    "select count(*) from inscription.bulletin where etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE')")
                            .mapTo(Long.class)
                            .one()),
                    "demande attend une décision",
                    "demandes attendent une décision",
                    "leur dossier montrera le nouveau délai"));
        }
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery(
                                "select count(*) from inscription.bulletin where etat in ('PREINSCRIPTION', 'AVIS_RENDU')")
                        .mapTo(Long.class)
                        .one()),
                "préinscription attend une décision",
                "préinscriptions attendent une décision",
                "elles gardent la règle du jour de leur dépôt"));
    }
}
