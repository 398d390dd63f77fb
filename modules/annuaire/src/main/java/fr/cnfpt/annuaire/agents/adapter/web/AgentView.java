package fr.cnfpt.annuaire.agents.adapter.web;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.application.FicheModifieeException;
import fr.cnfpt.annuaire.agents.application.TenirLesFiches;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.Statut;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Choix;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Proposition;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * La fiche d'un agent, ou une fiche neuve si l'adresse n'en nomme aucun. Le formulaire porte la version lue : si un
 * autre a enregistré entre-temps, la page met les deux saisies côte à côte et rien n'est perdu.
 */
@Named("ficheAgent")
@RequestScoped
public class AgentView {

    @Inject
    Horloge horloge;

    @Inject
    TenirLesFiches fiches;

    @Inject
    ConsulterAgents consultation;

    private Agents.Fiche lue;
    private Agents.Fiche autre;
    private Integer version;
    private String origine;
    private String mienne;
    private List<Ecart> ecarts = new ArrayList<>();
    private String matricule;
    private String nom;
    private String prenom;
    private String courriel;
    private String metier;
    private String service;
    private String categorie = "C";
    private String cadreEmplois;
    private LocalDate partiLe;
    private final Map<String, String> situation = new HashMap<>();
    private final Choix responsable = new Choix(this::collegues, this::collegue);
    private final Choix residence = new Choix(this::communes);

    @PostConstruct
    void ouvrir() {
        if (!Requete.texte("id").isEmpty()) {
            try {
                montrer(fiches.lire(Requete.identifiant("id")));
                mienne = Requete.texte("conflit:mienne");
                if (!mienne.isEmpty()) {
                    opposer(decoder(mienne), lue);
                }
            } catch (Refus introuvable) {
                Requete.introuvable();
            }
        }
    }

    private void montrer(Agents.Fiche f) {
        lue = f;
        version = f.version();
        origine = coder(f.saisie());
        matricule = f.matricule();
        nom = f.nom();
        prenom = f.prenom();
        courriel = f.courriel();
        metier = f.metier();
        service = f.service();
        categorie = f.categorie();
        cadreEmplois = f.cadreEmplois();
        responsable.setChoisie(
                f.responsable() == null ? null : new Proposition(f.responsable(), f.responsableNom(), null));
        partiLe = f.partiLe();
        Colonne.SITUATION.forEach(c -> situation.put(c.code(), f.valeur(c)));
        residence.setChoisie(
                f.valeur(Colonne.RESIDENCE) == null
                        ? null
                        : new Proposition(f.valeur(Colonne.RESIDENCE), f.enClair(Colonne.RESIDENCE), null));
    }

    private List<Proposition> communes(String texte, int auPlus) {
        return consultation.communes(texte, auPlus).stream()
                .map(c -> new Proposition(c.code(), c.libelle(), c.precision()))
                .toList();
    }

    public void enregistrer() {
        Ecran.tenter(() -> {
            try {
                Agents.Fiche f = lue == null ? fiches.creer(saisie()) : fiches.modifier(lue.id(), version, saisie());
                Ecran.succes(
                        lue == null
                                ? f.nomComplet() + " est dans l'annuaire : on peut l'inscrire."
                                : f.version() == version ? "Rien n'avait changé." : "La fiche est enregistrée.");
                Ecran.aller("/annuaire/agent.xhtml", Map.of("id", f.id()));
            } catch (FicheModifieeException e) {
                comparer(e.actuelle());
            }
        });
    }

    /** Met les deux saisies face à face ; ce que je n'avais pas touché prend d'avance la valeur de l'autre. */
    private void comparer(Agents.Fiche actuelle) {
        AgentSaisi mienne = saisie();
        AgentSaisi avant = decoder(origine);
        opposer(mienne, actuelle);
        ecarts.forEach(e -> e.setMienne(!Objects.equals(mienne.valeur(e.colonne), avant.valeur(e.colonne))));
        if (ecarts.isEmpty()) {
            Ecran.succes(actuelle.modifiePar() + " vient d'enregistrer exactement la même chose.");
            Ecran.aller("/annuaire/agent.xhtml", Map.of("id", lue.id()));
        }
    }

