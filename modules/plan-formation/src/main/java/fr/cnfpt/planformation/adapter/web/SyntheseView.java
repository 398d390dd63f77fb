package fr.cnfpt.planformation.adapter.web;

import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.planformation.application.LancerSynthese;
import fr.cnfpt.planformation.application.LireSynthese;
import fr.cnfpt.planformation.application.ReprendreSynthese;
import fr.cnfpt.planformation.application.SyntheseVue;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * La synthèse d'une délégation : où elle en est, ce qu'elle décide, filtré par périmètre et par résultat. Les filtres
 * sont dans l'adresse ; l'avancement se relit toutes les deux secondes tant qu'elle tourne, et la page peut être
 * quittée.
 */
@Named("synthese")
@RequestScoped
public class SyntheseView {
    private static final int PERIMETRES_PAR_PAGE = 10;

    @Inject
    LireSynthese lecture;

    @Inject
    LancerSynthese lancement;

    @Inject
    ReprendreSynthese reprise;

    private String structure;
    private String perimetre;
    private String resultat;
    private String page;

    private int annee;
    private List<StructureInfo> structures = List.of();
    private StructureInfo choisie;
    private SyntheseVue synthese;
    private List<ActionInfo> actions = List.of();
    private List<PerimetreInfo> perimetres = List.of();
    private List<Groupe> groupes = List.of();
    private long plansTransmis;
    private int premier;

    /** Un périmètre et celles de ses actions que les filtres retiennent. */
    public record Groupe(long id, String nom, List<ActionInfo> actions) {
        public String resume() {
            long deployables = actions.stream().filter(ActionInfo::deployable).count();
            return Texte.pluriel(actions.size(), "thème", "thèmes") + ", "
                    + (deployables == 0 ? "aucun déployable" : Texte.pluriel(deployables, "déployable", "déployables"));
        }
    }

    /** Les filtres se lisent dans l'adresse. */
    @PostConstruct
    void ouvrir() {
        FacesContext faces = FacesContext.getCurrentInstance();
        Map<String, String> adresse = faces.getExternalContext().getRequestParameterMap();
        structure = adresse.get("structure");
        perimetre = adresse.get("perimetre");
        resultat = adresse.get("resultat");
        page = adresse.get("page");
        structures = lecture.structures();
        Long demandee = nombre(structure);
        choisie = structures.stream()
                .filter(s -> demandee == null ? structures.size() == 1 : s.id() == demandee)
                .findFirst()
                .orElse(null);
        Long anneeDemandee = nombre(adresse.get("annee"));
        if (anneeDemandee != null && lecture.annees().stream().noneMatch(a -> a == anneeDemandee.longValue())) {
            introuvable();
            return;
        }
        annee = anneeDemandee != null
                ? anneeDemandee.intValue()
                : choisie != null
                        ? lecture.annee(choisie.id())
                        : lecture.annees().get(1);
        if (choisie == null) {
            if (demandee != null) {
                introuvable();
            }
            return;
        }
        try {
            synthese = lecture.synthese(annee, choisie.id()).orElse(null);
            actions = lecture.actions(annee, choisie.id());
            perimetres = lecture.perimetres(choisie.id()).stream()
                    .sorted(Comparator.comparing(PerimetreInfo::nom, Francais.ORDRE))
                    .toList();
            plansTransmis = lecture.plansTransmis(annee, choisie.id());
        } catch (Refus refus) {
            introuvable();
            return;
        }
        if (perimetres.stream().noneMatch(p -> Long.valueOf(p.id()).equals(nombre(perimetre)))) {
            perimetre = null;
        }
        filtrer();
    }

    private void filtrer() {
        Long seul = nombre(perimetre);
        Map<Long, List<ActionInfo>> parPerimetre = new LinkedHashMap<>();
        for (ActionInfo a : actions) {
            if ((seul == null || a.perimetreId() == seul) && retient(a)) {
                parPerimetre
                        .computeIfAbsent(a.perimetreId(), i -> new ArrayList<>())
                        .add(a);
            }
        }
        groupes = parPerimetre.entrySet().stream()
                .map(e -> new Groupe(e.getKey(), e.getValue().get(0).perimetre(), e.getValue()))
                .toList();
        Long numero = nombre(page);
        premier = numero == null || numero < 1 || (numero - 1) * PERIMETRES_PAR_PAGE >= groupes.size()
                ? 0
                : (int) (numero - 1) * PERIMETRES_PAR_PAGE;
    }

