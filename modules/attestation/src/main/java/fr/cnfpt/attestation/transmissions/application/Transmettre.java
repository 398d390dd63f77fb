package fr.cnfpt.attestation.transmissions.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.transmissions.domain.NatureDePiece;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.attestation.transmissions.domain.Transmission;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Par;
import fr.cnfpt.attestation.transmissions.persistence.ReglesDesTransmissions;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.PiecesDesBulletins;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Transmet des documents d'un agent à une adresse : lui les siens, sa collectivité ceux qu'elle tient de lui. Chaque
 * document est imprimé une fois, gardé tel quel avec son empreinte, et c'est cette copie que le tiers lira.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class Transmettre {

    private static final int LOT = 500;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    ConsulterAttestations attestations;

    @Inject
    PiecesDesBulletins pieces;

    @Inject
    Transmissions transmissions;

    @Inject
    ReglesDesTransmissions regles;

    @Inject
    Documents documents;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Un document que l'on désigne. */
    public record Choix(NatureDePiece nature, long id) {}

    /**
     * Un document qui peut se transmettre.
     *
     * @param agentId le poste où il fut obtenu
     * @param numero celui d'une attestation, ou {@code null}
     */
    public record Transmissible(
            Choix choix,
            long sessionId,
            long agentId,
            String formation,
            LocalDate debut,
            LocalDate fin,
            String numero) {

        /** « Espaces verts, du 3 au 4 mars 2026 » */
        public String intitule() {
            return formation + ", " + Texte.periode(debut, fin) + (numero == null ? "" : ", n° " + numero);
        }
    }

    /** @param jours combien de temps le lien vaudra */
    public record Dossier(AgentInfo agent, List<Transmissible> documents, int jours) {}

    /** De qui l'on part, à l'écran. @throws Refus introuvable, s'il n'est pas à soi */
    public Dossier dossier(Long agentId, Long bulletinId, Long attestationId) {
        AgentInfo agent = agent(agentId, bulletinId, attestationId);
        return new Dossier(agent, documentsDe(agent.id()), regles.duree(horloge.aujourdhui()));
    }

    /** L'agent de ce matricule, présent dans la collectivité. @throws Refus introuvable */
    public long parMatricule(String matricule) {
        return annuaire.agentsParMatricule(courant.get().collectivite(), List.of(matricule)).stream()
                .map(AgentInfo::id)
                .findFirst()
                .orElseThrow(() -> Refus.introuvable(
                        "agent-inconnu",
                        "Aucun agent présent de votre collectivité n'a le matricule « " + matricule + " »."));
    }

    /**
     * @param destinataire une adresse de courriel
     * @param choisis des documents de cet agent que qui agit voit
     * @return son numéro
     * @throws Refus invalide, introuvable, ou conflit si l'on a trop transmis ces dernières vingt-quatre heures
     */
    public long executer(String destinataire, long agentId, Collection<Choix> choisis) {
        String a = Transmission.destinataire(destinataire);
        Set<Choix> sansDouble = new LinkedHashSet<>(choisis);
        Transmission.exigerDesDocuments(sansDouble.size());
        AgentInfo agent = agent(agentId, null, null);
        List<Transmissible> voulus = voulus(agent.id(), sansDouble);
        Utilisateur u = courant.get();
        Instant maintenant = horloge.maintenant();
        exigerQuIlEnReste(u, maintenant);
        String jeton = Secret.aleatoire();
        Transmission t = new Transmission(
                0,
                enSonNom() ? Par.AGENT : Par.EMPLOYEUR,
                u.collectivite(),
                agent.id(),
                u.compteId(),
                u.nom(),
                a,
                maintenant,
                maintenant.plus(Duration.ofDays(regles.duree(horloge.aujourdhui()))),
                null,
                null,
                0,
                null);
        long id = transmissions.ecrire(t, Secret.empreinte(jeton));
        List<PieceTransmise> jointes = new ArrayList<>();
        for (Transmissible d : voulus) {
            jointes.add(joindre(id, jointes.size() + 1, d, t));
        }
        ecrireAuTiers(t, agent, jointes, jeton);
        journal.noter(
                "documents-transmis",
                "transmission " + id,
                Texte.pluriel(jointes.size(), "document transmis", "documents transmis") + " à un tiers, jusqu'au "
                        + Texte.moment(t.expireLe()),
                aQuiLeJournal(t));
        return id;
    }

    /** Ce que l'agent montre ne regarde pas son employeur : seul ce qu'il transmet lui-même est à son journal. */
    static Long aQuiLeJournal(Transmission t) {
        return t.par() == Par.EMPLOYEUR ? t.collectiviteId() : null;
    }

    private boolean enSonNom() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    private AgentInfo agent(Long agentId, Long bulletinId, Long attestationId) {
        if (enSonNom()) {
            long moi = courant.get().agent();
            if (agentId != null && agentId != moi
                    || bulletinId != null && pieces.agentDe(bulletinId) != moi
                    || attestationId != null
                            && !personnes
                                    .postesDuCompte(courant.get().compteId())
                                    .contains(attestations.une(attestationId).agentId())) {
                throw inconnu();
            }
            return annuaire.agents(List.of(moi)).get(moi);
        }
        Long lui = agentId != null
                ? agentId
                : bulletinId != null
                        ? Long.valueOf(pieces.agentDe(bulletinId))
                        : attestationId != null
                                ? Long.valueOf(attestations.une(attestationId).agentId())
                                : null;
        AgentInfo agent = lui == null ? null : annuaire.agents(List.of(lui)).get(lui);
        if (agent == null || !portees.courante().voit(agent.id(), agent.collectiviteId(), null)) {
            throw inconnu();
        }
        return agent;
    }

    private static Refus inconnu() {
        return Refus.introuvable(
                "document-inconnu",
                "Ce document n'existe pas, ou n'est pas à transmettre par vous : un agent transmet les siens, un employeur ceux obtenus chez lui ou partagés avec lui.");
    }

    /** La session la plus récente d'abord ; d'une même session, dans l'ordre où on les reçoit. */
    private List<Transmissible> documentsDe(long agentId) {
        List<Transmissible> tous = new ArrayList<>();
        for (PiecesDesBulletins.Piece p : pieces.de(agentId)) {
            tous.add(new Transmissible(
                    new Choix(NatureDePiece.valueOf(p.genre().name()), p.bulletinId()),
                    p.sessionId(),
                    p.agentId(),
                    p.intitule(),
                    p.debut(),
                    p.fin(),
                    null));
        }
        Long filtre = enSonNom() ? null : Long.valueOf(agentId);
        for (int premiere = 0; ; premiere += LOT) {
            List<Attestations.Resume> lues =
                    attestations.lister("", filtre, premiere, LOT).lignes();
            lues.stream()
                    .filter(Attestations.Resume::enVigueur)
                    .map(r -> new Transmissible(
                            new Choix(NatureDePiece.ATTESTATION, r.id()),
                            r.sessionId(),
                            r.agentId(),
                            r.intitule(),
                            r.debut(),
                            r.fin(),
                            r.numero()))
                    .forEach(tous::add);
            if (lues.size() < LOT) {
                break;
            }
        }
        tous.sort(Comparator.comparing(Transmissible::debut)
                .thenComparing(Transmissible::sessionId)
                .reversed()
                .thenComparing(d -> d.choix().nature()));
        return tous;
    }

    private List<Transmissible> voulus(long agentId, Set<Choix> choisis) {
        Map<Choix, Transmissible> siens =
                documentsDe(agentId).stream().collect(Collectors.toMap(Transmissible::choix, Function.identity()));
        if (!siens.keySet().containsAll(choisis)) {
            throw inconnu();
        }
        return choisis.stream().map(siens::get).toList();
    }

    private void exigerQuIlEnReste(Utilisateur u, Instant maintenant) {
        transmissions.prendreSonTour(u.compteId());
        int auPlus = regles.parJour(horloge.aujourdhui(), u.est(Role.PARTENAIRE));
        transmissions.pasAvant(u.compteId(), auPlus, maintenant).ifPresent(le -> {
            throw Refus.conflit(
                    "trop-de-transmissions",
                    "Vous avez déjà transmis " + Texte.pluriel(auPlus, "fois", "fois")
                            + " en vingt-quatre heures, le plus qu'on puisse. Revenez le " + Texte.moment(le) + ".");
        });
    }

    private PieceTransmise joindre(long transmission, int rang, Transmissible d, Transmission t) {
        byte[] pdf = switch (d.choix().nature()) {
            case ATTESTATION -> attestations.pdf(d.choix().id());
            case CONVOCATION ->
                pieces.pdf(PiecesDesBulletins.Genre.CONVOCATION, d.choix().id());
            case BULLETIN ->
                pieces.pdf(PiecesDesBulletins.Genre.BULLETIN, d.choix().id());
        };
        PieceTransmise p = new PieceTransmise(
                transmission,
                rang,
                d.choix().nature(),
                d.choix().id(),
                d.agentId(),
                d.intitule(),
                Secret.empreinte(pdf),
                pdf.length);
        transmissions.joindre(p, deposer(pdf, p.fichier(), Proprietaire.collectivite(t.collectiviteId())));
        return p;
    }

    private UUID deposer(byte[] pdf, String nom, Proprietaire a) {
        try {
            Path fichier = Files.createTempFile("iel-transmis", ".pdf");
            try {
                Files.write(fichier, pdf);
                return documents.deposer(fichier, nom, a, "COPIE_TRANSMISE");
            } finally {
                Files.deleteIfExists(fichier);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parti, il n'en reste rien ici : le lien n'est qu'à qui le reçoit. */
    private void ecrireAuTiers(Transmission t, AgentInfo agent, List<PieceTransmise> jointes, String jeton) {
        CollectiviteInfo employeur = annuaire.collectivite(t.collectiviteId()).orElseThrow();
        String de = t.par() == Par.AGENT ? agent.nomComplet() : employeur.nom();
        String combien = Texte.pluriel(jointes.size(), "document", "documents");
        String texte = "Bonjour,\n\n" + de + " vous transmet " + combien + " de formation"
                + (t.par() == Par.AGENT ? "" : " de " + agent.nomComplet()) + " :\n"
                + jointes.stream().map(p -> "- " + p.enClair() + "\n").collect(Collectors.joining())
                + "\nPour les lire, sans compte, jusqu'au " + Texte.moment(t.expireLe()) + " :\n"
                + Parametres.adresse() + "/attestation/recevoir.xhtml?jeton=" + jeton
                + "\n\nCe lien n'est que pour vous : qui le tient lit ces documents. Si vous ne connaissez pas "
                + (t.par() == Par.AGENT ? "cette personne" : "cet employeur")
                + ", n'en faites rien : il se ferme de lui-même.\n";
        // Ce qui se dit d'un bac à sable n'est remis à personne (docs/adr/0052).
        Long deQui = employeur.estUnBacASable() ? Long.valueOf(employeur.id()) : aQuiLeJournal(t);
        courriers.deposerFugace(t.destinataire(), de + " vous transmet " + combien, texte, deQui);
    }
}
