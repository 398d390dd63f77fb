package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.catalogue.sessions.application.ChoisirUneAire;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.application.TenirLesBrouillons;
import fr.cnfpt.catalogue.sessions.application.TenirLesBrouillons.Brouillon;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.francais.Francais;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Écrire une session d'un stage du catalogue : la garder au brouillon, autant qu'il faut, ou la publier. */
@Named("publier")
@RequestScoped
public class PublierView {

    @Inject
    PublierSession publication;

    @Inject
    TenirLesBrouillons brouillons;

    @Inject
    ChoisirUneAire territoiresDe;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Communes communes;

    @Inject
    Acteurs acteurs;

    @Inject
    Portees portees;

    @Inject
    UtilisateurCourant courant;

    private final Choix stage = new Choix(this::stages, this::stage);
    private final Choix formateur = new Choix(this::formateurs, this::formateur);
    private SaisieDeSession saisie;
    private StageInfo choisi;
    private Brouillon brouillon;
    private Integer version;
    private Long structure;
    private String type = "INTER";
    private final Choix ajoutee = new Choix(this::territoires, this::territoire);
    private String pour = "REGION";
    private Set<String> choisies = new LinkedHashSet<>();
    private List<String> alertes = List.of();

    /** Avant d'écrire la page : ce qui n'est pas à soi y est déjà introuvable. */
    public void entrer() {}

    @PostConstruct
    void ouvrir() {
        saisie = new SaisieDeSession(communes);
        structure = portees.courante().structureId();
        if (structure == null && Requete.texte("session:structure").matches("[0-9]{1,18}")) {
            structure = Long.valueOf(Requete.texte("session:structure"));
        }
        choisies = new LinkedHashSet<>(AireRecrutement.lire(Requete.texte("session:choisies")));
        if (Requete.texte("brouillon").isEmpty()) {
            stage.avec(Requete.texte("stage"));
            return;
        }
        try {
            reprendre(brouillons.voir(Requete.identifiant("brouillon")));
        } catch (Refus inconnu) {
            Requete.introuvable();
        }
    }

    private void reprendre(Brouillon b) {
        brouillon = b;
        version = b.version();
        structure = b.structureId();
        type = b.publication().type();
        poser(b.aire());
        saisie.remplir(b.publication());
        acteurs.formateurs(structure).stream()
                .filter(c -> Long.valueOf(c.id()).equals(b.publication().formateurCompteId()))
                .findFirst()
                .ifPresent(c -> formateur.setChoisie(new Proposition(c.identifiant(), c.nom(), c.identifiant())));
    }

    private List<Proposition> stages(String texte, int auPlus) {
        List<StageInfo> trouves = offre.stages(texte, auPlus);
        if (trouves.size() == 1) {
            choisi = trouves.get(0);
        }
        return trouves.stream().map(PublierView::proposition).toList();
    }

    private static Proposition proposition(StageInfo s) {
        return new Proposition(s.code(), s.intitule(), s.precision());
    }

    /** Trouvé une fois, par son code ou comme seule réponse à ce qui est tapé ; publier s'en sert. */
    private Optional<Proposition> stage(String code) {
        choisi = offre.stages(code, 1).stream()
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElse(null);
        return Optional.ofNullable(choisi).map(PublierView::proposition);
    }

