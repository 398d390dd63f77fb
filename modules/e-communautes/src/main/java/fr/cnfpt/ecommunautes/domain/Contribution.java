package fr.cnfpt.ecommunautes.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Une contribution : un message titré qui ouvre une discussion, ou une réponse à ce message. Les réponses ne se
 * répondent pas : un seul étage, que la base garantit. L'auteur est inscrit tel qu'il se nommait ce jour-là.
 */
@Entity
@Table(name = "contribution", schema = "e_communautes")
public class Contribution {

    public static final int LONGUEUR = 4_000;
    public static final int LONGUEUR_TITRE = 200;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "communaute_id")
    private long communauteId;

    @Column(name = "parent_id")
    private Long parentId;

    @Column(name = "auteur_compte_id")
    private long auteurCompteId;

    @Column(name = "auteur_nom")
    private String auteurNom;

    @Column(name = "auteur_role")
    private String auteurRole;

    private String titre;
    private String texte;
    private OffsetDateTime le;

    protected Contribution() {}

    /** Ouvre une discussion. @throws Refus invalide, nommant {@code titre} ou {@code texte} */
    public static Contribution message(
            Communaute communaute, Utilisateur auteur, String titre, String texte, Instant le) {
        String t = net(titre);
        if (t == null || t.length() > LONGUEUR_TITRE) {
            throw Refus.invalide(
                    "titre-invalide",
                    "titre",
                    "Donnez un titre, 200 caractères au plus : c'est lui qu'on lit d'abord.");
        }
        Nir.refuserDans("titre", t);
        Contribution c = ecrite(communaute, auteur, texte, le);
        c.titre = t;
        return c;
    }

    /** Répond à ce message, ou à celui dont ce message est une réponse. */
    public Contribution repondre(Communaute communaute, Utilisateur auteur, String texte, Instant le) {
        if (communauteId != communaute.id()) {
            throw inconnue();
        }
        Contribution c = ecrite(communaute, auteur, texte, le);
        c.parentId = parentId == null ? id : parentId;
        return c;
    }

    private static Contribution ecrite(Communaute communaute, Utilisateur auteur, String texte, Instant le) {
        String t = net(texte);
        if (t == null) {
            throw Refus.invalide("texte-absent", "texte", "Écrivez votre message.");
        }
        if (t.length() > LONGUEUR) {
            throw Refus.invalide(
                    "texte-trop-long",
                    "texte",
                    "4 000 caractères au plus ; votre message en compte " + t.length() + ".");
        }
        Nir.refuserDans("texte", t);
        Contribution c = new Contribution();
        c.communauteId = communaute.id();
        c.auteurCompteId = auteur.compteId();
        c.auteurNom = auteur.nom();
        c.auteurRole = auteur.role().name();
        c.texte = t;
        c.le = le.atOffset(ZoneOffset.UTC);
        return c;
    }

    public static Refus inconnue() {
        return Refus.introuvable("message-inconnu", "Ce message n'est pas dans cette communauté.");
    }

    private static String net(String s) {
        return s == null || s.isBlank() ? null : s.replace("\r\n", "\n").strip();
    }

    public Long id() {
        return id;
    }

    public long communauteId() {
        return communauteId;
    }

    public Long parentId() {
        return parentId;
    }

    public String auteurNom() {
        return auteurNom;
    }

    public String auteurRole() {
        return auteurRole;
    }

    public String titre() {
        return titre;
    }

    public String texte() {
        return texte;
    }

    public Instant le() {
        return le.toInstant();
    }
}
