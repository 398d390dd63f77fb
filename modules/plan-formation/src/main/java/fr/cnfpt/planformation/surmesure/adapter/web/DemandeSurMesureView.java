package fr.cnfpt.planformation.surmesure.adapter.web;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.application.DemandeVue;
import fr.cnfpt.planformation.surmesure.application.DemanderDuSurMesure;
import fr.cnfpt.planformation.surmesure.application.RepondreAUneInvitation;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import fr.cnfpt.planformation.surmesure.domain.LigneDePrix;
import fr.cnfpt.planformation.surmesure.domain.Recevabilite;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Une demande sur mesure : où elle en est, ce que disent les règles, et les gestes des employeurs. */
@Named("demandeSurMesure")
@RequestScoped
public class DemandeSurMesureView {

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    DemanderDuSurMesure demander;

    @Inject
    RepondreAUneInvitation reponse;

    @Inject
    Annuaire annuaire;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    private final Choix invitee = new Choix(this::employeurs, this::employeur);
    private long id;
    private DemandeVue vue;
    private String motif;
    private Integer effectifInvite;

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            vue = consulter.une(id);
            effectifInvite = vue.monEffectif();
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    private List<Proposition> employeurs(String texte, int auPlus) {
        return annuaire.chercherCollectivites(Portee.ENTIERE, texte, auPlus).stream()
                .map(c -> new Proposition(
                        c.siren(), c.nom(), "département " + c.departement() + " · " + c.sirenLisible()))
                .toList();
    }

    private Optional<Proposition> employeur(String siren) {
        return employeurs(siren, 2).stream()
                .filter(p -> p.code().equals(siren.replace(" ", "")))
                .findFirst();
    }

    /** Fait le geste, le dit, et relit la page ; refusé, ce qui est saisi reste. */
    private void faire(Runnable geste, String fait) {
        if (Ecran.tenter(geste)) {
            Ecran.succes(fait);
            Ecran.aller(PagesDuSurMesure.DEMANDE, Map.of("id", id));
        } else {
            vue = consulter.une(id);
        }
    }

    public void inviter() {
        faire(
                () -> demander.inviter(
                        id,
                        annuaire.chercherCollectivites(Portee.ENTIERE, invitee.code(), 1)
                                .get(0)
                                .id()),
                "L'invitation est partie. Vous saurez par courriel ce que cet employeur répond.");
    }

    public void desinviter(long collectivite) {
        faire(() -> demander.desinviter(id, collectivite), "Cet employeur n'est plus invité.");
    }

    public void venir() {
        if (effectifInvite == null) {
            Ecran.tenter(() -> {
                throw Refus.invalide("champ-absent", "effectifInvite", "Dites combien de vos agents viendraient.");
            });
        } else {
            faire(() -> reponse.executer(id, effectifInvite), "Votre réponse est donnée : vous venez.");
        }
    }

    public void nePasVenir() {
        faire(() -> reponse.executer(id, null), "Votre réponse est donnée : vous ne venez pas.");
    }

    public void envoyer() {
        faire(
                () -> demander.envoyer(id),
                "La demande est envoyée à votre délégation, qui vous répondra ici et par courriel.");
    }

    public void accepter() {
        faire(() -> demander.accepter(id), "La proposition est acceptée. La délégation établit la convention.");
    }

    public void decliner() {
        faire(() -> demander.decliner(id, motif), "La proposition est déclinée : la délégation en fera une autre.");
    }

    public void retirer() {
        faire(() -> demander.retirer(id, motif), "La demande est retirée.");
    }

