package fr.cnfpt.attestation.session.adapter.web;

import fr.cnfpt.attestation.preuve.domain.ModeWebinaire;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.session.application.DelivrerAttestations;
import fr.cnfpt.attestation.session.application.EnregistrerPresences;
import fr.cnfpt.attestation.session.application.FeuilleDePresence;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * La feuille de présence, en jours ou demi-journée par demi-journée : tout le monde y est présent d'avance, on ne
 * touche qu'aux exceptions ; puis les attestations.
 */
@Named("presences")
@RequestScoped
public class PresencesView {

    @Inject
    FeuilleDePresence feuille;

    @Inject
    EnregistrerPresences enregistrer;

    @Inject
    DelivrerAttestations delivrer;

    @Inject
    UtilisateurCourant courant;

    /** Une session ordinaire tient sur une page ; un MOOC de 13 000 s'enregistre page par page. */
    private static final int TAILLE = 100;

    /** Trois jours tiennent dans la largeur ; un cycle de 120 jours se feuillette. */
    private static final int DEMI_JOURNEES = 6;

    private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("EEE d MMM", Locale.FRENCH);

    private long id;
    private List<Case> cases = List.of();
    private FeuilleDePresence.Feuille lue;
    private DelivrerAttestations.Resultat resultat;

    /** Une ligne de la feuille, telle qu'on la remplit. */
    public static class Case {
        private final long bulletinId;
        private final String nom;
        private final String employeur;
        private final String amenagement;
        private final boolean verrouillee;
        private final String conclusion;
        private final String ton;
        private final boolean enJours;
        private final Map<Long, Boolean> dits;
        private final Set<Long> suivies = new HashSet<>();
        private boolean present;
        private String jours;
        private String part;
        private String mode;
        private String erreur;

        Case(FeuilleDePresence.Ligne l, List<FeuilleDePresence.DemiJournee> demiJournees, boolean tousLesJours) {
            enJours = l.enJours();
            dits = l.emargements();
            demiJournees.stream()
                    .map(FeuilleDePresence.DemiJournee::seanceId)
                    .filter(d -> dits.getOrDefault(d, l.enJours() ? l.present() && tousLesJours : !l.verrouillee()))
                    .forEach(suivies::add);
            bulletinId = l.bulletinId();
            nom = l.nom();
            employeur = l.employeur();
            amenagement = l.amenagement();
            verrouillee = l.verrouillee();
            present = l.present();
            jours = Texte.nombre(l.joursSuivis());
            part = Texte.nombre(l.partDistance());
            mode = l.webinaire() == null ? null : l.webinaire().name();
            if (l.numero() != null) {
                conclusion = "Attestation " + l.numero();
                ton = "bon";
            } else if (l.preuve() instanceof Preuve.Credit c) {
                conclusion = Texte.nombre(c.heures()) + " h à attester";
                ton = "accent";
            } else if (l.preuve() instanceof Preuve.Manque m) {
                conclusion = m.motif();
                ton = "attente";
            } else {
                conclusion = "à saisir";
                ton = "neutre";
            }
        }

        /** @param demiJournees celles que la page a montrées, à émarger */
        Suivi.Saisie saisie(List<FeuilleDePresence.DemiJournee> demiJournees) {
            return new Suivi.Saisie(
                    bulletinId,
                    present,
                    nombre(jours, "joursSuivis"),
                    demiJournees.stream()
                            .collect(Collectors.toMap(
                                    FeuilleDePresence.DemiJournee::seanceId, d -> suivies.contains(d.seanceId()))),
                    nombre(part, "partDistance"),
                    mode == null || mode.isEmpty() ? null : ModeWebinaire.valueOf(mode));
        }

        private BigDecimal nombre(String s, String champ) {
            if (s == null || s.isBlank()) {
                return null;
            }
            String net = s.strip().replace(',', '.').replace("%", "").strip();
            if (net.matches("[-−][0-9]+(\\.[0-9]+)?")) {
                throw Refus.invalide(
                        "nombre-negatif",
                        "stagiaires[" + bulletinId + "]." + champ,
                        "Donnez un nombre à partir de 0 : « " + s.strip() + " » est négatif.");
            }
            if (!net.matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
                throw Refus.invalide(
                        "nombre-invalide",
                        "stagiaires[" + bulletinId + "]." + champ,
                        "« " + s.strip() + " » n'est pas un nombre. Exemple : 2,5.");
            }
            return new BigDecimal(net);
        }

