package fr.cnfpt.ecommunautes.domain;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/**
 * Une communauté. Nationale, elle est ouverte à tous et sans fin. De stage, elle naît avec la publication d'une session
 * mixte à communauté, vit de {@value #JOURS_AVANT} jours avant le premier jour à {@value #JOURS_APRES} jours après le
 * dernier, puis se lit sans s'écrire. La source (dispositifs de formation 2018-2019) dit « avant, pendant et après »,
 * sans durée : ces deux nombres sont notre choix.
 */
@Entity
@Table(name = "communaute", schema = "e_communautes")
public class Communaute {

    static final int JOURS_AVANT = 14;
    static final int JOURS_APRES = 30;

    /** À qui elle s'adresse. */
    public enum Nature {
        NATIONALE,
        STAGE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Nature nature;

    @Column(name = "session_id")
    private Long sessionId;

    @Column(name = "structure_id")
    private Long structureId;

    private String titre;
    private String description;
    private LocalDate ouverture;
    private LocalDate fermeture;

    protected Communaute() {}

    public static Communaute nationale(String titre, String description, LocalDate ouverture) {
        Communaute c = new Communaute();
        c.nature = Nature.NATIONALE;
        c.titre = titre;
        c.description = description;
        c.ouverture = ouverture;
        return c;
    }

    /** @param structureId qui organise la session, et veille donc sur sa communauté */
    public static Communaute deStage(long sessionId, long structureId, String titre, LocalDate debut, LocalDate fin) {
        Communaute c = new Communaute();
        c.nature = Nature.STAGE;
        c.sessionId = sessionId;
        c.structureId = structureId;
        c.titre = titre;
        c.suivre(debut, fin);
        return c;
    }

    /** Elle vit autour de sa session, et la suit quand ses dates changent. */
    public void suivre(LocalDate debut, LocalDate fin) {
        description = "L'espace des stagiaires et de l'équipe de la session " + Texte.periode(debut, fin)
                + " : se présenter, préparer, échanger, garder le lien.";
        ouverture = debut.minusDays(JOURS_AVANT);
        fermeture = fin.plusDays(JOURS_APRES);
    }

    public boolean estOuverte(LocalDate jour) {
        return !jour.isBefore(ouverture) && (fermeture == null || !jour.isAfter(fermeture));
    }

    /** @throws Refus conflit, avant l'ouverture et après la fermeture */
    public void exigerOuverte(LocalDate jour) {
        if (jour.isBefore(ouverture)) {
            throw Refus.conflit("communaute-pas-ouverte", "Cette communauté ouvre le " + Texte.jour(ouverture) + ".");
        }
        if (!estOuverte(jour)) {
            throw Refus.conflit(
                    "communaute-fermee",
                    "Cette communauté a fermé le " + Texte.jour(fermeture) + " : elle se lit, mais on n'y écrit plus.");
        }
    }

    /** Par la structure qui organise la session. */
    public boolean estVuePar(Portee portee) {
        return portee.voit(null, null, structureId);
    }

    public boolean estDeStage() {
        return nature == Nature.STAGE;
    }

    public Long id() {
        return id;
    }

    public Nature nature() {
        return nature;
    }

    public Long sessionId() {
        return sessionId;
    }

    public Long structureId() {
        return structureId;
    }

    public String titre() {
        return titre;
    }

    public String description() {
        return description;
    }

    public LocalDate ouverture() {
        return ouverture;
    }

    public LocalDate fermeture() {
        return fermeture;
    }
}
