package fr.cnfpt.acces.comptes.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.secret.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Un lien envoyé par courriel à qui n'a pas de mot de passe, ou l'a oublié. Il vaut un temps, sert une fois, et cède la
 * place au suivant. Seule l'empreinte de son jeton est gardée. L'ouvrir ne le consomme pas : les messageries visitent
 * les liens.
 */
@Entity
@Table(name = "lien", schema = "acces")
public class Lien {

    public enum Usage {
        ACTIVATION,
        MOT_DE_PASSE
    }

    public enum Etat {
        BON,
        SERVI,
        EXPIRE,
        RETIRE,
        AUTRE_USAGE,
        INCONNU
    }

    /** Un lien neuf et le jeton qui n'est écrit que dans le courriel. */
    public record Neuf(Lien lien, String jeton) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String empreinte;

    @Enumerated(EnumType.STRING)
    private Usage usage;

    @Column(name = "compte_id")
    private long compteId;

    @Column(name = "moyen_id")
    private Long moyenId;

    private String destinataire;

    @Column(name = "cree_le")
    private OffsetDateTime creeLe;

    @Column(name = "expire_le")
    private OffsetDateTime expireLe;

    @Column(name = "servi_le")
    private OffsetDateTime serviLe;

    @Column(name = "retire_le")
    private OffsetDateTime retireLe;

    protected Lien() {}

    /** De quoi prendre cette qualité. */
    public static Neuf activation(long compteId, String destinataire, Instant quand, Duration duree) {
        return creer(Usage.ACTIVATION, compteId, null, destinataire, quand, duree);
    }

    /** De quoi changer le mot de passe de ce moyen. @param compteId une qualité de la même personne */
    public static Neuf motDePasse(long compteId, long moyenId, String destinataire, Instant quand, Duration duree) {
        return creer(Usage.MOT_DE_PASSE, compteId, moyenId, destinataire, quand, duree);
    }

    private static Neuf creer(
            Usage usage, long compteId, Long moyenId, String destinataire, Instant quand, Duration duree) {
        String jeton = Secret.aleatoire();
        Lien l = new Lien();
        l.empreinte = Secret.empreinte(jeton);
        l.usage = usage;
        l.compteId = compteId;
        l.moyenId = moyenId;
        l.destinataire = destinataire;
        l.creeLe = quand.atOffset(ZoneOffset.UTC);
        l.expireLe = quand.plus(duree).atOffset(ZoneOffset.UTC);
        return new Neuf(l, jeton);
    }

    /** Ce qu'il vaut à cet instant, pour cet usage. */
    public Etat etat(Usage demande, Instant maintenant) {
        if (usage != demande) {
            return Etat.AUTRE_USAGE;
        }
        if (serviLe != null) {
            return Etat.SERVI;
        }
        if (retireLe != null) {
            return Etat.RETIRE;
        }
        return maintenant.isBefore(expireLe.toInstant()) ? Etat.BON : Etat.EXPIRE;
    }

    /** Le consomme. @throws Refus conflit, si ce n'est pas le bon usage, ou s'il a servi, expiré ou été retiré */
    public void servir(Usage demande, Instant maintenant) {
        Etat etat = etat(demande, maintenant);
        if (etat != Etat.BON) {
            throw Refus.conflit("lien-" + etat.name().toLowerCase().replace('_', '-'), phrase(etat));
        }
        serviLe = maintenant.atOffset(ZoneOffset.UTC);
    }

    /** Ce qu'on dit d'un lien qui ne vaut pas, et ce qu'il faut faire. */
    public String phrase(Etat etat) {
        return switch (etat) {
            case BON -> "Ce lien vaut jusqu'au " + Texte.moment(expireLe.toInstant()) + ".";
            case SERVI -> "Ce lien a servi le " + Texte.moment(serviLe.toInstant()) + " : connectez-vous.";
            case EXPIRE -> "Ce lien a expiré le " + Texte.moment(expireLe.toInstant()) + ".";
            case RETIRE ->
                "Ce lien ne vaut plus depuis le " + Texte.moment(retireLe.toInstant())
                        + " : ouvrez le plus récent de nos courriels.";
            case AUTRE_USAGE ->
                usage == Usage.ACTIVATION
                        ? "Ce lien sert à activer un compte, non à changer un mot de passe."
                        : "Ce lien sert à choisir un nouveau mot de passe, non à activer un compte.";
            case INCONNU -> INCONNU;
        };
    }

    public static final String INCONNU =
            "Ce lien n'est pas le nôtre, ou il a été coupé : recopiez l'adresse entière du courriel.";

    public long compteId() {
        return compteId;
    }

    /** Le moyen dont il change le mot de passe, ou {@code null}. */
    public Long moyenId() {
        return moyenId;
    }

    public Usage usage() {
        return usage;
    }

    public String destinataire() {
        return destinataire;
    }

    public Instant expireLe() {
        return expireLe.toInstant();
    }
}
