package fr.cnfpt.acces.comptes.domain;

import fr.cnfpt.acces.securite.domain.Courriel;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Un compte : un rôle, une portée, une empreinte de mot de passe. Cinq échecs de suite le bloquent un quart d'heure ;
 * une connexion réussie efface les échecs. Un mot de passe remis par un tiers est à changer à la première connexion. Un
 * compte invité n'en a pas encore : il s'active par un lien. Changer de mot de passe ou fermer le compte fait tomber
 * ses sessions.
 */
@Entity
@Table(name = "compte", schema = "acces")
public class Compte {

    static final int ECHECS_ADMIS = 5;
    static final Duration BLOCAGE = Duration.ofMinutes(15);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String identifiant;
    private String nom;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String empreinte;

    @Column(name = "collectivite_id")
    private Long collectiviteId;

    @Column(name = "structure_id")
    private Long structureId;

    @Column(name = "agent_id")
    private Long agentId;

    @Column(name = "a_changer")
    private boolean aChanger;

    private boolean actif = true;
    private int echecs;

    @Column(name = "bloque_jusqu_a")
    private java.time.OffsetDateTime bloqueJusquA;

    private boolean demonstration;
    private String courriel;
    private int sessions;

    protected Compte() {}

    /** Ouvre un compte ; la base vérifie que la portée convient au rôle. */
    public static Compte ouvrir(
            String identifiant, String nom, Role role, Long collectiviteId, Long structureId, Long agentId) {
        if (role == Role.SYSTEME) {
            throw Refus.invalide("role-inconnu", "role", "Ce rôle ne s'attribue pas à un compte.");
        }
        Compte c = new Compte();
        c.identifiant = identifiant;
        c.nom = nom;
        c.role = role;
        c.collectiviteId = collectiviteId;
        c.structureId = structureId;
        c.agentId = agentId;
        return c;
    }

    /** Marque le compte comme celui de la démonstration. */
    public Compte pourLaDemonstration() {
        demonstration = true;
        return this;
    }

    /** Où écrire à son titulaire. */
    public Compte joindreA(String adresse) {
        courriel = Courriel.exiger("courriel", adresse);
        return this;
    }

    /** Le titulaire choisit comment il entre et où on lui écrit. */
    public void seNommer(String choisi, String adresse) {
        identifiant = exigerIdentifiant(choisi);
        joindreA(adresse);
    }

    /** L'invité n'a pas encore activé : l'invitation change de personne. */
    public void reprendrePour(String autreNom, String adresse) {
        if (empreinte != null) {
            throw Refus.conflit("compte-active", "Ce compte est déjà celui de quelqu'un.");
        }
        nom = autreNom;
        actif = true;
        joindreA(adresse);
    }

    /** L'invité choisit son identifiant et son mot de passe. */
    public void activer(String choisi, String nouvelleEmpreinte) {
        if (!actif || empreinte != null) {
            throw Refus.conflit(
                    "compte-active",
                    actif
                            ? "Ce compte est déjà activé : connectez-vous."
                            : "Ce compte a été fermé. Parlez-en à la personne qui gère les comptes.");
        }
        identifiant = exigerIdentifiant(choisi);
        recevoirEmpreinte(nouvelleEmpreinte, false);
    }

    /** @return l'identifiant en minuscules, sans blancs autour */
    public static String exigerIdentifiant(String saisi) {
        String s = saisi == null ? "" : saisi.strip().toLowerCase(Locale.ROOT);
        if (!s.matches("[a-z0-9._@-]{2,80}")) {
            throw Refus.invalide(
                    "identifiant-invalide",
                    "identifiant",
                    "L'identifiant compte 2 à 80 minuscules, chiffres, points, tirets ou arobases.");
        }
        return s;
    }

    /** « Léa Petit-Durand » donne « lea.petit-durand ». */
    public static String proposerIdentifiant(String nomComplet) {
        String s = Normalizer.normalize(nomComplet.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9-]+", ".")
                .replaceAll("^[.-]+|[.-]+$", "");
        return s.length() < 2 ? "compte" : s.substring(0, Math.min(s.length(), 60));
    }

    /** @param aChanger vrai quand ce mot de passe a été remis par un tiers */
    public void recevoirEmpreinte(String empreinte, boolean aChanger) {
        this.empreinte = empreinte;
        this.aChanger = aChanger;
        this.echecs = 0;
        this.bloqueJusquA = null;
        this.sessions++;
    }

    public boolean peutEssayer(Instant maintenant) {
        return actif && empreinte != null && (bloqueJusquA == null || !maintenant.isBefore(bloqueJusquA.toInstant()));
    }

    /** @return vrai si cet échec bloque le compte */
    public boolean noterEchec(Instant maintenant) {
        echecs++;
        boolean bloque = echecs >= ECHECS_ADMIS;
        if (bloque) {
            bloqueJusquA = maintenant.plus(BLOCAGE).atOffset(ZoneOffset.UTC);
            echecs = 0;
        }
        return bloque;
    }

    public void noterReussite() {
        echecs = 0;
        bloqueJusquA = null;
    }

    public void fermer() {
        actif = false;
        sessions++;
    }

    public void rouvrir() {
        actif = true;
    }

    public Long id() {
        return id;
    }

    public String identifiant() {
        return identifiant;
    }

    public String nom() {
        return nom;
    }

    public Role role() {
        return role;
    }

    public String empreinte() {
        return empreinte;
    }

    public boolean aChanger() {
        return aChanger;
    }

    public boolean actif() {
        return actif;
    }

    public Long collectiviteId() {
        return collectiviteId;
    }

    public Long structureId() {
        return structureId;
    }

    public Long agentId() {
        return agentId;
    }

    public String courriel() {
        return courriel;
    }

    /** Vrai quand son titulaire l'a activé ; un compte invité attend encore. */
    public boolean estActive() {
        return empreinte != null;
    }

    /** Ce que porte une session de ce compte pour valoir. */
    public int sessions() {
        return sessions;
    }
}