    private boolean retient(ActionInfo a) {
        return switch (resultat == null ? "" : resultat) {
            case "deployable" -> a.deployable();
            case "pres" -> a.pres();
            case "loin" -> !a.deployable() && !a.pres();
            default -> true;
        };
    }

    public void lancer() {
        if (Ecran.tenter(() -> lancement.executer(annee, choisie.id()))) {
            Ecran.aller(PagesDesPlans.SYNTHESE, parametres());
        }
    }

    public void reprendre() {
        if (Ecran.tenter(() -> reprise.executer(annee, choisie.id()))) {
            Ecran.aller(PagesDesPlans.SYNTHESE, parametres());
        }
    }

    /** Relit l'avancement ; à la fin, rouvre la page sur les actions décidées. */
    public void rafraichir() {
        synthese = lecture.synthese(annee, choisie.id()).orElse(null);
        if (synthese != null && !synthese.enCours()) {
            Ecran.succes("La synthèse " + annee + " est terminée : "
                    + Texte.pluriel(synthese.total(), "périmètre traité", "périmètres traités") + ".");
            Ecran.aller(PagesDesPlans.SYNTHESE, parametres());
        }
    }

    private Map<String, Object> parametres() {
        Map<String, Object> p = new LinkedHashMap<>();
        p.put("structure", isPlusieursStructures() ? choisie.id() : null);
        p.put("annee", annee);
        p.put("perimetre", perimetre);
        p.put("resultat", resultat);
        return p;
    }