        void recevoir(Set<String> coches, List<FeuilleDePresence.DemiJournee> demiJournees) {
            suivies.clear();
            demiJournees.stream()
                    .map(FeuilleDePresence.DemiJournee::seanceId)
                    .filter(d -> coches.contains(bulletinId + "-" + d))
                    .forEach(suivies::add);
        }

        public boolean suit(long seance) {
            return suivies.contains(seance);
        }

        /** Ce qu'une ligne qui ne se corrige plus dit d'une demi-journée. */
        public String dit(long seance) {
            return enJours || !dits.containsKey(seance) ? "–" : dits.get(seance) ? "oui" : "non";
        }

        public long getBulletinId() {
            return bulletinId;
        }

        public String getNom() {
            return nom;
        }

        public String getEmployeur() {
            return employeur;
        }

        public boolean isVerrouillee() {
            return verrouillee;
        }

        public String getConclusion() {
            return conclusion;
        }

        public String getAmenagement() {
            return amenagement;
        }

        public String getTon() {
            return ton;
        }

        public boolean isPresent() {
            return present;
        }

        public void setPresent(boolean p) {
            present = p;
        }

        public String getJours() {
            return jours;
        }

        public void setJours(String j) {
            jours = j;
        }

        public String getPart() {
            return part;
        }

        public void setPart(String p) {
            part = p;
        }

        public String getMode() {
            return mode;
        }

        public void setMode(String m) {
            mode = m;
        }

        public String getErreur() {
            return erreur;
        }
    }

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            relire();
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    private FeuilleDePresence.Feuille lire() {
        if (lue == null) {
            lue = feuille.executer(id);
        }
        return lue;
    }

    private void relire() {
        lue = null;
        BigDecimal tous = lire().formation().presentielJours();
        cases = new ArrayList<>(lire().lignes().stream()
                .skip(Pagination.premiere(TAILLE))
                .limit(TAILLE)
                .map(l -> new Case(l, montrees(), l.joursSuivis().compareTo(tous) == 0))
                .toList());
    }

    /** Celles de la page ; sans en demander une, celle de la dernière demi-journée tenue. */
    private List<FeuilleDePresence.DemiJournee> montrees() {
        return lire().demiJournees().stream()
                .skip((long) (volet() - 1) * DEMI_JOURNEES)
                .limit(DEMI_JOURNEES)
                .toList();
    }

    private int volet() {
        List<FeuilleDePresence.DemiJournee> toutes = lire().demiJournees();
        long tenues =
                toutes.stream().filter(FeuilleDePresence.DemiJournee::tenue).count();
        int courant = (int) Math.max(1, (tenues + DEMI_JOURNEES - 1) / DEMI_JOURNEES);
        return Math.min(volets(), Math.max(1, Requete.entier("jours", courant)));
    }

    private int volets() {
        return Math.max(1, (lire().demiJournees().size() + DEMI_JOURNEES - 1) / DEMI_JOURNEES);
    }

    private List<FeuilleDePresence.DemiJournee> aEmarger() {
        return montrees().stream().filter(FeuilleDePresence.DemiJournee::tenue).toList();
    }

    public void enregistrer() {
        Set<String> coches = Set.copyOf(Requete.textes("emarge"));
        cases.forEach(c -> {
            c.erreur = null;
            if (!c.verrouillee && isParDemiJournee()) {
                c.recevoir(coches, aEmarger());
            }
        });
        try {
            List<Suivi.Saisie> saisies = cases.stream()
                    .filter(c -> !c.verrouillee)
                    .map(c -> c.saisie(aEmarger()))
                    .toList();
            enregistrer.executer(id, saisies);
            Ecran.succes(Texte.pluriel(saisies.size(), "présence enregistrée.", "présences enregistrées."));
            relire();
        } catch (Refus refus) {
            Case fautive = cases.stream()
                    .filter(c -> refus.champ() != null && refus.champ().startsWith("stagiaires[" + c.bulletinId + "]"))
                    .findFirst()
                    .orElse(null);
            if (fautive == null) {
                Ecran.refuser(Ecran.message(refus));
            } else {
                fautive.erreur = refus.getMessage();
                Ecran.refuser("Rien n'est enregistré : corrigez la ligne de " + fautive.nom + ".");
            }
        }
    }

    public void delivrer() {
        Ecran.tenter(() -> {
            resultat = delivrer.executer(id);
            long neuves = resultat.delivrees().stream().filter(d -> !d.deja()).count();
            Ecran.succes(
                    neuves == 0
                            ? "Aucune nouvelle attestation."
                            : Texte.pluriel(neuves, "attestation délivrée.", "attestations délivrées.")
                                    + (resultat.restent() == 0
                                            ? ""
                                            : " "
                                                    + Texte.pluriel(
                                                            resultat.restent(), "stagiaire reste", "stagiaires restent")
                                                    + " à examiner : délivrez la suite."));
            relire();
        });
    }

