package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.session.application.SessionsAPrendre;
import fr.cnfpt.attestation.session.application.SessionsAPrendre.SessionAPrendre;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.inject.Inject;
import java.util.List;

/** Des sessions qui attendent quelqu'un, en cartes : celles d'un formateur, celles que le CNFPT doit attester. */
abstract class SessionsAPrendreView implements Liste<SessionsAPrendreView.Ligne> {

    @Inject
    SessionsAPrendre sessions;

    private Tableau<Ligne> tableau;

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

    /** Celles-là, dans leur ordre. */
    abstract List<SessionAPrendre> toutes();

    /** Ce qu'il y a à y faire. */
    abstract String attente(Ligne l);

    public Tableau<Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public List<ColonneDeListe<Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", Ligne::intitule),
                ColonneDeListe.de("dates", "Dates", Ligne::periode),
                ColonneDeListe.de("lieu", "Lieu", Ligne::lieu),
                ColonneDeListe.de("modalite", "Modalité", Ligne::modaliteEnClair),
                ColonneDeListe.de("duree", "Durée", Ligne::duree),
                ColonneDeListe.de("stagiaires", "Stagiaires", Ligne::stagiaires),
                ColonneDeListe.de("attente", "À faire", this::attente));
    }

    @Override
    public Page<Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        String cherche = Francais.lettres(d.texte("q"));
        return Page.parmi(
                toutes().stream()
                        .map(Ligne::new)
                        .filter(l ->
                                Francais.lettres(l.intitule() + " " + l.lieu()).contains(cherche))
                        .toList(),
                premiere,
                combien);
    }

    @Override
    public int taille() {
        return 20;
    }
}
