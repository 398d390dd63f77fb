package fr.cnfpt.attestation.attestations.domain;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Une attestation délivrée : la copie figée de ce qu'elle atteste, ligne à ligne avec la règle de chaque heure, un
 * numéro qui se lit et un jeton qui ne se devine pas. Rien n'en change ensuite (la base s'y oppose), sauf la
 * révocation, motivée, une fois, et le nom, que l'effacement du titulaire remplace par son empreinte.
 */
@Entity
@Table(name = "attestation", schema = "attestation")
public class Attestation {

    private static final SecureRandom HASARD = new SecureRandom();
    private static final int OCTETS_DU_JETON = 18;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String numero;
    private String jeton;

    @Column(name = "bulletin_id")
    private long bulletinId;

    @Column(name = "session_id")
    private long sessionId;

    @Column(name = "agent_id")
    private long agentId;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "structure_id")
    private long structureId;

    private String nom;
    private String employeur;
    private String organisateur;
    private String intitule;
    private String modalite;
    private LocalDate debut;
    private LocalDate fin;
    private String lieu;
    private BigDecimal heures;

    @Column(name = "regles_au")
    private LocalDate reglesAu;

    @Column(name = "emise_le")
    private OffsetDateTime emiseLe;

    @Column(name = "emise_par")
    private String emisePar;

    @Column(name = "revoquee_le")
    private OffsetDateTime revoqueeLe;

    @Column(name = "revoquee_par")
    private String revoqueePar;

    private String motif;
    private String sel;

    @Column(name = "empreinte_nom")
    private String empreinteNom;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "ligne", schema = "attestation", joinColumns = @JoinColumn(name = "attestation_id"))
    @OrderColumn(name = "rang")
    private List<LigneFigee> lignes = new ArrayList<>();

    /** Une ligne du détail, recopiée avec sa règle. */
    @Embeddable
    public static class LigneFigee {
        private String libelle;
        private BigDecimal heures;
        private String regle;
        private String source;
        private LocalDate depuis;

        protected LigneFigee() {}

        private LigneFigee(Preuve.Ligne l) {
            libelle = l.libelle();
            heures = l.heures();
            regle = l.regle().texte();
            source = l.regle().source();
            depuis = l.regle().depuis();
        }

        Preuve.Ligne lue() {
            return new Preuve.Ligne(libelle, heures, new Regle(regle, source, depuis));
        }
    }

    /** Pour qui, et ce qui est recopié de la session. */
    public record Objet(
            long bulletinId,
            long sessionId,
            long agentId,
            long collectiviteId,
            long structureId,
            String nom,
            String employeur,
            String organisateur,
            String intitule,
            String modalite,
            LocalDate debut,
            LocalDate fin,
            String lieu) {}

    protected Attestation() {}

    /** Délivre ; le numéro est l'année, le code de la structure et le rang national. */
    public static Attestation delivrer(
            Objet o,
            Preuve.Credit credit,
            LocalDate reglesAu,
            String codeStructure,
            long rang,
            Instant le,
            String par) {
        Attestation a = new Attestation();
        a.numero = String.format(
                "%d-%s-%06d", le.atZone(fr.cnfpt.commun.Horloge.PARIS).getYear(), codeStructure, rang);
        a.jeton = nouveauJeton();
        a.bulletinId = o.bulletinId();
        a.sessionId = o.sessionId();
        a.agentId = o.agentId();
        a.collectiviteId = o.collectiviteId();
        a.structureId = o.structureId();
        a.nom = o.nom();
        a.employeur = o.employeur();
        a.organisateur = o.organisateur();
        a.intitule = o.intitule();
        a.modalite = o.modalite();
        a.debut = o.debut();
        a.fin = o.fin();
        a.lieu = o.lieu();
        a.heures = credit.heures();
        a.reglesAu = reglesAu;
        a.emiseLe = le.atOffset(ZoneOffset.UTC);
        a.emisePar = par;
        credit.lignes().forEach(l -> a.lignes.add(new LigneFigee(l)));
        return a;
    }

    /** @throws Refus conflit si elle l'est déjà, invalide si le motif manque */
    public void revoquer(String motif, String par, Instant le) {
        if (revoqueeLe != null) {
            throw Refus.conflit("deja-revoquee", "Cette attestation est déjà révoquée.");
        }
        if (motif == null || motif.isBlank() || motif.strip().length() > 500) {
            throw Refus.invalide(
                    "motif-absent",
                    "motif",
                    "Dites pourquoi, en 500 caractères au plus : l'agent et quiconque vérifie l'attestation le sauront.");
        }
        Nir.refuserDans("motif", motif);
        this.motif = motif.strip();
        this.revoqueePar = par;
        this.revoqueeLe = le.atOffset(ZoneOffset.UTC);
    }

    /** 144 bits tirés au sort, en 24 signes d'adresse. */
    private static String nouveauJeton() {
        byte[] b = new byte[OCTETS_DU_JETON];
        HASARD.nextBytes(b);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    public boolean enVigueur() {
        return revoqueeLe == null;
    }

    /** Vrai quand les données du titulaire ont été effacées : l'attestation vaut toujours, le nom n'est plus là. */
    public boolean nomEfface() {
        return sel != null;
    }

    /** Vrai si ce nom est celui qui fut imprimé, que l'on ne garde plus. */
    public boolean estAuNomDe(String saisi) {
        return sel != null && new NomScelle(sel, empreinteNom).reconnait(saisi);
    }

    public Long id() {
        return id;
    }

    public String numero() {
        return numero;
    }

    public String jeton() {
        return jeton;
    }

    public long bulletinId() {
        return bulletinId;
    }

    public long sessionId() {
        return sessionId;
    }

    public long agentId() {
        return agentId;
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public boolean estVuePar(Portee portee) {
        return portee.voit(agentId, collectiviteId, structureId);
    }

    public long structureId() {
        return structureId;
    }

    public String nom() {
        return nom;
    }

    public String employeur() {
        return employeur;
    }

    public String organisateur() {
        return organisateur;
    }

    public String intitule() {
        return intitule;
    }

    public String modalite() {
        return modalite;
    }

    public LocalDate debut() {
        return debut;
    }

    public LocalDate fin() {
        return fin;
    }

    public String lieu() {
        return lieu;
    }

    public BigDecimal heures() {
        return heures;
    }

    public LocalDate reglesAu() {
        return reglesAu;
    }

    public Instant emiseLe() {
        return emiseLe.toInstant();
    }

    public String emisePar() {
        return emisePar;
    }

    public Instant revoqueeLe() {
        return revoqueeLe == null ? null : revoqueeLe.toInstant();
    }

    public String revoqueePar() {
        return revoqueePar;
    }

    public String motif() {
        return motif;
    }

    public List<Preuve.Ligne> lignes() {
        return lignes.stream().map(LigneFigee::lue).toList();
    }
}
