package fr.cnfpt.acces.comptes.adapter.web;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.comptes.application.TenirLesComptes;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Siren;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** Les comptes, tenus par le siège : ouvrir, fermer, rouvrir. Le secret remis ne se montre qu'une fois. */
@Named("comptes")
@RequestScoped
public class ComptesView implements Liste<CompteInfo> {

    @Inject
    TenirLesComptes comptes;

    @Inject
    Annuaire annuaire;

    private Tableau<CompteInfo> tableau;
    private String identifiant;
    private String nom;
    private Role role = Role.GESTIONNAIRE_RH;
    private String siren;
    private String matricule;
    /** Zéro : le siège. */
    private Long structure;

    private String courriel;
    private String secret;

    public Tableau<CompteInfo> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "comptes";
    }

    @Override
    public String titre() {
        return "Comptes";
    }

    @Override
    public List<ColonneDeListe<CompteInfo>> colonnes() {
        return List.of(
                ColonneDeListe.<CompteInfo>de("nom", "Compte", CompteInfo::nom).triee(),
                ColonneDeListe.<CompteInfo>de("identifiant", "Identifiant", CompteInfo::identifiant)
                        .triee(),
                ColonneDeListe.<CompteInfo>de("role", "Rôle", c -> c.role().libelle())
                        .seulementSiElleVarie(),
                ColonneDeListe.de("pour", "Pour", CompteInfo::portee),
                ColonneDeListe.de("etat", "État", c -> c.actif() ? "ouvert" : "fermé"));
    }

    @Override
    public Page<CompteInfo> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(
                comptes.lister(d.texte("q"), d.texte("role"), d.tri(), premiere, combien),
                comptes.compter(d.texte("q"), d.texte("role")));
    }

    public List<Option> getRolesAFiltrer() {
        return getRoles().stream().map(r -> Option.de(r.name(), r.libelle())).toList();
    }

    public List<StructureInfo> getStructures() {
        return annuaire.structures();
    }

    public List<Role> getRoles() {
        return Arrays.stream(Role.values())
                .filter(r -> r != Role.SYSTEME && r != Role.RESPONSABLE)
                .toList();
    }

    public void ouvrir() {
        secret = null;
        Ecran.tenter(() -> {
            Long collectivite = siren == null ? null : collectivite(siren);
            Long agent = matricule == null || collectivite == null
                    ? null
                    : annuaire.agentsParMatricule(collectivite, List.of(matricule.strip())).stream()
                            .findFirst()
                            .orElseThrow(() -> Refus.invalide(
                                    "agent-inconnu",
                                    "matricule",
                                    "Cette collectivité n'a pas d'agent de matricule " + matricule + "."))
                            .id();
            secret = comptes.ouvrir(
                    identifiant, nom, role, collectivite, auSiege() ? null : structure, agent, auSiege(), courriel);
            Ecran.succes("Le compte « " + identifiant + " » est ouvert."
                    + (secret == null ? " Un lien d'activation part à " + courriel + "." : ""));
            getTableau().relire();
            identifiant = null;
            nom = null;
            matricule = null;
            courriel = null;
        });
    }

    private boolean auSiege() {
        return structure != null && structure == 0;
    }

    private long collectivite(String numero) {
        String n = numero.replace(" ", "");
        if (!Siren.valide(n)) {
            throw Refus.invalide(
                    "siren-invalide",
                    "siren",
                    "« " + numero + " » n'est pas un SIREN : neuf chiffres dont le dernier est une clé.");
        }
        return annuaire.chercherCollectivites(Portee.ENTIERE, n, 1).stream()
                .findFirst()
                .orElseThrow(() -> Refus.invalide("siren-inconnu", "siren", "Aucune collectivité ne porte ce SIREN."))
                .id();
    }

    public void fermer(long id) {
        Ecran.tenter(() -> {
            comptes.fermer(id);
            Ecran.succes("Compte fermé, ses jetons sont révoqués.");
            getTableau().relire();
        });
    }

    public void rouvrir(long id) {
        Ecran.tenter(() -> {
            comptes.rouvrir(id);
            Ecran.succes("Compte rouvert.");
            getTableau().relire();
        });
    }

    public String getSecret() {
        return secret;
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public void setIdentifiant(String v) {
        identifiant = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role v) {
        role = v;
    }

    public String getSiren() {
        return siren;
    }

    public void setSiren(String v) {
        siren = v;
    }

    public String getMatricule() {
        return matricule;
    }

    public void setMatricule(String v) {
        matricule = v;
    }

    public String getCourriel() {
        return courriel;
    }

    public void setCourriel(String v) {
        courriel = v;
    }

    public Long getStructure() {
        return structure;
    }

    public void setStructure(Long v) {
        structure = v;
    }
}
