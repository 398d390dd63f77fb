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
import jakarta.persistence.Version;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Une qualité : ce que quelqu'un peut être ici, un rôle dans une portée. Un employeur, une délégation ou le siège la
 * donne ; tant que personne ne l'a prise, c'est une invitation. Une {@link Personne} la prend par un lien, et peut en
 * tenir plusieurs. Fermée, elle seule finit : la personne garde les autres. Son numéro dit, dans toutes les histoires,
 * qui a agi et en quelle qualité. Celle d'un partenaire n'a pas de personne, mais des jetons.
 */
@Entity
@Table(name = "compte", schema = "acces")
public class Compte {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String identifiant;
    private String nom;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "collectivite_id")
    private Long collectiviteId;

    @Column(name = "structure_id")
    private Long structureId;

    @Column(name = "agent_id")
    private Long agentId;

    @Column(name = "personne_id")
    private Long personneId;

    private OffsetDateTime au;

    @Column(name = "rendue_le")
    private OffsetDateTime rendueLe;

    @Column(name = "donnee_par")
    private Long donneePar;

    private boolean demonstration;
    private String courriel;
    private String branche;

    @Version
    private int version;

    private static final String DECOULE =
            "La qualité de responsable découle des fiches de l'équipe : ouvrez un accès d'agent.";

    protected Compte() {}

    /** Ouvre un compte ; la base vérifie que la portée convient au rôle. */
    public static Compte ouvrir(
            String identifiant, String nom, Role role, Long collectiviteId, Long structureId, Long agentId) {
        if (role == Role.SYSTEME) {
            throw Refus.invalide("role-inconnu", "role", "Ce rôle ne s'attribue pas à un compte.");
        }
        if (role == Role.RESPONSABLE) {
            throw Refus.invalide("role-inconnu", "role", DECOULE);
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

    /** @param chemin le service dont répond ce gestionnaire, avec tout ce qui est en dessous ; {@code null} : tous */
    public Compte repondreDe(String chemin) {
        if (role != Role.GESTIONNAIRE_RH) {
            throw Refus.invalide("branche-sans-objet", "branche", "Seul un gestionnaire RH répond d'une branche.");
        }
        branche = chemin;
        return this;
    }

    /** @param compteId la qualité de qui la donne, ou 0 */
    public Compte donneePar(long compteId) {
        donneePar = compteId > 0 ? compteId : null;
        return this;
    }

    /** Qui la tient a choisi comment il entre et où on lui écrit. */
    public void seNommer(String choisi, String adresse) {
        identifiant = exigerIdentifiant(choisi);
        joindreA(adresse);
    }

    /** L'invité ne l'a pas encore prise : l'invitation change de personne. */
    public void reprendrePour(String autreNom, String adresse) {
        if (personneId != null) {
            throw Refus.conflit("compte-active", "Ce compte est déjà celui de quelqu'un.");
        }
        nom = autreNom;
        au = null;
        joindreA(adresse);
    }

    /** Cette personne la prend. @throws Refus conflit, si elle est fermée ou déjà prise */
    public void prendre(long personne) {
        if (role == Role.PARTENAIRE) {
            throw new IllegalStateException("Personne ne tient la qualité d'un partenaire");
        }
        if (!actif() || personneId != null) {
            throw Refus.conflit(
                    "compte-active",
                    actif()
                            ? "Ce compte est déjà activé : connectez-vous."
                            : "Ce compte a été fermé. Parlez-en à la personne qui gère les comptes.");
        }
        personneId = personne;
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

    public void fermer(Instant quand) {
        if (actif()) {
            au = quand.atOffset(ZoneOffset.UTC);
        }
    }

    /** Elle n'était pas à cette personne, ou elle n'en veut plus : elle finit pour de bon. */
    public void rendre(Instant quand) {
        fermer(quand);
        rendueLe = quand.atOffset(ZoneOffset.UTC);
    }

    /** @throws Refus conflit, si elle a été rendue, ou si c'en est une d'avant que les fiches la disent */
    public void rouvrir() {
        if (rendueLe != null) {
            throw Refus.conflit(
                    "qualite-rendue",
                    "Cette qualité a été rendue par qui la tenait, ou détachée : invitez de nouveau la bonne personne.");
        }
        if (role == Role.RESPONSABLE) {
            throw Refus.conflit("decoule-des-fiches", DECOULE);
        }
        au = null;
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

    /** Qui la tient, ou {@code null} tant que personne ne l'a prise. */
    public Long personneId() {
        return personneId;
    }

    public boolean actif() {
        return au == null;
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

    /** Le chemin de service dont elle répond ; {@code null} : toute sa portée. */
    public String branche() {
        return branche;
    }

    /** Vrai quand quelqu'un la tient ; une invitation attend encore. */
    public boolean estPrise() {
        return personneId != null;
    }
}
