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
import java.util.ArrayList;
import java.util.List;

/**
 * La feuille de présence : tout le monde y est présent d'avance, on ne touche qu'aux exceptions ; puis les
 * attestations.
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

    private long id;
    private List<Case> cases = List.of();
    private FeuilleDePresence.Feuille lue;
    private DelivrerAttestations.Resultat resultat;

    /** Une ligne de la feuille, telle qu'on la remplit. */
    public static class Case {
        private final long bulletinId;
        private final String nom;
        private final String employeur;
        private final boolean verrouillee;
        private final String conclusion;
        private final String ton;
        private boolean present;
        private String jours;
        private String part;
        private String mode;
        private String erreur;

        Case(FeuilleDePresence.Ligne l) {
            bulletinId = l.bulletinId();
            nom = l.nom();
            employeur = l.employeur();
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

        Suivi.Saisie saisie() {
            return new Suivi.Saisie(
                    bulletinId,
                    present,
                    nombre(jours, "joursSuivis"),
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
        cases = new ArrayList<>(lire().lignes().stream()
                .skip(Pagination.premiere(TAILLE))
                .limit(TAILLE)
                .map(Case::new)
                .toList());
    }

    public void enregistrer() {
        cases.forEach(c -> c.erreur = null);
        try {
            List<Suivi.Saisie> saisies =
                    cases.stream().filter(c -> !c.verrouillee).map(Case::saisie).toList();
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
        return lire().formation().pointeDesJours();
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
