package fr.cnfpt.annuaire.domain;

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
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.Instant;

/**
 * Un compte : un rôle, une portée, une empreinte de mot de passe. Cinq échecs de suite le bloquent un quart d'heure ;
 * une connexion réussie efface les échecs. Un mot de passe remis par un tiers est à changer à la première connexion.
 */
@Entity
@Table(name = "compte", schema = "annuaire")
public class Compte {

  static final int ECHECS_ADMIS = 5;
  static final Duration BLOCAGE = Duration.ofMinutes(15);

  @Id @GeneratedValue(strategy = GenerationType.IDENTITY) private Long id;
  private String identifiant;
  private String nom;
  @Enumerated(EnumType.STRING) private Role role;
  private String empreinte;
  @Column(name = "collectivite_id") private Long collectiviteId;
  @Column(name = "structure_id") private Long structureId;
  @Column(name = "agent_id") private Long agentId;
  @Column(name = "a_changer") private boolean aChanger;
  private boolean actif = true;
  private int echecs;
  @Column(name = "bloque_jusqu_a") private java.time.OffsetDateTime bloqueJusquA;
  private boolean demonstration;

  protected Compte() {}

  /** Ouvre un compte ; la base vérifie que la portée convient au rôle. */
  public static Compte ouvrir(String identifiant, String nom, Role role, Long collectiviteId, Long structureId, Long agentId) {
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

  /** @param aChanger vrai quand ce mot de passe a été remis par un tiers */
  public void recevoirEmpreinte(String empreinte, boolean aChanger) {
    this.empreinte = empreinte;
    this.aChanger = aChanger;
    this.echecs = 0;
    this.bloqueJusquA = null;
  }

  public boolean peutEssayer(Instant maintenant) {
    return actif && empreinte != null && (bloqueJusquA == null || !maintenant.isBefore(bloqueJusquA.toInstant()));
  }

  public void noterEchec(Instant maintenant) {
    echecs++;
    if (echecs >= ECHECS_ADMIS) {
      bloqueJusquA = maintenant.plus(BLOCAGE).atOffset(ZoneOffset.UTC);
      echecs = 0;
    }
  }

  public void noterReussite() {
    echecs = 0;
    bloqueJusquA = null;
  }

  public void fermer() { actif = false; }

  public void rouvrir() { actif = true; }

  public Long id() { return id; }
  public String identifiant() { return identifiant; }
  public String nom() { return nom; }
  public Role role() { return role; }
  public String empreinte() { return empreinte; }
  public boolean aChanger() { return aChanger; }
  public boolean actif() { return actif; }
  public Long collectiviteId() { return collectiviteId; }
  public Long structureId() { return structureId; }
  public Long agentId() { return agentId; }
}
