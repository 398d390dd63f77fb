package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.session.application.SessionsAPrendre;
import fr.cnfpt.attestation.session.application.SessionsAPrendre.SessionAPrendre;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** La part de la preuve dans la première page : présences à saisir, attestations à délivrer, attestations reçues. */
@ApplicationScoped
public class AttenteDeLaPreuve implements Attente {

    @Inject
    ConsulterAttestations consulter;

    @Inject
    SessionsAPrendre sessions;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        return switch (u.role()) {
            case AGENT, RESPONSABLE -> {
                long n = consulter.lister("", null, 0, 1).total();
                yield List.of(new Tuile(
                        n,
                        n > 1 ? "attestations" : "attestation",
                        "à télécharger quand vous voulez",
                        "/attestation/attestations.xhtml",
                        false));
            }
            case FORMATEUR -> {
                List<SessionAPrendre> attendent = sessions.miennes().stream()
                        .filter(s -> s.enAttente() > 0)
                        .toList();
                long n = somme(attendent);
                yield List.of(new Tuile(
                        n,
                        n > 1 ? "présences à saisir" : "présence à saisir",
                        note(attendent),
                        "/attestation/mes-sessions.xhtml",
                        n > 0));
            }
            case DELEGATION, SIEGE -> {
                List<SessionAPrendre> attendent = sessions.aAttester();
                long n = somme(attendent);
                yield List.of(new Tuile(
                        n,
                        n > 1 ? "attestations à délivrer" : "attestation à délivrer",
                        note(attendent),
                        "/attestation/a-delivrer.xhtml",
                        false));
            }
            default -> List.of();
        };
    }

    private static long somme(List<SessionAPrendre> sessions) {
        return sessions.stream().mapToLong(SessionAPrendre::enAttente).sum();
    }

    private static String note(List<SessionAPrendre> sessions) {
        return sessions.isEmpty() ? "rien n'attend" : "dans " + Texte.pluriel(sessions.size(), "session", "sessions");
    }
}
