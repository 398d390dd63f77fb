package fr.cnfpt.annuaire.agents.adapter.web;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.application.FicheModifieeException;
import fr.cnfpt.annuaire.agents.application.TenirLesFiches;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.port.Agents;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * La fiche d'un agent, ou une fiche neuve si l'adresse n'en nomme aucun. Le formulaire porte la version lue : si un
 * autre a enregistré entre-temps, la page met les deux saisies côte à côte et rien n'est perdu.
 */
@Named("ficheAgent")
@ViewScoped
public class AgentView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String ENTRE = " · ";

    @Inject
    Horloge horloge;

    @Inject
    TenirLesFiches fiches;

    @Inject
    ConsulterAgents consultation;

    private Agents.Fiche lue;
    private Agents.Fiche autre;
    private List<Ecart> ecarts = new ArrayList<>();
    private String matricule;
    private String nom;
    private String prenom;
    private String courriel;
    private String metier;
    private String service;
    private String categorie = "C";
    private String cadreEmplois;
    private String responsable;
    private LocalDate partiLe;

    @PostConstruct
    void ouvrir() {
        if (!Requete.texte("id").isEmpty()) {
            try {
                montrer(fiches.lire(Requete.identifiant("id")));
            } catch (Refus introuvable) {
                Requete.introuvable();
            }
        }
    }

    private void montrer(Agents.Fiche f) {
        lue = f;
        matricule = f.matricule();
        nom = f.nom();
        prenom = f.prenom();
        courriel = f.courriel();
        metier = f.metier();
        service = f.service();
        categorie = f.categorie();
        cadreEmplois = f.cadreEmplois();
        responsable = f.responsable() == null ? null : f.responsableNom() + ENTRE + f.responsable();
        partiLe = f.partiLe();
    }

    public void enregistrer() {
        Ecran.tenter(() -> {
            try {
                Agents.Fiche f =
                        lue == null ? fiches.creer(saisie()) : fiches.modifier(lue.id(), lue.version(), saisie());
                Ecran.succes(
                        lue == null
                                ? f.getNomComplet() + " est dans l'annuaire : on peut l'inscrire."
                                : f.version() == lue.version() ? "Rien n'avait changé." : "La fiche est enregistrée.");
                Ecran.aller("/annuaire/agent.xhtml", Map.of("id", f.id()));
            } catch (FicheModifieeException e) {
                comparer(e.actuelle());
            }
        });
    }

    /** Met les deux saisies face à face ; ce que je n'avais pas touché prend d'avance la valeur de l'autre. */
    private void comparer(Agents.Fiche actuelle) {
        AgentSaisi mienne = saisie();
        autre = actuelle;
        ecarts = new ArrayList<>(Arrays.stream(Colonne.values())
                .filter(c -> !Objects.equals(mienne.valeur(c), actuelle.saisie().valeur(c)))
                .map(c -> new Ecart(
                        c,
                        mienne.valeur(c),
                        actuelle.saisie().valeur(c),
                        !Objects.equals(mienne.valeur(c), lue.saisie().valeur(c))))
                .toList());
        if (ecarts.isEmpty()) {
            Ecran.succes(actuelle.modifiePar() + " vient d'enregistrer exactement la même chose.");
            Ecran.aller("/annuaire/agent.xhtml", Map.of("id", lue.id()));
        }
    }

    public void garderLautre() {
        Ecran.succes("La fiche reste telle que " + autre.modifiePar() + " l'a enregistrée.");
        Ecran.aller("/annuaire/agent.xhtml", Map.of("id", lue.id()));
    }

    public void reappliquerLaMienne() {
        ecarts.forEach(e -> e.setMienne(true));
        appliquer();
    }

    /**
     * Enregistre le mélange choisi, par-dessus la version de l'autre ; un troisième qui passe entre-temps fait
     * recommencer.
     */
    public void appliquer() {
        Map<Colonne, String> choisies = new LinkedHashMap<>();
        for (Colonne c : Colonne.values()) {
            choisies.put(c, saisie().valeur(c));
        }
        ecarts.forEach(e -> choisies.put(e.colonne, e.mienne ? e.votre : e.sienne));
        AgentSaisi choix = new AgentSaisi(
                choisies.get(Colonne.MATRICULE),
                choisies.get(Colonne.NOM),
                choisies.get(Colonne.PRENOM),
                choisies.get(Colonne.COURRIEL),
                choisies.get(Colonne.METIER),
                choisies.get(Colonne.SERVICE),
                choisies.get(Colonne.CATEGORIE),
                choisies.get(Colonne.CADRE_EMPLOIS),
                choisies.get(Colonne.RESPONSABLE),
                choisies.get(Colonne.PARTI_LE) == null ? null : LocalDate.parse(choisies.get(Colonne.PARTI_LE)));
        Ecran.tenter(() -> {
            try {
                Agents.Fiche f = fiches.modifier(lue.id(), autre.version(), choix);
                Ecran.succes("La fiche est enregistrée telle que vous l'avez choisie.");
                Ecran.aller("/annuaire/agent.xhtml", Map.of("id", f.id()));
            } catch (FicheModifieeException e) {
                comparer(e.actuelle());
            }
        });
    }

    private AgentSaisi saisie() {
        return new AgentSaisi(
                matricule,
                nom,
                prenom,
                courriel,
                metier,
                service,
                categorie,
                cadreEmplois,
                responsable == null
                        ? null
                        : responsable.substring(
                                responsable.lastIndexOf(ENTRE) < 0
                                        ? 0
                                        : responsable.lastIndexOf(ENTRE) + ENTRE.length()),
                partiLe);
    }

    /** Les collègues que ces lettres trouvent, à choisir comme responsable. */
    public List<String> proposer(String lettres) {
        return consultation.chercher(lettres, 10).stream()
                .filter(a -> !a.matricule().equals(matricule))
                .map(a -> a.nomComplet() + ENTRE + a.matricule())
                .toList();
    }

    /** Le cadre d'emplois dit la catégorie : on ne la demande pas deux fois. */
    public void accorder() {
        consultation.cadres().stream()
                .filter(c -> c.nom().equals(cadreEmplois))
                .findFirst()
                .ifPresent(c -> categorie = c.categorie());
    }

    public List<SelectItem> getCadres() {
        Map<String, List<SelectItem>> parFiliere = new LinkedHashMap<>();
        consultation
                .cadres()
                .forEach(c -> parFiliere
                        .computeIfAbsent(c.filiere(), f -> new ArrayList<>())
                        .add(new SelectItem(c.nom(), c.nom() + " (" + c.categorie() + ")")));
        List<SelectItem> groupes = new ArrayList<>();
        if (lue != null
                && lue.cadreEmplois() != null
                && parFiliere.values().stream()
                        .flatMap(List::stream)
                        .noneMatch(i -> i.getValue().equals(lue.cadreEmplois()))) {
            groupes.add(new SelectItem(lue.cadreEmplois(), lue.cadreEmplois() + " (n'est plus en vigueur)"));
        }
        parFiliere.forEach(
                (f, items) -> groupes.add(new SelectItemGroup(f, null, false, items.toArray(SelectItem[]::new))));
        return groupes;
    }

    public boolean isNeuve() {
        return lue == null;
    }

    public boolean isEnConflit() {
        return autre != null;
    }

    public List<Ecart> getEcarts() {
        return ecarts;
    }

    public String getTitre() {
        return lue == null ? "Nouvel agent" : lue.getNomComplet();
    }

    public String getSousTitre() {
        return lue == null
                ? "Ses informations ne seront plus à ressaisir."
                : "Matricule " + lue.matricule() + " · fiche enregistrée par " + lue.modifiePar() + " le "
                        + Texte.moment(lue.modifieLe().toInstant());
    }

    public boolean isParti() {
        return lue != null
                && lue.partiLe() != null
                && !lue.partiLe()
                        .isAfter(horloge.aujourdhui(consultation.collectivite().fuseau()));
    }

    public String getDepart() {
        return lue == null ? "" : Texte.date(lue.partiLe());
    }

    public String getAutreNom() {
        return autre.modifiePar();
    }

    public String getAutreQuand() {
        return Texte.moment(autre.modifieLe().toInstant());
    }

    public Long getResponsableId() {
        return lue == null ? null : lue.responsableId();
    }

    public String getMatricule() {
        return matricule;
    }

    public void setMatricule(String v) {
        matricule = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public String getPrenom() {
        return prenom;
    }

    public void setPrenom(String v) {
        prenom = v;
    }

    public String getCourriel() {
        return courriel;
    }

    public void setCourriel(String v) {
        courriel = v;
    }

    public String getMetier() {
        return metier;
    }

    public void setMetier(String v) {
        metier = v;
    }

    public String getService() {
        return service;
    }

    public void setService(String v) {
        service = v;
    }

    public String getCategorie() {
        return categorie;
    }

    public void setCategorie(String v) {
        categorie = v;
    }

    public String getCadreEmplois() {
        return cadreEmplois;
    }

    public void setCadreEmplois(String v) {
        cadreEmplois = v;
    }

    public String getResponsable() {
        return responsable;
    }

    public void setResponsable(String v) {
        responsable = v;
    }

    public LocalDate getPartiLe() {
        return partiLe;
    }

    public void setPartiLe(LocalDate v) {
        partiLe = v;
    }

    /** Un champ que deux personnes ont écrit différemment, et celui des deux qu'on retient. */
    public static final class Ecart implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Colonne colonne;
        private final String votre;
        private final String sienne;
        private boolean mienne;

        Ecart(Colonne colonne, String votre, String sienne, boolean mienne) {
            this.colonne = colonne;
            this.votre = votre;
            this.sienne = sienne;
            this.mienne = mienne;
        }

        public String getLibelle() {
            return colonne.libelle();
        }

        public String getVotre() {
            return votre == null ? "(vide)" : votre;
        }

        public String getSienne() {
            return sienne == null ? "(vide)" : sienne;
        }

        public boolean isMienne() {
            return mienne;
        }

        public void setMienne(boolean v) {
            mienne = v;
        }
    }
}
