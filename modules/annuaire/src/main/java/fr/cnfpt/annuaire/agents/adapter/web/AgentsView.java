package fr.cnfpt.annuaire.agents.adapter.web;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.domain.Statut;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Les agents de la collectivité ; filtres : q, service, categorie, statut, presence. */
@Named("agents")
@RequestScoped
public class AgentsView implements Liste<Agents.Fiche> {

    @Inject
    ConsulterAgents consultation;

    @Inject
    Horloge horloge;

    @Inject
    UtilisateurCourant courant;

    private LocalDate jour;
    private Tableau<Agents.Fiche> tableau;
    private String proposition;

    /** Vrai pour un gestionnaire qui ne tient pas les fiches : elles sont à toute la collectivité. */
    public boolean isDeBranche() {
        return courant.get().estDeBranche();
    }

    public Tableau<Agents.Fiche> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "agents";
    }

    @Override
    public String titre() {
        return "Agents";
    }

    @Override
    public List<ColonneDeListe<Agents.Fiche>> colonnes() {
        return List.of(
                ColonneDeListe.<Agents.Fiche>de("nom", "Nom", Agents.Fiche::nomComplet)
                        .triee(),
                ColonneDeListe.<Agents.Fiche>de("metier", "Métier", Agents.Fiche::metier)
                        .triee(),
                ColonneDeListe.<Agents.Fiche>de("service", "Service", Agents.Fiche::service)
                        .triee()
                        .seulementSiElleVarie(),
                ColonneDeListe.<Agents.Fiche>de("cadre", "Cadre d'emplois", Agents.Fiche::cadreEmplois)
                        .triee(),
                ColonneDeListe.<Agents.Fiche>de("categorie", "Catégorie", Agents.Fiche::categorie)
                        .triee()
                        .seulementSiElleVarie(),
                ColonneDeListe.<Agents.Fiche>de("statut", "Statut", a -> a.enClair(Colonne.STATUT))
                        .triee()
                        .surDemande(),
                ColonneDeListe.<Agents.Fiche>de("grade", "Grade", a -> a.valeur(Colonne.GRADE))
                        .surDemande(),
                ColonneDeListe.<Agents.Fiche>de("quotite", "Quotité", a -> a.valeur(Colonne.QUOTITE))
                        .surDemande(),
                ColonneDeListe.<Agents.Fiche>de("responsable", "Responsable", Agents.Fiche::responsableNom)
                        .triee()
                        .seulementSiElleVarie(),
                ColonneDeListe.<Agents.Fiche>de("matricule", "Matricule", Agents.Fiche::matricule)
                        .triee(),
                ColonneDeListe.<Agents.Fiche>de("courriel", "Courriel", Agents.Fiche::courriel)
                        .surDemande(),
                ColonneDeListe.<Agents.Fiche>de("arrivee", "Arrivée", a -> Texte.date(a.arriveLe()))
                        .surDemande(),
                ColonneDeListe.<Agents.Fiche>de("depart", "Départ", a -> Texte.date(a.partiLe()))
                        .surDemande());
    }

    @Override
    public Page<Agents.Fiche> lire(DemandeDeListe d, int premiere, int combien) {
        Agents.Page page = consultation.page(filtre(d), d.tri(), premiere, combien);
        proposition = page.proposition();
        return new Page<>(page.lignes(), page.total());
    }

    private static Agents.Filtre filtre(DemandeDeListe d) {
        return new Agents.Filtre(d.texte("q"), d.texte("service"), d.texte("categorie"), statut(d), presence(d));
    }

    private static String statut(DemandeDeListe d) {
        return Statut.parCode(d.texte("statut")).map(Statut::name).orElse("");
    }

    private static String presence(DemandeDeListe d) {
        return d.texte("presence").matches("partis|tous") ? d.texte("presence") : "presents";
    }

    /** « parti le… », « part le… », « arrive le… » ; vide pour qui est là sans plus. */
    public String mouvement(Agents.Fiche f) {
        if (f.partiLe() != null) {
            return (f.partiLe().isAfter(jour()) ? "part le " : "parti le ") + Texte.date(f.partiLe());
        }
        return f.arriveLe() != null && f.arriveLe().isAfter(jour()) ? "arrive le " + Texte.date(f.arriveLe()) : "";
    }

    private LocalDate jour() {
        if (jour == null) {
            jour = horloge.aujourdhui(consultation.collectivite().fuseau());
        }
        return jour;
    }

    public List<String> getServices() {
        return consultation.services();
    }

    public List<Option> getCategories() {
        return List.of(
                Option.de("A", "A"), Option.de("B", "B"), Option.de("C", "C"), Option.de("AUCUNE", "Sans catégorie"));
    }

    public List<Option> getStatuts() {
        return Arrays.stream(Statut.values())
                .map(s -> Option.de(s.name(), s.libelle()))
                .toList();
    }

    public List<Option> getPresences() {
        return List.of(Option.de("partis", "Partis"), Option.de("tous", "Présents et partis"));
    }

    public String getResume() {
        DemandeDeListe d = getTableau().getDemande();
        String partis = switch (presence(d)) {
            case "partis" -> " partis";
            case "tous" -> ", partis compris";
            default -> "";
        };
        return Texte.compte(getTableau().getTotal(), "Aucun agent de ", "agent de ", "agents de ")
                + consultation.collectivite().nom()
                + partis
                + (d.texte("q").isEmpty() ? "" : " pour « " + d.texte("q") + " »");
    }

    /** Les fiches entières, que l'import sait relire. */
    public void exporter(String format) {
        String type = format.equals("xlsx")
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv;charset=UTF-8";
        Ecran.telechargerEnFlux(
                type, "agents." + format, sortie -> consultation.exporter(filtre(Tableau.demande()), format, sortie));
    }

    /** Le nom le plus proche de ce qui est cherché, quand personne ne le porte. */
    public String getProposition() {
        getTableau().getLignes();
        return proposition;
    }
}