    private void opposer(AgentSaisi saisie, Agents.Fiche actuelle) {
        autre = actuelle;
        version = actuelle.version();
        mienne = coder(saisie);
        ecarts = Arrays.stream(Colonne.values())
                .filter(c -> !Objects.equals(saisie.valeur(c), actuelle.saisie().valeur(c)))
                .map(c -> new Ecart(c, saisie, actuelle))
                .toList();
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
        AgentSaisi mien = decoder(mienne);
        Map<Colonne, String> choisies = new EnumMap<>(Colonne.class);
        for (Colonne c : Colonne.values()) {
            choisies.put(c, mien.valeur(c));
        }
        ecarts.forEach(e -> choisies.put(e.colonne, e.mienne ? e.votre : e.sienne));
        Ecran.tenter(() -> {
            try {
                Agents.Fiche f = fiches.modifier(lue.id(), version, saisie(choisies));
                Ecran.succes("La fiche est enregistrée telle que vous l'avez choisie.");
                Ecran.aller("/annuaire/agent.xhtml", Map.of("id", f.id()));
            } catch (FicheModifieeException e) {
                opposer(saisie(choisies), e.actuelle());
                ecarts.forEach(x -> x.setMienne(true));
            }
        });
    }

    private static AgentSaisi saisie(Map<Colonne, String> v) {
        return new AgentSaisi(
                v.get(Colonne.MATRICULE),
                v.get(Colonne.NOM),
                v.get(Colonne.PRENOM),
                v.get(Colonne.COURRIEL),
                v.get(Colonne.METIER),
                v.get(Colonne.SERVICE),
                v.get(Colonne.CATEGORIE),
                v.get(Colonne.CADRE_EMPLOIS),
                v.get(Colonne.RESPONSABLE),
                v.get(Colonne.PARTI_LE) == null ? null : LocalDate.parse(v.get(Colonne.PARTI_LE)),
                situation(v::get));
    }

    private static Map<Colonne, String> situation(Function<Colonne, String> valeurs) {
        Map<Colonne, String> situation = new EnumMap<>(Colonne.class);
        Colonne.SITUATION.forEach(c -> situation.put(c, valeurs.apply(c)));
        return situation;
    }

