package fr.cnfpt.catalogue.imports.domain;

import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.outils.tableaux.Cellules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ce qu'une ligne d'offre peut dire : d'un stage, sa fiche ; d'une session, ses dates et son lieu. Les mêmes en-têtes à
 * l'aller et au retour.
 */
public enum ColonneDOffre {
    CODE("Code du stage", "code", "code stage", "reference", "reference du stage", "stage"),
    INTITULE("Intitulé", "intitule du stage", "titre", "libelle"),
    SPECIALITE("Spécialité", "domaine"),
    MODALITE("Modalité"),
    NATURE("Nature", "nature de formation"),
    TYPE("Type", "type de session", "type de stage"),
    PRESENTIEL("Jours en présence", "duree en jours", "nombre de jours", "duree j"),
    DISTANCE("Heures à distance", "duree a distance", "duree h"),
    WEBINAIRE_ISOLE("Webinaire isolé"),
    MARQUE_BLANCHE("Marque blanche"),
    PAYANT("Payant"),
    TARIF("Tarif par stagiaire et par jour", "tarif"),
    ITINERAIRE("Itinéraire"),
    ITINERAIRE_RANG("Étape de l'itinéraire"),
    OBJECTIFS(Mention.OBJECTIFS, "objectif"),
    SITUATIONS(Mention.SITUATIONS),
    COMPETENCES(Mention.COMPETENCES, "competences"),
    PUBLIC_VISE(Mention.PUBLIC_VISE, "public vise"),
    PREREQUIS(Mention.PREREQUIS, "pre requis"),
    CONTENU(Mention.CONTENU, "contenu", "contenus"),
    METHODES(Mention.METHODES, "methodes pedagogiques"),
    MOYENS(Mention.MOYENS),
    SEQUENCEMENT(Mention.SEQUENCEMENT),
    EVALUATION(Mention.EVALUATION),
    CONDITIONS_ATTESTATION(Mention.CONDITIONS_ATTESTATION),
    ACCES(Mention.ACCES),
    REPAS(Mention.REPAS),
    HEBERGEMENT(Mention.HEBERGEMENT),
    ASSISTANCE_TECHNIQUE(Mention.ASSISTANCE_TECHNIQUE),
    ASSISTANCE_PEDAGOGIQUE(Mention.ASSISTANCE_PEDAGOGIQUE),
    ANALYSE_ACTIVITE(Mention.ANALYSE_ACTIVITE),
    TUTORAT(Mention.TUTORAT),
    MISES_EN_SITUATION(Mention.MISES_EN_SITUATION),
    PHASES_REFLEXIVES(Mention.PHASES_REFLEXIVES),
    SESSION("Numéro de session"),
    DELEGATION("Délégation", "structure", "organisateur"),
    DEBUT("Premier jour", "debut", "date de debut", "date debut", "du"),
    FIN("Dernier jour", "fin", "date de fin", "date fin", "au"),
    HORAIRES("Horaires"),
    VILLE("Ville", "lieu", "commune"),
    ADRESSE("Adresse", "salle"),
    CODE_INSEE("Code Insee de la commune", "code insee", "insee"),
    PLACES("Places", "capacite", "effectif", "effectif attendu", "nombre de places"),
    MINIMUM("Minimum", "effectif minimum", "mini"),
    OUVERTURE("Ouverture des inscriptions", "ouverture"),
    CLOTURE("Clôture des inscriptions", "cloture", "date limite"),
    FORMATEUR("Formateur", "identifiant du formateur"),
    POUR("Publiée pour", "aire de recrutement", "aire");

    private static final Set<ColonneDOffre> DE_LA_SESSION = EnumSet.range(SESSION, POUR);

    private final String libelle;
    private final Mention mention;
    private final Set<String> entetes;

    ColonneDOffre(String libelle, String... autres) {
        this(libelle, (Mention) null, autres);
    }

    ColonneDOffre(Mention mention, String... autres) {
        this(mention.libelle(), mention, autres);
    }

    ColonneDOffre(String libelle, Mention mention, String... autres) {
        this.libelle = libelle;
        this.mention = mention;
        entetes = new java.util.HashSet<>(Arrays.asList(autres));
        entetes.add(Cellules.net(libelle));
    }

    public static Optional<ColonneDOffre> de(String entete) {
        String net = Cellules.net(entete);
        return Arrays.stream(values()).filter(c -> c.entetes.contains(net)).findFirst();
    }

    public String libelle() {
        return libelle;
    }

    /** Le texte de la fiche qu'elle donne ; vide : autre chose qu'un texte. */
    public Optional<Mention> mention() {
        return Optional.ofNullable(mention);
    }

    public boolean deLaSession() {
        return DE_LA_SESSION.contains(this);
    }

    /** Ce qui se lit dans la fiche : ni le code, qui la nomme, ni le type, que la session porte aussi. */
    public boolean deLaFiche() {
        return !deLaSession() && this != CODE && this != TYPE;
    }
}