    /** L'adresse de cette page avec d'autres filtres, les pages et les tuiles y mènent. */
    private String lien(String parResultat, int numero) {
        StringBuilder b = new StringBuilder("?");
        Map<String, Object> p = parametres();
        p.put("resultat", parResultat);
        p.put("page", numero > 1 ? numero : null);
        p.forEach((cle, valeur) -> {
            if (valeur != null) {
                b.append(b.length() > 1 ? "&" : "")
                        .append(cle)
                        .append('=')
                        .append(java.net.URLEncoder.encode(valeur.toString(), java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        return b.toString();
    }

    private static void introuvable() {
        FacesContext faces = FacesContext.getCurrentInstance();
        try {
            ((HttpServletResponse) faces.getExternalContext().getResponse())
                    .sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    private static Long nombre(String s) {
        return s == null || !s.matches("[0-9]{1,18}") ? null : Long.valueOf(s);
    }

    public String getSousTitre() {
        return choisie == null
                ? "La synthèse réunit les plans des collectivités, périmètre par périmètre."
                : choisie.nom() + " · "
                        + (plansTransmis == 0
                                ? "aucun plan " + annee + " transmis"
                                : Texte.pluriel(
                                        plansTransmis, "plan " + annee + " transmis", "plans " + annee + " transmis"));
    }

    // Où elle en est
    public boolean isEnCours() {
        return synthese != null && synthese.enCours() && !synthese.interrompue();
    }

    public boolean isInterrompue() {
        return synthese != null && synthese.interrompue();
    }

    public boolean isTerminee() {
        return synthese != null && !synthese.enCours();
    }

    public boolean isJamaisLancee() {
        return choisie != null && synthese == null;
    }

    public int getTraites() {
        return synthese.traites();
    }

    public int getTotal() {
        return synthese.total();
    }

    public int getPourcentage() {
        return 100 * synthese.traites() / synthese.total();
    }

    /** « 11 périmètres traités sur 36, CA de Cambrai en cours. » */
    public String getAvancement() {
        return (synthese.traites() == 0
                        ? "Aucun périmètre traité"
                        : Texte.pluriel(synthese.traites(), "périmètre traité", "périmètres traités"))
                + " sur " + synthese.total()
                + (isEnCours() && synthese.perimetre() != null ? ", " + synthese.perimetre() + " en cours." : ".");
    }

    public String getLancement() {
        return "Lancée le " + Texte.moment(synthese.lanceeLe().toInstant()) + " par " + synthese.lanceePar() + ".";
    }

    public String getFin() {
        return "Synthèse du " + Texte.moment(synthese.termineeLe().toInstant()) + ", lancée par " + synthese.lanceePar()
                + ".";
    }

    // Ce qu'elle décide
    public long getDeployables() {
        return actions.stream().filter(ActionInfo::deployable).count();
    }

    public int getAgents() {
        return actions.stream()
                .filter(ActionInfo::deployable)
                .mapToInt(ActionInfo::fermes)
                .sum();
    }

    /** Un nombre par tranches de trois chiffres. */
    public String chiffres(long n) {
        return java.text.NumberFormat.getIntegerInstance(java.util.Locale.FRENCH)
                .format(n);
    }

    public long getPresque() {
        return actions.stream().filter(ActionInfo::pres).count();
    }

    public long getTerritoires() {
        return actions.stream()
                .filter(ActionInfo::deployable)
                .map(ActionInfo::perimetreId)
                .distinct()
                .count();
    }

    public String getLienDeployables() {
        return lien("deployable", 1);
    }

    public String getLienPresque() {
        return lien("pres", 1);
    }

    public boolean isFiltree() {
        return nombre(perimetre) != null || resultat != null && !resultat.isEmpty();
    }

    public boolean isAvecActions() {
        return !actions.isEmpty();
    }

    public boolean isRienRetenu() {
        return groupes.isEmpty();
    }

    public List<Groupe> getGroupes() {
        return groupes.subList(premier, Math.min(groupes.size(), premier + PERIMETRES_PAR_PAGE));
    }

    public String etiquette(ActionInfo a) {
        return a.deployable() ? a.payant() ? "accent" : "bon" : a.pres() ? "attente" : "mauvais";
    }

    /** Un choix du filtre par résultat. */
    public record Choix(String code, String nom, boolean choisi) {}

    public List<Choix> getResultats() {
        return List.of(
                choix("", "Tous les résultats"),
                choix("deployable", "Déployables"),
                choix("pres", "À une ou deux places près"),
                choix("loin", "Loin du seuil"));
    }

    private Choix choix(String code, String nom) {
        return new Choix(code, nom, code.equals(resultat == null ? "" : resultat));
    }

    public String getLienSansFiltre() {
        return "?annee=" + annee + (isPlusieursStructures() ? "&structure=" + choisie.id() : "");
    }

    /** L'autre année dont on réunit les plans ou organise les actions. */
    public int getAutreAnnee() {
        return lecture.annees().stream().filter(a -> a != annee).findFirst().orElseThrow();
    }

    public String getLienAutreAnnee() {
        return "?annee=" + getAutreAnnee() + (isPlusieursStructures() ? "&structure=" + choisie.id() : "");
    }

    // Les pages
    public boolean isPaginee() {
        return groupes.size() > PERIMETRES_PAR_PAGE;
    }

    public String getPosition() {
        return "Périmètres " + (premier + 1) + " à " + Math.min(groupes.size(), premier + PERIMETRES_PAR_PAGE) + " sur "
                + groupes.size();
    }

    public boolean isPrecedente() {
        return premier > 0;
    }

    public boolean isSuivante() {
        return premier + PERIMETRES_PAR_PAGE < groupes.size();
    }

    public String getLienPrecedent() {
        return lien(resultat, premier / PERIMETRES_PAR_PAGE);
    }

    public String getLienSuivant() {
        return lien(resultat, premier / PERIMETRES_PAR_PAGE + 2);
    }

    public int getAnnee() {
        return annee;
    }

    public boolean isChoisie() {
        return choisie != null;
    }

    public Long getStructureId() {
        return choisie == null ? null : choisie.id();
    }

    public boolean isPlusieursStructures() {
        return structures.size() > 1;
    }

    public List<StructureInfo> getStructures() {
        return structures;
    }

    public List<PerimetreInfo> getPerimetres() {
        return perimetres;
    }

    public boolean isSansPerimetre() {
        return choisie != null && perimetres.isEmpty();
    }

    public Long getPerimetreId() {
        return nombre(perimetre);
    }
}