    /** Une saisie qui fait l'aller et retour dans la page : rien n'en reste ici entre deux envois. */
    private static String coder(AgentSaisi a) {
        return Arrays.stream(Colonne.values())
                .filter(c -> a.valeur(c) != null)
                .map(c -> c.name() + "=" + URLEncoder.encode(a.valeur(c), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static AgentSaisi decoder(String code) {
        Map<Colonne, String> v = new EnumMap<>(Colonne.class);
        for (String p : code == null ? new String[0] : code.split("&")) {
            int egal = p.indexOf('=');
            for (Colonne c : Colonne.values()) {
                if (egal > 0 && c.name().equals(p.substring(0, egal))) {
                    v.put(c, URLDecoder.decode(p.substring(egal + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return saisie(v);
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
                responsable.code(),
                partiLe,
                situation(c -> c == Colonne.RESIDENCE ? residence.code() : situation.get(c.code())));
    }

    private List<Proposition> collegues(String texte, int auPlus) {
        return consultation.chercher(texte, auPlus).stream()
                .filter(a -> !a.matricule().equals(matricule))
                .map(a -> new Proposition(a.matricule(), a.nomComplet(), a.matricule()))
                .toList();
    }

    /** Un présent ; ou celui de la fiche, même parti. */
    private Optional<Proposition> collegue(String sien) {
        return collegues(sien, 2).stream()
                .filter(p -> p.code().equals(sien))
                .findFirst()
                .or(() -> lue == null || !sien.equals(lue.responsable())
                        ? Optional.empty()
                        : Optional.of(new Proposition(sien, lue.responsableNom(), null)));
    }

    /** Un statut sans catégorie l'ôte ; un autre laisse celle du cadre d'emplois, ou celle qu'on a choisie. */
    public void accorderAuStatut() {
        if (Statut.parCode(situation.get(Colonne.STATUT.code()))
                .filter(s -> !s.aUneCategorie())
                .isPresent()) {
            categorie = null;
        }
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

    public Statut[] getStatuts() {
        return Statut.values();
    }

    public Map<String, String> getSituation() {
        return situation;
    }

    public Choix getResidence() {
        return residence;
    }

    /** Dépliée quand elle dit quelque chose, ou quand un de ses champs est à corriger. */
    public boolean isSituationOuverte() {
        return FacesContext.getCurrentInstance().isValidationFailed()
                || situation.values().stream().anyMatch(v -> v != null && !v.isEmpty());
    }

    /** D'une fiche déjà enregistrée. */
    public long getId() {
        return lue.id();
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
        return lue == null ? "Nouvel agent" : lue.nomComplet();
    }

    public String getSousTitre() {
        return lue == null
                ? "Ses informations ne seront plus à ressaisir."
                : "Matricule " + lue.matricule() + " · fiche enregistrée par " + lue.modifiePar() + " le "
                        + Texte.moment(lue.modifieLe().toInstant());
    }

    /** Ce que ses dates font dire : il est parti, il part, il arrive ; {@code null} s'il est là sans plus. */
    public String getMouvement() {
        if (lue == null) {
            return null;
        }
        LocalDate jour = horloge.aujourdhui(consultation.collectivite().fuseau());
        if (lue.partiLe() != null) {
            return lue.partiLe().isAfter(jour)
                    ? "Il part le " + Texte.date(lue.partiLe()) + " : jusque-là, on peut l'inscrire."
                    : "Parti depuis le " + Texte.date(lue.partiLe())
                            + " : on ne peut plus l'inscrire ; ses bulletins et ses attestations restent. S'il revient, ôtez ce départ et donnez sa nouvelle arrivée.";
        }
        return lue.arriveLe() != null && lue.arriveLe().isAfter(jour)
                ? "Il arrive le " + Texte.date(lue.arriveLe()) + " : on peut déjà l'inscrire."
                : null;
    }

    public List<String> getPassages() {
        return lue == null
                ? List.of()
                : fiches.passages(lue.id()).stream()
                        .map(p -> (p.arriveLe() == null ? "" : "du " + Texte.date(p.arriveLe()) + " ") + "jusqu'au "
                                + Texte.date(p.partiLe().minusDays(1)))
                        .toList();
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

    /** La version sur laquelle on a écrit : celle de la page ouverte, ou celle de l'autre pendant un conflit. */
    public Integer getVersion() {
        return version;
    }

    public void setVersion(Integer v) {
        version = v;
    }

    public String getOrigine() {
        return origine;
    }

    public void setOrigine(String v) {
        origine = v;
    }

    public String getMienne() {
        return mienne;
    }

    public void setMienne(String v) {
        mienne = v;
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

    public Choix getResponsable() {
        return responsable;
    }

    public LocalDate getPartiLe() {
        return partiLe;
    }

    public void setPartiLe(LocalDate v) {
        partiLe = v;
    }

    /** Un champ que deux personnes ont écrit différemment, et celui des deux qu'on retient. */
    public static final class Ecart {
        private final Colonne colonne;
        private final String votre;
        private final String sienne;
        private boolean mienne;

        private final String votreEnClair;
        private final String sienneEnClair;

        Ecart(Colonne colonne, AgentSaisi saisie, Agents.Fiche actuelle) {
            this.colonne = colonne;
            this.votre = saisie.valeur(colonne);
            this.sienne = actuelle.valeur(colonne);
            this.votreEnClair = saisie.enClair(colonne);
            this.sienneEnClair = actuelle.enClair(colonne);
        }

        public String getLibelle() {
            return colonne.libelle();
        }

        public String getVotre() {
            return votre == null ? "(vide)" : votreEnClair;
        }

        public String getSienne() {
            return sienne == null ? "(vide)" : sienneEnClair;
        }

        public boolean isMienne() {
            return mienne;
        }

        public void setMienne(boolean v) {
            mienne = v;
        }
    }
}
