package fr.cnfpt.inscription.offre.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.persistence.ChangementsARefuser;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Les sessions que la délégation organise, avec leurs places ; le siège les voit toutes. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TableauDesSessions {

    @Inject
    Portees portees;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Bulletins bulletins;

    @Inject
    ChangementsARefuser changements;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Horloge horloge;

    /**
     * Une session, ses places et ses inscrits.
     *
     * @param jauge {@code null} pour un stage sans inscription
     * @param inscrits ceux qui tiennent une place, par état ; vide quand ce n'est pas à qui lit de le savoir
     * @param refus combien ont refusé de la suivre quand elle a changé, ou de venir d'une autre
     */
    public record LigneDeSession(SessionInfo session, Jauge jauge, Map<Etat, Long> inscrits, long refus) {

        public LigneDeSession(SessionInfo session, Jauge jauge, Map<Etat, Long> inscrits) {
            this(session, jauge, inscrits, 0);
        }

        /** « 3 ont refusé le changement » ; vide si personne. */
        public String refusEnClair() {
            return refus == 0 ? "" : Texte.pluriel(refus, "a refusé le changement", "ont refusé le changement");
        }

        public long id() {
            return session.id();
        }

        /** Ceux qui tiennent une place, en journées formation stagiaire ; {@code null} d'un stage sans inscription. */
        public BigDecimal jfs() {
            return jauge == null ? null : Jfs.de(session, jauge.placesPrises());
        }

        public String volume() {
            return jauge == null ? "" : Jfs.enClair(jfs());
        }

        /** @param jour aujourd'hui, à son heure */
        public EtatDeSession etat(LocalDate jour) {
            return EtatDeSession.de(
                    session, jour, inscrits.getOrDefault(Etat.PRESENTE, 0L) + inscrits.getOrDefault(Etat.ATTESTEE, 0L));
        }

        /** « Réalisée », « Annulée » ; publiée, le moment où elle en est : « Ouverte », « Présences à noter ». */
        public String etatEnClair(LocalDate jour) {
            EtatDeSession etat = etat(jour);
            Moment moment = Moment.de(session, jour);
            String dit = etat != EtatDeSession.PUBLIEE
                    ? etat.getLibelle()
                    : moment == Moment.FINIE && !inscrits.isEmpty() ? "présences à noter" : moment.libelle();
            return Character.toUpperCase(dit.charAt(0)) + dit.substring(1);
        }

        /** La couleur de son état : seule une session ouverte est en vert. */
        public String ton(LocalDate jour) {
            return switch (Moment.de(session, jour)) {
                case OUVERTE -> "bon";
                case FINIE -> etat(jour) == EtatDeSession.REALISEE || inscrits.isEmpty() ? "neutre" : "attente";
                case ANNULEE -> "mauvais";
                default -> "neutre";
            };
        }
    }

    public record Page(List<LigneDeSession> lignes, long total, OffreDeFormation.PageDeSessions brute) {}

    public Page lister(OffreDeFormation.Filtre filtre) {
        OffreDeFormation.PageDeSessions page = offre.organisees(portees.courante(), filtre);
        return new Page(avecLeursPlaces(page.sessions()), page.total(), page);
    }

    private List<LigneDeSession> avecLeursPlaces(List<SessionInfo> sessions) {
        List<Long> ids = sessions.stream().map(SessionInfo::id).toList();
        Map<Long, Jauge> jauges = places.jauges(ids);
        Map<Long, Map<Etat, Long>> inscrits = bulletins.combien(ids);
        Map<Long, Long> refus = changements.refus(ids);
        return sessions.stream()
                .map(s -> new LigneDeSession(
                        s, jauges.get(s.id()), inscrits.getOrDefault(s.id(), Map.of()), refus.getOrDefault(s.id(), 0L)))
                .toList();
    }

    /** Les plus proches de celles qui débutent bientôt sans avoir leur minimum. */
    public List<LigneDeSession> plusProchesSousLeMinimum(int combien) {
        return sousLeMinimumApres(null, combien);
    }

    /** Les suivantes. @param apres celle qu'on a lue en dernier, ou {@code null} pour commencer */
    public List<LigneDeSession> sousLeMinimumApres(Places.Rang apres, int combien) {
        return lignes(places.plusProchesSousLeMinimum(portees.courante(), bientot(), apres, combien));
    }

    /** Les plus proches de celles où des bulletins sont dans cet état. */
    public List<LigneDeSession> plusProches(Etat etat, int combien) {
        return lignes(bulletins.sessionsQuiAttendent(portees.courante(), etat, combien));
    }

    private List<LigneDeSession> lignes(List<Long> ids) {
        Map<Long, SessionInfo> sessions = offre.sessions(ids);
        return avecLeursPlaces(ids.stream().map(sessions::get).toList());
    }

    /** Jusqu'à quel jour une session sans son minimum se montre : la règle datée. */
    public LocalDate sauverJusqu() {
        LocalDate jour = horloge.aujourdhui();
        return jour.plusDays(regles.joursPourSauver(jour));
    }

    private Places.Periode bientot() {
        return new Places.Periode(horloge.aujourdhui(), sauverJusqu());
    }

    /** Combien débutent bientôt sans avoir leur minimum. */
    public long sousLeMinimum() {
        return places.sousLeMinimum(portees.courante(), bientot());
    }

    /** Ce qui attend la délégation, qui s'en occupe session par session. */
    public Bulletins.Attente attente(Etat etat) {
        return bulletins.attente(portees.courante(), etat);
    }

    /** @throws fr.cnfpt.commun.Refus introuvable, si une autre structure l'organise */
    public LigneDeSession session(long id) {
        SessionInfo session = offre.sessionOrganisee(id, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
        return avecLeursPlaces(List.of(session)).get(0);
    }
}
