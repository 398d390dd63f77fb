package fr.cnfpt.garde.journal.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.journal.application.ConsulterLeJournal;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Le journal des actes, en phrases ; pour le siège, l'état de la chaîne et les événements de sécurité. Recherche et
 * page sont dans l'adresse.
 */
@Named("journal")
@RequestScoped
public class JournalView {

    private static final int TAILLE = 50;

    @Inject
    ConsulterLeJournal cas;

    @Inject
    UtilisateurCourant courant;

    private String recherche;
    private boolean securite;
    private int premiere;
    private String rupture;

    @PostConstruct
    void lire() {
        recherche = Requete.texte("q");
        securite = isSiege() && Requete.texte("vue").equals("securite");
        premiere = Pagination.premiere(TAILLE);
    }

    public boolean isSiege() {
        return courant.get().est(Role.SIEGE);
    }

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public boolean isSecurite() {
        return securite;
    }

    public String getRecherche() {
        return recherche;
    }

    public List<LignesDuJournal.Ligne> getActes() {
        return cas.actes(recherche, premiere, TAILLE);
    }

    public List<LignesDuJournal.Evenement> getEvenements() {
        return cas.evenements(recherche, premiere, TAILLE);
    }

    public Pagination getPagination() {
        return Pagination.demandee(TAILLE, securite ? cas.combienDEvenements(recherche) : cas.combien(recherche));
    }

    public boolean isRompue() {
        return !rupture().isEmpty();
    }

    /** « 214 actes, chaîne entière, vérifiée à l'instant » ou « rompue à l'acte 87 » */
    public String getChaine() {
        return isRompue()
                ? "Chaîne rompue à l'acte " + rupture()
                        + " : une ligne y a été changée, ôtée ou intercalée hors de l'application."
                : Texte.pluriel(cas.combien(""), "acte", "actes") + ", chaîne entière, vérifiée à l'instant.";
    }

    private String rupture() {
        if (rupture == null) {
            rupture = cas.premiereRupture().map(String::valueOf).orElse("");
        }
        return rupture;
    }

    public String quand(OffsetDateTime d) {
        return Texte.moment(d.toInstant());
    }

    public String enClair(String code) {
        return ActesEnClair.dire(code);
    }

    public void exporter() {
        StringBuilder b = new StringBuilder("\ufeff");
        try (CSVPrinter csv = new CSVPrinter(
                b,
                CSVFormat.EXCEL
                        .builder()
                        .setDelimiter(';')
                        .setHeader("Acte", "Le", "Ce qui s'est fait", "Sur", "Détail", "Par")
                        .get())) {
            for (LignesDuJournal.Ligne l : cas.exporter(recherche)) {
                csv.printRecord(Stream.of(
                                String.valueOf(l.numero()),
                                l.le().toString(),
                                enClair(l.action()),
                                l.qui() == null ? l.objet() : l.qui() + " (" + l.objet() + ")",
                                l.detail(),
                                l.auteur())
                        .map(Csv::sansFormule)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ecran.telecharger(b.toString().getBytes(StandardCharsets.UTF_8), "text/csv; charset=UTF-8", "journal.csv");
    }
}
