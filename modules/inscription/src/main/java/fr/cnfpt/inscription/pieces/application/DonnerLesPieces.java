package fr.cnfpt.inscription.pieces.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.PiecesDesBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.EditerLesPieces;
import fr.cnfpt.inscription.pieces.persistence.PiecesEmportables;
import fr.cnfpt.inscription.pieces.persistence.PiecesEmportables.Emportable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Les pièces des bulletins, à qui voit ces bulletins : les mêmes que l'écran, imprimées de la même façon. */
@ApplicationScoped
@Transactional
public class DonnerLesPieces implements PiecesDesBulletins {

    private static final Set<Etat> FINIS = Set.of(Etat.REFUSEE, Etat.ANNULEE);
    private static final Set<Etat> CONVOQUES = Set.of(Etat.CONVOQUEE, Etat.PRESENTE, Etat.ABSENTE, Etat.ATTESTEE);

    @Inject
    Portees portees;

    @Inject
    PiecesEmportables pieces;

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    EditerLesPieces edition;

    @Inject
    OffreDeFormation offre;

    @Override
    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
            deBranche = true)
    public List<Piece> de(long agentId) {
        List<Emportable> lus = pieces.de(agentId, portees.courante());
        Map<Long, SessionInfo> sessions = offre.sessions(
                lus.stream().map(Emportable::sessionId).distinct().toList());
        List<Piece> toutes = new ArrayList<>();
        for (Emportable e : lus) {
            SessionInfo s = sessions.get(e.sessionId());
            if (e.convoque()) {
                toutes.add(piece(Genre.CONVOCATION, e, s));
            }
            if (e.vise()) {
                toutes.add(piece(Genre.BULLETIN, e, s));
            }
        }
        return toutes;
    }

    private static Piece piece(Genre genre, Emportable e, SessionInfo s) {
        return new Piece(genre, e.id(), e.sessionId(), e.agentId(), s.intitule(), e.sessionDebut(), e.sessionFin());
    }

    @Override
    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
            deBranche = true)
    public long agentDe(long bulletinId) {
        return bulletins.ligne(bulletinId).agentId();
    }

    @Override
    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
            deBranche = true)
    public byte[] pdf(Genre genre, long bulletinId) {
        return genre == Genre.CONVOCATION ? edition.convocation(bulletinId) : edition.bulletin(bulletinId);
    }

    @Override
    public boolean vautEncore(Genre genre, long bulletinId) {
        return pieces.etat(bulletinId)
                .filter(e -> genre == Genre.CONVOCATION ? CONVOQUES.contains(e) : !FINIS.contains(e))
                .isPresent();
    }
}