    public List<StructureInfo> getStructures() {
        return annuaire.structures();
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    private List<Proposition> formateurs(String texte, int auPlus) {
        String cherche = Francais.lettres(texte);
        return (structure == null ? List.<CompteInfo>of() : acteurs.formateurs(structure))
                .stream()
                        .filter(c -> Francais.lettres(c.nom() + " " + c.identifiant())
                                .contains(cherche))
                        .limit(auPlus)
                        .map(c -> new Proposition(c.identifiant(), c.nom(), c.identifiant()))
                        .toList();
    }

    private Optional<Proposition> formateur(String identifiant) {
        return formateurs(identifiant, Integer.MAX_VALUE).stream()
                .filter(p -> p.code().equals(identifiant))
                .findFirst();
    }

    /** Un jour chômé se dit d'abord : rien n'est publié tant qu'on ne l'a pas confirmé. */
    public void publier() {
        Ecran.tenter(() -> {
            Session.Publication p = saisie();
            alertes = publication.alertes(p, structure);
            if (!alertes.isEmpty() && !getEmpreinte().equals(Requete.texte("vu"))) {
                return;
            }
            long id;
            if (brouillon == null) {
                id = publication.executer(p, structure, aire()).id();
            } else {
                brouillon = brouillons.enregistrer(brouillon.id(), version, p, aire());
                version = brouillon.version();
                id = brouillons.publier(brouillon.id(), version).id();
            }
            Ecran.succes("La session est publiée : les collectivités de son aire la voient dès maintenant.");
            Ecran.aller("/inscription/stagiaires.xhtml", Map.of("session", id));
        });
    }

    public void garder() {
        Ecran.tenter(() -> {
            Session.Publication p = saisie();
            Brouillon garde = brouillon == null
                    ? brouillons.commencer(p, structure, aire())
                    : brouillons.enregistrer(brouillon.id(), version, p, aire());
            Ecran.succes("Le brouillon est enregistré. Personne d'autre que votre structure ne le voit.");
            Ecran.aller("/catalogue/publier.xhtml", Map.of("brouillon", garde.id()));
        });
    }

    public void abandonner() {
        Ecran.tenter(() -> {
            brouillons.abandonner(brouillon.id());
            Ecran.succes("Le brouillon est abandonné.");
            Ecran.aller("/catalogue/brouillons.xhtml");
        });
    }

    private Session.Publication saisie() {
        if (structure == null) {
            throw Refus.invalide("champ-absent", "structure", "Choisissez qui organise.");
        }
        Long formateurId = acteurs.formateurs(structure).stream()
                .filter(c -> c.identifiant().equals(formateur.code()))
                .findFirst()
                .map(CompteInfo::id)
                .orElse(null);
        return saisie.publication(
                brouillon == null ? choisi.id() : brouillon.stage().id(),
                type,
                brouillon == null ? null : brouillon.publication().ouverture(),
                formateurId);
    }

    /** Vrai quand on publie : un brouillon, lui, n'exige rien. */
    public boolean isExige() {
        return !Requete.texte("session:publierBouton").isEmpty();
    }

    /** Vrai si le stage se tient en présence : il faut dire où. */
    public boolean isEnPresence() {
        return brouillon == null
                ? choisi != null && choisi.modalite().enPresence()
                : brouillon.stage().enVigueur().fiche().enPresence();
    }

    public List<Session.Manque> getManques() {
        return brouillon == null ? List.of() : brouillon.publication().manques(isEnPresence());
    }

    public List<String> getAlertes() {
        return alertes;
    }

    /**
     * Les jours dont on vient de dire qu'ils sont chômés : la page l'emporte, et publier une seconde fois les confirme.
     */
    public String getEmpreinte() {
        return saisie.getDebut() + " " + saisie.getFin();
    }

    public SaisieDeSession getSaisie() {
        return saisie;
    }

    public Brouillon getBrouillon() {
        return brouillon;
    }

    public Integer getVersion() {
        return version;
    }

    public void setVersion(Integer v) {
        version = v;
    }

    public Choix getStage() {
        return stage;
    }

    public Long getStructure() {
        return structure;
    }

    public void setStructure(Long v) {
        structure = v;
    }

    public String getType() {
        return type;
    }

    public void setType(String v) {
        type = v;
    }

    public Choix getFormateur() {
        return formateur;
    }

    private void poser(String aire) {
        choisies = new LinkedHashSet<>(AireRecrutement.lire(aire));
        pour = choisies.isEmpty() ? "REGION" : choisies.remove(AireRecrutement.NATIONALE) ? "FRANCE" : "CHOIX";
    }

    private String aire() {
        if (pour.equals("CHOIX") && choisies.isEmpty()) {
            throw Refus.invalide(
                    "session-invalide", "aire", "Ajoutez au moins un territoire, ou publiez pour la région.");
        }
        return switch (pour) {
            case "FRANCE" -> AireRecrutement.NATIONALE;
            case "CHOIX" -> String.join(" ", choisies);
            default -> "";
        };
    }

    private List<Proposition> territoires(String texte, int auPlus) {
        return territoiresDe.chercher(organisatrice(), texte, auPlus).entrySet().stream()
                .map(t -> new Proposition(t.getKey(), t.getValue(), nature(t.getKey())))
                .toList();
    }

    /** Une clé, ou le seul numéro d'un département. */
    private Optional<Proposition> territoire(String cle) {
        try {
            String lue = cle.matches("[0-9][0-9ABab][0-9]?") ? AireRecrutement.departement(cle.toUpperCase()) : cle;
            return territoiresDe.nommer(AireRecrutement.lire(lue)).entrySet().stream()
                    .map(t -> new Proposition(t.getKey(), t.getValue(), nature(t.getKey())))
                    .findFirst();
        } catch (Refus pasUneCle) {
            return Optional.empty();
        }
    }

    private static String nature(String cle) {
        return switch (cle.charAt(0)) {
            case 'D' -> "département";
            case 'E' -> "intercommunalité";
            default -> "employeur";
        };
    }

    private StructureInfo organisatrice() {
        return structure == null ? null : annuaire.structure(structure).orElse(null);
    }

    public void ajouterUnTerritoire() {
        Ecran.tenter(() -> {
            if (ajoutee.code() == null) {
                throw Refus.invalide("session-invalide", "aire", "Choisissez d'abord un territoire, puis ajoutez-le.");
            }
            Set<String> toutes = new LinkedHashSet<>(choisies);
            toutes.add(ajoutee.code());
            choisies = new LinkedHashSet<>(AireRecrutement.lire(String.join(" ", toutes)));
            pour = "CHOIX";
            ajoutee.setChoisie(null);
        });
    }

    public void retirerUnTerritoire(String cle) {
        choisies.remove(cle);
    }

    /** Les territoires choisis et leurs noms. */
    public List<Map.Entry<String, String>> getTerritoires() {
        return choisies.isEmpty()
                ? List.of()
                : List.copyOf(territoiresDe.nommer(choisies).entrySet());
    }

    public Choix getAjoutee() {
        return ajoutee;
    }

    /** Les clés choisies, que la page emporte. */
    public String getChoisies() {
        return String.join(" ", choisies);
    }

    public void setChoisies(String v) {
        choisies = new LinkedHashSet<>(AireRecrutement.lire(v));
    }

    public String getPour() {
        return pour;
    }

    public void setPour(String v) {
        pour = v == null ? "REGION" : v;
    }
}
