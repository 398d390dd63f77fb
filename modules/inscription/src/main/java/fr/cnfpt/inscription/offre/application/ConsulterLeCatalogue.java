package fr.cnfpt.inscription.offre.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Le catalogue tel que la collectivité le voit : par aire de recrutement, avec effectif attendu, inscriptions reçues et
 * places.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class ConsulterLeCatalogue {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    Geographie geographie;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    @Inject
    AgendaDesSessions agendas;

    /** Au-delà, on ne classe plus par distance : tout est loin. */
    private static final int ENVIRONS = 250;

    /**
     * @param brute ce que le catalogue en dit : facettes, faute corrigée, proposition
     * @param kilometres à combien est chaque commune des environs, quand on classe par distance
     */
    public record Page(
            List<LigneDeSession> lignes, OffreDeFormation.PageDeSessions brute, Map<String, Integer> kilometres) {}

    /**
     * @param avecPlaces vrai : rien que celles où une place est libre et sans file
     * @param tri {@code null} : ce qui répond le mieux si l'on cherche des mots, par date sinon
     */
    public Page chercher(
            String recherche,
            Map<OffreDeFormation.Critere, List<String>> choix,
            boolean avecPlaces,
            OffreDeFormation.Tri tri,
            int premiere,
            int combien) {
        CollectiviteInfo ici = collectivite();
        OffreDeFormation.Tri ordre =
                tri != null ? tri : recherche.isEmpty() ? OffreDeFormation.Tri.DATE : OffreDeFormation.Tri.PERTINENCE;
        OffreDeFormation.Pres pres = ordre == OffreDeFormation.Tri.PROXIMITE ? environs(ici) : null;
        OffreDeFormation.PageDeSessions page = offre.visibles(
                ici,
                new OffreDeFormation.Filtre(
                        recherche,
                        choix,
                        avecPlaces ? Set.of(PlacesPrises.Critere.LIBRE) : Set.of(),
                        false,
                        premiere,
                        combien,
                        ordre,
                        pres));
        return new Page(avecLeursPlaces(page.sessions()), page, pres == null ? Map.of() : pres.kilometres());
    }

    /** Quand rien ne répond : les stages voisins de ces mots, ouverts à la collectivité. */
    public List<OffreDeFormation.Voisin> voisins(String recherche, int combien) {
        return recherche.isEmpty() ? List.of() : offre.voisins(collectivite(), recherche, combien);
    }

    /** La délégation à qui demander ce que le catalogue n'a pas ; vide outre-mer sans délégation. */
    public Optional<StructureInfo> delegation() {
        return Optional.ofNullable(collectivite().structureId()).flatMap(annuaire::structure);
    }

    /** Où sont ces communes, par code Insee. */
    public Map<String, Geographie.Lieu> lieux(Collection<String> codesInsee) {
        return geographie.lieux(codesInsee);
    }

    /** Le nom de chaque département, par code. */
    public Map<String, String> departements() {
        return geographie.departements();
    }

    /** Ce que la recherche comprend de qui a une équipe : ses synonymes sont tenus par le siège. */
    private static final String ENCADRER = "management";

    /** @param pourquoi en quelques mots, le plus fort d'abord */
    public record Conseil(LigneDeSession ligne, List<String> pourquoi) {
        public long id() {
            return ligne.id();
        }
    }

    /**
     * Ce qui convient à l'agent : son métier, ses responsabilités, son service, son cadre d'emplois, et le plus près.
     */
    @Autorise({Role.AGENT, Role.RESPONSABLE})
    public List<Conseil> pourMoi(int combien) {
        AgentInfo moi = annuaire.agents(List.of(courant.get().agent()))
                .get(courant.get().agent());
        CollectiviteInfo ici = collectivite();
        String service = moi.service() == null
                ? null
                : moi.service().substring(moi.service().lastIndexOf('>') + 1).strip();
        boolean encadre = !annuaire.equipes(List.of(moi.id())).isEmpty();
        boolean aResponsabilite = annuaire.tientUnPosteAResponsabilite(moi.id());
        List<OffreDeFormation.Conseil> conseils = offre.pour(
                ici,
                new OffreDeFormation.Profil(
                        moi.metier(),
                        service,
                        moi.cadreEmplois(),
                        pres(ici),
                        encadre ? ENCADRER : null,
                        aResponsabilite ? List.of("FPPR") : List.of()),
                combien);
        List<LigneDeSession> lignes = avecLeursPlaces(
                conseils.stream().map(OffreDeFormation.Conseil::session).toList());
        List<Conseil> rendus = new ArrayList<>();
        for (int i = 0; i < lignes.size(); i++) {
            OffreDeFormation.Conseil c = conseils.get(i);
            rendus.add(new Conseil(
                    lignes.get(i),
                    Stream.of(
                                    c.metier() ? "votre métier : " + moi.metier() : "",
                                    c.fonction()
                                            ? encadre ? "vous encadrez une équipe" : "votre poste à responsabilité"
                                            : "",
                                    c.service() ? "votre service : " + service : "",
                                    c.cadreEmplois() ? "votre cadre d'emplois : " + moi.cadreEmplois() : "",
                                    switch (c.ou()) {
                                        case COMMUNE -> "dans votre commune";
                                        case INTERCOMMUNALITE -> "dans votre intercommunalité";
                                        case DEPARTEMENT -> "dans votre département";
                                        case A_DISTANCE -> "sans déplacement";
                                        case AILLEURS -> "";
                                    })
                            .filter(s -> !s.isEmpty())
                            .toList()));
        }
        return rendus;
    }

    private OffreDeFormation.Pres environs(CollectiviteInfo ici) {
        OffreDeFormation.Pres p = pres(ici);
        return new OffreDeFormation.Pres(
                p.commune(), p.voisines(), p.departement(), geographie.autour(p.commune(), ENVIRONS));
    }

    private OffreDeFormation.Pres pres(CollectiviteInfo ici) {
        List<String> voisines = ici.epciSiren() == null
                ? List.of()
                : annuaire.collectivitesDesEpci(List.of(ici.epciSiren())).stream()
                        .map(CollectiviteInfo::codeInsee)
                        .filter(Objects::nonNull)
                        .toList();
        return new OffreDeFormation.Pres(ici.codeInsee() == null ? "" : ici.codeInsee(), voisines, ici.departement());
    }

    /** Le nom de qui organise, par son identifiant. */
    public Map<String, String> structures() {
        return annuaire.structures().stream()
                .collect(Collectors.toMap(s -> Long.toString(s.id()), StructureInfo::nom, (a, b) -> a));
    }

    /** Par date, après ce repère ({@code null} : de la première). */
    public List<LigneDeSession> suivantes(
            String recherche,
            Map<OffreDeFormation.Critere, List<String>> choix,
            boolean avecPlaces,
            OffreDeFormation.Repere apres,
            int combien) {
        return avecLeursPlaces(offre.visiblesApres(
                collectivite(),
                new OffreDeFormation.Filtre(
                        recherche,
                        choix,
                        avecPlaces ? Set.of(PlacesPrises.Critere.LIBRE) : Set.of(),
                        false,
                        0,
                        combien,
                        OffreDeFormation.Tri.DATE,
                        null),
                apres));
    }

    private List<LigneDeSession> avecLeursPlaces(List<SessionInfo> sessions) {
        Map<Long, Jauge> jauges =
                places.jauges(sessions.stream().map(SessionInfo::id).toList());
        return sessions.stream()
                .map(s -> new LigneDeSession(s, jauges.get(s.id()), Map.of()))
                .toList();
    }

    /** @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas publiée pour la collectivité */
    public LigneDeSession session(long id) {
        SessionInfo session = offre.sessionVisible(id, collectivite()).orElseThrow(Ouverture::sessionInconnue);
        return avecLeursPlaces(List.of(session)).get(0);
    }

    /**
     * La même, pour un agenda.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas publiée pour la collectivité
     */
    public String agenda(long id) {
        offre.sessionVisible(id, collectivite()).orElseThrow(Ouverture::sessionInconnue);
        return agendas.ics(id).orElseThrow(Ouverture::sessionInconnue);
    }

    /** Le jour qu'il est dans la collectivité. */
    public LocalDate aujourdhui() {
        return horloge.aujourdhui(collectivite().fuseau());
    }

    public boolean estOuverte(SessionInfo session) {
        return Ouverture.estOuverte(session, horloge.aujourdhui(session.fuseau()));
    }

    public CollectiviteInfo collectivite() {
        return annuaire.collectivite(courant.get().collectivite()).orElseThrow();
    }
}
