package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.session.application.SessionsAPrendre.SessionAPrendre;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** Les sessions que le formateur anime. */
@Named("mesSessions")
@RequestScoped
public class MesSessionsView extends SessionsAPrendreView {

    @Override
    public String nom() {
        return "mesSessions";
    }

    @Override
    public String titre() {
        return "Mes sessions";
    }

    @Override
    List<SessionAPrendre> toutes() {
        return sessions.miennes();
    }

    @Override
    String attente(Ligne l) {
        return l.situation();
    }
}
