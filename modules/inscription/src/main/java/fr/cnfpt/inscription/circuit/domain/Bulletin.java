package fr.cnfpt.inscription.circuit.domain;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Moment;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Un bulletin d'inscription : la demande d'un agent pour une session, de la préinscription à l'attestation. Une
 * préinscription n'est transmise qu'après les accords que la collectivité a demandés (L'inscription en ligne, 2017) ;
 * ensuite il prend une place ou un rang. Chaque changement s'ajoute à son histoire. Les places, elles, se comptent dans
 * la jauge.
 */
@Entity
@Table(name = "bulletin", schema = "inscription")
public class Bulletin {

    static final Regle CIRCUIT = new Regle(
            "une préinscription reste en l'état tant que les accords demandés par la collectivité ne sont pas donnés",
            "CNFPT, L'inscription en ligne",
            LocalDate.of(2017, 1, 1));

    /** Le code du refus à qui agit sur ce qu'il a lu, quand cela a changé depuis. */
    public static final String CHANGE = "bulletin-change";

    private static final String AVIS_FAVORABLE = "Avis favorable";
    private static final String AVIS_DEFAVORABLE = "Avis défavorable";

    private static final Set<Etat> AVANT_TRANSMISSION = EnumSet.of(Etat.PREINSCRIPTION, Etat.AVIS_RENDU);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "session_id")
    private long sessionId;

    @Column(name = "stage_id")
    private long stageId;

    @Column(name = "structure_id")
    private long structureId;

    @Column(name = "agent_id")
    private long agentId;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "session_debut")
    private LocalDate sessionDebut;

    @Column(name = "session_fin")
    private LocalDate sessionFin;

    @Enumerated(EnumType.STRING)
    private Etat etat;

    private Long rang;
    private String avis;

    @Column(name = "depose_le")
    private OffsetDateTime deposeLe;

    @Version
    private int version;

    @OneToMany(mappedBy = "bulletin", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<Changement> histoire = new ArrayList<>();

    protected Bulletin() {}

    /** L'agent demande : l'avis du N+1 vient d'abord, si la collectivité le veut et s'il en a un. */
    public static Bulletin preinscrire(
            SessionInfo session, AgentInfo agent, boolean avisDemande, Utilisateur par, Instant quand) {
        Bulletin b = new Bulletin();
        b.sessionId = session.id();
        b.stageId = session.stageId();
        b.structureId = session.structureId();
        b.agentId = agent.id();
        b.collectiviteId = agent.collectiviteId();
        b.sessionDebut = session.debut();
        b.sessionFin = session.fin();
        b.deposeLe = quand.atOffset(ZoneOffset.UTC);
        b.changer(avisDemande ? Etat.PREINSCRIPTION : Etat.AVIS_RENDU, "Préinscription déposée", null, par, quand);
        return b;
    }

    /** Le N+1 donne son avis ; défavorable, il le motive. La RH décide ensuite, l'avis sous les yeux. */
    public void donnerAvis(boolean favorable, String motif, Moment moment, Utilisateur par, Instant quand) {
        exiger(Set.of(Etat.PREINSCRIPTION), "L'avis a déjà été rendu ou n'est plus attendu.");
        exiger(Geste.DONNER_UN_AVIS, moment);
        if (!favorable) {
            exigerMotif(motif, "un avis défavorable");
        }
        Nir.refuserDans("motif", motif);
        avis = favorable ? "FAVORABLE" : "DEFAVORABLE";
        changer(Etat.AVIS_RENDU, favorable ? AVIS_FAVORABLE : AVIS_DEFAVORABLE, net(motif), par, quand);
    }

    /**
     * Un autre employeur, au statut partagé, donne son avis ou en change : un pas de plus, que le porteur lit avant de
     * décider. L'état ne bouge pas : un avis n'arrête rien.
     */
    public void recevoirAvis(
            CollectiviteInfo employeur,
            boolean favorable,
            String motif,
            Moment moment,
            Utilisateur par,
            Instant quand) {
        exiger(Geste.DONNER_UN_AVIS.etats(), "L'employeur qui porte cette demande a déjà décidé.");
        exiger(Geste.DONNER_UN_AVIS, moment);
        if (!favorable) {
            exigerMotif(motif, "un avis défavorable");
        }
        Nir.refuserDans("motif", motif);
        histoire.add(Changement.avisDe(
                employeur.id(),
                this,
                quand,
                etat,
                (favorable ? AVIS_FAVORABLE : AVIS_DEFAVORABLE) + " de " + employeur.nom() + ", autre employeur",
                net(motif),
                par));
    }

    /** Le dernier avis de cet autre employeur : FAVORABLE ou DEFAVORABLE. */
    public Optional<String> avisDe(long employeurId) {
        return histoire.stream()
                .filter(c -> c.parEmployeur() != null && c.parEmployeur() == employeurId)
                .reduce((avant, apres) -> apres)
                .map(c -> c.texte().startsWith(AVIS_FAVORABLE) ? "FAVORABLE" : "DEFAVORABLE");
    }

    /**
     * L'avis du responsable n'est plus attendu : la collectivité n'en veut plus, ou nul ne peut plus le donner. La
     * demande passe à la RH comme s'il était rendu.
     */
    public void leverLAvis(String pourquoi, Utilisateur par, Instant quand) {
        exiger(Geste.LEVER_L_AVIS.etats(), "L'avis a déjà été rendu ou n'est plus attendu.");
        changer(Etat.AVIS_RENDU, "L'avis du responsable n'est plus attendu : " + pourquoi, null, par, quand);
    }

    /** Qui valide, par rapport à qui demande. */
    public enum PourSoi {
        /** Une autre personne. */
        NON,
        /** La même, seule gestionnaire, et sa collectivité l'a voulu. */
        ADMIS,
        /** La même, et ce n'est pas permis. */
        REFUSE
    }

    /**
     * La RH valide : le bulletin part au CNFPT, où il prendra une place ou un rang.
     *
     * @param pourSoi si c'est la demande de la personne qui valide, et si sa collectivité l'admet
     */
    public void valider(Utilisateur par, PourSoi pourSoi, Instant quand) {
        if (pourSoi == PourSoi.REFUSE) {
            throw Refus.conflit(
                    "sa-propre-demande",
                    "C'est votre propre demande : un autre gestionnaire de votre collectivité la valide.",
                    CIRCUIT);
        }
        if (etat == Etat.PREINSCRIPTION) {
            throw Refus.conflit("avis-attendu", "L'avis du responsable n'est pas encore rendu.", CIRCUIT);
        }
        exiger(Geste.VALIDER.etats(), "Ce bulletin n'attend pas de validation.");
        histoire.add(new Changement(
                this,
                quand,
                Etat.AVIS_RENDU,
                pourSoi == PourSoi.ADMIS
                        ? "Validé par l'agent lui-même, seul gestionnaire, et transmis au CNFPT"
                        : "Validé par la collectivité et transmis au CNFPT",
                null,
                par));
    }

    /** La RH, avant la transmission, ou la délégation, avant la convocation, refuse et dit pourquoi. */
    public void refuser(String motif, Utilisateur par, Instant quand) {
        exiger(
                (par.role().estCnfpt() ? Geste.REFUSER : Geste.REFUSER_SANS_TRANSMETTRE).etats(),
                "Ce bulletin ne peut plus être refusé ici.");
        exigerMotif(motif, "un refus");
        changer(
                Etat.REFUSEE,
                par.role().estCnfpt() ? "Refusé par le CNFPT" : "Refusé par la collectivité",
                net(motif),
                par,
                quand);
    }

    /** La délégation accepte un bulletin qui tient une place. */
    public void accepter(Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.ACCEPTER.etats(), "Seul un bulletin transmis qui tient une place peut être accepté.");
        exiger(Geste.ACCEPTER, moment);
        changer(Etat.ACCEPTEE, "Accepté par le CNFPT", null, par, quand);
    }

    /**
     * La sélection est décidée : retenu, en liste d'attente ou refusé ; d'un rang, qui est désormais le sien.
     *
     * @param nouveauRang dans l'ordre décidé ; {@code null}, s'il est refusé
     * @param phrase pourquoi, que l'agent et la RH liront
     */
    public void departager(Etat issue, Long nouveauRang, String texte, String phrase, Utilisateur par, Instant quand) {
        exiger(Geste.DEPARTAGER.etats(), "Ce bulletin n'attend pas de sélection.");
        if (nouveauRang != null) {
            rang = nouveauRang;
        }
        changer(issue, texte, phrase, par, quand);
    }

    public void convoquer(Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.CONVOQUER.etats(), "Seul un bulletin accepté peut être convoqué.");
        exiger(Geste.CONVOQUER, moment);
        changer(Etat.CONVOQUEE, "Convoqué, convocation à télécharger", null, par, quand);
    }

    /**
     * L'agent, sa collectivité ou le CNFPT annule. Transmis, il ne s'annule plus dès que la session commence : c'est
     * alors une absence ou un départ, et la place n'est plus à rendre.
     */
    public void annuler(String motif, Moment moment, Utilisateur par, Instant quand) {
        if (!Geste.RETIRER.etats().contains(etat)) {
            exiger(Geste.ANNULER.etats(), "Ce bulletin ne peut plus être annulé.");
            exiger(Geste.ANNULER, moment);
        }
        exigerMotif(motif, "une annulation");
        changer(Etat.ANNULEE, "Annulé par " + qui(par), net(motif), par, quand);
    }

    /**
     * L'employeur passe cette place, acceptée ou convoquée, à un collègue de celui qui la tenait : un bulletin neuf la
     * tient aussitôt, et celui-ci est annulé. Nul ne gagne ni ne perd de place.
     *
     * @param rang le sien, dans l'ordre d'arrivée
     */
    public Bulletin remplacer(
            AgentInfo collegue, long rang, String motif, Moment moment, Utilisateur par, Instant quand) {
        exiger(
                Geste.REMPLACER.etats(),
                "Une place se passe à un collègue quand elle est acceptée ou convoquée ; avant, annulez et inscrivez-le.");
        exiger(Geste.REMPLACER, moment);
        exigerMotif(motif, "un remplacement");
        Bulletin b = new Bulletin();
        b.sessionId = sessionId;
        b.stageId = stageId;
        b.structureId = structureId;
        b.agentId = collegue.id();
        b.collectiviteId = collegue.collectiviteId();
        b.sessionDebut = sessionDebut;
        b.sessionFin = sessionFin;
        b.deposeLe = quand.atOffset(ZoneOffset.UTC);
        b.rang = rang;
        b.changer(
                Etat.TRANSMISE,
                "Inscrit par la collectivité à la place d'un collègue : bulletin n° " + id,
                net(motif),
                par,
                quand);
        changer(Etat.ANNULEE, "La place passe à un collègue", net(motif), par, quand);
        return b;
    }

    /** Ajouté, le bulletin d'un remplaçant est accepté ou convoqué comme l'était celui qu'il remplace. */
    public void reprendre(Etat tenu, Utilisateur par, Instant quand) {
        if (etat != Etat.TRANSMISE || !Geste.REMPLACER.etats().contains(tenu)) {
            throw new IllegalStateException("Rien à reprendre : " + etat + ", " + tenu);
        }
        changer(
                tenu,
                tenu == Etat.CONVOQUEE
                        ? "La place est convoquée : la convocation est à télécharger"
                        : "La place est acceptée",
                null,
                par,
                quand);
    }

    /**
     * Sa session a changé sans lui, ou une place lui est donnée dans une autre : il n'en veut pas. Ce n'est pas un
     * désistement : nul motif n'est dû.
     *
     * @param refuse ce qui est refusé, en clair
     */
    public void refuserLeChangement(String refuse, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.REFUSER_LE_CHANGEMENT.etats(), "Cette demande n'est plus en cours.");
        exiger(Geste.REFUSER_LE_CHANGEMENT, moment);
        changer(Etat.ANNULEE, refuse + ", refusé par " + qui(par), null, par, quand);
    }

    private String qui(Utilisateur par) {
        return par.role().estCnfpt()
                ? "le CNFPT"
                : par.agentId() != null && par.agentId() == agentId ? "l'agent" : "la collectivité";
    }

    /** L'heure est passée sans réponse : la place offerte va à la demande suivante, et celle-ci sort de la file. */
    public void laisserPasser(String echeance, Utilisateur par, Instant quand) {
        exiger(Geste.LAISSER_PASSER.etats(), "Cette place n'est plus en attente de réponse.");
        changer(
                Etat.ANNULEE,
                "La place offerte passe à la demande suivante",
                "Pas de réponse avant le " + echeance,
                par,
                quand);
    }

    /** La délégation corrige : la personne convoquée n'est pas venue, ou est partie, et pourquoi. */
    public void noterUnDepart(String motif, Moment moment, Utilisateur par, Instant quand) {
        exiger(
                Geste.NOTER_UN_DEPART.etats(),
                "L'absence d'une personne convoquée se note ici ; une présence déjà saisie se corrige avec les présences.");
        exiger(Geste.NOTER_UN_DEPART, moment);
        exigerMotif(motif, "une absence ou un départ");
        changer(Etat.ABSENTE, "Absence ou départ, noté par le CNFPT", net(motif), par, quand);
    }

    public void noterPresence(boolean present, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.NOTER_LA_PRESENCE.etats(), "La présence ne se note que pour une personne convoquée.");
        exiger(Geste.NOTER_LA_PRESENCE, moment);
        Etat vu = present ? Etat.PRESENTE : Etat.ABSENTE;
        if (etat != vu) {
            changer(vu, present ? "Présence enregistrée" : "Absence enregistrée", null, par, quand);
        }
    }

    public void noterAttestation(String numero, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.ATTESTER.etats(), "L'attestation suit l'enregistrement de la présence.");
        exiger(Geste.ATTESTER, moment);
        changer(Etat.ATTESTEE, "Attestation n° " + numero + " délivrée", null, par, quand);
    }

    /** Le test d'orientation d'une préparation aux concours est noté : un pas de plus, l'état ne bouge pas. */
    public void orienter(String parcours, String conseil, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.ORIENTER.etats(), "Le test d'orientation se note avant que la demande soit acceptée.");
        exiger(Geste.ORIENTER, moment);
        changer(etat, "Test d'orientation : " + parcours, net(conseil), par, quand);
    }

    /** Averti de ses absences dans une préparation aux concours : un pas de plus, l'état ne bouge pas. */
    public void avertir(String absences, String motif, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.AVERTIR.etats(), "Seule une personne convoquée, pendant la préparation, peut être avertie.");
        exiger(Geste.AVERTIR, moment);
        exigerMotif(motif, "un avertissement");
        changer(etat, "Averti par le CNFPT : " + absences, net(motif), par, quand);
    }

    /** Radié d'une préparation aux concours, après avertissement : sa place n'est plus à lui. */
    public void radier(String absences, String motif, Moment moment, Utilisateur par, Instant quand) {
        exiger(Geste.RADIER.etats(), "Seule une personne convoquée, pendant la préparation, peut en être radiée.");
        exiger(Geste.RADIER, moment);
        exigerMotif(motif, "une radiation");
        changer(Etat.ANNULEE, "Radié de la préparation par le CNFPT : " + absences, net(motif), par, quand);
    }

    /**
     * Qui dit la version qu'il a lue n'agit que sur elle.
     *
     * @param lue {@code null} s'il ne la dit pas
     */
    public void exigerLaVersion(Integer lue) {
        if (lue != null && lue != version) {
            throw Refus.conflit(
                    CHANGE, "Cette demande a changé depuis que vous l'avez lue : relisez-la. Rien n'est enregistré.");
        }
    }

    private void changer(Etat vers, String texte, String motif, Utilisateur par, Instant quand) {
        etat = vers;
        histoire.add(new Changement(this, quand, vers, texte, motif, par));
    }

    private static void exiger(Geste geste, Moment moment) {
        if (!geste.admet(moment)) {
            throw Refus.conflit(
                    "moment-de-la-session",
                    (geste == Geste.ANNULER
                                    ? "On n'annule plus : c'est une absence ou un départ, que la délégation note."
                                    : "Ce n'est pas le moment.")
                            + " La session est " + moment.libelle() + ".");
        }
    }

    private void exiger(Set<Etat> admis, String message) {
        if (!admis.contains(etat)) {
            throw Refus.conflit(
                    "etat-du-bulletin", message + " Il est : " + etat.libelle().toLowerCase() + ".");
        }
    }

    private static void exigerMotif(String motif, String acte) {
        if (motif == null || motif.strip().length() < 3) {
            throw Refus.invalide(
                    "motif-absent",
                    "motif",
                    "Dites pourquoi : " + acte + " porte un motif, que l'agent et la RH liront.");
        }
        Nir.refuserDans("motif", motif);
        if (motif.length() > 1000) {
            throw Refus.invalide("motif-trop-long", "motif", "1 000 caractères au plus pour le motif.");
        }
    }

    private static String net(String s) {
        return s == null || s.isBlank() ? null : s.strip();
    }

    public Long id() {
        return id;
    }

    public long sessionId() {
        return sessionId;
    }

    public long stageId() {
        return stageId;
    }

    public long structureId() {
        return structureId;
    }

    public long agentId() {
        return agentId;
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public int version() {
        return version;
    }

    public Etat etat() {
        return etat;
    }

    public String avis() {
        return avis;
    }

    public Instant deposeLe() {
        return deposeLe.toInstant();
    }

    /** Vrai dès que le CNFPT l'a reçue. */
    public boolean estTransmis() {
        return rang != null;
    }

    /** Vrai tant que l'employeur qui la porte n'a ni transmis ni refusé. */
    public boolean attendUneDecision() {
        return AVANT_TRANSMISSION.contains(etat);
    }

    /** Le CNFPT n'en sait rien, siège compris, tant qu'il ne lui a pas été transmis. */
    public boolean estVuPar(Portee portee) {
        return (rang != null || portee.voitAvantTransmission())
                && portee.voit(agentId, collectiviteId, rang == null ? null : structureId);
    }

    public List<Changement> histoire() {
        return List.copyOf(histoire);
    }

    /** Ce qui précède la transmission (l'avis, les motifs) reste entre l'agent et son employeur. */
    public List<Changement> histoireVuePar(Portee portee) {
        return histoire.stream()
                .dropWhile(c -> !portee.voitAvantTransmission() && AVANT_TRANSMISSION.contains(c.etat()))
                .toList();
    }
}
