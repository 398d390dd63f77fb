package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.application.TenirLeDeroule;
import fr.cnfpt.catalogue.sessions.application.TenirLeDeroule.Deroule;
import fr.cnfpt.catalogue.sessions.domain.Scenario;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.francais.Francais;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Le déroulé d'une session : ses séances une à une, et son scénario. */
@Named("deroule")
@RequestScoped
public class DerouleView {

    @Inject
    TenirLeDeroule cas;

    @Inject
    Communes communes;

    private long id;
    private Deroule deroule;
    private Seance.Forme forme = Seance.Forme.PRESENCE;
    private String titre;
    private LocalDate jour;
    private LocalDate jusquAu;
    private LocalTime debut;
    private LocalTime fin;
    private String salle;
    private String lien;
    private Choix commune;
    private final Choix formateur = new Choix(this::formateurs, this::formateur);
    private final Choix second = new Choix(this::formateurs, this::formateur);
    private String criteres;
    private String accompagnement;
    private LocalDate decisionLe;
    private Long conseiller;
    private Long gestionnaire;

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            deroule = cas.voir(id);
        } catch (Refus inconnue) {
            Requete.introuvable();
            return;
        }
        commune = SaisieDeSession.choixDe(communes);
        Scenario s = deroule.scenario();
        criteres = s.criteres();
        accompagnement = s.accompagnement();
        decisionLe = s.decisionLe();
        conseiller = s.conseillerId();
        gestionnaire = s.gestionnaireId();
        jour = deroule.session().debut();
    }

    private List<Proposition> formateurs(String texte, int auPlus) {
        String cherche = Francais.lettres(texte);
        return cas.formateurs(id).stream()
                .filter(c -> Francais.lettres(c.nom() + " " + c.identifiant()).contains(cherche))
                .limit(auPlus)
                .map(c -> new Proposition(c.identifiant(), c.nom(), c.identifiant()))
                .toList();
    }

    private Optional<Proposition> formateur(String identifiant) {
        return formateurs(identifiant, Integer.MAX_VALUE).stream()
                .filter(p -> p.code().equals(identifiant))
                .findFirst();
    }

    public void ajouter() {
        // Celle de la session ne se répète pas : si la session change de commune, la séance la suit.
        Optional<CommuneInfo> ailleurs = Optional.ofNullable(commune.code())
                .filter(c -> !c.equals(deroule.session().codeInsee()))
                .flatMap(communes::commune);
        agir(
                () -> cas.ajouter(
                        id,
                        new Seance(
                                null,
                                forme,
                                titre == null ? null : titre.strip(),
                                jour,
                                forme == Seance.Forme.ASYNCHRONE ? jusquAu : jour,
                                debut,
                                fin,
                                SaisieDeSession.rienSiVide(salle),
                                ailleurs.map(CommuneInfo::nom).orElse(null),
                                ailleurs.map(CommuneInfo::code).orElse(null),
                                SaisieDeSession.rienSiVide(lien),
                                animateurs())),
                "La séance est au déroulé.");
    }

    private List<Long> animateurs() {
        List<CompteInfo> tous = cas.formateurs(id);
        return Stream.of(formateur, second)
                .map(Choix::code)
                .flatMap(code -> tous.stream().filter(c -> c.identifiant().equals(code)))
                .map(CompteInfo::id)
                .distinct()
                .toList();
    }

    public void poser() {
        Ecran.tenter(() -> {
            int posees = cas.poserLesDemiJournees(id);
            Ecran.succes(Texte.pluriel(posees, "demi-journée est posée.", "demi-journées sont posées."));
            revenir();
        });
    }

    public void retirer(long seance) {
        agir(() -> cas.retirer(id, seance), "La séance est retirée du déroulé.");
    }

    public void ecrire() {
        agir(
                () -> cas.ecrireLeScenario(
                        id,
                        new Scenario(
                                SaisieDeSession.rienSiVide(criteres),
                                SaisieDeSession.rienSiVide(accompagnement),
                                decisionLe,
                                conseiller,
                                gestionnaire)),
                "Le scénario est enregistré.");
    }

    private void agir(Runnable acte, String dit) {
        if (Ecran.tenter(acte)) {
            Ecran.succes(dit);
            revenir();
        }
    }

    private void revenir() {
        Ecran.aller("/catalogue/deroule.xhtml", Map.of("session", id));
    }

    /** « 3 demi-journées en présence sur 4 » */
    public String getCompte() {
        return deroule.attendues() == 0
                ? "Ce stage n'a pas de part en présence."
                : Texte.compte(
                                deroule.demiJournees(),
                                "Aucune demi-journée en présence",
                                "demi-journée en présence",
                                "demi-journées en présence")
                        + " sur " + deroule.attendues() + ".";
    }

    public boolean isAPoser() {
        return isModifiable() && deroule.attendues() > 0 && deroule.demiJournees() == 0;
    }

    public boolean isBrouillon() {
        return etat() == EtatDeSession.BROUILLON;
    }

    /** Le motif entre guillemets, puis ce qui en découle. */
    public String getPourquoiAnnulee() {
        return (deroule.motif() == null ? "" : "« " + deroule.motif() + " » ")
                + "Ses demandes ont été annulées avec elle, et son déroulé ne change plus.";
    }

    public boolean isAnnulee() {
        return etat() == EtatDeSession.ANNULEE;
    }

    /** Ni annulée ni finie : ce qu'on n'y peut plus changer ne se propose pas. */
    public boolean isModifiable() {
        return deroule.modifiable();
    }

    private EtatDeSession etat() {
        return EtatDeSession.valueOf(deroule.session().etat());
    }

    /** Ce que dit le scénario, à lire avant de l'écrire. */
    public List<Map.Entry<String, String>> getScenario() {
        Scenario s = deroule.scenario();
        return lire(
                "Critères de validation", s.criteres(),
                "Accompagnement prévu", s.accompagnement(),
                "Décider de la tenir", s.decisionLe() == null ? null : "le " + Texte.jour(s.decisionLe()),
                "Conseillère ou conseiller", nom(s.conseillerId()),
                "Gestionnaire", nom(s.gestionnaireId()));
    }

    private String nom(Long compte) {
        return compte == null
                ? null
                : cas.delegation(id).stream()
                        .filter(c -> c.id() == compte)
                        .findFirst()
                        .map(CompteInfo::nom)
                        .orElse("quelqu'un qui n'est plus de la délégation");
    }

    /** Les dates, le lieu et l'effectif, à lire avant de les changer. */
    public List<Map.Entry<String, String>> getDates() {
        SessionInfo s = deroule.session();
        return lire(
                "Dates",
                s.periode(),
                "Horaires",
                s.horaires(),
                "Inscriptions",
                "jusqu'au " + s.clotureEnClair(),
                "Lieu",
                s.adresse() == null ? s.lieu() : s.lieu() + ", " + s.adresse(),
                "Effectif",
                (s.capacite() == null ? "sans limite" : Texte.nombre(s.capacite()) + " attendus") + ", "
                        + Texte.nombre(s.minimum()) + " au moins pour la tenir");
    }

    /** Chaque intitulé et ce qu'il dit ; ce qui n'est pas dit n'y est pas. */
    private static List<Map.Entry<String, String>> lire(String... couples) {
        List<Map.Entry<String, String>> lignes = new ArrayList<>();
        for (int i = 0; i < couples.length; i += 2) {
            if (couples[i + 1] != null) {
                lignes.add(Map.entry(couples[i], couples[i + 1]));
            }
        }
        return lignes;
    }

    public long getId() {
        return id;
    }

    public Deroule getDeroule() {
        return deroule;
    }

    public List<Seance.Forme> getFormes() {
        return List.of(Seance.Forme.values());
    }

    public List<CompteInfo> getDelegation() {
        return cas.delegation(id);
    }

    public Seance.Forme getForme() {
        return forme;
    }

    public void setForme(Seance.Forme v) {
        forme = v;
    }

    public String getTitre() {
        return titre;
    }

    public void setTitre(String v) {
        titre = v;
    }

    public LocalDate getJour() {
        return jour;
    }

    public void setJour(LocalDate v) {
        jour = v;
    }

    public LocalDate getJusquAu() {
        return jusquAu;
    }

    public void setJusquAu(LocalDate v) {
        jusquAu = v;
    }

    public LocalTime getDebut() {
        return debut;
    }

    public void setDebut(LocalTime v) {
        debut = v;
    }

    public LocalTime getFin() {
        return fin;
    }

    public void setFin(LocalTime v) {
        fin = v;
    }

    public String getSalle() {
        return salle;
    }

    public void setSalle(String v) {
        salle = v;
    }

    public String getLien() {
        return lien;
    }

    public void setLien(String v) {
        lien = v;
    }

    public Choix getCommune() {
        return commune;
    }

    public Choix getFormateur() {
        return formateur;
    }

    public Choix getSecond() {
        return second;
    }

    public String getCriteres() {
        return criteres;
    }

    public void setCriteres(String v) {
        criteres = v;
    }

    public String getAccompagnement() {
        return accompagnement;
    }

    public void setAccompagnement(String v) {
        accompagnement = v;
    }

    public LocalDate getDecisionLe() {
        return decisionLe;
    }

    public void setDecisionLe(LocalDate v) {
        decisionLe = v;
    }

    public Long getConseiller() {
        return conseiller;
    }

    public void setConseiller(Long v) {
        conseiller = v;
    }

    public Long getGestionnaire() {
        return gestionnaire;
    }

    public void setGestionnaire(Long v) {
        gestionnaire = v;
    }
}