    public long getId() {
        return id;
    }

    public SessionInfo getSession() {
        return lire().session();
    }

    public List<Case> getCases() {
        return cases;
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, lire().lignes().size());
    }

    public boolean isJoursUtiles() {
        return lire().formation().pointeDesJours() && !isParDemiJournee();
    }

    public boolean isParDemiJournee() {
        return !lire().demiJournees().isEmpty();
    }

    /** Celles que montre la page. */
    public List<FeuilleDePresence.DemiJournee> getDemiJournees() {
        return montrees();
    }

    /** « lun. 2 mars » */
    public String jour(FeuilleDePresence.DemiJournee d) {
        return JOUR.format(d.jour());
    }

    /** D'un cycle qui se feuillette : « Demi-journées 7 à 12 sur 240 » ; {@code null} si tout tient. */
    public String getVolet() {
        int premiere = (volet() - 1) * DEMI_JOURNEES + 1;
        return volets() == 1
                ? null
                : "Demi-journées " + premiere + " à " + (premiere + montrees().size() - 1) + " sur "
                        + lire().demiJournees().size();
    }

    public String getVoletPrecedent() {
        return volet() > 1 ? versLeVolet(volet() - 1) : null;
    }

    public String getVoletSuivant() {
        return volet() < volets() ? versLeVolet(volet() + 1) : null;
    }

    private String versLeVolet(int n) {
        return "?session=" + id + "&page=" + getPagination().page() + "&jours=" + n;
    }

    /**
     * Pourquoi l'on note des jours alors que des demi-journées sont posées ; {@code null} s'il n'y a rien à en dire.
     */
    public String getPourquoiDesJours() {
        return lire().incompletes() == 0
                ? null
                : "Le déroulé pose "
                        + Texte.pluriel(lire().incompletes(), "demi-journée en présence", "demi-journées en présence")
                        + " et la fiche en compte "
                        + Texte.nombre(lire().formation().presentielJours().multiply(BigDecimal.valueOf(2)))
                        + " : on note ici des jours. Quand le compte y est, on émarge à la demi-journée.";
    }

    public boolean isPartUtile() {
        return lire().formation().suitADistance();
    }

    public boolean isModeUtile() {
        return lire().formation().distingueLeDirect();
    }

    /** Les séances qu'y anime qui lit, en clair ; vide pour les autres. */
    public List<String> getAnimees() {
        return lire().animees().stream().map(DerouleDeSession.Temps::quand).toList();
    }

    public boolean isCommencee() {
        return lire().commencee();
    }

    public boolean isModifiable() {
        return isCommencee() && cases.stream().anyMatch(c -> !c.verrouillee);
    }

    public boolean isDelivrable() {
        return lire().terminee()
                && courant.get().role().estCnfpt()
                && lire().lignes().stream().anyMatch(FeuilleDePresence.Ligne::saisie);
    }

    public String getGesteDeDelivrer() {
        return lire().lignes().size() > DelivrerAttestations.A_LA_FOIS
                ? "Délivrer les attestations, " + DelivrerAttestations.A_LA_FOIS + " au plus à la fois"
                : "Délivrer les attestations";
    }

    public boolean isCnfpt() {
        return courant.get().role().estCnfpt();
    }

    public long getNonConvoques() {
        return lire().nonConvoques();
    }

    public String getNonConvoquesEnClair() {
        return Texte.pluriel(
                getNonConvoques(), "inscription n'a pas été convoquée", "inscriptions n'ont pas été convoquées");
    }

    public String getDebutEnClair() {
        return Texte.jour(getSession().debut());
    }

    public String getFinEnClair() {
        return Texte.jour(getSession().fin());
    }

    public boolean isTerminee() {
        return lire().terminee();
    }

    public String getCommunaute() {
        return lire().communauteJusquAu() == null ? null : Texte.jour(lire().communauteJusquAu());
    }

    public DelivrerAttestations.Resultat getResultat() {
        return resultat;
    }

    public List<DelivrerAttestations.Delivree> getDelivrees() {
        // D'un MOOC, rien que celles qui viennent de l'être : les autres se retrouvent dans « Attestations ».
        return resultat == null
                ? List.of()
                : resultat.delivrees().stream()
                        .filter(d -> !d.deja() || resultat.delivrees().size() <= TAILLE)
                        .toList();
    }

    public List<DelivrerAttestations.Refusee> getRefusees() {
        return resultat == null ? List.of() : resultat.refusees();
    }
}
