package fr.cnfpt.attestation.transmissions.adapter.web;

import fr.cnfpt.attestation.transmissions.application.Transmettre;
import fr.cnfpt.attestation.transmissions.application.Transmettre.Choix;
import fr.cnfpt.attestation.transmissions.application.Transmettre.Transmissible;
import fr.cnfpt.attestation.transmissions.domain.NatureDePiece;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * Choisir des documents et donner l'adresse de qui les recevra. Venu d'une convocation ou d'une attestation, ceux de
 * cette formation sont devant, celui d'où l'on vient est coché.
 */
@Named("transmettre")
@RequestScoped
public class TransmettreView {

    @Inject
    Transmettre cas;

    @Inject
    UtilisateurCourant courant;

    private Transmettre.Dossier dossier;
    private Long sessionIci;
    private Long bulletin;
    private Long attestation;
    private String destinataire;
    private List<String> ici = List.of();
    private List<String> autres = List.of();

    @PostConstruct
    void ouvrir() {
        try {
            bulletin = numero("bulletin");
            attestation = numero("attestation");
            dossier = cas.dossier(numero("agent"), bulletin, attestation);
        } catch (Refus r) {
            Requete.introuvable();
            return;
        }
        dossier.documents().stream().filter(this::estDOuLOnVient).findFirst().ifPresent(d -> {
            sessionIci = d.sessionId();
            ici = List.of(cle(d));
        });
    }

    /** Appelé par la page avant de s'écrire : un document inconnu répond 404, non une page coupée. */
    public void entrer() {}

    private static Long numero(String nom) {
        return Requete.texte(nom).isEmpty() ? null : Long.valueOf(Requete.identifiant(nom));
    }

    private boolean estDOuLOnVient(Transmissible d) {
        Long attendu = d.choix().nature() == NatureDePiece.ATTESTATION ? attestation : bulletin;
        return attendu != null && d.choix().id() == attendu;
    }

    private static String cle(Transmissible d) {
        return d.choix().nature() + "-" + d.choix().id();
    }

    private static Choix choix(String cle) {
        int tiret = cle.indexOf('-');
        return new Choix(NatureDePiece.valueOf(cle.substring(0, tiret)), Long.parseLong(cle.substring(tiret + 1)));
    }

    public void transmettre() {
        List<Choix> choisis = new ArrayList<>();
        ici.forEach(c -> choisis.add(choix(c)));
        autres.forEach(c -> choisis.add(choix(c)));
        if (Ecran.tenter(() -> cas.executer(destinataire, dossier.agent().id(), choisis))) {
            Ecran.succes("Le lien part à " + destinataire.strip() + " dans les secondes qui viennent. Il ouvre "
                    + Texte.pluriel(choisis.size(), "document", "documents") + " pendant "
                    + Texte.pluriel(dossier.jours(), "jour", "jours") + ". Une erreur ? Reprenez-le ici.");
            Ecran.aller("/attestation/transmissions.xhtml");
        }
    }

    public List<SelectItem> getDIci() {
        return items(true);
    }

    public List<SelectItem> getDAilleurs() {
        return items(false);
    }

    private List<SelectItem> items(boolean deCetteFormation) {
        return dossier.documents().stream()
                .filter(d -> deCetteFormation == (sessionIci == null || sessionIci == d.sessionId()))
                .map(d -> new SelectItem(
                        cle(d),
                        d.choix().nature().libelle()
                                + (deCetteFormation && sessionIci != null ? precision(d) : " : " + d.intitule())))
                .toList();
    }

    public boolean isRien() {
        return dossier.documents().isEmpty();
    }

    public boolean isSiens() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public String getNom() {
        return dossier.agent().nomComplet();
    }

    public int getJours() {
        return dossier.jours();
    }

    private static String precision(Transmissible d) {
        return d.numero() == null ? "" : " n° " + d.numero();
    }

    /** La formation d'où l'on vient, ou {@code null}. */
    public String getFormation() {
        return sessionIci == null
                ? null
                : dossier.documents().stream()
                        .filter(d -> d.sessionId() == sessionIci)
                        .map(d -> d.formation() + ", " + Texte.periode(d.debut(), d.fin()))
                        .findFirst()
                        .orElse(null);
    }

    /** Replié tant qu'on n'y a rien choisi. */
    public String getDeplie() {
        return autres.isEmpty() ? null : "open";
    }

    public String getDestinataire() {
        return destinataire;
    }

    public void setDestinataire(String d) {
        destinataire = d;
    }

    public List<String> getIci() {
        return ici;
    }

    public void setIci(List<String> c) {
        ici = c == null ? List.of() : List.copyOf(c);
    }

    public List<String> getAutres() {
        return autres;
    }

    public void setAutres(List<String> c) {
        autres = c == null ? List.of() : List.copyOf(c);
    }
}
