package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.session.application.SessionsAPrendre.SessionAPrendre;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** Les sessions dont le CNFPT doit délivrer les attestations. */
@Named("sessionsAAttester")
@RequestScoped
public class SessionsAAttesterView extends SessionsAPrendreView {

    @Override
    public String nom() {
        return "sessionsAAttester";
    }

    @Override
    public String titre() {
        return "Sessions à attester";
    }

    @Override
    List<SessionAPrendre> toutes() {
        return sessions.aAttester();
    }

    @Override
    String attente(Ligne l) {
        return l.attestations();
    }
}
