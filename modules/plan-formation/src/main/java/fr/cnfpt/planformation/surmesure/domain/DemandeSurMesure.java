package fr.cnfpt.planformation.surmesure.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.planformation.api.InscrireLesNommes;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Une formation demandée sur mesure : un intra pour un employeur, une union pour plusieurs. Préparée, envoyée à la
 * délégation, qui propose dates, lieu et prix ; acceptée, elle devient une convention, puis une session que seuls ces
 * employeurs voient. Chaque pas est daté et ne se récrit pas ({@link GesteSurMesure} dit lequel se fait d'où).
 */
@Entity
@Table(name = "demande", schema = "plan_formation")
public class DemandeSurMesure {

    /** Pour qui. */
    public enum Type {
        INTRA("Intra"),
        UNION("Union");

        private final String libelle;

        Type(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    /** Où elle en est. */
    public enum Etat {
        BROUILLON("En préparation"),
        ENVOYEE("Envoyée à la délégation"),
        PROPOSEE("Proposition reçue"),
        ACCEPTEE("Proposition acceptée"),
        CONVENTION("Convention à signer"),
        SIGNEE("Convention signée"),
        PUBLIEE("Session publiée"),
        REFUSEE("Refusée"),
        RETIREE("Retirée");

        private final String libelle;

        Etat(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    private static final int HORIZON_EN_ANNEES = 3;
    private static final int EFFECTIF_MAX = 500;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Type type;

    @Column(name = "collectivite_id")
    private long collectiviteId;

    @Column(name = "structure_id")
    private long structureId;

    @Enumerated(EnumType.STRING)
    private Etat etat = Etat.BROUILLON;

    @Column(name = "stage_id")
    private Long stageId;

    private String intitule;
    private String besoin;
    private int effectif;

    @Column(name = "souhait_du")
    private LocalDate souhaitDu;

    @Column(name = "souhait_au")
    private LocalDate souhaitAu;

    private String salle;

    @Column(name = "salle_places")
    private Integer sallePlaces;

    private String contraintes;

    @Column(name = "creee_le")
    private OffsetDateTime creeeLe;

    @Column(name = "envoyee_le")
    private OffsetDateTime envoyeeLe;

    private String convention;

    @Column(name = "signee_le")
    private LocalDate signeeLe;

    @Column(name = "session_id")
    private Long sessionId;

    @Version
    private int version;

    @OneToMany(mappedBy = "demande", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<InvitationAUneUnion> invitations = new ArrayList<>();

    @OneToMany(mappedBy = "demande", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<AgentNomme> nommes = new ArrayList<>();

    @OneToMany(mappedBy = "demande", cascade = CascadeType.ALL)
    @OrderBy("id")
    private List<PropositionDeSession> propositions = new ArrayList<>();

    @OneToMany(mappedBy = "demande", cascade = CascadeType.ALL)
    @OrderBy("rang")
    private List<PasDeDemande> histoire = new ArrayList<>();

    protected DemandeSurMesure() {}

    /**
     * @param structureId la délégation de référence de l'employeur
     * @throws Refus invalide, nommant le champ
     */
    public static DemandeSurMesure ouvrir(
            Type type, long collectiviteId, long structureId, BesoinSurMesure b, String par, Instant quand) {
        exiger(type != null, "type", "Choisissez : pour votre seule collectivité, ou avec d'autres.");
        DemandeSurMesure d = new DemandeSurMesure();
        d.type = type;
        d.collectiviteId = collectiviteId;
        d.structureId = structureId;
        d.creeeLe = quand.atOffset(ZoneOffset.UTC);
        d.poser(b, quand);
        d.noter("Demande préparée", null, par, quand);
        return d;
    }

    public void completer(BesoinSurMesure b, Instant quand) {
        exiger(GesteSurMesure.COMPLETER);
        poser(b, quand);
    }

    private void poser(BesoinSurMesure b, Instant quand) {
        String mots = net(b.intitule());
        Nir.refuserDans("intitule", mots);
        exiger(
                mots != null && mots.length() >= 3 && mots.length() <= 255,
                "intitule",
                "Dites en quelques mots la formation voulue, ou choisissez une fiche du catalogue.");
        exiger(
                b.effectif() != null && b.effectif() >= 1 && b.effectif() <= EFFECTIF_MAX,
                "effectif",
                "L'effectif est un nombre entier, de 1 à " + EFFECTIF_MAX + ".");
        exiger(b.souhaitDu() != null, "souhaitDu", "Donnez le premier jour possible.");
        exiger(
                b.souhaitDu().isAfter(LocalDate.ofInstant(quand, ZoneOffset.UTC)),
                "souhaitDu",
                "Le premier jour possible est à venir.");
        exiger(
                b.souhaitAu() != null && !b.souhaitAu().isBefore(b.souhaitDu()),
                "souhaitAu",
                "Le dernier jour possible ne précède pas le premier.");
        exiger(
                !b.souhaitAu()
                        .isAfter(LocalDate.ofInstant(quand, ZoneOffset.UTC).plusYears(HORIZON_EN_ANNEES)),
                "souhaitAu",
                "Une demande porte sur les " + HORIZON_EN_ANNEES
                        + " années qui viennent : rapprochez le dernier jour.");
        exiger(
                b.stageId() != null || net(b.besoin()) != null,
                "besoin",
                "Sans fiche du catalogue, dites ce que vos agents doivent savoir faire.");
        exigerAssezPour(collectiviteId, b.effectif(), "effectif");
        exigerCourt(b.besoin(), 4000, "besoin");
        exigerCourt(b.salle(), 500, "salle");
        exigerCourt(b.contraintes(), 2000, "contraintes");
        exiger(
                b.sallePlaces() == null || b.sallePlaces() >= 1 && b.sallePlaces() <= 10_000,
                "sallePlaces",
                "Le nombre de places de la salle est un nombre entier, au moins 1.");
        stageId = b.stageId();
        intitule = mots;
        besoin = net(b.besoin());
        effectif = b.effectif();
        souhaitDu = b.souhaitDu();
        souhaitAu = b.souhaitAu();
        salle = net(b.salle());
        sallePlaces = b.sallePlaces();
        contraintes = net(b.contraintes());
    }

    /** @throws Refus conflit, si elle n'est pas une union ou si cet employeur y est déjà */
    public void inviter(long autre, String nom, String par, Instant quand) {
        exiger(GesteSurMesure.INVITER);
        if (!union()) {
            throw Refus.conflit("pas-une-union", "Un intra est pour un seul employeur : faites une union.");
        }
        if (autre == collectiviteId || invitation(autre) != null) {
            throw Refus.invalide("deja-la", "invitee", nom + " est déjà de cette union.");
        }
        invitations.add(new InvitationAUneUnion(this, autre, quand));
        noter(nom + " est invitée", null, par, quand);
    }

    public void desinviter(long autre, String nom, String par, Instant quand) {
        exiger(GesteSurMesure.INVITER);
        invitations.remove(invitationDe(autre));
        nommes.removeIf(n -> n.collectiviteId() == autre);
        noter(nom + " n'est plus invitée", null, par, quand);
    }

    /** @param combien ses agents, ou {@code null} si elle ne vient pas */
    public void repondre(long invitee, String nom, Integer combien, String par, Instant quand) {
        exiger(GesteSurMesure.REPONDRE);
        exiger(
                combien == null || combien >= 1 && combien <= EFFECTIF_MAX,
                "effectifInvite",
                "Dites combien de vos agents viendraient, de 1 à " + EFFECTIF_MAX + ".");
        if (combien == null) {
            nommes.removeIf(n -> n.collectiviteId() == invitee);
        } else {
            exigerAssezPour(invitee, combien, "effectifInvite");
        }
        invitationDe(invitee).repondre(combien, quand);
        noter(
                combien == null
                        ? nom + " ne vient pas"
                        : nom + " vient avec " + Texte.pluriel(combien, "agent", "agents"),
                null,
                par,
                quand);
    }

    /**
     * Nomme de ses agents : la publication de la session les inscrira.
     *
     * @param employeur qui porte la demande, ou qui y vient
     * @param par qui nomme, en son nom
     * @throws Refus invalide, s'il en nomme plus qu'il n'en annonce, ou que des agents déjà nommés
     */
    public void nommer(long employeur, String nom, Collection<Long> agents, Utilisateur par, Instant quand) {
        exiger(GesteSurMesure.NOMMER);
        Set<Long> nouveaux = new LinkedHashSet<>(agents);
        nommes.forEach(n -> nouveaux.remove(n.agentId()));
        exiger(
                !nouveaux.isEmpty(),
                "agents",
                agents.isEmpty() ? "Choisissez au moins un agent." : "Ces agents sont déjà nommés.");
        long tous = nommesPar(employeur) + nouveaux.size();
        int annonces = effectifDe(employeur);
        exiger(
                tous <= annonces,
                "agents",
                "Vous annoncez " + Texte.pluriel(annonces, "agent", "agents") + " et en nommeriez " + tous
                        + ". Ôtez-en, ou changez l'effectif tant que la demande n'est pas envoyée.");
        nouveaux.forEach(a -> nommes.add(new AgentNomme(this, employeur, a, par, quand)));
        noter(nom + " nomme " + Texte.pluriel(nouveaux.size(), "agent", "agents"), null, par.nom(), quand);
    }

    public void nePlusNommer(long employeur, String nom, long agent, String par, Instant quand) {
        exiger(GesteSurMesure.NOMMER);
        if (!nommes.removeIf(n -> n.agentId() == agent && n.collectiviteId() == employeur)) {
            throw Refus.introuvable("agent-pas-nomme", "Cet agent n'est pas nommé dans cette demande.");
        }
        noter(nom + " nomme un agent de moins", null, par, quand);
    }

    private long nommesPar(long employeur) {
        return nommes.stream().filter(n -> n.collectiviteId() == employeur).count();
    }

    private int effectifDe(long employeur) {
        return employeur == collectiviteId ? effectif : invitationDe(employeur).effectif();
    }

    private void exigerAssezPour(long employeur, int combien, String champ) {
        exiger(
                nommesPar(employeur) <= combien,
                champ,
                "Vous avez nommé " + Texte.pluriel(nommesPar(employeur), "agent", "agents")
                        + " : ôtez-en d'abord, ou annoncez-en autant.");
    }

    /** @throws Refus conflit, avec la règle opposée et ce qui la lève */
    public void envoyer(Recevabilite recevabilite, String par, Instant quand) {
        exiger(GesteSurMesure.ENVOYER);
        recevabilite.exiger();
        envoyeeLe = quand.atOffset(ZoneOffset.UTC);
        passer(GesteSurMesure.ENVOYER, "Demande envoyée à la délégation", null, par, quand);
    }

    /** Une proposition de plus ; la dernière seule vaut. */
    public void proposer(PropositionDeSession.Saisie s, Devis devis, LocalDate jour, String par, Instant quand) {
        exiger(GesteSurMesure.PROPOSER);
        exiger(s.debut() != null && s.debut().isAfter(jour), "debut", "La session débute un jour à venir.");
        exiger(s.fin() != null && !s.fin().isBefore(s.debut()), "fin", "La fin ne peut pas précéder le début.");
        exiger(
                s.cloture() != null
                        && !s.cloture().isAfter(s.debut())
                        && !s.cloture().isBefore(jour),
                "cloture",
                "Les inscriptions se closent d'ici au premier jour de la session.");
        exiger(
                s.places() != null && s.places() >= effectifTotal() && s.places() <= 10_000,
                "places",
                "Il faut au moins " + Texte.pluriel(effectifTotal(), "place", "places")
                        + " : c'est l'effectif demandé.");
        exigerCourt(s.message(), 2000, "message");
        propositions.add(new PropositionDeSession(this, s, devis, quand));
        passer(
                GesteSurMesure.PROPOSER,
                "Proposition : " + Texte.periode(s.debut(), s.fin()) + ", "
                        + (s.ville() == null ? "à distance" : s.ville()) + ", " + prix(devis.total()),
                null,
                par,
                quand);
    }

    public static String prix(java.math.BigDecimal montant) {
        return montant.signum() == 0 ? "compris dans la cotisation" : Texte.nombre(montant) + " €";
    }

    public void accepter(String par, Instant quand) {
        passer(GesteSurMesure.ACCEPTER, "Proposition acceptée", null, par, quand);
    }

    public void decliner(String motif, String par, Instant quand) {
        passer(GesteSurMesure.DECLINER, "Proposition déclinée", motive(motif), par, quand);
    }

    public void refuser(String motif, String par, Instant quand) {
        passer(GesteSurMesure.REFUSER, "Demande refusée", motive(motif), par, quand);
    }

    public void retirer(String motif, String par, Instant quand) {
        passer(GesteSurMesure.RETIRER, "Demande retirée", motive(motif), par, quand);
    }

    /** @param document la convention, archivée */
    public void etablir(UUID document, String par, Instant quand) {
        exiger(GesteSurMesure.ETABLIR);
        convention = document.toString();
        passer(GesteSurMesure.ETABLIR, "Convention établie, à signer", null, par, quand);
    }

    /** @param le le jour de la dernière signature */
    public void signer(LocalDate le, LocalDate jour, String par, Instant quand) {
        exiger(GesteSurMesure.SIGNER);
        exiger(
                le != null
                        && !le.isAfter(jour)
                        && !le.isBefore(LocalDate.ofInstant(envoyeeLe.toInstant(), ZoneOffset.UTC)),
                "signeeLe",
                "La signature est datée entre la demande et aujourd'hui.");
        signeeLe = le;
        passer(GesteSurMesure.SIGNER, "Convention signée le " + Texte.date(le), null, par, quand);
    }

    /** @param sorts ce qu'a obtenu chacun des agents nommés */
    public void publier(long session, List<InscrireLesNommes.Sort> sorts, String par, Instant quand) {
        exiger(GesteSurMesure.PUBLIER);
        sorts.forEach(s ->
                nommes.stream().filter(n -> n.agentId() == s.agentId()).forEach(n -> n.noter(s.bulletinId(), s.dit())));
        sessionId = session;
        passer(
                GesteSurMesure.PUBLIER,
                "Session publiée pour " + (union() ? "ces employeurs" : "cet employeur"),
                null,
                par,
                quand);
    }

    private void passer(GesteSurMesure geste, String texte, String motif, String par, Instant quand) {
        exiger(geste);
        etat = geste.vers();
        if (etat == Etat.REFUSEE || etat == Etat.RETIREE) {
            nommes.clear();
        }
        noter(texte, motif, par, quand);
    }

    private void noter(String texte, String motif, String par, Instant quand) {
        histoire.add(new PasDeDemande(this, histoire.size() + 1, texte, motif, par, quand));
    }

    private void exiger(GesteSurMesure geste) {
        geste.exigerDepuis(etat);
    }

    private static String motive(String motif) {
        String m = net(motif);
        Nir.refuserDans("motif", m);
        exiger(m != null && m.length() <= 1000, "motif", "Dites pourquoi, en une phrase ou deux : l'autre le lira.");
        return m;
    }

    private static void exigerCourt(String texte, int maximum, String champ) {
        Nir.refuserDans(champ, texte);
        exiger(
                net(texte) == null || net(texte).length() <= maximum,
                champ,
                Texte.nombre(maximum) + " caractères au plus.");
    }

    private static String net(String texte) {
        return texte == null || texte.isBlank() ? null : texte.strip();
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("demande-incorrecte", champ, message);
        }
    }

    private InvitationAUneUnion invitationDe(long autre) {
        InvitationAUneUnion i = invitation(autre);
        if (i == null) {
            throw pasInvitee();
        }
        return i;
    }

    private static Refus pasInvitee() {
        return Refus.introuvable("pas-invitee", "Cet employeur n'est pas invité à cette union.");
    }

    /** Ou {@code null}. */
    public InvitationAUneUnion invitation(long autre) {
        return invitations.stream()
                .filter(i -> i.collectiviteId() == autre)
                .findFirst()
                .orElse(null);
    }

    public boolean union() {
        return type == Type.UNION;
    }

    /** Ceux de l'employeur qui la porte, et de ceux qui ont dit venir. */
    public int effectifTotal() {
        return effectif
                + invitations.stream().mapToInt(InvitationAUneUnion::effectif).sum();
    }

    /** Qui la porte et qui vient : ceux pour qui la session se publie. */
    public Set<Long> employeurs() {
        Set<Long> tous = new HashSet<>(Set.of(collectiviteId));
        invitations.stream().filter(InvitationAUneUnion::vient).forEach(i -> tous.add(i.collectiviteId()));
        return tous;
    }

    /** @throws Refus conflit, si la convention n'est pas signée */
    public PropositionDeSession aPublier() {
        exiger(GesteSurMesure.PUBLIER);
        return proposition();
    }

    /** La dernière, ou {@code null}. */
    public PropositionDeSession proposition() {
        return propositions.isEmpty() ? null : propositions.get(propositions.size() - 1);
    }

    public Long id() {
        return id;
    }

    public Type type() {
        return type;
    }

    public long collectiviteId() {
        return collectiviteId;
    }

    public long structureId() {
        return structureId;
    }

    public Etat etat() {
        return etat;
    }

    public Instant envoyeeLe() {
        return envoyeeLe == null ? null : envoyeeLe.toInstant();
    }

    public BesoinSurMesure besoin() {
        return new BesoinSurMesure(
                stageId, intitule, besoin, effectif, souhaitDu, souhaitAu, salle, sallePlaces, contraintes);
    }

    public UUID convention() {
        return convention == null ? null : UUID.fromString(convention);
    }

    public LocalDate signeeLe() {
        return signeeLe;
    }

    public Long sessionId() {
        return sessionId;
    }

    /** Ne fait que croître : sa ligne change, ou son histoire s'allonge. */
    public int version() {
        return version + histoire.size();
    }

    public List<InvitationAUneUnion> invitations() {
        return List.copyOf(invitations);
    }

    /** De tous les employeurs : un employeur ne lit que les siens. */
    public List<AgentNomme> nommes() {
        return List.copyOf(nommes);
    }

    public List<PasDeDemande> histoire() {
        return List.copyOf(histoire);
    }
}
