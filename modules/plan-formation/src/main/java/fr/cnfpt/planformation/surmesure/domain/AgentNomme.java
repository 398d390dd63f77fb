package fr.cnfpt.planformation.surmesure.domain;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Un agent que son employeur veut à la session demandée. Ce n'est qu'un nom jusqu'à la publication, qui l'inscrit ; ce
 * qu'il y a obtenu est alors noté, et ne change plus.
 */
@Entity
@Table(name = "demande_agent", schema = "plan_formation")
public class AgentNomme {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "demande_id")
    private DemandeSurMesure demande;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "agent_id")
    private long agentId;

    @Column(name = "nomme_le")
    private OffsetDateTime nommeLe;

    @Column(name = "par_compte")
    private long parCompte;

    @Column(name = "par_nom")
    private String parNom;

    @Enumerated(EnumType.STRING)
    @Column(name = "par_role")
    private Role parRole;

    @Column(name = "bulletin_id")
    private Long bulletinId;

    private String dit;

    protected AgentNomme() {}

    AgentNomme(DemandeSurMesure demande, long collectiviteId, long agentId, Utilisateur par, Instant quand) {
        this.demande = demande;
        this.collectiviteId = collectiviteId;
        this.agentId = agentId;
        this.parCompte = par.compteId();
        this.parNom = par.nom();
        this.parRole = par.role();
        this.nommeLe = quand.atOffset(ZoneOffset.UTC);
    }

    void noter(Long bulletin, String obtenu) {
        bulletinId = bulletin;
        dit = obtenu;
    }

    /** L'employeur qui l'a nommé. */
    public long collectiviteId() {
        return collectiviteId;
    }

    public long agentId() {
        return agentId;
    }

    public long parCompte() {
        return parCompte;
    }

    public String parNom() {
        return parNom;
    }

    public Role parRole() {
        return parRole;
    }

    /** Son bulletin, ou {@code null} : la session n'est pas publiée, ou il n'a pas pu y être inscrit. */
    public Long bulletinId() {
        return bulletinId;
    }

    /** Ce qui l'a empêché, ou son rang en liste d'attente ; {@code null} avant la publication, ou s'il a une place. */
    public String dit() {
        return dit;
    }
}
