package fr.cnfpt.attestation.transmissions.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.transmissions.domain.NatureDePiece;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.attestation.transmissions.domain.Transmission;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Par;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Le tiers, sans compte : qui tient le lien lit ce qui lui est transmis, et prend chaque document. Ouvert à tous, par
 * nature : ce sont les 256 bits du jeton qui gardent. Faux, expiré ou repris, un lien répond de même : rien. Lire la
 * page n'est pas prendre un document : un antivirus qui suit les liens n'ouvre rien.
 */
@ApplicationScoped
@Transactional
public class RecevoirDesDocuments {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Transmissions transmissions;

    @Inject
    Attestations attestations;

    @Inject
    PiecesDesBulletins pieces;

    @Inject
    Documents documents;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** @param empechement pourquoi ce document ne se prend plus, ou {@code null} */
    public record Recue(PieceTransmise piece, String empechement) {}

    /**
     * @param de qui transmet
     * @param agent la personne dont ce sont les documents
     * @param parElle vrai si c'est elle qui transmet
     */
    public record Envoi(
            String de, String agent, boolean parElle, Instant transmiseLe, Instant expireLe, List<Recue> pieces) {}

    public record Fichier(String nom, byte[] contenu) {}

    public Optional<Envoi> lire(String jeton) {
        return ouverte(jeton).flatMap(t -> {
            AgentInfo agent = annuaire.agents(List.of(t.agentId())).get(t.agentId());
            Optional<String> collectivite =
                    annuaire.collectivite(t.collectiviteId()).map(CollectiviteInfo::nom);
            return agent == null || collectivite.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Envoi(
                            t.par() == Par.AGENT ? agent.nomComplet() : collectivite.get(),
                            agent.nomComplet(),
                            t.par() == Par.AGENT,
                            t.transmiseLe(),
                            t.expireLe(),
                            piecesDe(t).stream()
                                    .map(p -> new Recue(p, empechement(t, p)))
                                    .toList()));
        });
    }

    /** La copie, à l'octet près. @return vide si le lien, ou ce document, n'ouvre plus rien */
    public Optional<Fichier> prendre(String jeton, int rang) {
        Optional<Transmission> ouverte = ouverte(jeton);
        Optional<PieceTransmise> piece = ouverte.flatMap(t -> piecesDe(t).stream()
                .filter(p -> p.rang() == rang && empechement(t, p) == null)
                .findFirst());
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        Transmission t = ouverte.get();
        Optional<UUID> copie = transmissions.copie(t.id(), rang);
        if (copie.isEmpty() || !transmissions.ouvrir(t.id(), horloge.maintenant())) {
            return Optional.empty();
        }
        courant.agirComme(
                Utilisateur.VISITEUR,
                () -> journal.noter(
                        "transmission-ouverte",
                        "transmission " + t.id(),
                        piece.get().nature().libelle() + " : un document téléchargé par le lien",
                        Transmettre.aQuiLeJournal(t)));
        try (Documents.Ouvert o = documents.ouvrir(copie.get(), Proprietaire.collectivite(t.collectiviteId()))) {
            return Optional.of(new Fichier(piece.get().fichier(), o.contenu().readAllBytes()));
        } catch (IOException altere) {
            throw new UncheckedIOException(altere);
        }
    }

    private Optional<Transmission> ouverte(String jeton) {
        return transmissions
                .parEmpreinte(Secret.empreinte(jeton == null ? "" : jeton))
                .filter(t -> t.ouvre(horloge.maintenant()));
    }

    private List<PieceTransmise> piecesDe(Transmission t) {
        return transmissions.pieces(List.of(t.id())).getOrDefault(t.id(), List.of());
    }

    /**
     * La copie ne ment pas sur ce qui n'est plus vrai : annulé, révoqué, plus partagé, le document ne se prend plus.
     */
    private String empechement(Transmission t, PieceTransmise p) {
        if (p.nature() != NatureDePiece.ATTESTATION) {
            return pieces.vautEncore(PiecesDesBulletins.Genre.valueOf(p.nature().name()), p.objetId())
                    ? null
                    : "L'inscription a été annulée depuis : ce document ne vaut plus.";
        }
        Attestation a = attestations.parId(p.objetId()).orElse(null);
        if (a == null || !encoreVue(t, a)) {
            return "La personne ne partage plus cette attestation.";
        }
        return a.enVigueur()
                ? null
                : "Cette attestation a été révoquée le " + Texte.moment(a.revoqueeLe()) + " : elle ne vaut plus.";
    }

    /** Un employeur ne transmet que ce qu'il voit encore : obtenu chez lui, ou partagé avec lui. */
    private boolean encoreVue(Transmission t, Attestation a) {
        return t.par() == Par.AGENT
                || courant.agirComme(
                        new Utilisateur(
                                0, "transmission", t.parNom(), Role.PARTENAIRE, t.collectiviteId(), null, null, null),
                        () -> {
                            Portee portee = portees.courante();
                            return a.estVuePar(portee)
                                    || attestations
                                            .posteDuPartage(a.id(), portee)
                                            .isPresent();
                        });
    }
}