    public void telecharger() {
        try (Documents.Ouvert convention = consulter.convention(id)) {
            Ecran.telechargerEnFlux(
                    convention.fiche().type(), convention.fiche().nom(), convention::copierVers);
        } catch (Refus refus) {
            Ecran.refuser(Ecran.message(refus));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DemandeVue getD() {
        return vue;
    }

    public boolean isCnfpt() {
        return courant.get().role().estCnfpt();
    }

    public boolean peut(String geste) {
        return vue != null && vue.peut(GesteSurMesure.valueOf(geste));
    }

    /** Vrai s'il y a un bouton à montrer sous la situation. */
    public boolean isAgissante() {
        return List.of("ENVOYER", "COMPLETER", "ACCEPTER", "ETABLIR", "PUBLIER").stream()
                        .anyMatch(this::peut)
                || vue.convention() != null
                || vue.sessionId() != null;
    }

    public boolean isRefusPossible() {
        return peut("DECLINER") || peut("RETIRER");
    }

    public String getTitreDesRefus() {
        return peut("DECLINER") ? "Décliner ou retirer…" : "Retirer la demande…";
    }

    public String getSousTitre() {
        return (vue.type() == DemandeSurMesure.Type.UNION ? "Union portée par " : "Intra de ") + vue.employeur() + " · "
                + Texte.pluriel(vue.effectifTotal(), "agent", "agents") + " · " + vue.structure();
    }

    public String getTon() {
        return Etats.ton(vue.etat(), isCnfpt());
    }

    public String getPhrase() {
        return peut("REPONDRE") && vue.monEffectif() == null && !peut("ENVOYER")
                ? vue.employeur() + " vous propose de former vos agents ensemble"
                : Etats.enClair(vue.etat(), isCnfpt());
    }

    /** Ce que l'état veut dire pour qui regarde, et ce qui vient. */
    public String getExplication() {
        boolean porteuse = peut("RETIRER");
        return switch (vue.etat()) {
            case BROUILLON ->
                peut("ENVOYER")
                        ? vue.recevabilite().recevable()
                                ? "Tout est prêt. Relisez, puis envoyez : la délégation propose ensuite des dates, un lieu et un prix."
                                : "Il manque encore ce que disent les règles ci-dessous. Rien n'est parti."
                        : "Dites si vous venez, et combien vous seriez. Vous pouvez vous raviser tant que la demande n'est pas envoyée.";
            case ENVOYEE ->
                isCnfpt()
                        ? "Proposez une fiche, des dates, un lieu ; le prix se calcule. Ou refusez, avec un motif."
                        : "La délégation étudie la demande. Vous recevrez sa proposition ici et par courriel.";
            case PROPOSEE ->
                porteuse
                        ? "Lisez la proposition ci-dessous, puis acceptez-la ou déclinez-la."
                        : isCnfpt()
                                ? "L'employeur l'accepte ou la décline. Une autre proposition remplacerait celle-ci."
                                : vue.employeur() + " l'accepte ou la décline pour tous.";
            case ACCEPTEE ->
                isCnfpt()
                        ? "Établissez la convention : chaque partie pourra la télécharger et la signer."
                        : "La délégation établit la convention.";
            case CONVENTION ->
                isCnfpt()
                        ? "Notez le jour où toutes les parties l'ont signée : la session pourra se publier."
                        : "Téléchargez-la, signez-la, rendez-la à la délégation.";
            case SIGNEE ->
                isCnfpt()
                        ? "Signée le " + Texte.date(vue.signeeLe())
                                + ". Publiez la session : seuls ces employeurs la verront."
                        : "Signée le " + Texte.date(vue.signeeLe()) + ". La délégation ouvre la session à vos agents.";
            case PUBLIEE ->
                isCnfpt()
                        ? "Ces employeurs la voient, et eux seuls ; leurs agents s'y inscrivent."
                        : "Inscrivez vos agents" + (vue.nommes().isEmpty() ? "" : " que vous n'aviez pas nommés")
                                + " : eux seuls, et ceux des employeurs nommés, la voient.";
            case REFUSEE, RETIREE -> "Le motif est dans l'histoire. Une autre demande reste possible.";
        };
    }

    public boolean isSessionOuverte() {
        return vue.sessionId() != null;
    }

    /** La session, là où cette personne la suit. */
    public String getSession() {
        return isCnfpt()
                ? "/inscription/stagiaires.xhtml?session=" + vue.sessionId()
                : "/inscription/session.xhtml?id=" + vue.sessionId();
    }

    /** Ce que disent les règles, tant que cela compte. */
    public List<Recevabilite.Constat> getConstats() {
        return vue.recevabilite() != null && (peut("ENVOYER") || peut("PROPOSER"))
                ? vue.recevabilite().constats()
                : List.of();
    }

    public String fondement(Recevabilite.Constat c) {
        return c.regle().texte() + " " + c.regle().source()
                + (c.regle().depuis() == null
                        ? ""
                        : ", depuis le " + Texte.date(c.regle().depuis())) + ".";
    }

    public String getSouhait() {
        return "entre le " + Texte.date(vue.besoin().souhaitDu()) + " et le "
                + Texte.date(vue.besoin().souhaitAu());
    }

    public String getSalle() {
        return vue.besoin().salle() == null
                ? "Aucune : la délégation trouve le lieu"
                : vue.besoin().salle()
                        + (vue.besoin().sallePlaces() == null
                                ? ""
                                : ", " + Texte.pluriel(vue.besoin().sallePlaces(), "place", "places"));
    }

    public String reponse(DemandeVue.Invitee i) {
        return i.attendue()
                ? "réponse attendue"
                : i.vient() ? "vient avec " + Texte.pluriel(i.effectif(), "agent", "agents") : "ne vient pas";
    }

    public String tonDe(DemandeVue.Invitee i) {
        return i.attendue() ? "attente" : i.vient() ? "bon" : "neutre";
    }

    public boolean isUnion() {
        return vue.type() == DemandeSurMesure.Type.UNION;
    }

    public String getQuand() {
        DemandeVue.Offerte p = vue.proposition();
        return Texte.periode(p.debut(), p.fin()) + (p.horaires() == null ? "" : ", " + p.horaires());
    }

    public String getOu() {
        DemandeVue.Offerte p = vue.proposition();
        return p.ville() == null ? "À distance" : p.ville() + (p.adresse() == null ? "" : ", " + p.adresse());
    }

    public String getCloture() {
        return Texte.jour(vue.proposition().cloture());
    }

    public String prix(BigDecimal montant) {
        return montant.signum() == 0 ? "0 €" : Texte.nombre(montant) + " €";
    }

    public String source(LigneDePrix l) {
        return l.regle() + " " + l.source() + ", depuis le " + Texte.date(l.depuis()) + ".";
    }

    public List<DemandeVue.Pas> getHistoire() {
        return vue.histoire();
    }

    /** « Denain, Haspres » */
    public String getEmployeurs() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(vue.employeur()),
                        vue.invitees().stream()
                                .filter(DemandeVue.Invitee::vient)
                                .map(DemandeVue.Invitee::nom))
                .collect(Collectors.joining(", "));
    }

    public String getAujourdhui() {
        return horloge.aujourdhui().toString();
    }

    public long getId() {
        return id;
    }

    public Choix getInvitee() {
        return invitee;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String v) {
        motif = v;
    }

    public Integer getEffectifInvite() {
        return effectifInvite;
    }

    public void setEffectifInvite(Integer v) {
        effectifInvite = v;
    }
}
