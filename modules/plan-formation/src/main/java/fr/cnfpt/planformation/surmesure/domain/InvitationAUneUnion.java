package fr.cnfpt.planformation.surmesure.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Un employeur invité à une union : il vient avec tant d'agents, ou non. Il peut se raviser jusqu'à l'envoi. */
@Entity
@Table(name = "demande_invitee", schema = "plan_formation")
public class InvitationAUneUnion {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "demande_id")
    private DemandeSurMesure demande;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "invitee_le")
    private OffsetDateTime inviteeLe;

    private Boolean vient;
    private Integer effectif;

    @Column(name = "repondue_le")
    private OffsetDateTime repondueLe;

    protected InvitationAUneUnion() {}

    InvitationAUneUnion(DemandeSurMesure demande, long collectiviteId, Instant quand) {
        this.demande = demande;
        this.collectiviteId = collectiviteId;
        this.inviteeLe = quand.atOffset(ZoneOffset.UTC);
    }

    void repondre(Integer combien, Instant quand) {
        vient = combien != null;
        effectif = combien;
        repondueLe = quand.atOffset(ZoneOffset.UTC);
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public boolean attendue() {
        return vient == null;
    }

    public boolean vient() {
        return Boolean.TRUE.equals(vient);
    }

    /** Zéro tant qu'elle n'a pas dit oui. */
    public int effectif() {
        return effectif == null ? 0 : effectif;
    }
}
