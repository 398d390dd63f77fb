package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.session.application.SessionsAPrendre;
import fr.cnfpt.attestation.session.application.SessionsAPrendre.SessionAPrendre;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Deux listes de sessions : celles du formateur, et celles dont le CNFPT doit délivrer les attestations. */
@Named("sessionsAPrendre")
@RequestScoped
public class SessionsAPrendreView {

    @Inject
    SessionsAPrendre sessions;

    private List<Ligne> miennes;
    private List<Ligne> aAttester;

    /** Une session dans la liste. */
    public record Ligne(SessionAPrendre s) {
        public long id() {
            return s.session().id();
        }

        public String intitule() {
            return s.session().intitule();
        }

        public String modalite() {
            return s.session().modalite().name();
        }

        public String modaliteEnClair() {
            return s.session().modalite().libelle();
        }

        public String duree() {
            return s.session().duree();
        }

        public String periode() {
            return s.session().periode();
        }

        public String lieu() {
            return s.session().lieu();
        }

        public String stagiaires() {
            return s.stagiaires() == 0 ? "personne" : Texte.pluriel(s.stagiaires(), "stagiaire", "stagiaires");
        }

        public boolean commencee() {
            return s.commencee();
        }

        public boolean attend() {
            return s.enAttente() > 0;
        }

        public String presences() {
            return Texte.pluriel(s.enAttente(), "présence à saisir", "présences à saisir");
        }

        public String attestations() {
            return Texte.pluriel(s.enAttente(), "attestation à délivrer", "attestations à délivrer");
        }

        public String situation() {
            return !s.commencee()
                    ? "à venir"
                    : s.enAttente() > 0 ? presences() : s.stagiaires() == 0 ? "sans stagiaire" : "présences saisies";
        }

        public String ton() {
            return !s.commencee() || s.stagiaires() == 0 ? "neutre" : s.enAttente() > 0 ? "attente" : "bon";
        }
    }

    public List<Ligne> getMiennes() {
        if (miennes == null) {
            miennes = sessions.miennes().stream().map(Ligne::new).toList();
        }
        return miennes;
    }

    public List<Ligne> getAAttester() {
        if (aAttester == null) {
            aAttester = sessions.aAttester().stream().map(Ligne::new).toList();
        }
        return aAttester;
    }
}
