package fr.cnfpt.acces.adhesion.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * L'entrée d'une collectivité (L'inscription en ligne, 2017) : la délégation remet un code et un mot de passe ; la
 * collectivité s'inscrit, désigne son gestionnaire et accepte les conditions ; il active son compte ; le CNFPT valide.
 * Activation et validation viennent dans l'ordre qu'elles veulent : quand les deux sont là, la collectivité est
 * opérationnelle.
 */
@Entity
@Table(name = "adhesion", schema = "acces")
public class Adhesion {

    public enum Etat {
        REMISE,
        INSCRITE,
        ACTIVEE,
        VALIDEE,
        OPERATIONNELLE,
        REFUSEE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    private String code;
    private String empreinte;

    @Column(name = "remise_le")
    private OffsetDateTime remiseLe;

    @Column(name = "remise_par")
    private String remisePar;

    @Column(name = "expire_le")
    private OffsetDateTime expireLe;

    @Column(name = "inscrite_le")
    private OffsetDateTime inscriteLe;

    private String nom;
    private String prenom;
    private String fonction;
    private String courriel;
    private String telephone;
    private String adresse;

    @Column(name = "conditions_version")
    private Integer conditionsVersion;

    @Column(name = "compte_id")
    private Long compteId;

    @Column(name = "activee_le")
    private OffsetDateTime activeeLe;

    @Column(name = "validee_le")
    private OffsetDateTime valideeLe;

    @Column(name = "validee_par")
    private String valideePar;

    @Column(name = "refusee_le")
    private OffsetDateTime refuseeLe;

    @Column(name = "refusee_par")
    private String refuseePar;

    private String motif;

    @Column(name = "operationnelle_le")
    private OffsetDateTime operationnelleLe;

    @Version
    private int version;

    protected Adhesion() {}

    /** La délégation remet des identifiants. @param empreinte celle du mot de passe, qui n'est montré qu'une fois */
    public static Adhesion remettre(
            long collectiviteId, String code, String empreinte, String par, Instant quand, Instant expire) {
        Adhesion a = new Adhesion();
        a.collectiviteId = collectiviteId;
        a.poserIdentifiants(code, empreinte, par, quand, expire);
        return a;
    }

    /**
     * De nouveaux identifiants : les anciens ne valent plus, et une inscription qui n'est pas encore activée est à
     * refaire.
     */
    public void refaire(String code, String empreinte, String par, Instant quand, Instant expire) {
        if (activeeLe != null || refuseeLe != null) {
            throw Refus.conflit(
                    "adhesion-avancee",
                    "Le gestionnaire a déjà activé son compte : de nouveaux identifiants ne serviraient plus.");
        }
        inscriteLe = null;
        nom = prenom = fonction = courriel = telephone = adresse = null;
        conditionsVersion = null;
        valideeLe = null;
        valideePar = null;
        poserIdentifiants(code, empreinte, par, quand, expire);
    }

    private void poserIdentifiants(
            String nouveauCode, String nouvelleEmpreinte, String par, Instant quand, Instant expire) {
        code = nouveauCode;
        empreinte = nouvelleEmpreinte;
        remisePar = par;
        remiseLe = quand.atOffset(ZoneOffset.UTC);
        expireLe = expire.atOffset(ZoneOffset.UTC);
    }

    /** Vrai tant que les identifiants remis ouvrent le formulaire. */
    public boolean accueille(Instant maintenant) {
        return etat() == Etat.REMISE && maintenant.isBefore(expireLe.toInstant());
    }

    /** La collectivité s'inscrit. @param compte celui du gestionnaire, à activer */
    public void inscrire(GestionnaireDesigne g, int conditions, long compte, Instant quand) {
        if (!accueille(quand)) {
            throw Refus.conflit(
                    "identifiants-servis",
                    "Ces identifiants ont servi ou ont expiré : demandez-en d'autres à votre délégation.");
        }
        prenom = g.prenom();
        nom = g.nom();
        fonction = g.fonction();
        courriel = g.courriel();
        telephone = g.telephone();
        adresse = g.adresse();
        conditionsVersion = conditions;
        compteId = compte;
        inscriteLe = quand.atOffset(ZoneOffset.UTC);
    }

    /** Le gestionnaire a choisi son mot de passe. @return vrai si la collectivité devient opérationnelle */
    public boolean activer(Instant quand) {
        exigerInscrite();
        if (activeeLe != null) {
            throw Refus.conflit(
                    "adhesion-activee",
                    "Ce compte est activé depuis le " + Texte.moment(activeeLe.toInstant()) + " : connectez-vous.");
        }
        activeeLe = quand.atOffset(ZoneOffset.UTC);
        return ouvrirSiToutEstLa(quand);
    }

    /** Le CNFPT valide. @return vrai si la collectivité devient opérationnelle */
    public boolean valider(String par, Instant quand) {
        exigerInscrite();
        if (valideeLe != null) {
            throw Refus.conflit(
                    "adhesion-validee",
                    "Cette inscription a été validée le " + Texte.moment(valideeLe.toInstant()) + " par " + valideePar
                            + ".");
        }
        valideeLe = quand.atOffset(ZoneOffset.UTC);
        valideePar = par;
        return ouvrirSiToutEstLa(quand);
    }

    /** Le CNFPT refuse, et dit pourquoi ; la collectivité pourra recevoir d'autres identifiants. */
    public void refuser(String par, String pourquoi, Instant quand) {
        exigerInscrite();
        if (operationnelleLe != null) {
            throw Refus.conflit(
                    "adhesion-operationnelle",
                    "Cette collectivité est opérationnelle depuis le " + Texte.moment(operationnelleLe.toInstant())
                            + ".");
        }
        String m = pourquoi == null ? "" : pourquoi.strip();
        if (m.isEmpty() || m.length() > 1000) {
            throw Refus.invalide(
                    "motif-absent", "motif", "Dites pourquoi, en 1 000 caractères au plus : le gestionnaire le lira.");
        }
        Nir.refuserDans("motif", m);
        motif = m;
        refuseePar = par;
        refuseeLe = quand.atOffset(ZoneOffset.UTC);
    }

    private void exigerInscrite() {
        if (inscriteLe == null) {
            throw Refus.conflit(
                    "adhesion-pas-inscrite",
                    "La collectivité ne s'est pas encore inscrite avec les identifiants remis.");
        }
        if (refuseeLe != null) {
            throw Refus.conflit(
                    "adhesion-refusee",
                    "Cette inscription a été refusée le " + Texte.moment(refuseeLe.toInstant()) + ".");
        }
    }

    private boolean ouvrirSiToutEstLa(Instant quand) {
        if (activeeLe != null && valideeLe != null) {
            operationnelleLe = quand.atOffset(ZoneOffset.UTC);
            return true;
        }
        return false;
    }

    /** Déduit des dates ; la base fait de même (colonne {@code etat}). */
    public Etat etat() {
        return refuseeLe != null
                ? Etat.REFUSEE
                : operationnelleLe != null
                        ? Etat.OPERATIONNELLE
                        : valideeLe != null
                                ? Etat.VALIDEE
                                : activeeLe != null ? Etat.ACTIVEE : inscriteLe != null ? Etat.INSCRITE : Etat.REMISE;
    }

    public Long id() {
        return id;
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public String code() {
        return code;
    }

    public String empreinte() {
        return empreinte;
    }

    public Instant expireLe() {
        return expireLe.toInstant();
    }

    public Instant inscriteLe() {
        return inscriteLe == null ? null : inscriteLe.toInstant();
    }

    public String courriel() {
        return courriel;
    }

    public String nomComplet() {
        return prenom + " " + nom;
    }

    public Long compteId() {
        return compteId;
    }

    public String motif() {
        return motif;
    }
}
