package fr.cnfpt.catalogue.sessions.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Un temps d'une session : une demi-journée en présence, une séquence à distance en direct, ou une fenêtre où chacun
 * travaille quand il veut. La suite de ces temps est le scénario d'une session hybride.
 *
 * @param id {@code null} tant qu'elle n'est pas posée
 * @param jusquAu le dernier jour d'une fenêtre ; sinon le jour même
 * @param debut et {@code fin}, à l'heure du lieu ; {@code null} pour une fenêtre
 * @param salle en présence, si elle est connue
 * @param ville et {@code codeInsee}, sa commune en présence si ce n'est pas celle de la session, ou {@code null}
 * @param lien celui de la classe virtuelle ou de l'activité
 * @param formateurs les comptes de qui l'anime
 */
public record Seance(
        Long id,
        Forme forme,
        String titre,
        LocalDate jour,
        LocalDate jusquAu,
        LocalTime debut,
        LocalTime fin,
        String salle,
        String ville,
        String codeInsee,
        String lien,
        List<Long> formateurs) {

    /** Dans la commune de la session. */
    public Seance(
            Long id,
            Forme forme,
            String titre,
            LocalDate jour,
            LocalDate jusquAu,
            LocalTime debut,
            LocalTime fin,
            String salle,
            String lien,
            List<Long> formateurs) {
        this(id, forme, titre, jour, jusquAu, debut, fin, salle, null, null, lien, formateurs);
    }

    /** Les trois temps que la charte de la formation hybride articule. */
    public enum Forme {
        PRESENCE("En présence"),
        SYNCHRONE("À distance, en direct"),
        ASYNCHRONE("À distance, quand on veut");

        private final String libelle;

        Forme(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("H 'h' mm");
    private static final int TITRE_MAXIMAL = 255;
    private static final int SALLE_MAXIMALE = 255;
    private static final int DEMI_JOURNEE_EN_HEURES = 5;

    public static Seance demiJournee(String titre, LocalDate jour, boolean matin, String salle, List<Long> formateurs) {
        return new Seance(
                null,
                Forme.PRESENCE,
                titre,
                jour,
                jour,
                matin ? LocalTime.of(9, 0) : LocalTime.of(13, 30),
                matin ? LocalTime.of(12, 30) : LocalTime.of(16, 0),
                salle,
                null,
                formateurs);
    }

    /** La même, dans une autre commune que la session. */
    public Seance ailleurs(String commune, String code, String salleLaBas) {
        return new Seance(id, forme, titre, jour, jusquAu, debut, fin, salleLaBas, commune, code, lien, formateurs);
    }

    /**
     * @param premier le premier jour de la session, et {@code dernier} : ce qui réunit les stagiaires s'y tient
     * @return elle-même
     * @throws Refus invalide, nommant le champ
     */
    public Seance valable(LocalDate premier, LocalDate dernier) {
        exiger(forme != null, "forme", "Choisissez la forme.");
        exiger(
                titre != null && titre.strip().length() >= 3 && titre.length() <= TITRE_MAXIMAL,
                "titre",
                "Dites en quelques mots ce qu'on y fait.");
        exiger(jour != null, "jour", "Donnez le jour.");
        if (forme == Forme.ASYNCHRONE) {
            exiger(
                    jusquAu != null && !jusquAu.isBefore(jour),
                    "jusquAu",
                    "Dites jusqu'à quel jour on peut la suivre, le premier compris.");
            exiger(debut == null && fin == null, "debut", "Une fenêtre n'a pas d'heure : on la suit quand on veut.");
        } else {
            exiger(
                    !jour.isBefore(premier) && !jour.isAfter(dernier),
                    "jour",
                    "Ce jour est hors de la session, " + Texte.periode(premier, dernier)
                            + " : choisissez-en un autre, ou changez d'abord les dates de la session.");
            exiger(debut != null, "debut", "Donnez l'heure de début.");
            exiger(fin != null && fin.isAfter(debut), "fin", "La fin suit le début.");
        }
        exiger(
                forme != Forme.PRESENCE || Duration.between(debut, fin).toHours() <= DEMI_JOURNEE_EN_HEURES,
                "fin",
                "Une séance en présence est une demi-journée, cinq heures au plus : posez la suite à part.");
        exiger(
                lien == null || lien.matches("https://\\S{3,500}"),
                "lien",
                "Le lien est une adresse qui commence par https://.");
        exiger(forme != Forme.SYNCHRONE || lien != null, "lien", "Une séquence en direct a son lien de connexion.");
        exiger(salle == null || forme == Forme.PRESENCE, "salle", "À distance, il n'y a pas de salle.");
        exiger(
                salle == null || salle.length() <= SALLE_MAXIMALE,
                "salle",
                "La salle se dit en " + SALLE_MAXIMALE + " caractères au plus.");
        exiger(codeInsee == null || forme == Forme.PRESENCE, "commune", "À distance, il n'y a pas de commune.");
        return this;
    }

    /** @throws Refus invalide, nommant la première qui réunit les stagiaires hors de ces jours */
    public static void exigerDedans(List<Seance> seances, LocalDate premier, LocalDate dernier) {
        seances.stream()
                .filter(s -> s.forme != Forme.ASYNCHRONE)
                .filter(s -> s.jour.isBefore(premier) || s.jour.isAfter(dernier))
                .findFirst()
                .ifPresent(s -> {
                    throw Refus.invalide(
                            "seance-hors-session",
                            "fin",
                            "La session ne contiendrait pas sa séance « " + s.titre + " », qui tomberait le "
                                    + Texte.jour(s.jour)
                                    + " : gardez-lui assez de jours, ou retirez d'abord cette séance.");
                });
    }

    /** « lundi 2 mars 2026, 9 h 00 – 12 h 30 », « du 2 au 13 mars 2026 » */
    public String quand() {
        return forme == Forme.ASYNCHRONE
                ? Texte.periode(jour, jusquAu)
                : Texte.jour(jour) + ", " + HEURE.format(debut) + " – " + HEURE.format(fin);
    }

    /**
     * « Arras, salle 9 », « salle 9 » dans la commune de la session ; {@code null} s'il n'y a rien à en dire de plus.
     */
    public String ou() {
        return ville == null ? salle : salle == null ? ville : ville + ", " + salle;
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("seance-invalide", champ, message);
        }
    }
}
